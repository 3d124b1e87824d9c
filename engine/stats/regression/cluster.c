#include "engine/stats/regression/cluster.h"

#include "engine/stats/gsl_guard.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

enum { MOST_ROWS = 2000 };

typedef struct {
    const size_t *rows;
    size_t n;
} Cluster;

/* u = (I − H_gg)^(−1/2) X_g A_j over the cluster's rows; directions in which the cluster fixes its
 * own values take no part. */
static void adjusted(const KmDesign *design, const KmLinear *fit, Cluster c, size_t j,
                     double *ret_u)
{
    size_t k = design->k;
    gsl_matrix *rest = gsl_matrix_alloc(c.n, c.n);
    gsl_matrix *vectors = gsl_matrix_alloc(c.n, c.n);
    gsl_vector *values = gsl_vector_alloc(c.n);
    gsl_eigen_symmv_workspace *space = gsl_eigen_symmv_alloc(c.n);
    for (size_t a = 0; a < c.n; a++) {
        for (size_t b = 0; b < c.n; b++) {
            double h = 0.0;
            for (size_t m = 0; m < k; m++) {
                h += (double)design->x[c.rows[a] * k + m] * fit->influence[c.rows[b] * k + m];
            }
            gsl_matrix_set(rest, a, b, (a == b ? 1.0 : 0.0) - h);
        }
        ret_u[a] = 0.0;
    }
    (void)gsl_eigen_symmv(rest, values, vectors, space);
    for (size_t e = 0; e < c.n; e++) {
        double value = gsl_vector_get(values, e);
        double along = 0.0;
        for (size_t a = 0; a < c.n; a++) {
            along += gsl_matrix_get(vectors, a, e) * fit->influence[c.rows[a] * k + j];
        }
        for (size_t a = 0; value > 1e-10 && a < c.n; a++) {
            ret_u[a] += gsl_matrix_get(vectors, a, e) * along / sqrt(value);
        }
    }
    gsl_eigen_symmv_free(space);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(rest);
}

/* Rows by cluster. */
static Cluster *gather(KmArena *arena, const size_t *cluster, size_t n, size_t n_clusters)
{
    Cluster *all = KM_NEW_ARRAY(arena, Cluster, n_clusters);
    size_t *rows = KM_NEW_ARRAY(arena, size_t, n);
    size_t *next = KM_NEW_ARRAY(arena, size_t, n_clusters);
    size_t start = 0;
    for (size_t i = 0; i < n; i++) {
        all[cluster[i]].n++;
    }
    for (size_t g = 0; g < n_clusters; g++) {
        next[g] = start;
        all[g].rows = rows + start;
        start += all[g].n;
    }
    for (size_t i = 0; i < n; i++) {
        rows[next[cluster[i]]++] = i;
    }
    return all;
}

bool km_cluster_errors(KmArena *arena, const KmDesign *design, const KmLinear *fit,
                       const size_t *cluster, size_t n_clusters, size_t j,
                       KmClusterErrors *ret_errors, KmError *err)
{
    size_t n = design->n;
    size_t k = design->k;
    if (n_clusters < 2) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "cluster-robust errors need two clusters at least, found %zu",
                            n_clusters);
    }
    Cluster *all = gather(arena, cluster, n, n_clusters);
    double *u = KM_NEW_ARRAY(arena, double, n);
    double *w = KM_NEW_ARRAY(arena, double, n_clusters *k); /* X_g' u_g */
    double *own = KM_NEW_ARRAY(arena, double, n_clusters);  /* u_g' u_g */
    double meat0 = 0.0;
    double meat2 = 0.0;
    km_gsl_guard();
    for (size_t g = 0; g < n_clusters; g++) {
        Cluster c = all[g];
        if (c.n > MOST_ROWS) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "cluster %zu has %zu rows; the method takes %d: average within it "
                                "first",
                                g + 1, c.n, MOST_ROWS);
        }
        double sum0 = 0.0;
        double sum2 = 0.0;
        adjusted(design, fit, c, j, u);
        for (size_t a = 0; a < c.n; a++) {
            sum0 += fit->influence[c.rows[a] * k + j] * fit->residual[c.rows[a]];
            sum2 += u[a] * fit->residual[c.rows[a]];
            own[g] += u[a] * u[a];
            for (size_t m = 0; m < k; m++) {
                w[g * k + m] += (double)design->x[c.rows[a] * k + m] * u[a];
            }
        }
        meat0 += sum0 * sum0;
        meat2 += sum2 * sum2;
    }
    double trace = 0.0;
    double square = 0.0;
    for (size_t g = 0; g < n_clusters; g++) {
        for (size_t h = 0; h < n_clusters; h++) {
            double p = g == h ? own[g] : 0.0;
            for (size_t a = 0; a < k; a++) {
                for (size_t b = 0; b < k; b++) {
                    p -= w[g * k + a] * fit->inverse[a * k + b] * w[h * k + b];
                }
            }
            trace += g == h ? p : 0.0;
            square += p * p;
        }
    }
    double groups = (double)n_clusters;
    double widen = groups / (groups - 1.0);
    *ret_errors = (KmClusterErrors){
        .cr0 = km_value(sqrt(meat0)),
        .cr1 = km_value(sqrt(meat0 * widen)),
        .cr1s = n > k ? km_value(sqrt(meat0 * widen * (double)(n - 1) / (double)(n - k)))
                      : km_undefined("there are no more rows than coefficients"),
        .cr2 = km_value(sqrt(meat2)),
        .df = square > 0.0 ? km_value(trace * trace / square)
                           : km_undefined("the clusters fix their own values"),
    };
    return true;
}
