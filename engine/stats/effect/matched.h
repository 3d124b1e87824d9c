/* Before and after with a matched comparison: the change of every treated unit against the mean
 * change of the comparison units of its stratum (exact matching).
 *
 * Treated units weigh 1, a comparison unit of a stratum n_T/n_C of that stratum; strata without
 * both are left out. The effect is the weighted contrast (contrast.h): the effect on the treated.
 * Clusters may hold units of both groups and of several strata; the weights are taken as given.
 * Sources: E.A. Stuart, Statistical Science 25 (2010) 1-21; A. Abadie, J. Spiess, JASA 117 (2022)
 * 983-995. Tested against R lm with clubSandwich. */
#ifndef ENGINE_STATS_EFFECT_MATCHED_H
#define ENGINE_STATS_EFFECT_MATCHED_H

#include "engine/stats/effect/contrast.h"

typedef struct {
    const double *change;
    const bool *is_treated;
    const size_t *stratum; /* from 0 */
    const size_t *cluster; /* from 0; NULL: each unit its own */
    size_t n, n_strata, n_clusters;
} KmMatchedUnits;

typedef struct {
    size_t n_treated, n_comparison; /* units that take part */
    size_t treated_left_out, comparison_left_out;
    size_t n_strata; /* that have both */
    size_t clusters_treated, clusters_comparison;
    KmContrast effect;
} KmMatched;

bool km_matched(KmArena *arena, const KmMatchedUnits *units, double confidence,
                KmMatched *ret_matched, KmError *err) KM_MUST_USE;

#endif
