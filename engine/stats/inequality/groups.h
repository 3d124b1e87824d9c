/* Inequality between population groups: n groups, each with a population share w (from `pop`, > 0)
 * and a value y ≥ 0 (a share 0–1 or a mean). μ = Σ w y is the population mean, ȳ the plain mean.
 *
 *   max − min, max / min              difference and ratio
 *   bgv = Σ w (y − μ)², bgsd = √bgv, cov_pct = 100 bgsd / μ
 *   mdm = Σ w |y − μ|                 mean difference from the mean; unweighted: mean |y − ȳ|
 *   mdb = Σ w |y − best|              from the best group; unweighted: plain mean
 *   mdr = Σ w |y − reference|         from the reference group; unweighted: over the other groups
 *   idis_pct = 100 mdm / μ            index of disparity; unweighted: 100 mdm_u / ȳ
 *   par = best − μ, paf_pct = 100 par / μ; also against the reference group
 *   theil_t = Σ w (y/μ) ln(y/μ), mld = Σ w ln(μ/y)     natural logarithm, unscaled
 *   concentration index C = 2 cov(y, R)/μ, R the mid cumulative share in the given order (least
 *   advantaged first), population covariance; generalised μC; for a 0–1 outcome Erreygers 4μC and
 *   Wagstaff C/(1 − μ)
 *
 * "Best" is the highest value where high is good, else the lowest. μ = 0 leaves every ratio to μ
 * not defined; a group at 0 leaves mld not defined (theil_t takes 0 ln 0 = 0).
 *
 * Sources: WHO, Handbook on health inequality monitoring (2013) and its summary measures; Harper
 * and Lynch, Methods for measuring cancer disparities (NCI 2005); Wagstaff, Paci and van Doorslaer,
 * Soc Sci Med 33 (1991) 545-557; Erreygers, J Health Econ 28 (2009) 504-515; Wagstaff, Health Econ
 * 14 (2005) 429-432. Tested against R and mpmath. */
#ifndef ENGINE_STATS_INEQUALITY_GROUPS_H
#define ENGINE_STATS_INEQUALITY_GROUPS_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    KmSeries pop, value; /* least advantaged first, where the groups have an order */
    size_t reference;    /* the group to compare with, from 0; by custom the last */
    bool low_is_good;    /* best = the lowest value */
    bool is_share;       /* values are shares: Erreygers and Wagstaff are defined */
} KmGroups;

typedef struct {
    KmValue mean_w, diff, ratio, bgv, bgsd, cov_pct;
    KmValue mdm_w, mdm_u, mdb_w, mdb_u, mdr_w, mdr_u, idis_w_pct, idis_u_pct;
    KmValue par_best, paf_best_pct, par_reference, paf_reference_pct, theil_t, mld;
} KmDisparity;

typedef struct {
    KmValue index, generalised, erreygers, wagstaff;
} KmConcentration;

/* All refuse (KM_ERROR_USAGE) fewer than two groups, lists of unequal length, a population that is
 * not above 0, a value below 0 (a share above 1), a reference outside the groups. */
bool km_disparity(const KmGroups *groups, KmDisparity *ret_found, KmError *err) KM_MUST_USE;
bool km_concentration(const KmGroups *groups, KmConcentration *ret_found, KmError *err) KM_MUST_USE;

/* One value per person: rank is the mid-rank of `rank_by` (lowest is least advantaged), R = (rank −
 * ½)/n. `rescaled` is C of h − min(h), for a scale without a true zero. Two persons or more. */
typedef struct {
    KmValue index, generalised, rescaled;
} KmPersonConcentration;
bool km_person_concentration(KmArena *arena, KmSeries h, KmSeries rank_by,
                             KmPersonConcentration *ret_found, KmError *err) KM_MUST_USE;

/* Levin's attributable fraction p(rr − 1)/(1 + p(rr − 1)): prevalence of exposure 0–1, relative
 * risk > 0. Another quantity than par/μ. Source: M.L. Levin, Acta Unio Int Contra Cancrum 9 (1953)
 * 531-541. */
bool km_levin(double prevalence, double relative_risk, double *ret_fraction,
              KmError *err) KM_MUST_USE;

#endif
