/* Directly standardised proportions: what a group's share would be if it were made up of the strata
 * as the standard is. Refuses (KM_ERROR_USAGE) x < 0, x > n, n < 1, a weight that is not above 0,
 * lists of unequal length, and a confidence outside (0, 1). */
#ifndef ENGINE_STATS_PROPORTIONS_STANDARD_H
#define ENGINE_STATS_PROPORTIONS_STANDARD_H

#include "engine/stats/proportion.h"
#include "engine/stats/value.h"

typedef struct {
    double share;        /* Σ W_k x_k/n_k, W the weights made to add up to 1 */
    KmInterval interval; /* Wilson's for share (1−share) / variance units, at most Σ n */
} KmStandardisedShare;

/* Variance Σ W_k² p̃_k(1−p̃_k)/n_k with p̃ = (x+1)/(n+2), so that a small stratum without hits or
 * without misses does not count as certain. Sources: M.P. Fay, E.J. Feuer, Statistics in Medicine
 * 16 (1997) 791-801, for the standardisation; A. Agresti, B. Caffo, The American Statistician 54
 * (2000) 280-288, for p̃; E.L. Korn, B.I. Graubard, Survey Methodology 24 (1998) 193-201, for the
 * effective number. Tested against R. */
bool km_standardised_share(KmCounts x, KmCounts n, KmSeries weights, double confidence,
                           KmStandardisedShare *ret_share, KmError *err) KM_MUST_USE;

#endif
