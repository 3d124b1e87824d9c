/* Standard errors when rows of one cluster (a school, a site) go together. G clusters, n rows, k
 * columns; the sandwich A (Σ X_g' e_g e_g' X_g) A.
 *
 *   CR0 as it stands; CR1 × G/(G − 1); CR1S × G/(G − 1) · (n − 1)/(n − k) (Stata's)
 *   CR2: e_g replaced by (I − H_gg)^(−1/2) e_g: unbiased when rows are in truth independent
 *
 * with Satterthwaite's degrees of freedom for CR2, (Σ P_gg)²/Σ P_gh². With fewer than some 40
 * clusters use CR2 and its df; a df below 4 says that the clusters are too few or too unequal.
 * Sources: R.M. Bell, D.F. McCaffrey, Survey Methodology 28 (2002) 169-181; J.E. Pustejovsky, E.
 * Tipton, J Bus Econ Stat 36 (2018) 672-683. Tested against R clubSandwich. */
#ifndef ENGINE_STATS_REGRESSION_CLUSTER_H
#define ENGINE_STATS_REGRESSION_CLUSTER_H

#include "engine/stats/regression/linear.h"

typedef struct {
    KmValue cr0, cr1, cr1s, cr2, df;
} KmClusterErrors;

/* Of coefficient j. `cluster` numbers each row's cluster from 0. Refuses (KM_ERROR_USAGE) fewer
 * than two clusters. Undefined where the clusters fix the coefficient (one cluster a side). Time
 * linear in rows and clusters. */
bool km_cluster_errors(KmArena *arena, const KmDesign *design, const KmLinear *fit,
                       const size_t *cluster, size_t n_clusters, size_t j,
                       KmClusterErrors *ret_errors, KmError *err) KM_MUST_USE;

#endif
