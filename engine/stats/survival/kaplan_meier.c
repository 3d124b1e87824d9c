#include "engine/stats/survival/kaplan_meier.h"

#include "engine/stats/gsl_guard.h"
#include "engine/stats/value.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static int by_time(const void *left, const void *right)
{
    const KmFollowed *a = left;
    const KmFollowed *b = right;
    if (a->time < b->time || a->time > b->time) {
        return a->time < b->time ? -1 : 1;
    }
    return (int)b->is_event - (int)a->is_event;
}

static bool check(const KmFollowed *followed, size_t n, double confidence, KmError *err)
{
    if (n == 0) {
        return km_error_set(err, KM_ERROR_USAGE, "a survival curve needs at least one unit");
    }
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(followed[i].time) || followed[i].time < 0.0) {
            return km_error_set(err, KM_ERROR_USAGE, "time %zu is %g; a time is a number from 0 on",
                                i + 1, followed[i].time);
        }
    }
    return km_check_confidence(confidence, err);
}

static void set_limits(KmSurvivalStep *step, double z, KmSurvivalLimits limits)
{
    double s = step->survival;
    double half = z * step->se;
    if (!(s > 0.0)) {
        return;
    }
    step->has_limits = true;
    switch (limits) {
    case KM_SURVIVAL_PLAIN:
        step->low = fmax(0.0, s - half);
        step->high = fmin(1.0, s + half);
        return;
    case KM_SURVIVAL_LOG:
        step->low = s * exp(-half / s);
        step->high = fmin(1.0, s * exp(half / s));
        return;
    case KM_SURVIVAL_LOG_LOG:
        step->low = pow(s, exp(half / (s * -log(s))));
        step->high = pow(s, exp(-half / (s * -log(s))));
        return;
    }
}

bool km_kaplan_meier(KmArena *arena, const KmFollowed *followed, size_t n, double confidence,
                     KmSurvivalLimits limits, KmSurvival *ret_curve, KmError *err)
{
    if (!check(followed, n, confidence, err)) {
        return false;
    }
    km_gsl_guard();
    double z = gsl_cdf_ugaussian_Qinv((1.0 - confidence) / 2.0);
    KmFollowed *sorted = KM_NEW_ARRAY(arena, KmFollowed, n);
    KmSurvivalStep *steps = KM_NEW_ARRAY(arena, KmSurvivalStep, n);
    KmSurvival curve = {.steps = steps, .n = (int64_t)n};
    double survival = 1.0;
    double greenwood = 0.0; /* Σ d / (r (r − d)) */
    for (size_t i = 0; i < n; i++) {
        sorted[i] = followed[i];
    }
    qsort(sorted, n, sizeof *sorted, by_time);
    for (size_t i = 0; i < n;) {
        KmSurvivalStep step = {.time = sorted[i].time, .at_risk = (int64_t)(n - i)};
        for (; i < n && !(sorted[i].time > step.time); i++) {
            step.events += sorted[i].is_event;
        }
        if (step.events == 0) {
            continue;
        }
        double at_risk = (double)step.at_risk;
        double left = (double)(step.at_risk - step.events);
        survival = step.at_risk == step.events ? 0.0 : survival * (left / at_risk);
        greenwood += left > 0.0 ? (double)step.events / (at_risk * left) : 0.0;
        step.survival = survival;
        step.se = survival * sqrt(greenwood);
        set_limits(&step, z, limits);
        curve.events += step.events;
        steps[curve.n_steps++] = step;
    }
    curve.last = sorted[n - 1].time;
    *ret_curve = curve;
    return true;
}

const KmSurvivalStep *km_survival_at(const KmSurvival *curve, double time)
{
    size_t from = 0;
    size_t to = curve->n_steps; /* the first step after `time` lies in from … to */
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (curve->steps[middle].time <= time) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from == 0 ? NULL : &curve->steps[from - 1];
}

typedef enum { SURVIVAL, LOW, HIGH } Curve;

static bool value_of(const KmSurvivalStep *step, Curve which, double *ret_value)
{
    *ret_value = which == SURVIVAL ? step->survival : which == LOW ? step->low : step->high;
    return which == SURVIVAL || step->has_limits;
}

/* The first time the curve is at or below 1 − p; the middle of the stretch where it is just that,
 * which ends with the last follow-up when there is no further event (as R survival has it). */
static bool first_time(const KmSurvival *curve, Curve which, double p, double *ret_time)
{
    static const double tolerance = 1.5e-8; /* R's */
    double level = 1.0 - p;
    for (size_t i = 0; i < curve->n_steps; i++) {
        double value = 0.0;
        double next = 0.0;
        if (!value_of(&curve->steps[i], which, &value) || value > level + tolerance) {
            continue;
        }
        double until = curve->steps[i].time;
        if (fabs(value - level) < tolerance) {
            bool is_last = i + 1 == curve->n_steps;
            bool is_known = is_last || value_of(&curve->steps[i + 1], which, &next);
            until = !is_known ? until : is_last ? curve->last : curve->steps[i + 1].time;
        }
        *ret_time = (curve->steps[i].time + until) / 2.0;
        return true;
    }
    return false;
}

bool km_survival_quantile(const KmSurvival *curve, double p, double *ret_time)
{
    return first_time(curve, SURVIVAL, p, ret_time);
}

bool km_survival_quantile_low(const KmSurvival *curve, double p, double *ret_time)
{
    return first_time(curve, LOW, p, ret_time);
}

bool km_survival_quantile_high(const KmSurvival *curve, double p, double *ret_time)
{
    return first_time(curve, HIGH, p, ret_time);
}
