#include "engine/stats/effect/contrast.h"

#include "engine/stats/gsl_guard.h"
#include "engine/stats/regression/cluster.h"
#include "engine/stats/special.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

enum { SIDES = 2, COLUMNS = 2, EFFECT = 1 };

static const char few_treated[] = "fewer than two treated clusters give no spread";
static const char few_comparison[] = "fewer than two comparison clusters give no spread";
static const char dominated[] = "one cluster has all the weight of its group";
static const char all_equal[] = "all clusters of a group changed alike";

static double weight_of(const KmGroups *groups, size_t i)
{
    return groups->weight == NULL ? 1.0 : groups->weight[i];
}

static bool check(const KmGroups *groups, size_t q, KmError *err)
{
    for (size_t i = 0; i < groups->n; i++) {
        double weight = weight_of(groups, i);
        if (!isfinite(weight) || !(weight > 0.0)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "the weight of row %zu is not a number above 0", i + 1);
        }
        for (size_t j = 0; j < q; j++) {
            if (!isfinite(groups->change[i * q + j])) {
                return km_error_set(err, KM_ERROR_USAGE, "row %zu holds a change that is no number",
                                    i + 1);
            }
        }
    }
    return true;
}

/* Clusters that have a row on a side. */
static void count_clusters(KmArena *scratch, const KmGroups *groups, size_t count[SIDES])
{
    size_t n = groups->cluster == NULL ? groups->n : groups->n_clusters;
    bool *seen = KM_NEW_ARRAY(scratch, bool, SIDES *n);
    count[0] = count[1] = 0;
    for (size_t i = 0; i < groups->n; i++) {
        size_t side = groups->is_treated[i] ? 1 : 0;
        size_t c = groups->cluster == NULL ? i : groups->cluster[i];
        count[side] += seen[side * n + c] ? 0 : 1;
        seen[side * n + c] = true;
    }
}

static void weighted_mean(const KmGroups *groups, size_t q, size_t j, double mean[SIDES],
                          double total[SIDES])
{
    for (size_t side = 0; side < SIDES; side++) {
        long double sum = 0.0L;
        long double weights = 0.0L;
        for (size_t i = 0; i < groups->n; i++) {
            if (groups->is_treated[i] == (side == 1)) {
                sum += (long double)weight_of(groups, i) * (long double)groups->change[i * q + j];
                weights += (long double)weight_of(groups, i);
            }
        }
        mean[side] = weights > 0.0L ? (double)(sum / weights) : 0.0;
        total[side] = (double)weights;
    }
}

/* Do the changes of a side differ by more than rounding? */
static bool varies(const KmGroups *groups, size_t q, size_t j)
{
    double low[SIDES] = {INFINITY, INFINITY};
    double high[SIDES] = {-INFINITY, -INFINITY};
    double size = 0.0;
    for (size_t i = 0; i < groups->n; i++) {
        size_t side = groups->is_treated[i] ? 1 : 0;
        double change = groups->change[i * q + j];
        low[side] = fmin(low[side], change);
        high[side] = fmax(high[side], change);
        size = fmax(size, fabs(change));
    }
    double least = 1e-12 * size;
    return high[0] - low[0] > least || high[1] - low[1] > least;
}

/* Clusters numbered anew, so that each has a row. Returns how many. */
static size_t number_clusters(KmArena *scratch, const KmGroups *groups, size_t *ret_cluster)
{
    size_t *place = KM_NEW_ARRAY(scratch, size_t, groups->n_clusters); /* + 1; 0: not met yet */
    size_t count = 0;
    for (size_t i = 0; i < groups->n; i++) {
        size_t c = groups->cluster[i];
        place[c] = place[c] == 0 ? ++count : place[c];
        ret_cluster[i] = place[c] - 1;
    }
    return count;
}

/* Has one row almost all weight of its side? Then it has no others to be told from. */
static bool is_dominated(const KmGroups *groups, const double total[SIDES])
{
    for (size_t i = 0; i < groups->n; i++) {
        double share = weight_of(groups, i) / total[groups->is_treated[i] ? 1 : 0];
        if (!(share < 1.0 - 1e-9)) {
            return true;
        }
    }
    return false;
}

/* The regression of d on the group, rows times √w. */
static bool fit_groups(KmArena *scratch, const KmGroups *groups, KmClusterErrors *ret_errors,
                       KmError *err)
{
    long double *x = KM_NEW_ARRAY(scratch, long double, groups->n *COLUMNS);
    long double *y = KM_NEW_ARRAY(scratch, long double, groups->n);
    size_t *cluster = KM_NEW_ARRAY(scratch, size_t, groups->n);
    size_t n_clusters = number_clusters(scratch, groups, cluster);
    for (size_t i = 0; i < groups->n; i++) {
        long double root = sqrtl((long double)weight_of(groups, i));
        x[i * COLUMNS] = root;
        x[i * COLUMNS + EFFECT] = groups->is_treated[i] ? root : 0.0L;
        y[i] = root * (long double)groups->change[i];
    }
    KmDesign design = {x, y, groups->n, COLUMNS};
    KmLinear fit;
    return km_least_squares(scratch, &design, km_dependence, &fit, err) &&
           km_cluster_errors(scratch, &design, &fit, cluster, n_clusters, EFFECT, ret_errors, err);
}

/* Satterthwaite's degrees of freedom when each row is a cluster of its own and its working variance
 * is 1/w. With a the row's share of its side's weight W and u² = a/(W(1 − a)), P of cluster.h is (1
 * − a)u² on the diagonal and −√(ab) u v off it, 0 between the sides. */
static double single_df(const KmGroups *groups, const double total[SIDES])
{
    double trace = 0.0;
    double square = 0.0;
    double off[SIDES] = {0.0, 0.0};
    for (size_t i = 0; i < groups->n; i++) {
        size_t side = groups->is_treated[i] ? 1 : 0;
        double a = weight_of(groups, i) / total[side];
        double u = a / (total[side] * (1.0 - a));
        trace += (1.0 - a) * u;
        square += (1.0 - a) * u * (1.0 - a) * u - a * u * a * u;
        off[side] += a * u;
    }
    square += off[0] * off[0] + off[1] * off[1];
    return trace * trace / square;
}

/* S: CR2 covariance of the difference of q outcomes, one row a cluster: Σ a² e e'/(1 − a) over both
 * sides. Returns the degrees of freedom of one outcome. */
static double covariance(const KmGroups *groups, size_t q, const double *means, gsl_matrix *s)
{
    double total[SIDES];
    double unused[SIDES];
    weighted_mean(groups, q, 0, unused, total);
    for (size_t i = 0; i < groups->n; i++) {
        size_t side = groups->is_treated[i] ? 1 : 0;
        double a = weight_of(groups, i) / total[side];
        for (size_t j = 0; j < q; j++) {
            double ej = groups->change[i * q + j] - means[side * q + j];
            for (size_t k = 0; k <= j; k++) {
                double ek = groups->change[i * q + k] - means[side * q + k];
                double sum = gsl_matrix_get(s, j, k) + a * a * ej * ek / (1.0 - a);
                gsl_matrix_set(s, j, k, sum);
                gsl_matrix_set(s, k, j, sum);
            }
        }
    }
    return single_df(groups, total);
}

static KmContrast no_error(double estimate, const char *why)
{
    KmValue none = km_undefined(why);
    return (KmContrast){km_value(estimate), none, none, none, none, none};
}

static KmContrast around(double estimate, KmValue se, KmValue df, double confidence)
{
    double half = se.number * km_t_two_sided(confidence, df.number);
    return (KmContrast){km_value(estimate),
                        se,
                        df,
                        km_value(estimate - half),
                        km_value(estimate + half),
                        km_value(km_t_p(estimate / se.number, df.number))};
}

bool km_contrast(KmArena *scratch, const KmGroups *groups, double confidence,
                 KmContrast *ret_contrast, KmError *err)
{
    size_t clusters[SIDES];
    double mean[SIDES];
    double total[SIDES];
    KmClusterErrors errors;
    if (!km_check_confidence(confidence, err) || !check(groups, 1, err)) {
        return false;
    }
    count_clusters(scratch, groups, clusters);
    weighted_mean(groups, 1, 0, mean, total);
    if (clusters[0] == 0 || clusters[1] == 0) {
        KmValue none = km_undefined(clusters[1] == 0 ? "there is no treated cluster"
                                                     : "there is no comparison cluster");
        *ret_contrast = (KmContrast){none, none, none, none, none, none};
        return true;
    }
    double estimate = mean[1] - mean[0];
    if (clusters[0] < 2 || clusters[1] < 2) {
        *ret_contrast = no_error(estimate, clusters[1] < 2 ? few_treated : few_comparison);
        return true;
    }
    if (is_dominated(groups, total)) {
        *ret_contrast = no_error(estimate, dominated);
        return true;
    }
    if (!varies(groups, 1, 0)) {
        *ret_contrast = no_error(estimate, all_equal);
        return true;
    }
    if (groups->cluster == NULL) {
        gsl_matrix *variance = gsl_matrix_calloc(1, 1);
        double df = covariance(groups, 1, mean, variance);
        double se = sqrt(gsl_matrix_get(variance, 0, 0));
        *ret_contrast =
            isfinite(se) && se > 0.0
                ? around(estimate, km_value(se), km_value(df), confidence)
                : no_error(estimate, "the changes are too large or too small to square");
        gsl_matrix_free(variance);
        return true;
    }
    if (!fit_groups(scratch, groups, &errors, err)) {
        return false;
    }
    bool is_defined = errors.cr2.state == KM_VALUE_DEFINED && errors.cr2.number > 0.0 &&
                      errors.df.state == KM_VALUE_DEFINED;
    *ret_contrast = is_defined ? around(estimate, errors.cr2, errors.df, confidence)
                               : no_error(estimate, all_equal);
    return true;
}

static KmJointTest untested(const char *why)
{
    KmValue none = km_undefined(why);
    return (KmJointTest){none, none, none, none};
}

/* m'S⁻¹m; outcomes are brought to one scale first, so that a small pivot means dependence. */
static bool distance(const double *m, size_t q, gsl_matrix *s, double *ret_q)
{
    gsl_vector *x = gsl_vector_alloc(q);
    gsl_vector *scale = gsl_vector_alloc(q);
    bool is_sound = true;
    for (size_t j = 0; j < q; j++) {
        double sd = sqrt(gsl_matrix_get(s, j, j));
        is_sound = is_sound && sd > 0.0;
        gsl_vector_set(scale, j, sd);
    }
    for (size_t j = 0; j < q && is_sound; j++) {
        gsl_vector_set(x, j, m[j] / gsl_vector_get(scale, j));
        for (size_t k = 0; k < q; k++) {
            gsl_matrix_set(s, j, k,
                           gsl_matrix_get(s, j, k) / gsl_vector_get(scale, j) /
                               gsl_vector_get(scale, k));
        }
    }
    is_sound = is_sound && gsl_linalg_cholesky_decomp1(s) == GSL_SUCCESS;
    for (size_t j = 0; j < q && is_sound; j++) {
        is_sound = gsl_matrix_get(s, j, j) > 1e-6;
    }
    if (is_sound) {
        double sum = 0.0; /* |L⁻¹m|² */
        for (size_t j = 0; j < q; j++) {
            double rest = gsl_vector_get(x, j);
            for (size_t k = 0; k < j; k++) {
                rest -= gsl_matrix_get(s, j, k) * gsl_vector_get(x, k);
            }
            gsl_vector_set(x, j, rest / gsl_matrix_get(s, j, j));
            sum += gsl_vector_get(x, j) * gsl_vector_get(x, j);
        }
        *ret_q = sum;
    }
    gsl_vector_free(x);
    gsl_vector_free(scale);
    return is_sound;
}

bool km_contrast_joint(KmArena *scratch, const KmGroups *groups, size_t q, KmJointTest *ret_test,
                       KmError *err)
{
    size_t clusters[SIDES];
    if (!check(groups, q, err)) {
        return false;
    }
    count_clusters(scratch, groups, clusters);
    if (q == 0 || clusters[0] < 2 || clusters[1] < 2) {
        *ret_test = untested(q == 0            ? "there is nothing to test"
                             : clusters[1] < 2 ? few_treated
                                               : few_comparison);
        return true;
    }
    double *means = KM_NEW_ARRAY(scratch, double, SIDES *q);
    double *m = KM_NEW_ARRAY(scratch, double, q);
    for (size_t j = 0; j < q; j++) {
        double mean[SIDES];
        double total[SIDES];
        weighted_mean(groups, q, j, mean, total);
        means[j] = mean[0];
        means[q + j] = mean[1];
        m[j] = mean[1] - mean[0];
    }
    double weights[SIDES];
    double unused[SIDES];
    weighted_mean(groups, q, 0, unused, weights);
    if (is_dominated(groups, weights)) {
        *ret_test = untested(dominated);
        return true;
    }
    km_gsl_guard();
    gsl_matrix *s = gsl_matrix_calloc(q, q);
    double df = covariance(groups, q, means, s);
    double df2 = df - (double)q + 1.0;
    double statistic = 0.0;
    if (df2 < 1.0) {
        *ret_test = untested("there are too few clusters for so many moments");
    } else if (!distance(m, q, s, &statistic)) {
        *ret_test = untested("some moments follow from the others");
    } else {
        double f = df2 / (df * (double)q) * statistic;
        *ret_test = (KmJointTest){km_value(f), km_value((double)q), km_value(df2),
                                  km_value(gsl_cdf_fdist_Q(f, (double)q, df2))};
    }
    gsl_matrix_free(s);
    return true;
}
