/* A proportion or a mean of units that came in clusters (children of one school are more alike than
 * children of several): its standard error, design effect and the number of independent units it is
 * worth. Refuses (KM_ERROR_USAGE) a cluster with x < 0, x > n or n < 1, lists of unequal length,
 * and a confidence outside (0, 1). */
#ifndef ENGINE_STATS_PROPORTIONS_CLUSTER_H
#define ENGINE_STATS_PROPORTIONS_CLUSTER_H

#include "engine/stats/means.h"
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

typedef struct {
    double estimate;    /* Σ y / Σ n */
    KmValue sd;         /* of the units, n − 1 */
    KmValue se;         /* √( m/(m−1) Σ (y_c − ȳ n_c)² ) / n, y_c the sum over a cluster */
    KmValue deff;       /* se² n / sd² */
    double effective_n; /* as of a proportion */
    KmValue low, high; /* ȳ ± t_{n−1} sd / √effective_n, which is ȳ ± t_{m−1} se unless capped */
} KmClusteredMean;

/* `sum`: per cluster; `squares`: Σ y² over the units of all clusters; `single`: units that are a
 * cluster each, NULL: none. Refuses no units at all, a cluster without units, numbers that are not
 * finite and a confidence outside (0, 1). With one cluster se and deff are undefined and
 * effective_n is n; with values that are all equal deff is; with one unit all but the estimate.
 * Same sources. Tested against R lm with sandwich::vcovCL. */
bool km_clustered_mean(KmSeries sum, KmCounts n, double squares, const KmSums *single,
                       double confidence, KmClusteredMean *ret_result, KmError *err) KM_MUST_USE;

#endif
