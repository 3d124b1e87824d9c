/* The slope and relative indices of inequality: the weighted regression of ordered groups' values
 * on their mid cumulative share of the population, groups least advantaged first, x from 0 to 1.
 * The slope is the distance between the two ends of the order.
 *
 * Index: an interval from each group's sampling variance (p(1 − p)/n of a share), not from how far
 * the groups lie from the line: with three or four groups that would say nothing. Linear: slope =
 * fit(1) − fit(0), ratio = fit(1)/fit(0), relative = slope/mean, with the residual standard error
 * of R lm(weights): √(Σ w r²/(n−2) / Σ w (x−x̄)²). Logit: binomial regression of hits on x; slope
 * and ratio of the fitted shares at 1 and 0, with delta-method standard errors.
 *
 * Sources: E.R. Pamuk, Population Studies 39 (1985) 17-31; J.P. Mackenbach, A.E. Kunst, Soc Sci Med
 * 44 (1997) 757-771; M. Moreno-Betancur et al., Epidemiology 26 (2015) 518-527. Tested against R
 * lm, glm and statsmodels. */
#ifndef ENGINE_STATS_INEQUALITY_SLOPE_H
#define ENGINE_STATS_INEQUALITY_SLOPE_H

#include "engine/base/arena.h"
#include "engine/stats/proportion.h"
#include "engine/stats/value.h"

typedef struct {
    double slope, intercept;
    KmInterval interval; /* of the slope */
} KmSlope;

/* Refuses (KM_ERROR_USAGE) fewer than two groups, unequal lists, a population that is not above 0,
 * a value that is no number, a variance below 0 and a confidence outside (0, 1). */
bool km_slope_index(KmSeries pop, KmSeries value, KmSeries variance, double confidence,
                    KmSlope *ret_slope, KmError *err) KM_MUST_USE;

typedef struct {
    KmValue slope, intercept, se, ratio, relative;
} KmSlopeFit;

/* Refuses the same. se is not defined for two groups, ratio where the line is at or
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
