#include "engine/stats/calc/call.h"
#include "engine/stats/calc/data_file.h"
#include "engine/stats/regression/cluster.h"
#include "engine/stats/regression/glm.h"

#include <string.h>

/* The columns of X after a column of ones, row by row. */
static bool design(KmCall *call, KmSeries y, KmDesign *ret_design, KmError *err)
{
    KmColumns x = km_call_columns(call, "X");
    if (!km_check_lengths("y", y.n, "a column of X", x.columns, err)) {
        return false;
    }
    long double *rows = KM_NEW_ARRAY(call->arena, long double, y.n *(x.rows + 1));
    long double *outcome = KM_NEW_ARRAY(call->arena, long double, y.n);
    for (size_t i = 0; i < y.n; i++) {
        rows[i * (x.rows + 1)] = 1.0L;
        outcome[i] = (long double)y.at[i];
        for (size_t j = 0; j < x.rows; j++) {
            rows[i * (x.rows + 1) + j + 1] = (long double)x.at[j * x.columns + i];
        }
    }
    *ret_design = (KmDesign){rows, outcome, y.n, x.rows + 1};
    return true;
}

static bool run_ols(KmCall *call, KmError *err)
{
    static const KmStandardError robust[] = {KM_SE_HC0, KM_SE_HC1, KM_SE_HC2, KM_SE_HC3};
    KmDesign rows;
    KmLinear fit;
    int64_t lag = km_call_count(call, "nw_lag");
    if (!design(call, km_call_series(call, "y"), &rows, err)) {
        return false;
    }
    if (lag < 0 || (size_t)lag >= rows.n) {
        return km_error_set(err, KM_ERROR_USAGE, "nw_lag is %lld; with %zu rows it is 0 to %zu",
                            (long long)lag, rows.n, rows.n - 1);
    }
    if (!km_least_squares(call->arena, &rows, km_dependence, &fit, err)) {
        return false;
    }
    for (size_t j = 0; j < fit.k; j++) {
        km_givef(call, km_value(fit.b[j]), "b%zu", j);
        km_givef(call, km_linear_se(&fit, j, KM_SE_CLASSICAL, 0), "se%zu", j);
    }
    km_give_number(call, "rss", fit.rss);
    km_give(call, "r2",
            fit.total > 0.0 ? km_value(1.0 - fit.rss / fit.total)
                            : km_undefined("the values do not vary"));
    for (size_t e = 0; e < sizeof robust / sizeof robust[0]; e++) {
        for (size_t j = 0; j < fit.k; j++) {
            km_givef(call, km_linear_se(&fit, j, robust[e], 0), "HC%zu_se%zu", e, j);
        }
    }
    for (size_t j = 0; j < fit.k; j++) {
        km_givef(call, km_linear_se(&fit, j, KM_SE_NEWEY_WEST, (size_t)lag), "NW_se%zu", j);
        km_givef(call, km_linear_se(&fit, j, KM_SE_NEWEY_WEST_ADJUSTED, (size_t)lag), "NWadj_se%zu",
                 j);
    }
    km_give(call, "durbin_watson", km_durbin_watson(&fit));
    return true;
}

/* Of what each row holds; 1 where it is not said. */
static KmSeries sizes(KmCall *call, const char *name, size_t n)
{
    if (km_call_has(call, name)) {
        return km_call_series(call, name);
    }
    double *ones = KM_NEW_ARRAY(call->arena, double, n);
    for (size_t i = 0; i < n; i++) {
        ones[i] = 1.0;
    }
    return (KmSeries){ones, n};
}

static bool glm(KmCall *call, KmLaw law, const char *size, KmError *err)
{
    KmSeries y = km_call_series(call, "y");
    KmGlm model = {.law = law, .size = sizes(call, size, y.n)};
    KmGlmFit fit;
    if (!design(call, y, &model.design, err) || !km_glm(call->arena, &model, &fit, err)) {
        return false;
    }
    for (size_t j = 0; j < fit.k; j++) {
        km_givef(call, km_value(fit.b[j]), "b%zu", j);
        km_givef(call, km_value(fit.se[j]), "se%zu", j);
    }
    km_give_number(call, "deviance", fit.deviance);
    km_give_number(call, "null_deviance", fit.null_deviance);
    km_give_number(call, "loglik", fit.loglik);
    return true;
}

static bool run_logistic(KmCall *call, KmError *err)
{
    return glm(call, KM_LOGISTIC, "trials", err);
}

static bool run_poisson(KmCall *call, KmError *err)
{
    return glm(call, KM_POISSON, "exposure", err);
}

static bool run_did(KmCall *call, KmError *err)
{
    enum { COLUMNS = 4, EFFECT = 3 };
    KmSeries y = km_call_series(call, "y");
    KmCounts treat = km_call_counts(call, "treat");
    KmCounts post = km_call_counts(call, "post");
    KmLabels cluster = km_call_labels(call, "cluster");
    if (!km_check_lengths("y", y.n, "treat", treat.n, err) ||
        !km_check_lengths("y", y.n, "post", post.n, err) ||
        !km_check_lengths("y", y.n, "cluster", cluster.n, err)) {
        return false;
    }
    long double *rows = KM_NEW_ARRAY(call->arena, long double, y.n *COLUMNS);
    long double *outcome = KM_NEW_ARRAY(call->arena, long double, y.n);
    for (size_t i = 0; i < y.n; i++) {
        bool is_coded =
            (treat.at[i] == 0 || treat.at[i] == 1) && (post.at[i] == 0 || post.at[i] == 1);
        if (!is_coded) {
            return km_error_set(err, KM_ERROR_USAGE, "treat and post are 0 or 1; row %zu is not",
                                i + 1);
        }
        long double *row = rows + i * COLUMNS;
        row[0] = 1.0L;
        row[1] = (long double)treat.at[i];
        row[2] = (long double)post.at[i];
        row[EFFECT] = row[1] * row[2];
        outcome[i] = (long double)y.at[i];
    }
    KmDesign model = {rows, outcome, y.n, COLUMNS};
    KmLinear fit;
    KmClusterErrors errors;
    if (!km_least_squares(call->arena, &model, km_dependence, &fit, err) ||
        !km_cluster_errors(call->arena, &model, &fit, cluster.at, cluster.groups, EFFECT, &errors,
                           err)) {
        return false;
    }
    km_give_number(call, "did", fit.b[EFFECT]);
    km_give(call, "se_CR0", errors.cr0);
    km_give(call, "se_CR1", errors.cr1);
    km_give(call, "se_CR1S", errors.cr1s);
    km_give(call, "se_CR2", errors.cr2);
    km_give(call, "df_CR2", errors.df);
    return true;
}

static bool run_nist(KmCall *call, KmError *err)
{
    enum { MOST_DEGREE = 20 };
    KmDataFile file;
    KmLinear fit;
    int64_t degree = km_call_count(call, "degree");
    int64_t intercept = km_call_count(call, "intercept");
    if (strcmp(km_call_text(call, "model"), "polynomial") != 0) {
        return km_error_set(err, KM_ERROR_USAGE, "model is polynomial, not %s",
                            km_call_text(call, "model"));
    }
    if (degree < 1 || degree > MOST_DEGREE || (intercept != 0 && intercept != 1)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "degree is 1 to %d and intercept is 0 or 1, not %lld and %lld",
                            MOST_DEGREE, (long long)degree, (long long)intercept);
    }
    if (!km_data_file_read(call->arena, call->folder, km_call_text(call, "data_file"), &file,
                           err)) {
        return false;
    }
    if (file.columns != 2) {
        return km_error_set(err, KM_ERROR_USAGE, "the data file has %zu columns; y and x make two",
                            file.columns);
    }
    size_t k = (size_t)(degree + intercept);
    long double *rows = KM_NEW_ARRAY(call->arena, long double, file.rows *k);
    long double *y = KM_NEW_ARRAY(call->arena, long double, file.rows);
    for (size_t i = 0; i < file.rows; i++) {
        long double power = intercept == 1 ? 1.0L : file.at[2 * i + 1];
        y[i] = file.at[2 * i];
        for (size_t j = 0; j < k; j++) {
            rows[i * k + j] = power;
            power *= file.at[2 * i + 1];
        }
    }
    /* Powers of one x lie close together; extended precision carries them further. */
    if (!km_least_squares(call->arena, &(KmDesign){rows, y, file.rows, k}, 1e-16, &fit, err)) {
        return false;
    }
    for (size_t j = 0; j < k; j++) {
        size_t name = j + (intercept == 1 ? 0 : 1);
        km_givef(call, km_value(fit.b[j]), "b%zu", name);
        km_givef(call, km_linear_se(&fit, j, KM_SE_CLASSICAL, 0), "se%zu", name);
    }
    km_give_number(call, "rss", fit.rss);
    return true;
}

#define X_COLUMNS                                                                                  \
    {                                                                                              \
        "X", KM_INPUT_COLUMNS, NULL, "predictors by |, values by comma; an intercept is added"     \
    }

const KmMethod km_regression_methods[] = {
    {"ols_its",
     "linear regression, robust errors",
     {{"y", KM_INPUT_SERIES, NULL, "outcome, in order of time for nw_lag"},
      X_COLUMNS,
      {"nw_lag", KM_INPUT_COUNT, "0", "lags of Newey-West"}},
     "b0, se0, b1, se1 …, rss, r2, HC0_ to HC3_se, NW_se, NWadj_se, durbin_watson",
     "(X'X)⁻¹X'y; HC2 e/√(1 − h), HC3 e/(1 − h); Newey-West weights 1 − l/(L + 1)",
     "Long and Ervin, Am Stat 54 (2000) 217-224; Newey and West, Econometrica 55 (1987) 703-708",
     "For an interrupted series X = time|after|time since. Under some 30 points robust errors are "
     "too small.",
     run_ols},
    {"logistic",
     "logistic regression",
     {{"y", KM_INPUT_SERIES, NULL, "hits per row"},
      X_COLUMNS,
      {"trials", KM_INPUT_SERIES, "", "units per row; else 1 each"}},
     "b0, se0, b1, se1 …, deviance, null_deviance, loglik",
     "logit p = b0 + b1 x1 + …, maximum likelihood; exp(b) is an odds ratio",
     "McCullagh and Nelder, Generalized Linear Models (1989) ch. 4",
     "Rows independent; some ten hits and misses per predictor; no separation.",
     run_logistic},
    {"poisson_glm",
     "Poisson regression",
     {{"y", KM_INPUT_SERIES, NULL, "events per row"},
      X_COLUMNS,
      {"exposure", KM_INPUT_SERIES, "", "time at risk or population per row; else 1 each"}},
     "b0, se0, b1, se1 …, deviance, null_deviance, loglik",
     "log mean = log exposure + b0 + b1 x1 + …; exp(b) is a rate ratio",
     "McCullagh and Nelder, Generalized Linear Models (1989) ch. 6",
     "A deviance far above the rows less the coefficients means errors are too small.",
     run_poisson},
    {"did_cluster",
     "difference in differences, clustered errors",
     {{"y", KM_INPUT_SERIES, NULL, "outcome"},
      {"treat", KM_INPUT_COUNTS, NULL, "1 treated, 0 comparison"},
      {"post", KM_INPUT_COUNTS, NULL, "1 after the start, 0 before"},
      {"cluster", KM_INPUT_LABELS, NULL, "school or site of each row"}},
     "did, se_CR0, se_CR1, se_CR1S, se_CR2, df_CR2",
     "y = b0 + b1 treat + b2 post + did treat·post",
     "Bell and McCaffrey, Survey Methodology 28 (2002) 169-181; Pustejovsky and Tipton (2018)",
     "Without the treatment both groups would have moved alike. Few clusters: CR2 with its df.",
     run_did},
    {"nist_linear",
     "polynomial regression of a data file",
     {{"data_file", KM_INPUT_TEXT, NULL, "CSV with y and x"},
      {"model", KM_INPUT_TEXT, "polynomial", "polynomial"},
      {"degree", KM_INPUT_COUNT, "1", "highest power, 1 to 20"},
      {"intercept", KM_INPUT_COUNT, "1", "1 with, 0 without"}},
     "b0, se0, b1, se1 …, rss",
     "least squares by Householder QR in extended precision",
     "NIST StRD, linear least squares regression",
     "For the check of a computer's arithmetic.",
     run_nist},
};
const size_t km_regression_method_count =
    sizeof km_regression_methods / sizeof km_regression_methods[0];
