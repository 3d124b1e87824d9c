#include "engine/stats/regression/cluster.h"

#include "engine/stats/gsl_guard.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

typedef struct {
    const size_t *rows;
    size_t n;
} Cluster;

/* Room for what is k × k, whatever the size of a cluster. */
typedef struct {
    size_t k;
    long double *root; /* L, lower: (X'X)⁻¹ = L L' */
    double *z;         /* rows of X_g L */
    double *turn;
    gsl_matrix *product, *vectors;
    gsl_vector *values;
    gsl_eigen_symmv_workspace *space;
} Room;

static Room make_room(KmArena *arena, const KmLinear *fit)
{
    size_t k = fit->k;
    Room room = {.k = k,
                 .root = KM_NEW_ARRAY(arena, long double, k *k),
                 .z = KM_NEW_ARRAY(arena, double, fit->n *k),
                 .turn = KM_NEW_ARRAY(arena, double, k),
                 .product = gsl_matrix_alloc(k, k),
                 .vectors = gsl_matrix_alloc(k, k),
                 .values = gsl_vector_alloc(k),
                 .space = gsl_eigen_symmv_alloc(k)};
    for (size_t i = 0; i < k; i++) { /* Cholesky */
        for (size_t j = 0; j <= i; j++) {
            long double sum = (long double)fit->inverse[i * k + j];
            for (size_t m = 0; m < j; m++) {
                sum -= room.root[i * k + m] * room.root[j * k + m];
            }
            room.root[i * k + j] = i == j ? sqrtl(fmaxl(sum, 0.0L)) : sum / room.root[j * k + j];
        }
    }
    return room;
}

static void free_room(Room *room)
{
    gsl_matrix_free(room->product);
    gsl_matrix_free(room->vectors);
    gsl_vector_free(room->values);
    gsl_eigen_symmv_free(room->space);
}

/* u = (I − H_gg)^(−1/2) X_g A_j over the cluster's rows; directions in which the cluster fixes its
 * own values take no part. With Z = X_g L, H_gg = Z Z' has the eigenvalues λ of Z'Z = V λ V', so
 * that u = Z V (1 − λ)^(−1/2) V' L' e_j: time linear in the rows. */
static void adjusted(const KmDesign *design, Cluster c, size_t j, Room *room, double *ret_u)
{
    size_t k = room->k;
    gsl_matrix_set_zero(room->product);
    for (size_t a = 0; a < c.n; a++) {
        double *z = room->z + a * k;
        for (size_t m = 0; m < k; m++) {
            long double sum = 0.0L;
            for (size_t i = m; i < k; i++) {
                sum += design->x[c.rows[a] * k + i] * room->root[i * k + m];
            }
            z[m] = (double)sum;
        }
        for (size_t m = 0; m < k; m++) {
            for (size_t i = 0; i < k; i++) {
                *gsl_matrix_ptr(room->product, m, i) += z[m] * z[i];
            }
        }
    }
    (void)gsl_eigen_symmv(room->product, room->values, room->vectors, room->space);
    for (size_t m = 0; m < k; m++) {
        room->turn[m] = 0.0;
    }
    for (size_t e = 0; e < k; e++) {
        double left = 1.0 - gsl_vector_get(room->values, e);
        double along = 0.0;
        for (size_t m = 0; m < k; m++) {
            along += gsl_matrix_get(room->vectors, m, e) * (double)room->root[j * k + m];
        }
        for (size_t m = 0; left > 1e-10 && m < k; m++) {
            room->turn[m] += gsl_matrix_get(room->vectors, m, e) * along / sqrt(left);
        }
    }
    for (size_t a = 0; a < c.n; a++) {
        ret_u[a] = 0.0;
        for (size_t m = 0; m < k; m++) {
            ret_u[a] += room->z[a * k + m] * room->turn[m];
        }
    }
}

/* Σ p² over all pairs of clusters, p = own on the diagonal less W A W': through k × k sums. */
static double sum_of_squares(const double *own, const double *w, const KmLinear *fit, double *sums,
                             size_t n_clusters, double *ret_trace)
{
    size_t k = fit->k;
    double trace = 0.0;
    double square = 0.0;
    for (size_t g = 0; g < n_clusters; g++) {
        double q = 0.0;
        for (size_t a = 0; a < k; a++) {
            for (size_t b = 0; b < k; b++) {
                q += w[g * k + a] * fit->inverse[a * k + b] * w[g * k + b];
                sums[a * k + b] += w[g * k + a] * w[g * k + b];
            }
        }
        trace += own[g] - q;
        square += own[g] * (own[g] - 2.0 * q);
    }
    double *turned = sums + k * k; /* A Σ w w' */
    for (size_t a = 0; a < k; a++) {
        for (size_t b = 0; b < k; b++) {
            for (size_t c = 0; c < k; c++) {
                turned[a * k + b] += fit->inverse[a * k + c] * sums[c * k + b];
            }
        }
    }
    for (size_t a = 0; a < k; a++) {
        for (size_t b = 0; b < k; b++) {
            square += turned[a * k + b] * turned[b * k + a];
        }
    }
    *ret_trace = trace;
    return square;
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
    double unclustered = 0.0;
    km_gsl_guard();
    Room room = make_room(arena, fit);
    for (size_t g = 0; g < n_clusters; g++) {
        Cluster c = all[g];
        double sum0 = 0.0;
        double sum2 = 0.0;
        adjusted(design, c, j, &room, u);
        for (size_t a = 0; a < c.n; a++) {
            double score = fit->influence[c.rows[a] * k + j] * fit->residual[c.rows[a]];
            sum0 += score;
            unclustered += score * score;
            sum2 += u[a] * fit->residual[c.rows[a]];
            own[g] += u[a] * u[a];
            for (size_t m = 0; m < k; m++) {
                w[g * k + m] += (double)design->x[c.rows[a] * k + m] * u[a];
            }
        }
        meat0 += sum0 * sum0;
        meat2 += sum2 * sum2;
    }
    free_room(&room);
    if (!(meat0 > 1e-20 * unclustered)) {
        KmValue none =
            km_undefined("the clusters fix this coefficient: it has no spread over them");
        *ret_errors = (KmClusterErrors){none, none, none, none, none};
        return true;
    }
    double trace = 0.0;
    double square =
        sum_of_squares(own, w, fit, KM_NEW_ARRAY(arena, double, 2 * k * k), n_clusters, &trace);
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
