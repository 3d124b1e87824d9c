#include "engine/stats/tables/hypergeometric.h"

#include "engine/stats/special.h"

#include <math.h>
#include <stdbool.h>

static const double ln_slack = 9.9999995e-8; /* ln(1 + 1e-7) */
/* A term this much smaller than the sum, in a falling series, adds nothing any more. */
static const double nothing = 1e-20;

KmMargins km_margins(int64_t first, int64_t second, int64_t hits)
{
    return (KmMargins){.first = first,
                       .second = second,
                       .hits = hits,
                       .low = hits > second ? hits - second : 0,
                       .high = hits < first ? hits : first};
}

double km_hyper_ln_mass(const KmMargins *m, int64_t x)
{
    if (m->low == m->high) {
        return 0.0;
    }
    double p = (double)m->hits / ((double)m->first + (double)m->second);
    return km_binomial_ln_mass(x, m->first, p) + km_binomial_ln_mass(m->hits - x, m->second, p) -
           km_binomial_ln_mass(m->hits, m->first + m->second, p);
}

/* P(X = x + 1) / P(X = x) at φ = 1; falls with x. */
static double rise(const KmMargins *m, int64_t x)
{
    return (double)(m->first - x) / (double)(x + 1) *
           ((double)(m->hits - x) / (double)(m->second - m->hits + x + 1));
}

/* The x in from … to with the greatest term. */
static int64_t peak(const KmMargins *m, double ln_odds, int64_t from, int64_t to)
{
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (log(rise(m, middle)) + ln_odds > 0.0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

typedef struct {
    double sum, moment; /* of terms t, of t (x − start); the term at start is 1 */
} Side;

/* From start (not counted) up or down to the end, where terms fall all the way. */
static Side side(const KmMargins *m, double odds, int64_t start, int64_t end)
{
    Side s = {0.0, 0.0};
    double term = 1.0;
    bool is_up = end > start;
    for (int64_t x = start; x != end && term > nothing * s.sum;) {
        term *= is_up ? rise(m, x) * odds : 1.0 / (rise(m, x - 1) * odds);
        x += is_up ? 1 : -1;
        s.sum += term;
        s.moment += term * (double)(x - start);
    }
    return s;
}

double km_hyper_ln_sum(const KmMargins *m, double ln_odds, int64_t from, int64_t to)
{
    int64_t top = peak(m, ln_odds, from, to);
    double odds = exp(ln_odds);
    double sum = 1.0 + side(m, odds, top, from).sum + side(m, odds, top, to).sum;
    return km_hyper_ln_mass(m, top) + (double)top * ln_odds + log(sum);
}

double km_hyper_mean(const KmMargins *m, double ln_odds, int64_t origin)
{
    int64_t top = peak(m, ln_odds, m->low, m->high);
    double odds = exp(ln_odds);
    Side below = side(m, odds, top, m->low);
    Side above = side(m, odds, top, m->high);
    return (double)(top - origin) + (below.moment + above.moment) / (1.0 + below.sum + above.sum);
}

/* Of from … to, where terms fall away from `from`: the first x that is no more probable than the
 * bound, or a step past `to`. */
static int64_t first_below(const KmMargins *m, int64_t from, int64_t to, double bound)
{
    int64_t step = to >= from ? 1 : -1;
    int64_t near = 0;
    int64_t far = (to - from) * step + 1;
    while (near < far) {
        int64_t middle = near + (far - near) / 2;
        if (km_hyper_ln_mass(m, from + middle * step) <= bound) {
            far = middle;
        } else {
            near = middle + 1;
        }
    }
    return from + near * step;
}

double km_hyper_two_sided(const KmMargins *m, int64_t observed)
{
    double bound = km_hyper_ln_mass(m, observed) + ln_slack;
    int64_t top = peak(m, 0.0, m->low, m->high);
    if (km_hyper_ln_mass(m, top) <= bound) {
        return 1.0;
    }
    double total = 0.0;
    if (top < m->high) {
        int64_t from = first_below(m, top + 1, m->high, bound);
        total += from <= m->high ? exp(km_hyper_ln_sum(m, 0.0, from, m->high)) : 0.0;
    }
    if (top > m->low) {
        int64_t to = first_below(m, top - 1, m->low, bound);
        total += to >= m->low ? exp(km_hyper_ln_sum(m, 0.0, m->low, to)) : 0.0;
    }
    return fmin(1.0, total);
}

KmHyperMasses km_hyper_masses(KmArena *arena, const KmMargins *m)
{
    static const double least = 1e-300;
    int64_t top = peak(m, 0.0, m->low, m->high);
    int64_t low = top;
    int64_t high = top;
    double at_top = exp(km_hyper_ln_mass(m, top));
    for (double p = at_top; low > m->low && p > least; low--) {
        p /= rise(m, low - 1);
    }
    for (double p = at_top; high < m->high && p > least; high++) {
        p *= rise(m, high);
    }
    KmHyperMasses masses = {.low = low, .n = (size_t)(high - low) + 1};
    masses.p = KM_NEW_ARRAY(arena, double, masses.n);
    double *p = masses.p + (top - low);
    p[0] = at_top;
    for (int64_t x = top; x > low; x--) {
        p[x - 1 - top] = p[x - top] / rise(m, x - 1);
    }
    for (int64_t x = top; x < high; x++) {
        p[x + 1 - top] = p[x - top] * rise(m, x);
    }
    return masses;
}
