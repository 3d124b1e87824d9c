#include "engine/stats/calc/call.h"
#include "engine/stats/tables/contingency.h"
#include "engine/stats/tables/fourfold.h"

static bool fourfold(const KmCall *call, KmFourfold *ret_table, KmError *err)
{
    int64_t cells[4];
    if (!km_call_fourfold(call, "table", cells, err)) {
        return false;
    }
    *ret_table = (KmFourfold){cells[0], cells[1], cells[2], cells[3]};
    return true;
}

static bool run_woolf(KmCall *call, KmError *err)
{
    KmFourfold t;
    KmOddsRatio found;
    if (!fourfold(call, &t, err) ||
        !km_odds_ratio_woolf(&t, km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_estimate(call, found.ratio);
    km_give(call, "se_log", found.se_log);
    return true;
}

static bool run_conditional(KmCall *call, KmError *err)
{
    KmFourfold t;
    KmEstimate ratio;
    if (!fourfold(call, &t, err) ||
        !km_odds_ratio_conditional(&t, km_call_real(call, "conf"), &ratio, err)) {
        return false;
    }
    km_give_estimate(call, ratio);
    return true;
}

static bool run_fisher(KmCall *call, KmError *err)
{
    KmFourfold t;
    KmFisher test;
    if (!fourfold(call, &t, err) || !km_fisher(&t, &test, err)) {
        return false;
    }
    km_give_number(call, "p_two_sided", test.two_sided);
    km_give_number(call, "p_less", test.less);
    km_give_number(call, "p_greater", test.greater);
    return true;
}

static bool run_mcnemar(KmCall *call, KmError *err)
{
    KmFourfold t;
    KmMcNemar test;
    if (!fourfold(call, &t, err) || !km_mcnemar(&t, &test, err)) {
        return false;
    }
    km_give(call, "chi2", test.chi2);
    km_give(call, "chi2_cc", test.chi2_corrected);
    km_give(call, "p", test.p);
    km_give_number(call, "p_exact", test.p_exact);
    return true;
}

static bool chi_square(const KmCall *call, KmChiSquare *ret_test, KmError *err)
{
    KmCountTable given = km_call_table(call, "table");
    KmTableOfCounts table = {given.at, given.rows, given.columns};
    return km_chi_square(&table, ret_test, err);
}

static bool run_chisq(KmCall *call, KmError *err)
{
    KmChiSquare test;
    if (!chi_square(call, &test, err)) {
        return false;
    }
    km_give(call, "chi2", test.chi2);
    km_give_number(call, "df", test.df);
    km_give(call, "p", test.p);
    km_give(call, "min_expected", test.min_expected);
    return true;
}

static bool run_yates(KmCall *call, KmError *err)
{
    KmFourfold t;
    KmChiSquare test;
    if (!fourfold(call, &t, err) || !chi_square(call, &test, err)) {
        return false;
    }
    km_give(call, "chi2", test.chi2_yates);
    km_give(call, "p", test.p_yates);
    return true;
}

static bool run_cramer(KmCall *call, KmError *err)
{
    KmChiSquare test;
    if (!chi_square(call, &test, err)) {
        return false;
    }
    KmCountTable given = km_call_table(call, "table");
    km_give(call, "cramer_v", test.cramer_v);
    if (given.rows == 2 && given.columns == 2) {
        km_give(call, "phi", test.phi);
    }
    return true;
}

static bool run_fisher_table(KmCall *call, KmError *err)
{
    KmCountTable given = km_call_table(call, "table");
    KmTableOfCounts table = {given.at, given.rows, given.columns};
    double p;
    if (!km_fisher_table(call->arena, &table, &p, err)) {
        return false;
    }
    km_give_number(call, "p", p);
    return true;
}

static bool run_trend(KmCall *call, KmError *err)
{
    KmCounts x = km_call_counts(call, "x");
    KmSeries scores = {NULL, 0};
    if (km_call_has(call, "scores")) {
        scores = km_call_series(call, "scores");
    } else {
        double *ranks = KM_NEW_ARRAY(call->arena, double, x.n);
        for (size_t i = 0; i < x.n; i++) {
            ranks[i] = (double)(i + 1);
        }
        scores = (KmSeries){ranks, x.n};
    }
    KmValue chi2, p;
    if (!km_cochran_armitage(x, km_call_counts(call, "n"), scores, &chi2, &p, err)) {
        return false;
    }
    km_give(call, "chi2", chi2);
    km_give(call, "p", p);
    return true;
}

static bool run_strata(KmCall *call, KmError *err)
{
    KmCountTable given = km_call_table(call, "tables");
    if (given.columns != 4) {
        return km_error_set(err, KM_ERROR_USAGE, "a stratum has four counts a,b,c,d; here are %zu",
                            given.columns);
    }
    KmFourfold *strata = KM_NEW_ARRAY(call->arena, KmFourfold, given.rows);
    for (size_t i = 0; i < given.rows; i++) {
        const int64_t *c = given.at + 4 * i;
        strata[i] = (KmFourfold){c[0], c[1], c[2], c[3]};
    }
    KmMantelHaenszel m;
    if (!km_mantel_haenszel(call->arena, strata, given.rows, km_call_real(call, "conf"), &m, err)) {
        return false;
    }
    km_give(call, "or_mh", m.or_mh);
    km_give(call, "lower", m.low);
    km_give(call, "upper", m.high);
    km_give(call, "chi2", m.chi2);
    km_give(call, "chi2_cc", m.chi2_corrected);
    km_give(call, "p", m.p);
    km_give(call, "p_exact", m.p_exact);
    km_give(call, "rr_mh", m.rr_mh);
    km_give(call, "rd_mh", m.rd_mh);
    return true;
}

#define CONF                                                                                       \
    {                                                                                              \
        "conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"                                 \
    }
#define FOURFOLD                                                                                   \
    {                                                                                              \
        "table", KM_INPUT_TABLE, NULL, "a,b|c,d: rows the groups, columns hit and miss"            \
    }
#define TABLE                                                                                      \
    {                                                                                              \
        "table", KM_INPUT_TABLE, NULL, "counts, rows by |"                                         \
    }

const KmMethod km_table_methods[] = {
    {"odds_ratio_woolf",
     "odds ratio: log interval",
     {FOURFOLD, CONF},
     "estimate, lower, upper, se_log",
     "ad/bc, exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d))",
     "Woolf, Ann Hum Genet 19 (1955) 251-253",
     "No empty cell.",
     run_woolf},
    {"odds_ratio_conditional",
     "odds ratio: conditional estimate and exact interval",
     {FOURFOLD, CONF},
     "estimate, lower, upper",
     "noncentral hypergeometric: mean = a; tails of α/2",
     "Fisher, JRSS 98 (1935) 39-82",
     "R's fisher.test gives the same to 2-4 digits.",
     run_conditional},
    {"fisher_2x2",
     "exact test of a 2 × 2 table",
     {FOURFOLD},
     "p_two_sided, p_less, p_greater",
     "two-sided: all tables no more probable than this one",
     "Fisher, Statistical Methods for Research Workers (1934)",
     "Margins taken as given.",
     run_fisher},
    {"chisq",
     "chi-square test of a table",
     {TABLE},
     "chi2, df, p, min_expected",
     "Σ (O − E)²/E",
     "Pearson, Phil Mag 50 (1900) 157-175",
     "Expected counts of some 5 or more.",
     run_chisq},
    {"chisq_yates",
     "the same, 2 × 2 with continuity correction",
     {FOURFOLD},
     "chi2, p",
     "Σ (|O − E| − ½)²/E",
     "Yates, JRSS Suppl 1 (1934) 217-235",
     "Close to the exact test.",
     run_yates},
    {"mcnemar",
     "change in pairs",
     {{"table", KM_INPUT_TABLE, NULL, "a,b|c,d: b and c changed"}},
     "chi2, chi2_cc, p, p_exact",
     "(b − c)²/(b + c); exact: binomial(b + c, ½)",
     "McNemar, Psychometrika 12 (1947) 153-157",
     "The same units twice.",
     run_mcnemar},
    {"phi_cramer_v",
     "strength of association",
     {TABLE},
     "cramer_v, phi (2 × 2)",
     "√(χ²/(n(min(r,c) − 1)))",
     "Cramér, Mathematical Methods of Statistics (1946) 282",
     "No bias correction.",
     run_cramer},
    {"fisher_rxc",
     "exact test of a larger table",
     {TABLE},
     "p",
     "all tables with these margins no more probable than this one",
     "Freeman and Halton, Biometrika 38 (1951) 141-149",
     "Some hundred units, a few hundred in a small table; else use chisq.",
     run_fisher_table},
    {"cochran_armitage",
     "trend of shares",
     {{"x", KM_INPUT_COUNTS, NULL, "hits per group"},
      {"n", KM_INPUT_COUNTS, NULL, "units per group"},
      {"scores", KM_INPUT_SERIES, "", "score per group; else 1, 2, 3 …"}},
     "chi2, p",
     "(Σ s(x − pn))² / (p(1−p) Σ n(s − s̄)²)",
     "Armitage, Biometrics 11 (1955) 375-386",
     "Ordered groups.",
     run_trend},
    {"mantel_haenszel",
     "2 × 2 tables over strata",
     {{"tables", KM_INPUT_TABLE, NULL, "a,b,c,d per stratum, strata by |"}, CONF},
     "or_mh, lower, upper, chi2, chi2_cc, p, p_exact, rr_mh, rd_mh",
     "OR = Σ(ad/n)/Σ(bc/n); variance of Robins, Breslow and Greenland",
     "Mantel and Haenszel, JNCI 22 (1959) 719-748; Robins et al., Biometrics 42 (1986) 311-323",
     "One common odds ratio.",
     run_strata},
};
const size_t km_table_method_count = sizeof km_table_methods / sizeof km_table_methods[0];
