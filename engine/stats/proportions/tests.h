/* Two-sided p values for the differences that an evaluation tells: between two groups, against a
 * fixed share, and of any difference that has an interval. Refuse (KM_ERROR_USAGE) what the
 * intervals refuse: x < 0, x > n, n < 1, a confidence outside (0, 1). */
#ifndef ENGINE_STATS_PROPORTIONS_TESTS_H
#define ENGINE_STATS_PROPORTIONS_TESTS_H

#include "engine/stats/proportions/difference.h"

/* Equal proportions in two independent groups: Pearson's chi-square times (N−1)/N when every
 * expected count is at least 1, else Fisher's exact test. Nobody or everybody a hit: 1. Source: I.
 * Campbell, Statistics in Medicine 26 (2007) 3661-3675. Tested against R. */
bool km_equal_proportions_p(const KmTwoProportions *t, double *ret_p, KmError *err) KM_MUST_USE;

/* A proportion that is `share` (0 … 1): twice the smaller tail of the binomial, the point itself
 * counted half (mid-p), at most 1. A share of 1 is refuted by one miss, of 0 by one hit: p = 0.
 * Source: G. Berry, P. Armitage, The Statistician 44 (1995) 417-423. Tested against R. Refuses a
 * share outside 0 … 1. */
bool km_proportion_is_p(int64_t x, int64_t n, double share, double *ret_p,
                        KmError *err) KM_MUST_USE;

/* The p value of "no difference" that belongs to an interval of a difference, with that half of it
 * read as normal which points to 0: z = z_confidence · |d| / (d's distance to that limit). 1 where
 * d is 0; 0 where the half has no width. Source: the inverse of MOVER (G.Y. Zou, A. Donner,
 * Statistics in Medicine 27 (2008) 1693-1702); D.G. Altman, J.M. Bland, BMJ 343 (2011) d2304. */
bool km_interval_p(double difference, KmInterval interval, double confidence, double *ret_p,
                   KmError *err) KM_MUST_USE;

#endif
