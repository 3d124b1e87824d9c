#include "engine/stats/proportions/exact.h"

#include "engine/stats/special.h"
#include "engine/stats/value.h"

#include <math.h>

static bool check(int64_t x, int64_t n, double confidence, KmError *err)
{
    return km_check_proportion(x, n, err) && km_check_confidence(confidence, err);
}

bool km_clopper_pearson(int64_t x, int64_t n, double confidence, KmInterval *ret_interval,
                        KmError *err)
{
    if (!check(x, n, confidence, err)) {
        return false;
    }
    double tail = (1.0 - confidence) / 2.0;
    double hits = (double)x;
    double misses = (double)(n - x);
    *ret_interval = (KmInterval){
        .low = x == 0 ? 0.0 : km_beta_quantile(tail, hits, misses + 1.0),
        .high = x == n ? 1.0 : 1.0 - km_beta_quantile(tail, misses, hits + 1.0),
    };
    return true;
}

typedef struct {
    int64_t x, n;
    double tail;
} MidTail;

static double mid_tail_miss(double p, const void *self)
{
    const MidTail *m = self;
    return km_binomial_q(m->x, m->n, p) - 0.5 * km_binomial_mass(m->x, m->n, p) - m->tail;
}

/* The p at which the upper mid-p tail of x reaches `tail`. */
static double mid_low(int64_t x, int64_t n, double tail)
{
    if (x == 0) {
        return 0.0;
    }
    MidTail m = {.x = x, .n = n, .tail = tail};
    return km_root(mid_tail_miss, &m, 0.0, 1.0);
}

bool km_mid_p(int64_t x, int64_t n, double confidence, KmInterval *ret_interval, KmError *err)
{
    if (!check(x, n, confidence, err)) {
        return false;
    }
    double tail = (1.0 - confidence) / 2.0;
    *ret_interval = (KmInterval){.low = mid_low(x, n, tail), .high = 1.0 - mid_low(n - x, n, tail)};
    return true;
}

bool km_jeffreys(int64_t x, int64_t n, double confidence, KmTwoIntervals *ret_intervals,
                 KmError *err)
{
    if (!check(x, n, confidence, err)) {
        return false;
    }
    double tail = (1.0 - confidence) / 2.0;
    double a = (double)x + 0.5;
    double b = (double)(n - x) + 0.5;
    KmInterval raw = {.low = km_beta_quantile(tail, a, b),
                      .high = 1.0 - km_beta_quantile(tail, b, a)};
    *ret_intervals = (KmTwoIntervals){
        .raw = raw, .limits = {.low = x == 0 ? 0.0 : raw.low, .high = x == n ? 1.0 : raw.high}};
    return true;
}

bool km_agresti_coull(int64_t x, int64_t n, double confidence, KmTwoIntervals *ret_intervals,
                      KmError *err)
{
    if (!check(x, n, confidence, err)) {
        return false;
    }
    double z = km_normal_two_sided(confidence);
    double size = (double)n + z * z;
    double p = ((double)x + z * z / 2.0) / size;
    double half = z * sqrt(p * (1.0 - p) / size);
    KmInterval raw = {.low = p - half, .high = p + half};
    *ret_intervals = (KmTwoIntervals){
        .raw = raw, .limits = {.low = fmax(0.0, raw.low), .high = fmin(1.0, raw.high)}};
    return true;
}
