#include "engine/stats/proportions/cluster.h"

#include "engine/stats/special.h"

#include <math.h>

static double effective_n(double n, double deff, size_t clusters, double confidence)
{
    double ratio =
        km_t_two_sided(confidence, n - 1.0) / km_t_two_sided(confidence, (double)clusters - 1.0);
    return fmin(n, n / deff * ratio * ratio);
}

bool km_clustered_proportion(KmCounts x, KmCounts n, double confidence,
                             KmClusteredProportion *ret_result, KmError *err)
{
    if (!km_check_lengths("x", x.n, "n", n.n, err) || !km_check_least("n", n.n, 1, err) ||
        !km_check_parts(x, n, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    double hits = 0.0;
    double all = 0.0;
    for (size_t c = 0; c < n.n; c++) {
        hits += (double)x.at[c];
        all += (double)n.at[c];
    }
    double p = hits / all;
    double squares = 0.0;
    for (size_t c = 0; c < n.n; c++) {
        double away = (double)x.at[c] - p * (double)n.at[c];
        squares += away * away;
    }
    KmClusteredProportion result = {.estimate = p, .effective_n = all};
    if (n.n < 2) {
        result.se = result.deff = km_undefined("there is only one cluster");
    } else if (!(p > 0.0 && p < 1.0)) {
        result.se = result.deff = km_undefined("nobody or everybody is a hit");
    } else {
        double m = (double)n.n;
        double variance = m / (m - 1.0) * squares / (all * all);
        double deff = variance * all / (p * (1.0 - p));
        result.se = km_value(sqrt(variance));
        result.deff = km_value(deff);
        result.effective_n = deff > 0.0 ? effective_n(all, deff, n.n, confidence) : all;
    }
    KmInterval interval;
    if (!km_wilson_share(p, result.effective_n, confidence, &interval, err)) {
        return false;
    }
    result.low = interval.low;
    result.high = interval.high;
    *ret_result = result;
    return true;
}
