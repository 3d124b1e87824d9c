#include "engine/disclosure/measures.h"

#include <stdlib.h>
#include <string.h>

static const char unknown_code[] = "onbekend";

static const KmFigure *find(const KmGateInput *input, const KmFigure *total, const char *dimension,
                            const char *code)
{
    for (size_t i = 0; i < input->n_figures; i++) {
        const KmFigure *f = &input->figures[i];
        if (strcmp(f->indicator, total->indicator) == 0 && strcmp(f->period, total->period) == 0 &&
            strcmp(f->block.dim[0], dimension) == 0 && strcmp(f->block.code[0], code) == 0) {
            return f;
        }
    }
    return NULL;
}

/* Status of what has no number: what was not delivered is no secret. */
static bool set_absent(const KmFigure *figure, KmPublishedFigure *row)
{
    switch (figure->status) {
    case KM_FIGURE_NOT_DELIVERED:
        row->status = KM_PUBLISHED_NOT_DELIVERED;
        return true;
    case KM_FIGURE_PARTIAL:
        row->status = KM_PUBLISHED_PARTIAL;
        return true;
    case KM_FIGURE_EMPTY:
        row->status = KM_PUBLISHED_EMPTY;
        return true;
    case KM_FIGURE_DEFINED:
        break;
    }
    return false;
}

static KmPublishedFigure named(const KmRowMaker *maker, const KmPeriod *period,
                               const KmFigure *figure, const char *label)
{
    KmPublishedFigure row = km_row_bare(maker, period, figure);
    row.block.dim[0] = figure->block.dim[0];
    row.block.code[0] = figure->block.code[0];
    row.id = km_figure_id(maker->arena, maker->text->id, period->text, &row.block);
    row.label_nl = label;
    return row;
}

/* ---- durations ---- */

static bool is_safe_share(const KmRowMaker *maker, const KmFigure *figure)
{
    int64_t k = maker->profile->least_side;
    KmSensitiveSide side = maker->text->sensitive;
    bool hit = side == KM_SENSITIVE_BOTH || side == KM_SENSITIVE_HIT;
    bool miss = side == KM_SENSITIVE_BOTH || side == KM_SENSITIVE_MISS;
    return (!hit || figure->x >= k) && (!miss || figure->n - figure->x >= k);
}

size_t km_measures_within(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                          const KmPeriod *period, bool is_open, KmPublishedFigure *ret_rows)
{
    size_t count = 0;
    for (size_t i = 0; i < maker->text->n_within; i++) {
        const char *code = km_format(maker->arena, "%d", maker->text->within[i]);
        const KmFigure *figure = find(input, total, "binnen", code);
        if (figure == NULL) {
            continue;
        }
        KmPublishedFigure row =
            named(maker, period, figure, km_format(maker->arena, "binnen %s dagen", code));
        if (!set_absent(figure, &row) && is_open && is_safe_share(maker, figure)) {
            row.status = KM_PUBLISHED_SHOWN;
            row.has_estimate = figure->has_estimate;
            row.estimate = km_round_share(figure->estimate, 0);
            row.has_interval = figure->has_interval;
            row.low = km_round_share(figure->low, 0);
            row.high = km_round_share(figure->high, 0);
        }
        ret_rows[count++] = row;
    }
    return count;
}

static const char curve_dimension[] = "wachtend";

static bool is_point(const KmFigure *figure, const KmFigure *total)
{
    return strcmp(figure->indicator, total->indicator) == 0 &&
           strcmp(figure->period, total->period) == 0 &&
           strcmp(figure->block.dim[0], curve_dimension) == 0;
}

static int days_of(const KmFigure *point)
{
    return (int)strtol(point->block.code[0], NULL, 10);
}

static int by_days(const void *left, const void *right)
{
    const KmFigure *const *a = left;
    const KmFigure *const *b = right;
    return days_of(*a) - days_of(*b);
}

/* Who still waits and who was helped by then, at the last point told. */
typedef struct {
    int64_t waiting, helped;
} Told;

static bool may_tell(const KmRowMaker *maker, Told told, const KmFigure *point)
{
    int64_t k = maker->profile->least_side;
    int64_t helped = point->x - told.helped;
    int64_t left = told.waiting - point->n; /* helped, and followed no longer */
    KmSensitiveSide side = maker->text->sensitive;
    bool hit = side == KM_SENSITIVE_BOTH || side == KM_SENSITIVE_HIT;
    bool miss = side == KM_SENSITIVE_BOTH || side == KM_SENSITIVE_MISS;
    return point->n >= maker->profile->least_n && km_count_safe(left, k) &&
           (!hit || km_count_safe(helped, k)) && (!miss || km_count_safe(left - helped, k));
}

size_t km_measures_curve_room(const KmGateInput *input, const KmFigure *total)
{
    size_t count = 0;
    for (size_t i = 0; i < input->n_figures; i++) {
        count += is_point(&input->figures[i], total) ? 1 : 0;
    }
    return count;
}

size_t km_measures_curve(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                         const KmPeriod *period, bool is_open, KmPublishedFigure *ret_rows)
{
    size_t room = km_measures_curve_room(input, total);
    if (!is_open || total->status != KM_FIGURE_DEFINED || room == 0) {
        return 0;
    }
    const KmFigure **points = KM_NEW_ARRAY(maker->arena, const KmFigure *, room);
    size_t n = 0;
    for (size_t i = 0; i < input->n_figures; i++) {
        if (is_point(&input->figures[i], total)) {
            points[n++] = &input->figures[i];
        }
    }
    qsort(points, n, sizeof *points, by_days);
    Told told = {.waiting = total->n, .helped = 0};
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const KmFigure *point = points[i];
        if (!may_tell(maker, told, point)) {
            continue;
        }
        told = (Told){point->n, point->x};
        KmPublishedFigure row =
            named(maker, period, point, km_format(maker->arena, "na %d dagen", days_of(point)));
        row.status = KM_PUBLISHED_SHOWN;
        row.n = km_round_count(maker->profile, point->n);
        row.has_counts = true;
        row.has_estimate = true;
        row.estimate = km_round_share(point->estimate, 0);
        row.has_interval = point->has_interval;
        row.low = km_round_share(point->low, 0);
        row.high = km_round_share(point->high, 0);
        ret_rows[count++] = row;
    }
    return count;
}

/* ---- gaps ---- */

typedef struct {
    const KmRowMaker *maker;
    const KmGateInput *input;
    const KmFigure *total;
    const KmPeriod *period;
    const KmPublishedFigure *shown;
    size_t n_shown;
} Gaps;

/* A level that stands in the release by itself, with its numbers. */
static bool is_shown(const Gaps *gaps, const char *dimension, const char *code)
{
    for (size_t i = 0; i < gaps->n_shown; i++) {
        const KmPublishedFigure *row = &gaps->shown[i];
        if (row->status == KM_PUBLISHED_SHOWN && row->has_estimate &&
            strcmp(row->indicator->id, gaps->maker->text->gap_of) == 0 &&
            strcmp(row->period.text, gaps->period->text) == 0 &&
            strcmp(row->block.dim[0], dimension) == 0 && strcmp(row->block.code[0], code) == 0) {
            return true;
        }
    }
    return false;
}

/* All levels of the dimension that have units, but who is not known. */
static bool all_shown(const Gaps *gaps, const char *dimension)
{
    bool any = false;
    for (size_t i = 0; i < gaps->input->n_figures; i++) {
        const KmFigure *f = &gaps->input->figures[i];
        if (strcmp(f->indicator, gaps->total->indicator) != 0 ||
            strcmp(f->period, gaps->total->period) != 0 ||
            strcmp(f->block.dim[0], dimension) != 0 || f->n == 0 ||
            strcmp(f->block.code[0], unknown_code) == 0) {
            continue;
        }
        if (!is_shown(gaps, dimension, f->block.code[0])) {
            return false;
        }
        any = true;
    }
    return any;
}

static bool may_show(const Gaps *gaps, const KmGapText *gap)
{
    if (gap->reference == NULL || strcmp(gap->against, "rest") == 0) {
        return all_shown(gaps, gap->dimension);
    }
    bool is_all = strcmp(gap->against, "allen") == 0;
    return is_shown(gaps, gap->dimension, gap->reference) &&
           is_shown(gaps, is_all ? "" : gap->dimension, is_all ? "" : gap->against);
}

static void fill(const Gaps *gaps, const KmFigure *figure, bool is_open, KmPublishedFigure *row)
{
    const KmProfile *profile = gaps->maker->profile;
    const KmIndicatorText *text = gaps->maker->text;
    row->decimals = text->decimals;
    if (km_text_is_share(text) && profile->decimals < row->decimals) {
        row->decimals = profile->decimals;
    }
    if (set_absent(figure, row) || !is_open || !figure->has_estimate) {
        return;
    }
    row->status = KM_PUBLISHED_SHOWN;
    row->has_estimate = true;
    row->estimate = figure->estimate;
    if (profile->round_counts > 1) { /* an exact interval would give exact counts away */
        row->estimate = km_round_share(figure->estimate, 0);
        return;
    }
    row->has_interval = figure->has_interval;
    row->low = figure->has_interval ? figure->low : 0.0;
    row->high = figure->has_interval ? figure->high : 0.0;
}

static size_t add_measures(const Gaps *gaps, const KmGapText *gap, bool is_open,
                           KmPublishedFigure *ret_rows)
{
    static const struct {
        const char *code, *label;
    } measures[] = {{"verschil", "verschil"},
                    {"verhouding", "verhouding"},
                    {"helling", "helling"},
                    {"gestandaardiseerd", NULL}};
    size_t count = 0;
    for (size_t m = 0; m < sizeof measures / sizeof *measures; m++) {
        const char *code = km_format(gaps->maker->arena, "%s-%s", gap->dimension, measures[m].code);
        const KmFigure *figure = find(gaps->input, gaps->total, "maat", code);
        const KmDimensionText *dimension = km_dimension_text(gaps->maker->text, gap->dimension);
        if (figure == NULL) {
            continue;
        }
        const char *label = measures[m].label;
        if (label == NULL) {
            label = km_format(gaps->maker->arena, "verschil bij gelijke verdeling (%s)",
                              gaps->maker->text->gap_standard_nl);
        }
        ret_rows[count] =
            named(gaps->maker, gaps->period, figure,
                  km_format(gaps->maker->arena, "%s, %s",
                            dimension == NULL ? gap->dimension : dimension->label_nl, label));
        fill(gaps, figure, is_open, &ret_rows[count++]);
    }
    return count;
}

size_t km_measures_gap(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                       const KmPeriod *period, const KmPublishedFigure *shown, size_t n_shown,
                       KmPublishedFigure *ret_rows)
{
    const Gaps gaps = {maker, input, total, period, shown, n_shown};
    const KmIndicatorText *text = maker->text;
    size_t count = 1;
    ret_rows[0] = named(maker, period, total, maker->area_nl);
    fill(&gaps, total, text->n_gaps > 0 && may_show(&gaps, &text->gaps[0]), &ret_rows[0]);
    for (size_t g = 0; g < text->n_gaps; g++) {
        count +=
            add_measures(&gaps, &text->gaps[g], may_show(&gaps, &text->gaps[g]), ret_rows + count);
    }
    return count;
}

size_t km_measures_room(const KmIndicatorText *text)
{
    return 1 + text->n_within + 4 * text->n_gaps;
}
