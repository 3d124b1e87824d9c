#include "engine/stats/control/funnel.h"

#include "engine/stats/samples/summary.h"
#include "engine/stats/special.h"

#include <math.h>

static bool check_share(const char *name, double share, KmError *err)
{
    return (share > 0.0 && share < 1.0) ||
           km_error_set(err, KM_ERROR_USAGE,
                        "%s %g must lie between 0 and 1, neither of them; write 0.9 for 90 %%",
                        name, share);
}

static bool check_size(int64_t n, KmError *err)
{
    return n >= 1 ||
           km_error_set(err, KM_ERROR_USAGE, "n is %lld; a unit has 1 or more", (long long)n);
}

typedef struct {
    double mean; /* Poisson when n is 0, else the probability */
    int64_t n;
} Law;

static double cumulative(const Law *law, int64_t r)
{
    if (r < 0) {
        return 0.0;
    }
    return law->n > 0 ? km_binomial_p(r, law->n, law->mean) : km_poisson_p(r, law->mean);
}

/* By halving between −1 and a count beyond the level. */
static double quantile(const Law *law, double level)
{
    int64_t low = -1;
    int64_t high = 1;
    while (!(cumulative(law, high) > level)) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        *(cumulative(law, middle) > level ? &high : &low) = middle;
    }
    double above = cumulative(law, high);
    return (double)high - (above - level) / (above - cumulative(law, high - 1));
}

bool km_funnel_binomial(double target, int64_t n, double level, double *ret_limit, KmError *err)
{
    if (!check_share("target", target, err) || !check_share("level", level, err) ||
        !check_size(n, err)) {
        return false;
    }
    *ret_limit = quantile(&(Law){target, n}, level) / (double)n;
    return true;
}

bool km_funnel_normal(double target, int64_t n, double level, double *ret_limit, KmError *err)
{
    if (!check_share("target", target, err) || !check_share("level", level, err) ||
        !check_size(n, err)) {
        return false;
    }
    double limit = target + km_normal_quantile(level) * sqrt(target * (1.0 - target) / (double)n);
    *ret_limit = fmin(1.0, fmax(0.0, limit));
    return true;
}

bool km_funnel_poisson(double expected, double level, double *ret_limit, KmError *err)
{
    if (!(expected > 0.0 && expected < 1e12)) {
        return km_error_set(err, KM_ERROR_USAGE, "expected %g must be above 0 and below 1e12",
                            expected);
    }
    if (!check_share("level", level, err)) {
        return false;
    }
    *ret_limit = quantile(&(Law){expected, 0}, level) / expected;
    return true;
}

bool km_overdispersion(KmArena *arena, KmCounts x, KmCounts n, double winsor,
                       KmOverdispersion *ret_found, KmError *err)
{
    if (!km_check_lengths("num", x.n, "den", n.n, err) || !km_check_least("num", x.n, 2, err) ||
        !km_check_parts(x, n, err)) {
        return false;
    }
    if (!(winsor >= 0.0 && winsor < 0.5)) {
        return km_error_set(err, KM_ERROR_USAGE, "winsor %g lies outside 0 … 0.5; write 0.1",
                            winsor);
    }
    double hits = 0.0;
    double all = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        hits += (double)x.at[i];
        all += (double)n.at[i];
    }
    if (!(hits > 0.0 && hits < all)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "every unit is at %d; there is no spread to judge by", hits > 0.0);
    }
    double target = hits / all;
    double *z = KM_NEW_ARRAY(arena, double, x.n);
    double *z_multiplied = KM_NEW_ARRAY(arena, double, x.n);
    double *z_added = KM_NEW_ARRAY(arena, double, x.n);
    double weight = 0.0;
    double weight2 = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        double w = (double)n.at[i] / (target * (1.0 - target));
        z[i] = ((double)x.at[i] / (double)n.at[i] - target) * sqrt(w);
        weight += w;
        weight2 += w * w;
    }
    KmSeries sorted = {km_sorted(arena, (KmSeries){z, x.n}), x.n};
    double low = km_quantile(sorted, winsor, 7);
    double high = km_quantile(sorted, 1.0 - winsor, 7);
    double k = (double)x.n;
    double phi = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        double held = fmin(high, fmax(low, z[i]));
        phi += held * held / k;
    }
    double tau2 = fmax(0.0, (k * phi - (k - 1.0)) / (weight - weight2 / weight));
    for (size_t i = 0; i < x.n; i++) {
        double s2 = target * (1.0 - target) / (double)n.at[i];
        z_multiplied[i] = phi > 0.0 ? z[i] / sqrt(phi) : 0.0;
        z_added[i] = z[i] * sqrt(s2 / (s2 + tau2));
    }
    *ret_found = (KmOverdispersion){target, phi, tau2, z, phi > 0.0 ? z_multiplied : NULL, z_added};
    return true;
}
