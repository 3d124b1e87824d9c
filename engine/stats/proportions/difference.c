#include "engine/stats/proportions/difference.h"

#include "engine/stats/special.h"

#include <math.h>

static bool check(const KmTwoProportions *t, double confidence, KmError *err)
{
    return km_check_proportion(t->x1, t->n1, err) && km_check_proportion(t->x2, t->n2, err) &&
           km_check_confidence(confidence, err);
}

static double share(int64_t x, int64_t n)
{
    return (double)x / (double)n;
}

/* Both proportions fitted under p1 − p2 = δ lie between the bounds that δ leaves them; u is the
 * distance of the lower one to 0. */
typedef struct {
    double p1, miss1, p2, miss2; /* miss = 1 − p, without cancellation */
} Fitted;

typedef struct {
    const KmTwoProportions *t;
    double delta;
} Fit;

static Fitted fitted_at(double delta, double u)
{
    double up = fmax(0.0, delta), down = fmax(0.0, -delta), left = 1.0 - fabs(delta) - u;
    return (Fitted){.p1 = u + up, .miss1 = left + down, .p2 = u + down, .miss2 = left + up};
}

/* The derivative of the log likelihood times all of p1, p2, 1 − p1, 1 − p2 that stand below the
 * line: falls through 0 at the maximum. */
static double fit_slope(double u, const void *self)
{
    const Fit *fit = self;
    const KmTwoProportions *t = fit->t;
    Fitted f = fitted_at(fit->delta, u);
    double n1 = (double)t->n1, x1 = (double)t->x1, n2 = (double)t->n2, x2 = (double)t->x2;
    bool hit1 = t->x1 > 0, miss1 = t->x1<t->n1, hit2 = t->x2> 0, miss2 = t->x2 < t->n2;
    double top1 = !hit1 ? -n1 : !miss1 ? n1 : x1 * f.miss1 - (n1 - x1) * f.p1;
    double top2 = !hit2 ? -n2 : !miss2 ? n2 : x2 * f.miss2 - (n2 - x2) * f.p2;
    double below1 = (hit1 ? f.p1 : 1.0) * (miss1 ? f.miss1 : 1.0);
    double below2 = (hit2 ? f.p2 : 1.0) * (miss2 ? f.miss2 : 1.0);
    return top1 * below2 + top2 * below1;
}

/* Maximum likelihood under p1 − p2 = δ. Miettinen & Nurminen solve the cubic in closed form, which
 * loses half the digits when hits are rare; a root of the slope keeps them. */
static Fitted fitted(const KmTwoProportions *t, double delta)
{
    Fit fit = {t, delta};
    double most = 1.0 - fabs(delta);
    if (!(fit_slope(0.0, &fit) > 0.0)) {
        return fitted_at(delta, 0.0);
    }
    if (!(fit_slope(most, &fit) < 0.0)) {
        return fitted_at(delta, most);
    }
    return fitted_at(delta, km_root(fit_slope, &fit, 0.0, most));
}

typedef struct {
    const KmTwoProportions *t;
    double observed, z2, factor;
} ScoreDifference;

/* (observed − δ)² − z² V(δ): negative inside the interval, and without a division by 0. */
static double score_miss(double delta, const void *self)
{
    const ScoreDifference *s = self;
    Fitted f = fitted(s->t, delta);
    double v = (f.p1 * f.miss1 / (double)s->t->n1 + f.p2 * f.miss2 / (double)s->t->n2) * s->factor;
    double d = s->observed - delta;
    return d * d - s->z2 * fmax(0.0, v);
}

static KmInterval score_interval(const KmTwoProportions *given, double confidence, double factor)
{
    /* Of hits and misses the rarer: a share near 0 keeps digits that one near 1 has lost. */
    KmTwoProportions t = *given;
    bool is_turned = (double)t.x1 / (double)t.n1 + (double)t.x2 / (double)t.n2 > 1.0;
    if (is_turned) {
        t.x1 = t.n1 - t.x1;
        t.x2 = t.n2 - t.x2;
    }
    double z = km_normal_two_sided(confidence);
    ScoreDifference s = {
        .t = &t, .observed = share(t.x1, t.n1) - share(t.x2, t.n2), .z2 = z * z, .factor = factor};
    /* At the observed difference itself the miss may be 0 (no hits, or only hits): start beside it,
     * well within the least width that z²/N leaves. */
    double beside = 1e-6 * fmin(1.0, s.z2) / ((double)t.n1 + (double)t.n2);
    double low = s.observed <= -1.0 ? -1.0 : km_root(score_miss, &s, -1.0, s.observed - beside);
    double high = s.observed >= 1.0 ? 1.0 : km_root(score_miss, &s, s.observed + beside, 1.0);
    return is_turned ? (KmInterval){.low = -high, .high = -low}
                     : (KmInterval){.low = low, .high = high};
}

bool km_miettinen_nurminen(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                           KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    double n = (double)t->n1 + (double)t->n2;
    *ret_interval = score_interval(t, confidence, n / (n - 1.0));
    return true;
}

bool km_mee(const KmTwoProportions *t, double confidence, KmInterval *ret_interval, KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    *ret_interval = score_interval(t, confidence, 1.0);
    return true;
}

static KmInterval wald(double p1, double n1, double p2, double n2, double z)
{
    double half = z * sqrt(p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2);
    return (KmInterval){.low = p1 - p2 - half, .high = p1 - p2 + half};
}

bool km_wald_difference(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                        KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    *ret_interval = wald(share(t->x1, t->n1), (double)t->n1, share(t->x2, t->n2), (double)t->n2,
                         km_normal_two_sided(confidence));
    return true;
}

bool km_agresti_caffo(const KmTwoProportions *t, double confidence, KmInterval *ret_interval,
                      KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    *ret_interval =
        wald(share(t->x1 + 1, t->n1 + 2), (double)t->n1 + 2.0, share(t->x2 + 1, t->n2 + 2),
             (double)t->n2 + 2.0, km_normal_two_sided(confidence));
    return true;
}

bool km_two_proportions_test(const KmTwoProportions *t, KmZTest *ret_test, KmError *err)
{
    if (!check(t, 0.95, err)) {
        return false;
    }
    double n1 = (double)t->n1;
    double n2 = (double)t->n2;
    double pooled = ((double)t->x1 + (double)t->x2) / (n1 + n2);
    double variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    if (t->x1 + t->x2 == 0 || t->x1 + t->x2 == t->n1 + t->n2) {
        KmValue none = km_undefined("all units of both groups have the same outcome");
        *ret_test = (KmZTest){.z = none, .p = none};
        return true;
    }
    double z = (share(t->x1, t->n1) - share(t->x2, t->n2)) / sqrt(variance);
    *ret_test = (KmZTest){.z = km_value(z), .p = km_value(km_normal_p(z))};
    return true;
}

bool km_cohens_h(const KmTwoProportions *t, double *ret_h, KmError *err)
{
    if (!check(t, 0.95, err)) {
        return false;
    }
    *ret_h = 2.0 * asin(sqrt(share(t->x1, t->n1))) - 2.0 * asin(sqrt(share(t->x2, t->n2)));
    return true;
}

bool km_ratio_katz(const KmTwoProportions *t, double confidence, KmEstimate *ret_ratio,
                   KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    if (t->x1 == 0 || t->x2 == 0) {
        KmValue none = km_undefined("a group has no hits; ratio_koopman gives limits");
        bool zero = t->x2 > 0;
        *ret_ratio =
            (KmEstimate){.estimate = zero ? km_value(0.0) : none, .low = none, .high = none};
        return true;
    }
    double ln = log(share(t->x1, t->n1) / share(t->x2, t->n2));
    double half = km_normal_two_sided(confidence) *
                  sqrt((double)(t->n1 - t->x1) / ((double)t->x1 * (double)t->n1) +
                       (double)(t->n2 - t->x2) / ((double)t->x2 * (double)t->n2));
    *ret_ratio = (KmEstimate){.estimate = km_value(exp(ln)),
                              .low = km_value(exp(ln - half)),
                              .high = km_value(exp(ln + half))};
    return true;
}

typedef struct {
    const KmTwoProportions *t;
    double z2;
} ScoreRatio;

/* (x − np)² / np(1−p), in forms that do not divide rounding residues at no or all hits. */
static double score_part(double x, double n, double p)
{
    double q = fmax(0.0, 1.0 - p);
    if (x <= 0.0) {
        return n * p / fmax(q, 1e-300);
    }
    if (x >= n) {
        return n * q / fmax(p, 1e-300);
    }
    double d = x - n * p;
    return d * d / fmax(n * p * q, 1e-300);
}

/* The score statistic less z² at φ = e^u. */
static double koopman_miss(double u, const void *self)
{
    const ScoreRatio *s = self;
    double phi = exp(u);
    double x1 = (double)s->t->x1;
    double x2 = (double)s->t->x2;
    double n1 = (double)s->t->n1;
    double n2 = (double)s->t->n2;
    double a = (n1 + n2) * phi;
    double b = (n1 + x2) * phi + x1 + n2;
    double c = x1 + x2;
    /* The smaller root of a p² − b p + c, in the form that does not cancel. */
    double p2 = 2.0 * c / (b + sqrt(fmax(0.0, b * b - 4.0 * a * c)));
    double p1 = phi * p2;
    return score_part(x1, n1, p1) + score_part(x2, n2, p2) - s->z2;
}

/* From a φ inside the interval to the limit on one side, in steps of ln φ. */
static double koopman_limit(const ScoreRatio *s, double inside, double step)
{
    double outside = inside + step;
    while (koopman_miss(outside, s) < 0.0 && fabs(outside) < 700.0) {
        inside = outside;
        outside += step;
    }
    return exp(step < 0.0 ? km_root(koopman_miss, s, outside, inside)
                          : km_root(koopman_miss, s, inside, outside));
}

bool km_ratio_koopman(const KmTwoProportions *t, double confidence, KmEstimate *ret_ratio,
                      KmError *err)
{
    if (!check(t, confidence, err)) {
        return false;
    }
    double z = km_normal_two_sided(confidence);
    ScoreRatio s = {.t = t, .z2 = z * z};
    /* With a group without hits the interval reaches the end; the middle is looked for there. */
    double x1 = t->x1 == 0 ? 0.5 : (double)t->x1;
    double x2 = t->x2 == 0 ? 0.5 : (double)t->x2;
    double inside = log(x1 / (double)t->n1) - log(x2 / (double)t->n2);
    for (int i = 0; koopman_miss(inside, &s) >= 0.0 && i < 1000; i++) {
        inside += t->x2 == 0 ? 0.25 : -0.25;
    }
    KmEstimate ratio = {
        .estimate = t->x2 == 0 ? km_undefined("the second group has no hits")
                               : km_value(share(t->x1, t->n1) / share(t->x2, t->n2)),
        .low = km_value(t->x1 == 0 ? 0.0 : koopman_limit(&s, inside, -0.5)),
        .high = t->x2 == 0 ? km_unbounded() : km_value(koopman_limit(&s, inside, 0.5))};
    *ret_ratio = ratio;
    return true;
}
