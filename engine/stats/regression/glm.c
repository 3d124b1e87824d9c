#include "engine/stats/regression/glm.h"

#include "engine/stats/special.h"

#include <math.h>

enum { MOST_STEPS = 200 };
static const double most_eta = 30.0; /* a share of 1e-13: no data say that but by separation */

static bool check(const KmGlm *m, KmError *err)
{
    double hits = 0.0;
    double all = 0.0;
    const char *size = m->law == KM_LOGISTIC ? "trials" : "exposure";
    if (!km_check_lengths("y", m->design.n, size, m->size.n, err) ||
        !km_check_positive(size, m->size, err)) {
        return false;
    }
    for (size_t i = 0; i < m->size.n; i++) {
        double y = (double)m->design.y[i];
        double n = m->size.at[i];
        bool is_whole = y >= 0.0 && fabs(y - round(y)) <= 0.0 && y <= 1e15;
        bool is_part = m->law == KM_POISSON || (y <= n && fabs(n - round(n)) <= 0.0 && n <= 1e15);
        if (!is_whole || !is_part) {
            return km_error_set(err, KM_ERROR_USAGE,
                                m->law == KM_LOGISTIC
                                    ? "y %zu is %g of %g; hits are whole, from 0 to the trials"
                                    : "y %zu is %g; events are whole, from 0 on",
                                i + 1, y, n);
        }
        hits += y;
        all += n;
    }
    if (!(hits > 0.0) || (m->law == KM_LOGISTIC && !(hits < all))) {
        return km_error_set(err, KM_ERROR_USAGE, "the outcome does not vary: there are only %s",
                            hits > 0.0              ? "hits"
                            : m->law == KM_LOGISTIC ? "misses"
                                                    : "zeros");
    }
    return true;
}

static double mean_at(const KmGlm *m, size_t i, double eta)
{
    return m->size.at[i] * (m->law == KM_LOGISTIC ? 1.0 / (1.0 + exp(-eta)) : exp(eta));
}

static double weight_at(const KmGlm *m, size_t i, double eta)
{
    double mean = mean_at(m, i, eta);
    return m->law == KM_LOGISTIC ? mean * (1.0 - mean / m->size.at[i]) : mean;
}

/* Twice the distance of the log likelihood to that of the row itself. */
static double deviance_of(const KmGlm *m, size_t i, double mean)
{
    double y = (double)m->design.y[i];
    double n = m->size.at[i];
    double sum = y > 0.0 ? y * log(y / mean) : 0.0;
    if (m->law == KM_POISSON) {
        return 2.0 * (sum - (y - mean));
    }
    return 2.0 * (sum + (n - y > 0.0 ? (n - y) * log((n - y) / (n - mean)) : 0.0));
}

static double log_mass(const KmGlm *m, size_t i, double eta)
{
    double y = (double)m->design.y[i];
    double n = m->size.at[i];
    if (m->law == KM_POISSON) {
        return y * (eta + log(n)) - n * exp(eta) - km_ln_factorial((int64_t)y);
    }
    return km_ln_choose((int64_t)n, (int64_t)y) + y * eta -
           n * (fmax(eta, 0.0) + log1p(exp(-fabs(eta))));
}

static double loglik_of(const KmGlm *m, const double *eta)
{
    double sum = 0.0;
    for (size_t i = 0; i < m->size.n; i++) {
        sum += log_mass(m, i, eta[i]);
    }
    return sum;
}

/* Xb; false when some row has gone where only separation leads. */
static bool predict(const KmGlm *m, const double *b, double *eta)
{
    bool is_sane = true;
    for (size_t i = 0; i < m->design.n; i++) {
        long double sum = 0.0L;
        for (size_t j = 0; j < m->design.k; j++) {
            sum += m->design.x[i * m->design.k + j] * (long double)b[j];
        }
        eta[i] = (double)sum;
        is_sane = is_sane && (m->law == KM_LOGISTIC
                                  ? fabs(eta[i]) < most_eta
                                  : eta[i] + log(m->size.at[i]) > -most_eta && eta[i] < 100.0);
    }
    return is_sane;
}

static bool separated(KmError *err)
{
    return km_error_set(
        err, KM_ERROR_USAGE,
        "the predictors separate the outcomes: in the separated rows only one outcome "
        "fits and the best coefficient is infinite; leave that predictor out or "
        "join groups");
}

bool km_glm(KmArena *arena, const KmGlm *model, KmGlmFit *ret_fit, KmError *err)
{
    const KmDesign *design = &model->design;
    size_t n = design->n;
    size_t k = design->k;
    KmLinear plain;
    if (!check(model, err) || !km_least_squares(arena, design, km_dependence, &plain, err)) {
        return false;
    }
    double hits = 0.0;
    double all = 0.0;
    for (size_t i = 0; i < n; i++) {
        hits += (double)design->y[i];
        all += model->size.at[i];
    }
    double base = hits / all;
    double *b = KM_NEW_ARRAY(arena, double, k);
    double *next = KM_NEW_ARRAY(arena, double, k);
    double *se = KM_NEW_ARRAY(arena, double, k);
    const double *covariance = NULL;
    double *eta = KM_NEW_ARRAY(arena, double, n);
    long double *x = KM_NEW_ARRAY(arena, long double, n *k);
    long double *z = KM_NEW_ARRAY(arena, long double, n);
    b[0] = model->law == KM_LOGISTIC ? log(base / (1.0 - base)) : log(base);
    bool is_sane = predict(model, b, eta);
    double loglik = loglik_of(model, eta);
    for (int step = 0;; step++) {
        if (!is_sane || step == MOST_STEPS) {
            return separated(err);
        }
        for (size_t i = 0; i < n; i++) {
            double w = weight_at(model, i, eta[i]);
            double root = sqrt(w);
            z[i] = (long double)(((double)design->y[i] - mean_at(model, i, eta[i])) / root);
            for (size_t j = 0; j < k; j++) {
                x[i * k + j] = design->x[i * k + j] * (long double)root;
            }
        }
        KmLinear move;
        KmError unused = {0};
        if (!km_least_squares(arena, &(KmDesign){x, z, n, k}, 1e-14, &move, &unused)) {
            return separated(err);
        }
        double largest = 0.0;
        covariance = move.inverse;
        for (size_t j = 0; j < k; j++) {
            se[j] = sqrt(move.inverse[j * k + j]);
            largest = fmax(largest, fabs(move.b[j]) / se[j]);
        }
        double scale = 1.0;
        double better = loglik;
        for (int half = 0; half < 40; half++, scale /= 2.0) {
            for (size_t j = 0; j < k; j++) {
                next[j] = b[j] + scale * move.b[j];
            }
            is_sane = predict(model, next, eta);
            better = loglik_of(model, eta);
            if (largest < 1e-6 || better >= loglik) {
                break;
            }
        }
        for (size_t j = 0; j < k; j++) {
            b[j] = next[j];
        }
        loglik = better;
        if (largest < 1e-9) {
            break;
        }
    }
    double deviance = 0.0;
    double null_deviance = 0.0;
    for (size_t i = 0; i < n; i++) {
        deviance += deviance_of(model, i, mean_at(model, i, eta[i]));
        null_deviance += deviance_of(model, i, model->size.at[i] * base);
    }
    *ret_fit =
        (KmGlmFit){k, b, se, covariance, fmax(0.0, deviance), fmax(0.0, null_deviance), loglik};
    return true;
}
