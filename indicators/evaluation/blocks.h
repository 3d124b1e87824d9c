/* Aggregation: every block of every dimension in one pass over the observations, with dictionary
 * codes. An observation is one unit on one date; a slot is a period: one date, or several pooled.
 * Totals come from units, never from sums of blocks. */
#ifndef INDICATORS_BLOCKS_H
#define INDICATORS_BLOCKS_H

#include "engine/base/arena.h"
#include "engine/base/date.h"

enum { KM_MOST_BLOCK_DIMENSIONS = 16, KM_MOST_WAARDE = 1000000000 };

typedef struct {
    uint32_t unit; /* dense; all observations of a unit stand together */
    uint32_t date; /* index of the reference date or window, < 64 */
    KmDate day;    /* dimensions are read on this day */
    bool is_hit, is_unknown, is_excluded;
    bool is_weak; /* rests on rows that were linked to the unit weakly: may be otherwise */
    /* Both within ±KM_MOST_WAARDE. */
    double noemer; /* the unit's part of n: 0 or 1; of a rate any number from 0 */
    double waarde; /* rate, mean: its part of the numerator */
} KmObservation;

/* A group of blocks: none, one or two dimensions by their place in the list of dimensions. */
typedef struct {
    int dim[2]; /* −1: none */
} KmBlockGroup;

/* How far the sums of a unit's blocks may be off: a count of `<5` is anything from 1 to 4, and
 * children who were counted without being known may be anybody in the population. */
typedef struct {
    uint32_t unit, date;               /* as an observation's */
    KmDate day;                        /* dimensions are read on this day */
    double below, above;               /* of waarde; of a share: hits too many, hits too few */
    double noemer_below, noemer_above; /* a rate's */
    bool is_anywhere;                  /* `onbekend` in a dimension: may be in any of its blocks */
    int section; /* of the definition; −1: rows of a child that nobody knows which one it is */
} KmLeeway;

typedef struct {
    /* n: the rounded sum of noemer; who brings none is in no count but excluded. */
    int64_t n, x;                           /* observations that count, hits among them */
    int64_t excluded;                       /* taken out, in no other count */
    int64_t unknown_hits, unknown_misses;   /* in n, hit not sure */
    int64_t weak_hits, weak_misses;         /* likewise of weak links, and not unknown already */
    int64_t units_n, units_hit, units_miss; /* distinct units: ever in, ever hit, ever miss */
    int64_t units_only; /* distinct units that in this slot were in no other block of the group */
    double noemer, waarde;
    double squares; /* Σ waarde² of those that count: the spread of a mean */
    double below, above, noemer_below, noemer_above; /* leeways, added up */
} KmBlockCell;

typedef struct {
    const KmBlockGroup *groups;
    size_t n_groups;
    const size_t *n_codes; /* by dimension */
    size_t n_dimensions;
    const uint64_t *slots; /* per slot the dates it pools, as bits */
    size_t n_slots;
} KmBlockPlan;

typedef struct KmBlocks KmBlocks;

KmBlocks *km_blocks_open(KmArena *arena, const KmBlockPlan *plan);
/* `codes`: one per dimension, below its n_codes. Observations of one unit must follow each other,
 * one a date. */
void km_blocks_add(KmBlocks *blocks, const KmObservation *observation, const uint32_t *codes);
/* All at once what a unit is on the dates `in`, of which on those of `hit` a hit: worth one unit,
 * sure, and nothing else. */
void km_blocks_add_days(KmBlocks *blocks, uint32_t unit, uint64_t in, uint64_t hit,
                        const uint32_t *codes);
/* Who wants to know on which dates a unit counted in a block, and was a hit there. `place`: the
 * block's, counting through the groups in the plan's order and their codes, the second fastest. */
typedef void (*KmStayTake)(void *self, size_t place, uint64_t in, uint64_t hit);
void km_blocks_tell_stays(KmBlocks *blocks, KmStayTake take, void *self);
void km_blocks_widen(KmBlocks *blocks, const KmLeeway *leeway, const uint32_t *codes);
/* After the last observation and leeway. */
void km_blocks_close(KmBlocks *blocks);
/* The cell of a block; `codes`: of the group's dimensions (unused ones are not read). */
const KmBlockCell *km_blocks_cell(const KmBlocks *blocks, size_t slot, size_t group,
                                  const uint32_t codes[2]);

#endif
