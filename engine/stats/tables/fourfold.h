/* One 2 × 2 table a b | c d of counts ≥ 0, rows the groups, columns hit and miss. Refuses
 * (KM_ERROR_USAGE) a negative count and a confidence outside (0, 1). What an empty row or column
 * leaves open is undefined with its reason. Two-sided p unless named otherwise. Tested against R
 * 4.2.2, scipy and mpmath (R's fisher.test gives its interval to 2-4 digits only). */
#ifndef ENGINE_STATS_TABLES_FOURFOLD_H
#define ENGINE_STATS_TABLES_FOURFOLD_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    int64_t a, b, c, d;
} KmFourfold;

typedef struct {
    KmEstimate ratio;
    KmValue se_log;
} KmOddsRatio;

/* ad/bc with exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d)); undefined with an empty cell. Source: B.
 * Woolf, Annals of Human Genetics 19 (1955) 251-253. */
bool km_odds_ratio_woolf(const KmFourfold *t, double confidence, KmOddsRatio *ret_ratio,
                         KmError *err) KM_MUST_USE;
/* The conditional maximum likelihood estimate with exact limits (tails of α/2 each) of the
 * noncentral hypergeometric distribution; 0 or no bound at the ends of the support; undefined
 * beyond 2e10 units. Source: R.A. Fisher, JRSS 98 (1935) 39-82; J. Cornfield, 1956. */
bool km_odds_ratio_conditional(const KmFourfold *t, double confidence, KmEstimate *ret_ratio,
                               KmError *err) KM_MUST_USE;

typedef struct {
    double two_sided;     /* all tables no more probable than this one, relative slack 1e-7 */
    double less, greater; /* odds ratio below, above 1 */
} KmFisher;
/* Source: R.A. Fisher, Statistical Methods for Research Workers (1934) §21.02. */
bool km_fisher(const KmFourfold *t, KmFisher *ret_test, KmError *err) KM_MUST_USE;

typedef struct {
    KmValue chi2, chi2_corrected; /* (b−c)²/(b+c); (|b−c|−1)²/(b+c), 0 when |b−c| < 1 */
    double p_exact;               /* binomial(b + c, ½), 1 without discordant pairs */
    KmValue p;                    /* of chi2 */
} KmMcNemar;
/* Pairs: b and c are the discordant ones. Without them chi2 is 0 / 0: undefined. Source: Q.
 * McNemar, Psychometrika 12 (1947) 153-157. */
bool km_mcnemar(const KmFourfold *t, KmMcNemar *ret_test, KmError *err) KM_MUST_USE;

typedef struct {
    KmValue or_mh, low, high;        /* Robins-Breslow-Greenland interval */
    KmValue chi2, chi2_corrected, p; /* p of chi2 */
    KmValue p_exact; /* conditional on all margins, as km_fisher; undefined for huge tables */
    KmValue rr_mh, rd_mh;
} KmMantelHaenszel;
/* One table a stratum; a stratum with an empty margin says nothing and is passed over. Source: N.
 * Mantel, W. Haenszel, JNCI 22 (1959) 719-748; J. Robins et al., Biometrics 42 (1986) 311-323. */
bool km_mantel_haenszel(KmArena *scratch, const KmFourfold *strata, size_t n, double confidence,
                        KmMantelHaenszel *ret_result, KmError *err) KM_MUST_USE;

#endif
