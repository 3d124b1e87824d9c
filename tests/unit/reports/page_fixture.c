#include "tests/unit/reports/page_fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/published/constructor.h"

enum { MOST = 96 };

typedef struct {
    KmArena *arena;
    KmPublishedFigure figures[MOST];
    size_t n;
} Fixture;

static const KmCodeText wijken[] = {{"WK054600", "Binnenstad-Zuid", "City centre south"},
                                    {"WK054601", "Binnenstad-Noord", "City centre north"},
                                    {"WK054602", "Stationsdistrict", "Station"},
                                    {"WK054603", "Leiden-Noord", "North"},
                                    {"WK054604", "Roodenburgerdistrict", "Roodenburg"},
                                    {"WK054605", "Bos- en Gasthuisdistrict", "Bos en Gasthuis"},
                                    {"WK054606", "Morsdistrict", "Mors"},
                                    {"WK054607", "Boerhaavedistrict", "Boerhaave"},
                                    {"WK054608", "Merenwijkdistrict", "Merenwijk"},
                                    {"WK054609", "Stevenshofdistrict", "Stevenshof"},
                                    {"onbekend", "onbekend", "unknown"}};
static const char *const centre_members[] = {"WK054600", "WK054601", "WK054602"};
static const KmMerger mergers[] = {
    {"binnenstad", "Binnenstad (Noord, Zuid, Station)", centre_members, 3}};
static const KmCodeText talen[] = {{"nl", "Nederlands", "Dutch"},
                                   {"anders", "=SOM(A1) <b>\"anders\"</b> & meer", "other"},
                                   {"onbekend", "onbekend", "unknown"}};
static const KmCodeText stappen[] = {
    {"niet-bepaald", "Nog niet beoordeeld", "Not assessed"},
    {"geen-indicatie", "Geen indicatie", "No indication"},
    {"geindiceerd", "Wel indicatie, nog niet aangemeld", "Indicated"},
    {"toegeleid", "Aangemeld, nog geen plaats", "Led"},
    {"geplaatst", "Vve-plaats, minder dan 640 uur", "Placed"},
    {"geplaatst-640", "Vve-plaats, 640 uur of meer", "Placed, full hours"}};

static const KmDimensionText child_dimensions[] = {
    {"wijk", "wijk", "district", wijken, 11, mergers, 1, false},
    {"thuistaal", "thuistaal", "home language", talen, 3, NULL, 0, false}};
static const KmDimensionText stage_dimension[] = {
    {"stap", "stap", "stage", stappen, 6, NULL, 0, false}};
static const KmNorm reach_norm[] = {{KM_NORM_LOCAL_TARGET, 0.95, KM_DATE_EVER, KM_DATE_OPEN,
                                     "Streefcijfer van de stad (verzonnen)"}};
static const KmNorm places_norm[] = {
    {KM_NORM_LEGAL, 1.0, KM_DATE_EVER, KM_DATE_OPEN, "Wet (verzonnen)"}};

static const KmIndicatorText reach = {
    .id = "vve-bereik",
    .version = "2026-09-01",
    .action = "A1.3",
    .actions = "A1.3",
    .title_nl = "Vve-bereik",
    .title_en = "Reach",
    .question_nl = "Krijgen alle peuters met een vve-indicatie een vve-plaats?",
    .question_en = "Do all indicated toddlers get a place?",
    .unit_nl = "peuters",
    .unit_en = "toddlers",
    .population_nl = "peuters met een vve-indicatie, van 2½ jaar tot de basisschool",
    .hit_nl = "met een vve-plaats",
    .time_nl = "op de laatste dag van het kwartaal",
    .grondslag = "wonend",
    .limitation_nl = "Het cijfer zegt niet hoeveel uren een kind echt aanwezig was.",
    .kind = KM_KIND_PROPORTION,
    .level = KM_LEVEL_OUTPUT,
    .direction = KM_DIRECTION_UP,
    .sensitive = KM_SENSITIVE_MISS,
    .sensitive_why_nl = "een klein aantal kinderen zonder plaats wijst gezinnen aan",
    .decimals = 1,
    .norms = reach_norm,
    .n_norms = 1,
    .dimensions = child_dimensions,
    .n_dimensions = 2,
    .definition_hash = "0123456789abcdef0123456789abcdef",
    .source_file = "vve-bereik.sql",
    .lag_weeks = 2,
    .sources_nl = "JGZ, kinderopvang, gemeente",
};

static KmIndicatorText without, places, assessed, funnel;

static void fill_texts(void)
{
    without = reach;
    without.id = "geen-voorziening-3j";
    without.action = "A1.2";
    without.title_nl = "Driejarigen zonder voorziening";
    without.question_nl = "Hoeveel driejarigen gaan nergens naartoe?";
    without.unit_nl = "driejarigen";
    without.population_nl = "alle driejarigen, ook zij die net in de stad wonen";
    without.hit_nl = "zonder opvang en zonder school";
    without.limitation_nl = "";
    without.tier = KM_TIER_ADDITIONAL;
    without.direction = KM_DIRECTION_DOWN;
    without.n_norms = 0;
    places = reach;
    places.id = "ve-plaatsen-dekking";
    places.action = "A1.1";
    places.title_nl = "Ve-plaatsen per peuter";
    places.question_nl = "Zijn er genoeg ve-plaatsen?";
    places.hit_nl = "ve-plaatsen";
    places.kind = KM_KIND_RATE;
    places.level = KM_LEVEL_INPUT;
    places.direction = KM_DIRECTION_TARGET;
    places.decimals = 2;
    places.norms = places_norm;
    places.n_dimensions = 1;
    assessed = reach;
    assessed.id = "doelgroep-bepaald-30mnd";
    assessed.action = "A1.2";
    assessed.title_nl = "Beoordeeld vóór 2½ jaar";
    assessed.question_nl = "Is elk kind vóór 2½ jaar beoordeeld?";
    assessed.population_nl = "kinderen die 2½ jaar werden";
    assessed.hit_nl = "beoordeeld vóór die dag";
    assessed.time_nl = "in het kwartaal";
    assessed.level = KM_LEVEL_PROCESS;
    assessed.n_norms = 0;
    funnel = reach;
    funnel.id = "vve-trechter";
    funnel.title_nl = "Van beoordeling tot plaats";
    funnel.question_nl = "Waar blijven peuters steken op weg naar een plaats?";
    funnel.population_nl = "peuters van 2½ tot 5 jaar";
    funnel.kind = KM_KIND_DISTRIBUTION;
    funnel.direction = KM_DIRECTION_NEUTRAL;
    funnel.n_norms = 0;
    funnel.dimensions = stage_dimension;
    funnel.n_dimensions = 1;
}

void km_page_fixture_wilson(double n, double x, double *ret_low, double *ret_high)
{
    const double z = 1.96;
    double p = x / n;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    *ret_low = middle - half;
    *ret_high = middle + half;
}

KmPeriod km_page_fixture_period(void)
{
    KmError err;
    KmPeriod period = {0};
    (void)!km_period_parse("2026K3", &period, &err);
    return period;
}

static KmPublishedFigure *add(Fixture *x, const KmIndicatorText *text, int quarter,
                              const char *dimension, const char *code)
{
    KmPeriod last = km_page_fixture_period();
    KmPublishedFigure *f = &x->figures[x->n++];
    *f = (KmPublishedFigure){.indicator = text,
                             .period = km_period_shift(&last, quarter),
                             .block = {.dim = {dimension, ""}, .code = {code, ""}},
                             .decimals = text->decimals,
                             .excluded = -1,
                             .unknown = -1,
                             .expected = 10,
                             .delivered = 10,
                             .missing = "",
                             .flags = ""};
    f->reference = f->period.to - 1;
    f->label_nl = dimension[0] == '\0' ? "Leiden"
                                       : km_code_label_nl(km_dimension_text(text, dimension), code);
    f->id = dimension[0] == '\0'
                ? km_format(x->arena, "%s:%s", text->id, f->period.text)
                : km_format(x->arena, "%s:%s:%s=%s", text->id, f->period.text, dimension, code);
    return f;
}

static void count(KmPublishedFigure *f, int64_t n, int64_t hits)
{
    f->status = KM_PUBLISHED_SHOWN;
    f->has_counts = true;
    f->n = n;
    f->x = hits;
    f->has_estimate = true;
    f->estimate = (double)hits / (double)n;
    f->has_interval = true;
    km_page_fixture_wilson((double)n, (double)hits, &f->low, &f->high);
}

static KmPublishedChange change(const char *period, double difference, double half, int verdict)
{
    KmPublishedChange c = {.exists = true,
                           .difference = difference,
                           .has_interval = true,
                           .low = difference - half,
                           .high = difference + half,
                           .verdict = verdict};
    (void)strncpy(c.period, period, sizeof c.period - 1);
    return c;
}

static void add_reach_totals(Fixture *x)
{
    static const int64_t n[] = {301, 305, 310, 312, 309, 315, 318, 320};
    static const int64_t hits[] = {225, 232, 240, 247, 246, 255, 266, 271};
    for (int q = 0; q < 8; q++) {
        count(add(x, &reach, q - 7, "", ""), n[q], hits[q]);
    }
    KmPublishedFigure *now = &x->figures[x->n - 1];
    now->excluded = 7;
    now->unknown = 4;
    now->has_bounds = true;
    now->bound_low = 271.0 / 320;
    now->bound_high = 275.0 / 320;
    now->flags = "voorlopig";
    now->previous = change("2026K2", 271.0 / 320 - 266.0 / 318, 0.056, 0);
    now->year_before = change("2025K3", 271.0 / 320 - 247.0 / 312, 0.05, 1);
    now->norm = change("", 271.0 / 320 - 0.95, 0.04, -1);
}

static void add_reach_districts(Fixture *x)
{
    static const struct {
        const char *code;
        int64_t n, hits;
    } rows[] = {{"WK054603", 81, 58},
                {"WK054604", 34, 28},
                {"WK054605", 46, 40},
                {"WK054606", 58, 51},
                {"WK054608", 34, 29}};
    KmPublishedFigure *centre = add(x, &reach, 0, "wijk", "binnenstad");
    count(centre, 19, 16);
    centre->status = KM_PUBLISHED_MERGED;
    centre->members = centre_members;
    centre->n_members = 3;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        KmPublishedFigure *f = add(x, &reach, 0, "wijk", rows[i].code);
        count(f, rows[i].n, rows[i].hits);
        f->city = change("", f->estimate - 271.0 / 320, 0.1, i == 0 ? -1 : 0);
    }
    KmPublishedFigure *pooled = add(x, &reach, 0, "wijk", "WK054607");
    KmError err;
    (void)!km_period_parse("2025K4..2026K3", &pooled->period, &err);
    pooled->id = "vve-bereik:2025K4..2026K3:wijk=WK054607";
    pooled->status = KM_PUBLISHED_POOLED;
    pooled->has_estimate = true;
    pooled->estimate = 0.9;
    pooled->decimals = 0;
    KmPublishedFigure *high = add(x, &reach, 0, "wijk", "WK054609");
    high->status = KM_PUBLISHED_CLASS;
    high->bound_low = 0.95;
    high->bound_high = 1.0;
    high->decimals = 0;
    add(x, &reach, 0, "wijk", "onbekend")->status = KM_PUBLISHED_EMPTY;
}

static void add_reach_languages(Fixture *x)
{
    count(add(x, &reach, 0, "thuistaal", "nl"), 200, 180);
    count(add(x, &reach, 0, "thuistaal", "anders"), 100, 78);
    /* What the gate must never hand over; here to see that nothing prints it. */
    KmPublishedFigure *small = add(x, &reach, 0, "thuistaal", "onbekend");
    small->status = KM_PUBLISHED_PROTECTED;
}

static void add_places(Fixture *x)
{
    for (int q = -1; q <= 0; q++) {
        KmPublishedFigure *f = add(x, &places, q, "", "");
        f->has_counts = f->has_estimate = true;
        f->n = q < 0 ? 318 : 320;
        f->sum = q < 0 ? 340 : 352;
        f->estimate = f->sum / (double)f->n;
        f->norm = change("", f->estimate - 1.0, 0.0, 1);
    }
    x->figures[x->n - 1].previous = change("2026K2", 352.0 / 320 - 340.0 / 318, 0.0, 0);
}

static void add_without(Fixture *x)
{
    count(add(x, &without, -1, "", ""), 1210, 121);
    KmPublishedFigure *f = add(x, &without, 0, "", "");
    f->status = KM_PUBLISHED_PARTIAL;
    f->has_counts = true;
    f->n = 1204;
    f->has_bounds = true;
    f->bound_low = 0.082;
    f->bound_high = 0.131;
    f->delivered = 9;
    f->missing = "kinderopvang Wereldkind";
}

static void add_assessed(Fixture *x)
{
    KmPublishedFigure *before = add(x, &assessed, -1, "", "");
    count(before, 300, 285);
    before->previous = change("2026K1", 0.03, 0.02, 1);
    KmPublishedFigure *f = add(x, &assessed, 0, "", "");
    f->status = KM_PUBLISHED_NOT_DELIVERED;
    f->delivered = 8;
    f->missing = "JGZ";
}

static void add_funnel(Fixture *x)
{
    static const int64_t hits[] = {110, 1300, 20, 33, 61, 210};
    KmPublishedFigure *total = add(x, &funnel, 0, "", "");
    total->has_counts = true;
    total->n = 1734;
    for (size_t i = 0; i < 6; i++) {
        count(add(x, &funnel, 0, "stap", stappen[i].code), 1734, hits[i]);
    }
}

const KmPublished *km_page_fixture(KmArena *arena)
{
    static const KmIndicatorText *const texts[] = {&places, &without, &assessed, &reach, &funnel};
    static const KmReleaseText release = {.profile = "stuurgroep",
                                          .run = "0a1b2c3d4e5f",
                                          .area_nl = "Leiden",
                                          .knowledge = 20740, /* 14 oktober 2026 */
                                          .rules_nl =
                                              "Groepen kleiner dan 10 kinderen staan er niet in.",
                                          .program = "kansmeter 0.1.0"};
    fill_texts();
    Fixture *x = KM_NEW(arena, Fixture);
    x->arena = arena;
    add_places(x);
    add_without(x);
    add_assessed(x);
    add_reach_totals(x);
    add_reach_districts(x);
    add_reach_languages(x);
    add_funnel(x);
    return km_published_new(arena, &release, texts, 5, x->figures, x->n);
}

const KmPublishedFigure *km_page_fixture_figure(const KmPublished *published, const char *id)
{
    for (size_t i = 0; i < km_published_count(published); i++) {
        if (strcmp(km_published_at(published, i)->id, id) == 0) {
            return km_published_at(published, i);
        }
    }
    return NULL;
}

const KmPublishedExplanation *km_page_fixture_explanation(KmArena *arena,
                                                          const KmPublished *published)
{
    static const KmPublishedStep steps[] = {{"woont op de peildatum in de stad", 0, true, 24120},
                                            {"is 2½ tot 5 jaar", 0, true, 1734},
                                            {"heeft een geldige indicatie", 0, false, 0},
                                            {"gaat naar medisch kinderdagverblijf", 1, true, 7},
                                            {"heeft een plaats op een vve-locatie", 2, true, 271}};
    static const char *const deliveries[] = {
        "jgz_indicatie/jgz-rijnland/2026K3/1, ontvangen 14 oktober 2026",
        "ko_plaatsing/de-kiem/2026K3/1, ontvangen 14 oktober 2026"};
    KmPublishedExplanation *e = KM_NEW(arena, KmPublishedExplanation);
    *e = (KmPublishedExplanation){km_page_fixture_figure(published, "vve-bereik:2026K3"), steps, 5,
                                  deliveries, 2};
    return e;
}

const char *km_page_fixture_plan(KmArena *arena, const char *directory)
{
    static const char plan[] =
        "{\"title\":{\"nl\":\"Kansrijk Onderwijs Leiden\"},\"ambitions\":[{\"id\":\"1\","
        "\"title\":{\"nl\":\"Een vliegende start\",\"en\":\"A flying start\"},"
        "\"workgroup\":\"Een vliegende start\",\"actions\":["
        "{\"id\":\"A1.1\",\"title\":{\"nl\":\"Goed uitgevoerd aanbod aan vve\"}},"
        "{\"id\":\"A1.2\",\"title\":{\"nl\":\"Alle kinderen van 0-6 jaar zijn in beeld\"}},"
        "{\"id\":\"A1.3\",\"title\":{\"nl\":\"Alle kinderen met vve-indicatie ontvangen "
        "vve-aanbod\"}}]},{\"id\":\"2\",\"title\":{\"nl\":\"Een rijke omgeving\"},"
        "\"workgroup\":\"\",\"actions\":[{\"id\":\"A2.1\",\"title\":{\"nl\":\"Aanbod in "
        "beeld\"}}]}],\"measures\":[{\"id\":\"M1\",\"title\":{\"nl\":\"Monitoren\"}}]}\n";
    const char *path = km_path_join(arena, directory, "plan.json");
    KmError err;
    (void)!km_file_write(path, plan, sizeof plan - 1, 0644, &err);
    return path;
}

const char *km_page_fixture_directory(KmArena *arena)
{
    char *path = km_strdup(arena, "/tmp/kansmeter-reports-XXXXXX");
    return mkdtemp(path);
}
