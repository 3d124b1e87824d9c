/* Who stayed: beside the blocks, for every block of one window the units that were in the same
 * block a quarter and a year before, and what they were then. A figure and its earlier self then
 * compare as the half-same people they are, and their difference falls apart into those who stayed,
 * came and left. */
#ifndef INDICATORS_OVERLAPS_H
#define INDICATORS_OVERLAPS_H

#include "indicators/evaluation/blocks.h"

enum { KM_LOOKS_BACK = 2 }; /* the previous period, the year before */

typedef struct KmOverlaps KmOverlaps;

typedef struct {
    int64_t n;                 /* units in both */
    int64_t x_now, x_then;     /* hits among them */
    double now, then, product; /* Σ of what they had now (hits are 1), then, and the products */
} KmOverlapCell;

/* `before[k][date]`: the index of the earlier window, −1 for none. The plan must live on. */
KmOverlaps *km_overlaps_open(KmArena *arena, const KmBlockPlan *plan,
                             const int (*before)[KM_LOOKS_BACK], size_t n_dates, bool is_share);
/* Of a share: what the blocks tell of a unit's stays in them (KmStayTake). */
void km_overlaps_stay(void *overlaps, size_t place, uint64_t in, uint64_t hit);
/* Of a mean: observations unit by unit and, within a unit, date by date. */
void km_overlaps_add(KmOverlaps *overlaps, const KmObservation *observation, const uint32_t *codes);
KmOverlapCell km_overlaps_cell(const KmOverlaps *overlaps, int look, size_t date, size_t group,
                               const uint32_t codes[2]);

#endif
