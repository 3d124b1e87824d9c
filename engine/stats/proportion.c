#include "engine/stats/proportion.h"

#include "engine/stats/gsl_guard.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static bool check(int64_t x, int64_t n, double confidence, KmError *err)
{
    if (n < 1) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "a proportion needs at least one unit, found n = %lld", (long long)n);
    }
    if (x < 0 || x > n) {
        return km_error_set(err, KM_ERROR_USAGE, "x = %lld lies outside 0 … n = %lld", (long long)x,
                            (long long)n);
    }
    if (!(confidence > 0.0 && confidence < 1.0)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "confidence %g lies outside 0 … 1; write 0.95 for 95 %%", confidence);
    }
    return true;
}

static double two_sided_quantile(double confidence)
{
    km_gsl_guard();
    return gsl_cdf_ugaussian_Qinv((1.0 - confidence) / 2.0);
}

/* At x = 0 and x = n the formula's difference of equal terms would leave a rounding residue. */
static KmInterval wilson(int64_t x, int64_t n, double z)
{
    double size = (double)n;
    double p = (double)x / size;
    double z2 = z * z;
    double centre = p + z2 / (2.0 * size);
    double half = z * sqrt(p * (1.0 - p) / size + z2 / (4.0 * size * size));
    double scale = 1.0 + z2 / size;
    return (KmInterval){.low = x == 0 ? 0.0 : fmax(0.0, (centre - half) / scale),
                        .high = x == n ? 1.0 : fmin(1.0, (centre + half) / scale)};
}

bool km_wilson(int64_t x, int64_t n, double confidence, KmInterval *ret_interval, KmError *err)
{
    if (!check(x, n, confidence, err)) {
        return false;
    }
    *ret_interval = wilson(x, n, two_sided_quantile(confidence));
    return true;
}

/* δ = sqrt((p1 − l1)² + (u2 − p2)²) below, ε = sqrt((u1 − p1)² + (p2 − l2)²) above. */
bool km_newcombe_difference(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double confidence,
                            KmInterval *ret_interval, KmError *err)
{
    if (!check(x1, n1, confidence, err) || !check(x2, n2, confidence, err)) {
        return false;
    }
    double z = two_sided_quantile(confidence);
    KmInterval first = wilson(x1, n1, z);
    KmInterval second = wilson(x2, n2, z);
    double p1 = (double)x1 / (double)n1;
    double p2 = (double)x2 / (double)n2;
    double below = hypot(p1 - first.low, second.high - p2);
    double above = hypot(first.high - p1, p2 - second.low);
    *ret_interval = (KmInterval){.low = p1 - p2 - below, .high = p1 - p2 + above};
    return true;
}
