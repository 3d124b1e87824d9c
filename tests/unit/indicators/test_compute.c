/* From a real store to figures, counted by hand. */
#include "tests/unit/indicators/compute_town.h"

#include <math.h>

static const char *written(Place *place, const KmComputeResult *result)
{
    KmText text = km_text_init(place->arena);
    for (size_t i = 0; i < result->n_figures; i++) {
        const KmFigure *f = &result->figures[i];
        km_text_addf(&text, "%s%s%s %lld/%lld; ", f->period, f->block.dim[0][0] == '\0' ? "" : ":",
                     f->block.code[0], (long long)f->x, (long long)f->n);
    }
    return text.bytes;
}

static const char whole_year[] =
    "1970K1 2/4; 1970K1:noord 2/3; 1970K1:zuid 0/1; "
    "1970K1..1970K4 8/13; 1970K1..1970K4:noord 5/9; 1970K1..1970K4:zuid 3/4; "
    "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; "
    "1970K3 2/3; 1970K3:noord 1/2; 1970K3:zuid 1/1; "
    "1970K4 2/3; 1970K4:noord 1/2; 1970K4:zuid 1/1; ";

START_TEST(a_year_in_figures)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    KmComputeResult result = compute(&place, "bereik", "1970K1", 4, KM_DATE_OPEN);
    ck_assert_str_eq(written(&place, &result), whole_year);
    ck_assert_int_eq(result.knowledge, 379);
    ck_assert_int_eq(result.figures[0].expected, 3);
    ck_assert_int_eq(result.figures[0].delivered, 3);
    ck_assert_str_eq(result.figures[0].missing, "");
    ck_assert_int_eq(result.figures[0].status, KM_FIGURE_DEFINED);
    ck_assert_uint_eq(strlen(result.run), 12);
    close_place(&place);
}
END_TEST

/* From K1 to K2 of 4 children 1, 2 and 4 stay; 1 is placed both times, 2 only then, 4 only now, and
 * 3, who leaves, was not: the share goes from 2/4 to 2/3 because of the leaver alone. */
START_TEST(a_change_falls_apart_into_who_stayed_came_and_left)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    KmComputeResult result = compute(&place, "bereik", "1970K1", 2, KM_DATE_OPEN);
    const KmFigure *total = &result.figures[3];
    const KmComparison *change = km_figure_compared(total, KM_COMPARED_PREVIOUS);
    ck_assert_str_eq(total->period, "1970K2");
    ck_assert(change->has_parts);
    ck_assert_int_eq(change->n_stayed, 3);
    ck_assert_int_eq(change->n_entered, 0);
    ck_assert_int_eq(change->n_left, 1);
    ck_assert_double_eq_tol(change->stayed, 0.0, 1e-12);
    ck_assert_double_eq_tol(change->entered, 0.0, 1e-12);
    ck_assert_double_eq_tol(change->left, 1.0 / 6.0, 1e-12);
    ck_assert_int_eq(total->stayers[0].x_both, 1);
    ck_assert_int_eq(total->stayers[0].x_now, 2);
    for (size_t i = 0; i < result.n_figures; i++) {
        const KmComparison *c = km_figure_compared(&result.figures[i], KM_COMPARED_PREVIOUS);
        ck_assert(!c->has_parts || fabs(c->stayed + c->entered + c->left - c->difference) < 1e-12);
    }
    close_place(&place);
}
END_TEST

START_TEST(the_order_of_importing_does_not_matter)
{
    Place one = open_place();
    Place other = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&one, &city[i]);
        deliver(&other, &city[(i * 5 + 3) % CITY]);
    }
    deliver(&one, &correction);
    KmComputeResult before = compute(&other, "bereik", "1970K1", 4, KM_DATE_OPEN);
    deliver(&other, &correction);
    KmComputeResult first = compute(&one, "bereik", "1970K1", 4, KM_DATE_OPEN);
    KmComputeResult second = compute(&other, "bereik", "1970K1", 4, KM_DATE_OPEN);
    ck_assert_str_eq(written(&one, &first), written(&other, &second));
    ck_assert_str_eq(first.run, second.run);
    ck_assert_str_eq(written(&other, &before), whole_year);
    ck_assert_str_ne(before.run, second.run);
    close_place(&one);
    close_place(&other);
}
END_TEST

START_TEST(a_correction_reaches_its_own_quarter_from_the_day_it_is_known)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    deliver(&place, &correction);
    KmComputeResult then = compute(&place, "bereik", "1970K1", 2, 399);
    KmComputeResult now = compute(&place, "bereik", "1970K1", 2, 400);
    ck_assert_str_eq(written(&place, &then), "1970K1 2/4; 1970K1:noord 2/3; 1970K1:zuid 0/1; "
                                             "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; ");
    ck_assert_str_eq(written(&place, &now), "1970K1 2/4; 1970K1:noord 1/3; 1970K1:zuid 1/1; "
                                            "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; ");
    ck_assert_str_eq(then.figures[0].flags, "");
    ck_assert_str_eq(now.figures[0].flags, "correctie");
    ck_assert_str_eq(now.figures[3].flags, "");
    close_place(&place);
}
END_TEST

/* The same rows from one deliverer or from two. */
START_TEST(a_split_delivery_gives_the_same_figures)
{
    static const Sent whole[] = {
        WOONT("1970K1", 104, ALL, {3, 5, OPEN_END, NOORD}),
        {"plaats", "a", "1970K1", 104, "", {{1, -50, OPEN_END, 0}, {4, 10, OPEN_END, 0}}}};
    static const Sent split[] = {
        WOONT("1970K1", 104, ALL),
        {"woont", "wijkteam", "1970K1", 104, "", {{3, 5, OPEN_END, NOORD}}},
        {"plaats", "a", "1970K1", 104, "", {{1, -50, OPEN_END, 0}}},
        {"plaats", "b", "1970K1", 104, "", {{4, 10, OPEN_END, 0}}}};
    Place one = open_place();
    Place two = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        deliver(&one, &whole[i]);
    }
    for (size_t i = 0; i < sizeof split / sizeof *split; i++) {
        deliver(&two, &split[i]);
    }
    KmComputeResult first = compute(&one, "bereik", "1970K1", 1, KM_DATE_OPEN);
    KmComputeResult second = compute(&two, "bereik", "1970K1", 1, KM_DATE_OPEN);
    ck_assert_str_eq(written(&one, &first), written(&two, &second));
    close_place(&one);
    close_place(&two);
}
END_TEST
/* ---- the rest ---- */

START_TEST(a_broken_indicator_does_not_stop_the_others)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    static const Sent broken = WOONT("1970K1", 105, {1, 0, OPEN_END, NOORD});
    deliver(&place, &broken);
    KmComputeResult result = compute(&place, NULL, "1970K1", 1, KM_DATE_OPEN);
    ck_assert_uint_eq(result.n_failures, 1);
    ck_assert_str_eq(result.failures[0].indicator, "kapot");
    ck_assert_str_eq(result.failures[0].error.file, "kapot.sql");
    ck_assert_int_eq(result.failures[0].error.line, 31);
    ck_assert_str_eq(result.figures[0].indicator, "bereik");
    ck_assert_str_eq(result.figures[result.n_figures - 1].indicator, "zonder");
    close_place(&place);
}
END_TEST

START_TEST(an_unknown_indicator_is_refused_with_the_nearest)
{
    Place place = open_place();
    KmError err = {0};
    KmPeriod period;
    KmComputeResult result;
    DO(km_period_parse("1970K1", &period, &err));
    KmComputeRequest request = {.periods = &period,
                                .n_periods = 1,
                                .knowledge = KM_DATE_OPEN,
                                .select = "bereikt",
                                .program = "proef 1"};
    ck_assert(!km_compute(place.store, place.arena, NULL, &request, NULL, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_str_eq(err.hint, "did you mean 'bereik'?");
    close_place(&place);
}
END_TEST

START_TEST(several_threads_give_the_same_figures_and_failures)
{
    static const Sent broken = WOONT("1970K1", 105, {1, 0, OPEN_END, NOORD});
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    deliver(&place, &broken);
    n_threads = 1;
    KmComputeResult one = compute(&place, NULL, "1970K1", 4, KM_DATE_OPEN);
    for (n_threads = 2; n_threads <= 9; n_threads += 3) { /* more than there are indicators, too */
        KmComputeResult several = compute(&place, NULL, "1970K1", 4, KM_DATE_OPEN);
        ck_assert_str_eq(written(&place, &one), written(&place, &several));
        ck_assert_str_eq(one.run, several.run);
        ck_assert_uint_eq(several.n_failures, 1);
        ck_assert_str_eq(several.failures[0].indicator, "kapot");
        ck_assert_int_eq(several.failures[0].error.line, 31);
    }
    n_threads = 0;
    close_place(&place);
}
END_TEST

static bool stop_at_once(void *self, const char *what, int64_t done, int64_t of)
{
    (void)self;
    (void)what;
    (void)done;
    (void)of;
    return false;
}

START_TEST(a_broken_register_and_a_stop_end_every_thread)
{
    static const KmProgress stopping = {NULL, stop_at_once};
    Place place = open_place();
    KmError err = {0};
    KmPeriod period;
    KmComputeResult result;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    DO(km_period_parse("1970K1", &period, &err));
    KmComputeRequest request = {.periods = &period,
                                .n_periods = 1,
                                .knowledge = KM_DATE_OPEN,
                                .program = "proef 1",
                                .n_threads = 3};
    expected_sql = two_houders;
    ck_assert(!km_compute(place.store, place.arena, NULL, &request, &stopping, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_INTERRUPTED);
    expected_sql = "SELECT 1 AS contract FROM nergens";
    ck_assert(!km_compute(place.store, place.arena, NULL, &request, NULL, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_DEFINITION);
    ck_assert_str_eq(err.file, "verwacht.sql");
    close_place(&place);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compute");
    TCase *tests = tcase_create("compute");
    tcase_add_test(tests, a_year_in_figures);
    tcase_add_test(tests, a_change_falls_apart_into_who_stayed_came_and_left);
    tcase_add_test(tests, the_order_of_importing_does_not_matter);
    tcase_add_test(tests, a_correction_reaches_its_own_quarter_from_the_day_it_is_known);
    tcase_add_test(tests, a_split_delivery_gives_the_same_figures);
    tcase_add_test(tests, a_broken_indicator_does_not_stop_the_others);
    tcase_add_test(tests, several_threads_give_the_same_figures_and_failures);
    tcase_add_test(tests, a_broken_register_and_a_stop_end_every_thread);
    tcase_add_test(tests, an_unknown_indicator_is_refused_with_the_nearest);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
