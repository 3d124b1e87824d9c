/* Linear regression by least squares, and standard errors that hold when the errors are unequal,
 * follow each other or share a cluster. Householder QR in extended precision; nothing is made from
 * X'X. n rows, k columns (the column of ones is one of them); residual df n − k.
 *
 * With A = (X'X)⁻¹, e the residuals, h_i = x_i'A x_i: classical se² = A_jj rss/(n − k); HC0 Σ (A
 * x_i e_i)², HC1 × n/(n − k), HC2 e/√(1 − h), HC3 e/(1 − h) (J.S. Long, L.H. Ervin, Am Stat 54
 * (2000) 217-224); Newey-West adds lags 1 … L of the scores with weights 1 − l/(L + 1) (W.K. Newey,
 * K.D. West, Econometrica 55 (1987) 703-708), `adjusted` × n/(n − k). Tested against R lm,
 * sandwich, statsmodels and the certified values of NIST StRD. */
#ifndef ENGINE_STATS_REGRESSION_LINEAR_H
#define ENGINE_STATS_REGRESSION_LINEAR_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    const long double *x; /* row by row */
    const long double *y;
    size_t n, k;
} KmDesign;

typedef struct {
    size_t n, k;
    const double *b;         /* k */
    const double *inverse;   /* A, k × k */
    const double *residual;  /* n */
    const double *leverage;  /* h, n */
    const double *influence; /* A x_i, n × k */
    double rss, total;       /* total: Σ (y − ȳ)² */
} KmLinear;

/* A column that depends on those before it to within `tolerance` of its length is refused; 1e-11
 * for data as people write them. */
extern const double km_dependence;

/* Refuses (KM_ERROR_USAGE) fewer rows than columns, a value that is not finite, and a singular
 * design, naming the column that depends on the ones before it. */
bool km_least_squares(KmArena *arena, const KmDesign *design, double tolerance, KmLinear *ret_fit,
                      KmError *err) KM_MUST_USE;

typedef enum {
    KM_SE_CLASSICAL,
    KM_SE_HC0,
    KM_SE_HC1,
    KM_SE_HC2,
    KM_SE_HC3,
    KM_SE_NEWEY_WEST,
    KM_SE_NEWEY_WEST_ADJUSTED
} KmStandardError;

/* Of coefficient j. Undefined when n = k, and HC2/HC3 when one row alone fixes its own value. `lag`
 * is for Newey-West only, rows in order of time. */
KmValue km_linear_se(const KmLinear *fit, size_t j, KmStandardError how, size_t lag);
/* Σ (e_t − e_(t−1))² / Σ e². Near 2: no correlation. */
KmValue km_durbin_watson(const KmLinear *fit);

#endif
