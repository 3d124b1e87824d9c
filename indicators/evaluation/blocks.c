#include "indicators/evaluation/blocks.h"

#include "indicators/evaluation/fixed.h"

#include <assert.h>
#include <math.h>

enum { MOST_DATES = 64 };

/* What one date brings to a block. Of the many observations that are worth one unit and nothing
 * else only the number is kept. */
typedef struct {
    int64_t seen;  /* not excluded … */
    int64_t plain; /* … of them worth one unit and nothing else */
    int64_t n, x;
    int64_t excluded, unknown_hits, unknown_misses, weak_hits, weak_misses;
    KmFixed noemer, waarde, squares; /* of those that are not plain */
} Tally;

/* Units that are sure and worth one unit, on one date. */
typedef struct {
    int32_t n, x;
} Plain;

/* Distinct units of a block over the dates of a pooled slot. */
typedef struct {
    int64_t in, hit, miss, only;
} Distinct;

/* The dates on which the unit in hand was in one block, and was a hit there. */
typedef struct {
    size_t place;
    uint64_t in, hit;
    uint64_t slots; /* pooled ones it is in */
} Stay;

/* The pooled slots of some dates; the same dates are asked for again and again. */
typedef struct {
    uint64_t dates, slots;
} Pooled;

typedef struct {
    KmFixed below, above, noemer_below, noemer_above;
    int64_t terms;
} Leeways;

struct KmBlocks {
    KmArena *arena;
    KmBlockPlan plan;
    size_t *first; /* by group: its first cell */
    size_t width;  /* cells of one date or slot */
    size_t n_dates;
    Tally *tallies;                 /* by date */
    Plain *plain;                   /* by cell, by date */
    size_t n_pooled;                /* slots of several dates, in the plan's order */
    uint64_t pooled_on[MOST_DATES]; /* by date: the pooled slots it is in, as bits */
    Distinct *distinct;             /* by pooled slot */
    Leeways *leeways;               /* by slot; NULL: everything is known */
    KmBlockCell *cells;             /* by slot, once all is counted */
    uint32_t unit;                  /* in hand, plus one */
    Stay *stays;                    /* of the unit in hand, by group */
    size_t *n_stays;
    KmStayTake take_stay; /* NULL: nobody asks */
    void *taker;
    Pooled last_in, last_hit, last_miss;
};

static bool is_pooled(uint64_t slot)
{
    return (slot & (slot - 1)) != 0;
}

static void list_pooled(KmBlocks *blocks)
{
    const KmBlockPlan *plan = &blocks->plan;
    for (size_t s = 0; s < plan->n_slots; s++) {
        if (!is_pooled(plan->slots[s])) {
            continue;
        }
        assert(blocks->n_pooled < MOST_DATES);
        for (size_t date = 0; date < MOST_DATES; date++) {
            blocks->pooled_on[date] |= (plan->slots[s] >> date & 1) << blocks->n_pooled;
        }
        blocks->n_pooled++;
    }
}

static size_t count_dates(const KmBlockPlan *plan)
{
    uint64_t dates = 0;
    for (size_t s = 0; s < plan->n_slots; s++) {
        dates |= plan->slots[s];
    }
    return dates == 0 ? 0 : MOST_DATES - (size_t)__builtin_clzll(dates);
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
    blocks->n_dates = count_dates(plan);
    blocks->tallies = KM_NEW_ARRAY(arena, Tally, blocks->n_dates * blocks->width);
    blocks->plain = KM_NEW_ARRAY(arena, Plain, blocks->n_dates * blocks->width);
    list_pooled(blocks);
    blocks->distinct = KM_NEW_ARRAY(arena, Distinct, blocks->n_pooled * blocks->width);
    blocks->stays = KM_NEW_ARRAY(arena, Stay, plan->n_groups * MOST_DATES);
    blocks->n_stays = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    return blocks;
}

static size_t cell_in_group(const KmBlocks *blocks, size_t group, uint32_t first, uint32_t second)
{
    return blocks->first[group] +
           first * codes_of(&blocks->plan, blocks->plan.groups[group].dim[1]) + second;
}

/* ---- distinct units: a unit's observations follow each other ---- */

static uint64_t slots_of(const KmBlocks *blocks, uint64_t dates, Pooled *last)
{
    if (dates != last->dates) {
        *last = (Pooled){.dates = dates};
        for (; dates != 0; dates &= dates - 1) {
            last->slots |= blocks->pooled_on[__builtin_ctzll(dates)];
        }
    }
    return last->slots;
}

static void count_stay(KmBlocks *blocks, const Stay *stay, uint64_t only)
{
    uint64_t hits = slots_of(blocks, stay->hit, &blocks->last_hit);
    uint64_t misses = slots_of(blocks, stay->in & ~stay->hit, &blocks->last_miss);
    for (uint64_t rest = stay->slots; rest != 0; rest &= rest - 1) {
        int slot = __builtin_ctzll(rest);
        Distinct *distinct = &blocks->distinct[(size_t)slot * blocks->width + stay->place];
        distinct->in++;
        distinct->hit += (int64_t)(hits >> slot & 1);
        distinct->miss += (int64_t)(misses >> slot & 1);
        distinct->only += (int64_t)(only >> slot & 1);
    }
}

static void count_stays(KmBlocks *blocks, Stay *stays, size_t n_stays)
{
    uint64_t once = 0;
    uint64_t more = 0; /* slots in which it was in several blocks */
    for (size_t i = 0; i < n_stays; i++) {
        stays[i].slots = slots_of(blocks, stays[i].in, &blocks->last_in);
        more |= once & stays[i].slots;
        once |= stays[i].slots;
    }
    for (size_t i = 0; i < n_stays; i++) {
        count_stay(blocks, &stays[i], stays[i].slots & ~more);
    }
}

static void let_unit_go(KmBlocks *blocks)
{
    for (size_t g = 0; g < blocks->plan.n_groups; g++) {
        Stay *stays = &blocks->stays[g * MOST_DATES];
        if (blocks->n_pooled > 0) {
            count_stays(blocks, stays, blocks->n_stays[g]);
        }
        for (size_t i = 0; i < blocks->n_stays[g] && blocks->take_stay != NULL; i++) {
            blocks->take_stay(blocks->taker, stays[i].place, stays[i].in, stays[i].hit);
        }
        blocks->n_stays[g] = 0;
    }
}

void km_blocks_tell_stays(KmBlocks *blocks, KmStayTake take, void *self)
{
    blocks->take_stay = take;
    blocks->taker = self;
}

static void stay(KmBlocks *blocks, size_t group, size_t place, uint64_t in, uint64_t hit)
{
    Stay *stays = &blocks->stays[group * MOST_DATES];
    size_t i = 0;
    while (i < blocks->n_stays[group] && stays[i].place != place) {
        i++;
    }
    if (i == blocks->n_stays[group]) {
        stays[blocks->n_stays[group]++] = (Stay){.place = place};
    }
    stays[i].in |= in;
    stays[i].hit |= hit;
}

/* A unit's observations follow each other. */
static void take_in_hand(KmBlocks *blocks, uint32_t unit)
{
    if (blocks->unit != unit + 1) {
        let_unit_go(blocks);
        blocks->unit = unit + 1;
    }
}

/* ---- counting ---- */

/* Beside what is worth one unit and nothing else. */
static void add_worth(Tally *tally, const KmObservation *seen)
{
    tally->noemer += km_fixed(seen->noemer);
    tally->waarde += km_fixed(seen->waarde);
    if (seen->noemer > 0.0) {
        tally->squares += km_fixed(seen->waarde * seen->waarde);
    }
}

static void add_doubts(Tally *tally, const KmObservation *seen)
{
    tally->unknown_hits += seen->is_unknown && seen->is_hit;
    tally->unknown_misses += seen->is_unknown && !seen->is_hit;
    tally->weak_hits += seen->is_weak && seen->is_hit && !seen->is_unknown;
    tally->weak_misses += seen->is_weak && !seen->is_hit && !seen->is_unknown;
}

/* False: it is in no count but that of the excluded, or of what is worth something without being
 * one. */
static bool count(Tally *tally, const KmObservation *seen, bool is_plain)
{
    if (seen->is_excluded) {
        tally->excluded++;
        return false;
    }
    tally->seen++;
    tally->plain += is_plain;
    if (!is_plain) {
        add_worth(tally, seen);
    }
    if (!(seen->noemer > 0.0)) {
        return false;
    }
    tally->n++;
    tally->x += seen->is_hit;
    if (seen->is_unknown || seen->is_weak) {
        add_doubts(tally, seen);
    }
    return true;
}

static bool is_exactly(double value, double expected)
{
    return !(value < expected || value > expected);
}

void km_blocks_add(KmBlocks *blocks, const KmObservation *observation, const uint32_t *codes)
{
    const KmBlockPlan *plan = &blocks->plan;
    bool is_plain = is_exactly(observation->noemer, 1.0) && is_exactly(observation->waarde, 0.0);
    if (observation->date >= blocks->n_dates) {
        return; /* in no slot */
    }
    take_in_hand(blocks, observation->unit);
    for (size_t g = 0; g < plan->n_groups; g++) {
        const int *dim = plan->groups[g].dim;
        size_t place = cell_in_group(blocks, g, dim[0] < 0 ? 0 : codes[dim[0]],
                                     dim[1] < 0 ? 0 : codes[dim[1]]);
        if (count(&blocks->tallies[observation->date * blocks->width + place], observation,
                  is_plain)) {
            stay(blocks, g, place, UINT64_C(1) << observation->date,
                 (uint64_t)observation->is_hit << observation->date);
        }
    }
}

void km_blocks_add_days(KmBlocks *blocks, uint32_t unit, uint64_t in, uint64_t hit,
                        const uint32_t *codes)
{
    const KmBlockPlan *plan = &blocks->plan;
    if (blocks->n_dates < MOST_DATES) {
        in &= (UINT64_C(1) << blocks->n_dates) - 1; /* others are in no slot */
    }
    hit &= in;
    take_in_hand(blocks, unit);
    for (size_t g = 0; g < plan->n_groups; g++) {
        const int *dim = plan->groups[g].dim;
        size_t place = cell_in_group(blocks, g, dim[0] < 0 ? 0 : codes[dim[0]],
                                     dim[1] < 0 ? 0 : codes[dim[1]]);
        Plain *plain = &blocks->plain[place * blocks->n_dates];
        for (uint64_t dates = in; dates != 0; dates &= dates - 1) {
            int date = __builtin_ctzll(dates);
            plain[date].n++;
            plain[date].x += (int32_t)(hit >> date & 1);
        }
        stay(blocks, g, place, in, hit);
    }
}

static void add_leeway(KmBlocks *blocks, uint32_t date, size_t in_slot, const KmLeeway *leeway)
{
    for (size_t s = 0; s < blocks->plan.n_slots; s++) {
        if ((blocks->plan.slots[s] >> date & 1) == 0) {
            continue;
        }
        Leeways *sums = &blocks->leeways[s * blocks->width + in_slot];
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

typedef struct {
    KmFixed noemer, waarde, squares;
    int64_t terms;
} Sums;

static const KmFixed one = (KmFixed)1 << 40;

static void add_plain(KmBlockCell *cell, Sums *sums, const Plain *plain)
{
    sums->noemer += plain->n * one;
    sums->terms += plain->n;
    cell->n += plain->n;
    cell->x += plain->x;
}

static void add_tally(KmBlockCell *cell, Sums *sums, const Tally *tally)
{
    sums->noemer += tally->noemer + tally->plain * one;
    sums->waarde += tally->waarde;
    sums->squares += tally->squares;
    sums->terms += tally->seen;
    cell->n += tally->n;
    cell->x += tally->x;
    cell->excluded += tally->excluded;
    cell->unknown_hits += tally->unknown_hits;
    cell->unknown_misses += tally->unknown_misses;
    cell->weak_hits += tally->weak_hits;
    cell->weak_misses += tally->weak_misses;
}

/* On one date each unit is seen once; `distinct` NULL. */
static void close_cell(const KmBlocks *blocks, uint64_t slot, size_t place,
                       const Distinct *distinct, KmBlockCell *cell)
{
    Sums sums = {0};
    for (uint64_t dates = slot; dates != 0; dates &= dates - 1) {
        size_t date = (size_t)__builtin_ctzll(dates);
        add_tally(cell, &sums, &blocks->tallies[date * blocks->width + place]);
        add_plain(cell, &sums, &blocks->plain[place * blocks->n_dates + date]);
    }
    cell->units_n = distinct == NULL ? cell->n : distinct->in;
    cell->units_hit = distinct == NULL ? cell->x : distinct->hit;
    cell->units_miss = distinct == NULL ? cell->n - cell->x : distinct->miss;
    cell->units_only = distinct == NULL ? cell->n : distinct->only;
    cell->noemer = km_unfixed(sums.noemer, sums.terms);
    cell->waarde = km_unfixed(sums.waarde, sums.terms);
    cell->squares = km_unfixed(sums.squares, sums.terms);
    cell->n = llround(cell->noemer);
}

void km_blocks_close(KmBlocks *blocks)
{
    const KmBlockPlan *plan = &blocks->plan;
    size_t pooled = 0;
    let_unit_go(blocks);
    blocks->cells = KM_NEW_ARRAY(blocks->arena, KmBlockCell, plan->n_slots * blocks->width);
    for (size_t s = 0; s < plan->n_slots; s++) {
        const Distinct *distinct =
            is_pooled(plan->slots[s]) ? &blocks->distinct[pooled++ * blocks->width] : NULL;
        for (size_t place = 0; place < blocks->width; place++) {
            KmBlockCell *cell = &blocks->cells[s * blocks->width + place];
            close_cell(blocks, plan->slots[s], place, distinct == NULL ? NULL : distinct + place,
                       cell);
            if (blocks->leeways != NULL) {
                close_leeway(cell, &blocks->leeways[s * blocks->width + place]);
            }
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
