/* A proportion of units that came in clusters (children of one school are more alike than children
 * of several): its standard error, design effect and the number of independent units it is worth.
 * Refuses (KM_ERROR_USAGE) a cluster with x < 0, x > n or n < 1, lists of unequal length, and a
 * confidence outside (0, 1). */
#ifndef ENGINE_STATS_PROPORTIONS_CLUSTER_H
#define ENGINE_STATS_PROPORTIONS_CLUSTER_H

#include "engine/stats/proportion.h"
#include "engine/stats/value.h"

typedef struct {
    double estimate;
    KmValue se;   /* √( m/(m−1) Σ (x_c − p n_c)² ) / n over m clusters */
    KmValue deff; /* se² n / p(1−p): how much less certain than n independent units */
    double
        effective_n; /* n / deff · (t_{n−1} / t_{m−1})², at most n: t quantiles of the confidence */
    double low, high; /* Wilson's interval for that many units */
} KmClusteredProportion;

/* With one cluster, or nobody or everybody a hit, se and deff are undefined and effective_n is n:
 * the caller decides whether that may be said. Sources: linearised ratio estimator, W.G. Cochran,
 * Sampling Techniques (1977), 9A; effective size E.L. Korn, B.I. Graubard, Survey Methodology 24
 * (1998) 193-201; with Wilson's interval C. Franco et al., Journal of Survey Statistics and
 * Methodology 7 (2019) 334-364. Tested against R, and by simulation. */
bool km_clustered_proportion(KmCounts x, KmCounts n, double confidence,
                             KmClusteredProportion *ret_result, KmError *err) KM_MUST_USE;

#endif
