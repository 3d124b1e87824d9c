#include "engine/stats/effect/series.h"

#include "engine/stats/regression/linear.h"
#include "engine/stats/special.h"

#include <math.h>

enum { COLUMNS = 4, CONSTANT = 0, TREND = 1, AFTER = 2, SINCE = 3 };

static const char few_before[] = "there are fewer than 8 points before the start";
static const char few_after[] = "there are fewer than 4 points after the start";
static const char all_equal[] = "the points lie on their lines exactly";

static bool is_point(const KmInterrupted *series, size_t t)
{
    bool is_between = t >= series->start && t < series->start + series->delay;
    return !is_between && (series->is_usable == NULL || series->is_usable[t]);
}

/* Rows of the regression, with `t − t0` told against `centre`. */
static KmDesign design_of(KmArena *arena, const KmInterrupted *series, double centre)
{
    long double *x = KM_NEW_ARRAY(arena, long double, series->n *COLUMNS);
    long double *y = KM_NEW_ARRAY(arena, long double, series->n);
    size_t n = 0;
    for (size_t t = 0; t < series->n; t++) {
        if (!is_point(series, t)) {
            continue;
        }
        long double since = (long double)t - (long double)series->start;
        bool is_after = t >= series->start;
        x[n * COLUMNS + CONSTANT] = 1.0L;
        x[n * COLUMNS + TREND] = since;
        x[n * COLUMNS + AFTER] = is_after ? 1.0L : 0.0L;
        x[n * COLUMNS + SINCE] = is_after ? since - (long double)centre : 0.0L;
        y[n++] = (long double)series->y[t];
    }
    return (KmDesign){x, y, n, COLUMNS};
}

static KmContrast told(const KmLinear *fit, size_t j, size_t lag, double confidence, double size)
{
    KmValue robust = km_linear_se(fit, j, KM_SE_NEWEY_WEST_ADJUSTED, lag);
    KmValue classical = km_linear_se(fit, j, KM_SE_CLASSICAL, 0);
    KmValue none = km_undefined(all_equal);
    double se = fmax(robust.number, classical.number);
    if (robust.state != KM_VALUE_DEFINED || classical.state != KM_VALUE_DEFINED ||
        !(se > 1e-12 * size)) {
        return (KmContrast){km_value(fit->b[j]), none, none, none, none, none};
    }
    double df = (double)(fit->n - fit->k);
    double half = se * km_t_two_sided(confidence, df);
    return (KmContrast){km_value(fit->b[j]),
                        km_value(se),
                        km_value(df),
                        km_value(fit->b[j] - half),
                        km_value(fit->b[j] + half),
                        km_value(km_t_p(fit->b[j] / se, df))};
}

static void undefined_all(KmSeriesEffect *effect, const char *why)
{
    KmValue none = km_undefined(why);
    effect->level = effect->slope = effect->gap = effect->before =
        (KmContrast){none, none, none, none, none, none};
    effect->durbin_watson = none;
}

typedef struct {
    double n, mean, sxx, intercept, slope, s, df;
} Line;

static bool is_usable(const KmInterrupted *series, size_t t)
{
    return series->is_usable == NULL || series->is_usable[t];
}

static double since_of(const KmInterrupted *series, size_t t)
{
    return (double)t - (double)series->start;
}

/* Through the points before; at least two of them differ in t. */
static Line line_before(const KmInterrupted *series)
{
    Line line = {0};
    long double mean_y = 0.0L;
    long double sxy = 0.0L;
    long double rss = 0.0L;
    for (size_t t = 0; t < series->start; t++) {
        line.n += is_usable(series, t) ? 1.0 : 0.0;
        line.mean += is_usable(series, t) ? since_of(series, t) : 0.0;
        mean_y += is_usable(series, t) ? (long double)series->y[t] : 0.0L;
    }
    line.mean /= line.n;
    mean_y /= (long double)line.n;
    for (size_t t = 0; t < series->start; t++) {
        double x = is_usable(series, t) ? since_of(series, t) - line.mean : 0.0;
        line.sxx += x * x;
        sxy += is_usable(series, t) ? (long double)x * ((long double)series->y[t] - mean_y) : 0.0L;
    }
    line.slope = (double)sxy / line.sxx;
    line.intercept = (double)mean_y - line.slope * line.mean;
    for (size_t t = 0; t < series->start; t++) {
        long double fit = (long double)(line.intercept + line.slope * since_of(series, t));
        long double e = is_usable(series, t) ? (long double)series->y[t] - fit : 0.0L;
        rss += e * e;
    }
    line.df = line.n - 2.0;
    line.s = sqrt((double)rss / line.df);
    return line;
}

static KmContrast away_of(const KmInterrupted *series, const Line *line, size_t t,
                          double confidence, double size)
{
    double x = since_of(series, t);
    double away = series->y[t] - (line->intercept + line->slope * x);
    double h = 1.0 / line->n + (x - line->mean) * (x - line->mean) / line->sxx;
    double se = line->s * sqrt(t < series->start ? fmax(0.0, 1.0 - h) : 1.0 + h);
    if (!(se > 1e-12 * size)) {
        KmValue none = km_undefined(all_equal);
        return (KmContrast){km_value(away), none, none, none, none, none};
    }
    double half = se * km_t_two_sided(confidence, line->df);
    return (KmContrast){km_value(away),        km_value(se),
                        km_value(line->df),    km_value(away - half),
                        km_value(away + half), km_value(km_t_p(away / se, line->df))};
}

static void tell_points(KmArena *arena, const KmInterrupted *series, double confidence, double size,
                        KmSeriesEffect *effect)
{
    Line line = line_before(series);
    KmSeriesPoint *points = KM_NEW_ARRAY(arena, KmSeriesPoint, series->n);
    for (size_t t = 0; t < series->n; t++) {
        if (is_usable(series, t)) {
            points[effect->n_points++] = (KmSeriesPoint){
                (int)t - (int)series->start, away_of(series, &line, t, confidence, size)};
        }
    }
    effect->points = points;
}

bool km_interrupted_series(KmArena *arena, const KmInterrupted *series, double confidence,
                           KmSeriesEffect *ret_effect, KmError *err)
{
    KmSeriesEffect effect = {0};
    double centre = 0.0;
    double size = 0.0;
    if (!km_check_confidence(confidence, err)) {
        return false;
    }
    if (series->start >= series->n) {
        return km_error_set(err, KM_ERROR_USAGE, "the start lies behind the last point");
    }
    for (size_t t = 0; t < series->n; t++) {
        bool is_used = is_point(series, t);
        effect.n_before += is_used && t < series->start ? 1 : 0;
        effect.n_after += is_used && t >= series->start ? 1 : 0;
        centre += is_used && t >= series->start ? (double)(t - series->start) : 0.0;
        size = is_used ? fmax(size, fabs(series->y[t])) : size;
    }
    if (effect.n_before < KM_SERIES_BEFORE || effect.n_after < KM_SERIES_AFTER) {
        undefined_all(&effect, effect.n_before < KM_SERIES_BEFORE ? few_before : few_after);
        *ret_effect = effect;
        return true;
    }
    centre /= (double)effect.n_after;
    KmDesign at_start = design_of(arena, series, 0.0);
    KmDesign at_centre = design_of(arena, series, centre);
    KmLinear jump;
    KmLinear middle;
    effect.lag = (size_t)floor(4.0 * pow((double)at_start.n / 100.0, 2.0 / 9.0));
    if (!km_least_squares(arena, &at_start, km_dependence, &jump, err) ||
        !km_least_squares(arena, &at_centre, km_dependence, &middle, err)) {
        return false;
    }
    effect.level = told(&jump, AFTER, effect.lag, confidence, size);
    effect.slope = told(&jump, SINCE, effect.lag, confidence, size);
    effect.before = told(&jump, TREND, effect.lag, confidence, size);
    effect.gap = told(&middle, AFTER, effect.lag, confidence, size);
    effect.durbin_watson =
        effect.gap.se.state == KM_VALUE_DEFINED ? km_durbin_watson(&jump) : km_undefined(all_equal);
    tell_points(arena, series, confidence, size, &effect);
    *ret_effect = effect;
    return true;
}
