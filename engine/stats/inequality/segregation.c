#include "engine/stats/inequality/segregation.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double share, size;
} Unit;

static int by_share(const void *left, const void *right)
{
    const Unit *a = left;
    const Unit *b = right;
    return (a->share > b->share) - (a->share < b->share);
}

static double entropy(double p)
{
    return p > 0.0 && p < 1.0 ? -p * log(p) - (1.0 - p) * log1p(-p) : 0.0;
}

/* Σ Σ t_i t_j |p_i − p_j| in one walk from low to high. */
static double pairwise(Unit *units, size_t n)
{
    qsort(units, n, sizeof *units, by_share);
    double sum = 0.0;
    double size_below = 0.0;
    double share_below = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += units[i].size * (units[i].share * size_below - share_below);
        size_below += units[i].size;
        share_below += units[i].size * units[i].share;
    }
    return 2.0 * sum;
}

bool km_segregation(KmArena *arena, KmCounts x, KmCounts y, KmSegregation *ret_found, KmError *err)
{
    if (!km_check_lengths("x", x.n, "y", y.n, err) || !km_check_least("x", x.n, 1, err) ||
        !km_check_counts("x", x, err) || !km_check_counts("y", y, err)) {
        return false;
    }
    double all_x = 0.0;
    double all_y = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        all_x += (double)x.at[i];
        all_y += (double)y.at[i];
    }
    if (!(all_x > 0.0 && all_y > 0.0)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "segregation needs both groups; %s holds nobody in any unit",
                            all_x > 0.0 ? "y" : "x");
    }
    double all = all_x + all_y;
    double p = all_x / all;
    KmSegregation found = {0};
    Unit *units = KM_NEW_ARRAY(arena, Unit, x.n);
    size_t n = 0;
    for (size_t i = 0; i < x.n; i++) {
        double xi = (double)x.at[i];
        double yi = (double)y.at[i];
        double ti = xi + yi;
        if (!(ti > 0.0)) {
            continue;
        }
        found.dissimilarity += fabs(xi / all_x - yi / all_y) / 2.0;
        found.gorard += fabs(xi / all_x - ti / all) / 2.0;
        found.isolation += xi / all_x * (xi / ti);
        found.exposure += xi / all_x * (yi / ti);
        found.theil += ti * (entropy(p) - entropy(xi / ti)) / (all * entropy(p));
        units[n++] = (Unit){xi / ti, ti};
    }
    found.eta2 = (found.isolation - p) / (1.0 - p);
    found.gini = pairwise(units, n) / (2.0 * all * all * p * (1.0 - p));
    *ret_found = found;
    return true;
}
