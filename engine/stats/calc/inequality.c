#include "engine/stats/calc/call.h"
#include "engine/stats/inequality/groups.h"
#include "engine/stats/inequality/segregation.h"
#include "engine/stats/inequality/slope.h"
#include "engine/stats/inequality/who.h"

#include <string.h>

static bool run_sii(KmCall *call, KmError *err)
{
    KmSlopeFit fit;
    if (!km_slope_linear(km_call_series(call, "pop"), km_call_series(call, "rate"), &fit, err)) {
        return false;
    }
    km_give(call, "sii", fit.slope);
    km_give(call, "intercept", fit.intercept);
    km_give(call, "se", fit.se);
    return true;
}

static bool run_rii(KmCall *call, KmError *err)
{
    KmSlopeFit fit;
    if (!km_slope_linear(km_call_series(call, "pop"), km_call_series(call, "rate"), &fit, err)) {
        return false;
    }
    km_give(call, "rii_ratio", fit.ratio);
    km_give(call, "rii_mean", fit.relative);
    return true;
}

static bool run_logit(KmCall *call, KmError *err)
{
    KmSlopeLogit fit;
    if (!km_slope_logit(call->arena, km_call_counts(call, "pop"), km_call_counts(call, "hits"),
                        &fit, err)) {
        return false;
    }
    km_give_number(call, "b1", fit.b1);
    km_give_number(call, "se_b1", fit.se_b1);
    km_give_number(call, "sii", fit.slope);
    km_give_number(call, "rii", fit.ratio);
    km_give_number(call, "se_sii_delta", fit.se_slope);
    km_give_number(call, "se_log_rii_delta", fit.se_log_ratio);
    return true;
}

static bool run_concentration(KmCall *call, KmError *err)
{
    KmGroups groups = {.pop = km_call_series(call, "pop"),
                       .value = km_call_series(call, "rate"),
                       .is_share = true};
    KmConcentration found;
    for (size_t i = 0; i < groups.value.n; i++) {
        groups.is_share = groups.is_share && groups.value.at[i] <= 1.0;
    }
    if (!km_concentration(&groups, &found, err)) {
        return false;
    }
    km_give(call, "C", found.index);
    km_give(call, "generalised", found.generalised);
    km_give(call, "erreygers_01", found.erreygers);
    km_give(call, "wagstaff_01", found.wagstaff);
    return true;
}

static bool run_person_concentration(KmCall *call, KmError *err)
{
    KmPersonConcentration found;
    if (!km_person_concentration(call->arena, km_call_series(call, "h"),
                                 km_call_series(call, "rankvar"), &found, err)) {
        return false;
    }
    km_give(call, "C", found.index);
    km_give(call, "generalised", found.generalised);
    km_give(call, "C_rescaled", found.rescaled);
    return true;
}

/* pop, rate, reference and good. */
static bool read_groups(KmCall *call, KmGroups *ret_groups, KmError *err)
{
    KmSeries rate = km_call_series(call, "rate");
    const char *good = km_call_text(call, "good");
    int64_t reference =
        km_call_has(call, "reference") ? km_call_count(call, "reference") : (int64_t)rate.n;
    if (strcmp(good, "high") != 0 && strcmp(good, "low") != 0) {
        return km_error_set(err, KM_ERROR_USAGE, "good is high or low, not %s", good);
    }
    if (reference < 1) {
        return km_error_set(err, KM_ERROR_USAGE, "reference counts the groups from 1");
    }
    *ret_groups = (KmGroups){.pop = km_call_series(call, "pop"),
                             .value = rate,
                             .reference = (size_t)reference - 1,
                             .low_is_good = strcmp(good, "low") == 0};
    return true;
}

static bool run_who(KmCall *call, KmError *err)
{
    KmGroups groups;
    KmMeasure found[KM_WHO_MEASURES];
    if (!read_groups(call, &groups, err) ||
        !km_who_measures(call->arena, &groups, km_call_series(call, "se"),
                         km_call_real(call, "conf"), found, err)) {
        return false;
    }
    for (size_t m = 0; m < KM_WHO_MEASURES; m++) {
        km_givef(call, found[m].found.estimate, "%s", found[m].name);
        km_givef(call, found[m].found.low, "%s_lower", found[m].name);
        km_givef(call, found[m].found.high, "%s_upper", found[m].name);
    }
    return true;
}

static bool run_groups(KmCall *call, KmError *err)
{
    KmGroups groups;
    KmDisparity found;
    if (!read_groups(call, &groups, err) || !km_disparity(&groups, &found, err)) {
        return false;
    }
    const struct {
        const char *name;
        KmValue value;
    } outputs[] = {{"mean_w", found.mean_w},
                   {"theil_t", found.theil_t},
                   {"mld", found.mld},
                   {"bgv", found.bgv},
                   {"bgsd", found.bgsd},
                   {"cov_pct", found.cov_pct},
                   {"mdm_w", found.mdm_w},
                   {"mdm_u", found.mdm_u},
                   {"mdb_w", found.mdb_w},
                   {"mdb_u", found.mdb_u},
                   {"mdr_w", found.mdr_w},
                   {"mdr_u", found.mdr_u},
                   {"idis_w_pct", found.idis_w_pct},
                   {"idis_u_pct", found.idis_u_pct},
                   {"par_best", found.par_best},
                   {"paf_best_pct", found.paf_best_pct},
                   {"par_last", found.par_reference},
                   {"paf_last_pct", found.paf_reference_pct},
                   {"diff_maxmin", found.diff},
                   {"ratio_maxmin", found.ratio}};
    for (size_t i = 0; i < sizeof outputs / sizeof outputs[0]; i++) {
        km_give(call, outputs[i].name, outputs[i].value);
    }
    return true;
}

static bool run_levin(KmCall *call, KmError *err)
{
    double fraction;
    if (!km_levin(km_call_real(call, "prevalence"), km_call_real(call, "rr"), &fraction, err)) {
        return false;
    }
    km_give_number(call, "paf", fraction);
    return true;
}

static bool run_segregation(KmCall *call, KmError *err)
{
    KmSegregation found;
    if (!km_segregation(call->arena, km_call_counts(call, "x"), km_call_counts(call, "y"), &found,
                        err)) {
        return false;
    }
    km_give_number(call, "D", found.dissimilarity);
    km_give_number(call, "isolation_xPx", found.isolation);
    km_give_number(call, "exposure_xPy", found.exposure);
    km_give_number(call, "eta2", found.eta2);
    km_give_number(call, "gorard_GS", found.gorard);
    km_give_number(call, "theil_H", found.theil);
    km_give_number(call, "gini", found.gini);
    return true;
}

#define POP                                                                                        \
    {                                                                                              \
        "pop", KM_INPUT_SERIES, NULL, "population per group, least advantaged first"               \
    }
#define GROUP_RATE                                                                                 \
    {                                                                                              \
        "rate", KM_INPUT_SERIES, NULL, "share or mean per group"                                   \
    }

const KmMethod km_inequality_methods[] = {
    {"sii_linear",
     "slope index of inequality",
     {POP, GROUP_RATE},
     "sii, intercept, se",
     "weighted regression of rate on the mid cumulative share of pop; sii = fit(1) − fit(0)",
     "Mackenbach and Kunst, Soc Sci Med 44 (1997) 757-771",
     "Ordered groups; se rests on how far groups lie from the line, three or more needed.",
     run_sii},
    {"rii",
     "relative index of inequality",
     {POP, GROUP_RATE},
     "rii_ratio, rii_mean",
     "fit(1)/fit(0) of the same line; rii_mean = sii/mean",
     "Mackenbach and Kunst, Soc Sci Med 44 (1997) 757-771",
     "The line must stay above 0 at both ends.",
     run_rii},
    {"sii_rii_logit",
     "slope and relative index by logit",
     {{"pop", KM_INPUT_COUNTS, NULL, "units per group, least advantaged first"},
      {"hits", KM_INPUT_COUNTS, NULL, "hits per group"}},
     "b1, se_b1, sii, rii, se_sii_delta, se_log_rii_delta",
     "logit share = b0 + b1 x; sii, rii from the fitted shares at x = 1 and 0",
     "Moreno-Betancur et al., Epidemiology 26 (2015) 518-527",
     "Hits and misses that the order does not separate.",
     run_logit},
    {"concentration_index",
     "concentration index over groups",
     {POP, GROUP_RATE},
     "C, generalised, erreygers_01, wagstaff_01",
     "C = 2 cov(rate, rank)/mean; Erreygers 4 mean C; Wagstaff C/(1 − mean)",
     "Erreygers, J Health Econ 28 (2009) 504-515; Wagstaff, Health Econ 14 (2005) 429-432",
     "Erreygers and Wagstaff only for shares.",
     run_concentration},
    {"concentration_index_micro",
     "concentration index over persons",
     {{"h", KM_INPUT_SERIES, NULL, "outcome per person, from 0"},
      {"rankvar", KM_INPUT_SERIES, NULL, "what persons are ranked by, lowest first"}},
     "C, generalised, C_rescaled",
     "2 cov(h, R)/mean, R = (mid-rank − ½)/n; rescaled: of h − min(h)",
     "Wagstaff, Paci and van Doorslaer, Soc Sci Med 33 (1991) 545-557",
     "Ties take the mid-rank.",
     run_person_concentration},
    {"inequality_groups",
     "inequality between groups",
     {POP,
      GROUP_RATE,
      {"reference", KM_INPUT_COUNT, "", "the group to compare with, from 1; else the last"},
      {"good", KM_INPUT_TEXT, "high", "high or low: which value is the best"}},
     "mean_w, theil_t, mld, bgv, bgsd, cov_pct, mdm_, mdb_, mdr_ (_w, _u), idis_w_pct, idis_u_pct, "
     "par_, paf_ (best, last), diff_maxmin, ratio_maxmin",
     "w = pop share: bgv Σ w (y−μ)², mdm Σ w |y−μ|, theil Σ w y/μ ln y/μ, mld Σ w ln μ/y",
     "WHO, Handbook on health inequality monitoring (2013); Harper and Lynch (2005)",
     "_u leaves the populations out. A group at 0 has no mld.",
     run_groups},
    {"who_inequality",
     "the WHO's 21 measures of inequality",
     {POP,
      GROUP_RATE,
      {"se", KM_INPUT_SERIES, NULL, "standard error of each rate"},
      {"reference", KM_INPUT_COUNT, "", "the group to compare with, from 1; else the last"},
      {"good", KM_INPUT_TEXT, "high", "high or low: which value is the best"},
      {"conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"}},
     "d, r, sii, rii, aci, rci, bgv, bgsd, cov_pct, mdm_, mdb_, mdr_ (_w, _u), idis_ (_w_pct, "
     "_u_pct), theil_t, mld, par, paf_pct, each with _lower and _upper",
     "delta method, √Σ(∂m/∂y se)²; r and rii on the logarithm",
     "WHO, Health Inequality Data Repository: technical notes (2023)",
     "Independent groups, known populations; rough near equality. par and paf_pct against the "
     "reference group.",
     run_who},
    {"paf_levin",
     "attributable fraction by Levin",
     {{"prevalence", KM_INPUT_REAL, NULL, "share exposed, 0 to 1"},
      {"rr", KM_INPUT_REAL, NULL, "relative risk"}},
     "paf",
     "p(rr − 1)/(1 + p(rr − 1))",
     "Levin, Acta Unio Int Contra Cancrum 9 (1953) 531-541",
     "The risk ratio is causal and unconfounded.",
     run_levin},
    {"segregation",
     "segregation of two groups over units",
     {{"x", KM_INPUT_COUNTS, NULL, "the one group per unit"},
      {"y", KM_INPUT_COUNTS, NULL, "the other group per unit"}},
     "D, isolation_xPx, exposure_xPy, eta2, gorard_GS, theil_H, gini",
     "D = ½ Σ |x/X − y/Y|; GS = ½ Σ |x/X − t/T|; isolation Σ x/X · x/t",
     "Duncan and Duncan, Am Sociol Rev 20 (1955) 210-217; Gorard and Taylor (2002)",
     "Small units lie above 0 by chance alone.",
     run_segregation},
};
const size_t km_inequality_method_count =
    sizeof km_inequality_methods / sizeof km_inequality_methods[0];
