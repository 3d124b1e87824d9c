/* Counts of events and rates. α = 1 − confidence; a count is ≥ 0, person time > 0. Refuses
 * (KM_ERROR_USAGE) a negative count, person time that is not above 0, a confidence outside (0, 1).
 * Limits are of the *count*; divide by person time or the expected number for a rate or ratio. */
#ifndef ENGINE_STATS_RATES_POISSON_H
#define ENGINE_STATS_RATES_POISSON_H

#include "engine/stats/value.h"

typedef struct {
    KmValue low, high;
} KmLimits;

/* low: ½ χ²(α/2; 2x), 0 at x = 0; high: ½ χ²(1 − α/2; 2x + 2). Source: F. Garwood, Biometrika 28
 * (1936) 437-442. Tested against R poisson.test and scipy. */
bool km_poisson_exact(int64_t x, double confidence, KmLimits *ret_limits, KmError *err) KM_MUST_USE;

/* low: x (1 − 1/9x − z/3√x)³, high: (x+1) (1 − 1/9(x+1) + z/3√(x+1))³. 0 events: low 0. Few events
 * and a high confidence make the formula negative: low is then undefined. Source: N.E. Breslow,
 * N.E. Day, Statistical Methods in Cancer Research II (1987) 69, after Byar; Public Health England
 * uses it from 10 events, exact limits below. Tested against PHEindicatormethods' fixtures and R.
 */
bool km_byar(int64_t x, double confidence, KmLimits *ret_limits, KmError *err) KM_MUST_USE;

/* Two-sided exact p of x events where `expected` (> 0) were expected: all counts no more probable
 * than x, with a relative slack of 1e-7 (as R's poisson.test). */
double km_poisson_two_sided(int64_t x, double expected);

typedef struct {
    KmCounts counts;
    KmSeries populations, standard;
} KmStrata;

typedef struct {
    double rate, variance;
    KmLimits dobson_byar, dobson_exact, fay_feuer;
} KmStandardised;

/* Directly standardised rate Σ wi xi/ni, wi = standard share; variance Σ wi² xi/ni². Intervals:
 * Dobson on Byar's or on exact limits of the total (A.J. Dobson et al., Statistics in Medicine 10
 * (1991) 457-462; the first as Public Health England has it) and gamma (M.P. Fay, E.J. Feuer,
 * Statistics in Medicine 16 (1997) 791-801): three different things. Without events the Dobson
 * limits are undefined. Below 10 events in all the rate should not be published. Tested against
 * PHEindicatormethods' fixtures, R and mpmath. */
bool km_direct_rate(const KmStrata *strata, double confidence, KmStandardised *ret_rate,
                    KmError *err) KM_MUST_USE;

typedef struct {
    double expected;
    KmValue ratio, p_exact;
    KmLimits byar, exact;
} KmIndirect;

/* Observed over expected, expected = Σ ni ci/Ni of a reference population. Undefined when nothing
 * is expected. Tested against PHEindicatormethods' fixtures and R. */
bool km_indirect_ratio(int64_t observed, KmSeries populations, KmSeries reference_counts,
                       KmSeries reference_populations, double confidence, KmIndirect *ret_ratio,
                       KmError *err) KM_MUST_USE;

#endif
