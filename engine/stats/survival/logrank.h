/* The log-rank test: do groups come to the event at the same pace? At each event time d events
 * among r at risk, a group of r_g is expected d r_g/r; chi² is the quadratic form of observed −
 * expected in its hypergeometric variance, df one less than the groups that had anyone at risk at
 * an event. Source: R. Peto, J. Peto, JRSS A 135 (1972) 185-207; N. Mantel, Cancer Chemother Rep 50
 * (1966) 163-170. Tested against R survdiff and statsmodels. */
#ifndef ENGINE_STATS_SURVIVAL_LOGRANK_H
#define ENGINE_STATS_SURVIVAL_LOGRANK_H

#include "engine/stats/survival/kaplan_meier.h"
#include "engine/stats/value.h"

typedef struct {
    KmValue chi2, p; /* not defined where no event had two groups at risk */
    size_t df;
} KmLogrank;

/* `group` numbers the groups from 0. Refuses (KM_ERROR_USAGE) nobody, a negative or not finite
 * time, fewer than two groups and more than 200. */
bool km_logrank(KmArena *arena, const KmFollowed *followed, const size_t *group, size_t n,
                size_t n_groups, KmLogrank *ret_test, KmError *err) KM_MUST_USE;

#endif
