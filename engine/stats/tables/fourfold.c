#include "engine/stats/tables/fourfold.h"

#include <math.h>

#include "engine/stats/special.h"

static const double slack = 1.0 + 1e-7;

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

/* The distribution of the first cell given all margins: ln of the weight of low … high at odds
 * ratio 1. For strata: of the sum of the first cells. */
typedef struct {
    int64_t low, high;
    double *weight; /* ln */
} Support;

static Support support_of(KmArena *scratch, const KmFourfold *t)
{
    int64_t first = t->a + t->b, second = t->c + t->d, hits = t->a + t->c;
    Support s = {.low = hits > second ? hits - second : 0, .high = hits < first ? hits : first};
    s.weight = KM_NEW_ARRAY(scratch, double, (size_t)(s.high - s.low) + 1);
    for (int64_t x = s.low; x <= s.high; x++) {
        s.weight[x - s.low] = km_ln_choose(first, x) + km_ln_choose(second, hits - x);
    }
    return s;
}

/* P(X ≥ from) − P(X < from) style sums need the total first: ln Σ w φ^x. */
static double ln_sum(const Support *s, double ln_odds, int64_t from, int64_t to)
{
    double most = -HUGE_VAL, sum = 0;
    for (int64_t x = from; x <= to; x++) {
        double w = s->weight[x - s->low] + (double)x * ln_odds;
        most = w > most ? w : most;
    }
    for (int64_t x = from; x <= to; x++) {
        sum += exp(s->weight[x - s->low] + (double)x * ln_odds - most);
    }
    return from > to ? -HUGE_VAL : most + log(sum);
}

typedef struct {
    const Support *support;
    int64_t observed;
    double wanted; /* ln of the tail's probability */
} Search;

static double mean_less(double ln_odds, const void *self)
{
    const Search *search = self;
    const Support *s = search->support;
    double all = ln_sum(s, ln_odds, s->low, s->high), mean = 0;
    for (int64_t x = s->low; x <= s->high; x++) {
        mean +=
            (double)(x - search->observed) * exp(s->weight[x - s->low] + (double)x * ln_odds - all);
    }
    return mean;
}

static double upper_tail(double ln_odds, const void *self)
{
    const Search *search = self;
    const Support *s = search->support;
    return ln_sum(s, ln_odds, search->observed, s->high) - ln_sum(s, ln_odds, s->low, s->high) -
           search->wanted;
}

static double lower_tail(double ln_odds, const void *self)
{
    const Search *search = self;
    const Support *s = search->support;
    return ln_sum(s, ln_odds, s->low, search->observed) - ln_sum(s, ln_odds, s->low, s->high) -
           search->wanted;
}

static KmValue solve(KmFunction f, const Search *search)
{
    enum { FAR = 60 }; /* an odds ratio of e^60 */
    return km_value(exp(km_root(f, search, -FAR, FAR)));
}

bool km_odds_ratio_conditional(KmArena *scratch, const KmFourfold *t, double confidence,
                               KmEstimate *ret_ratio, KmError *err)
{
    if (!check(t, err) || !km_check_confidence(confidence, err)) {
        return false;
    }
    Support s = support_of(scratch, t);
    if (s.low == s.high) {
        KmValue none = km_undefined("a row or a column of the table is empty");
        *ret_ratio = (KmEstimate){none, none, none};
        return true;
    }
    Search search = {&s, t->a, log((1 - confidence) / 2)};
    KmEstimate ratio = {.estimate = km_value(0), .low = km_value(0), .high = km_unbounded()};
    if (t->a == s.high) {
        ratio.estimate = km_unbounded();
    } else {
        ratio.high = solve(lower_tail, &search);
    }
    if (t->a > s.low) {
        ratio.low = solve(upper_tail, &search);
        ratio.estimate = t->a == s.high ? km_unbounded() : solve(mean_less, &search);
    }
    *ret_ratio = ratio;
    return true;
}

static KmFisher tails(const Support *s, int64_t observed)
{
    double all = ln_sum(s, 0, s->low, s->high);
    double bound = s->weight[observed - s->low] + log(slack), both = 0;
    for (int64_t x = s->low; x <= s->high; x++) {
        both += s->weight[x - s->low] <= bound ? exp(s->weight[x - s->low] - all) : 0;
    }
    return (KmFisher){.two_sided = fmin(1, both),
                      .less = fmin(1, exp(ln_sum(s, 0, s->low, observed) - all)),
                      .greater = fmin(1, exp(ln_sum(s, 0, observed, s->high) - all))};
}

bool km_fisher(const KmFourfold *t, KmFisher *ret_test, KmError *err)
{
    if (!check(t, err)) {
        return false;
    }
    KmArena *scratch = km_arena_open();
    Support s = support_of(scratch, t);
    *ret_test = tails(&s, t->a);
    km_arena_close(scratch);
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

/* The sum of the first cells over the strata: supports convolved. */
static Support convolve(KmArena *scratch, const Support *a, const Support *b)
{
    Support sum = {.low = a->low + b->low, .high = a->high + b->high};
    size_t n = (size_t)(sum.high - sum.low) + 1;
    sum.weight = KM_NEW_ARRAY(scratch, double, n);
    for (size_t k = 0; k < n; k++) {
        double most = -HUGE_VAL, total = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (size_t i = 0; i <= k && i <= (size_t)(a->high - a->low); i++) {
                if (k - i > (size_t)(b->high - b->low)) {
                    continue;
                }
                double w = a->weight[i] + b->weight[k - i];
                most = pass == 0 && w > most ? w : most;
                total += pass == 1 ? exp(w - most) : 0;
            }
        }
        sum.weight[k] = most + log(total);
    }
    return sum;
}

static KmValue exact_p(KmArena *scratch, const KmFourfold *strata, size_t n)
{
    double zero = 0;
    Support sum = {0, 0, &zero};
    int64_t observed = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_informative(&strata[i])) {
            Support one = support_of(scratch, &strata[i]);
            sum = convolve(scratch, &sum, &one);
            observed += strata[i].a;
        }
    }
    return km_value(tails(&sum, observed).two_sided);
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
