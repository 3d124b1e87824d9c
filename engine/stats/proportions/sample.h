/* Proportions from a sample: stratified estimation, and the size a comparison needs. Shares 0–1. */
#ifndef ENGINE_STATS_PROPORTIONS_SAMPLE_H
#define ENGINE_STATS_PROPORTIONS_SAMPLE_H

#include "engine/stats/value.h"

typedef struct {
    KmValue estimate, low, high;
    KmValue se;       /* with the finite population correction */
    KmValue se_nofpc; /* as if strata were infinite */
} KmStratified;

/* p = Σ Wh ph, Wh = Nh/N; se² = Σ Wh² (1 − nh/Nh) ph(1−ph)/(nh − 1); limits p ± z se, clipped to 0
 * …
 * 1. se is undefined when a stratum that was not counted whole has fewer than 2 units. Refuses nh >
 * Nh, hits > nh, an empty stratum. Source: W.G. Cochran, Sampling Techniques (1977), 5.3-5.10.
 * Tested against the R package survey. */
bool km_stratified_proportion(KmCounts hits, KmCounts n, KmCounts population, double confidence,
                              KmStratified *ret_result, KmError *err) KM_MUST_USE;

typedef struct {
    double n_per_group; /* not rounded up */
    double n_corrected; /* with Fleiss's continuity correction */
} KmSampleSize;

/* Units per group to find p1 against p2: (z_{α/2} √(2 p̄ q̄) + z_β √(p1 q1 + p2 q2))² / (p1 − p2)².
 * Refuses p1 = p2 and shares outside (0, 1). Source: J.L. Fleiss, Statistical Methods for Rates and
 * Proportions (1981), (3.14) and (3.15). Tested against R power.prop.test. */
bool km_sample_size(double p1, double p2, double alpha, double power, KmSampleSize *ret_size,
                    KmError *err) KM_MUST_USE;

#endif
