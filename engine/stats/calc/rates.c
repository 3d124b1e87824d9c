#include "engine/stats/calc/call.h"
#include "engine/stats/rates/poisson.h"

#include <math.h>

typedef bool (*CountLimits)(int64_t x, double confidence, KmLimits *ret_limits, KmError *err);

static KmValue per(KmValue count, double time)
{
    return count.state == KM_VALUE_DEFINED ? km_value(count.number / time) : count;
}

static bool rate(KmCall *call, CountLimits f, KmError *err)
{
    int64_t x = km_call_count(call, "x");
    double time = km_call_real(call, "persontime");
    KmLimits limits;
    if (!km_check_positive("persontime", (KmSeries){.at = &time, .n = 1}, err) ||
        !f(x, km_call_real(call, "conf"), &limits, err)) {
        return false;
    }
    km_give_number(call, "rate", (double)x / time);
    km_give(call, "lower_count", limits.low);
    km_give(call, "upper_count", limits.high);
    km_give(call, "lower", per(limits.low, time));
    km_give(call, "upper", per(limits.high, time));
    return true;
}

static bool run_exact(KmCall *call, KmError *err)
{
    return rate(call, km_poisson_exact, err);
}

static bool run_byar(KmCall *call, KmError *err)
{
    return rate(call, km_byar, err);
}

static void give_limits(KmCall *call, const char *stem, KmLimits limits)
{
    km_givef(call, limits.low, "%s_lower", stem);
    km_givef(call, limits.high, "%s_upper", stem);
}

static bool run_dsr(KmCall *call, KmError *err)
{
    KmStrata strata = {.counts = km_call_counts(call, "counts"),
                       .populations = km_call_series(call, "pops"),
                       .standard = km_call_series(call, "stdpops")};
    KmStandardised found;
    if (!km_direct_rate(&strata, km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_number(call, "dsr", found.rate);
    km_give_number(call, "variance", found.variance);
    give_limits(call, "dobson_byar", found.dobson_byar);
    give_limits(call, "dobson_exact", found.dobson_exact);
    give_limits(call, "fay_feuer", found.fay_feuer);
    return true;
}

static bool run_isr(KmCall *call, KmError *err)
{
    KmIndirect found;
    if (!km_indirect_ratio(km_call_count(call, "observed"), km_call_series(call, "pops"),
                           km_call_series(call, "refcounts"), km_call_series(call, "refpops"),
                           km_call_real(call, "conf"), &found, err)) {
        return false;
    }
    km_give_number(call, "expected", found.expected);
    km_give(call, "ratio", found.ratio);
    give_limits(call, "byar", found.byar);
    give_limits(call, "exact", found.exact);
    km_give(call, "p_exact", found.p_exact);
    return true;
}

#define CONF                                                                                       \
    {                                                                                              \
        "conf", KM_INPUT_REAL, "0.95", "confidence, 0.95 for 95 %"                                 \
    }
#define RATE                                                                                       \
    {                                                                                              \
        {"x", KM_INPUT_COUNT, NULL, "events"},                                                     \
            {"persontime", KM_INPUT_REAL, "1", "time at risk, or population"}, CONF                \
    }

const KmMethod km_rate_methods[] = {
    {"poisson_exact", "rate: exact interval", RATE, "rate, lower_count, upper_count, lower, upper",
     "½ χ²(α/2; 2x) and ½ χ²(1 − α/2; 2x + 2), over persontime",
     "Garwood, Biometrika 28 (1936) 437-442", "Events independent; persontime above 0.", run_exact},
    {"byar", "rate: Byar's interval", RATE, "rate, lower_count, upper_count, lower, upper",
     "x(1 − 1/9x − z/3√x)³ and (x+1)(1 − 1/9(x+1) + z/3√(x+1))³, over persontime",
     "Breslow and Day, Statistical Methods in Cancer Research II (1987) 69",
     "From 10 events on; below that use poisson_exact. A negative lower limit is not defined.",
     run_byar},
    {"dsr",
     "directly standardised rate",
     {{"counts", KM_INPUT_COUNTS, NULL, "events per stratum"},
      {"pops", KM_INPUT_SERIES, NULL, "population per stratum"},
      {"stdpops", KM_INPUT_SERIES, NULL, "standard population per stratum"},
      CONF},
     "dsr, variance, dobson_byar_, dobson_exact_, fay_feuer_ lower and upper",
     "Σ wi xi/ni; Dobson: dsr + √(var/x)(limit of x − x); Fay-Feuer: gamma",
     "Dobson et al., Stat Med 10 (1991) 457-462; Fay and Feuer, Stat Med 16 (1997) 791-801",
     "Every stratum has a population. Below 10 events in all, do not publish.",
     run_dsr},
    {"isr",
     "indirectly standardised ratio",
     {{"observed", KM_INPUT_COUNT, NULL, "events"},
      {"pops", KM_INPUT_SERIES, NULL, "population per stratum"},
      {"refcounts", KM_INPUT_SERIES, NULL, "events in the reference, per stratum"},
      {"refpops", KM_INPUT_SERIES, NULL, "reference population per stratum"},
      CONF},
     "expected, ratio, byar_lower, byar_upper, exact_lower, exact_upper, p_exact",
     "observed / Σ ni ci/Ni; p: all counts no more probable than observed",
     "Breslow and Day (1987) ch. 2; R poisson.test",
     "The reference is taken as known.",
     run_isr},
};
const size_t km_rate_method_count = sizeof km_rate_methods / sizeof km_rate_methods[0];
