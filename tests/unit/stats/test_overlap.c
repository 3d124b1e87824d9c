/* Shares and means of which part of the units is counted twice. */
#include "engine/stats/samples/overlap.h"

#include "engine/stats/proportions/difference.h"

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Pairs hit-hit a, hit now only b, hit then only c, none d; and who came and who left. */
typedef struct {
    int64_t a, b, c, d, x_in, n_in, x_out, n_out;
} Panel;

static KmOverlap overlap_of(const Panel *p)
{
    double x_now = (double)(p->a + p->b + p->x_in);
    double x_then = (double)(p->a + p->c + p->x_out);
    int64_t both = p->a + p->b + p->c + p->d;
    return (KmOverlap){.now = {both + p->n_in, x_now, x_now},
                       .then = {both + p->n_out, x_then, x_then},
                       .n_both = both,
                       .sum_now = (double)(p->a + p->b),
                       .sum_then = (double)(p->a + p->c),
                       .product = (double)p->a};
}

static KmInterval interval_of(const KmOverlap *o, double *ret_correlation)
{
    KmError err = {0};
    KmInterval now, then;
    double p1 = o->now.sum / (double)o->now.n;
    double p2 = o->then.sum / (double)o->then.n;
    ck_assert(km_wilson((int64_t)o->now.sum, o->now.n, 0.95, &now, &err));
    ck_assert(km_wilson((int64_t)o->then.sum, o->then.n, 0.95, &then, &err));
    *ret_correlation = km_overlap_correlation(o, true);
    return km_mover_correlated(p1, now, p2, then, *ret_correlation);
}

/* Newcombe (1998 b) Table II, method 10: 56/70 − 48/80. */
START_TEST(without_common_units_it_is_newcombes_independent_interval)
{
    const Panel strangers = {0, 0, 0, 0, 56, 70, 48, 80};
    KmOverlap o = overlap_of(&strangers);
    double correlation = 1.0;
    KmInterval interval = interval_of(&o, &correlation);
    ck_assert_double_eq_tol(correlation, 0.0, 1e-15);
    ck_assert_double_eq_tol(interval.low, 0.0524, 5e-5);
    ck_assert_double_eq_tol(interval.high, 0.3339, 5e-5);
}
END_TEST

/* Newcombe (1998 c), 20, 12, 2 and 16 pairs, method 8 (phi = 296 / 595.66), by hand. */
START_TEST(with_everybody_in_both_it_is_newcombes_paired_interval)
{
    const Panel pairs = {20, 12, 2, 16, 0, 0, 0, 0};
    KmOverlap o = overlap_of(&pairs);
    double correlation = 0.0;
    KmInterval interval = interval_of(&o, &correlation);
    ck_assert_double_eq_tol(correlation, 296.0 / sqrt(354816.0), 1e-12);
    ck_assert_double_eq_tol(interval.low, 0.0618, 5e-5);
    ck_assert_double_eq_tol(interval.high, 0.3242, 5e-5);
}
END_TEST

/* The paired t test's own spread: variance of x − y over n. */
START_TEST(of_means_the_variance_of_the_difference_is_that_of_the_pairs)
{
    static const double now[] = {3.0, 4.0, 4.5, 2.0, 5.0};
    static const double then[] = {2.5, 3.0, 4.5, 2.5, 4.0};
    enum { N = 5 };
    KmOverlap o = {.now = {N, 0.0, 0.0}, .then = {N, 0.0, 0.0}, .n_both = N};
    double mean = 0.0;
    double squares = 0.0;
    for (int i = 0; i < N; i++) {
        o.now.sum += now[i];
        o.now.squares += now[i] * now[i];
        o.then.sum += then[i];
        o.then.squares += then[i] * then[i];
        o.product += now[i] * then[i];
        mean += (now[i] - then[i]) / N;
    }
    o.sum_now = o.now.sum;
    o.sum_then = o.then.sum;
    for (int i = 0; i < N; i++) {
        squares += (now[i] - then[i] - mean) * (now[i] - then[i] - mean);
    }
    double one = km_sums_variance(&o.now) / N;
    double two = km_sums_variance(&o.then) / N;
    double found = one + two - 2.0 * km_overlap_correlation(&o, false) * sqrt(one * two);
    ck_assert_double_eq_tol(found, squares / (N - 1) / N, 1e-12);
}
END_TEST

static const struct {
    const char *promise;
    Panel panel;
    double correlation;
} edges[] = {
    {"everybody a hit, now and then: no correlation to speak of", {9, 0, 0, 0, 3, 3, 2, 2}, 0.0},
    {"nobody changed: one estimate twice", {5, 0, 0, 5, 0, 0, 0, 0}, 1.0},
    {"everybody changed: the opposite", {0, 5, 5, 0, 0, 0, 0, 0}, -1.0},
    {"one unit in both tells nothing", {1, 0, 0, 0, 3, 9, 4, 9}, 0.0},
};

START_TEST(edges_have_a_correlation)
{
    KmOverlap o = overlap_of(&edges[_i].panel);
    double found = km_overlap_correlation(&o, true);
    ck_assert_msg(fabs(found - edges[_i].correlation) < 1e-12, "%s: %g", edges[_i].promise, found);
}
END_TEST

START_TEST(no_difference_has_p_1_and_a_sure_one_p_0)
{
    const KmWorthShares same = {5.0, 10.0, 50.0, 100.0};
    const KmWorthShares moved = {6.0, 10.0, 5.0, 10.0};
    ck_assert_double_eq_tol(km_overlap_shares_p(&same, 0.3), 1.0, 1e-15);
    ck_assert_double_eq_tol(km_overlap_shares_p(&moved, 1.0), 0.0, 1e-15);
}
END_TEST

static uint64_t seed;

static double random_share(void)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) * 0x1p-53;
}

/* 200 stay, 40 come, 40 leave; a child's chance is its own (0.2 or 0.9) and the same in both
 * quarters, so nothing changes. Of 2 000 such cities the test should call 5 % changed; taken for
 * strangers, hardly any would be, and real changes of the half-same children go unseen. */
START_TEST(five_in_a_hundred_quiet_quarters_are_called_changed)
{
    enum { CITIES = 2000 };
    int paired = 0;
    int strangers = 0;
    seed = 20261125;
    for (int city = 0; city < CITIES; city++) {
        Panel p = {0};
        for (int child = 0; child < 280; child++) {
            double chance = random_share() < 0.5 ? 0.2 : 0.9;
            bool now = random_share() < chance;
            bool then = random_share() < chance;
            if (child < 200) {
                p.a += now && then;
                p.b += now && !then;
                p.c += !now && then;
                p.d += !now && !then;
            } else if (child < 240) {
                p.x_in += now;
                p.n_in++;
            } else {
                p.x_out += then;
                p.n_out++;
            }
        }
        KmOverlap o = overlap_of(&p);
        const KmWorthShares shares = {o.now.sum, (double)o.now.n, o.then.sum, (double)o.then.n};
        paired += km_overlap_shares_p(&shares, km_overlap_correlation(&o, true)) < 0.05;
        strangers += km_overlap_shares_p(&shares, 0.0) < 0.05;
    }
    ck_assert_int_ge(paired, 70); /* 100 expected, three standard deviations are 29 */
    ck_assert_int_le(paired, 130);
    ck_assert_int_le(strangers, 40);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("overlap");
    TCase *tests = tcase_create("overlap");
    tcase_add_test(tests, without_common_units_it_is_newcombes_independent_interval);
    tcase_add_test(tests, with_everybody_in_both_it_is_newcombes_paired_interval);
    tcase_add_test(tests, of_means_the_variance_of_the_difference_is_that_of_the_pairs);
    tcase_add_loop_test(tests, edges_have_a_correlation, 0, sizeof edges / sizeof *edges);
    tcase_add_test(tests, no_difference_has_p_1_and_a_sure_one_p_0);
    tcase_add_test(tests, five_in_a_hundred_quiet_quarters_are_called_changed);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
