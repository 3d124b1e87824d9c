#include "engine/stats/samples/compare.h"

#include <math.h>
#include <stdlib.h>

#include "engine/stats/samples/summary.h"
#include "engine/stats/special.h"

enum { MOST_EXACT = 400 };

static const char no_variance[] = "the values do not vary";

static KmTTest t_test(double difference, double se, double df, double confidence)
{
    double t = difference / se;
    double half = km_t_two_sided(confidence, df) * se;
    return (KmTTest){.t = km_value(t),
                     .df = km_value(df),
                     .p = km_value(km_t_p(t, df)),
                     .low = km_value(difference - half),
                     .high = km_value(difference + half)};
}

static KmTTest no_test(const char *why)
{
    KmValue u = km_undefined(why);
    return (KmTTest){.t = u, .df = u, .p = u, .low = u, .high = u};
}

bool km_welch(KmSeries a, KmSeries b, double confidence, KmTTest *ret_test, KmError *err)
{
    if (!km_check_confidence(confidence, err) || !km_check_least("a", a.n, 2, err) ||
        !km_check_least("b", b.n, 2, err)) {
        return false;
    }
    if (km_is_constant(a) && km_is_constant(b)) {
        *ret_test = no_test(no_variance);
        return true;
    }
    KmMoments ma = km_moments(a), mb = km_moments(b);
    double na = (double)a.n, nb = (double)b.n;
    double va = ma.squares / (na - 1) / na, vb = mb.squares / (nb - 1) / nb;
    double df = (va + vb) * (va + vb) / (va * va / (na - 1) + vb * vb / (nb - 1));
    *ret_test = isfinite(df) && df > 0 ? t_test(ma.mean - mb.mean, sqrt(va + vb), df, confidence)
                                       : no_test("the values are too large to square");
    return true;
}

bool km_paired_t(KmArena *scratch, KmSeries a, KmSeries b, double confidence, KmTTest *ret_test,
                 KmError *err)
{
    if (!km_check_confidence(confidence, err) || !km_check_lengths("a", a.n, "b", b.n, err) ||
        !km_check_least("a", a.n, 2, err)) {
        return false;
    }
    double *d = KM_NEW_ARRAY(scratch, double, a.n);
    for (size_t i = 0; i < a.n; i++) {
        d[i] = a.at[i] - b.at[i];
    }
    KmSeries differences = {d, a.n};
    if (km_is_constant(differences)) {
        *ret_test = no_test("the differences do not vary");
        return true;
    }
    KmMoments m = km_moments(differences);
    double n = (double)a.n;
    *ret_test = t_test(m.mean, sqrt(m.squares / (n - 1) / n), n - 1, confidence);
    return true;
}

typedef struct {
    double value;
    size_t at;
} Placed;

static int by_value(const void *left, const void *right)
{
    const Placed *a = left, *b = right;
    return a->value < b->value ? -1 : a->value > b->value ? 1 : 0;
}

double *km_mid_ranks(KmArena *arena, KmSeries data, double *ret_ties)
{
    Placed *placed = KM_NEW_ARRAY(arena, Placed, data.n);
    double *ranks = KM_NEW_ARRAY(arena, double, data.n);
    double ties = 0;
    for (size_t i = 0; i < data.n; i++) {
        placed[i] = (Placed){data.at[i], i};
    }
    qsort(placed, data.n, sizeof *placed, by_value);
    for (size_t i = 0, end; i < data.n; i = end) {
        end = i + 1;
        while (end < data.n && !(placed[end].value > placed[i].value)) {
            end++;
        }
        double t = (double)(end - i);
        ties += t * t * t - t;
        for (size_t k = i; k < end; k++) {
            ranks[placed[k].at] = (double)(i + end + 1) / 2;
        }
    }
    *ret_ties = ties;
    return ranks;
}

static KmSeries joined(KmArena *arena, KmSeries a, KmSeries b)
{
    double *all = KM_NEW_ARRAY(arena, double, a.n + b.n);
    for (size_t i = 0; i < a.n + b.n; i++) {
        all[i] = i < a.n ? a.at[i] : b.at[i - a.n];
    }
    return (KmSeries){all, a.n + b.n};
}

static double u_of(const double *ranks, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += ranks[i];
    }
    return sum - (double)n * ((double)n + 1) / 2;
}

static bool check_pair(KmSeries a, KmSeries b, size_t least, KmError *err)
{
    return km_check_least("a", a.n, least, err) && km_check_least("b", b.n, least, err);
}

bool km_mann_whitney(KmArena *scratch, KmSeries a, KmSeries b, KmRankSum *ret_test, KmError *err)
{
    if (!check_pair(a, b, 1, err)) {
        return false;
    }
    double ties;
    double *ranks = km_mid_ranks(scratch, joined(scratch, a, b), &ties);
    double na = (double)a.n, nb = (double)b.n, n = na + nb;
    KmRankSum test = {.u1 = u_of(ranks, a.n)};
    test.auc = test.u1 / (na * nb);
    double variance = na * nb / 12 * (n + 1 - ties / (n * (n - 1)));
    double away = fabs(test.u1 - na * nb / 2);
    if (variance <= 0) {
        test.p_corrected = test.p_plain = km_undefined("all values are equal");
    } else {
        double sd = sqrt(variance);
        test.p_corrected = km_value(km_normal_p(away > 0.5 ? (away - 0.5) / sd : 0));
        test.p_plain = km_value(km_normal_p(away / sd));
    }
    *ret_test = test;
    return true;
}

/* Shares of all arrangements with each value of U, by adding one value at a time. */
static double *u_shares(KmArena *scratch, size_t na, size_t nb)
{
    size_t most = na * nb;
    double *ways = KM_NEW_ARRAY(scratch, double, (na + 1) * (most + 1));
    ways[0] = 1; /* [i][u]: i of a among the values so far */
    for (size_t total = 1; total <= na + nb; total++) {
        for (size_t i = total < na ? total : na; i > 0; i--) {
            size_t below = total - i; /* of b, when the newest and greatest is of a */
            if (below > nb) {
                continue;
            }
            double *to = ways + i * (most + 1);
            const double *from = ways + (i - 1) * (most + 1);
            for (size_t u = i * below + 1; u-- > below;) { /* no more than i · below pairs */
                to[u] += from[u - below];
            }
        }
    }
    return ways + na * (most + 1);
}

bool km_mann_whitney_exact(KmArena *scratch, KmSeries a, KmSeries b, double *ret_u1, double *ret_p,
                           KmError *err)
{
    if (!check_pair(a, b, 1, err)) {
        return false;
    }
    if (a.n + b.n > MOST_EXACT) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the exact test takes %d values at most; use mann_whitney_normal",
                            MOST_EXACT);
    }
    double ties;
    double *ranks = km_mid_ranks(scratch, joined(scratch, a, b), &ties);
    if (ties > 0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "equal values have no exact p; use mann_whitney_normal");
    }
    double u = u_of(ranks, a.n), all = 0, below = 0, above = 0;
    double *ways = u_shares(scratch, a.n, b.n);
    for (size_t i = 0; i <= a.n * b.n; i++) {
        all += ways[i];
        below += (double)i <= u ? ways[i] : 0;
        above += (double)i >= u ? ways[i] : 0;
    }
    double p = 2 * (below < above ? below : above) / all;
    *ret_u1 = u;
    *ret_p = p > 1 ? 1 : p;
    return true;
}

static KmValue correlation(KmSeries a, KmSeries b)
{
    if (km_is_constant(a) || km_is_constant(b)) {
        return km_undefined(no_variance);
    }
    KmMoments ma = km_moments(a), mb = km_moments(b);
    double cross = 0;
    for (size_t i = 0; i < a.n; i++) {
        cross += (a.at[i] - ma.mean) * (b.at[i] - mb.mean);
    }
    double r = cross / sqrt(ma.squares) / sqrt(mb.squares);
    return km_value(r > 1 ? 1 : r < -1 ? -1 : r);
}

bool km_pearson(KmSeries a, KmSeries b, double confidence, KmCorrelation *ret_correlation,
                KmError *err)
{
    if (!km_check_confidence(confidence, err) || !km_check_lengths("a", a.n, "b", b.n, err) ||
        !km_check_least("a", a.n, 3, err)) {
        return false;
    }
    KmCorrelation c = {.r = correlation(a, b)};
    if (c.r.state != KM_VALUE_DEFINED) {
        c.p = c.low = c.high = c.r;
        *ret_correlation = c;
        return true;
    }
    double r = c.r.number, df = (double)a.n - 2, rest = (1 - r) * (1 + r);
    c.p = km_value(rest > 0 ? km_t_p(r * sqrt(df / rest), df) : 0);
    if (a.n < 4) {
        c.low = c.high = km_undefined("an interval needs four pairs");
    } else if (rest > 0) {
        double half = km_normal_two_sided(confidence) / sqrt((double)a.n - 3);
        c.low = km_value(tanh(atanh(r) - half));
        c.high = km_value(tanh(atanh(r) + half));
    } else {
        c.low = c.high = c.r;
    }
    *ret_correlation = c;
    return true;
}

typedef struct {
    double a, b;
} Pair;

static int by_both(const void *left, const void *right)
{
    const Pair *x = left, *y = right;
    return x->a < y->a ? -1 : x->a > y->a ? 1 : x->b < y->b ? -1 : x->b > y->b ? 1 : 0;
}

/* Sorts pairs by b and returns how many were the wrong way round. */
static double merge_by_b(Pair *pairs, Pair *room, size_t n)
{
    if (n < 2) {
        return 0;
    }
    size_t half = n / 2, i = 0, j = half;
    double swaps = merge_by_b(pairs, room, half) + merge_by_b(pairs + half, room + half, n - half);
    for (size_t k = 0; k < n; k++) {
        bool is_first = i < half && (j == n || pairs[i].b <= pairs[j].b);
        swaps += is_first ? 0 : (double)(half - i);
        room[k] = is_first ? pairs[i++] : pairs[j++];
    }
    for (size_t k = 0; k < n; k++) {
        pairs[k] = room[k];
    }
    return swaps;
}

typedef bool (*Alike)(const Pair *x, const Pair *y);

static bool alike_a(const Pair *x, const Pair *y)
{
    return !(x->a < y->a) && !(x->a > y->a);
}

static bool alike_b(const Pair *x, const Pair *y)
{
    return !(x->b < y->b) && !(x->b > y->b);
}

static bool alike_both(const Pair *x, const Pair *y)
{
    return alike_a(x, y) && alike_b(x, y);
}

/* Pairs of sorted rows that are alike. */
static double tied(const Pair *pairs, size_t n, Alike alike)
{
    double ties = 0;
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && alike(&pairs[end], &pairs[i])) {
            end++;
        }
        ties += (double)(end - i) * (double)(end - i - 1) / 2;
    }
    return ties;
}

/* W.R. Knight, JASA 61 (1966) 436-439: n log n. */
static KmValue tau_b(KmArena *scratch, KmSeries a, KmSeries b)
{
    Pair *pairs = KM_NEW_ARRAY(scratch, Pair, a.n);
    for (size_t i = 0; i < a.n; i++) {
        pairs[i] = (Pair){a.at[i], b.at[i]};
    }
    qsort(pairs, a.n, sizeof *pairs, by_both);
    double all = (double)a.n * (double)(a.n - 1) / 2;
    double tied_a = tied(pairs, a.n, alike_a), tied_both = tied(pairs, a.n, alike_both);
    double swaps = merge_by_b(pairs, KM_NEW_ARRAY(scratch, Pair, a.n), a.n);
    double tied_b = tied(pairs, a.n, alike_b);
    double s = all - tied_a - tied_b + tied_both - 2 * swaps;
    return all > tied_a && all > tied_b ? km_value(s / sqrt(all - tied_a) / sqrt(all - tied_b))
                                        : km_undefined(no_variance);
}

bool km_rank_correlations(KmArena *scratch, KmSeries a, KmSeries b, KmValue *ret_rho,
                          KmValue *ret_tau_b, KmError *err)
{
    if (!km_check_lengths("a", a.n, "b", b.n, err) || !km_check_least("a", a.n, 2, err)) {
        return false;
    }
    double ties;
    KmSeries ra = {km_mid_ranks(scratch, a, &ties), a.n};
    KmSeries rb = {km_mid_ranks(scratch, b, &ties), b.n};
    *ret_rho = correlation(ra, rb);
    *ret_tau_b = tau_b(scratch, a, b);
    return true;
}

bool km_kruskal(KmArena *scratch, const KmSeries *groups, size_t n_groups, KmKruskal *ret_test,
                KmError *err)
{
    if (n_groups < 2) {
        return km_error_set(err, KM_ERROR_USAGE, "a comparison needs two groups at least");
    }
    size_t count = 0;
    for (size_t g = 0; g < n_groups; g++) {
        if (!km_check_least("each group", groups[g].n, 1, err)) {
            return false;
        }
        count += groups[g].n;
    }
    double *all = KM_NEW_ARRAY(scratch, double, count);
    for (size_t g = 0, at = 0; g < n_groups; g++) {
        for (size_t i = 0; i < groups[g].n; i++) {
            all[at++] = groups[g].at[i];
        }
    }
    double ties, sum = 0, n = (double)count;
    double *ranks = km_mid_ranks(scratch, (KmSeries){all, count}, &ties);
    const double *at = ranks;
    for (size_t g = 0; g < n_groups; g++) {
        double total = 0;
        for (size_t i = 0; i < groups[g].n; i++) {
            total += *at++ - (n + 1) / 2; /* from the mean: no large sums to take apart */
        }
        sum += total * total / (double)groups[g].n;
    }
    double correction = 1 - ties / (n * n * n - n);
    if (!(correction > 0)) {
        KmValue none = km_undefined("all values are equal");
        *ret_test = (KmKruskal){none, none};
        return true;
    }
    double h = 12 / (n * (n + 1)) * sum / correction;
    *ret_test = (KmKruskal){km_value(h), km_value(km_chisq_p(h, (double)n_groups - 1))};
    return true;
}
