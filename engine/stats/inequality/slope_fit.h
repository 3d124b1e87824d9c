/* The slope and relative indices of inequality from the fitted line itself, groups least advantaged
 * first, x the mid cumulative population share (0–1). slope.h gives the slope with an interval from
 * the groups' own sampling variance; this one gives the residual standard error of regression.
 *
 * Linear: weighted least squares of the values on x, weights the populations: slope = fit(1) −
 * fit(0), ratio = fit(1)/fit(0), relative = slope/mean; se as R lm(weights): √(Σ w r²/(n−2) / Σ w
 * (x−x̄)²). Logit: binomial regression of hits on x; slope and ratio of the fitted shares at 1 and
 * 0, with delta-method standard errors.
 *
 * Sources: J.P. Mackenbach, A.E. Kunst, Soc Sci Med 44 (1997) 757-771; M. Moreno-Betancur et al.,
 * Epidemiology 26 (2015) 518-527. Tested against R lm, glm and statsmodels. */
#ifndef ENGINE_STATS_INEQUALITY_SLOPE_FIT_H
#define ENGINE_STATS_INEQUALITY_SLOPE_FIT_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    KmValue slope, intercept, se, ratio, relative;
} KmSlopeFit;

/* Refuses (KM_ERROR_USAGE) fewer than two groups, unequal lists, a population that is not above 0
 * and a value that is not a number. se is not defined for two groups, ratio where the line is at or
 * below 0 at either end, relative at a mean of 0. */
bool km_slope_linear(KmSeries pop, KmSeries value, KmSlopeFit *ret_fit, KmError *err) KM_MUST_USE;

typedef struct {
    double b1, se_b1, slope, ratio, se_slope, se_log_ratio;
} KmSlopeLogit;

/* Refuses (KM_ERROR_USAGE) the same, hits outside 0 … population, no hits or only hits at all, and
 * groups that the order separates (regression/glm.h). */
bool km_slope_logit(KmArena *arena, KmCounts pop, KmCounts hits, KmSlopeLogit *ret_fit,
                    KmError *err) KM_MUST_USE;

#endif
