/* Intervals for a proportion p from x hits in n units, by exact tails or a beta posterior. Shares
 * are 0–1. α = 1 − confidence. Refuses (KM_ERROR_USAGE) x < 0, x > n, n < 1 and a confidence
 * outside (0, 1). All are mirrored when hits and misses swap. */
#ifndef ENGINE_STATS_PROPORTIONS_EXACT_H
#define ENGINE_STATS_PROPORTIONS_EXACT_H

#include "engine/stats/proportion.h"

/* low: p with P(X ≥ x) = α/2, 0 at x = 0; high: p with P(X ≤ x) = α/2, 1 at x = n. Covers at least
 * `confidence` for every p. Source: C.J. Clopper, E.S. Pearson, Biometrika 26 (1934) 404-413.
 * Tested against R binom.test and Newcombe 1998 (a) Table I method 5. */
bool km_clopper_pearson(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                        KmError *err) KM_MUST_USE;

/* The same with only half of P(X = x) counted in the tail. Source: H.O. Lancaster, JASA 56 (1961)
 * 223-234; G. Berry, P. Armitage, The Statistician 44 (1995) 417-423. Tested against R, scipy and
 * Newcombe 1998 (a) Table I method 6. */
bool km_mid_p(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
              KmError *err) KM_MUST_USE;

/* `raw` is the formula's own result; `limits` what to show. */
typedef struct {
    KmInterval limits, raw;
} KmTwoIntervals;

/* raw: the α/2 and 1 − α/2 quantiles of beta(x + ½, n − x + ½); limits: low 0 at x = 0, high 1 at x
 * = n. Source: L.D. Brown, T.T. Cai, A. DasGupta, Statistical Science 16 (2001) 101-133, §3.1.2.
 * Tested against their Table 5 and R qbeta. */
bool km_jeffreys(int64_t x, int64_t n, double confidence, KmTwoIntervals *ret_intervals,
                 KmError *err) KM_MUST_USE;

/* ñ = n + z², p̃ = (x + z²/2) / ñ, p̃ ± z √(p̃(1−p̃)/ñ). raw may leave 0 … 1, limits are clipped.
 * Source: A. Agresti, B.A. Coull, The American Statistician 52 (1998) 119-126. Tested against R and
 * statsmodels. */
bool km_agresti_coull(int64_t x, int64_t n, double confidence, KmTwoIntervals *ret_intervals,
                      KmError *err) KM_MUST_USE;

#endif
