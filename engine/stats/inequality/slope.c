#include "engine/stats/inequality/slope.h"

#include "engine/stats/regression/glm.h"
#include "engine/stats/special.h"

#include <math.h>

/* The weighted regression on x − ½: the mid shares' weighted mean is a half. */
typedef struct {
    double all, mean, sxx, sxy, syy, slope;
} Line;

static bool check(KmSeries pop, KmSeries value, KmError *err)
{
    if (!km_check_lengths("pop", pop.n, "rate", value.n, err) ||
        !km_check_least("pop", pop.n, 2, err) || !km_check_positive("pop", pop, err)) {
        return false;
    }
    for (size_t i = 0; i < value.n; i++) {
        if (!isfinite(value.at[i])) {
            return km_error_set(err, KM_ERROR_USAGE, "rate %zu is not a number", i + 1);
        }
    }
    return true;
}

static Line line_through(KmSeries pop, KmSeries value)
{
    Line line = {0};
    for (size_t i = 0; i < pop.n; i++) {
        line.all += pop.at[i];
        line.mean += pop.at[i] * value.at[i];
    }
    line.mean /= line.all;
    double below = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        double x = (below + pop.at[i] / 2.0) / line.all - 0.5;
        double y = value.at[i] - line.mean;
        line.sxx += pop.at[i] * x * x;
        line.sxy += pop.at[i] * x * y;
        line.syy += pop.at[i] * y * y;
        below += pop.at[i];
    }
    line.slope = line.sxy / line.sxx;
    return line;
}

bool km_slope_index(KmSeries pop, KmSeries value, KmSeries variance, double confidence,
                    KmSlope *ret_slope, KmError *err)
{
    if (!check(pop, value, err) || !km_check_lengths("pop", pop.n, "variance", variance.n, err) ||
        !km_check_not_negative("variance", variance, err) ||
        !km_check_confidence(confidence, err)) {
        return false;
    }
    Line line = line_through(pop, value);
    double below = 0.0;
    double spread = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        double x = (below + pop.at[i] / 2.0) / line.all - 0.5;
        spread += pop.at[i] * pop.at[i] * x * x * variance.at[i];
        below += pop.at[i];
    }
    double half = km_normal_two_sided(confidence) * sqrt(spread) / line.sxx;
    *ret_slope =
        (KmSlope){line.slope, line.mean - line.slope / 2.0, {line.slope - half, line.slope + half}};
    return true;
}

bool km_slope_linear(KmSeries pop, KmSeries value, KmSlopeFit *ret_fit, KmError *err)
{
    if (!check(pop, value, err)) {
        return false;
    }
    Line line = line_through(pop, value);
    double rest = fmax(0.0, line.syy - line.slope * line.sxy);
    double first = line.mean - line.slope / 2.0;
    double last = line.mean + line.slope / 2.0;
    *ret_fit = (KmSlopeFit){
        .slope = km_value(line.slope),
        .intercept = km_value(first),
        .se = pop.n > 2 ? km_value(sqrt(rest / (double)(pop.n - 2) / line.sxx))
                        : km_undefined("two groups leave no residual"),
        .ratio = first > 0.0 && last > 0.0 ? km_value(last / first)
                                           : km_undefined("the line is at or below 0 at one end"),
        .relative = line.mean > 0.0 || line.mean < 0.0
                        ? km_value(line.slope / line.mean)
                        : km_undefined("the mean over all groups is 0"),
    };
    return true;
}

static double expit(double eta)
{
    return 1.0 / (1.0 + exp(-eta));
}

bool km_slope_logit(KmArena *arena, KmCounts pop, KmCounts hits, KmSlopeLogit *ret_fit,
                    KmError *err)
{
    if (!km_check_lengths("pop", pop.n, "hits", hits.n, err) ||
        !km_check_least("pop", pop.n, 2, err) || !km_check_parts(hits, pop, err)) {
        return false;
    }
    double all = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        all += (double)pop.at[i];
    }
    long double *x = KM_NEW_ARRAY(arena, long double, 2 * pop.n);
    long double *y = KM_NEW_ARRAY(arena, long double, pop.n);
    double *trials = KM_NEW_ARRAY(arena, double, pop.n);
    double below = 0.0;
    for (size_t i = 0; i < pop.n; i++) {
        trials[i] = (double)pop.at[i];
        y[i] = (long double)hits.at[i];
        x[2 * i] = 1.0L;
        x[2 * i + 1] = (long double)((below + trials[i] / 2.0) / all - 0.5);
        below += trials[i];
    }
    KmGlm model = {KM_LOGISTIC, {x, y, pop.n, 2}, {trials, pop.n}};
    KmGlmFit fit;
    if (!km_glm(arena, &model, &fit, err)) {
        return false;
    }
    double low = expit(fit.b[0] - fit.b[1] / 2.0);
    double high = expit(fit.b[0] + fit.b[1] / 2.0);
    const double *v = fit.covariance;
    double slope0 = high * (1.0 - high) - low * (1.0 - low);
    double slope1 = (high * (1.0 - high) + low * (1.0 - low)) / 2.0;
    double log0 = low - high;
    double log1 = ((1.0 - high) + (1.0 - low)) / 2.0;
    *ret_fit = (KmSlopeLogit){
        .b1 = fit.b[1],
        .se_b1 = fit.se[1],
        .slope = high - low,
        .ratio = high / low,
        .se_slope =
            sqrt(slope0 * slope0 * v[0] + 2.0 * slope0 * slope1 * v[1] + slope1 * slope1 * v[3]),
        .se_log_ratio = sqrt(log0 * log0 * v[0] + 2.0 * log0 * log1 * v[1] + log1 * log1 * v[3]),
    };
    return true;
}
