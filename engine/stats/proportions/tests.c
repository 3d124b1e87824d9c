#include "engine/stats/proportions/tests.h"

#include "engine/stats/special.h"
#include "engine/stats/tables/fourfold.h"

#include <math.h>

static double least_expected(const KmTwoProportions *t)
{
    double hits = (double)(t->x1 + t->x2);
    double misses = (double)(t->n1 + t->n2) - hits;
    double smaller = (double)(t->n1 < t->n2 ? t->n1 : t->n2);
    return fmin(hits, misses) * smaller / (double)(t->n1 + t->n2);
}

bool km_equal_proportions_p(const KmTwoProportions *t, double *ret_p, KmError *err)
{
    if (!km_check_proportion(t->x1, t->n1, err) || !km_check_proportion(t->x2, t->n2, err)) {
        return false;
    }
    double all = (double)(t->n1 + t->n2);
    double pooled = (double)(t->x1 + t->x2) / all;
    if (t->x1 + t->x2 == 0 || t->x1 + t->x2 == t->n1 + t->n2) {
        *ret_p = 1.0;
        return true;
    }
    if (least_expected(t) < 1.0) {
        const KmFourfold table = {t->x1, t->n1 - t->x1, t->x2, t->n2 - t->x2};
        KmFisher fisher;
        if (!km_fisher(&table, &fisher, err)) {
            return false;
        }
        *ret_p = fisher.two_sided;
        return true;
    }
    double difference = (double)t->x1 / (double)t->n1 - (double)t->x2 / (double)t->n2;
    double variance =
        pooled * (1.0 - pooled) * (1.0 / (double)t->n1 + 1.0 / (double)t->n2) * all / (all - 1.0);
    *ret_p = km_normal_p(difference / sqrt(variance));
    return true;
}

bool km_proportion_is_p(int64_t x, int64_t n, double share, double *ret_p, KmError *err)
{
    if (!km_check_proportion(x, n, err)) {
        return false;
    }
    if (!(share >= 0.0 && share <= 1.0)) {
        return km_error_set(err, KM_ERROR_USAGE, "a share is 0 to 1, found %g", share);
    }
    if (share <= 0.0 || share >= 1.0) {
        *ret_p = (share <= 0.0 ? x == 0 : x == n) ? 1.0 : 0.0;
        return true;
    }
    double here = km_binomial_mass(x, n, share) / 2.0;
    double lower = km_binomial_p(x - 1, n, share) + here;
    double upper = km_binomial_q(x + 1, n, share) + here;
    *ret_p = fmin(1.0, 2.0 * fmin(lower, upper));
    return true;
}

bool km_interval_p(double difference, KmInterval interval, double confidence, double *ret_p,
                   KmError *err)
{
    if (!km_check_confidence(confidence, err)) {
        return false;
    }
    double half = difference > 0.0 ? difference - interval.low : interval.high - difference;
    double size = fabs(difference);
    *ret_p = !(size > 0.0)   ? 1.0
             : !(half > 0.0) ? 0.0
                             : km_normal_p(km_normal_two_sided(confidence) * size / half);
    return true;
}
