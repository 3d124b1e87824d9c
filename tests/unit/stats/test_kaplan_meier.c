/* Expectations from R 4.2.2 survival::survfit and, the same, from mpmath. */
#include "engine/stats/survival/kaplan_meier.h"

#include <check.h>
#include <stdlib.h>

static const int waits[][2] = {
    {108, 0}, {99, 1}, {12, 0},  {9, 1},  {69, 1},  {51, 1}, {3, 1},  {22, 1},  {23, 1}, {71, 1},
    {114, 1}, {96, 1}, {85, 1},  {22, 1}, {103, 1}, {92, 1}, {27, 1}, {80, 1},  {84, 1}, {94, 0},
    {95, 1},  {7, 1},  {116, 1}, {44, 1}, {22, 0},  {39, 1}, {10, 1}, {120, 1}, {54, 1}, {58, 1}};
static const int four[][2] = {{2, 1}, {4, 1}, {6, 1}, {9, 1}};
static const int mostly_open[][2] = {{10, 0}, {20, 1}, {30, 0}, {40, 0}, {50, 0}, {60, 0}};

typedef struct {
    const int (*times)[2];
    size_t n;
    KmSurvivalLimits limits;
    double at;
    double survival, se, low, high; /* low < 0: there are none */
} Case;

#define OF(times) times, sizeof times / sizeof *times

static const Case cases[] = {
    {OF(waits), KM_SURVIVAL_LOG_LOG, 14, 0.866666666666667, 0.0620632890834175, 0.682769405339517,
     0.947751065460086},
    {OF(waits), KM_SURVIVAL_LOG, 60, 0.543636363636364, 0.0938754496665004, 0.387545333246723,
     0.762595935272477},
    {OF(waits), KM_SURVIVAL_PLAIN, 90, 0.362424242424242, 0.0910773783654966, 0.183915861021542,
     0.540932623826943},
    {OF(waits), KM_SURVIVAL_LOG_LOG, 90, 0.362424242424242, 0.0910773783654966, 0.192257911409947,
     0.535414222015612},
    {OF(four), KM_SURVIVAL_LOG, 4, 0.5, 0.25, 0.187658928706588, 1.0},
    {OF(four), KM_SURVIVAL_LOG_LOG, 10, 0.0, 0.0, -1.0, -1.0},
};

static KmSurvival curve_of(KmArena *arena, const int (*times)[2], size_t n, KmSurvivalLimits limits)
{
    KmFollowed *followed = KM_NEW_ARRAY(arena, KmFollowed, n);
    KmSurvival curve;
    KmError err = {0};
    for (size_t i = 0; i < n; i++) {
        followed[i] = (KmFollowed){(double)times[i][0], times[i][1] == 1};
    }
    ck_assert_msg(km_kaplan_meier(arena, followed, n, 0.95, limits, &curve, &err), "%s",
                  err.message);
    return curve;
}

START_TEST(curves_equal_those_of_r)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    KmSurvival curve = curve_of(arena, c->times, c->n, c->limits);
    const KmSurvivalStep *step = km_survival_at(&curve, c->at);
    ck_assert_ptr_nonnull(step);
    ck_assert_double_eq_tol(step->survival, c->survival, 1e-12);
    ck_assert_double_eq_tol(step->se, c->se, 1e-12);
    ck_assert(step->has_limits == (c->low >= 0.0));
    if (step->has_limits) {
        ck_assert_double_eq_tol(step->low, c->low, 1e-12);
        ck_assert_double_eq_tol(step->high, c->high, 1e-12);
    }
    km_arena_close(arena);
}
END_TEST

typedef struct {
    const int (*times)[2];
    size_t n;
    KmSurvivalLimits limits;
    double p;
    double time, low, high; /* < 0: there is none */
} Quantile;

static const Quantile quantiles[] = {
    {OF(waits), KM_SURVIVAL_LOG_LOG, 0.5, 71, 39, 92},
    {OF(waits), KM_SURVIVAL_LOG, 0.5, 71, 44, 96},
    {OF(waits), KM_SURVIVAL_PLAIN, 0.5, 71, 44, 95},
    {OF(waits), KM_SURVIVAL_LOG_LOG, 0.25, 27, -2, -2},
    {OF(waits), KM_SURVIVAL_LOG_LOG, 0.75, 96, -2, -2},
    {OF(four), KM_SURVIVAL_LOG_LOG, 0.5, 5, 2, -1},
    {OF(four), KM_SURVIVAL_LOG, 0.25, 3, -2, -2},
    {OF(four), KM_SURVIVAL_LOG, 0.75, 7.5, -2, -2},
    {OF(mostly_open), KM_SURVIVAL_LOG_LOG, 0.5, -1, -2, -1},
};

static void check_time(bool found, double time, double expected)
{
    if (expected < -1.5) {
        return; /* not in the reference */
    }
    ck_assert(found == (expected >= 0.0));
    if (found) {
        ck_assert_double_eq_tol(time, expected, 1e-12);
    }
}

START_TEST(quantiles_equal_those_of_r)
{
    const Quantile *c = &quantiles[_i];
    KmArena *arena = km_arena_open();
    KmSurvival curve = curve_of(arena, c->times, c->n, c->limits);
    double time = 0.0;
    bool found = km_survival_quantile(&curve, c->p, &time);
    check_time(found, time, c->time);
    found = km_survival_quantile_low(&curve, c->p, &time);
    check_time(found, time, c->low);
    found = km_survival_quantile_high(&curve, c->p, &time);
    check_time(found, time, c->high);
    km_arena_close(arena);
}
END_TEST

START_TEST(before_the_first_event_everyone_waits)
{
    KmArena *arena = km_arena_open();
    KmSurvival curve = curve_of(arena, OF(mostly_open), KM_SURVIVAL_LOG_LOG);
    ck_assert_ptr_null(km_survival_at(&curve, 15));
    ck_assert_double_eq_tol(curve.last, 60.0, 1e-12);
    ck_assert_int_eq(curve.events, 1);
    km_arena_close(arena);
}
END_TEST

START_TEST(nonsense_is_refused)
{
    KmArena *arena = km_arena_open();
    KmSurvival curve;
    KmError err = {0};
    const KmFollowed negative = {-1.0, true};
    const KmFollowed fine = {1.0, true};
    ck_assert(!km_kaplan_meier(arena, NULL, 0, 0.95, KM_SURVIVAL_LOG, &curve, &err));
    ck_assert(!km_kaplan_meier(arena, &negative, 1, 0.95, KM_SURVIVAL_LOG, &curve, &err));
    ck_assert(!km_kaplan_meier(arena, &fine, 1, 95.0, KM_SURVIVAL_LOG, &curve, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kaplan-meier");
    TCase *tests = tcase_create("kaplan-meier");
    tcase_add_loop_test(tests, curves_equal_those_of_r, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, quantiles_equal_those_of_r, 0,
                        (int)(sizeof quantiles / sizeof *quantiles));
    tcase_add_test(tests, before_the_first_event_everyone_waits);
    tcase_add_test(tests, nonsense_is_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
