/* Limits of a funnel plot: how far a unit of a given size may lie from the target by chance.
 *
 * Exact: the smallest r with F(r) > level under the target, less the interpolation (F(r) −
 * level)/(F(r) − F(r−1)), over the size; raw, so it may lie below 0: clip when drawing. Normal:
 * target + z √(target(1 − target)/n), kept within 0–1. Source: D.J. Spiegelhalter, Statistics in
 * Medicine 24 (2005) 1185-1202, appendix. Tested against R and mpmath. */
#ifndef ENGINE_STATS_CONTROL_FUNNEL_H
#define ENGINE_STATS_CONTROL_FUNNEL_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

/* target and level 0–1, both ends out; n ≥ 1; expected > 0 (the limit is of observed/expected).
 * Anything else is refused (KM_ERROR_USAGE). */
bool km_funnel_binomial(double target, int64_t n, double level, double *ret_limit,
                        KmError *err) KM_MUST_USE;
bool km_funnel_normal(double target, int64_t n, double level, double *ret_limit,
                      KmError *err) KM_MUST_USE;
bool km_funnel_poisson(double expected, double level, double *ret_limit, KmError *err) KM_MUST_USE;

/* Units that differ more than chance: z_i = (p_i − target)/s_i against the pooled target, s_i² =
 * target(1 − target)/n_i; phi the mean of z² after winsorising at the type 7 quantiles `winsor` and
 * 1 − winsor (0: none); z_multiplied = z/√phi. tau² = max(0, (k phi − (k − 1))/(Σw − Σw²/Σw)), w =
 * 1/s²; z_added = (p_i − target)/√(s_i² + tau²). phi is given as found, also below 1. */
typedef struct {
    double target, phi, tau2;
    const double *z, *z_multiplied, *z_added; /* one a unit; z_multiplied NULL at phi 0 */
} KmOverdispersion;

/* Refuses (KM_ERROR_USAGE) fewer than two units, x > n, n < 1, winsor outside 0 … 0.5 and units
 * that are all at 0 or all at 1 (no spread to judge by). */
bool km_overdispersion(KmArena *arena, KmCounts x, KmCounts n, double winsor,
                       KmOverdispersion *ret_found, KmError *err) KM_MUST_USE;

#endif
