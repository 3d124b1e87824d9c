/* Control charts: is a series moved by more than its usual variation?
 *
 * XmR: mean ± 3 σ with σ = mean moving range / 1.128 (d2 for two); upper limit of the range 3.267 ×
 * the mean range. p chart: p̄ ± 3 √(p̄(1 − p̄)/n_i), p̄ pooled; Laney's p′ widens by σ_z = mean |z_i
 * − z_(i−1)| / 1.128. Limits are raw: clip to 0–1 when drawing.
 *
 * Rules, in units of σ from the centre line; a point on the line breaks a run: beyond 3; runs of 7
 * and of 8 on one side (every point of the run); 2 of 3 beyond 2 and 4 of 5 beyond 1 on one side
 * (the points beyond); 6 points strictly rising or falling (every point).
 *
 * Sources: D.J. Wheeler, Understanding Variation (2000); Western Electric, Statistical Quality
 * Control Handbook (1956); D.B. Laney, Quality Engineering 14 (2002) 531-537; NHS, Making data
 * count (2019). Tested against R and numpy. */
#ifndef ENGINE_STATS_CONTROL_CHART_H
#define ENGINE_STATS_CONTROL_CHART_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

enum { KM_RUN_RULES = 6 };
extern const char *const km_run_rule_names[KM_RUN_RULES];

/* flagged[rule][i] for n points; z: standardised, value: as they are drawn (of a p chart a trend is
 * one of the shares, whatever their sizes). */
typedef struct {
    const bool *flagged[KM_RUN_RULES];
} KmRunRules;

KmRunRules km_run_rules(KmArena *arena, KmSeries z, KmSeries value);

typedef struct {
    double mean, mean_range, upper, lower, range_upper;
    KmRunRules rules;
} KmXmr;
/* Refuses (KM_ERROR_USAGE) fewer than two points, a value that is not finite. All points equal:
 * limits equal to the mean, nothing flagged. */
bool km_xmr(KmArena *arena, KmSeries data, KmXmr *ret_chart, KmError *err) KM_MUST_USE;

typedef struct {
    double centre, sigma_z;
    const double *upper, *lower, *laney_upper, *laney_lower; /* one a point */
    KmRunRules rules;                                        /* on the plain limits */
} KmPChart;
/* Refuses (KM_ERROR_USAGE) fewer than two points, x > n, n < 1. Only hits or only misses: limits
 * equal to the centre, nothing flagged. */
bool km_p_chart(KmArena *arena, KmCounts x, KmCounts n, KmPChart *ret_chart,
                KmError *err) KM_MUST_USE;

#endif
