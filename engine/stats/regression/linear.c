#include "engine/stats/regression/linear.h"

#include <float.h>
#include <math.h>

const double km_dependence = 1e-11;

typedef struct {
    long double *a; /* n × k, column by column: R above, the reflectors below */
    long double *y; /* Q'y */
    size_t n, k;
} Qr;

static long double length(const long double *v, size_t n)
{
    long double sum = 0.0L;
    for (size_t i = 0; i < n; i++) {
        sum += v[i] * v[i];
    }
    return sqrtl(sum);
}

static void reflect(const long double *v, size_t n, long double beta, long double *target)
{
    long double dot = 0.0L;
    for (size_t i = 0; i < n; i++) {
        dot += v[i] * target[i];
    }
    for (size_t i = 0; i < n; i++) {
        target[i] -= beta * dot * v[i];
    }
}

static bool decompose(KmArena *arena, Qr *qr, double tolerance, KmError *err)
{
    size_t n = qr->n;
    long double *v = KM_NEW_ARRAY(arena, long double, n);
    for (size_t j = 0; j < qr->k; j++) {
        long double *column = qr->a + j * n;
        long double whole = length(column, n);
        size_t rest = n - j;
        long double norm = length(column + j, rest);
        if (!(norm > (long double)tolerance * whole)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "column %zu of the design depends on the columns before it; leave "
                                "it out",
                                j + 1);
        }
        long double alpha = column[j] > 0.0L ? -norm : norm;
        for (size_t i = 0; i < rest; i++) {
            v[i] = column[j + i];
        }
        v[0] -= alpha;
        long double size = length(v, rest);
        long double beta = 2.0L / (size * size);
        for (size_t c = j; c < qr->k; c++) {
            reflect(v, rest, beta, qr->a + c * n + j);
        }
        reflect(v, rest, beta, qr->y + j);
        column[j] = alpha;
    }
    return true;
}

static bool check(const KmDesign *design, KmError *err)
{
    if (design->k == 0 || design->n < design->k) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "%zu rows cannot fix %zu coefficients; give as many rows at least",
                            design->n, design->k);
    }
    for (size_t i = 0; i < design->n; i++) {
        bool is_fit = isfinite(design->y[i]);
        for (size_t j = 0; j < design->k; j++) {
            is_fit = is_fit && isfinite(design->x[i * design->k + j]);
        }
        if (!is_fit) {
            return km_error_set(err, KM_ERROR_USAGE, "row %zu holds a value that is no number",
                                i + 1);
        }
    }
    return true;
}

/* R⁻¹, k × k, row by row. */
static long double *inverse_of_r(KmArena *arena, const Qr *qr)
{
    size_t k = qr->k;
    long double *inverse = KM_NEW_ARRAY(arena, long double, k *k);
    for (size_t c = 0; c < k; c++) {
        for (size_t r = c + 1; r-- > 0;) {
            long double sum = r == c ? 1.0L : 0.0L;
            for (size_t m = r + 1; m <= c; m++) {
                sum -= qr->a[m * qr->n + r] * inverse[m * k + c];
            }
            inverse[r * k + c] = sum / qr->a[r * qr->n + r];
        }
    }
    return inverse;
}

bool km_least_squares(KmArena *arena, const KmDesign *design, double tolerance, KmLinear *ret_fit,
                      KmError *err)
{
    if (!check(design, err)) {
        return false;
    }
    size_t n = design->n;
    size_t k = design->k;
    Qr qr = {KM_NEW_ARRAY(arena, long double, n *k), KM_NEW_ARRAY(arena, long double, n), n, k};
    long double mean = 0.0L;
    for (size_t i = 0; i < n; i++) {
        qr.y[i] = design->y[i];
        mean += qr.y[i] / (long double)n;
        for (size_t j = 0; j < k; j++) {
            qr.a[j * n + i] = design->x[i * k + j];
        }
    }
    if (!decompose(arena, &qr, tolerance, err)) {
        return false;
    }
    const long double *r_inverse = inverse_of_r(arena, &qr);
    double *b = KM_NEW_ARRAY(arena, double, k);
    long double *exact = KM_NEW_ARRAY(arena, long double, k);
    double *inverse = KM_NEW_ARRAY(arena, double, k *k);
    for (size_t r = 0; r < k; r++) {
        for (size_t c = r; c < k; c++) {
            exact[r] += r_inverse[r * k + c] * qr.y[c];
        }
        b[r] = (double)exact[r];
        for (size_t c = 0; c < k; c++) {
            long double sum = 0.0L;
            for (size_t m = r > c ? r : c; m < k; m++) {
                sum += r_inverse[r * k + m] * r_inverse[c * k + m];
            }
            inverse[r * k + c] = (double)sum;
        }
    }
    double *residual = KM_NEW_ARRAY(arena, double, n);
    double *leverage = KM_NEW_ARRAY(arena, double, n);
    double *influence = KM_NEW_ARRAY(arena, double, n *k);
    long double *q = KM_NEW_ARRAY(arena, long double, k);
    long double rss = 0.0L;
    long double total = 0.0L;
    for (size_t i = 0; i < n; i++) {
        const long double *x = design->x + i * k;
        long double e = design->y[i];
        long double h = 0.0L;
        for (size_t m = 0; m < k; m++) {
            e -= x[m] * exact[m];
            q[m] = 0.0L;
            for (size_t c = 0; c <= m; c++) {
                q[m] += r_inverse[c * k + m] * x[c];
            }
            h += q[m] * q[m];
        }
        for (size_t j = 0; j < k; j++) {
            long double sum = 0.0L;
            for (size_t m = j; m < k; m++) {
                sum += r_inverse[j * k + m] * q[m];
            }
            influence[i * k + j] = (double)sum;
        }
        residual[i] = (double)e;
        leverage[i] = (double)h;
        rss += e * e;
        total += (design->y[i] - mean) * (design->y[i] - mean);
    }
    *ret_fit =
        (KmLinear){n, k, b, inverse, residual, leverage, influence, (double)rss, (double)total};
    return true;
}

static double score(const KmLinear *fit, size_t i, size_t j, double power)
{
    double s = fit->influence[i * fit->k + j] * fit->residual[i];
    return power > 0.0 ? s / pow(1.0 - fit->leverage[i], power) : s;
}

KmValue km_linear_se(const KmLinear *fit, size_t j, KmStandardError how, size_t lag)
{
    if (fit->n <= fit->k) {
        return km_undefined("there are no more rows than coefficients");
    }
    double power = how == KM_SE_HC2 ? 0.5 : how == KM_SE_HC3 ? 1.0 : 0.0;
    double variance = 0.0;
    double widen = (double)fit->n / (double)(fit->n - fit->k);
    if (how == KM_SE_CLASSICAL) {
        return km_value(sqrt(fit->inverse[j * fit->k + j] * fit->rss / (double)(fit->n - fit->k)));
    }
    for (size_t i = 0; i < fit->n; i++) {
        if (power > 0.0 && !(1.0 - fit->leverage[i] > 1e-12)) {
            return km_undefined("one row alone fixes its own value");
        }
        double s = score(fit, i, j, power);
        variance += s * s;
    }
    bool has_lags = how == KM_SE_NEWEY_WEST || how == KM_SE_NEWEY_WEST_ADJUSTED;
    for (size_t l = 1; has_lags && l <= lag && l < fit->n; l++) {
        double weight = 1.0 - (double)l / (double)(lag + 1);
        for (size_t i = l; i < fit->n; i++) {
            variance += 2.0 * weight * score(fit, i, j, 0.0) * score(fit, i - l, j, 0.0);
        }
    }
    bool is_widened = how == KM_SE_HC1 || how == KM_SE_NEWEY_WEST_ADJUSTED;
    return km_value(sqrt(fmax(0.0, variance * (is_widened ? widen : 1.0))));
}

KmValue km_durbin_watson(const KmLinear *fit)
{
    double sum = 0.0;
    if (!(fit->rss > DBL_EPSILON * DBL_EPSILON * fit->total)) {
        return km_undefined("the line fits without residual");
    }
    for (size_t i = 1; i < fit->n; i++) {
        double step = fit->residual[i] - fit->residual[i - 1];
        sum += step * step;
    }
    return km_value(sum / fit->rss);
}
