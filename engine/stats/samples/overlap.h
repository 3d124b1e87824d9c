/* Two estimates of which the samples share some of their units: a share or a mean of one quarter
 * and of an earlier one, with units that stayed, came and left. The same children counted twice are
 * not two samples: what they share is taken out of the variance of the difference. */
#ifndef ENGINE_STATS_SAMPLES_OVERLAP_H
#define ENGINE_STATS_SAMPLES_OVERLAP_H

#include "engine/stats/means.h"

/* A sample as sums over its units (of a share: 0 and 1, so that sum = squares = hits), and the
 * units in both by what they had now (x) and then (y). */
typedef struct {
    KmSums now, then;
    int64_t n_both;                    /* 0 … the smaller n */
    double sum_now, sum_then, product; /* Σx, Σy, Σxy of the units in both */
} KmOverlap;

/* The correlation of the two estimates, −1 … 1: n_both · cov / (n_now n_then) over the product of
 * their standard errors, with cov the covariance within the units in both; of shares (`is_share`)
 * all divided by n, of means by n − 1. 0 when nobody is in both or one side does not vary. Source:
 * the variance of a difference under partial overlap, as in S.C. Choi, D.M. Stablein, Applied
 * Statistics 31 (1982) 256-262 and B. Derrick et al., Journal of Applied Quantitative Methods 10
 * (2015) 1-13 (shares), Journal of Modern Applied Statistical Methods 16 (2017) 137-157 (means). */
double km_overlap_correlation(const KmOverlap *overlap, bool is_share);

/* The interval of the difference of two correlated estimates from their own: p1 − p2 − √((p1 − l1)²
 * − 2ρ(p1 − l1)(u2 − p2) + (u2 − p2)²) below, mirrored above. ρ = 0 is km_mover_difference; with
 * Wilson limits and everybody in both it is Newcombe's paired method 8. Source: G.Y. Zou, A.
 * Donner, Statistics in Medicine 27 (2008) 1693-1702; R.G. Newcombe, Statistics in Medicine 17
 * (1998) 2635-2650. */
KmInterval km_mover_correlated(double p1, KmInterval first, double p2, KmInterval second,
                               double correlation);

/* Two-sided p of equal shares x1/n1 and x2/n2 whose estimates have this correlation: normal, with
 * the pooled share in both variances (Derrick et al. 2015, statistic z8). No difference: 1. The
 * numbers need not be whole: units that are alike are worth fewer. */
typedef struct {
    double x1, n1, x2, n2;
} KmWorthShares;
double km_overlap_shares_p(const KmWorthShares *shares, double correlation);

#endif
