/* Two groups of changes compared: the weighted mean of the treated less that of the comparison.
 *
 *     difference = Σ_T w d / Σ_T w − Σ_C w d / Σ_C w
 *
 * Each row is one cluster (a site, a district) with its change, or one unit in a cluster. The
 * standard error is CR2 (cluster.h) of the regression of d on the group with weights w, under the
 * working model that the variance goes as 1/w; the interval and p use Student's t with
 * Satterthwaite's degrees of freedom. With one row a cluster and equal weights this is Welch's
 * statistic with the degrees of freedom of Bell and McCaffrey. Sources: cluster.h. Tested against R
 * clubSandwich.
 *
 * Several outcomes of the same clusters at once: Q = m'S⁻¹m and F = (df − q + 1)/(df q) Q on q and
 * df − q + 1 degrees of freedom, with the df of one outcome (J.E. Pustejovsky, E. Tipton, J Bus
 * Econ Stat 36 (2018) 672-683, "HTZ"). Tested against R clubSandwich Wald_test. */
#ifndef ENGINE_STATS_EFFECT_CONTRAST_H
#define ENGINE_STATS_EFFECT_CONTRAST_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    const double *change; /* d */
    const double *weight; /* w > 0; NULL: all 1 */
    const bool *is_treated;
    const size_t *cluster; /* from 0; NULL: each row its own */
    size_t n;
    size_t n_clusters; /* with `cluster` */
} KmGroups;

typedef struct {
    KmValue estimate, se, df, low, high, p; /* all but the estimate may be undefined alone */
} KmContrast;

/* Undefined without rows on a side; the error and what follows from it with fewer than two clusters
 * on a side, when one row has all weight of its side, or when all changes are equal. Refuses
 * (KM_ERROR_USAGE) weights that are not above 0, changes that are no numbers and what
 * km_cluster_errors refuses. */
bool km_contrast(KmArena *scratch, const KmGroups *groups, double confidence,
                 KmContrast *ret_contrast, KmError *err) KM_MUST_USE;

typedef struct {
    KmValue f, df1, df2, p;
} KmJointTest;

/* Are all `q` outcomes' differences 0? `change` holds them row by row, q each; one row a cluster.
 * Undefined when the clusters are too few for q outcomes, or when outcomes follow from each other.
 */
bool km_contrast_joint(KmArena *scratch, const KmGroups *groups, size_t q, KmJointTest *ret_test,
                       KmError *err) KM_MUST_USE;

#endif
