#include "engine/stats/calc/call.h"
#include "engine/stats/calc/data_file.h"
#include "engine/stats/samples/adjust.h"
#include "engine/stats/samples/compare.h"
#include "engine/stats/samples/summary.h"

static bool run_mean(KmCall *call, KmError *err)
{
    KmMean found;
    if (!km_mean(km_call_series(call, "data"), km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_number(call, "mean", found.mean);
    km_give(call, "se", found.se);
    km_give(call, "lower", found.low);
    km_give(call, "upper", found.high);
    return true;
}

static bool run_describe(KmCall *call, KmError *err)
{
    KmDescription found;
    if (!km_describe(call->arena, km_call_series(call, "data"), &found, err)) {
        return false;
    }
    km_give_number(call, "sum", found.sum);
    km_give_number(call, "median", found.median);
    km_give(call, "var", found.variance);
    km_give(call, "sd", found.sd);
    km_give_number(call, "mad_scaled", found.mad_scaled);
    km_give_number(call, "iqr7", found.iqr);
    return true;
}

static bool run_quantiles(KmCall *call, KmError *err)
{
    KmSeries data = km_call_series(call, "data"), probs = km_call_series(call, "probs");
    if (!km_check_least("data", data.n, 1, err)) {
        return false;
    }
    for (size_t i = 0; i < probs.n; i++) {
        if (!(probs.at[i] >= 0 && probs.at[i] <= 1)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "probs lie between 0 and 1; write 0.9, not 90");
        }
    }
    KmSeries sorted = {km_sorted(call->arena, data), data.n};
    for (int type = 1; type <= 9; type++) {
        for (size_t i = 0; i < probs.n; i++) {
            km_givef(call, km_value(km_quantile(sorted, probs.at[i], type)), "type%d_q%s", type,
                     km_call_label(call, probs.at[i]));
        }
    }
    return true;
}

static void give_t(KmCall *call, const KmTTest *test)
{
    km_give(call, "t", test->t);
    km_give(call, "df", test->df);
    km_give(call, "p", test->p);
    km_give(call, "lower", test->low);
    km_give(call, "upper", test->high);
}

static bool run_welch(KmCall *call, KmError *err)
{
    KmTTest test;
    if (!km_welch(km_call_series(call, "a"), km_call_series(call, "b"), km_call_real(call, "conf"),
                  &test, err)) {
        return false;
    }
    give_t(call, &test);
    return true;
}

static bool run_paired(KmCall *call, KmError *err)
{
    KmTTest test;
    if (!km_paired_t(call->arena, km_call_series(call, "a"), km_call_series(call, "b"),
                     km_call_real(call, "conf"), &test, err)) {
        return false;
    }
    give_t(call, &test);
    return true;
}

static bool run_mann_whitney(KmCall *call, KmError *err)
{
    KmRankSum test;
    if (!km_mann_whitney(call->arena, km_call_series(call, "a"), km_call_series(call, "b"), &test,
                         err)) {
        return false;
    }
    km_give_number(call, "U1", test.u1);
    km_give(call, "p_cc", test.p_corrected);
    km_give(call, "p_nocc", test.p_plain);
    km_give_number(call, "auc", test.auc);
    return true;
}

static bool run_mann_whitney_exact(KmCall *call, KmError *err)
{
    double u, p;
    if (!km_mann_whitney_exact(call->arena, km_call_series(call, "a"), km_call_series(call, "b"),
                               &u, &p, err)) {
        return false;
    }
    km_give_number(call, "U1", u);
    km_give_number(call, "p", p);
    return true;
}

static bool run_rank_correlations(KmCall *call, KmError *err)
{
    KmValue rho, tau;
    if (!km_rank_correlations(call->arena, km_call_series(call, "a"), km_call_series(call, "b"),
                              &rho, &tau, err)) {
        return false;
    }
    km_give(call, "rho", rho);
    km_give(call, "tau_b", tau);
    return true;
}

static bool run_pearson(KmCall *call, KmError *err)
{
    KmCorrelation found;
    if (!km_pearson(km_call_series(call, "a"), km_call_series(call, "b"),
                    km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give(call, "r", found.r);
    km_give(call, "lower", found.low);
    km_give(call, "upper", found.high);
    km_give(call, "p", found.p);
    return true;
}

static bool run_kruskal(KmCall *call, KmError *err)
{
    KmSeries *groups;
    size_t n = km_call_groups(call, "g*", &groups);
    KmKruskal test;
    if (!km_kruskal(call->arena, groups, n, &test, err)) {
        return false;
    }
    km_give(call, "H", test.h);
    km_give(call, "p", test.p);
    return true;
}

static bool run_adjust(KmCall *call, KmError *err)
{
    static const struct {
        const char *name;
        KmAdjustment how;
    } methods[] = {{"bonferroni", KM_ADJUST_BONFERRONI},
                   {"holm", KM_ADJUST_HOLM},
                   {"hochberg", KM_ADJUST_HOCHBERG},
                   {"BH", KM_ADJUST_BENJAMINI_HOCHBERG},
                   {"BY", KM_ADJUST_BENJAMINI_YEKUTIELI}};
    KmSeries p = km_call_series(call, "p");
    double *adjusted = KM_NEW_ARRAY(call->arena, double, p.n);
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        if (!km_adjust_p(call->arena, p, methods[m].how, adjusted, err)) {
            return false;
        }
        for (size_t i = 0; i < p.n; i++) {
            km_givef(call, km_value(adjusted[i]), "%s_%zu", methods[m].name, i + 1);
        }
    }
    return true;
}

static bool run_nist(KmCall *call, KmError *err)
{
    KmDataFile file;
    KmUnivariate found;
    if (!km_data_file_read(call->arena, call->folder, km_call_text(call, "data_file"), &file,
                           err) ||
        !km_univariate(file.at, file.rows * file.columns, &found, err)) {
        return false;
    }
    km_give_number(call, "mean", found.mean);
    km_give(call, "sd", found.sd);
    km_give(call, "lag1_autocorrelation", found.lag1);
    return true;
}

#define CONF                                                                                       \
    {                                                                                              \
        "conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"                                 \
    }
#define DATA                                                                                       \
    {                                                                                              \
        "data", KM_INPUT_SERIES, NULL, "the values"                                                \
    }
#define A                                                                                          \
    {                                                                                              \
        "a", KM_INPUT_SERIES, NULL, "first sample"                                                 \
    }
#define B                                                                                          \
    {                                                                                              \
        "b", KM_INPUT_SERIES, NULL, "second sample"                                                \
    }

const KmMethod km_sample_methods[] = {
    {"mean_t",
     "mean with t interval",
     {DATA, CONF},
     "mean, se, lower, upper",
     "x̄ ± t(n−1) s/√n",
     "Student, Biometrika 6 (1908) 1-25",
     "Two values or more for an interval; skewed data need many.",
     run_mean},
    {"describe",
     "spread of one sample",
     {DATA},
     "sum, median, var, sd, mad_scaled, iqr7",
     "var = Σ(x − x̄)²/(n−1); mad_scaled = 1.4826 median|x − median|; iqr7 from type 7 quantiles",
     "R 4.2 var, mad, IQR",
     "One value or more; var and sd need two.",
     run_describe},
    {"quantiles",
     "quantiles by nine definitions",
     {DATA, {"probs", KM_INPUT_SERIES, "0,0.25,0.5,0.75,1", "shares, 0 to 1"}},
     "type1_q0.5 … type9_q0.5",
     "type 7: linear between order statistics, position 1 + (n−1)p",
     "Hyndman and Fan, Am Stat 50 (1996) 361-365",
     "Type 7 is the default of R and Excel.",
     run_quantiles},
    {"welch_t",
     "difference of two means",
     {A, B, CONF},
     "t, df, p, lower, upper",
     "(x̄a − x̄b)/√(sa²/na + sb²/nb), df by Satterthwaite",
     "Welch, Biometrika 34 (1947) 28-35",
     "Independent samples of two values or more; variances need not be equal.",
     run_welch},
    {"paired_t",
     "mean of paired differences",
     {A, B, CONF},
     "t, df, p, lower, upper",
     "d̄/(sd/√n), d = a − b",
     "Student, Biometrika 6 (1908) 1-25",
     "The same units twice.",
     run_paired},
    {"mann_whitney_normal",
     "rank sum test, normal",
     {A, B},
     "U1, p_cc, p_nocc, auc",
     "(U1 − na nb/2 ∓ ½)/√(na nb/12 (n + 1 − Σ(t³−t)/(n(n−1))))",
     "Mann and Whitney, Ann Math Stat 18 (1947) 50-60",
     "Ties allowed; some ten values each.",
     run_mann_whitney},
    {"mann_whitney_exact",
     "rank sum test, exact",
     {A, B},
     "U1, p",
     "min(1, 2 × smaller tail) over all arrangements",
     "Mann and Whitney, Ann Math Stat 18 (1947) 50-60",
     "No ties; at most 400 values.",
     run_mann_whitney_exact},
    {"spearman_kendall",
     "rank correlations",
     {A, B},
     "rho, tau_b",
     "rho: Pearson's r of mid-ranks; tau_b = S/√((n0 − na)(n0 − nb))",
     "Kendall, Rank Correlation Methods (1970)",
     "Pairs; ties allowed.",
     run_rank_correlations},
    {"pearson",
     "correlation",
     {A, B, CONF},
     "r, lower, upper, p",
     "interval tanh(atanh r ± z/√(n−3)); t = r√((n−2)/(1−r²))",
     "Fisher, Metron 1 (1921) 3-32",
     "Three pairs, four for an interval.",
     run_pearson},
    {"kruskal",
     "rank test of several groups",
     {{"g*", KM_INPUT_SERIES, NULL, "g1, g2, …: the values of each group"}},
     "H, p",
     "(12/(n(n+1)) Σ R²/m − 3(n+1)) / (1 − Σ(t³−t)/(n³−n))",
     "Kruskal and Wallis, JASA 47 (1952) 583-621",
     "Chi-square: some five values a group.",
     run_kruskal},
    {"p_adjust",
     "many tests at once",
     {{"p", KM_INPUT_SERIES, NULL, "p values of one family"}},
     "bonferroni_1 …, holm_, hochberg_, BH_, BY_",
     "BH: min over j ≥ i of m p(j)/j; Holm: max over j ≤ i of (m−j+1) p(j)",
     "Holm, Scand J Stat 6 (1979) 65-70; Benjamini and Hochberg, JRSS B 57 (1995) 289-300",
     "BH holds for independent or positively dependent tests, BY for any.",
     run_adjust},
    {"nist_univariate",
     "mean, spread and autocorrelation of a data file",
     {{"data_file", KM_INPUT_TEXT, NULL, "CSV of numbers"}},
     "mean, sd, lag1_autocorrelation",
     "Σ(xi − m)(xi+1 − m)/Σ(xi − m)²",
     "NIST Statistical Reference Datasets",
     "Computed in extended precision.",
     run_nist},
};
const size_t km_sample_method_count = sizeof km_sample_methods / sizeof km_sample_methods[0];
