#include "engine/stats/rates/poisson.h"

#include "engine/stats/special.h"

#include <math.h>

static bool check_count(int64_t x, double confidence, KmError *err)
{
    if (x < 0) {
        return km_error_set(err, KM_ERROR_USAGE, "x = %lld; a count may not be negative",
                            (long long)x);
    }
    return km_check_confidence(confidence, err);
}

bool km_poisson_exact(int64_t x, double confidence, KmLimits *ret_limits, KmError *err)
{
    if (!check_count(x, confidence, err)) {
        return false;
    }
    double tail = (1.0 - confidence) / 2.0;
    *ret_limits = (KmLimits){.low = km_value(x == 0 ? 0.0 : km_gamma_quantile(tail, (double)x)),
                             .high = km_value(km_gamma_quantile(1.0 - tail, (double)x + 1.0))};
    return true;
}

bool km_byar(int64_t x, double confidence, KmLimits *ret_limits, KmError *err)
{
    if (!check_count(x, confidence, err)) {
        return false;
    }
    double z = km_normal_two_sided(confidence);
    double o = (double)x;
    double base = x == 0 ? 0.0 : 1.0 - 1.0 / (9.0 * o) - z / (3.0 * sqrt(o));
    double top = 1.0 - 1.0 / (9.0 * (o + 1.0)) + z / (3.0 * sqrt(o + 1.0));
    *ret_limits = (KmLimits){
        .low = base < 0.0 ? km_undefined("Byar's formula is negative for so few events; use exact "
                                         "limits")
                          : km_value(o * base * base * base),
        .high = km_value((o + 1.0) * top * top * top)};
    return true;
}

/* The lowest count from `from` on, above the mode, that is no more probable than the bound. */
static int64_t first_improbable(int64_t from, double mean, double bound)
{
    int64_t low = from;
    int64_t step = 1;
    while (km_poisson_mass(low + step, mean) > bound) {
        step *= 2;
    }
    int64_t high = low + step;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (km_poisson_mass(middle, mean) > bound) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

double km_poisson_two_sided(int64_t x, double expected)
{
    double bound = km_poisson_mass(x, expected) * (1.0 + 1e-7);
    int64_t mode = (int64_t)floor(expected);
    if (km_poisson_mass(mode, expected) <= bound) {
        return 1.0;
    }
    if (x > mode) {
        /* The highest count below the mode that is improbable: by halving, masses ascend there. */
        int64_t low = -1;
        int64_t high = mode;
        while (high - low > 1) {
            int64_t middle = low + (high - low) / 2;
            if (km_poisson_mass(middle, expected) <= bound) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return fmin(1.0, km_poisson_p(low, expected) + km_poisson_q(x, expected));
    }
    int64_t other = first_improbable(mode, expected, bound);
    return fmin(1.0, km_poisson_p(x, expected) + km_poisson_q(other, expected));
}

static bool check_strata(const KmStrata *s, KmError *err)
{
    return km_check_least("counts", s->counts.n, 1, err) &&
           km_check_lengths("counts", s->counts.n, "pops", s->populations.n, err) &&
           km_check_lengths("pops", s->populations.n, "stdpops", s->standard.n, err) &&
           km_check_counts("counts", s->counts, err) &&
           km_check_positive("pops", s->populations, err) &&
           km_check_not_negative("stdpops", s->standard, err);
}

/* Dobson: the interval of the total count, scaled to the standardised rate. */
static KmLimits dobson(double rate, double variance, double total, KmLimits count)
{
    if (total <= 0.0) {
        KmValue none = km_undefined("there were no events to take a variance from");
        return (KmLimits){.low = none, .high = none};
    }
    double scale = sqrt(variance / total);
    KmLimits limits = count;
    if (limits.low.state == KM_VALUE_DEFINED) {
        limits.low = km_value(rate + scale * (count.low.number - total));
    }
    limits.high = km_value(rate + scale * (count.high.number - total));
    return limits;
}

static KmLimits fay_feuer(double rate, double variance, double greatest, double confidence)
{
    double tail = (1.0 - confidence) / 2.0;
    double shape = (rate + greatest) * (rate + greatest) / (variance + greatest * greatest);
    double scale = (variance + greatest * greatest) / (rate + greatest);
    bool is_sane = isfinite(shape) && shape > 0.0 && isfinite(scale) &&
                   (!(variance > 0.0) || rate * rate / variance > 0.0);
    if (!is_sane) {
        KmValue none = km_undefined("the populations are too far apart in size");
        return (KmLimits){.low = none, .high = none};
    }
    double low =
        variance > 0.0 ? variance / rate * km_gamma_quantile(tail, rate * rate / variance) : 0.0;
    return (KmLimits){.low = km_value(low),
                      .high = km_value(scale * km_gamma_quantile(1.0 - tail, shape))};
}

bool km_direct_rate(const KmStrata *strata, double confidence, KmStandardised *ret_rate,
                    KmError *err)
{
    if (!check_strata(strata, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    double all = 0.0;
    for (size_t i = 0; i < strata->standard.n; i++) {
        all += strata->standard.at[i];
    }
    if (all <= 0.0) {
        return km_error_set(err, KM_ERROR_USAGE, "the standard population is empty");
    }
    double rate = 0.0;
    double variance = 0.0;
    double greatest = 0.0;
    int64_t total = 0;
    for (size_t i = 0; i < strata->counts.n; i++) {
        double weight = strata->standard.at[i] / all / strata->populations.at[i];
        double count = (double)strata->counts.at[i];
        rate += weight * count;
        variance += weight * weight * count;
        greatest = fmax(greatest, weight);
        total += strata->counts.at[i];
    }
    KmStandardised found = {.rate = rate, .variance = variance};
    KmLimits byar;
    KmLimits exact;
    if (!km_byar(total, confidence, &byar, err) ||
        !km_poisson_exact(total, confidence, &exact, err)) {
        return false;
    }
    found.dobson_byar = dobson(rate, variance, (double)total, byar);
    found.dobson_exact = dobson(rate, variance, (double)total, exact);
    found.fay_feuer = fay_feuer(rate, variance, greatest, confidence);
    *ret_rate = found;
    return true;
}

static KmValue over(KmValue count, double expected)
{
    return count.state == KM_VALUE_DEFINED ? km_value(count.number / expected) : count;
}

bool km_indirect_ratio(int64_t observed, KmSeries populations, KmSeries reference_counts,
                       KmSeries reference_populations, double confidence, KmIndirect *ret_ratio,
                       KmError *err)
{
    KmLimits byar;
    KmLimits exact;
    if (!km_check_least("pops", populations.n, 1, err) ||
        !km_check_lengths("pops", populations.n, "refcounts", reference_counts.n, err) ||
        !km_check_lengths("pops", populations.n, "refpops", reference_populations.n, err) ||
        !km_check_not_negative("pops", populations, err) ||
        !km_check_not_negative("refcounts", reference_counts, err) ||
        !km_check_positive("refpops", reference_populations, err) ||
        !km_byar(observed, confidence, &byar, err) ||
        !km_poisson_exact(observed, confidence, &exact, err)) {
        return false;
    }
    double expected = 0.0;
    for (size_t i = 0; i < populations.n; i++) {
        expected += populations.at[i] * reference_counts.at[i] / reference_populations.at[i];
    }
    KmIndirect found = {.expected = expected};
    if (expected <= 0.0) {
        KmValue none = km_undefined("no events are expected");
        found.ratio = found.p_exact = none;
        found.byar = found.exact = (KmLimits){.low = none, .high = none};
    } else {
        found.ratio = km_value((double)observed / expected);
        found.p_exact = km_value(km_poisson_two_sided(observed, expected));
        found.byar = (KmLimits){.low = over(byar.low, expected), .high = over(byar.high, expected)};
        found.exact =
            (KmLimits){.low = over(exact.low, expected), .high = over(exact.high, expected)};
    }
    *ret_ratio = found;
    return true;
}
