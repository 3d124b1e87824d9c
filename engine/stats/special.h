/* The distributions that methods stand on. GSL where it holds over our whole range; the incomplete
 * beta and gamma functions and their inverses are our own: GSL's beta stops after 512 terms (wrong
 * beyond some 100 000 units), its inverse does not return when a parameter is 0, and its gamma
 * keeps six digits of a count of 1e7.
 *
 * Probabilities are 0–1. Callers check domains; a violated precondition is a bug (assert).
 *
 * Tested against exact sums of binomial probabilities, mpmath at 40 digits and printed tables.
 * Relative error below 1e-11 for n up to 1e9. Private to stats. */
#ifndef ENGINE_STATS_SPECIAL_H
#define ENGINE_STATS_SPECIAL_H

#include <stdbool.h>
#include <stdint.h>

/* z with P(|Z| ≤ z) = confidence. */
double km_normal_two_sided(double confidence);
/* z with P(Z ≤ z) = p, 0 < p < 1. */
double km_normal_quantile(double p);
/* P(|Z| ≥ |z|). */
double km_normal_p(double z);

/* I_x(a, b), the regularised incomplete beta function, and 1 − I_x(a, b) without cancellation; a, b
 * > 0. Continued fraction: Abramowitz & Stegun 26.5.8 by Lentz's method; the factor x^a (1−x)^b /
 * B(a, b) by C. Loader's saddle point (2000), which keeps all digits for large a, b. */
double km_beta_p(double x, double a, double b);
double km_beta_q(double x, double a, double b);
/* x with I_x(a, b) = p, 0 < p < 1. */
double km_beta_quantile(double p, double a, double b);

/* P(X = x), P(X ≤ x), P(X ≥ x) for X ~ binomial(n, p); any x (outside 0 … n: 0 or 1). */
double km_binomial_mass(int64_t x, int64_t n, double p);
double km_binomial_ln_mass(int64_t x, int64_t n, double p); /* −HUGE_VAL where the mass is 0 */
double km_binomial_p(int64_t x, int64_t n, double p);
double km_binomial_q(int64_t x, int64_t n, double p);

/* The same for X ~ Poisson(mean), mean > 0. */
double km_poisson_mass(int64_t x, double mean);
double km_poisson_p(int64_t x, double mean);
double km_poisson_q(int64_t x, double mean);

/* g with P(G ≤ g) = p for a gamma variate of this shape and scale 1; shape > 0. */
double km_gamma_quantile(double p, double shape);

/* Student's t: quantile for P(|T| ≤ t) = confidence, and P(|T| ≥ |t|); df > 0, need not be whole.
 */
double km_t_two_sided(double confidence, double df);
double km_t_p(double t, double df);

/* P(X ≥ x) for chi-square. */
double km_chisq_p(double x, double df);

/* ln(n!), and ln of the number of ways to choose k of n. */
double km_ln_factorial(int64_t n);
double km_ln_choose(int64_t n, int64_t k);

/* The root of f between low and high, where f changes sign (or is 0 at an end); Brent's method to
 * the last digits. Without a sign change: the end where |f| is least. */
typedef double (*KmFunction)(double x, const void *self);
double km_root(KmFunction f, const void *self, double low, double high);

#endif
