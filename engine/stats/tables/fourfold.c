#include "engine/stats/tables/fourfold.h"

#include <math.h>

#include "engine/stats/special.h"
#include "engine/stats/tables/hypergeometric.h"

static const double slack = 1.0 + 1e-7;
static const double most_exact = 2e10; /* units; beyond that a second and more */

static bool check(const KmFourfold *t, KmError *err)
{
    int64_t cells[] = {t->a, t->b, t->c, t->d};
    return km_check_counts("table", (KmCounts){cells, 4}, err);
}

bool km_odds_ratio_woolf(const KmFourfold *t, double confidence, KmOddsRatio *ret_ratio,
                         KmError *err)
{
    if (!check(t, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    if (t->a == 0 || t->b == 0 || t->c == 0 || t->d == 0) {
        KmValue none = km_undefined("a cell is empty; use odds_ratio_conditional");
        *ret_ratio = (KmOddsRatio){.ratio = {none, none, none}, .se_log = none};
        return true;
    }
    double a = (double)t->a, b = (double)t->b, c = (double)t->c, d = (double)t->d;
    double se = sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    double log_ratio = log(a / b) + log(d / c), half = km_normal_two_sided(confidence) * se;
    *ret_ratio = (KmOddsRatio){.ratio = {km_value(a / b * (d / c)), km_value(exp(log_ratio - half)),
                                         km_value(exp(log_ratio + half))},
                               .se_log = km_value(se)};
    return true;
}

static KmMargins margins_of(const KmFourfold *t)
{
    return km_margins(t->a + t->b, t->c + t->d, t->a + t->c);
}

typedef struct {
    KmMargins margins;
    int64_t observed;
    double wanted; /* ln of the tail's probability */
} Search;

static double mean_less(double ln_odds, const void *self)
{
    const Search *s = self;
    return km_hyper_mean(&s->margins, ln_odds, s->observed);
}

static double upper_tail(double ln_odds, const void *self)
{
    const Search *s = self;
    return km_hyper_ln_sum(&s->margins, ln_odds, s->observed, s->margins.high) -
           km_hyper_ln_sum(&s->margins, ln_odds, s->margins.low, s->margins.high) - s->wanted;
}

static double lower_tail(double ln_odds, const void *self)
{
    const Search *s = self;
    return km_hyper_ln_sum(&s->margins, ln_odds, s->margins.low, s->observed) -
           km_hyper_ln_sum(&s->margins, ln_odds, s->margins.low, s->margins.high) - s->wanted;
}

static KmValue solve(KmFunction f, const Search *search)
{
    enum { FAR = 60 }; /* an odds ratio of e^60 */
    return km_value(exp(km_root(f, search, -FAR, FAR)));
}

bool km_odds_ratio_conditional(const KmFourfold *t, double confidence, KmEstimate *ret_ratio,
                               KmError *err)
{
    if (!check(t, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    Search search = {margins_of(t), t->a, log((1 - confidence) / 2)};
    int64_t low = search.margins.low, high = search.margins.high;
    if (low == high) {
        KmValue none = km_undefined("a row or a column of the table is empty");
        *ret_ratio = (KmEstimate){none, none, none};
        return true;
    }
    if ((double)search.margins.first + (double)search.margins.second > most_exact) {
        KmValue none = km_undefined("the counts are too large for exact limits; use "
                                    "odds_ratio_woolf, which then gives the same");
        *ret_ratio = (KmEstimate){none, none, none};
        return true;
    }
    KmEstimate ratio = {.estimate = km_value(0), .low = km_value(0), .high = km_unbounded()};
    if (t->a == high) {
        ratio.estimate = km_unbounded();
    } else {
        ratio.high = solve(lower_tail, &search);
    }
    if (t->a > low) {
        ratio.low = solve(upper_tail, &search);
        ratio.estimate = t->a == high ? km_unbounded() : solve(mean_less, &search);
    }
    *ret_ratio = ratio;
    return true;
}

bool km_fisher(const KmFourfold *t, KmFisher *ret_test, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    KmMargins m = margins_of(t);
    *ret_test = (KmFisher){.two_sided = km_hyper_two_sided(&m, t->a),
                           .less = fmin(1, exp(km_hyper_ln_sum(&m, 0, m.low, t->a))),
                           .greater = fmin(1, exp(km_hyper_ln_sum(&m, 0, t->a, m.high)))};
    return true;
}

bool km_mcnemar(const KmFourfold *t, KmMcNemar *ret_test, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    int64_t n = t->b + t->c, least = t->b < t->c ? t->b : t->c;
    if (n == 0) {
        KmValue none = km_undefined("no pair changed");
        *ret_test = (KmMcNemar){none, none, 1, none};
        return true;
    }
    double away = fabs((double)t->b - (double)t->c), less = away > 1 ? away - 1 : 0;
    double chi2 = away * away / (double)n;
    *ret_test =
        (KmMcNemar){km_value(chi2), km_value(less * less / (double)n),
                    fmin(1, 2 * km_binomial_p(least, n, 0.5)), km_value(km_chisq_p(chi2, 1))};
    return true;
}

typedef struct {
    double r, s;             /* Σ ad/n, Σ bc/n */
    double pr, ps_qr, qs;    /* of the interval */
    double excess, variance; /* Σ a − E(a) */
    double rr_top, rr_bottom, rd_top, rd_bottom;
    size_t used;
} Sums;

static bool is_informative(const KmFourfold *t)
{
    return t->a + t->b > 0 && t->c + t->d > 0 && t->a + t->c > 0 && t->b + t->d > 0;
}

static void add_stratum(Sums *sums, const KmFourfold *t)
{
    double a = (double)t->a, b = (double)t->b, c = (double)t->c, d = (double)t->d;
    double n = a + b + c + d, first = a + b, second = c + d, hits = a + c;
    double p = (a + d) / n, q = (b + c) / n, r = a * d / n, s = b * c / n;
    sums->r += r;
    sums->s += s;
    sums->pr += p * r;
    sums->ps_qr += p * s + q * r;
    sums->qs += q * s;
    sums->excess += a - first * hits / n;
    sums->variance += first * second * hits * (b + d) / (n * n * (n - 1));
    sums->rr_top += a * second / n;
    sums->rr_bottom += c * first / n;
    sums->rd_top += (a * second - c * first) / n;
    sums->rd_bottom += first * second / n;
    sums->used++;
}

/* The sum of two independent numbers. */
static KmHyperMasses convolve(KmArena *scratch, const KmHyperMasses *a, const KmHyperMasses *b)
{
    KmHyperMasses sum = {.low = a->low + b->low, .n = a->n + b->n - 1};
    sum.p = KM_NEW_ARRAY(scratch, double, sum.n);
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < b->n; j++) {
            sum.p[i + j] += a->p[i] * b->p[j];
        }
    }
    return sum;
}

/* All sums of first cells that are no more probable than the observed one. */
static KmValue exact_p(KmArena *scratch, const KmFourfold *strata, size_t n)
{
    static const double most_work = 3e8;
    double one = 1.0;
    KmHyperMasses sum = {.low = 0, .n = 1, .p = &one};
    int64_t observed = 0;
    double work = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (!is_informative(&strata[i])) {
            continue;
        }
        KmMargins margins = margins_of(&strata[i]);
        KmHyperMasses next = km_hyper_masses(scratch, &margins);
        work += (double)sum.n * (double)next.n;
        if (work > most_work) {
            return km_undefined("the tables are too large for an exact p; p serves as well");
        }
        sum = convolve(scratch, &sum, &next);
        observed += strata[i].a;
    }
    bool is_within = observed >= sum.low && observed - sum.low < (int64_t)sum.n;
    double bound = is_within ? sum.p[observed - sum.low] * slack : 0.0, both = 0.0;
    for (size_t i = 0; i < sum.n; i++) {
        both += sum.p[i] <= bound ? sum.p[i] : 0.0;
    }
    return km_value(fmin(1.0, both));
}

static KmValue ratio_of(double top, double bottom, const char *why)
{
    return bottom > 0 ? km_value(top / bottom) : km_undefined(why);
}

bool km_mantel_haenszel(KmArena *scratch, const KmFourfold *strata, size_t n, double confidence,
                        KmMantelHaenszel *ret_result, KmError *err)
{
    static const char none[] = "every stratum has an empty row or column";
    static const char one_sided[] = "no stratum has hits and misses on both sides";
    Sums s = {0};
    if (!km_check_confidence(confidence, err) || !km_check_least("tables", n, 1, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!check(&strata[i], err)) {
            return false;
        }
        if (is_informative(&strata[i])) {
            add_stratum(&s, &strata[i]);
        }
    }
    KmValue u = km_undefined(none);
    KmMantelHaenszel m = {u, u, u, u, u, u, u, u, u};
    if (s.used > 0) {
        double less = fabs(s.excess) > 0.5 ? fabs(s.excess) - 0.5 : 0;
        double chi2 = s.excess * s.excess / s.variance;
        m.chi2 = km_value(chi2);
        m.chi2_corrected = km_value(less * less / s.variance);
        m.p = km_value(km_chisq_p(chi2, 1));
        m.p_exact = exact_p(scratch, strata, n);
        m.rr_mh = ratio_of(s.rr_top, s.rr_bottom, "the second groups have no hits");
        m.rd_mh = ratio_of(s.rd_top, s.rd_bottom, none);
        m.or_mh = m.low = m.high = km_undefined(one_sided);
    }
    if (s.r > 0 && s.s > 0) {
        double ln = log(s.r / s.s);
        double variance =
            s.pr / (2 * s.r * s.r) + s.ps_qr / (2 * s.r * s.s) + s.qs / (2 * s.s * s.s);
        double half = km_normal_two_sided(confidence) * sqrt(variance);
        m.or_mh = km_value(s.r / s.s);
        m.low = km_value(exp(ln - half));
        m.high = km_value(exp(ln + half));
    } else if (s.used > 0 && s.s > 0) {
        m.or_mh = km_value(0);
    } else if (s.used > 0 && s.r > 0) {
        m.or_mh = km_unbounded();
    }
    *ret_result = m;
    return true;
}
