#include "indicators/evaluation/overlaps.h"

#include "indicators/evaluation/fixed.h"

#include <string.h>

typedef struct {
    int32_t n, x_now, x_then, x_both;
} Cell;

/* Of means also what they had. */
typedef struct {
    KmFixed now, then, product;
} Sums;

/* What a unit was on one date; of the unit in hand only. */
typedef struct {
    uint32_t unit; /* unit + 1 */
    double value;
    size_t *places; /* by group: its cell */
} Past;

struct KmOverlaps {
    const KmBlockPlan *plan;
    const int (*before)[KM_LOOKS_BACK]; /* by date */
    size_t n_dates;
    size_t *first; /* by group: its first place */
    size_t width;  /* places */
    Cell *cells;   /* by place, look and date */
    Sums *sums;    /* likewise; NULL: shares */
    Past *past;    /* by date */
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
    overlaps->n_dates = n_dates;
    overlaps->first = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    for (size_t g = 0; g < plan->n_groups; g++) {
        overlaps->first[g] = overlaps->width;
        overlaps->width +=
            codes_of(plan, plan->groups[g].dim[0]) * codes_of(plan, plan->groups[g].dim[1]);
    }
    overlaps->cells = KM_NEW_ARRAY(arena, Cell, n_dates * KM_LOOKS_BACK * overlaps->width);
    overlaps->sums =
        is_share ? NULL : KM_NEW_ARRAY(arena, Sums, n_dates * KM_LOOKS_BACK * overlaps->width);
    overlaps->past = KM_NEW_ARRAY(arena, Past, n_dates);
    for (size_t d = 0; d < n_dates && !is_share; d++) {
        overlaps->past[d].places = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    }
    return overlaps;
}

static size_t place_of(const KmOverlaps *overlaps, size_t group, uint32_t first, uint32_t second)
{
    const int *dim = overlaps->plan->groups[group].dim;
    return overlaps->first[group] + first * codes_of(overlaps->plan, dim[1]) + second;
}

static size_t cell_at(const KmOverlaps *overlaps, size_t place, int look, size_t date)
{
    return (place * KM_LOOKS_BACK + (size_t)look) * overlaps->n_dates + date;
}

void km_overlaps_stay(void *self, size_t place, uint64_t in, uint64_t hit)
{
    KmOverlaps *overlaps = self;
    for (int look = 0; look < KM_LOOKS_BACK; look++) {
        Cell *cells = &overlaps->cells[cell_at(overlaps, place, look, 0)];
        for (uint64_t dates = in; dates != 0; dates &= dates - 1) {
            int date = __builtin_ctzll(dates);
            int before = overlaps->before[date][look];
            if (before >= 0 && (in >> before & 1) != 0) {
                int32_t now = (int32_t)(hit >> date & 1);
                int32_t then = (int32_t)(hit >> before & 1);
                cells[date].n++;
                cells[date].x_now += now;
                cells[date].x_then += then;
                cells[date].x_both += now & then;
            }
        }
    }
}

/* In the groups in which it is in the same block as then. */
static void count(KmOverlaps *overlaps, int look, size_t date, const Past *now, const Past *then)
{
    for (size_t g = 0; g < overlaps->plan->n_groups; g++) {
        if (now->places[g] != then->places[g]) {
            continue;
        }
        size_t at = cell_at(overlaps, now->places[g], look, date);
        Sums *sums = &overlaps->sums[at];
        overlaps->cells[at].n++;
        sums->now += km_fixed(now->value);
        sums->then += km_fixed(then->value);
        sums->product += km_fixed(now->value * then->value);
    }
}

void km_overlaps_add(KmOverlaps *overlaps, const KmObservation *seen, const uint32_t *codes)
{
    Past *now = &overlaps->past[seen->date];
    if (seen->is_excluded || !(seen->noemer > 0.0)) {
        return;
    }
    now->unit = seen->unit + 1;
    now->value = seen->waarde;
    for (size_t g = 0; g < overlaps->plan->n_groups; g++) {
        const int *dim = overlaps->plan->groups[g].dim;
        now->places[g] =
            place_of(overlaps, g, dim[0] < 0 ? 0 : codes[dim[0]], dim[1] < 0 ? 0 : codes[dim[1]]);
    }
    for (int look = 0; look < KM_LOOKS_BACK; look++) {
        int before = overlaps->before[seen->date][look];
        if (before >= 0 && overlaps->past[before].unit == now->unit) {
            count(overlaps, look, seen->date, now, &overlaps->past[before]);
        }
    }
}

/* What a share's units have is 1 for a hit and 0 for a miss. */
KmOverlapCell km_overlaps_cell(const KmOverlaps *overlaps, int look, size_t date, size_t group,
                               const uint32_t codes[2])
{
    const int *dim = overlaps->plan->groups[group].dim;
    size_t place = place_of(overlaps, group, dim[0] < 0 ? 0 : codes[0], dim[1] < 0 ? 0 : codes[1]);
    size_t at = cell_at(overlaps, place, look, date);
    const Cell *cell = &overlaps->cells[at];
    const Sums *sums = overlaps->sums == NULL ? NULL : &overlaps->sums[at];
    return (KmOverlapCell){
        .n = cell->n,
        .x_now = cell->x_now,
        .x_then = cell->x_then,
        .now = sums == NULL ? (double)cell->x_now : km_unfixed(sums->now, cell->n),
        .then = sums == NULL ? (double)cell->x_then : km_unfixed(sums->then, cell->n),
        .product = sums == NULL ? (double)cell->x_both : km_unfixed(sums->product, cell->n)};
}
