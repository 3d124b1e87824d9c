#include "engine/stats/calc/call.h"
#include "engine/stats/survival/logrank.h"

static bool followed(KmCall *call, KmFollowed **ret_followed, size_t *ret_n, KmError *err)
{
    KmSeries time = km_call_series(call, "time");
    KmCounts status = km_call_counts(call, "status");
    if (!km_check_lengths("time", time.n, "status", status.n, err) ||
        !km_check_least("time", time.n, 1, err)) {
        return false;
    }
    KmFollowed *all = KM_NEW_ARRAY(call->arena, KmFollowed, time.n);
    for (size_t i = 0; i < time.n; i++) {
        if (status.at[i] != 0 && status.at[i] != 1) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "status %zu is %lld; write 1 for an event, 0 for not yet", i + 1,
                                (long long)status.at[i]);
        }
        all[i] = (KmFollowed){time.at[i], status.at[i] == 1};
    }
    *ret_followed = all;
    *ret_n = time.n;
    return true;
}

typedef bool (*Quantile)(const KmSurvival *curve, double p, double *ret_time);

static KmValue quantile(Quantile f, const KmSurvival *curve, double p)
{
    double time = 0.0;
    bool is_found = f(curve, p, &time);
    return is_found ? km_value(time) : km_undefined("the curve does not come so far");
}

/* The area under the curve up to `until`. */
static double mean_until(const KmSurvival *curve, double until)
{
    double area = 0.0;
    double from = 0.0;
    double height = 1.0;
    for (size_t i = 0; i < curve->n_steps && curve->steps[i].time < until; i++) {
        area += height * (curve->steps[i].time - from);
        from = curve->steps[i].time;
        height = curve->steps[i].survival;
    }
    return area + height * (until - from);
}

static bool is_known_at(const KmSurvival *curve, double time)
{
    return time <= curve->last ||
           (curve->n_steps > 0 && !(curve->steps[curve->n_steps - 1].survival > 0.0));
}

static void give_limits_at(KmCall *call, const KmSurvival *curve, const char *type, double time,
                           bool is_log_log)
{
    const KmSurvivalStep *step = km_survival_at(curve, time);
    const char *why = !is_known_at(curve, time)           ? "nobody was followed so long"
                      : step == NULL && is_log_log        ? "there was no event yet"
                      : step != NULL && !step->has_limits ? "the curve has come to 0"
                                                          : NULL;
    km_givef(call, why != NULL ? km_undefined(why) : km_value(step != NULL ? step->low : 1.0),
             "%s_lower_%s", type, km_call_label(call, time));
    km_givef(call, why != NULL ? km_undefined(why) : km_value(step != NULL ? step->high : 1.0),
             "%s_upper_%s", type, km_call_label(call, time));
}

static bool run_kaplan_meier(KmCall *call, KmError *err)
{
    static const struct {
        const char *name;
        KmSurvivalLimits limits;
    } types[] = {
        {"log", KM_SURVIVAL_LOG}, {"log-log", KM_SURVIVAL_LOG_LOG}, {"plain", KM_SURVIVAL_PLAIN}};
    KmFollowed *all;
    size_t n;
    KmSeries at = km_call_series(call, "at");
    double longest = 0.0;
    if (!followed(call, &all, &n, err) || !km_check_not_negative("at", at, err)) {
        return false;
    }
    for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
        KmSurvival curve;
        if (!km_kaplan_meier(call->arena, all, n, km_call_real(call, "conf"), types[t].limits,
                             &curve, err)) {
            return false;
        }
        for (size_t i = 0; t == 0 && i < at.n; i++) {
            const KmSurvivalStep *step = km_survival_at(&curve, at.at[i]);
            bool is_known = is_known_at(&curve, at.at[i]);
            static const char why[] = "nobody was followed so long";
            km_givef(call,
                     is_known ? km_value(step != NULL ? step->survival : 1.0) : km_undefined(why),
                     "S_%s", km_call_label(call, at.at[i]));
            km_givef(call, is_known ? km_value(step != NULL ? step->se : 0.0) : km_undefined(why),
                     "se_%s", km_call_label(call, at.at[i]));
            longest = at.at[i] > longest ? at.at[i] : longest;
        }
        for (size_t i = 0; i < at.n; i++) {
            give_limits_at(call, &curve, types[t].name, at.at[i],
                           types[t].limits == KM_SURVIVAL_LOG_LOG);
        }
        if (t == 0) {
            km_give(call, "q25", quantile(km_survival_quantile, &curve, 0.25));
            km_give(call, "median", quantile(km_survival_quantile, &curve, 0.5));
            km_give(call, "q75", quantile(km_survival_quantile, &curve, 0.75));
            km_givef(call,
                     is_known_at(&curve, longest) ? km_value(mean_until(&curve, longest))
                                                  : km_undefined("nobody was followed so long"),
                     "rmst_%s", km_call_label(call, longest));
        }
        km_givef(call, quantile(km_survival_quantile_low, &curve, 0.5), "median_%s_lower",
                 types[t].name);
        km_givef(call, quantile(km_survival_quantile_high, &curve, 0.5), "median_%s_upper",
                 types[t].name);
    }
    return true;
}

static bool run_logrank(KmCall *call, KmError *err)
{
    KmFollowed *all;
    size_t n;
    KmLabels group = km_call_labels(call, "group");
    KmLogrank test;
    if (!followed(call, &all, &n, err) || !km_check_lengths("time", n, "group", group.n, err) ||
        !km_logrank(call->arena, all, group.at, n, group.groups, &test, err)) {
        return false;
    }
    km_give(call, "chi2", test.chi2);
    km_give(call, "p", test.p);
    return true;
}

#define TIME                                                                                       \
    {                                                                                              \
        "time", KM_INPUT_SERIES, NULL, "how long each was followed, from 0"                        \
    }
#define STATUS                                                                                     \
    {                                                                                              \
        "status", KM_INPUT_COUNTS, NULL, "1 the event happened, 0 not yet (censored)"              \
    }

const KmMethod km_survival_methods[] = {
    {"kaplan_meier",
     "time to an event, with censoring",
     {TIME,
      STATUS,
      {"at", KM_INPUT_SERIES, NULL, "times at which to read the curve"},
      {"conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"}},
     "S_t, se_t, log_, log-log_, plain_ lower_t and upper_t, q25, median, q75, "
     "median_log_lower …, rmst_ of the largest t",
     "S = Π (1 − d/r); se² = S² Σ d/(r(r − d)); log: S exp(±z se/S)",
     "Kaplan and Meier, JASA 53 (1958) 457-481; Brookmeyer and Crowley, Biometrics 38 (1982) 29-41",
     "Censoring says nothing about the event to come.",
     run_kaplan_meier},
    {"logrank",
     "do groups come to the event at the same pace",
     {TIME, STATUS, {"group", KM_INPUT_LABELS, NULL, "the group of each"}},
     "chi2, p",
     "(O − E)' V⁻¹ (O − E), E = Σ d r_g/r",
     "Peto and Peto, JRSS A 135 (1972) 185-207",
     "Two groups or more; weak where the curves cross.",
     run_logrank},
};
const size_t km_survival_method_count = sizeof km_survival_methods / sizeof km_survival_methods[0];
