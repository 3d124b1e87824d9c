#include "engine/stats/samples/overlap.h"

#include "engine/stats/special.h"

#include <math.h>

static double variance(const KmSums *sums, bool is_share)
{
    double n = (double)sums->n;
    double mean = sums->sum / n;
    return is_share ? mean * (1.0 - mean) : km_sums_variance(sums);
}

double km_overlap_correlation(const KmOverlap *overlap, bool is_share)
{
    double both = (double)overlap->n_both;
    double divisor = is_share ? both : both - 1.0;
    if (overlap->n_both < (is_share ? 1 : 2) || overlap->now.n < 1 || overlap->then.n < 1) {
        return 0.0;
    }
    double now = variance(&overlap->now, is_share) / (double)overlap->now.n;
    double then = variance(&overlap->then, is_share) / (double)overlap->then.n;
    if (!(now > 0.0 && then > 0.0)) {
        return 0.0;
    }
    double covariance = (overlap->product - overlap->sum_now * overlap->sum_then / both) / divisor;
    double shared = both * covariance / ((double)overlap->now.n * (double)overlap->then.n);
    return fmax(-1.0, fmin(1.0, shared / sqrt(now * then)));
}

KmInterval km_mover_correlated(double p1, KmInterval first, double p2, KmInterval second,
                               double correlation)
{
    double down1 = p1 - first.low;
    double up1 = first.high - p1;
    double down2 = p2 - second.low;
    double up2 = second.high - p2;
    double below = down1 * down1 - 2.0 * correlation * down1 * up2 + up2 * up2;
    double above = up1 * up1 - 2.0 * correlation * up1 * down2 + down2 * down2;
    return (KmInterval){p1 - p2 - sqrt(fmax(0.0, below)), p1 - p2 + sqrt(fmax(0.0, above))};
}

double km_overlap_shares_p(const KmWorthShares *s, double correlation)
{
    double difference = s->x1 / s->n1 - s->x2 / s->n2;
    double pooled = (s->x1 + s->x2) / (s->n1 + s->n2);
    double spread = pooled * (1.0 - pooled);
    double variance_of_it =
        spread * (1.0 / s->n1 + 1.0 / s->n2 - 2.0 * correlation / sqrt(s->n1 * s->n2));
    if (!(fabs(difference) > 0.0)) {
        return 1.0;
    }
    return variance_of_it > 0.0 ? km_normal_p(difference / sqrt(variance_of_it)) : 0.0;
}
