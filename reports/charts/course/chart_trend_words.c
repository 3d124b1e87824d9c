#include "reports/charts/course/chart_trend.h"

#include "reports/charts/chart_words.h"

#include "engine/base/number.h"

#include <string.h>

/* A change that may be called one. */
typedef struct {
    int verdict;
    double from, to;
    const char *since; /* "sinds begin 2024", "in een jaar" */
} Change;

static int last_year(const KmTrend *trend)
{
    return trend->last->year_before.exists ? trend->last->year_before.verdict : 0;
}

static Change clear_change(const KmChartJob *job, const KmTrend *trend)
{
    const KmPublishedFigure *a = trend->first, *b = trend->last;
    Change change = {.from = a->estimate,
                     .to = b->estimate,
                     .since =
                         km_format(job->arena, "sinds %s", km_since_nl(job->arena, &a->period))};
    if (a != b && a->has_interval && b->has_interval) {
        change.verdict = b->low > a->high ? 1 : b->high < a->low ? -1 : 0;
    }
    if (change.verdict == 0 && last_year(trend) != 0) {
        change.verdict = last_year(trend);
        change.from = b->year_before.other;
        change.since = "in een jaar";
    }
    return change;
}

/* Words that stand in the singular: "Vve-bereik stijgt", but "Kinderen zonder plek: stijgt". */
static bool is_singular(const char *title)
{
    static const char *const heads[] = {"bereik", "aandeel", "dekking", "percentage", "doorstroom"};
    size_t length = strcspn(title, " ");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        size_t n = strlen(heads[i]);
        if (length >= n && strncasecmp(title + length - n, heads[i], n) == 0) {
            return true;
        }
    }
    return false;
}

static const char *subject(const KmChartJob *job)
{
    const char *title = job->text->title_nl;
    return is_singular(title) ? title : km_format(job->arena, "%s:", title);
}

/* "blijft onder het streefcijfer"; NULL when the distance is not clear. */
static const char *against_norm(const KmChartJob *job, const KmTrend *trend)
{
    const KmPublishedFigure *f = trend->last;
    const KmNorm *norm = km_norm_on(job->text, f->reference);
    if (norm == NULL || !f->norm.exists || f->norm.verdict == 0) {
        return NULL;
    }
    bool stays = trend->first != f && trend->first->norm.exists &&
                 trend->first->norm.verdict == f->norm.verdict;
    return km_format(job->arena, "%s %s %s", stays ? "blijft" : "ligt",
                     f->norm.verdict > 0 ? "boven" : "onder", km_norm_name_nl(norm->type));
}

static const char *joiner(const KmChartJob *job, int change, int norm)
{
    int a = km_better(job->text, change), b = km_better(job->text, norm);
    return a != 0 && b != 0 && a != b ? "maar" : "en";
}

static char *changed_title(const KmChartJob *job, const KmTrend *trend, const Change *change)
{
    char *values[2];
    km_two_values_nl(job->arena, job->text, trend->last->decimals,
                     (const double[2]){change->from, change->to}, values);
    char *title =
        km_format(job->arena, "%s %s %s van %s naar %s", subject(job),
                  change->verdict > 0 ? "stijgt" : "daalt", change->since, values[0], values[1]);
    if (last_year(trend) == -change->verdict) {
        return km_format(job->arena, "%s, maar %s het laatste jaar", title,
                         change->verdict > 0 ? "daalt" : "stijgt");
    }
    const char *norm = against_norm(job, trend);
    return norm == NULL
               ? title
               : km_format(
                     job->arena, "%s%s %s %s", title,
                     km_text_equal(joiner(job, change->verdict, trend->last->norm.verdict), "maar")
                         ? ","
                         : "",
                     joiner(job, change->verdict, trend->last->norm.verdict), norm);
}

static char *steady_title(const KmChartJob *job, const KmTrend *trend)
{
    KmArena *arena = job->arena;
    const char *title = job->text->title_nl;
    const char *since = km_since_nl(arena, &trend->first->period);
    char *value = km_quantity_nl(arena, job->text, trend->last->estimate, trend->last->decimals);
    char *head = is_singular(title)
                     ? km_format(arena, "Geen duidelijke verandering in %s sinds %s",
                                 km_small_nl(arena, title), since)
                     : km_format(arena, "%s: geen duidelijke verandering sinds %s", title, since);
    const char *norm = against_norm(job, trend);
    if (norm == NULL) {
        return km_format(arena, "%s (nu %s)", head, value);
    }
    const char *rest = strchr(norm, ' '); /* "blijft" + "het" + "onder …" */
    return km_format(arena, "%s; met %s %.*s het%s", head, value, (int)(rest - norm), norm, rest);
}

static char *single_title(const KmChartJob *job, const KmTrend *trend)
{
    KmArena *arena = job->arena;
    const KmPublishedFigure *f = trend->last;
    char *value = km_quantity_nl(arena, job->text, f->estimate, f->decimals);
    char *counts = km_counts_nl(arena, f);
    char *title = km_format(
        arena, is_singular(job->text->title_nl) ? "%s is %s%s" : "%s %s%s", subject(job), value,
        counts == NULL ? "" : km_format(arena, " (%s %s)", counts, job->text->unit_nl));
    const char *norm = against_norm(job, trend);
    return norm == NULL ? title : km_format(arena, "%s en %s", title, norm);
}

char *km_trend_bounds_nl(KmArena *arena, const KmPublishedFigure *f)
{
    const KmIndicatorText *text = f->indicator;
    if (f->status == KM_PUBLISHED_CLASS) {
        return km_format(arena, "ten minste %s", km_value_nl(arena, text, f->bound_low, 0));
    }
    int decimals = km_is_share(text) ? 0 : f->decimals;
    return km_format(arena, "tussen %s en %s", km_value_nl(arena, text, f->bound_low, decimals),
                     km_value_nl(arena, text, f->bound_high, decimals));
}

static char *bounds_title(const KmChartJob *job, const KmPublishedFigure *now)
{
    const char *verb = is_singular(job->text->title_nl) ? "ligt " : "";
    char *bounds = km_trend_bounds_nl(job->arena, now);
    int absent = now->expected - now->delivered;
    if (now->status == KM_PUBLISHED_CLASS || absent < 1) {
        return km_format(job->arena, "%s %s%s", subject(job),
                         is_singular(job->text->title_nl) ? "is " : "", bounds);
    }
    return km_format(job->arena, "%s %s%s: %d van %d leveranciers %s nog niet geleverd",
                     subject(job), verb, bounds, absent, now->expected,
                     absent == 1 ? "heeft" : "hebben");
}

static char *estimate_title(const KmChartJob *job, const KmTrend *trend)
{
    if (trend->n_shown == 1) {
        return single_title(job, trend);
    }
    Change change = clear_change(job, trend);
    if (change.verdict != 0) {
        return changed_title(job, trend, &change);
    }
    if (trend->last->has_interval) {
        return steady_title(job, trend);
    }
    char *values[2]; /* without an interval nothing can be called clear */
    km_two_values_nl(job->arena, job->text, trend->last->decimals,
                     (const double[2]){change.from, change.to}, values);
    return km_format(job->arena, "%s: van %s naar %s %s", job->text->title_nl, values[0], values[1],
                     change.since);
}

const char *km_trend_title(const KmChartJob *job, const KmTrend *trend)
{
    if (km_trend_has_bar(trend->now)) {
        return bounds_title(job, trend->now);
    }
    if (trend->last == NULL) {
        return job->text->title_nl;
    }
    char *title = estimate_title(job, trend);
    if (trend->last == trend->now) {
        return title;
    }
    return km_format(job->arena, "%s (tot en met %s)", title,
                     km_period_dutch(job->arena, &trend->last->period));
}

static char *place_sentence(const KmChartJob *job, const KmPlace *place)
{
    KmArena *arena = job->arena;
    const KmPublishedFigure *f = place->figure;
    char *period = km_period_dutch(arena, &place->period);
    if (km_trend_has_point(f)) {
        char *counts = km_counts_nl(arena, f);
        return km_format(arena, "%s %s%s", period,
                         km_value_nl(arena, job->text, f->estimate, f->decimals),
                         counts == NULL ? "" : km_format(arena, " (%s)", counts));
    }
    if (km_trend_has_bar(f)) {
        return km_format(arena, "%s %s (%s)", period, km_trend_bounds_nl(arena, f),
                         km_coverage_nl(arena, f));
    }
    return km_format(arena, "%s geen cijfer", period);
}

const char *km_trend_description(const KmChartJob *job, const KmTrend *trend)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Lijngrafiek van %s in %s per kwartaal: ",
                 km_small_nl(job->arena, job->text->title_nl), job->release->area_nl);
    for (size_t i = trend->n_before; i < trend->places.n; i++) {
        km_text_add(&out, i == trend->n_before ? "" : "; ");
        km_text_add(&out, place_sentence(job, &trend->places.items[i]));
    }
    km_text_add_char(&out, '.');
    km_trend_describe_elsewhere(job, trend, &out);
    for (KmTrendLine line = 0; line < KM_LINES; line++) {
        const KmNorm *norm = km_trend_norm(job->text, job->request->period, line);
        if (norm != NULL) {
            km_text_addf(&out, " Stippellijn: %s, %s.", km_norm_name_nl(norm->type),
                         km_value_nl(job->arena, job->text, norm->value,
                                     km_is_share(job->text) ? 0 : job->text->decimals));
        }
    }
    return out.bytes;
}

/* The quarters with this status as a list; NULL when there are none. */
static char *quarters_with(const KmChartJob *job, const KmTrend *trend, KmPublishedStatus status)
{
    const char **names = KM_NEW_ARRAY(job->arena, const char *, trend->places.n);
    size_t n = 0;
    for (size_t i = trend->n_before; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        KmPublishedStatus own = f == NULL ? KM_PUBLISHED_NOT_DELIVERED : f->status;
        if (own == status && !km_trend_has_point(f) && !km_trend_has_bar(f)) {
            names[n++] = km_period_dutch(job->arena, &trend->places.items[i].period);
        }
    }
    return n == 0 ? NULL : km_list_nl(job->arena, names, n);
}

static void note_gap(const KmChartJob *job, const KmTrend *trend, KmNotes *notes,
                     KmPublishedStatus status, const char *why)
{
    char *quarters = quarters_with(job, trend, status);
    if (quarters != NULL) {
        km_note(notes, km_format(job->arena, "Kruisje: %s (%s).", why, quarters));
    }
}

static void note_gaps(const KmChartJob *job, const KmTrend *trend, KmNotes *notes)
{
    const char *unit = job->text->unit_nl;
    note_gap(job, trend, notes, KM_PUBLISHED_NOT_DELIVERED, "geen cijfer, niet geleverd");
    note_gap(job, trend, notes, KM_PUBLISHED_PARTIAL, "geen cijfer, leveringen ontbreken");
    note_gap(job, trend, notes, KM_PUBLISHED_PROTECTED,
             km_format(job->arena, "afgeschermd, te weinig %s", unit));
    note_gap(job, trend, notes, KM_PUBLISHED_EMPTY,
             km_format(job->arena, "niet van toepassing, er waren geen %s", unit));
}

typedef struct {
    bool band, whisker, provisional, partial, class_only;
} Seen;

static Seen what_is_seen(const KmTrend *trend)
{
    Seen seen = {0};
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        if (km_trend_has_point(f)) {
            bool beside =
                (i > 0 && km_trend_has_point(trend->places.items[i - 1].figure)) ||
                (i + 1 < trend->places.n && km_trend_has_point(trend->places.items[i + 1].figure));
            seen.band = seen.band || (f->has_interval && beside);
            seen.whisker = seen.whisker || (f->has_interval && !beside);
            seen.provisional = seen.provisional || km_has_flag(f, "voorlopig");
        } else if (km_trend_has_bar(f)) {
            seen.partial = seen.partial || f->status == KM_PUBLISHED_PARTIAL;
            seen.class_only = seen.class_only || f->status == KM_PUBLISHED_CLASS;
        }
    }
    return seen;
}

static void note_unknown(const KmChartJob *job, const KmTrend *trend, KmNotes *notes)
{
    const KmPublishedFigure *f = trend->last;
    if (f == NULL || !f->has_bounds || f->unknown < 1) {
        return;
    }
    km_note(notes, km_format(job->arena,
                             "Van %s %s is de uitkomst niet bekend; het laatste cijfer ligt %s.",
                             km_dutch_count(job->arena, f->unknown), job->text->unit_nl,
                             km_trend_bounds_nl(job->arena, f)));
}

static void note_norms(const KmChartJob *job, KmNotes *notes)
{
    for (KmTrendLine line = 0; line < KM_LINES; line++) {
        const KmNorm *norm = km_trend_norm(job->text, job->request->period, line);
        if (norm != NULL && norm->source != NULL && *norm->source != '\0') {
            const char *name = strchr(km_norm_name_nl(norm->type), ' ') + 1;
            km_note(notes, km_format(job->arena, "%s: %s.", km_capital_nl(job->arena, name),
                                     norm->source));
        }
    }
}

void km_trend_notes(const KmChartJob *job, const KmTrend *trend, KmNotes *ret_notes)
{
    Seen seen = what_is_seen(trend);
    KmText signs = km_text_init(job->arena);
    if (seen.band || seen.whisker) {
        km_text_addf(&signs, "%s: 95%%-betrouwbaarheidsinterval. ",
                     !seen.whisker ? "Gekleurde band"
                     : seen.band   ? "Gekleurde band en verticale lijn"
                                   : "Verticale lijn");
    }
    if (seen.provisional) {
        km_text_add(&signs, "Open punt: voorlopig. ");
    }
    if (seen.partial) {
        km_text_add(&signs, "Balk met stippelrand: niet alles is geleverd; het cijfer ligt tussen "
                            "de uiteinden. ");
    }
    if (seen.class_only) {
        km_text_add(&signs, "Balk met stippelrand: het cijfer ligt ten minste op de onderkant. ");
    }
    if (signs.length > 0) {
        km_note(ret_notes, signs.bytes);
    }
    note_gaps(job, trend, ret_notes);
    note_unknown(job, trend, ret_notes);
    note_norms(job, ret_notes);
    km_trend_note_elsewhere(job, trend, ret_notes);
    km_note(ret_notes, km_source_nl(job->arena, job->published, job->text));
}
