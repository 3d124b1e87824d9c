/* Difference in differences on a panel of clusters and periods, with starts that may differ.
 *
 * For a start s the change of a cluster is the mean of its outcome over the periods after, s +
 * delay … s + delay + after − 1, less that over the periods before, s − before … s − 1; only usable
 * periods count. A treated cluster has its own start's change; a cluster that never starts has the
 * mean of its changes over the starts, in the proportion in which the treated have them. The effect
 * is the contrast (contrast.h) of the two groups. So a cluster that started earlier never serves as
 * a comparison for one that starts later, which is what biases two-way fixed effects when starts
 * differ; with one start the estimate is that of the regression with cluster and period effects.
 * Sources: B. Callaway, P.H.C. Sant'Anna, J Econometrics 225 (2021) 200-230 (never-treated
 * comparison); M. Bertrand, E. Duflo, S. Mullainathan, Q J Econ 119 (2004) 249-275 (one change a
 * cluster, so that what follows itself in time does no harm); A. Goodman-Bacon, J Econometrics 225
 * (2021) 254-277. Tested against R lm with clubSandwich.
 *
 * The moments before the start tell whether the groups went alike: differences against the last
 * usable moment before the start, tested together, and their slope. A pre-trend that is not found
 * is no proof that there was none (J. Roth, Am Econ Rev Insights 4 (2022) 305-322). */
#ifndef ENGINE_STATS_EFFECT_DID_H
#define ENGINE_STATS_EFFECT_DID_H

#include "engine/stats/effect/contrast.h"

enum { KM_DID_NEVER = -1 };

typedef struct {
    const double *y;      /* cluster by cluster, n_periods each; read in usable periods only */
    const int *start;     /* the first period of the treatment; KM_DID_NEVER: comparison */
    const double *weight; /* NULL: all 1 */
    const bool *is_usable;
    size_t n_clusters, n_periods;
    int before, after, delay; /* before, after ≥ 1 */
} KmDidPanel;

typedef struct {
    int moment; /* periods since the start */
    bool is_reference;
    size_t n_treated; /* clusters */
    KmContrast contrast;
} KmDidMoment;

typedef struct {
    size_t n_treated, n_comparison; /* clusters that take part */
    size_t left_out; /* treated clusters without a usable period before or after their start */
    KmContrast effect;
    const KmDidMoment *moments; /* − before … delay + after − 1, those that some cluster has */
    size_t n_moments;
    KmJointTest leads; /* all moments before the start that every treated cluster has */
    KmContrast drift;  /* slope of the difference over those moments, per period */
} KmDid;

/* Refuses (KM_ERROR_USAGE) a window that is not at least one period before and after, starts
 * outside the panel and what km_contrast refuses. Everything is undefined with a reason when no
 * cluster takes part on a side. */
bool km_did(KmArena *arena, const KmDidPanel *panel, double confidence, KmDid *ret_did,
            KmError *err) KM_MUST_USE;

#endif
