/* Logistic and Poisson regression by Newton's method (iteratively reweighted least squares).
 *
 * Logistic: y_i hits of trials_i, logit p = Xb. Poisson: y_i events, log mean = Xb + log
 * exposure_i. se from the inverse information. Deviance 2 Σ (saturated − fitted log likelihood);
 * the null deviance has the intercept alone. `loglik` holds all constants. Source: P. McCullagh,
 * J.A. Nelder, Generalized Linear Models (1989). Tested against R glm and statsmodels.
 *
 * Where the predictors separate hits from misses (or leave events to some rows only) the best
 * coefficient is infinite: refused, never a huge number. */
#ifndef ENGINE_STATS_REGRESSION_GLM_H
#define ENGINE_STATS_REGRESSION_GLM_H

#include "engine/stats/regression/linear.h"

typedef enum { KM_LOGISTIC, KM_POISSON } KmLaw;

typedef struct {
    KmLaw law;
    KmDesign design; /* y: hits or events; the first column is the intercept */
    KmSeries size;   /* trials (whole, ≥ 1) or exposure (> 0) */
} KmGlm;

typedef struct {
    size_t k;
    const double *b, *se;     /* k */
    const double *covariance; /* k × k */
    double deviance, null_deviance, loglik;
} KmGlmFit;

/* Refuses (KM_ERROR_USAGE) what km_least_squares refuses; hits that are not whole, below 0 or above
 * the trials; events that are not whole or below 0; outcomes that are all hits, all misses or no
 * events; separation. */
bool km_glm(KmArena *arena, const KmGlm *model, KmGlmFit *ret_fit, KmError *err) KM_MUST_USE;

#endif
