#include "engine/stats/calc/call.h"
#include "engine/stats/shrinkage/empirical_bayes.h"

static bool run_beta_binomial(KmCall *call, KmError *err)
{
    KmCounts x = km_call_counts(call, "x");
    KmBetaBinomial fit;
    if (!km_beta_binomial(call->arena, x, km_call_counts(call, "n"), km_call_real(call, "conf"),
                          &fit, err)) {
        return false;
    }
    km_give_number(call, "alpha", fit.alpha);
    km_give_number(call, "beta", fit.beta);
    km_give_number(call, "loglik_kernel", fit.loglik);
    for (size_t i = 0; i < x.n; i++) {
        km_givef(call, km_value(fit.shrunk[i]), "shrunk_%zu", i + 1);
        km_givef(call, km_value(fit.low[i]), "shrunk_%zu_lower", i + 1);
        km_givef(call, km_value(fit.high[i]), "shrunk_%zu_upper", i + 1);
    }
    return true;
}

static bool run_marshall(KmCall *call, KmError *err)
{
    KmCounts x = km_call_counts(call, "x");
    KmMarshall fit;
    if (!km_marshall(call->arena, x, km_call_counts(call, "n"), &fit, err)) {
        return false;
    }
    km_give_number(call, "m", fit.mean);
    km_give_number(call, "A", fit.spread);
    for (size_t i = 0; i < x.n; i++) {
        km_givef(call, km_value(fit.shrunk[i]), "shrunk_%zu", i + 1);
    }
    return true;
}

#define UNITS                                                                                      \
    {"x", KM_INPUT_COUNTS, NULL, "hits per unit"},                                                 \
    {                                                                                              \
        "n", KM_INPUT_COUNTS, NULL, "size per unit"                                                \
    }

const KmMethod km_shrinkage_methods[] = {
    {"eb_beta_binomial",
     "shares of small units, drawn to the whole",
     {UNITS, {"conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"}},
     "alpha, beta, loglik_kernel, shrunk_1, shrunk_1_lower, shrunk_1_upper …",
     "(x + α)/(n + α + β); α, β by maximum marginal likelihood",
     "Griffiths, Biometrics 29 (1973) 637-648",
     "Some ten units or more that are alike but for their share.",
     run_beta_binomial},
    {"eb_marshall",
     "the same by moments",
     {UNITS},
     "m, A, shrunk_1 …",
     "m + A/(A + m/n)(p − m), A = max(0, Σ n(p − m)²/Σn − m/n̄)",
     "Marshall, Applied Statistics 40 (1991) 283-294",
     "Made for rates; for shares far above 0 it shrinks too much.",
     run_marshall},
};
const size_t km_shrinkage_method_count =
    sizeof km_shrinkage_methods / sizeof km_shrinkage_methods[0];
