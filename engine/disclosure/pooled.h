/* Pooled stand-ins: for a category (or declared merger) in the rest of a quarter, the whole
 * percentage over the four quarters that end with it.
 *
 * A pooled figure is the sum of four quarters, and quarters in which its block was shown can be
 * subtracted from it. So it is judged as if its counts were public (they are not): for every union
 * of the pooled figures of a quarter, what remains after subtracting all that the quarters show,
 * and what remains of the quarters' rests after subtracting the pooled, must be safe by distinct
 * units, as must the complement in the pooled total. A sum over quarters counts a child several
 * times; the distinct number is bounded from below by what is known: the largest single quarter,
 * and the units of the whole year less those of the quarters left out.
 *
 * Windows of successive quarters overlap and their difference is one quarter against another, so
 * the windows of one dimension in one release do not overlap: the latest quarter that needs them
 * has them, then the fourth before it. All four quarters must be among the figures given to the
 * gate; else it cannot know what was shown. Earlier releases are compared by the full gate. */
#ifndef ENGINE_DISCLOSURE_POOLED_H
#define ENGINE_DISCLOSURE_POOLED_H

#include "engine/disclosure/plan.h"

/* Fills plan->pooled from plan->block. */
void km_pooled_choose(KmArena *arena, KmPlan *plan);
/* Numbers of a pooled block: unit-dates and hits of the four quarters ending at `period`. */
void km_pooled_counts(const KmPlan *plan, size_t period, size_t node, int64_t *ret_n,
                      int64_t *ret_x);

#endif
