/* Expectations: R 4.2.2 t.test; lm(weights) and statsmodels WLS for the slope. */
#include "engine/stats/inequality/slope.h"
#include "engine/stats/means.h"

#include <check.h>
#include <stdlib.h>

static const double one_sample[] = {84.39, 4.63, 4.08, 8.19, 33.28, 22.11, 29.22, 7.47,
                                    2.83,  4.03, 9.76, 3.45, 5.97,  40.36, 23.63};
static const double first[] = {547.5, 540.5, 526.8, 530.5, 520.1, 528.6, 538.8, 532.2,
                               526.1, 521.8, 536.2, 534.1, 532.8, 534.0, 535.3, 520.3,
                               523.2, 550.7, 547.0, 531.3, 537.7, 525.4, 535.5};
static const double second[] = {541.3, 535.6, 539.2, 527.0, 549.9, 547.2, 525.5, 541.3, 540.8,
                                516.6, 539.3, 530.1, 536.4, 547.8, 542.5, 515.4, 534.9};

static KmSums sums_of(const double *values, size_t n)
{
    KmSums sums = {(int64_t)n, 0.0, 0.0};
    for (size_t i = 0; i < n; i++) {
        sums.sum += values[i];
        sums.squares += values[i] * values[i];
    }
    return sums;
}

#define SUMS(values) sums_of(values, sizeof values / sizeof *values)

START_TEST(a_mean_has_the_interval_of_student)
{
    KmSums sums = SUMS(one_sample);
    KmInterval interval;
    KmError err = {0};
    ck_assert(km_mean_interval(&sums, 0.95, &interval, &err));
    ck_assert_double_eq_tol(km_sums_mean(&sums), 18.8933333333333, 1e-9);
    ck_assert_double_eq_tol(interval.low, 6.74900393368853, 1e-9);
    ck_assert_double_eq_tol(interval.high, 31.0376627329781, 1e-9);
}
END_TEST

START_TEST(two_means_have_the_interval_of_welch)
{
    KmSums a = SUMS(first);
    KmSums b = SUMS(second);
    KmInterval interval;
    KmError err = {0};
    ck_assert(km_welch_interval(&a, &b, 0.95, &interval, &err));
    ck_assert_double_eq_tol(interval.low, -9.19745330969421, 1e-6);
    ck_assert_double_eq_tol(interval.high, 3.1125428237607, 1e-6);
}
END_TEST

START_TEST(one_unit_has_no_interval)
{
    const KmSums one = {1, 3.0, 9.0};
    KmInterval interval;
    KmError err = {0};
    ck_assert(!km_mean_interval(&one, 0.95, &interval, &err));
    ck_assert(!km_welch_interval(&one, &one, 0.95, &interval, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
}
END_TEST

typedef struct {
    size_t n;
    double pop[5], value[5], variance[5];
    double slope, intercept;
} Slope;

static const Slope slopes[] = {
    {5,
     {78, 91, 162, 103, 105},
     {0.2, 0.3, 0.4, 0.5, 0.6},
     {0},
     0.46253810942431,
     0.180975843247029},
    {4, {200, 150, 180, 220}, {0.62, 0.66, 0.7, 0.69}, {0}, 0.100890817724989, 0.617287924470839},
};

START_TEST(slopes_equal_those_of_r)
{
    const Slope *c = &slopes[_i];
    KmSlope slope;
    KmError err = {0};
    ck_assert(km_slope_index((KmSeries){c->pop, c->n}, (KmSeries){c->value, c->n},
                             (KmSeries){c->variance, c->n}, 0.95, &slope, &err));
    ck_assert_double_eq_tol(slope.slope, c->slope, 1e-12);
    ck_assert_double_eq_tol(slope.intercept, c->intercept, 1e-12);
    ck_assert_double_eq_tol(slope.interval.low, c->slope, 1e-12);
}
END_TEST

/* Two equal groups: x = 1/4 and 3/4, so the slope is twice their difference, and so is its error.
 */
START_TEST(two_equal_groups_have_twice_their_difference)
{
    const double pop[] = {100, 100};
    const double value[] = {0.5, 0.7};
    const double variance[] = {0.0025, 0.0021};
    KmSlope slope;
    KmError err = {0};
    ck_assert(km_slope_index((KmSeries){pop, 2}, (KmSeries){value, 2}, (KmSeries){variance, 2},
                             0.95, &slope, &err));
    ck_assert_double_eq_tol(slope.slope, 0.4, 1e-12);
    ck_assert_double_eq_tol(slope.interval.high - slope.slope, 2.0 * 1.959963985 * 0.0678232998,
                            1e-8);
    ck_assert(!km_slope_index((KmSeries){pop, 1}, (KmSeries){value, 1}, (KmSeries){variance, 1},
                              0.95, &slope, &err));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("means and slopes");
    TCase *tests = tcase_create("means and slopes");
    tcase_add_test(tests, a_mean_has_the_interval_of_student);
    tcase_add_test(tests, two_means_have_the_interval_of_welch);
    tcase_add_test(tests, one_unit_has_no_interval);
    tcase_add_loop_test(tests, slopes_equal_those_of_r, 0, (int)(sizeof slopes / sizeof *slopes));
    tcase_add_test(tests, two_equal_groups_have_twice_their_difference);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
