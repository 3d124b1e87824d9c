/* Two or more samples of numbers: t tests, rank tests, correlation. Values are finite; each sample
 * has at least two unless stated. Two-sided p throughout. All refuse (KM_ERROR_USAGE) too few
 * values; what the data leave open (no variance, all ranks tied) is undefined with its reason.
 * Tested against R 4.2.2 and scipy. */
#ifndef ENGINE_STATS_SAMPLES_COMPARE_H
#define ENGINE_STATS_SAMPLES_COMPARE_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    KmValue t, df, p;
    KmValue low, high; /* of the difference of means */
} KmTTest;

/* Difference of means a − b, variances not assumed equal; df by Satterthwaite. Source: B.L. Welch,
 * Biometrika 34 (1947) 28-35. */
bool km_welch(KmSeries a, KmSeries b, double confidence, KmTTest *ret_test,
              KmError *err) KM_MUST_USE;
/* Mean of the differences a[i] − b[i]; equal lengths. Source: Student 1908. */
bool km_paired_t(KmArena *scratch, KmSeries a, KmSeries b, double confidence, KmTTest *ret_test,
                 KmError *err) KM_MUST_USE;

typedef struct {
    double u1;  /* pairs with a > b, ties half (R's W) */
    double auc; /* u1 / (na nb) */
    KmValue p_corrected,
        p_plain; /* normal, tie-corrected variance; with and without ½ correction */
} KmRankSum;

/* One value each is enough. Source: H.B. Mann, D.R. Whitney, Annals of Mathematical Statistics 18
 * (1947) 50-60. */
bool km_mann_whitney(KmArena *scratch, KmSeries a, KmSeries b, KmRankSum *ret_test,
                     KmError *err) KM_MUST_USE;
/* Exact p = min(1, 2 × smaller tail) by the recursion over (na, nb, u). Refuses ties and more than
 * 400 values in all. */
bool km_mann_whitney_exact(KmArena *scratch, KmSeries a, KmSeries b, double *ret_u1, double *ret_p,
                           KmError *err) KM_MUST_USE;

typedef struct {
    KmValue r, p, low, high;
} KmCorrelation;

/* Product-moment r with Fisher's z interval (four pairs at least, else undefined) and t test. */
bool km_pearson(KmSeries a, KmSeries b, double confidence, KmCorrelation *ret_correlation,
                KmError *err) KM_MUST_USE;
/* Pearson's r of mid-ranks, and Kendall's tau-b. */
bool km_rank_correlations(KmArena *scratch, KmSeries a, KmSeries b, KmValue *ret_rho,
                          KmValue *ret_tau_b, KmError *err) KM_MUST_USE;

typedef struct {
    KmValue h, p;
} KmKruskal;
/* H over the groups, divided by the tie correction; chi-square with groups − 1 df. Source: W.H.
 * Kruskal, W.A. Wallis, JASA 47 (1952) 583-621. */
bool km_kruskal(KmArena *scratch, const KmSeries *groups, size_t n_groups, KmKruskal *ret_test,
                KmError *err) KM_MUST_USE;

/* Mid-ranks 1 … n in the order of the data; ret_ties gets Σ (t³ − t) over the runs of ties. */
double *km_mid_ranks(KmArena *arena, KmSeries data, double *ret_ties) KM_MUST_USE;

#endif
