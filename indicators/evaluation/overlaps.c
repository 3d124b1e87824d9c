#include "indicators/evaluation/overlaps.h"

#include "indicators/evaluation/fixed.h"

#include <string.h>

typedef struct {
    int64_t n, x_now, x_then;
    KmFixed now, then, product;
} Cell;

/* What a unit was on one date; of the unit in hand only. */
typedef struct {
    uint32_t unit; /* unit + 1 */
    bool is_hit;
    double value;
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS];
} Past;

struct KmOverlaps {
    const KmBlockPlan *plan;
    const int (*before)[KM_LOOKS_BACK]; /* by date */
    bool is_share;
    size_t *first; /* by group: its first cell */
    size_t width;  /* cells of one date and look */
    Cell *cells;
    Past *past; /* by date */
};

static size_t codes_of(const KmBlockPlan *plan, int dimension)
{
    return dimension < 0 ? 1 : plan->n_codes[dimension];
}

KmOverlaps *km_overlaps_open(KmArena *arena, const KmBlockPlan *plan,
                             const int (*before)[KM_LOOKS_BACK], size_t n_dates, bool is_share)
{
    KmOverlaps *overlaps = KM_NEW(arena, KmOverlaps);
    overlaps->plan = plan;
    overlaps->before = before;
    overlaps->is_share = is_share;
    overlaps->first = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    for (size_t g = 0; g < plan->n_groups; g++) {
        overlaps->first[g] = overlaps->width;
        overlaps->width +=
            codes_of(plan, plan->groups[g].dim[0]) * codes_of(plan, plan->groups[g].dim[1]);
    }
    overlaps->cells = KM_NEW_ARRAY(arena, Cell, n_dates * KM_LOOKS_BACK * overlaps->width);
    overlaps->past = KM_NEW_ARRAY(arena, Past, n_dates);
    return overlaps;
}

static Cell *cell_at(const KmOverlaps *overlaps, int look, size_t date, size_t group,
                     const uint32_t codes[2])
{
    const int *dim = overlaps->plan->groups[group].dim;
    size_t in_group = (dim[0] < 0 ? 0 : codes[0]) * codes_of(overlaps->plan, dim[1]) +
                      (dim[1] < 0 ? 0 : codes[1]);
    return &overlaps->cells[(date * KM_LOOKS_BACK + (size_t)look) * overlaps->width +
                            overlaps->first[group] + in_group];
}

static void count(KmOverlaps *overlaps, int look, size_t date, const Past *now, const Past *then)
{
    for (size_t g = 0; g < overlaps->plan->n_groups; g++) {
        const int *dim = overlaps->plan->groups[g].dim;
        uint32_t codes[2] = {0, 0};
        bool stayed = true;
        for (int i = 0; i < 2 && dim[i] >= 0; i++) {
            codes[i] = now->codes[dim[i]];
            stayed = stayed && codes[i] == then->codes[dim[i]];
        }
        if (!stayed) {
            continue;
        }
        Cell *cell = cell_at(overlaps, look, date, g, codes);
        cell->n++;
        cell->x_now += now->is_hit;
        cell->x_then += then->is_hit;
        cell->now += km_fixed(now->value);
        cell->then += km_fixed(then->value);
        cell->product += km_fixed(now->value * then->value);
    }
}

void km_overlaps_add(KmOverlaps *overlaps, const KmObservation *seen, const uint32_t *codes)
{
    Past *now = &overlaps->past[seen->date];
    if (seen->is_excluded || !(seen->noemer > 0.0)) {
        return;
    }
    now->unit = seen->unit + 1;
    now->is_hit = seen->is_hit;
    now->value = overlaps->is_share ? (seen->is_hit ? 1.0 : 0.0) : seen->waarde;
    memcpy(now->codes, codes, overlaps->plan->n_dimensions * sizeof *codes);
    for (int look = 0; look < KM_LOOKS_BACK; look++) {
        int before = overlaps->before[seen->date][look];
        if (before >= 0 && overlaps->past[before].unit == now->unit) {
            count(overlaps, look, seen->date, now, &overlaps->past[before]);
        }
    }
}

KmOverlapCell km_overlaps_cell(const KmOverlaps *overlaps, int look, size_t date, size_t group,
                               const uint32_t codes[2])
{
    const Cell *cell = cell_at(overlaps, look, date, group, codes);
    return (KmOverlapCell){.n = cell->n,
                           .x_now = cell->x_now,
                           .x_then = cell->x_then,
                           .now = km_unfixed(cell->now, cell->n),
                           .then = km_unfixed(cell->then, cell->n),
                           .product = km_unfixed(cell->product, cell->n)};
}
