#include "engine/stats/proportion.h"

#include "engine/stats/special.h"
#include "engine/stats/value.h"

#include <math.h>

typedef KmInterval (*OneInterval)(int64_t x, int64_t n, double z);

/* At 0 and 1 the formula's difference of equal terms would leave a rounding residue. */
static KmInterval wilson_share(double p, double size, double z)
{
    double z2 = z * z;
    double centre = p + z2 / (2.0 * size);
    double half = z * sqrt(p * (1.0 - p) / size + z2 / (4.0 * size * size));
    double scale = 1.0 + z2 / size;
    return (KmInterval){.low = p > 0.0 ? fmax(0.0, (centre - half) / scale) : 0.0,
                        .high = p < 1.0 ? fmin(1.0, (centre + half) / scale) : 1.0};
}

static KmInterval wilson(int64_t x, int64_t n, double z)
{
    return wilson_share((double)x / (double)n, (double)n, z);
}

static KmInterval corrected(int64_t x, int64_t n, double z)
{
    double size = (double)n;
    double p = (double)x / size;
    double q = (double)(n - x) / size;
    double z2 = z * z;
    double below = z2 - 2.0 - 1.0 / size + 4.0 * p * (size * q + 1.0);
    double above = z2 + 2.0 - 1.0 / size + 4.0 * p * (size * q - 1.0);
    double centre = 2.0 * size * p + z2;
    double scale = 2.0 * (size + z2);
    double low = (centre - 1.0 - z * sqrt(fmax(0.0, below))) / scale;
    double high = (centre + 1.0 + z * sqrt(fmax(0.0, above))) / scale;
    return (KmInterval){.low = x == 0 ? 0.0 : fmax(0.0, low),
                        .high = x == n ? 1.0 : fmin(1.0, high)};
}

static bool one(OneInterval f, int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                KmError *err)
{
    if (!km_check_proportion(x, n, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    *ret_interval = f(x, n, km_normal_two_sided(confidence));
    return true;
}

bool km_wilson(int64_t x, int64_t n, double confidence, KmInterval *ret_interval, KmError *err)
{
    return one(wilson, x, n, confidence, ret_interval, err);
}

bool km_wilson_share(double share, double n, double confidence, KmInterval *ret_interval,
                     KmError *err)
{
    if (!(share >= 0.0 && share <= 1.0) || !(n > 0.0 && n < INFINITY)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "a share is 0 to 1 and n is above 0; found %g of n = %g", share, n);
    }
    if (!km_check_confidence(confidence, err)) {
        return false;
    }
    *ret_interval = wilson_share(share, n, km_normal_two_sided(confidence));
    return true;
}

bool km_wilson_corrected(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                         KmError *err)
{
    return one(corrected, x, n, confidence, ret_interval, err);
}

KmInterval km_mover_difference(double p1, KmInterval first, double p2, KmInterval second)
{
    double below = hypot(p1 - first.low, second.high - p2);
    double above = hypot(first.high - p1, p2 - second.low);
    return (KmInterval){.low = p1 - p2 - below, .high = p1 - p2 + above};
}

bool km_newcombe_difference(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double confidence,
                            KmInterval *ret_interval, KmError *err)
{
    KmInterval first;
    KmInterval second;
    if (!km_wilson(x1, n1, confidence, &first, err) ||
        !km_wilson(x2, n2, confidence, &second, err)) {
        return false;
    }
    *ret_interval =
        km_mover_difference((double)x1 / (double)n1, first, (double)x2 / (double)n2, second);
    return true;
}

bool km_newcombe_difference_corrected(int64_t x1, int64_t n1, int64_t x2, int64_t n2,
                                      double confidence, KmInterval *ret_interval, KmError *err)
{
    KmInterval first;
    KmInterval second;
    if (!km_wilson_corrected(x1, n1, confidence, &first, err) ||
        !km_wilson_corrected(x2, n2, confidence, &second, err)) {
        return false;
    }
    *ret_interval =
        km_mover_difference((double)x1 / (double)n1, first, (double)x2 / (double)n2, second);
    return true;
}
