/* The Kaplan-Meier curve: the share S(t) for whom the event has not happened by time t, when some
 * are no longer followed (censored) before it could. Times in any unit, ≥ 0; an event at the same
 * time as a censoring comes first. Never computed from completed cases alone: that is biased
 * towards short times.
 *
 * S(t) = Π (1 − d/r) over event times ≤ t, d events among r at risk. Source: E.L. Kaplan, P. Meier,
 * JASA 53 (1958) 457-481. Standard error √(S² Σ d/(r(r−d))): M. Greenwood (1926). Limits: plain S ±
 * z·se; log S·exp(±z·se/S), at most 1; log-log S^exp(±z·se/(S ln S)). Quantiles and their limits
 * are read off the curve and its limit curves (R. Brookmeyer, J. Crowley, Biometrics 38 (1982)
 * 29-41); a flat stretch at exactly the level gives its middle. Tested against R's survival. */
#ifndef ENGINE_STATS_SURVIVAL_KAPLAN_MEIER_H
#define ENGINE_STATS_SURVIVAL_KAPLAN_MEIER_H

#include "engine/base/arena.h"
#include "engine/base/error.h"

typedef struct {
    double time;
    bool is_event; /* else censored */
} KmFollowed;

typedef enum { KM_SURVIVAL_LOG_LOG, KM_SURVIVAL_LOG, KM_SURVIVAL_PLAIN } KmSurvivalLimits;

/* What holds from one event time on. */
typedef struct {
    double time;
    int64_t at_risk, events;
    double survival, se;
    bool has_limits; /* false where S is 0 */
    double low, high;
} KmSurvivalStep;

typedef struct {
    const KmSurvivalStep *steps; /* ascending; none when there was no event */
    size_t n_steps;
    int64_t n, events;
    double last; /* the longest time anyone was followed */
} KmSurvival;

/* Refuses (KM_ERROR_USAGE) nobody, a negative or not finite time, and a confidence outside (0, 1).
 */
bool km_kaplan_meier(KmArena *arena, const KmFollowed *followed, size_t n, double confidence,
                     KmSurvivalLimits limits, KmSurvival *ret_curve, KmError *err) KM_MUST_USE;

/* The step that holds at `time`, NULL before the first event (S = 1). Beyond `last` nothing is
 * known but when S is 0. */
const KmSurvivalStep *km_survival_at(const KmSurvival *curve, double time);

/* The time by which the event has happened to the share `p` (0.5: the median). False when the curve
 * does not come so far. */
bool km_survival_quantile(const KmSurvival *curve, double p, double *ret_time) KM_MUST_USE;
/* Its limits; each may be missing. */
bool km_survival_quantile_low(const KmSurvival *curve, double p, double *ret_time) KM_MUST_USE;
bool km_survival_quantile_high(const KmSurvival *curve, double p, double *ret_time) KM_MUST_USE;

#endif
