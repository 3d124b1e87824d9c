/* One sample of numbers: mean with interval, spread, quantiles. Values are finite; at least one.
 * Means and sums of squares are taken twice (a second pass over the deviations), so that values
 * near 1e9 keep their digits. Tested against R, mpmath and NIST's certified values. */
#ifndef ENGINE_STATS_SAMPLES_SUMMARY_H
#define ENGINE_STATS_SAMPLES_SUMMARY_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    double sum, mean;
    double squares; /* Σ (x − mean)² */
} KmMoments;
/* n ≥ 1 */
KmMoments km_moments(KmSeries data);
/* Equal to the last digit, or to rounding where all values are: "no variance". */
bool km_is_constant(KmSeries data);

typedef struct {
    double mean;
    KmValue se, low, high; /* undefined for one value */
} KmMean;
/* mean ± t(n − 1) s/√n. All values equal: the interval has no width. Source: Student 1908. */
bool km_mean(KmSeries data, double confidence, KmMean *ret_mean, KmError *err) KM_MUST_USE;

typedef struct {
    double sum, median;
    KmValue variance, sd; /* divided by n − 1 */
    double mad_scaled;    /* 1.4826 × median |x − median| */
    double iqr;           /* type 7 quantiles, 0.75 less 0.25 */
} KmDescription;
bool km_describe(KmArena *scratch, KmSeries data, KmDescription *ret_description,
                 KmError *err) KM_MUST_USE;

/* A sorted copy in the arena. */
double *km_sorted(KmArena *arena, KmSeries data) KM_MUST_USE;
/* The quantile of sorted data, type 1 … 9 of R.J. Hyndman, Y. Fan, The American Statistician 50
 * (1996) 361-365; 7 is the default of R and of Excel's PERCENTILE. p in 0 … 1, n ≥ 1. Positions
 * within 4 units in the last place of a whole number count as that number. */
double km_quantile(KmSeries sorted, double p, int type);

typedef struct {
    double mean;
    KmValue sd, lag1; /* lag-1 autocorrelation Σ (xi − m)(xi+1 − m) / Σ (xi − m)² */
} KmUnivariate;
/* In extended precision: NIST's StRD univariate sets. */
bool km_univariate(const long double *data, size_t n, KmUnivariate *ret_result,
                   KmError *err) KM_MUST_USE;

#endif
