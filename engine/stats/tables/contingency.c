#include "engine/stats/tables/contingency.h"

#include <math.h>

#include "engine/stats/special.h"
#include "engine/stats/tables/network.h"

static bool check(const KmTableOfCounts *t, KmError *err)
{
    if (t->rows < 2 || t->columns < 2) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the table is %zu × %zu; it needs two rows and two columns at least",
                            t->rows, t->columns);
    }
    return km_check_counts("table", (KmCounts){t->at, t->rows * t->columns}, err);
}

typedef struct {
    double *row, *column, all;
} Margins;

static Margins margins_of(KmArena *scratch, const KmTableOfCounts *t)
{
    Margins m = {KM_NEW_ARRAY(scratch, double, t->rows), KM_NEW_ARRAY(scratch, double, t->columns),
                 0};
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++) {
            double x = (double)t->at[r * t->columns + c];
            m.row[r] += x;
            m.column[c] += x;
            m.all += x;
        }
    }
    return m;
}

static double phi_of(const KmTableOfCounts *t)
{
    double a = (double)t->at[0], b = (double)t->at[1], c = (double)t->at[2], d = (double)t->at[3];
    return (a * d - b * c) / sqrt((a + b) * (c + d)) / sqrt((a + c) * (b + d));
}

bool km_chi_square(const KmTableOfCounts *t, KmChiSquare *ret_test, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    KmValue none = km_undefined("a row or a column of the table is empty");
    KmValue wide = km_undefined("this is for 2 × 2 tables");
    double chi2 = 0, yates = 0, least = HUGE_VAL;
    bool fourfold = t->rows == 2 && t->columns == 2;
    KmArena *scratch = km_arena_open();
    Margins m = margins_of(scratch, t);
    double correction = 0.5;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t r = 0; r < t->rows; r++) {
            for (size_t c = 0; c < t->columns; c++) {
                double expected = m.row[r] * (m.column[c] / m.all);
                double away = fabs((double)t->at[r * t->columns + c] - expected);
                least = !(expected >= least) ? expected : least; /* NaN of an empty table too */
                correction = away < correction ? away : correction;
                if (pass == 1) {
                    chi2 += away * away / expected;
                    yates += (away - correction) * (away - correction) / expected;
                }
            }
        }
    }
    double df = (double)(t->rows - 1) * (double)(t->columns - 1);
    KmChiSquare test = {none,
                        none,
                        none,
                        fourfold ? none : wide,
                        fourfold ? none : wide,
                        df,
                        none,
                        fourfold ? none : wide};
    if (least > 0) {
        size_t smaller = t->rows < t->columns ? t->rows : t->columns;
        test.chi2 = km_value(chi2);
        test.p = km_value(km_chisq_p(chi2, df));
        test.min_expected = km_value(least);
        test.cramer_v = km_value(sqrt(chi2 / m.all / (double)(smaller - 1)));
        if (fourfold) {
            test.chi2_yates = km_value(yates);
            test.p_yates = km_value(km_chisq_p(yates, 1));
            test.phi = km_value(phi_of(t));
        }
    }
    km_arena_close(scratch);
    *ret_test = test;
    return true;
}

bool km_fisher_table(KmArena *scratch, const KmTableOfCounts *t, double *ret_p, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    /* Empty rows and columns leave no choice. */
    int64_t *at = KM_NEW_ARRAY(scratch, int64_t, t->rows * t->columns);
    size_t rows = 0, columns = 0, n = 0;
    Margins m = margins_of(scratch, t);
    for (size_t c = 0; c < t->columns; c++) {
        columns += m.column[c] > 0;
    }
    for (size_t r = 0; r < t->rows; r++) {
        rows += m.row[r] > 0;
        for (size_t c = 0; c < t->columns && m.row[r] > 0; c++) {
            if (m.column[c] > 0) {
                at[n++] = t->at[r * t->columns + c];
            }
        }
    }
    if (rows < 2 || columns < 2) {
        *ret_p = 1;
        return true;
    }
    return km_network_p(scratch, at, rows, columns, ret_p) ||
           km_error_set(err, KM_ERROR_USAGE,
                        "too many tables have these margins for an exact test; use chisq");
}

bool km_cochran_armitage(KmCounts x, KmCounts n, KmSeries scores, KmValue *ret_chi2, KmValue *ret_p,
                         KmError *err)
{
    if (!km_check_lengths("x", x.n, "n", n.n, err) ||
        !km_check_lengths("x", x.n, "scores", scores.n, err) || !km_check_parts(x, n, err) ||
        !km_check_least("x", x.n, 2, err)) {
        return false;
    }
    double units = 0, hits = 0, mean = 0;
    for (size_t i = 0; i < x.n; i++) {
        units += (double)n.at[i];
        hits += (double)x.at[i];
        mean += (double)n.at[i] * scores.at[i];
    }
    mean /= units;
    double p = hits / units, slope = 0, spread = 0;
    for (size_t i = 0; i < x.n; i++) {
        double score = scores.at[i] - mean;
        slope += score * ((double)x.at[i] - p * (double)n.at[i]);
        spread += score * score * (double)n.at[i];
    }
    double variance = p * (1 - p) * spread;
    if (!(variance > 0)) {
        *ret_chi2 = *ret_p =
            km_undefined(spread > 0 ? "nobody or everybody is a hit" : "the scores do not vary");
        return true;
    }
    *ret_chi2 = km_value(slope * slope / variance);
    *ret_p = km_value(km_chisq_p(ret_chi2->number, 1));
    return true;
}
