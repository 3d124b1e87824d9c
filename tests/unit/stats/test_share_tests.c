/* Expected values from R 4.2.2: chisq.test(correct = FALSE) times (N−1)/N, fisher.test, and mid-p
 * from dbinom and pbinom. */
#include "engine/stats/proportions/tests.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

static void assert_p(const char *promise, double found, double expected)
{
    double room = 1e-10 * (expected > 0.0 ? expected : 1.0);
    ck_assert_msg(fabs(found - expected) <= room, "%s: expected %.15g, found %.15g", promise,
                  expected, found);
}

static const struct {
    const char *promise;
    KmTwoProportions given;
    double p;
} pairs[] = {
    {"two shares of seventy and eighty", {56, 70, 48, 80}, 0.00825828792938079},
    {"a difference that may be chance", {255, 300, 240, 300}, 0.107331870900053},
    {"a small group beside a larger one", {3, 12, 20, 40}, 0.129887124448778},
    {"large groups, a small difference", {5000, 10000, 5200, 10000}, 0.00467050433946839},
    {"ten and ten", {9, 10, 3, 10}, 0.00760164147522018},
    {"few expected hits are judged exactly", {1, 5, 8, 1000}, 0.0440675208574336},
    {"few expected hits in three units", {2, 3, 3, 43}, 0.0276679841897233},
    {"few expected hits, none found", {0, 5, 8, 1000}, 1.0},
    {"nobody a hit leaves nothing to tell apart", {0, 5, 0, 9}, 1.0},
    {"everybody a hit likewise", {5, 5, 9, 9}, 1.0},
};

START_TEST(two_groups)
{
    KmError err = {0};
    double p = -1.0;
    ck_assert(km_equal_proportions_p(&pairs[_i].given, &p, &err));
    assert_p(pairs[_i].promise, p, pairs[_i].p);
    KmTwoProportions turned = {pairs[_i].given.x2, pairs[_i].given.n2, pairs[_i].given.x1,
                               pairs[_i].given.n1};
    ck_assert(km_equal_proportions_p(&turned, &p, &err));
    assert_p("the order of the groups does not matter", p, pairs[_i].p);
}
END_TEST

static const struct {
    const char *promise;
    int64_t x, n;
    double share, p;
} shares[] = {
    {"271 of 320 against 95 %", 271, 320, 0.95, 5.62238450548877e-12},
    {"no hits of 20 against 5 %", 0, 20, 0.05, 0.358485922408542},
    {"19 of 20 against 95 %", 19, 20, 0.95, 0.905674552647609},
    {"exactly half", 150, 300, 0.5, 1.0},
    {"five in five million against one in a million", 5, 5000000, 1e-6, 0.94354614783546},
    {"one miss refutes everybody", 99, 100, 1.0, 0.0},
    {"everybody fits everybody", 100, 100, 1.0, 1.0},
    {"one hit refutes nobody", 1, 100, 0.0, 0.0},
};

START_TEST(one_group)
{
    KmError err = {0};
    double p = -1.0;
    ck_assert(km_proportion_is_p(shares[_i].x, shares[_i].n, shares[_i].share, &p, &err));
    assert_p(shares[_i].promise, p, shares[_i].p);
}
END_TEST

START_TEST(an_interval)
{
    KmError err = {0};
    double p = -1.0;
    const KmInterval newcombe = {0.0524314724023649, 0.333872654036906};
    ck_assert(km_interval_p(0.2, newcombe, 0.95, &p, &err));
    assert_p("that of 56/70 - 48/80", p, 0.00789929510837729);
    const KmInterval touching = {0.0, 0.4};
    ck_assert(km_interval_p(0.2, touching, 0.95, &p, &err));
    assert_p("an interval that touches 0 gives its own level", p, 0.05);
    const KmInterval mirrored = {-0.4, 0.0};
    ck_assert(km_interval_p(-0.2, mirrored, 0.95, &p, &err));
    assert_p("below 0 likewise", p, 0.05);
    const KmInterval around = {-0.1, 0.1};
    ck_assert(km_interval_p(0.0, around, 0.95, &p, &err));
    assert_p("no difference", p, 1.0);
}
END_TEST

START_TEST(refusals)
{
    KmError err = {0};
    double p = 0.5;
    const KmTwoProportions beyond = {5, 4, 1, 2};
    const KmTwoProportions nobody = {0, 0, 1, 2};
    ck_assert(!km_equal_proportions_p(&beyond, &p, &err));
    ck_assert(!km_equal_proportions_p(&nobody, &p, &err));
    ck_assert(!km_proportion_is_p(-1, 4, 0.5, &p, &err));
    ck_assert(!km_proportion_is_p(1, 4, 95.0, &p, &err));
    ck_assert(!km_proportion_is_p(1, 4, NAN, &p, &err));
    ck_assert(!km_interval_p(0.1, (KmInterval){0.0, 0.2}, 95.0, &p, &err));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("share_tests");
    TCase *tests = tcase_create("share_tests");
    tcase_add_loop_test(tests, two_groups, 0, (int)(sizeof pairs / sizeof *pairs));
    tcase_add_loop_test(tests, one_group, 0, (int)(sizeof shares / sizeof *shares));
    tcase_add_test(tests, an_interval);
    tcase_add_test(tests, refusals);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
