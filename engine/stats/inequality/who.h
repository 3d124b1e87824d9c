/* The 21 summary measures of health inequality of the WHO with intervals that come out the same
 * each time. Groups least advantaged first.
 *
 * Absolute: d (last − first), sii, aci (generalised concentration index), bgv, bgsd, mdm_w, mdm_u,
 * mdb_w, mdb_u, mdr_w, mdr_u, par. Relative: r (last/first), rii (ratio), rci (concentration
 * index), cov_pct, idis_w_pct, idis_u_pct, theil_t, mld, paf_pct. Definitions: groups.h,
 * slope.h.
 *
 * Interval: delta method, estimate ± z √(Σ (∂m/∂y_i se_i)²), groups independent and populations
 * known; derivatives by central differences of 10⁻⁶ of the largest value. r and rii on the
 * logarithm. Measures that cannot be below 0 stop at 0: near equality such an estimate is too high
 * and its interval a rough one, and so it is where groups tie in an absolute difference. (The usual
 * software draws these at random, so two runs differ.)
 *
 * Sources: WHO, Health Inequality Data Repository: technical notes (2023); A. Schlotheuber, A.R.
 * Hosseinpoor, Int J Environ Res Public Health 19 (2022) 3697. Estimates tested as groups.h; the
 * intervals against R numDeriv. */
#ifndef ENGINE_STATS_INEQUALITY_WHO_H
#define ENGINE_STATS_INEQUALITY_WHO_H

#include "engine/stats/inequality/groups.h"

enum { KM_WHO_MEASURES = 21 };

typedef struct {
    const char *name;
    KmEstimate found;
} KmMeasure;

/* Refuses (KM_ERROR_USAGE) what km_disparity refuses, a standard error below 0, more than 1 000
 * groups and a confidence outside (0, 1). */
bool km_who_measures(KmArena *arena, const KmGroups *groups, KmSeries se, double confidence,
                     KmMeasure ret_measures[KM_WHO_MEASURES], KmError *err) KM_MUST_USE;

#endif
