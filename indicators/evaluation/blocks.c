#include "indicators/evaluation/blocks.h"

#include "indicators/evaluation/fixed.h"

#include <math.h>

enum { MOST_DATES = 64 };

/* Who was counted last in a cell: distinct units without a set, since a unit's observations follow
 * each other. */
typedef struct {
    uint32_t in, hit, miss; /* unit + 1 */
} Stamp;

/* Where a unit has been within one group and slot: one block only, or several. */
typedef struct {
    uint32_t unit; /* unit + 1 */
    bool moved;
    size_t cell;
} Place;

typedef struct {
    KmFixed noemer, waarde, squares;
    int64_t terms;
} Sums;

typedef struct {
    KmFixed below, above, noemer_below, noemer_above;
    int64_t terms;
} Leeways;

struct KmBlocks {
    KmArena *arena;
    KmBlockPlan plan;
    size_t *first; /* by group: its first cell */
    size_t width;  /* cells of one slot */
    KmBlockCell *cells;
    Sums *sums;
    Leeways *leeways; /* NULL: everything is known */
    Stamp *stamps;
    Place *places;               /* by slot and group */
    size_t *slots;               /* date by date: the slots that pool it */
    size_t from[MOST_DATES + 1]; /* by date: where its slots begin */
};

/* Most slots pool one date of many, so they are listed by date once. */
static void list_slots(KmArena *arena, KmBlocks *blocks)
{
    const KmBlockPlan *plan = &blocks->plan;
    size_t count = 0;
    for (size_t s = 0; s < plan->n_slots; s++) {
        count += (size_t)__builtin_popcountll(plan->slots[s]);
    }
    blocks->slots = KM_NEW_ARRAY(arena, size_t, count);
    count = 0;
    for (size_t date = 0; date < MOST_DATES; date++) {
        blocks->from[date] = count;
        for (size_t s = 0; s < plan->n_slots; s++) {
            if (((plan->slots[s] >> date) & 1) != 0) {
                blocks->slots[count++] = s;
            }
        }
    }
    blocks->from[MOST_DATES] = count;
}

static size_t codes_of(const KmBlockPlan *plan, int dimension)
{
    return dimension < 0 ? 1 : plan->n_codes[dimension];
}

KmBlocks *km_blocks_open(KmArena *arena, const KmBlockPlan *plan)
{
    KmBlocks *blocks = KM_NEW(arena, KmBlocks);
    blocks->arena = arena;
    blocks->plan = *plan;
    blocks->first = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    for (size_t g = 0; g < plan->n_groups; g++) {
        blocks->first[g] = blocks->width;
        blocks->width +=
            codes_of(plan, plan->groups[g].dim[0]) * codes_of(plan, plan->groups[g].dim[1]);
    }
    blocks->cells = KM_NEW_ARRAY(arena, KmBlockCell, plan->n_slots * blocks->width);
    blocks->sums = KM_NEW_ARRAY(arena, Sums, plan->n_slots * blocks->width);
    blocks->stamps = KM_NEW_ARRAY(arena, Stamp, plan->n_slots * blocks->width);
    blocks->places = KM_NEW_ARRAY(arena, Place, plan->n_slots * plan->n_groups);
    list_slots(arena, blocks);
    return blocks;
}

static size_t cell_in_group(const KmBlocks *blocks, size_t group, uint32_t first, uint32_t second)
{
    return blocks->first[group] +
           first * codes_of(&blocks->plan, blocks->plan.groups[group].dim[1]) + second;
}

static void count_unit(KmBlockCell *cell, Stamp *stamp, const KmObservation *seen)
{
    uint32_t mark = seen->unit + 1;
    uint32_t *side = seen->is_hit ? &stamp->hit : &stamp->miss;
    int64_t *units = seen->is_hit ? &cell->units_hit : &cell->units_miss;
    if (stamp->in != mark) {
        stamp->in = mark;
        cell->units_n++;
    }
    if (*side != mark) {
        *side = mark;
        *units += 1;
    }
}

/* `units_only` is counted when the unit first comes and taken back when it turns up elsewhere. */
static void count_place(KmBlocks *blocks, Place *place, size_t cell, uint32_t unit)
{
    if (place->unit != unit + 1) {
        *place = (Place){unit + 1, false, cell};
        blocks->cells[cell].units_only++;
    } else if (!place->moved && place->cell != cell) {
        place->moved = true;
        blocks->cells[place->cell].units_only--;
    }
}

/* `adds`: what the observation brings to the sums. */
static void count(KmBlocks *blocks, size_t slot, size_t group, size_t in_slot,
                  const KmObservation *seen, const Sums *adds)
{
    size_t at = slot * blocks->width + in_slot;
    KmBlockCell *cell = &blocks->cells[at];
    if (seen->is_excluded) {
        cell->excluded++;
        return;
    }
    Sums *sums = &blocks->sums[at];
    sums->noemer += adds->noemer;
    sums->waarde += adds->waarde;
    sums->terms++;
    if (!(seen->noemer > 0.0)) {
        return;
    }
    cell->n++;
    sums->squares += adds->squares;
    cell->x += seen->is_hit;
    cell->unknown_hits += seen->is_unknown && seen->is_hit;
    cell->unknown_misses += seen->is_unknown && !seen->is_hit;
    cell->weak_hits += seen->is_weak && seen->is_hit && !seen->is_unknown;
    cell->weak_misses += seen->is_weak && !seen->is_hit && !seen->is_unknown;
    count_unit(cell, &blocks->stamps[at], seen);
    count_place(blocks, &blocks->places[slot * blocks->plan.n_groups + group], at, seen->unit);
}

void km_blocks_add(KmBlocks *blocks, const KmObservation *observation, const uint32_t *codes)
{
    const KmBlockPlan *plan = &blocks->plan;
    const Sums adds = {km_fixed(observation->noemer), km_fixed(observation->waarde),
                       km_fixed(observation->waarde * observation->waarde)};
    for (size_t g = 0; g < plan->n_groups; g++) {
        const int *dim = plan->groups[g].dim;
        size_t in_slot = cell_in_group(blocks, g, dim[0] < 0 ? 0 : codes[dim[0]],
                                       dim[1] < 0 ? 0 : codes[dim[1]]);
        for (size_t i = blocks->from[observation->date]; i < blocks->from[observation->date + 1];
             i++) {
            count(blocks, blocks->slots[i], g, in_slot, observation, &adds);
        }
    }
}

static void add_leeway(KmBlocks *blocks, uint32_t date, size_t in_slot, const KmLeeway *leeway)
{
    for (size_t i = blocks->from[date]; i < blocks->from[date + 1]; i++) {
        Leeways *sums = &blocks->leeways[blocks->slots[i] * blocks->width + in_slot];
        sums->below += km_fixed(leeway->below);
        sums->above += km_fixed(leeway->above);
        sums->noemer_below += km_fixed(leeway->noemer_below);
        sums->noemer_above += km_fixed(leeway->noemer_above);
        sums->terms++;
    }
}

typedef struct {
    uint32_t from, until;
} Codes;

static Codes codes_within_reach(const KmBlocks *blocks, const KmLeeway *leeway, int dimension,
                                const uint32_t *codes)
{
    if (dimension < 0) {
        return (Codes){0, 1};
    }
    return leeway->is_anywhere && codes[dimension] == 0
               ? (Codes){0, (uint32_t)codes_of(&blocks->plan, dimension)}
               : (Codes){codes[dimension], codes[dimension] + 1};
}

void km_blocks_widen(KmBlocks *blocks, const KmLeeway *leeway, const uint32_t *codes)
{
    const KmBlockPlan *plan = &blocks->plan;
    if (blocks->leeways == NULL) {
        blocks->leeways = KM_NEW_ARRAY(blocks->arena, Leeways, plan->n_slots * blocks->width);
    }
    for (size_t g = 0; g < plan->n_groups; g++) {
        Codes first = codes_within_reach(blocks, leeway, plan->groups[g].dim[0], codes);
        Codes second = codes_within_reach(blocks, leeway, plan->groups[g].dim[1], codes);
        for (uint32_t i = first.from; i < first.until; i++) {
            for (uint32_t j = second.from; j < second.until; j++) {
                add_leeway(blocks, leeway->date, cell_in_group(blocks, g, i, j), leeway);
            }
        }
    }
}

static void close_leeway(KmBlockCell *cell, const Leeways *sums)
{
    cell->below = km_unfixed(sums->below, sums->terms);
    cell->above = km_unfixed(sums->above, sums->terms);
    cell->noemer_below = km_unfixed(sums->noemer_below, sums->terms);
    cell->noemer_above = km_unfixed(sums->noemer_above, sums->terms);
}

void km_blocks_close(KmBlocks *blocks)
{
    for (size_t i = 0; i < blocks->plan.n_slots * blocks->width; i++) {
        KmBlockCell *cell = &blocks->cells[i];
        const Sums *sums = &blocks->sums[i];
        cell->noemer = km_unfixed(sums->noemer, sums->terms);
        cell->waarde = km_unfixed(sums->waarde, sums->terms);
        cell->squares = km_unfixed(sums->squares, sums->terms);
        cell->n = llround(cell->noemer);
        if (blocks->leeways != NULL) {
            close_leeway(cell, &blocks->leeways[i]);
        }
    }
}

const KmBlockCell *km_blocks_cell(const KmBlocks *blocks, size_t slot, size_t group,
                                  const uint32_t codes[2])
{
    const int *dim = blocks->plan.groups[group].dim;
    return &blocks->cells[slot * blocks->width + cell_in_group(blocks, group,
                                                               dim[0] < 0 ? 0 : codes[0],
                                                               dim[1] < 0 ? 0 : codes[1])];
}
