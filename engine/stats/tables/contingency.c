#include "engine/stats/tables/contingency.h"

#include <math.h>

#include "engine/stats/special.h"

static bool check(const KmTableOfCounts *t, KmError *err)
{
    if (t->rows < 2 || t->columns < 2) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the table is %zu × %zu; it needs two rows and two columns at least",
                            t->rows, t->columns);
    }
    return km_check_counts("table", (KmCounts){t->at, t->rows * t->columns}, err);
}

static double row_sum(const KmTableOfCounts *t, size_t row)
{
    double sum = 0;
    for (size_t c = 0; c < t->columns; c++) {
        sum += (double)t->at[row * t->columns + c];
    }
    return sum;
}

static double column_sum(const KmTableOfCounts *t, size_t column)
{
    double sum = 0;
    for (size_t r = 0; r < t->rows; r++) {
        sum += (double)t->at[r * t->columns + column];
    }
    return sum;
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
    double all = 0, chi2 = 0, yates = 0, least = HUGE_VAL;
    bool fourfold = t->rows == 2 && t->columns == 2;
    for (size_t r = 0; r < t->rows; r++) {
        all += row_sum(t, r);
    }
    double correction = 0.5;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t r = 0; r < t->rows; r++) {
            for (size_t c = 0; c < t->columns; c++) {
                double expected = row_sum(t, r) * (column_sum(t, c) / all);
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
        test.cramer_v = km_value(sqrt(chi2 / all / (double)(smaller - 1)));
        if (fourfold) {
            test.chi2_yates = km_value(yates);
            test.p_yates = km_value(km_chisq_p(yates, 1));
            test.phi = km_value(phi_of(t));
        }
    }
    *ret_test = test;
    return true;
}

/* All tables with the observed margins, cell by cell; the last row and column follow. */
typedef struct {
    size_t rows, columns;
    int64_t *row_left; /* of each row, while its cells are filled */
    int64_t *column_left;
    double constant, bound; /* ln */
    double total;
    int64_t visited;
} Walk;

enum { MOST_VISITS = 200 * 1000 * 1000 };

static void walk_cell(Walk *w, size_t row, size_t column, double ln_p);

static void walk_last_row(Walk *w, double ln_p)
{
    for (size_t c = 0; c < w->columns; c++) {
        ln_p -= km_ln_factorial(w->column_left[c]);
    }
    w->total += ln_p <= w->bound ? exp(ln_p) : 0;
}

static void place(Walk *w, size_t row, size_t column, int64_t x, double ln_p)
{
    w->row_left[row] -= x;
    w->column_left[column] -= x;
    walk_cell(w, row, column + 1, ln_p - km_ln_factorial(x));
    w->row_left[row] += x;
    w->column_left[column] += x;
}

static void walk_cell(Walk *w, size_t row, size_t column, double ln_p)
{
    if (w->visited++ > MOST_VISITS) {
        return;
    }
    if (row + 1 == w->rows) {
        walk_last_row(w, ln_p);
        return;
    }
    if (column == w->columns) {
        walk_cell(w, row + 1, 0, ln_p);
        return;
    }
    int64_t after = 0; /* room in the columns to the right */
    for (size_t c = column + 1; c < w->columns; c++) {
        after += w->column_left[c];
    }
    int64_t left = w->row_left[row], room = w->column_left[column];
    int64_t from = left > after ? left - after : 0, to = left < room ? left : room;
    for (int64_t x = from; x <= to; x++) {
        place(w, row, column, x, ln_p);
    }
}

bool km_fisher_table(KmArena *scratch, const KmTableOfCounts *t, double *ret_p, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    Walk w = {.rows = t->rows,
              .columns = t->columns,
              .row_left = KM_NEW_ARRAY(scratch, int64_t, t->rows),
              .column_left = KM_NEW_ARRAY(scratch, int64_t, t->columns)};
    double cells = 0;
    int64_t all = 0;
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++) {
            int64_t x = t->at[r * t->columns + c];
            w.row_left[r] += x;
            w.column_left[c] += x;
            cells += km_ln_factorial(x);
            all += x;
        }
    }
    for (size_t r = 0; r < t->rows; r++) {
        w.constant += km_ln_factorial(w.row_left[r]);
    }
    for (size_t c = 0; c < t->columns; c++) {
        w.constant += km_ln_factorial(w.column_left[c]);
    }
    w.constant -= km_ln_factorial(all);
    w.bound = w.constant - cells + 1e-7;
    walk_cell(&w, 0, 0, w.constant);
    if (w.visited > MOST_VISITS) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "too many tables have these margins for an exact test; use chisq");
    }
    *ret_p = fmin(1, w.total);
    return true;
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
