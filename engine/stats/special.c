#include "engine/stats/special.h"

#include "engine/stats/gsl_guard.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stddef.h>

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

double km_binomial_ln_mass(int64_t x, int64_t n, double p)
{
    if (x < 0 || x > n) {
        return -HUGE_VAL;
    }
    if (p <= 0.0 || p >= 1.0) {
        return x == (p <= 0.0 ? 0 : n) ? 0.0 : -HUGE_VAL;
    }
    double a = (double)x;
    double b = (double)(n - x);
    double all = (double)n;
    if (x == 0) {
        return all * log1p(-p);
    }
    if (x == n) {
        return all * log(p);
    }
    return stirling_rest(all) - stirling_rest(a) - stirling_rest(b) - deviance_part(a, all * p) -
           deviance_part(b, all * (1.0 - p)) - 0.5 * log(two_pi * a * (b / all));
}

double km_binomial_mass(int64_t x, int64_t n, double p)
{
    return exp(km_binomial_ln_mass(x, n, p));
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

/* Q(a, x) for x ≥ a, else P(a, x), of a large shape, by N.M. Temme's uniform expansion (SIAM J Math
 * Anal 13 (1982) 239-253; DLMF 8.12). GSL's loses digits from a shape of some 1e6 on. With |x − a|
 * below a tenth of a, a from 1e5, what is left out is below 1e-16 of the result. */
static double gamma_tail_of_large(double a, double x)
{
    static const double c0[] = {-1.0 / 3.0,           1.0 / 12.0,           -2.0 / 135.0,
                                1.0 / 864.0,          1.0 / 2835.0,         -139.0 / 777600.0,
                                1.0 / 25515.0,        -571.0 / 261273600.0, -1.8540622107152e-6,
                                8.296711340953086e-7, -1.766595273682608e-7};
    static const double c1[] = {-1.0 / 540.0, -1.0 / 288.0, 1.0 / 378.0, -77.0 / 77760.0,
                                1.0 / 4860.0};
    static const double c2[] = {25.0 / 6048.0, -139.0 / 51840.0};
    double half_square = deviance_part(a, x); /* a η²/2 */
    double eta = copysign(sqrt(2.0 * half_square / a), x - a);
    double sum = (c2[0] + c2[1] * eta) / a;
    double first = 0.0;
    for (size_t i = sizeof c1 / sizeof c1[0]; i-- > 0;) {
        first = first * eta + c1[i];
    }
    sum = (sum + first) / a;
    first = 0.0;
    for (size_t i = sizeof c0 / sizeof c0[0]; i-- > 0;) {
        first = first * eta + c0[i];
    }
    double rest = (sum + first) * exp(-half_square) / sqrt(two_pi * a);
    return 0.5 * erfc(sqrt(half_square)) + (x < a ? -rest : rest);
}

/* P(a, x), the regularised incomplete gamma function, or Q(a, x) = 1 − P: the series below the
 * mean, the continued fraction above it (Abramowitz & Stegun 6.5.29, 6.5.31 by Lentz's method). */
static double gamma_tail(double a, double x, bool upper)
{
    static const double large = 1e5;
    if (!(x > 0.0)) {
        return upper ? 1.0 : 0.0;
    }
    bool is_lower = x < a + 1.0;
    double part = 0.0;
    if (a >= large && fabs(x - a) < 0.1 * a) {
        is_lower = x < a;
        part = gamma_tail_of_large(a, x);
    } else {
        /* x^a e^−x / Γ(a + 1) */
        double front = exp(-stirling_rest(a) - deviance_part(a, x)) / sqrt(two_pi * a);
        double h = 1.0;
        if (is_lower) {
            double term = 1.0;
            for (double k = a + 1.0; term > h * 0.25 * DBL_EPSILON; k += 1.0) {
                term *= x / k;
                h += term;
            }
        } else {
            double b = x + 1.0 - a;
            double c = 1e300;
            double d = 1.0 / never_zero(b);
            double step = 0.0;
            h = d;
            for (int i = 1; i <= 1000000 && !(fabs(step - 1.0) < 2.0 * DBL_EPSILON); i++) {
                double top = -i * (i - a);
                b += 2.0;
                d = 1.0 / never_zero(top * d + b);
                c = never_zero(b + top / c);
                step = d * c;
                h *= step;
            }
            h *= a;
        }
        part = front * h;
    }
    return is_lower == !upper ? fmin(1.0, part) : fmax(0.0, 1.0 - part);
}

double km_poisson_p(int64_t x, double mean)
{
    return x < 0 ? 0.0 : gamma_tail((double)x + 1.0, mean, true);
}

double km_poisson_q(int64_t x, double mean)
{
    return x <= 0 ? 1.0 : gamma_tail((double)x, mean, false);
}

typedef struct {
    double shape, target;
    bool upper;
} GammaTarget;

static double gamma_miss(double g, const void *self)
{
    const GammaTarget *t = self;
    return gamma_tail(t->shape, g, t->upper) - t->target;
}

double km_gamma_quantile(double p, double shape)
{
    assert(p > 0.0 && p < 1.0 && shape > 0.0);
    GammaTarget t = {.shape = shape, .target = p > 0.5 ? 1.0 - p : p, .upper = p > 0.5};
    double high = shape + 1.0;
    while (gamma_tail(shape, high, false) < p) {
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
    return gamma_tail(df / 2.0, x / 2.0, true);
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
