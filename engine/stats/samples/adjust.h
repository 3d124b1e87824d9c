/* Many tests at once. `p` holds the p values of one family of tests (0 … 1); `ret_adjusted` has
 * room for as many and gets them in the same order: reject where the adjusted value is at most the
 * level. Equal p values get equal results, whatever their order.
 *
 * Bonferroni and Holm (S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70) bound the chance
 * of any false rejection; Hochberg (Biometrika 75 (1988) 800-802) likewise for independent tests;
 * Benjamini-Hochberg (JRSS B 57 (1995) 289-300) bounds the expected share of false ones among the
 * rejected, Benjamini-Yekutieli (Annals of Statistics 29 (2001) 1165-1188) under any dependence.
 * Tested against R p.adjust and statsmodels. */
#ifndef ENGINE_STATS_SAMPLES_ADJUST_H
#define ENGINE_STATS_SAMPLES_ADJUST_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef enum {
    KM_ADJUST_BONFERRONI,
    KM_ADJUST_HOLM,
    KM_ADJUST_HOCHBERG,
    KM_ADJUST_BENJAMINI_HOCHBERG,
    KM_ADJUST_BENJAMINI_YEKUTIELI
} KmAdjustment;

/* Refuses (KM_ERROR_USAGE) a value outside 0 … 1; nothing is written then. `scratch` is used and
 * may be reset afterwards. */
bool km_adjust_p(KmArena *scratch, KmSeries p, KmAdjustment how, double *ret_adjusted,
                 KmError *err) KM_MUST_USE;

#endif
