#include "engine/stats/samples/adjust.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double p;
    size_t place;
} Ranked;

static int by_p(const void *a, const void *b)
{
    const Ranked *x = a;
    const Ranked *y = b;
    if (x->p < y->p || x->p > y->p) {
        return x->p < y->p ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

static double factor(KmAdjustment how, size_t rank, size_t m)
{
    double count = (double)m;
    double harmonic = 0.0;
    switch (how) {
    case KM_ADJUST_BONFERRONI:
        return count;
    case KM_ADJUST_HOLM:
    case KM_ADJUST_HOCHBERG:
        return count - (double)rank;
    case KM_ADJUST_BENJAMINI_HOCHBERG:
        return count / (double)(rank + 1);
    case KM_ADJUST_BENJAMINI_YEKUTIELI:
        break;
    }
    for (size_t i = m; i > 0; i--) {
        harmonic += 1.0 / (double)i;
    }
    return harmonic * count / (double)(rank + 1);
}

bool km_adjust_p(KmArena *scratch, KmSeries p, KmAdjustment how, double *ret_adjusted, KmError *err)
{
    for (size_t i = 0; i < p.n; i++) {
        if (!(p.at[i] >= 0.0 && p.at[i] <= 1.0)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "value %zu of p is %g; a p value lies in 0 … 1", i + 1, p.at[i]);
        }
    }
    Ranked *ranked = KM_NEW_ARRAY(scratch, Ranked, p.n);
    for (size_t i = 0; i < p.n; i++) {
        ranked[i] = (Ranked){.p = p.at[i], .place = i};
    }
    qsort(ranked, p.n, sizeof *ranked, by_p);
    bool steps_down = how == KM_ADJUST_HOLM || how == KM_ADJUST_BONFERRONI;
    double base = how == KM_ADJUST_BENJAMINI_YEKUTIELI ? factor(how, 0, p.n) : 0.0;
    double so_far = steps_down ? 0.0 : 1.0;
    for (size_t k = 0; k < p.n; k++) {
        size_t rank = steps_down ? k : p.n - 1 - k;
        double f = how == KM_ADJUST_BENJAMINI_YEKUTIELI ? base / (double)(rank + 1)
                                                        : factor(how, rank, p.n);
        double each = fmin(1.0, f * ranked[rank].p);
        so_far = steps_down ? fmax(so_far, each) : fmin(so_far, each);
        ret_adjusted[ranked[rank].place] = so_far;
    }
    return true;
}
