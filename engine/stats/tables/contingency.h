/* Tables of counts with r rows and c columns, row by row, and trends over ordered groups. Counts
 * ≥ 0; at least 2 × 2. A table with an empty row or column is undefined with its reason. Tested
 * against R 4.2.2 and scipy. */
#ifndef ENGINE_STATS_TABLES_CONTINGENCY_H
#define ENGINE_STATS_TABLES_CONTINGENCY_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    const int64_t *at;
    size_t rows, columns;
} KmTableOfCounts;

typedef struct {
    KmValue chi2, p, min_expected;
    KmValue chi2_yates, p_yates; /* 2 × 2 only: |O − E| less ½, never below 0 */
    double df;
    KmValue cramer_v, phi; /* √(χ²/(n (min(r, c) − 1))); phi 2 × 2 only, signed */
} KmChiSquare;

/* Σ (O − E)²/E. Sources: K. Pearson 1900; F. Yates, JRSS Supplement 1 (1934) 217-235; H. Cramér,
 * Mathematical Methods of Statistics (1946) 282. */
bool km_chi_square(const KmTableOfCounts *table, KmChiSquare *ret_test, KmError *err) KM_MUST_USE;

/* Exact p over all tables with these margins that are no more probable (relative slack 1e-7).
 * Empty rows and columns count for nothing. Refuses, within seconds, a table for which that is too
 * much work (network.h). Source: G.H. Freeman, J.H. Halton, Biometrika 38 (1951) 141-149. */
bool km_fisher_table(KmArena *scratch, const KmTableOfCounts *table, double *ret_p,
                     KmError *err) KM_MUST_USE;

/* Trend of shares x/n over scores, variance with N (not N − 1), as R's prop.trend.test. Source: P.
 * Armitage, Biometrics 11 (1955) 375-386. */
bool km_cochran_armitage(KmCounts x, KmCounts n, KmSeries scores, KmValue *ret_chi2, KmValue *ret_p,
                         KmError *err) KM_MUST_USE;

#endif
