#include "tests/unit/reports/fixture.h"

#include "engine/base/text.h"
#include "engine/published/constructor.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const FixtureQuarter fixture_twelve_quarters[12] = {
    {"2023K4", KM_PUBLISHED_SHOWN, 310, 230, .norm_verdict = -1},
    {"2024K1", KM_PUBLISHED_SHOWN, 312, 234, .norm_verdict = -1},
    {"2024K2", KM_PUBLISHED_SHOWN, 309, 231, .norm_verdict = -1},
    {"2024K3", KM_PUBLISHED_SHOWN, 316, 241, .norm_verdict = -1},
    {"2024K4", KM_PUBLISHED_SHOWN, 311, 243, .norm_verdict = -1},
    {"2025K1", KM_PUBLISHED_SHOWN, 318, 247, .norm_verdict = -1},
    {"2025K2", KM_PUBLISHED_SHOWN, 313, 248, .norm_verdict = -1},
    {"2025K3", KM_PUBLISHED_SHOWN, 322, 261, .norm_verdict = -1},
    {"2025K4", KM_PUBLISHED_SHOWN, 319, 263, .norm_verdict = -1},
    {"2026K1", KM_PUBLISHED_SHOWN, 324, 271, .norm_verdict = -1},
    {"2026K2", KM_PUBLISHED_SHOWN, 321, 266, .norm_verdict = -1},
    {"2026K3", KM_PUBLISHED_SHOWN, 320, 271, .flags = "voorlopig", .norm_verdict = -1},
};

const FixtureRow fixture_ten_districts[10] = {
    {"WK054600", KM_PUBLISHED_SHOWN, 14, 12, 0, NULL, NULL},
    {"WK054601", KM_PUBLISHED_SHOWN, 11, 9, 0, NULL, NULL},
    {"WK054602", KM_PUBLISHED_SHOWN, 19, 17, 0, NULL, NULL},
    {"WK054603", KM_PUBLISHED_SHOWN, 81, 58, -1, NULL, NULL},
    {"WK054604", KM_PUBLISHED_SHOWN, 34, 30, 0, NULL, NULL},
    {"WK054605", KM_PUBLISHED_SHOWN, 46, 40, 0, NULL, NULL},
    {"WK054606", KM_PUBLISHED_SHOWN, 58, 51, 0, NULL, NULL},
    {"WK054607", KM_PUBLISHED_SHOWN, 13, 12, 0, NULL, NULL},
    {"WK054608", KM_PUBLISHED_SHOWN, 34, 31, 0, NULL, NULL},
    {"WK054609", KM_PUBLISHED_SHOWN, 35, 33, 0, NULL, NULL},
};

const FixtureRow fixture_stages[6] = {
    {"niet-bepaald", KM_PUBLISHED_SHOWN, 2140, 155, 0, NULL, NULL},
    {"geen-indicatie", KM_PUBLISHED_SHOWN, 2140, 1665, 0, NULL, NULL},
    {"geindiceerd", KM_PUBLISHED_SHOWN, 2140, 27, 0, NULL, NULL},
    {"toegeleid", KM_PUBLISHED_SHOWN, 2140, 22, 0, NULL, NULL},
    {"geplaatst", KM_PUBLISHED_SHOWN, 2140, 41, 0, NULL, NULL},
    {"geplaatst-640", KM_PUBLISHED_SHOWN, 2140, 230, 0, NULL, NULL},
};

const FixtureRow fixture_waits[5] = {
    {"0", KM_PUBLISHED_SHOWN, 177, 68, 0, "na 0 dagen", NULL},
    {"14", KM_PUBLISHED_SHOWN, 124, 52, 0, "na 14 dagen", NULL},
    {"28", KM_PUBLISHED_SHOWN, 83, 37, 0, "na 28 dagen", NULL},
    {"56", KM_PUBLISHED_SHOWN, 37, 18, 0, "na 56 dagen", NULL},
    {"84", KM_PUBLISHED_SHOWN, 24, 12, 0, "na 84 dagen", NULL},
};

static const KmCodeText districts[] = {{"WK054600", "Binnenstad-Zuid", "", 3, 3},
                                       {"WK054601", "Binnenstad-Noord", "", 3, 2},
                                       {"WK054602", "Stationsdistrict", "", 2, 2},
                                       {"WK054603", "Leiden-Noord", "", 3, 1},
                                       {"WK054604", "Roodenburgerdistrict", "", 4, 3},
                                       {"WK054605", "Bos- en Gasthuisdistrict", "", 2, 3},
                                       {"WK054606", "Morsdistrict", "", 1, 2},
                                       {"WK054607", "Boerhaavedistrict", "", 2, 1},
                                       {"WK054608", "Merenwijkdistrict", "", 4, 1},
                                       {"WK054609", "Stevenshofdistrict", "", 1, 3},
                                       {"onbekend", "onbekend", ""}};
static const KmCodeText languages[] = {{"nl", "Nederlands", ""},
                                       {"nl-meertalig", "Nederlands en een andere taal", ""},
                                       {"anders", "een andere taal", ""},
                                       {"onbekend", "onbekend", ""}};
static const KmCodeText stage_codes[] = {{"niet-bepaald", "nog niet bepaald", ""},
                                         {"geen-indicatie", "geen vve-indicatie", ""},
                                         {"geindiceerd", "geïndiceerd, niet toegeleid", ""},
                                         {"toegeleid", "toegeleid, nog geen plaats", ""},
                                         {"geplaatst", "geplaatst, te weinig uren", ""},
                                         {"geplaatst-640", "geplaatst met genoeg uren", ""}};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const KmDimensionText dimensions[] = {{.name = "wijk",
                                              .label_nl = "District",
                                              .label_en = "District",
                                              .codes = districts,
                                              .n_codes = COUNT(districts)},
                                             {.name = "thuistaal",
                                              .label_nl = "Thuistaal",
                                              .label_en = "Home language",
                                              .codes = languages,
                                              .n_codes = COUNT(languages)}};
static const KmDimensionText stage_dimension = {.name = "stap",
                                                .label_nl = "Verste stap",
                                                .label_en = "Furthest step",
                                                .codes = stage_codes,
                                                .n_codes = COUNT(stage_codes)};
static const KmNorm norms[] = {
    {KM_NORM_LOCAL_TARGET, 0.95, KM_DATE_EVER, KM_DATE_OPEN, "Actieplan Kansrijk Onderwijs Leiden"},
    {KM_NORM_NATIONAL_MEAN, 0.83, KM_DATE_EVER, KM_DATE_OPEN,
     "Inspectie van het Onderwijs, landelijk bereik 80 tot 86 procent"}};

static KmIndicatorText *reach_text(KmArena *arena, const Fixture *fixture)
{
    KmIndicatorText *t = KM_NEW(arena, KmIndicatorText);
    *t = (KmIndicatorText){.id = "vve-bereik",
                           .version = "2026-09-01",
                           .action = "A1.3",
                           .actions = "A1.3",
                           .title_nl = fixture->title_nl != NULL ? fixture->title_nl : "Vve-bereik",
                           .title_en = "Reach",
                           .question_nl = "Welk deel van de geïndiceerde peuters heeft een plek?",
                           .question_en = "",
                           .unit_nl = fixture->unit_nl != NULL ? fixture->unit_nl : "peuters",
                           .unit_en = "toddlers",
                           .population_nl = "peuters met een vve-indicatie",
                           .hit_nl = "met een vve-plaats",
                           .time_nl = "op de laatste dag van het kwartaal",
                           .time = fixture->yearly    ? KM_TIME_FEBRUARY
                                   : fixture->is_flow ? KM_TIME_FLOW
                                                      : KM_TIME_QUARTER_END,
                           .rebases = fixture->rebases,
                           .n_rebases = fixture->n_rebases,
                           .breaks = fixture->breaks,
                           .n_breaks = fixture->n_breaks,
                           .elsewhere = fixture->elsewhere,
                           .n_elsewhere = fixture->n_elsewhere,
                           .grondslag = "wonend",
                           .limitation_nl = "",
                           .kind = KM_KIND_PROPORTION,
                           .level = KM_LEVEL_OUTPUT,
                           .direction = fixture->direction,
                           .sensitive = KM_SENSITIVE_MISS,
                           .sensitive_why_nl = "",
                           .decimals = 1,
                           .norms = norms,
                           .n_norms = fixture->without_norm ? 0 : COUNT(norms),
                           .dimensions = dimensions,
                           .n_dimensions = COUNT(dimensions),
                           .definition_hash = "00",
                           .source_file = "vve-bereik.sql",
                           .sources_nl = "JGZ, aanbieders, BRP"};
    return t;
}

static KmIndicatorText *cascade_text(KmArena *arena, const KmIndicatorText *reach)
{
    KmIndicatorText *t = KM_NEW(arena, KmIndicatorText);
    *t = *reach;
    t->id = "vve-trechter";
    t->title_nl = "Van indicatie naar plaats";
    t->population_nl = "alle peuters die in de stad wonen, van 2½ jaar tot de basisschool";
    t->hit_nl = "";
    t->kind = KM_KIND_DISTRIBUTION;
    t->direction = KM_DIRECTION_NEUTRAL;
    t->n_norms = 0;
    t->dimensions = &stage_dimension;
    t->n_dimensions = 1;
    return t;
}

static KmIndicatorText *duration_text(KmArena *arena, const KmIndicatorText *reach)
{
    static const KmNorm days = {KM_NORM_LOCAL_TARGET, 56, KM_DATE_EVER, KM_DATE_OPEN, "Streven"};
    KmIndicatorText *t = KM_NEW(arena, KmIndicatorText);
    *t = *reach;
    t->id = "vve-plaatsing-duur";
    t->title_nl = "Tijd tot de eerste dag";
    t->kind = KM_KIND_DURATION;
    t->decimals = 0;
    t->norms = &days;
    t->n_norms = 1;
    t->n_dimensions = 0;
    return t;
}

KmPeriod fixture_period(const char *text)
{
    KmPeriod period;
    KmError err;
    km_error_clear(&err);
    if (!km_period_parse(text, &period, &err)) {
        abort();
    }
    return period;
}

/* Wilson's interval, for a picture. */
static void set_interval(KmPublishedFigure *f)
{
    double n = (double)f->n, p = (double)f->x / n, z = 1.959963985;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    f->has_interval = true;
    f->low = middle - half;
    f->high = middle + half;
}

static KmPublishedFigure blank(const KmIndicatorText *text, const char *period)
{
    return (KmPublishedFigure){.id = "vve-bereik",
                               .indicator = text,
                               .period = fixture_period(period),
                               .reference = fixture_period(period).to - 1,
                               .block = {{"", ""}, {"", ""}},
                               .label_nl = "Leiden",
                               .decimals = 1,
                               .excluded = -1,
                               .unknown = -1,
                               .expected = 8,
                               .delivered = 8,
                               .missing = "",
                               .flags = ""};
}

static void set_counts(KmPublishedFigure *f, int n, int x)
{
    f->n = n;
    f->x = x;
    f->has_counts = true;
    f->has_estimate = n > 0;
    f->estimate = n > 0 ? (double)x / n : 0;
    if (n > 0) {
        set_interval(f);
    }
}

static KmPublishedFigure quarter_figure(const KmIndicatorText *text, const FixtureQuarter *q)
{
    KmPublishedFigure f = blank(text, q->period);
    f.status = q->status;
    f.flags = q->flags != NULL ? q->flags : "";
    f.delivered = q->delivered > 0 ? q->delivered : 8;
    f.year_before = (KmPublishedChange){
        .exists = q->year_verdict != 0, .verdict = q->year_verdict, .other = q->year_other};
    f.norm = (KmPublishedChange){.exists = text->n_norms > 0, .verdict = q->norm_verdict};
    if (q->status == KM_PUBLISHED_SHOWN) {
        set_counts(&f, q->n, q->x);
    }
    if (q->status == KM_PUBLISHED_PARTIAL) {
        f.has_bounds = true;
        f.bound_low = q->low;
        f.bound_high = q->high;
    }
    return f;
}

static KmPublishedFigure waiting_figure(const KmIndicatorText *text, const char *period,
                                        const FixtureRow *row)
{
    KmPublishedFigure f = blank(text, period);
    bool is_total = row->code == NULL;
    f.status = row->status;
    f.block.dim[0] = is_total ? "" : "wachtend";
    f.block.code[0] = is_total ? "" : row->code;
    f.label_nl = is_total ? f.label_nl : row->label;
    f.has_counts = f.has_estimate = f.has_interval = true;
    f.n = row->n;
    f.estimate = is_total ? (double)row->x : (double)row->x / 100.0;
    f.low = f.estimate * 0.9;
    f.high = is_total ? f.estimate * 1.1 : f.estimate * 0.9 + 0.1;
    return f;
}

static const char *const *split(KmArena *arena, const char *members, size_t *ret_count)
{
    const char **list = KM_NEW_ARRAY(arena, const char *, 16);
    size_t n = 0;
    for (const char *p = members; p != NULL && *p != '\0' && n < 16;) {
        size_t length = strcspn(p, " ");
        list[n++] = km_strndup(arena, p, length);
        p += length + strspn(p + length, " ");
    }
    *ret_count = n;
    return list;
}

/* Numbers no picture may show: hidden figures have none, but a mistake might leave them. */
static void add_stray(KmPublishedFigure *f)
{
    f->n = 7654;
    f->x = 3210;
    f->estimate = 0.123456;
    f->low = 0.0123;
    f->high = 0.9876;
    f->bound_low = 0.0321;
    f->bound_high = 0.9753;
}

static bool is_hidden(const KmPublishedFigure *f)
{
    return f->status == KM_PUBLISHED_PROTECTED || f->status == KM_PUBLISHED_NOT_DELIVERED ||
           f->status == KM_PUBLISHED_EMPTY;
}

static KmPublishedFigure row_figure(KmArena *arena, const KmIndicatorText *text, const char *period,
                                    const char *dimension, const FixtureRow *row)
{
    KmPublishedFigure f = blank(text, period);
    const KmDimensionText *d = km_dimension_text(text, dimension);
    f.status = row->status;
    f.block.dim[0] = dimension;
    f.block.code[0] = row->code;
    f.label_nl = row->label != NULL ? row->label : km_code_label_nl(d, row->code);
    f.members = split(arena, row->members, &f.n_members);
    f.city = (KmPublishedChange){.exists = true, .has_interval = true, .verdict = row->verdict};
    switch (row->status) {
    case KM_PUBLISHED_SHOWN:
    case KM_PUBLISHED_MERGED:
        set_counts(&f, row->n, row->x);
        break;
    case KM_PUBLISHED_POOLED:
        set_counts(&f, row->n, row->x);
        f.has_counts = false;
        f.n = f.x = 0;
        f.decimals = 0;
        f.estimate = round(f.estimate * 100) / 100;
        f.city.exists = false;
        f.period = fixture_period("2025K4..2026K3");
        break;
    case KM_PUBLISHED_CLASS:
        f.has_bounds = true;
        f.bound_low = 0.95;
        f.bound_high = 1;
        break;
    case KM_PUBLISHED_PARTIAL:
        f.has_bounds = true;
        f.bound_low = (double)row->x / row->n;
        f.bound_high = f.bound_low + 0.2;
        f.delivered = 6;
        break;
    case KM_PUBLISHED_PROTECTED:
    case KM_PUBLISHED_NOT_DELIVERED:
    case KM_PUBLISHED_EMPTY:
        break;
    }
    return f;
}

const KmPublished *fixture_release(KmArena *arena, const Fixture *fixture)
{
    static const KmReleaseText release = {.profile = "stuurgroep",
                                          .run = "0123456789ab",
                                          .area_nl = "Leiden",
                                          .rules_nl = "Kleine aantallen zijn afgeschermd.",
                                          .program = "kansmeter"};
    KmReleaseText text = release;
    const KmIndicatorText **indicators = KM_NEW_ARRAY(arena, const KmIndicatorText *, 3);
    KmIndicatorText *reach = reach_text(arena, fixture);
    indicators[0] = reach;
    indicators[1] = cascade_text(arena, reach);
    indicators[2] = duration_text(arena, reach);
    size_t n = 0;
    KmPublishedFigure *figures = KM_NEW_ARRAY(arena, KmPublishedFigure,
                                              fixture->n_quarters + 2 * fixture->n_rows +
                                                  fixture->n_stages + fixture->n_waits + 2);
    for (size_t i = 0; i < fixture->n_quarters; i++) {
        figures[n++] = quarter_figure(reach, &fixture->quarters[i]);
    }
    const char *last =
        fixture->n_quarters > 0 ? fixture->quarters[fixture->n_quarters - 1].period : "2026K3";
    text.knowledge = fixture_period(last).to + 13;
    for (size_t i = 0; i < fixture->n_rows; i++) {
        const char *dimension = fixture->dimension != NULL ? fixture->dimension : "wijk";
        const char *own = fixture->rows[i].period;
        figures[n++] =
            row_figure(arena, reach, own == NULL ? last : own, dimension, &fixture->rows[i]);
        if (own == NULL && fixture->n_quarters > 1) { /* the quarter before: the same rows */
            figures[n++] =
                row_figure(arena, reach, fixture->quarters[fixture->n_quarters - 2].period,
                           dimension, &fixture->rows[i]);
        }
    }
    for (size_t i = 0; i < fixture->n_stages; i++) {
        figures[n++] = row_figure(arena, indicators[1], last, "stap", &fixture->stages[i]);
    }
    FixtureRow everyone = {NULL, KM_PUBLISHED_SHOWN, 259, 15, 0, NULL, NULL};
    if (fixture->n_waits > 0) {
        figures[n++] = waiting_figure(indicators[2], last, &everyone);
    }
    for (size_t i = 0; i < fixture->n_waits; i++) {
        figures[n++] = waiting_figure(indicators[2], last, &fixture->waits[i]);
    }
    for (size_t i = 0; i < n && fixture->stray; i++) {
        if (is_hidden(&figures[i])) {
            add_stray(&figures[i]);
        }
    }
    return km_published_new(arena, &text, indicators, 3, figures, n);
}

KmChart fixture_words(KmArena *arena, const Fixture *fixture, KmChartKind kind, const char *by)
{
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {kind, kind == KM_CHART_CASCADE ? "vve-trechter" : "vve-bereik", by,
                              &period, "g1"};
    KmChart chart = {0};
    KmError err = {0};
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, fixture), &request, &chart, &err));
    return chart;
}
