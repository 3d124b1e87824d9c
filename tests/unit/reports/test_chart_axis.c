/* How far an axis goes: from zero as high as its values, cut over thirty points at least. */
#include "reports/charts/chart_plan.h"

#include <check.h>
#include <stdlib.h>

static const struct {
    const char *name;
    double low, high, from, to, step;
    bool share;
    int decimals;
} axes[] = {
    {"a share of some thousandths fills the height", 0.001, 0.0027, 0.0, 0.003, 0.001, true, 1},
    {"some per cent end at the next step", 0.01, 0.115, 0.0, 0.15, 0.05, true, 0},
    {"nothing at all has an axis still", 0.0, 0.0, 0.0, 0.05, 0.01, true, 0},
    {"a share near a fifth begins at zero", 0.12, 0.175, 0.0, 0.20, 0.05, true, 0},
    {"a share up to a third goes by tens", 0.12, 0.31, 0.0, 0.4, 0.1, true, 0},
    {"a high share is cut, over thirty points", 0.86, 0.97, 0.7, 1.0, 0.1, true, 0},
    {"a share over the whole goes by twenties", 0.1, 0.95, 0.0, 1.0, 0.2, true, 0},
    {"a number begins at zero", 3.0, 8.0, 0.0, 10.0, 2.0, false, 0},
    {"far from zero a number's axis is cut", 102.0, 104.0, 101.5, 104.5, 0.5, false, 1},
};

START_TEST(an_axis_shows_what_there_is)
{
    KmAxis axis = km_axis(axes[_i].low, axes[_i].high, axes[_i].share);
    ck_assert_double_eq_tol(axis.from, axes[_i].from, 1e-9);
    ck_assert_double_eq_tol(axis.to, axes[_i].to, 1e-9);
    ck_assert_double_eq_tol(axis.step, axes[_i].step, 1e-9);
    ck_assert_int_eq(km_axis_decimals(&axis, axes[_i].share), axes[_i].decimals);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reports/chart_axis");
    TCase *tcase = tcase_create("axis");
    tcase_add_loop_test(tcase, an_axis_shows_what_there_is, 0, sizeof axes / sizeof axes[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
