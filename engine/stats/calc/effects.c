#include "engine/stats/calc/call.h"
#include "engine/stats/effect/did.h"
#include "engine/stats/effect/matched.h"
#include "engine/stats/effect/series.h"

#include <string.h>

static void give_contrast(KmCall *call, const char *prefix, const KmContrast *contrast)
{
    km_givef(call, contrast->estimate, "%s", prefix);
    km_givef(call, contrast->se, "%s_se", prefix);
    km_givef(call, contrast->df, "%s_df", prefix);
    km_givef(call, contrast->low, "%s_lower", prefix);
    km_givef(call, contrast->high, "%s_upper", prefix);
    km_givef(call, contrast->p, "%s_p", prefix);
}

static bool take_starts(KmCall *call, KmDidPanel *panel, KmError *err)
{
    KmCounts start = km_call_counts(call, "start");
    int *starts = KM_NEW_ARRAY(call->arena, int, start.n);
    if (!km_check_lengths("start", start.n, "the rows of y", panel->n_clusters, err)) {
        return false;
    }
    for (size_t i = 0; i < start.n; i++) {
        if (start.at[i] < KM_DID_NEVER || start.at[i] >= (int64_t)panel->n_periods) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "start is %lld for cluster %zu; it is 0 to %zu, or -1 for never",
                                (long long)start.at[i], i + 1, panel->n_periods - 1);
        }
        starts[i] = (int)start.at[i];
    }
    panel->start = starts;
    return true;
}

static bool take_window(KmCall *call, int *ret_before, int *ret_after, int *ret_delay, KmError *err)
{
    enum { MOST = 1000 };
    int64_t before = km_call_count(call, "before");
    int64_t after = km_call_count(call, "after");
    int64_t delay = km_call_count(call, "delay");
    if (before < 1 || before > MOST || after < 1 || after > MOST || delay < 0 || delay > MOST) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "before and after are 1 to %d and delay is 0 to %d", MOST, MOST);
    }
    *ret_before = (int)before;
    *ret_after = (int)after;
    *ret_delay = (int)delay;
    return true;
}

static bool run_did(KmCall *call, KmError *err)
{
    KmColumns y = km_call_columns(call, "y");
    KmDidPanel panel = {.y = y.at, .n_clusters = y.rows, .n_periods = y.columns};
    bool *is_usable = KM_NEW_ARRAY(call->arena, bool, y.columns);
    KmDid did;
    memset(is_usable, 1, y.columns * sizeof *is_usable);
    panel.is_usable = is_usable;
    if (km_call_has(call, "weight")) {
        KmSeries weight = km_call_series(call, "weight");
        if (!km_check_lengths("weight", weight.n, "the rows of y", y.rows, err)) {
            return false;
        }
        panel.weight = weight.at;
    }
    if (!take_starts(call, &panel, err) ||
        !take_window(call, &panel.before, &panel.after, &panel.delay, err) ||
        !km_did(call->arena, &panel, km_call_real(call, "conf"), &did, err)) {
        return false;
    }
    give_contrast(call, "effect", &did.effect);
    for (size_t m = 0; m < did.n_moments; m++) {
        const KmDidMoment *moment = &did.moments[m];
        km_givef(call, moment->contrast.estimate, "moment_%d", moment->moment);
        if (!moment->is_reference) {
            km_givef(call, moment->contrast.se, "moment_%d_se", moment->moment);
        }
    }
    km_give(call, "leads_F", did.leads.f);
    km_give(call, "leads_df1", did.leads.df1);
    km_give(call, "leads_df2", did.leads.df2);
    km_give(call, "leads_p", did.leads.p);
    give_contrast(call, "drift", &did.drift);
    km_give_number(call, "treated", (double)did.n_treated);
    km_give_number(call, "comparison", (double)did.n_comparison);
    return true;
}

static bool run_series(KmCall *call, KmError *err)
{
    KmSeries y = km_call_series(call, "y");
    int64_t start = km_call_count(call, "start");
    int64_t delay = km_call_count(call, "delay");
    KmSeriesEffect effect;
    if (start < 0 || (size_t)start >= y.n || delay < 0 || (size_t)delay > y.n) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "start is the place of the first point after, 0 to %zu, and delay is "
                            "0 to %zu",
                            y.n - 1, y.n);
    }
    KmInterrupted series = {.y = y.at, .n = y.n, .start = (size_t)start, .delay = (size_t)delay};
    if (!km_interrupted_series(call->arena, &series, km_call_real(call, "conf"), &effect, err)) {
        return false;
    }
    give_contrast(call, "gap", &effect.gap);
    give_contrast(call, "level", &effect.level);
    give_contrast(call, "slope", &effect.slope);
    give_contrast(call, "before", &effect.before);
    for (size_t i = 0; i < effect.n_points; i++) {
        km_givef(call, effect.points[i].away.estimate, "point_%d", effect.points[i].moment);
        km_givef(call, effect.points[i].away.se, "point_%d_se", effect.points[i].moment);
    }
    km_give(call, "durbin_watson", effect.durbin_watson);
    km_give_number(call, "lag", (double)effect.lag);
    return true;
}

static bool run_matched(KmCall *call, KmError *err)
{
    KmSeries change = km_call_series(call, "change");
    KmCounts treat = km_call_counts(call, "treat");
    KmLabels stratum = km_call_labels(call, "stratum");
    KmMatchedUnits units = {.change = change.at, .n = change.n};
    KmMatched matched;
    if (!km_check_lengths("change", change.n, "treat", treat.n, err) ||
        !km_check_lengths("change", change.n, "stratum", stratum.n, err)) {
        return false;
    }
    bool *is_treated = KM_NEW_ARRAY(call->arena, bool, change.n);
    for (size_t i = 0; i < treat.n; i++) {
        if (treat.at[i] != 0 && treat.at[i] != 1) {
            return km_error_set(err, KM_ERROR_USAGE, "treat is 0 or 1; row %zu is not", i + 1);
        }
        is_treated[i] = treat.at[i] == 1;
    }
    units.is_treated = is_treated;
    units.stratum = stratum.at;
    units.n_strata = stratum.groups;
    if (km_call_has(call, "cluster")) {
        KmLabels cluster = km_call_labels(call, "cluster");
        if (!km_check_lengths("change", change.n, "cluster", cluster.n, err)) {
            return false;
        }
        units.cluster = cluster.at;
        units.n_clusters = cluster.groups;
    }
    if (!km_matched(call->arena, &units, km_call_real(call, "conf"), &matched, err)) {
        return false;
    }
    give_contrast(call, "effect", &matched.effect);
    km_give_number(call, "treated", (double)matched.n_treated);
    km_give_number(call, "comparison", (double)matched.n_comparison);
    km_give_number(call, "treated_left_out", (double)matched.treated_left_out);
    km_give_number(call, "comparison_left_out", (double)matched.comparison_left_out);
    return true;
}

#define CONFIDENCE                                                                                 \
    {                                                                                              \
        "conf", KM_INPUT_REAL, "0.95", "confidence, 0.95"                                          \
    }

const KmMethod km_effect_methods[] = {
    {"did_panel",
     "difference in differences on a panel, starts may differ",
     {{"y", KM_INPUT_COLUMNS, NULL, "outcomes: clusters by |, periods by comma"},
      {"start", KM_INPUT_COUNTS, NULL, "per cluster the first period treated, from 0; -1 never"},
      {"before", KM_INPUT_COUNT, NULL, "periods before the start"},
      {"after", KM_INPUT_COUNT, NULL, "periods after it"},
      {"delay", KM_INPUT_COUNT, "0", "periods after the start that are left out"},
      {"weight", KM_INPUT_SERIES, "", "per cluster; else 1 each"},
      CONFIDENCE},
     "effect, effect_se, _df, _lower, _upper, _p; moment_-3, moment_-3_se …; leads_F, _df1, _df2, "
     "_p; drift …; treated, comparison",
     "mean over the treated of (after − before) less the mean over those never treated",
     "Callaway and Sant'Anna, J Econometrics 225 (2021) 200-230; Pustejovsky and Tipton (2018)",
     "Without the treatment both groups would have moved alike. A lead that is not found is no "
     "proof.",
     run_did},
    {"its_effect",
     "interrupted time series with a start",
     {{"y", KM_INPUT_SERIES, NULL, "outcomes in order of time"},
      {"start", KM_INPUT_COUNT, NULL, "place of the first point after, from 0"},
      {"delay", KM_INPUT_COUNT, "0", "points after the start that are left out"},
      CONFIDENCE},
     "gap, gap_se, _df, _lower, _upper, _p; level …; slope …; before …; point_T and _se by time "
     "since the start; durbin_watson, lag",
     "y = b0 + b1 t + level·after + slope·since; gap = level + slope·(mean since)",
     "Wagner et al., J Clin Pharm Ther 27 (2002) 299-309; Newey and West (1987)",
     "At least 8 points before and 4 after; nothing else changed at the start; no seasons.",
     run_series},
    {"matched_change",
     "change of treated units against matched comparison units",
     {{"change", KM_INPUT_SERIES, NULL, "after less before, per unit"},
      {"treat", KM_INPUT_COUNTS, NULL, "1 treated, 0 comparison"},
      {"stratum", KM_INPUT_LABELS, NULL, "units of one label are compared"},
      {"cluster", KM_INPUT_LABELS, "", "school or site of each unit; else each its own"},
      CONFIDENCE},
     "effect, effect_se, _df, _lower, _upper, _p; treated, comparison, treated_left_out, "
     "comparison_left_out",
     "Σ_T (d − mean d of the comparison in its stratum)/n_T",
     "Stuart, Statistical Science 25 (2010) 1-21; Abadie and Spiess, JASA 117 (2022) 983-995",
     "Within a stratum the treated would have changed as the comparison did.",
     run_matched},
};
const size_t km_effect_method_count = sizeof km_effect_methods / sizeof km_effect_methods[0];
