#include "engine/stats/calc/call.h"
#include "engine/stats/proportions/cluster.h"
#include "engine/stats/proportions/difference.h"
#include "engine/stats/proportions/exact.h"
#include "engine/stats/proportions/sample.h"

#include <stddef.h>

typedef bool (*OneInterval)(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                            KmError *err);
typedef bool (*TwoIntervals)(int64_t x, int64_t n, double confidence, KmTwoIntervals *ret_intervals,
                             KmError *err);
typedef bool (*Difference)(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                           KmError *err);

static bool one(KmCall *call, OneInterval f, KmError *err)
{
    int64_t x = km_call_count(call, "x");
    int64_t n = km_call_count(call, "n");
    KmInterval interval;
    if (!f(x, n, km_call_real(call, "conf"), &interval, err)) {
        return false;
    }
    km_give_number(call, "estimate", (double)x / (double)n);
    km_give_interval(call, interval);
    return true;
}

static bool two(KmCall *call, TwoIntervals f, KmError *err)
{
    int64_t x = km_call_count(call, "x");
    int64_t n = km_call_count(call, "n");
    KmTwoIntervals found;
    if (!f(x, n, km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_number(call, "estimate", (double)x / (double)n);
    km_give_interval(call, found.limits);
    km_give_number(call, "lower_raw", found.raw.low);
    km_give_number(call, "upper_raw", found.raw.high);
    return true;
}

static KmTwoProportions pair(const KmCall *call)
{
    return (KmTwoProportions){.x1 = km_call_count(call, "x1"),
                              .n1 = km_call_count(call, "n1"),
                              .x2 = km_call_count(call, "x2"),
                              .n2 = km_call_count(call, "n2")};
}

static bool difference(KmCall *call, Difference f, KmError *err)
{
    KmTwoProportions t = pair(call);
    KmInterval interval;
    if (!f(&t, km_call_real(call, "conf"), &interval, err)) {
        return false;
    }
    km_give_number(call, "estimate", (double)t.x1 / (double)t.n1 - (double)t.x2 / (double)t.n2);
    km_give_interval(call, interval);
    return true;
}

static bool newcombe(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                     KmError *err)
{
    return km_newcombe_difference(t->x1, t->n1, t->x2, t->n2, confidence, ret_interval, err);
}

static bool newcombe_cc(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                        KmError *err)
{
    return km_newcombe_difference_corrected(t->x1, t->n1, t->x2, t->n2, confidence, ret_interval,
                                            err);
}

static bool run_wilson(KmCall *call, KmError *err)
{
    return one(call, km_wilson, err);
}

static bool run_wilson_cc(KmCall *call, KmError *err)
{
    return one(call, km_wilson_corrected, err);
}

static bool run_clopper_pearson(KmCall *call, KmError *err)
{
    return one(call, km_clopper_pearson, err);
}

static bool run_mid_p(KmCall *call, KmError *err)
{
    return one(call, km_mid_p, err);
}

static bool run_jeffreys(KmCall *call, KmError *err)
{
    return two(call, km_jeffreys, err);
}

static bool run_agresti_coull(KmCall *call, KmError *err)
{
    return two(call, km_agresti_coull, err);
}

static bool run_newcombe(KmCall *call, KmError *err)
{
    return difference(call, newcombe, err);
}

static bool run_newcombe_cc(KmCall *call, KmError *err)
{
    return difference(call, newcombe_cc, err);
}

static bool run_miettinen_nurminen(KmCall *call, KmError *err)
{
    return difference(call, km_miettinen_nurminen, err);
}

static bool run_mee(KmCall *call, KmError *err)
{
    return difference(call, km_mee, err);
}

static bool run_wald(KmCall *call, KmError *err)
{
    return difference(call, km_wald_difference, err);
}

static bool run_agresti_caffo(KmCall *call, KmError *err)
{
    return difference(call, km_agresti_caffo, err);
}

static bool run_ztest(KmCall *call, KmError *err)
{
    KmTwoProportions t = pair(call);
    KmZTest test;
    if (!km_check_confidence(km_call_real(call, "conf"), err) ||
        !km_two_proportions_test(&t, &test, err)) {
        return false;
    }
    km_give(call, "z", test.z);
    km_give(call, "p", test.p);
    return true;
}

static bool run_cohens_h(KmCall *call, KmError *err)
{
    KmTwoProportions t = pair(call);
    double h;
    if (!km_check_confidence(km_call_real(call, "conf"), err) || !km_cohens_h(&t, &h, err)) {
        return false;
    }
    km_give_number(call, "h", h);
    return true;
}

static bool run_katz(KmCall *call, KmError *err)
{
    KmTwoProportions t = pair(call);
    KmEstimate ratio;
    if (!km_ratio_katz(&t, km_call_real(call, "conf"), &ratio, err)) {
        return false;
    }
    km_give_estimate(call, ratio);
    return true;
}

static bool run_koopman(KmCall *call, KmError *err)
{
    KmTwoProportions t = pair(call);
    KmEstimate ratio;
    if (!km_ratio_koopman(&t, km_call_real(call, "conf"), &ratio, err)) {
        return false;
    }
    km_give_estimate(call, ratio);
    return true;
}

static bool run_stratified(KmCall *call, KmError *err)
{
    KmStratified found;
    if (!km_stratified_proportion(km_call_counts(call, "hits"), km_call_counts(call, "n"),
                                  km_call_counts(call, "N"), km_call_real(call, "conf"), &found,
                                  err)) {
        return false;
    }
    km_give_estimate(
        call, (KmEstimate){.estimate = found.estimate, .low = found.low, .high = found.high});
    km_give(call, "se", found.se);
    km_give(call, "se_nofpc", found.se_nofpc);
    return true;
}

static bool run_clustered(KmCall *call, KmError *err)
{
    KmClusteredProportion found;
    if (!km_clustered_proportion(km_call_counts(call, "x"), km_call_counts(call, "n"),
                                 km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_estimate(call, (KmEstimate){.estimate = km_value(found.estimate),
                                        .low = km_value(found.low),
                                        .high = km_value(found.high)});
    km_give(call, "se", found.se);
    km_give(call, "deff", found.deff);
    km_give(call, "n_effective", km_value(found.effective_n));
    return true;
}

static bool run_clustered_mean(KmCall *call, KmError *err)
{
    KmSeries y = km_call_series(call, "y");
    KmLabels cluster = km_call_labels(call, "cluster");
    KmClusteredMean found;
    if (!km_check_lengths("y", y.n, "cluster", cluster.n, err) ||
        !km_check_least("y", y.n, 1, err)) {
        return false;
    }
    double *sum = KM_NEW_ARRAY(call->arena, double, cluster.groups);
    int64_t *n = KM_NEW_ARRAY(call->arena, int64_t, cluster.groups);
    double squares = 0.0;
    for (size_t i = 0; i < y.n; i++) {
        sum[cluster.at[i]] += y.at[i];
        n[cluster.at[i]]++;
        squares += y.at[i] * y.at[i];
    }
    if (!km_clustered_mean((KmSeries){sum, cluster.groups}, (KmCounts){n, cluster.groups}, squares,
                           NULL, km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_estimate(
        call,
        (KmEstimate){.estimate = km_value(found.estimate), .low = found.low, .high = found.high});
    km_give(call, "sd", found.sd);
    km_give(call, "se", found.se);
    km_give(call, "deff", found.deff);
    km_give(call, "n_effective", km_value(found.effective_n));
    km_give_number(call, "clusters", (double)cluster.groups);
    return true;
}

static bool run_sample_size(KmCall *call, KmError *err)
{
    KmSampleSize size;
    if (!km_sample_size(km_call_real(call, "p1"), km_call_real(call, "p2"),
                        km_call_real(call, "alpha"), km_call_real(call, "power"), &size, err)) {
        return false;
    }
    km_give_number(call, "n_per_group_fleiss", size.n_per_group);
    km_give_number(call, "n_power_prop_test", size.n_per_group);
    km_give_number(call, "n_per_group_fleiss_cc", size.n_corrected);
    return true;
}

#define CONF                                                                                       \
    {                                                                                              \
        "conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"                                 \
    }
#define ONE                                                                                        \
    {                                                                                              \
        {"x", KM_INPUT_COUNT, NULL, "hits"}, {"n", KM_INPUT_COUNT, NULL, "units"}, CONF            \
    }
#define TWO                                                                                        \
    {                                                                                              \
        {"x1", KM_INPUT_COUNT, NULL, "hits of the first group"},                                   \
            {"n1", KM_INPUT_COUNT, NULL, "units of the first group"},                              \
            {"x2", KM_INPUT_COUNT, NULL, "hits of the second group"},                              \
            {"n2", KM_INPUT_COUNT, NULL, "units of the second group"}, CONF                        \
    }
#define ONE_CONDITIONS "n at least 1, x between 0 and n."
#define TWO_CONDITIONS "Independent groups, n at least 1, x between 0 and n."

const KmMethod km_proportion_methods[] = {
    {"wilson", "proportion: Wilson score interval", ONE, "estimate, lower, upper",
     "(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), p = x/n", "Wilson, JASA 22 (1927) 209-212",
     ONE_CONDITIONS " The default of the evaluation: holds for small n, and for 0 and n hits.",
     run_wilson},
    {"wilson_cc", "proportion: Wilson interval with continuity correction", ONE,
     "estimate, lower, upper", "(2np + z² ∓ 1 ∓ z √(z² ∓ 2 − 1/n + 4p(nq ± 1))) / 2(n + z²)",
     "Newcombe, Stat Med 17 (1998) 857-872, method 4",
     ONE_CONDITIONS " R's prop.test shrinks the correction near x = n/2; this does not.",
     run_wilson_cc},
    {"clopper_pearson", "proportion: exact interval", ONE, "estimate, lower, upper",
     "lower: p with P(X ≥ x) = α/2; upper: p with P(X ≤ x) = α/2",
     "Clopper and Pearson, Biometrika 26 (1934) 404-413",
     ONE_CONDITIONS " Never covers less than stated, mostly more.", run_clopper_pearson},
    {"agresti_coull", "proportion: Agresti-Coull interval", ONE,
     "estimate, lower, upper (clipped to 0…1), lower_raw, upper_raw",
     "p̃ ± z √(p̃(1−p̃)/ñ), ñ = n + z², p̃ = (x + z²/2)/ñ",
     "Agresti and Coull, Am Stat 52 (1998) 119-126", ONE_CONDITIONS, run_agresti_coull},
    {"jeffreys", "proportion: Jeffreys interval", ONE,
     "estimate, lower, upper (0 at x = 0, 1 at x = n), lower_raw, upper_raw",
     "quantiles α/2 and 1 − α/2 of beta(x + ½, n − x + ½)",
     "Brown, Cai and DasGupta, Stat Sci 16 (2001) 101-133", ONE_CONDITIONS, run_jeffreys},
    {"midp_exact", "proportion: mid-p exact interval", ONE, "estimate, lower, upper",
     "as clopper_pearson, with half of P(X = x) in the tail",
     "Lancaster, JASA 56 (1961) 223-234; Berry and Armitage, The Statistician 44 (1995) 417-423",
     ONE_CONDITIONS, run_mid_p},
    {"diff_newcombe", "difference of proportions: Newcombe's hybrid score interval", TWO,
     "estimate, lower, upper",
     "p1 − p2 − √((p1−l1)² + (u2−p2)²), p1 − p2 + √((u1−p1)² + (p2−l2)²), l and u Wilson limits",
     "Newcombe, Stat Med 17 (1998) 873-890, method 10",
     TWO_CONDITIONS " The default of the evaluation. One half may have no width.", run_newcombe},
    {"diff_newcombe_cc", "the same with continuity correction", TWO, "estimate, lower, upper",
     "as diff_newcombe, with corrected Wilson limits",
     "Newcombe, Stat Med 17 (1998) 873-890, method 11", TWO_CONDITIONS, run_newcombe_cc},
    {"diff_miettinen_nurminen", "difference of proportions: score interval", TWO,
     "estimate, lower, upper",
     "all δ with (p1 − p2 − δ)² / V(δ) ≤ z², V fitted under δ, times N/(N−1)",
     "Miettinen and Nurminen, Stat Med 4 (1985) 213-226", TWO_CONDITIONS, run_miettinen_nurminen},
    {"diff_mee", "the same without the factor N/(N−1)", TWO, "estimate, lower, upper",
     "all δ with (p1 − p2 − δ)² / V(δ) ≤ z²", "Mee, Biometrics 40 (1984) 1175-1176", TWO_CONDITIONS,
     run_mee},
    {"diff_wald", "difference of proportions: Wald interval", TWO, "estimate, lower, upper",
     "p1 − p2 ± z √(p1(1−p1)/n1 + p2(1−p2)/n2)", "textbook; for comparison with older reports",
     TWO_CONDITIONS " Too short for small groups; no width at 0 or n hits; not clipped.", run_wald},
    {"diff_agresti_caffo", "difference of proportions: Agresti-Caffo interval", TWO,
     "estimate, lower, upper", "Wald with one hit and one miss added to each group",
     "Agresti and Caffo, Am Stat 54 (2000) 280-288", TWO_CONDITIONS " Not clipped.",
     run_agresti_caffo},
    {"ztest_2prop", "difference of proportions: z test", TWO, "z, p (two-sided)",
     "(p1 − p2) / √(p̄(1−p̄)(1/n1 + 1/n2)), p̄ pooled", "Pearson 1900; equals chisq on 2 × 2",
     TWO_CONDITIONS " Not defined when nobody or everybody is a hit.", run_ztest},
    {"cohens_h", "effect size of two proportions", TWO, "h", "2 asin √p1 − 2 asin √p2",
     "Cohen, Statistical Power Analysis (1988) 6.2", TWO_CONDITIONS, run_cohens_h},
    {"ratio_katz_log", "ratio of proportions: log interval", TWO, "estimate, lower, upper",
     "exp(ln(p1/p2) ± z √(1/x1 − 1/n1 + 1/x2 − 1/n2))", "Katz et al., Biometrics 34 (1978) 469-474",
     TWO_CONDITIONS " Not defined when a group has no hits.", run_katz},
    {"ratio_koopman", "ratio of proportions: score interval", TWO, "estimate, lower, upper",
     "all φ with Σ (xi − ni p̃i)² / (ni p̃i(1−p̃i)) ≤ z², p̃ fitted under p1 = φ p2",
     "Koopman, Biometrics 40 (1984) 513-517",
     TWO_CONDITIONS " No hits in the second group: upper is Inf.", run_koopman},
    {"stratified_proportion",
     "proportion from a stratified sample",
     {{"hits", KM_INPUT_COUNTS, NULL, "hits per stratum"},
      {"n", KM_INPUT_COUNTS, NULL, "sampled units per stratum"},
      {"N", KM_INPUT_COUNTS, NULL, "all units per stratum"},
      CONF},
     "estimate, lower, upper, se, se_nofpc (without the finite population correction)",
     "Σ Wh ph, Wh = Nh/N; se² = Σ Wh² (1 − nh/Nh) ph(1−ph)/(nh − 1)",
     "Cochran, Sampling Techniques (1977) ch. 5",
     "Simple random samples; two units or the whole stratum each.",
     run_stratified},
    {"clustered_proportion",
     "proportion of units in clusters: design effect and interval",
     {{"x", KM_INPUT_COUNTS, NULL, "hits per cluster"},
      {"n", KM_INPUT_COUNTS, NULL, "units per cluster"},
      CONF},
     "estimate, lower, upper, se, deff, n_effective",
     "se² = m/(m−1) Σ (x_c − p n_c)² / n²; deff = se² n / p(1−p); Wilson for n / deff units",
     "Cochran, Sampling Techniques (1977) 9A; Korn and Graubard, Survey Methodology 24 (1998) "
     "193-201",
     "Two clusters at least, and neither nobody nor everybody a hit; else se is not defined.",
     run_clustered},
    {"clustered_mean",
     "mean of units in clusters: design effect and interval",
     {{"y", KM_INPUT_SERIES, NULL, "a value a unit"},
      {"cluster", KM_INPUT_LABELS, NULL, "its cluster"},
      CONF},
     "estimate, lower, upper, sd, se, deff, n_effective, clusters",
     "se² = m/(m−1) Σ (y_c − ȳ n_c)² / n²; deff = se² n / sd²; ȳ ± t_{m−1} se",
     "Cochran, Sampling Techniques (1977) 9A; Korn and Graubard, Survey Methodology 24 (1998) "
     "193-201",
     "Two clusters at least, else se is not defined; never narrower than without clusters.",
     run_clustered_mean},
    {"power_2prop_n",
     "units per group to find p1 against p2",
     {{"p1", KM_INPUT_REAL, NULL, "first share"},
      {"p2", KM_INPUT_REAL, NULL, "second share"},
      {"alpha", KM_INPUT_REAL, "0.05", "two-sided error of the first kind"},
      {"power", KM_INPUT_REAL, "0.8", "chance to find it"}},
     "n_per_group_fleiss, n_power_prop_test (the same), n_per_group_fleiss_cc",
     "(z_{α/2} √(2p̄q̄) + z_β √(p1q1 + p2q2))² / (p1−p2)²",
     "Fleiss, Statistical Methods for Rates and Proportions (1981) ch. 3",
     "Shares, alpha and power between 0 and 1, p1 other than p2. Not rounded up.",
     run_sample_size},
};
const size_t km_proportion_method_count =
    sizeof km_proportion_methods / sizeof km_proportion_methods[0];
