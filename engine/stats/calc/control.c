#include "engine/stats/calc/call.h"
#include "engine/stats/control/chart.h"
#include "engine/stats/control/funnel.h"

static bool limits(KmCall *call, bool is_exact, KmError *err)
{
    KmSeries levels = km_call_series(call, "levels");
    for (size_t i = 0; i < levels.n; i++) {
        double limit;
        if (!(is_exact ? km_funnel_binomial : km_funnel_normal)(km_call_real(call, "target"),
                                                                km_call_count(call, "n"),
                                                                levels.at[i], &limit, err)) {
            return false;
        }
        km_givef(call, km_value(limit), "limit_%s", km_call_label(call, levels.at[i]));
    }
    return true;
}

static bool run_funnel_exact(KmCall *call, KmError *err)
{
    return limits(call, true, err);
}

static bool run_funnel_normal(KmCall *call, KmError *err)
{
    return limits(call, false, err);
}

static bool run_funnel_poisson(KmCall *call, KmError *err)
{
    KmSeries levels = km_call_series(call, "levels");
    for (size_t i = 0; i < levels.n; i++) {
        double limit;
        if (!km_funnel_poisson(km_call_real(call, "expected"), levels.at[i], &limit, err)) {
            return false;
        }
        km_givef(call, km_value(limit), "limit_%s", km_call_label(call, levels.at[i]));
    }
    return true;
}

static bool run_overdispersion(KmCall *call, KmError *err)
{
    KmCounts x = km_call_counts(call, "num");
    KmOverdispersion found;
    if (!km_overdispersion(call->arena, x, km_call_counts(call, "den"),
                           km_call_real(call, "winsor"), &found, err)) {
        return false;
    }
    km_give_number(call, "target", found.target);
    km_give_number(call, "phi", found.phi);
    km_give_number(call, "tau2", found.tau2);
    for (size_t i = 0; i < x.n; i++) {
        km_givef(call, km_value(found.z[i]), "z_%zu", i + 1);
        km_givef(call,
                 found.z_multiplied != NULL ? km_value(found.z_multiplied[i])
                                            : km_undefined("all units are equal"),
                 "z_adj_mult_%zu", i + 1);
        km_givef(call, km_value(found.z_added[i]), "z_adj_add_%zu", i + 1);
    }
    return true;
}

static void give_rules(KmCall *call, const KmRunRules *rules, size_t n)
{
    for (size_t r = 0; r < KM_RUN_RULES; r++) {
        km_give_points(call, km_run_rule_names[r], rules->flagged[r], n);
    }
}

static bool run_xmr(KmCall *call, KmError *err)
{
    KmSeries data = km_call_series(call, "data");
    KmXmr chart;
    if (!km_xmr(call->arena, data, &chart, err)) {
        return false;
    }
    km_give_number(call, "mean", chart.mean);
    km_give_number(call, "mr_bar", chart.mean_range);
    km_give_number(call, "upl", chart.upper);
    km_give_number(call, "lpl", chart.lower);
    km_give_number(call, "ur_limit", chart.range_upper);
    give_rules(call, &chart.rules, data.n);
    return true;
}

static bool run_p_chart(KmCall *call, KmError *err)
{
    KmCounts x = km_call_counts(call, "x");
    KmPChart chart;
    if (!km_p_chart(call->arena, x, km_call_counts(call, "n"), &chart, err)) {
        return false;
    }
    km_give_number(call, "pbar", chart.centre);
    km_give_number(call, "laney_sigma_z", chart.sigma_z);
    for (size_t i = 0; i < x.n; i++) {
        km_givef(call, km_value(chart.upper[i]), "ucl_%zu", i + 1);
        km_givef(call, km_value(chart.lower[i]), "lcl_%zu", i + 1);
        km_givef(call, km_value(chart.laney_upper[i]), "laney_ucl_%zu", i + 1);
        km_givef(call, km_value(chart.laney_lower[i]), "laney_lcl_%zu", i + 1);
    }
    give_rules(call, &chart.rules, x.n);
    return true;
}

#define LEVELS                                                                                     \
    {                                                                                              \
        "levels", KM_INPUT_SERIES, "0.025,0.975,0.001,0.999", "tail probabilities of the limits"   \
    }
#define FUNNEL                                                                                     \
    {                                                                                              \
        {"target", KM_INPUT_REAL, NULL, "share to compare with, 0 to 1"},                          \
            {"n", KM_INPUT_COUNT, NULL, "units"}, LEVELS                                           \
    }
#define FUNNEL_SOURCE "Spiegelhalter, Stat Med 24 (2005) 1185-1202"
#define RULES                                                                                      \
    "beyond_3sigma, run7_one_side, run8_one_side, two_of_three_beyond_2sigma, "                    \
    "four_of_five_beyond_1sigma, trend6"

const KmMethod km_control_methods[] = {
    {"funnel_binomial_exact", "funnel limits of a share, exact", FUNNEL,
     "limit_0.025, limit_0.975 …",
     "smallest r with F(r) > level, less (F(r) − level)/(F(r) − F(r−1)), over n", FUNNEL_SOURCE,
     "The target is not made from the unit itself; raw, may lie below 0.", run_funnel_exact},
    {"funnel_binomial_normal", "funnel limits of a share, normal", FUNNEL,
     "limit_0.025, limit_0.975 …", "target + z √(target(1 − target)/n), within 0 and 1",
     FUNNEL_SOURCE, "n target and n(1 − target) some 10 or more.", run_funnel_normal},
    {"funnel_poisson_exact",
     "funnel limits of observed/expected",
     {{"expected", KM_INPUT_REAL, NULL, "expected number"}, LEVELS},
     "limit_0.025, limit_0.975 …",
     "as funnel_binomial_exact with Poisson(expected), over expected",
     FUNNEL_SOURCE,
     "The expected number is taken as known; raw, may lie below 0.",
     run_funnel_poisson},
    {"funnel_overdispersion",
     "units that differ more than chance",
     {{"num", KM_INPUT_COUNTS, NULL, "hits per unit"},
      {"den", KM_INPUT_COUNTS, NULL, "size per unit"},
      {"winsor", KM_INPUT_REAL, "0.1", "share of each tail held back"}},
     "target, phi, tau2, z_1, z_adj_mult_1, z_adj_add_1 …",
     "phi = mean z² after winsorising; z/√phi; (p − target)/√(s² + tau²)",
     FUNNEL_SOURCE,
     "Some ten units or more.",
     run_overdispersion},
    {"p_chart",
     "control chart of shares",
     {{"x", KM_INPUT_COUNTS, NULL, "hits per period"},
      {"n", KM_INPUT_COUNTS, NULL, "units per period"}},
     "pbar, laney_sigma_z, ucl_1, lcl_1, laney_ucl_1, laney_lcl_1 …, " RULES,
     "p̄ ± 3 √(p̄(1 − p̄)/n); Laney: times σz = mean |z − z before|/1.128",
     "Western Electric (1956); Laney, Quality Engineering 14 (2002) 531-537",
     "Trial limits under some 12 periods; overlapping cohorts make it too tight.",
     run_p_chart},
    {"xmr_chart",
     "control chart of single values",
     {{"data", KM_INPUT_SERIES, NULL, "the values in order of time"}},
     "mean, mr_bar, upl, lpl, ur_limit, " RULES,
     "mean ± 3 mr̄/1.128; range limit 3.267 mr̄",
     "Wheeler, Understanding Variation (2000)",
     "Trial limits under some 12 periods.",
     run_xmr},
};
const size_t km_control_method_count = sizeof km_control_methods / sizeof km_control_methods[0];
