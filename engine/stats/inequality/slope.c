#include "engine/stats/inequality/slope.h"

#include "engine/stats/gsl_guard.h"
#include "engine/stats/value.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static bool check(const KmOrderedGroup *groups, size_t n, double confidence, KmError *err)
{
    if (n < 2) {
        return km_error_set(err, KM_ERROR_USAGE, "a slope needs two groups, found %zu", n);
    }
    for (size_t i = 0; i < n; i++) {
        bool is_fit = isfinite(groups[i].weight) && groups[i].weight > 0.0 &&
                      isfinite(groups[i].value) && isfinite(groups[i].variance) &&
                      groups[i].variance >= 0.0;
        if (!is_fit) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "group %zu needs a population above 0, a value and a variance from "
                                "0 on",
                                i + 1);
        }
    }
    return km_check_confidence(confidence, err);
}

bool km_slope_index(const KmOrderedGroup *groups, size_t n, double confidence, KmSlope *ret_slope,
                    KmError *err)
{
    double total = 0.0;
    double mean_y = 0.0;
    if (!check(groups, n, confidence, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        total += groups[i].weight;
        mean_y += groups[i].weight * groups[i].value;
    }
    mean_y /= total;
    /* The weighted mean of the mid shares is a half. */
    double below = 0.0;
    double sxx = 0.0;
    double sxy = 0.0;
    double spread = 0.0;
    for (size_t i = 0; i < n; i++) {
        double w = groups[i].weight;
        double x = (below + w / 2.0) / total - 0.5;
        sxx += w * x * x;
        sxy += w * x * (groups[i].value - mean_y);
        spread += w * w * x * x * groups[i].variance;
        below += w;
    }
    km_gsl_guard();
    double z = gsl_cdf_ugaussian_Qinv((1.0 - confidence) / 2.0);
    double slope = sxy / sxx;
    double half = z * sqrt(spread) / sxx;
    *ret_slope = (KmSlope){slope, mean_y - slope / 2.0, {slope - half, slope + half}};
    return true;
}
