/* Score intervals for a proportion and for a difference of two. Shares are 0–1, never %. Refuses
 * (KM_ERROR_USAGE) x < 0, x > n, n < 1 and a confidence outside (0, 1). The exact and Bayesian
 * intervals are in proportions/exact.h. */
#ifndef ENGINE_STATS_PROPORTION_H
#define ENGINE_STATS_PROPORTION_H

#include "engine/base/error.h"

typedef struct {
    double low, high; /* 0 ≤ low ≤ high ≤ 1 for a proportion; −1 … 1 for a difference */
} KmInterval;

/* Wilson (1927) score interval without continuity correction: with z the normal quantile of (1 +
 * confidence) / 2 and p = x/n: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). x = 0 gives low
 * exactly 0, x = n high exactly 1. Source: E.B. Wilson, JASA 22 (1927) 209-212; tested against R
 * prop.test(correct = FALSE). */
bool km_wilson(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
               KmError *err) KM_MUST_USE;

/* The same for a share of n units that need not be whole: an effective sample size. Refuses a share
 * outside 0 … 1 and n ≤ 0. */
bool km_wilson_share(double share, double n, double confidence, KmInterval *ret_interval,
                     KmError *err) KM_MUST_USE;

/* The same with continuity correction: (2np + z² − 1 − z √(z² − 2 − 1/n + 4p(n(1−p) + 1))) / 2(n +
 * z²) below, mirrored above; low exactly 0 at x = 0, high exactly 1 at x = n. Source: R.G.
 * Newcombe, Statistics in Medicine 17 (1998) 857-872, method 4. R's prop.test shrinks the
 * correction near x = n/2, this does not. Tested against Newcombe's Table I and mpmath. */
bool km_wilson_corrected(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                         KmError *err) KM_MUST_USE;

/* The interval of a difference of two independent estimates from their own: p1 − p2 − √((p1 − l1)²
 * + (u2 − p2)²) below, mirrored above (MOVER). Source: G.Y. Zou, A. Donner, Statistics in Medicine
 * 27 (2008) 1693-1702. */
KmInterval km_mover_difference(double p1, KmInterval first, double p2, KmInterval second);

/* Difference of two independent proportions x1/n1 − x2/n2, by combining Wilson limits: δ = √((p1 −
 * l1)² + (u2 − p2)²) below, ε = √((u1 − p1)² + (p2 − l2)²) above. One half may have no width.
 * Source: R.G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10; the corrected form
 * combines the corrected limits, method 11. Tested against Newcombe's Table II, R and mpmath. */
bool km_newcombe_difference(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double confidence,
                            KmInterval *ret_interval, KmError *err) KM_MUST_USE;
bool km_newcombe_difference_corrected(int64_t x1, int64_t n1, int64_t x2, int64_t n2,
                                      double confidence, KmInterval *ret_interval,
                                      KmError *err) KM_MUST_USE;

#endif
