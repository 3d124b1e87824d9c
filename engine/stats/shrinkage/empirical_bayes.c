#include "engine/stats/shrinkage/empirical_bayes.h"

#include "engine/stats/gsl_guard.h"
#include "engine/stats/special.h"

#include <gsl/gsl_sf_psi.h>
#include <math.h>

typedef struct {
    double hits, all;
} Totals;

static bool check(KmCounts x, KmCounts n, size_t least, Totals *ret_totals, KmError *err)
{
    Totals totals = {0};
    if (!km_check_lengths("x", x.n, "n", n.n, err) || !km_check_least("x", x.n, least, err) ||
        !km_check_parts(x, n, err)) {
        return false;
    }
    for (size_t i = 0; i < x.n; i++) {
        totals.hits += (double)x.at[i];
        totals.all += (double)n.at[i];
    }
    *ret_totals = totals;
    return totals.hits > 0.0 ||
           km_error_set(err, KM_ERROR_USAGE, "no unit has a hit; there is nothing to shrink");
}

/* Σ ln B(x + a, n − x + b) − ln B(a, b). */
static double kernel(KmCounts x, KmCounts n, double a, double b)
{
    double sum = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        double hits = (double)x.at[i];
        double all = (double)n.at[i];
        sum += lgamma(hits + a) - lgamma(a) + lgamma(all - hits + b) - lgamma(b) -
               lgamma(all + a + b) + lgamma(a + b);
    }
    return sum;
}

typedef struct {
    double a, b;       /* first derivatives */
    double aa, ab, bb; /* second */
} Slope;

static Slope derivatives(KmCounts x, KmCounts n, double a, double b)
{
    Slope s = {0};
    for (size_t i = 0; i < x.n; i++) {
        double hits = (double)x.at[i];
        double misses = (double)(n.at[i] - x.at[i]);
        double both = gsl_sf_psi(a + b) - gsl_sf_psi(hits + misses + a + b);
        double both2 = gsl_sf_psi_1(a + b) - gsl_sf_psi_1(hits + misses + a + b);
        s.a += gsl_sf_psi(hits + a) - gsl_sf_psi(a) + both;
        s.b += gsl_sf_psi(misses + b) - gsl_sf_psi(b) + both;
        s.aa += gsl_sf_psi_1(hits + a) - gsl_sf_psi_1(a) + both2;
        s.bb += gsl_sf_psi_1(misses + b) - gsl_sf_psi_1(b) + both2;
        s.ab += both2;
    }
    return s;
}

/* Newton's steps in ln α and ln β, uphill where the surface is not concave. */
static bool climb(KmCounts x, KmCounts n, double *a, double *b)
{
    double height = kernel(x, n, *a, *b);
    for (int step = 0; step < 500; step++) {
        Slope s = derivatives(x, n, *a, *b);
        double ga = *a * s.a;
        double gb = *b * s.b;
        double haa = *a * *a * s.aa + ga;
        double hbb = *b * *b * s.bb + gb;
        double hab = *a * *b * s.ab;
        double det = haa * hbb - hab * hab;
        double da = ga;
        double db = gb;
        if (haa < 0.0 && det > 0.0) {
            da = -(hbb * ga - hab * gb) / det;
            db = -(haa * gb - hab * ga) / det;
        }
        double longest = fmax(fabs(da), fabs(db));
        double scale = longest > 1.0 ? 1.0 / longest : 1.0;
        double better = height;
        for (int half = 0; half < 60; half++, scale /= 2.0) {
            better = kernel(x, n, *a * exp(scale * da), *b * exp(scale * db));
            if (better >= height) {
                break;
            }
        }
        bool is_there = longest < 1e-10 || !(better > height);
        *a *= exp(scale * da);
        *b *= exp(scale * db);
        height = better;
        if (*a + *b > 1e7 || *a + *b < 1e-6) {
            return false;
        }
        if (is_there) {
            return true;
        }
    }
    return false;
}

bool km_beta_binomial(KmArena *arena, KmCounts x, KmCounts n, double confidence,
                      KmBetaBinomial *ret_fit, KmError *err)
{
    Totals totals;
    if (!km_check_confidence(confidence, err) || !check(x, n, 3, &totals, err)) {
        return false;
    }
    if (!(totals.hits < totals.all)) {
        return km_error_set(err, KM_ERROR_USAGE, "every unit has hits only; nothing to shrink");
    }
    double mean = totals.hits / totals.all;
    double a = 4.0 * mean;
    double b = 4.0 * (1.0 - mean);
    km_gsl_guard();
    if (!climb(x, n, &a, &b)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            a + b > 1.0 ? "the units differ no more than chance: their best "
                                          "estimate is the pooled share %.15g for each"
                                        : "every unit is wholly 0 or wholly 1 (pooled %.15g): no "
                                          "beta distribution fits",
                            mean);
    }
    double *shrunk = KM_NEW_ARRAY(arena, double, x.n);
    double *low = KM_NEW_ARRAY(arena, double, x.n);
    double *high = KM_NEW_ARRAY(arena, double, x.n);
    for (size_t i = 0; i < x.n; i++) {
        double hits = (double)x.at[i] + a;
        double misses = (double)(n.at[i] - x.at[i]) + b;
        shrunk[i] = hits / (hits + misses);
        low[i] = km_beta_quantile((1.0 - confidence) / 2.0, hits, misses);
        high[i] = km_beta_quantile((1.0 + confidence) / 2.0, hits, misses);
    }
    *ret_fit = (KmBetaBinomial){a, b, kernel(x, n, a, b), shrunk, low, high};
    return true;
}

bool km_marshall(KmArena *arena, KmCounts x, KmCounts n, KmMarshall *ret_fit, KmError *err)
{
    Totals totals;
    if (!check(x, n, 2, &totals, err)) {
        return false;
    }
    double mean = totals.hits / totals.all;
    double spread = -mean / (totals.all / (double)x.n);
    double *shrunk = KM_NEW_ARRAY(arena, double, x.n);
    for (size_t i = 0; i < x.n; i++) {
        double size = (double)n.at[i];
        double apart = (double)x.at[i] / size - mean;
        spread += size / totals.all * apart * apart;
    }
    spread = fmax(0.0, spread);
    for (size_t i = 0; i < x.n; i++) {
        double size = (double)n.at[i];
        double apart = (double)x.at[i] / size - mean;
        shrunk[i] = mean + spread / (spread + mean / size) * apart;
    }
    *ret_fit = (KmMarshall){mean, spread, shrunk};
    return true;
}
