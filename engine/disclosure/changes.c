#include "engine/disclosure/changes.h"

#include "engine/disclosure/safety.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const KmGateInput *input;
    const KmProfile *profile;
    const KmRow **shown; /* that a change may be told to, by place */
    size_t n_shown;
} Rows;

/* What differs most comes first. */
static int by_place(const char *period, const KmBlock *block, const KmRow *row)
{
    const KmBlock *other = &row->figure.block;
    int order = block->code[0] == other->code[0] ? 0 : strcmp(block->code[0], other->code[0]);
    order = order != 0 ? order : strcmp(period, row->figure.period.text);
    return order != 0 || block->dim[0] == other->dim[0] ? order
                                                        : strcmp(block->dim[0], other->dim[0]);
}

static int by_row(const void *left, const void *right)
{
    const KmRow *const *a = left;
    const KmRow *const *b = right;
    return by_place((*a)->figure.period.text, &(*a)->figure.block, *b);
}

typedef struct {
    const char *period;
    const KmBlock *block;
} Place;

static int to_place(const void *key, const void *item)
{
    const Place *place = key;
    const KmRow *const *row = item;
    return by_place(place->period, place->block, *row);
}

static const KmRow *find(const Rows *rows, const char *period, const KmBlock *block)
{
    Place place = {period, block};
    const KmRow **found = rows->n_shown == 0 ? NULL
                                             : bsearch(&place, rows->shown, rows->n_shown,
                                                       sizeof(const KmRow *), to_place);
    return found == NULL ? NULL : *found;
}

static KmPublishedChange as_computed(const KmComparison *compared)
{
    KmPublishedChange change = {.exists = true,
                                .other = compared->other,
                                .difference = compared->difference,
                                .has_interval = compared->has_interval,
                                .low = compared->has_interval ? compared->low : 0.0,
                                .high = compared->has_interval ? compared->high : 0.0,
                                .p = compared->has_interval ? compared->p : 1.0,
                                .p_limit = compared->p_limit,
                                .verdict = compared->verdict};
    memcpy(change.period, compared->period, sizeof change.period);
    return change;
}

/* Under a rounding profile everything comes from the printed counts again; only the limit is the
 * whole period's. */
static void judge_rounded(KmPublishedChange *change, double difference, KmSpan span, double limit,
                          int decimals)
{
    change->has_interval = true;
    change->p = km_rounded_p(difference, span);
    change->p_limit = limit;
    bool is_clear = change->p <= limit && (span.low > 0.0 || span.high < 0.0);
    change->verdict = !is_clear ? 0 : difference > 0.0 ? 1 : -1;
    change->low = km_round_share(span.low, decimals);
    change->high = km_round_share(span.high, decimals);
}

/* Rounded counts may look clearer than the exact ones are, or clear where the printed percentages
 * are the same. Then the difference stands without an opinion, so that no reader of the rounded
 * numbers is told what a reader of the exact ones is not. */
static void agree(KmPublishedChange *change, int exact_verdict)
{
    bool is_seen = change->difference > 1e-9 || change->difference < -1e-9;
    if (change->verdict == 0 || (change->verdict == exact_verdict && is_seen)) {
        return;
    }
    change->has_interval = false;
    change->low = change->high = 0.0;
    change->p = 1.0;
    change->verdict = 0;
}

static bool is_counted_share(const KmPublishedFigure *figure)
{
    return figure->indicator->kind == KM_KIND_PROPORTION && figure->has_counts && figure->n > 0;
}

/* Of the city, the block itself is a part: the distance to the whole is that to the rest times the
 * rest's share. */
static KmPublishedChange from_rounded(const KmRow *row, const KmRow *other, bool b_is_whole,
                                      const KmComparison *exact)
{
    const KmPublishedFigure *a = &row->figure;
    const KmPublishedFigure *b = &other->figure;
    int64_t n = b_is_whole ? b->n - a->n : b->n;
    int64_t x = b_is_whole ? b->x - a->x : b->x;
    if (!is_counted_share(a) || !is_counted_share(b) || n <= 0 || x < 0 || x > n) {
        return (KmPublishedChange){0};
    }
    double scale = (double)n / (double)b->n;
    KmSpan span = km_newcombe((KmSample){a->n, a->x, km_worth(row->source)},
                              (KmSample){n, x, km_worth(other->source)});
    double apart = (double)a->x / (double)a->n - (double)x / (double)n;
    KmPublishedChange change = {
        .exists = true, .other = b->estimate, .difference = a->estimate - b->estimate};
    judge_rounded(&change, apart * scale, (KmSpan){span.low * scale, span.high * scale},
                  exact->p_limit, a->decimals);
    agree(&change, exact->verdict);
    if (!b_is_whole) {
        memcpy(change.period, b->period.text, sizeof change.period);
    }
    return change;
}

static bool is_part_safe(const KmJudge *judge, int64_t n, int64_t hit)
{
    return n == 0 || km_safe(judge, (KmSides){n, hit, n - hit});
}

/* Beside the two totals the parts tell the counts of the three groups, so each of them is judged as
 * a block of its own, the stayers both as they are and as they were. */
static void add_parts(const Rows *rows, const KmRow *row, const KmRow *other, KmComparisonKind kind,
                      KmPublishedChange *change)
{
    const KmFigure *now = row->source;
    const KmFigure *then = other->source;
    const KmComparison *compared = km_figure_compared(now, kind);
    const KmStayers *stayers = &now->stayers[kind == KM_COMPARED_PREVIOUS ? 0 : 1];
    KmJudge judge = km_judge_total(row->figure.indicator, rows->profile);
    if (!compared->has_parts || now->block.dim[0][0] != '\0' ||
        !is_part_safe(&judge, stayers->n, stayers->x_now) ||
        !is_part_safe(&judge, stayers->n, stayers->x_then) ||
        !is_part_safe(&judge, compared->n_entered, now->x - stayers->x_now) ||
        !is_part_safe(&judge, compared->n_left, then->x - stayers->x_then)) {
        return;
    }
    change->has_parts = true;
    change->stayed = compared->stayed;
    change->entered = compared->entered;
    change->left = compared->left;
    change->n_stayed = compared->n_stayed;
    change->n_entered = compared->n_entered;
    change->n_left = compared->n_left;
}

static const KmFigure *first_told(const Rows *rows, const char *indicator, const char *period)
{
    for (size_t i = 0; i < rows->input->n_first; i++) {
        const KmFigure *first = &rows->input->first[i];
        if (strcmp(first->indicator, indicator) == 0 && strcmp(first->period, period) == 0) {
            return first;
        }
    }
    return NULL;
}

/* As with `diff`: fewer than k units more or less would be told by the difference. */
static bool is_move_safe(int64_t from, int64_t to, int64_t least_side)
{
    return km_count_safe(from < to ? to - from : from - to, least_side);
}

/* What the earlier total was when it was first told stands beside what it is now, so it must be a
 * total that may be shown, and far enough from it. */
static void add_correction(const Rows *rows, const KmRow *row, const KmRow *other,
                           KmPublishedChange *change)
{
    const KmIndicatorText *text = row->figure.indicator;
    const KmFigure *then = other->source;
    const KmFigure *first = first_told(rows, text->id, then->period);
    KmJudge judge = km_judge_total(text, rows->profile);
    int64_t k = judge.least_side;
    if (first == NULL || !first->has_estimate || text->kind == KM_KIND_DURATION ||
        text->kind == KM_KIND_DISTRIBUTION || row->source->block.dim[0][0] != '\0') {
        return;
    }
    if (!km_safe(&judge, km_sides_of_total(text, first)) || !is_move_safe(first->n, then->n, k) ||
        !is_move_safe(first->x, then->x, k) ||
        !is_move_safe(first->n - first->x, then->n - then->x, k)) {
        return;
    }
    change->has_correction = true;
    change->first = first->estimate;
    change->first_known = first->knowledge;
    change->corrected = then->estimate - first->estimate;
}

static KmPublishedChange to_row(const Rows *rows, const KmRow *row, KmComparisonKind kind)
{
    const KmComparison *compared = km_figure_compared(row->source, kind);
    const KmBlock whole = {.dim = {"", ""}, .code = {"", ""}};
    bool city = kind == KM_COMPARED_CITY;
    if (!compared->exists) {
        return (KmPublishedChange){0};
    }
    const KmRow *other = find(rows, city ? row->figure.period.text : compared->period,
                              city ? &whole : &row->figure.block);
    if (other == NULL || other == row) {
        return (KmPublishedChange){0};
    }
    if (rows->profile->round_counts > 1) {
        return from_rounded(row, other, city, compared);
    }
    KmPublishedChange change = as_computed(compared);
    if (!city) {
        add_parts(rows, row, other, kind, &change);
        add_correction(rows, row, other, &change);
    }
    return change;
}

static KmPublishedChange to_norm(const Rows *rows, const KmRow *row)
{
    const KmComparison *compared = km_figure_compared(row->source, KM_COMPARED_NORM);
    const KmPublishedFigure *figure = &row->figure;
    if (!compared->exists || !figure->has_estimate) {
        return (KmPublishedChange){0};
    }
    KmPublishedChange change = as_computed(compared);
    if (rows->profile->round_counts > 1) {
        change.difference = figure->estimate - compared->other;
        change.has_interval = false;
        change.verdict = 0;
        change.p = 1.0;
        if (figure->has_interval) {
            KmSpan span = {figure->low - compared->other, figure->high - compared->other};
            judge_rounded(&change, change.difference, span, compared->p_limit, figure->decimals);
            agree(&change, compared->verdict);
        }
    }
    return change;
}

void km_changes_fill(KmArena *arena, const KmGateInput *input, KmRow *rows, size_t n_rows)
{
    Rows all = {.input = input,
                .profile = input->profile,
                .shown = KM_NEW_ARRAY(arena, const KmRow *, n_rows)};
    for (size_t i = 0; i < n_rows; i++) {
        if (rows[i].figure.status == KM_PUBLISHED_SHOWN && rows[i].source != NULL) {
            all.shown[all.n_shown++] = &rows[i];
        }
    }
    if (all.n_shown > 1) {
        qsort(all.shown, all.n_shown, sizeof *all.shown, by_row);
    }
    for (size_t i = 0; i < n_rows; i++) {
        KmRow *row = &rows[i];
        if (row->figure.status != KM_PUBLISHED_SHOWN || row->source == NULL) {
            continue;
        }
        row->figure.previous = to_row(&all, row, KM_COMPARED_PREVIOUS);
        row->figure.year_before = to_row(&all, row, KM_COMPARED_YEAR_BEFORE);
        row->figure.city = to_row(&all, row, KM_COMPARED_CITY);
        row->figure.norm = to_norm(&all, row);
    }
}
