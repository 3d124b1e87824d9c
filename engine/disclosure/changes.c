#include "engine/disclosure/changes.h"

#include "engine/disclosure/safety.h"

#include <string.h>

typedef struct {
    const KmProfile *profile;
    KmRow *rows;
    size_t n_rows;
} Rows;

static const KmRow *find(const Rows *rows, const char *period, const KmBlock *block)
{
    for (size_t i = 0; i < rows->n_rows; i++) {
        const KmRow *row = &rows->rows[i];
        if (row->figure.status == KM_PUBLISHED_SHOWN && row->source != NULL &&
            strcmp(row->figure.period.text, period) == 0 &&
            strcmp(row->figure.block.dim[0], block->dim[0]) == 0 &&
            strcmp(row->figure.block.code[0], block->code[0]) == 0) {
            return row;
        }
    }
    return NULL;
}

static int verdict_of(double low, double high, double than)
{
    if (low > than) {
        return 1;
    }
    return high < than ? -1 : 0;
}

static KmPublishedChange as_computed(const KmComparison *compared)
{
    KmPublishedChange change = {.exists = true,
                                .other = compared->other,
                                .difference = compared->difference,
                                .has_interval = compared->has_interval,
                                .low = compared->has_interval ? compared->low : 0.0,
                                .high = compared->has_interval ? compared->high : 0.0,
                                .verdict = compared->verdict};
    memcpy(change.period, compared->period, sizeof change.period);
    return change;
}

/* Under a rounding profile everything comes from the printed counts again. `scale`: of the city,
 * the block itself is a part; the distance to the whole is that to the rest times the rest's share.
 */
static KmPublishedChange between(const KmPublishedFigure *a, const KmPublishedFigure *b, int64_t n,
                                 int64_t x)
{
    double scale = (double)n / (double)b->n;
    KmSpan span = km_newcombe(a->n, a->x, n, x);
    KmPublishedChange change = {.exists = true,
                                .other = b->estimate,
                                .difference = a->estimate - b->estimate,
                                .has_interval = true,
                                .low = km_round_share(span.low * scale, a->decimals),
                                .high = km_round_share(span.high * scale, a->decimals)};
    change.verdict = verdict_of(span.low, span.high, 0.0);
    return change;
}

static bool is_counted_share(const KmPublishedFigure *figure)
{
    return figure->indicator->kind == KM_KIND_PROPORTION && figure->has_counts && figure->n > 0;
}

static KmPublishedChange from_rounded(const KmPublishedFigure *a, const KmPublishedFigure *b,
                                      bool b_is_whole)
{
    int64_t n = b_is_whole ? b->n - a->n : b->n;
    int64_t x = b_is_whole ? b->x - a->x : b->x;
    if (!is_counted_share(a) || !is_counted_share(b) || n <= 0 || x < 0 || x > n) {
        return (KmPublishedChange){0};
    }
    KmPublishedChange change = between(a, b, n, x);
    if (!b_is_whole) {
        memcpy(change.period, b->period.text, sizeof change.period);
    } else if (a->has_interval && a->low <= b->estimate && b->estimate <= a->high) {
        /* Many groups are compared with one city; a group whose own interval holds the city is
         * never called clear. */
        change.verdict = 0;
    }
    return change;
}

static KmPublishedChange to_row(const Rows *rows, const KmRow *row, KmComparisonKind kind)
{
    const KmComparison *compared = &row->source->compared[kind];
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
    return rows->profile->round_counts > 1 ? from_rounded(&row->figure, &other->figure, city)
                                           : as_computed(compared);
}

static KmPublishedChange to_norm(const Rows *rows, const KmRow *row)
{
    const KmComparison *compared = &row->source->compared[KM_COMPARED_NORM];
    const KmPublishedFigure *figure = &row->figure;
    if (!compared->exists || !figure->has_estimate) {
        return (KmPublishedChange){0};
    }
    KmPublishedChange change = as_computed(compared);
    if (rows->profile->round_counts > 1) {
        change.difference = figure->estimate - compared->other;
        change.has_interval = figure->has_interval;
        change.low = figure->has_interval ? figure->low - compared->other : 0.0;
        change.high = figure->has_interval ? figure->high - compared->other : 0.0;
        change.verdict = figure->has_interval ? verdict_of(change.low, change.high, 0.0) : 0;
    }
    return change;
}

void km_changes_fill(const KmProfile *profile, KmRow *rows, size_t n_rows)
{
    Rows all = {.profile = profile, .rows = rows, .n_rows = n_rows};
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
