#include "engine/stats/inequality/slope_fit.h"

#include <math.h>

bool km_slope_linear(KmSeries pop, KmSeries value, KmSlopeFit *ret_fit, KmError *err)
{
    if (!km_check_lengths("pop", pop.n, "rate", value.n, err) ||
        !km_check_least("pop", pop.n, 2, err) || !km_check_positive("pop", pop, err)) {
        return false;
    }
    double all = 0.0;
    double mean = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        if (!isfinite(value.at[i])) {
            return km_error_set(err, KM_ERROR_USAGE, "rate %zu is not a number", i + 1);
        }
        all += pop.at[i];
        mean += pop.at[i] * value.at[i];
    }
    mean /= all;
    double below = 0.0;
    double sxx = 0.0;
    double sxy = 0.0;
    double syy = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        double x = (below + pop.at[i] / 2.0) / all - 0.5;
        double y = value.at[i] - mean;
        sxx += pop.at[i] * x * x;
        sxy += pop.at[i] * x * y;
        syy += pop.at[i] * y * y;
        below += pop.at[i];
    }
    double slope = sxy / sxx;
    double rest = fmax(0.0, syy - slope * sxy);
    double first = mean - slope / 2.0;
    double last = mean + slope / 2.0;
    *ret_fit = (KmSlopeFit){
        .slope = km_value(slope),
        .intercept = km_value(first),
        .se = pop.n > 2 ? km_value(sqrt(rest / (double)(pop.n - 2) / sxx))
                        : km_undefined("two groups leave no residual"),
        .ratio = first > 0.0 && last > 0.0 ? km_value(last / first)
                                           : km_undefined("the line is at or below 0 at one end"),
        .relative = mean > 0.0 || mean < 0.0 ? km_value(slope / mean)
                                             : km_undefined("the mean over all groups is 0"),
    };
    return true;
}

typedef struct {
    double b0, b1, v00, v01, v11; /* coefficients on x − ½, and their covariance */
} Fit;

static double expit(double eta)
{
    return 1.0 / (1.0 + exp(-eta));
}

static double log_likelihood(KmCounts pop, KmCounts hits, double all, double b0, double b1)
{
    double below = 0.0;
    double sum = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        double n = (double)pop.at[i];
        double eta = b0 + b1 * ((below + n / 2.0) / all - 0.5);
        sum += (double)hits.at[i] * eta - n * (fmax(eta, 0.0) + log1p(exp(-fabs(eta))));
        below += n;
    }
    return sum;
}

/* Newton's steps, halved while they lose; the log likelihood is concave. */
static bool newton(KmCounts pop, KmCounts hits, double all, Fit *fit)
{
    double likelihood = log_likelihood(pop, hits, all, fit->b0, fit->b1);
    for (int step = 0; step < 100; step++) {
        double g0 = 0.0;
        double g1 = 0.0;
        double i00 = 0.0;
        double i01 = 0.0;
        double i11 = 0.0;
        double below = 0.0;
        for (size_t i = 0; i < pop.n; i++) {
            double n = (double)pop.at[i];
            double x = (below + n / 2.0) / all - 0.5;
            double p = expit(fit->b0 + fit->b1 * x);
            double w = n * p * (1.0 - p);
            g0 += (double)hits.at[i] - n * p;
            g1 += x * ((double)hits.at[i] - n * p);
            i00 += w;
            i01 += w * x;
            i11 += w * x * x;
            below += n;
        }
        double det = i00 * i11 - i01 * i01;
        if (!(det > 1e-12 * i00 * i11)) {
            return false;
        }
        fit->v00 = i11 / det;
        fit->v01 = -i01 / det;
        fit->v11 = i00 / det;
        double d0 = fit->v00 * g0 + fit->v01 * g1;
        double d1 = fit->v01 * g0 + fit->v11 * g1;
        if (fabs(d0) + fabs(d1) < 1e-11 * (1.0 + fabs(fit->b0) + fabs(fit->b1))) {
            fit->b0 += d0;
            fit->b1 += d1;
            return true;
        }
        double better = log_likelihood(pop, hits, all, fit->b0 + d0, fit->b1 + d1);
        for (int half = 0; better < likelihood && half < 40; half++) {
            d0 /= 2.0;
            d1 /= 2.0;
            better = log_likelihood(pop, hits, all, fit->b0 + d0, fit->b1 + d1);
        }
        fit->b0 += d0;
        fit->b1 += d1;
        likelihood = better;
    }
    return false;
}

/* No group holds both, or one does and all before and after it are at opposite ends: then the slope
 * that fits best is infinite. */
static bool is_separated(KmCounts pop, KmCounts hits)
{
    size_t n_mixed = 0;
    size_t n_changes = 0;
    int last = -1;
    size_t mixed_at = 0;
    size_t n_ends_before = 0;
    bool is_between = true;
    for (size_t i = 0; i < pop.n; i++) {
        if (hits.at[i] > 0 && hits.at[i] < pop.at[i]) {
            n_mixed++;
            mixed_at = i;
            n_ends_before = n_changes;
            continue;
        }
        int end = hits.at[i] > 0;
        n_changes += last >= 0 && end != last;
        last = end;
    }
    if (n_mixed == 1) {
        is_between =
            n_ends_before == 0 && !(mixed_at > 0 && mixed_at + 1 < pop.n && n_changes == 0);
    }
    return n_mixed < 2 && n_changes <= 1 && is_between;
}

bool km_slope_logit(KmCounts pop, KmCounts hits, KmSlopeLogit *ret_fit, KmError *err)
{
    if (!km_check_lengths("pop", pop.n, "hits", hits.n, err) ||
        !km_check_least("pop", pop.n, 2, err) || !km_check_parts(hits, pop, err)) {
        return false;
    }
    double all = 0.0;
    double all_hits = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        all += (double)pop.at[i];
        all_hits += (double)hits.at[i];
    }
    if (!(all_hits > 0.0 && all_hits < all)) {
        return km_error_set(err, KM_ERROR_USAGE, "a logit needs hits and misses; there are only %s",
                            all_hits > 0.0 ? "hits" : "misses");
    }
    Fit fit = {.b0 = log(all_hits / (all - all_hits))};
    if (is_separated(pop, hits) || !newton(pop, hits, all, &fit)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the groups are separated: all at 0 on one side of the order and all "
                            "at 1 on the other, so no finite slope fits; use sii_linear");
    }
    double low = expit(fit.b0 - fit.b1 / 2.0);
    double high = expit(fit.b0 + fit.b1 / 2.0);
    double slope0 = high * (1.0 - high) - low * (1.0 - low);
    double slope1 = (high * (1.0 - high) + low * (1.0 - low)) / 2.0;
    double log0 = low - high;
    double log1 = ((1.0 - high) + (1.0 - low)) / 2.0;
    *ret_fit = (KmSlopeLogit){
        .b1 = fit.b1,
        .se_b1 = sqrt(fit.v11),
        .slope = high - low,
        .ratio = high / low,
        .se_slope = sqrt(slope0 * slope0 * fit.v00 + 2.0 * slope0 * slope1 * fit.v01 +
                         slope1 * slope1 * fit.v11),
        .se_log_ratio =
            sqrt(log0 * log0 * fit.v00 + 2.0 * log0 * log1 * fit.v01 + log1 * log1 * fit.v11),
    };
    return true;
}
