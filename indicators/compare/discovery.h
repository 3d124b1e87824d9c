/* Which differences are called clear. An evaluation holds hundreds of them against chance: forty
 * indicators of thirty blocks at 5 % would raise sixty false alarms in a quarter in which nothing
 * happened. So the differences of one kind (previous period, year before, city, norm) in one
 * period, of all indicators and all their published blocks, are one family, judged together: of
 * what is called clear, at most KM_FALSE_SHARE is expected to be chance, and when nothing happened
 * the expected number of flags in all four families together stays well under one
 * (tests/unit/indicators/ test_discovery.c shows both).
 *
 * Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289-300; under the positive dependence of
 * overlapping blocks: Y. Benjamini, D. Yekutieli, Annals of Statistics 29 (2001) 1165-1188. The
 * families are kept apart so that the many lasting differences between districts do not lower the
 * bar for a change (B. Efron, Annals of Applied Statistics 2 (2008) 197-223).
 *
 * A family's outcome is one number, its limit q · max(1, clear) / tests: a difference is clear when
 * p ≤ limit and its 95 % interval does not hold 0. It says nothing about any single figure but how
 * many were looked at and how many were clear. */
#ifndef INDICATORS_COMPARE_DISCOVERY_H
#define INDICATORS_COMPARE_DISCOVERY_H

#include "engine/base/arena.h"
#include "engine/figures/figure.h"

#define KM_FALSE_SHARE 0.05

/* Sets `p_limit` and `verdict` of every comparison with an interval. Crosses of two dimensions,
 * which are never published, get their verdict by the limit but are no members. */
void km_discoveries_judge(KmArena *scratch, KmFigure *figures, size_t n_figures);

#endif
