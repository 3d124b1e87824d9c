/* Small units drawn towards the whole: shares x_i/n_i of many units, each estimated with what all
 * of them say about how far units differ.
 *
 * Beta-binomial: the units' true shares follow beta(α, β); α, β by maximum marginal likelihood, Σ
 * ln B(x_i + α, n_i − x_i + β) − ln B(α, β) (`loglik`, without the binomial coefficients). Unit i:
 * (x_i + α)/(n_i + α + β), limits from the beta quantiles of its posterior; they leave out how sure
 * α and β are. Sources: D.A. Griffiths, Biometrics 29 (1973) 637-648; B. Efron, Large-Scale
 * Inference (2010) ch. 1.
 *
 * Marshall: m = Σx/Σn, A = max(0, Σ n_i(p_i − m)²/Σn − m/n̄), unit i: m + A/(A + m/n_i) (p_i − m).
 * Source: R.J. Marshall, Applied Statistics 40 (1991) 283-294. Tested against R and scipy. */
#ifndef ENGINE_STATS_SHRINKAGE_EMPIRICAL_BAYES_H
#define ENGINE_STATS_SHRINKAGE_EMPIRICAL_BAYES_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    double alpha, beta, loglik;
    const double *shrunk, *low, *high; /* one a unit */
} KmBetaBinomial;

/* Refuses (KM_ERROR_USAGE) fewer than three units, x > n, n < 1, only hits or only misses, and
 * units that differ no more than chance (α + β without bound: every unit is then the pooled share),
 * or that are all at 0 or 1 (α + β runs to 0). */
bool km_beta_binomial(KmArena *arena, KmCounts x, KmCounts n, double confidence,
                      KmBetaBinomial *ret_fit, KmError *err) KM_MUST_USE;

typedef struct {
    double mean, spread; /* m, A */
    const double *shrunk;
} KmMarshall;
/* Refuses fewer than two units, x > n, n < 1, no hits at all. */
bool km_marshall(KmArena *arena, KmCounts x, KmCounts n, KmMarshall *ret_fit,
                 KmError *err) KM_MUST_USE;

#endif
