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

static bool check_sums(KmSeries sum, double squares, KmError *err)
{
    for (size_t c = 0; c < sum.n; c++) {
        if (!isfinite(sum.at[c])) {
            return km_error_set(err, KM_ERROR_USAGE, "the sum of cluster %zu is not a number",
                                c + 1);
        }
    }
    return (isfinite(squares) && squares >= 0.0) ||
           km_error_set(err, KM_ERROR_USAGE, "the sum of squares is not a number from 0 on");
}

static bool check_sizes(KmCounts n, KmError *err)
{
    for (size_t c = 0; c < n.n; c++) {
        if (n.at[c] < 1) {
            return km_error_set(err, KM_ERROR_USAGE, "cluster %zu has no units", c + 1);
        }
    }
    return true;
}

bool km_clustered_mean(KmSeries sum, KmCounts n, double squares, const KmSums *single,
                       double confidence, KmClusteredMean *ret_result, KmError *err)
{
    static const char one_unit[] = "there is only one unit";
    KmSums sums = single == NULL ? (KmSums){0, 0.0, 0.0} : *single;
    int64_t clusters = (int64_t)n.n + sums.n;
    if (!km_check_lengths("sum", sum.n, "n", n.n, err) || !check_sizes(n, err) ||
        !check_sums(sum, squares, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    if (clusters < 1) {
        return km_error_set(err, KM_ERROR_USAGE, "there are no units");
    }
    for (size_t c = 0; c < n.n; c++) {
        sums.n += n.at[c];
        sums.sum += sum.at[c];
    }
    sums.squares += squares;
    double all = (double)sums.n;
    double mean = sums.sum / all;
    double spread = 0.0;
    for (size_t c = 0; c < n.n; c++) {
        double away = sum.at[c] - mean * (double)n.at[c];
        spread += away * away;
    }
    if (single != NULL && single->n > 0) { /* Σ (y − ȳ)² over them */
        double away = single->sum / (double)single->n - mean;
        spread +=
            km_sums_variance(single) * (double)(single->n - 1) + (double)single->n * away * away;
    }
    double sd = sqrt(km_sums_variance(&sums));
    KmClusteredMean result = {.estimate = mean, .effective_n = all};
    result.sd = sums.n > 1 ? km_value(sd) : km_undefined(one_unit);
    if (clusters < 2) {
        result.se = result.deff = km_undefined("there is only one cluster");
    } else {
        double m = (double)clusters;
        double se = sqrt(m / (m - 1.0) * spread) / all;
        double deff = se * se * all / (sd * sd);
        result.se = km_value(se);
        result.deff = sd > 0.0 ? km_value(deff) : km_undefined("all values are equal");
        result.effective_n =
            sd > 0.0 && deff > 0.0 ? effective_n(all, deff, (size_t)clusters, confidence) : all;
    }
    result.low = result.high = km_undefined(one_unit);
    if (sums.n > 1) {
        double half = km_t_two_sided(confidence, all - 1.0) * sd / sqrt(result.effective_n);
        result.low = km_value(mean - half);
        result.high = km_value(mean + half);
    }
    *ret_result = result;
    return true;
}
