#include "engine/stats/samples/summary.h"

#include "engine/stats/special.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

KmMoments km_moments(KmSeries data)
{
    long double sum = 0.0L;
    for (size_t i = 0; i < data.n; i++) {
        sum += (long double)data.at[i];
    }
    long double mean = sum / (long double)data.n;
    long double squares = 0.0L;
    long double rest = 0.0L;
    for (size_t i = 0; i < data.n; i++) {
        long double d = (long double)data.at[i] - mean;
        squares += d * d;
        rest += d;
    }
    squares -= rest * rest / (long double)data.n;
    return (KmMoments){
        .sum = (double)sum, .mean = (double)mean, .squares = fmax(0.0, (double)squares)};
}

bool km_is_constant(KmSeries data)
{
    for (size_t i = 1; i < data.n; i++) {
        if (fabs(data.at[i] - data.at[0]) > 0.0) {
            return false;
        }
    }
    return true;
}

bool km_mean(KmSeries data, double confidence, KmMean *ret_mean, KmError *err)
{
    if (!km_check_least("data", data.n, 1, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    KmMoments m = km_moments(data);
    KmMean found = {.mean = m.mean};
    if (data.n < 2) {
        found.se = found.low = found.high = km_undefined("one value has no spread");
    } else {
        double n = (double)data.n;
        double se = km_is_constant(data) ? 0.0 : sqrt(m.squares / (n - 1.0) / n);
        double half = km_t_two_sided(confidence, n - 1.0) * se;
        found.se = km_value(se);
        found.low = km_value(m.mean - half);
        found.high = km_value(m.mean + half);
    }
    *ret_mean = found;
    return true;
}

static int ascending(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;
    return *x < *y ? -1 : *x > *y;
}

double *km_sorted(KmArena *arena, KmSeries data)
{
    double *sorted = KM_NEW_ARRAY(arena, double, data.n);
    if (data.n > 0) {
        memcpy(sorted, data.at, data.n * sizeof *sorted);
        qsort(sorted, data.n, sizeof *sorted, ascending);
    }
    return sorted;
}

/* The value at place j (from 1); places outside repeat the ends. */
static double at_place(KmSeries sorted, double j)
{
    if (j < 1.0) {
        return sorted.at[0];
    }
    return j >= (double)sorted.n ? sorted.at[sorted.n - 1] : sorted.at[(size_t)j - 1];
}

double km_quantile(KmSeries sorted, double p, int type)
{
    static const struct {
        double a, b;
    } plotting[] = {{0.0, 1.0}, {0.5, 0.5},         {0.0, 0.0},
                    {1.0, 1.0}, {1.0 / 3, 1.0 / 3}, {0.375, 0.375}};
    double n = (double)sorted.n;
    double fuzz = 4.0 * DBL_EPSILON;
    double position = 0.0;
    if (type <= 3) {
        position = type == 3 ? n * p - 0.5 : n * p;
    } else {
        double a = plotting[type - 4].a;
        position = a + p * (n + 1.0 - a - plotting[type - 4].b);
    }
    fuzz *= fmax(1.0, fabs(position));
    double j = floor(position + fuzz);
    double h = position - j;
    h = fabs(h) < fuzz ? 0.0 : h;
    if (type == 1) {
        h = h > 0.0 ? 1.0 : 0.0;
    } else if (type == 2) {
        h = h > 0.0 ? 1.0 : 0.5;
    } else if (type == 3) {
        h = h > 0.0 || fmod(fabs(j), 2.0) > 0.5 ? 1.0 : 0.0;
    }
    double low = at_place(sorted, j);
    double high = at_place(sorted, j + 1.0);
    return h <= 0.0 ? low : low + h * (high - low);
}

bool km_describe(KmArena *scratch, KmSeries data, KmDescription *ret_description, KmError *err)
{
    if (!km_check_least("data", data.n, 1, err)) {
        return false;
    }
    KmMoments m = km_moments(data);
    KmSeries sorted = {.at = km_sorted(scratch, data), .n = data.n};
    double median = km_quantile(sorted, 0.5, 7);
    double *away = KM_NEW_ARRAY(scratch, double, data.n);
    for (size_t i = 0; i < data.n; i++) {
        away[i] = fabs(data.at[i] - median);
    }
    qsort(away, data.n, sizeof *away, ascending);
    KmValue none = km_undefined("one value has no spread");
    double variance = km_is_constant(data) ? 0.0 : m.squares / ((double)data.n - 1.0);
    *ret_description = (KmDescription){
        .sum = m.sum,
        .median = median,
        .variance = data.n < 2 ? none : km_value(variance),
        .sd = data.n < 2 ? none : km_value(sqrt(variance)),
        .mad_scaled = 1.4826 * km_quantile((KmSeries){.at = away, .n = data.n}, 0.5, 7),
        .iqr = km_quantile(sorted, 0.75, 7) - km_quantile(sorted, 0.25, 7)};
    return true;
}

bool km_univariate(const long double *data, size_t n, KmUnivariate *ret_result, KmError *err)
{
    if (!km_check_least("data", n, 1, err)) {
        return false;
    }
    long double mean = 0.0L;
    for (size_t i = 0; i < n; i++) {
        mean += data[i];
    }
    mean /= (long double)n;
    long double squares = 0.0L;
    long double products = 0.0L;
    for (size_t i = 0; i < n; i++) {
        squares += (data[i] - mean) * (data[i] - mean);
        products += i + 1 < n ? (data[i] - mean) * (data[i + 1] - mean) : 0.0L;
    }
    KmUnivariate found = {.mean = (double)mean};
    found.sd = n < 2 ? km_undefined("one value has no spread")
                     : km_value((double)sqrtl(squares / (long double)(n - 1)));
    found.lag1 = squares > 0.0L ? km_value((double)(products / squares))
                                : km_undefined("all values are equal");
    *ret_result = found;
    return true;
}
