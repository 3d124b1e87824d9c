/* Means from their sums: interval of one, difference of two. For callers that hold n, Σx and Σx²
 * rather than the values. Student's t with n − 1 degrees of freedom; the difference after B.L.
 * Welch (Biometrika 34 (1947) 28-35) with Satterthwaite's degrees of freedom. Tested against R
 * t.test. */
#ifndef ENGINE_STATS_MEANS_H
#define ENGINE_STATS_MEANS_H

#include "engine/stats/proportion.h"

typedef struct {
    int64_t n;
    double sum, squares; /* Σx, Σx² */
} KmSums;

double km_sums_mean(const KmSums *sums);     /* n ≥ 1 */
double km_sums_variance(const KmSums *sums); /* of the sample, divided by n − 1; n ≥ 2, else 0 */

/* Refuses (KM_ERROR_USAGE) n < 2 and a confidence outside (0, 1). */
bool km_mean_interval(const KmSums *sums, double confidence, KmInterval *ret_interval,
                      KmError *err) KM_MUST_USE;
/* mean(a) − mean(b). Refuses likewise; two groups without any variance have an interval of width 0.
 */
bool km_welch_interval(const KmSums *a, const KmSums *b, double confidence,
                       KmInterval *ret_interval, KmError *err) KM_MUST_USE;

#endif
