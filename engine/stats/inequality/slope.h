/* The slope index of inequality over ordered groups, least advantaged first: the weighted
 * regression of the groups' values on their mid cumulative share of the population, x from 0 to 1.
 * The slope is the distance between the two ends of the order. Source: E.R. Pamuk, Population
 * Studies 39 (1985) 17-31; J.P. Mackenbach, A.E. Kunst, Social Science & Medicine 44 (1997)
 * 757-771.
 *
 * The interval rests on the sampling variance of each group's value (p(1 − p)/n of a share), not on
 * how far the groups lie from the line: with three or four groups that would say nothing. Slope and
 * intercept tested against R lm(weights) and statsmodels. */
#ifndef ENGINE_STATS_INEQUALITY_SLOPE_H
#define ENGINE_STATS_INEQUALITY_SLOPE_H

#include "engine/stats/proportion.h"

#include <stddef.h>

typedef struct {
    double weight;   /* population, > 0 */
    double value;    /* share or mean */
    double variance; /* of the value, ≥ 0 */
} KmOrderedGroup;

typedef struct {
    double slope, intercept;
    KmInterval interval; /* of the slope */
} KmSlope;

/* Refuses (KM_ERROR_USAGE) fewer than two groups, a weight that is not above 0, a variance below 0
 * and a confidence outside (0, 1). */
bool km_slope_index(const KmOrderedGroup *groups, size_t n, double confidence, KmSlope *ret_slope,
                    KmError *err) KM_MUST_USE;

#endif
