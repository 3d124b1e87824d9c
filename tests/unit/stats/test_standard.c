/* Expected values from R 4.2.2: the weighted sums written out there, and Wilson's formula. */
#include "engine/stats/proportions/standard.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 3 };

static const struct {
    const char *promise;
    int64_t x[MOST], n[MOST];
    double weights[MOST], confidence;
    size_t strata;
    double share, low, high;
} cases[] = {
    {"three strata",
     {30, 12, 5},
     {40, 20, 15},
     {100, 60, 40},
     0.95,
     3,
     0.621666666666667,
     0.508524540421076,
     0.722952657908108},
    {"the other group",
     {10, 20, 3},
     {20, 40, 10},
     {100, 60, 40},
     0.95,
     3,
     0.46,
     0.334483579535494,
     0.590804038733131},
    {"weights need not add up to 1",
     {10, 20, 3},
     {20, 40, 10},
     {0.5, 0.3, 0.2},
     0.95,
     3,
     0.46,
     0.334483579535494,
     0.590804038733131},
    {"nobody a hit", {0, 0}, {5, 8}, {1, 3}, 0.95, 2, 0.0, 0.0, 0.228095372354198},
    {"everybody a hit", {5, 8}, {5, 8}, {1, 3}, 0.95, 2, 1.0, 0.771904627645802, 1.0},
    {"strata without hits or misses are not certain",
     {0, 8, 3},
     {4, 8, 6},
     {2, 2, 1},
     0.9,
     3,
     0.5,
     0.319260138887244,
     0.680739861112756},
};

START_TEST(as_r_gives_it)
{
    KmError err = {0};
    KmStandardisedShare found;
    size_t k = cases[_i].strata;
    ck_assert(km_standardised_share((KmCounts){cases[_i].x, k}, (KmCounts){cases[_i].n, k},
                                    (KmSeries){cases[_i].weights, k}, cases[_i].confidence, &found,
                                    &err));
    const double pairs[][2] = {{found.share, cases[_i].share},
                               {found.interval.low, cases[_i].low},
                               {found.interval.high, cases[_i].high}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ck_assert_msg(fabs(pairs[i][0] - pairs[i][1]) <= 1e-12, "%s, value %zu: %.15g, not %.15g",
                      cases[_i].promise, i, pairs[i][0], pairs[i][1]);
    }
}
END_TEST

START_TEST(the_difference_of_two)
{
    KmInterval found =
        km_mover_difference(0.621666666666667, (KmInterval){0.508524540421076, 0.722952657908108},
                            0.46, (KmInterval){0.334483579535494, 0.590804038733131});
    ck_assert_double_eq_tol(found.low, -0.0112808319572563, 1e-12);
    ck_assert_double_eq_tol(found.high, 0.322952821769899, 1e-12);
}
END_TEST

START_TEST(refusals)
{
    KmError err = {0};
    KmStandardisedShare found;
    const int64_t x[] = {1, 5};
    const int64_t n[] = {2, 4};
    const double weights[] = {1.0, 1.0};
    const double negative[] = {1.0, -1.0};
    ck_assert(!km_standardised_share((KmCounts){x, 2}, (KmCounts){n, 2}, (KmSeries){weights, 2},
                                     0.95, &found, &err));
    ck_assert(!km_standardised_share((KmCounts){x, 1}, (KmCounts){n, 1}, (KmSeries){weights, 2},
                                     0.95, &found, &err));
    ck_assert(!km_standardised_share((KmCounts){x, 1}, (KmCounts){n, 1}, (KmSeries){weights, 1},
                                     95.0, &found, &err));
    ck_assert(!km_standardised_share((KmCounts){x, 0}, (KmCounts){n, 0}, (KmSeries){weights, 0},
                                     0.95, &found, &err));
    ck_assert(!km_standardised_share((KmCounts){n, 2}, (KmCounts){n, 2}, (KmSeries){negative, 2},
                                     0.95, &found, &err));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("standard");
    TCase *tests = tcase_create("standard");
    tcase_add_loop_test(tests, as_r_gives_it, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, the_difference_of_two);
    tcase_add_test(tests, refusals);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
