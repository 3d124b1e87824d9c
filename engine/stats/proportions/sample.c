#include "engine/stats/proportions/sample.h"

#include "engine/stats/special.h"

#include <math.h>

bool km_stratified_proportion(KmCounts hits, KmCounts n, KmCounts population, double confidence,
                              KmStratified *ret_result, KmError *err)
{
    if (!km_check_confidence(confidence, err) || !km_check_least("n", n.n, 1, err) ||
        !km_check_lengths("hits", hits.n, "n", n.n, err) ||
        !km_check_lengths("n", n.n, "N", population.n, err) || !km_check_parts(hits, n, err)) {
        return false;
    }
    double total = 0.0;
    for (size_t h = 0; h < n.n; h++) {
        if (population.at[h] < n.at[h]) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "stratum %zu has n = %lld of N = %lld; a sample is no larger than "
                                "its stratum",
                                h + 1, (long long)n.at[h], (long long)population.at[h]);
        }
        total += (double)population.at[h];
    }
    double p = 0.0;
    double v = 0.0;
    double v_nofpc = 0.0;
    bool single = false;
    bool single_nofpc = false;
    for (size_t h = 0; h < n.n; h++) {
        double weight = (double)population.at[h] / total;
        double size = (double)n.at[h];
        double ph = (double)hits.at[h] / size;
        p += weight * ph;
        bool one = n.at[h] < 2;
        bool whole = n.at[h] == population.at[h];
        double part = one ? 0.0 : weight * weight * ph * (1.0 - ph) / (size - 1.0);
        v += part * (1.0 - size / (double)population.at[h]);
        v_nofpc += part;
        single = single || (one && !whole);
        single_nofpc = single_nofpc || one;
    }
    KmValue none = km_undefined("a stratum has only one unit in the sample");
    double half = km_normal_two_sided(confidence) * sqrt(v);
    *ret_result = (KmStratified){.estimate = km_value(p),
                                 .se = single ? none : km_value(sqrt(v)),
                                 .se_nofpc = single_nofpc ? none : km_value(sqrt(v_nofpc)),
                                 .low = single ? none : km_value(fmax(0.0, p - half)),
                                 .high = single ? none : km_value(fmin(1.0, p + half))};
    return true;
}

bool km_sample_size(double p1, double p2, double alpha, double power, KmSampleSize *ret_size,
                    KmError *err)
{
    const double shares[] = {p1, p2, alpha, power};
    static const char *const names[] = {"p1", "p2", "alpha", "power"};
    for (size_t i = 0; i < 4; i++) {
        if (!(shares[i] > 0.0 && shares[i] < 1.0)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "%s = %g lies outside 0 … 1; write 0.8 for 80 %%", names[i],
                                shares[i]);
        }
    }
    double d = fabs(p1 - p2);
    if (d <= 0.0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "p1 and p2 are equal; no number of units shows a difference of 0");
    }
    double mean = (p1 + p2) / 2.0;
    double both = km_normal_two_sided(1.0 - alpha) * sqrt(2.0 * mean * (1.0 - mean)) +
                  km_normal_quantile(power) * sqrt(p1 * (1.0 - p1) + p2 * (1.0 - p2));
    double n = both * both / (d * d);
    double corrected = 1.0 + sqrt(1.0 + 4.0 / (n * d));
    *ret_size = (KmSampleSize){.n_per_group = n, .n_corrected = n / 4.0 * corrected * corrected};
    return true;
}
