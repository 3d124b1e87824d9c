/* Two independent proportions p1 = x1/n1 and p2 = x2/n2, as a difference p1 − p2 (−1 … 1) or a
 * ratio p1/p2 (0 … ∞). Refuses (KM_ERROR_USAGE) x < 0, x > n, n < 1 and a confidence outside (0,
 * 1). Newcombe's intervals are in engine/stats/proportion.h. */
#ifndef ENGINE_STATS_PROPORTIONS_DIFFERENCE_H
#define ENGINE_STATS_PROPORTIONS_DIFFERENCE_H

#include "engine/stats/proportion.h"
#include "engine/stats/value.h"

typedef struct {
    int64_t x1, n1, x2, n2;
} KmTwoProportions;

/* All δ at which the score statistic (p1 − p2 − δ)² / V(δ) stays below z², V with both proportions
 * fitted under p1 − p2 = δ and multiplied by N/(N−1), N = n1 +
 * n2. Limits are −1 or 1 when no δ inside is refused. Source: O. Miettinen, M. Nurminen, Statistics
 * in Medicine 4 (1985) 213-226; without the factor: R.W. Mee, Biometrics 40 (1984) 1175-1176.
 * Tested against Newcombe 1998 (b) Table II methods 6 and 5, R and mpmath. */
bool km_miettinen_nurminen(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                           KmError *err) KM_MUST_USE;
bool km_mee(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
            KmError *err) KM_MUST_USE;

/* p1 − p2 ± z √(p1(1−p1)/n1 + p2(1−p2)/n2), not clipped: no width at 0 or n hits, too short for
 * small n; kept for comparison with older reports. Tested against R and statsmodels. */
bool km_wald_difference(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                        KmError *err) KM_MUST_USE;

/* Wald after adding one hit and one miss to each group; not clipped. Source: A. Agresti, B. Caffo,
 * The American Statistician 54 (2000) 280-288. Tested against R and statsmodels. */
bool km_agresti_caffo(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                      KmError *err) KM_MUST_USE;

typedef struct {
    KmValue z, p; /* undefined when nobody or everybody is a hit */
} KmZTest;
/* z = (p1 − p2) / √(p̄(1−p̄)(1/n1 + 1/n2)), p̄ pooled; two-sided p. Tested against R and statsmodels.
 */
bool km_two_proportions_test(const KmTwoProportions *t, KmZTest *ret_test,
                             KmError *err) KM_MUST_USE;

/* h = 2 asin √p1 − 2 asin √p2, −π … π. Source: J. Cohen, Statistical Power Analysis (1988) 6.2. */
bool km_cohens_h(const KmTwoProportions *t, double *ret_h, KmError *err) KM_MUST_USE;

/* Ratio with limits exp(ln(p1/p2) ± z √(1/x1 − 1/n1 + 1/x2 − 1/n2)); undefined when x1 or x2 is 0.
 * Source: D. Katz et al., Biometrics 34 (1978) 469-474. Tested against R and mpmath. */
bool km_ratio_katz(const KmTwoProportions *t, double confidence, KmEstimate *ret_ratio,
                   KmError *err) KM_MUST_USE;

/* Ratio φ by the score statistic Σ (xi − ni p̃i)² / (ni p̃i (1−p̃i)) < z², p̃ fitted under p1 = φ p2.
 * x1 = 0: low 0; x2 = 0: high unbounded. The estimate is undefined at x2 = 0. Source: P.A.R.
 * Koopman, Biometrics 40 (1984) 513-517. Tested against R and mpmath. */
bool km_ratio_koopman(const KmTwoProportions *t, double confidence, KmEstimate *ret_ratio,
                      KmError *err) KM_MUST_USE;

#endif
