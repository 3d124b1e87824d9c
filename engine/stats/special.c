#include "engine/stats/special.h"

#include "engine/stats/gsl_guard.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

static const double two_pi = 6.283185307179586476925;

double km_normal_two_sided(double confidence)
{
    return gsl_cdf_ugaussian_Qinv((1.0 - confidence) / 2.0);
}

double km_normal_quantile(double p)
{
    return p < 0.5 ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv(1.0 - p);
}

double km_normal_p(double z)
{
    return 2.0 * gsl_cdf_ugaussian_Q(fabs(z));
}

/* ln of Γ(z) over its Stirling approximation. */
static double stirling_rest(double z)
{
    km_gsl_guard();
    return log(gsl_sf_gammastar(z));
}

/* x ln(x/m) + m − x without cancellation (Loader's bd0). */
static double deviance_part(double x, double m)
{
    double d = x - m;
    if (fabs(d) >= 0.1 * (x + m)) {
        return x * log(x / m) - d;
    }
    double v = d / (x + m);
    double sum = d * v;
    double term = 2.0 * x * v;
    v *= v;
    for (int j = 1; j < 1000; j++) {
        term *= v;
        double next = sum + term / (2 * j + 1);
        if (fabs(next - sum) <= DBL_EPSILON * fabs(next)) {
            return next;
        }
        sum = next;
    }
    return sum;
}

/* x^a y^b / B(a, b), y = 1 − x. */
static double beta_front(double x, double y, double a, double b)
{
    double n = a + b;
    double ln = stirling_rest(n) - stirling_rest(a) - stirling_rest(b) - deviance_part(a, n * x) -
                deviance_part(b, n * y);
    return sqrt(a / two_pi * (b / n)) * exp(ln);
}

static double never_zero(double x)
{
    return fabs(x) < 1e-300 ? 1e-300 : x;
}

/* The continued fraction of I_x(a, b) for x below the mean; some √max(a, b) terms. */
static double beta_fraction(double x, double a, double b)
{
    double c = 1.0;
    double d = 1.0 / never_zero(1.0 - (a + b) * x / (a + 1.0));
    double h = d;
    for (int m = 1; m <= 1000000; m++) {
        double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / never_zero(1.0 + even * d);
        c = never_zero(1.0 + even / c);
        h *= d * c;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / never_zero(1.0 + odd * d);
        c = never_zero(1.0 + odd / c);
        h *= d * c;
        if (fabs(d * c - 1.0) < 4.0 * DBL_EPSILON) {
            break;
        }
    }
    return h;
}

/* I_x(a, b) or its complement; y = 1 − x is passed so that neither end loses digits. */
static double beta_tail(double x, double y, double a, double b, bool upper)
{
    assert(a > 0.0 && b > 0.0);
    if (x <= 0.0 || y <= 0.0) {
        return (x <= 0.0) == upper ? 1.0 : 0.0;
    }
    bool direct = x < (a + 1.0) / (a + b + 2.0);
    double front = beta_front(x, y, a, b);
    double part = direct ? front * beta_fraction(x, a, b) / a : front * beta_fraction(y, b, a) / b;
    return direct == !upper ? fmin(1.0, part) : fmax(0.0, 1.0 - part);
}

double km_beta_p(double x, double a, double b)
{
    return beta_tail(x, 1.0 - x, a, b, false);
}

double km_beta_q(double x, double a, double b)
{
    return beta_tail(x, 1.0 - x, a, b, true);
}

typedef struct {
    double a, b, target;
    bool upper;
} BetaTarget;

static double beta_miss(double x, const void *self)
{
    const BetaTarget *t = self;
    return beta_tail(x, 1.0 - x, t->a, t->b, t->upper) - t->target;
}

/* Solved in the half where x is small, so that a limit near 0 keeps its digits. */
double km_beta_quantile(double p, double a, double b)
{
    assert(p > 0.0 && p < 1.0);
    if (km_beta_p(0.5, a, b) < p) {
        BetaTarget mirrored = {.a = b, .b = a, .target = p, .upper = true};
        return 1.0 - km_root(beta_miss, &mirrored, 0.0, 0.5);
    }
    BetaTarget target = {.a = a, .b = b, .target = p};
    return km_root(beta_miss, &target, 0.0, 0.5);
}

double km_binomial_mass(int64_t x, int64_t n, double p)
{
    if (x < 0 || x > n) {
        return 0.0;
    }
    if (p <= 0.0 || p >= 1.0) {
        return x == (p <= 0.0 ? 0 : n) ? 1.0 : 0.0;
    }
    if (x == 0) {
        return exp((double)n * log1p(-p));
    }
    if (x == n) {
        return exp((double)n * log(p));
    }
    /* B(a, b) relates the mass to the front of the beta function: n!/(x!(n−x)!) = 1/((n+1) B(x+1,
     * n−x+1)); with a = x, b = n − x the factor is n/(x(n−x)). */
    double a = (double)x;
    double b = (double)(n - x);
    return beta_front(p, 1.0 - p, a, b) * (double)n / (a * b);
}

double km_binomial_p(int64_t x, int64_t n, double p)
{
    if (x < 0 || x >= n) {
        return x < 0 ? 0.0 : 1.0;
    }
    return beta_tail(p, 1.0 - p, (double)x + 1.0, (double)(n - x), true);
}

double km_binomial_q(int64_t x, int64_t n, double p)
{
    if (x <= 0 || x > n) {
        return x <= 0 ? 1.0 : 0.0;
    }
    return beta_tail(p, 1.0 - p, (double)x, (double)(n - x) + 1.0, false);
}

double km_poisson_mass(int64_t x, double mean)
{
    if (x < 0) {
        return 0.0;
    }
    if (x == 0) {
        return exp(-mean);
    }
    double k = (double)x;
    return exp(-stirling_rest(k) - deviance_part(k, mean)) / sqrt(two_pi * k);
}

double km_poisson_p(int64_t x, double mean)
{
    km_gsl_guard();
    return x < 0 ? 0.0 : gsl_sf_gamma_inc_Q((double)x + 1.0, mean);
}

double km_poisson_q(int64_t x, double mean)
{
    km_gsl_guard();
    return x <= 0 ? 1.0 : gsl_sf_gamma_inc_P((double)x, mean);
}

typedef struct {
    double shape, target;
    bool upper;
} GammaTarget;

static double gamma_miss(double g, const void *self)
{
    const GammaTarget *t = self;
    return (t->upper ? gsl_sf_gamma_inc_Q(t->shape, g) : gsl_sf_gamma_inc_P(t->shape, g)) -
           t->target;
}

double km_gamma_quantile(double p, double shape)
{
    assert(p > 0.0 && p < 1.0 && shape > 0.0);
    km_gsl_guard();
    GammaTarget t = {.shape = shape, .target = p > 0.5 ? 1.0 - p : p, .upper = p > 0.5};
    double high = shape + 1.0;
    while (gsl_sf_gamma_inc_P(shape, high) < p) {
        high *= 2.0;
    }
    return km_root(gamma_miss, &t, 0.0, high);
}

/* P(|T| ≥ t) = I_w(df/2, 1/2), w = df/(df + t²) (Abramowitz & Stegun 26.7.1). */
double km_t_p(double t, double df)
{
    double square = t * t;
    return beta_tail(df / (df + square), square / (df + square), df / 2.0, 0.5, false);
}

typedef struct {
    double df, target;
} StudentTarget;

static double student_miss(double t, const void *self)
{
    const StudentTarget *s = self;
    return km_t_p(t, s->df) - s->target;
}

double km_t_two_sided(double confidence, double df)
{
    StudentTarget s = {.df = df, .target = 1.0 - confidence};
    double high = 4.0;
    while (km_t_p(high, df) > s.target && high < 1e100) {
        high *= 2.0;
    }
    return km_root(student_miss, &s, 0.0, high);
}

double km_chisq_p(double x, double df)
{
    km_gsl_guard();
    return x <= 0.0 ? 1.0 : gsl_sf_gamma_inc_Q(df / 2.0, x / 2.0);
}

double km_ln_factorial(int64_t n)
{
    return lgamma((double)n + 1.0);
}

double km_ln_choose(int64_t n, int64_t k)
{
    return km_ln_factorial(n) - km_ln_factorial(k) - km_ln_factorial(n - k);
}

/* R.P. Brent, Algorithms for Minimization without Derivatives (1973), ch. 4 (zeroin). */
double km_root(KmFunction f, const void *self, double low, double high)
{
    double a = low;
    double b = high;
    double fa = f(a, self);
    double fb = f(b, self);
    if ((fa > 0.0) == (fb > 0.0)) {
        return fabs(fa) <= fabs(fb) ? a : b;
    }
    double c = a;
    double fc = fa;
    double step = b - a;
    double before = step;
    for (int i = 0; i < 2000; i++) {
        if (fabs(fc) < fabs(fb)) {
            a = b;
            b = c;
            c = a;
            fa = fb;
            fb = fc;
            fc = fa;
        }
        double tolerance = 2.0 * DBL_EPSILON * fabs(b) + 1e-300;
        double half = 0.5 * (c - b);
        if (fabs(half) <= tolerance || fabs(fb) <= 0.0) {
            break;
        }
        bool bisect = fabs(before) < tolerance || fabs(fa) <= fabs(fb);
        if (!bisect) {
            double s = fb / fa;
            double q = fa / fc;
            double r = fb / fc;
            bool secant = fabs(a - c) <= 0.0;
            double p =
                secant ? 2.0 * half * s : s * (2.0 * half * q * (q - r) - (b - a) * (r - 1.0));
            double d = secant ? 1.0 - s : (q - 1.0) * (r - 1.0) * (s - 1.0);
            d = p > 0.0 ? -d : d;
            p = fabs(p);
            bisect = 2.0 * p >= 3.0 * half * d - fabs(tolerance * d) || p >= fabs(0.5 * before * d);
            if (!bisect) {
                before = step;
                step = p / d;
            }
        }
        if (bisect) {
            step = half;
            before = step;
        }
        a = b;
        fa = fb;
        b += fabs(step) > tolerance ? step : (half > 0.0 ? tolerance : -tolerance);
        fb = f(b, self);
        if ((fb > 0.0) == (fc > 0.0)) {
            c = a;
            fc = fa;
            step = b - a;
            before = step;
        }
    }
    return b;
}
