#include "engine/figures/figure.h"
#include "engine/figures/period.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;

static void setup(void)
{
    arena = km_arena_open();
}

static void teardown(void)
{
    km_arena_close(arena);
}

typedef struct {
    const char *text;
    const char *from;
    const char *last;
    const char *previous;
    const char *dutch;
} PeriodCase;

static const PeriodCase cases[] = {
    {"2026K3", "2026-07-01", "2026-09-30", "2026K2", "derde kwartaal 2026"},
    {"2026K1", "2026-01-01", "2026-03-31", "2025K4", "eerste kwartaal 2026"},
    {"2025-2026", "2025-08-01", "2026-07-31", "2024-2025", "schooljaar 2025-2026"},
    {"2026-01", "2026-01-01", "2026-01-31", "2025-12", "januari 2026"},
    {"2024-02", "2024-02-01", "2024-02-29", "2024-01", "februari 2024"},
    {"2026-10-01", "2026-10-01", "2026-10-01", "2026-09-30", "1 oktober 2026"},
    {"2025K4..2026K3", "2025-10-01", "2026-09-30", "2025K3..2026K2",
     "vierde kwartaal 2025 tot en met derde kwartaal 2026"},
};

START_TEST(periods_begin_end_and_shift_as_written)
{
    KmError err = {0};
    KmPeriod p;
    const PeriodCase *c = &cases[_i];
    ck_assert_msg(km_period_parse(c->text, &p, &err), "%s", err.message);
    ck_assert_str_eq(p.text, c->text);
    ck_assert_str_eq(km_date_iso(arena, p.from), c->from);
    ck_assert_str_eq(km_date_iso(arena, p.to - 1), c->last);
    KmPeriod earlier = km_period_shift(&p, -1);
    ck_assert_str_eq(earlier.text, c->previous);
    ck_assert_str_eq(km_period_dutch(arena, &p), c->dutch);
}
END_TEST

static const char *const refused[] = {
    "2026K5", "2026-2028", "2026-13",         "2026-06-31",     "",
    "K3",     "2026K3..",  "2026K3..2026-09", "2026K3..2026K1", "../../x"};

START_TEST(what_is_not_a_period_is_refused_with_the_forms)
{
    KmError err = {0};
    KmPeriod p;
    ck_assert_msg(!km_period_parse(refused[_i], &p, &err), "%s", refused[_i]);
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
}
END_TEST

START_TEST(a_range_has_its_parts)
{
    KmError err = {0};
    KmPeriod p;
    ck_assert(km_period_parse("2025K4..2026K3", &p, &err));
    ck_assert_int_eq(km_period_parts(&p), 4);
    KmPeriod third = km_period_part(&p, 2);
    ck_assert_str_eq(third.text, "2026K2");
    ck_assert(km_period_parse("2026K3..2026K3", &p, &err));
    ck_assert_str_eq(p.text, "2026K3");
}
END_TEST

static const char *const ids[] = {"vve-bereik:2026K3", "vve-bereik:2026K3:wijk=WK054603",
                                  "vve-bereik:2026K3:wijk=WK054603,thuistaal=anders"};

START_TEST(figure_ids_go_there_and_back)
{
    KmError err = {0};
    const char *indicator;
    const char *period;
    KmBlock block;
    KmDate knowledge;
    ck_assert(km_figure_id_parse(arena, ids[_i], &indicator, &period, &block, &knowledge, &err));
    ck_assert_str_eq(km_figure_id(arena, indicator, period, &block), ids[_i]);
    ck_assert_int_eq(knowledge, KM_DATE_OPEN);
}
END_TEST

static const char *const bad_ids[] = {
    "vve-bereik", ":2026K3", "a:", "a:b:c", "a:b:=c", "a:b:c=", "a:b:c=d,e=f,g=h", "a:b@gisteren"};

START_TEST(what_is_not_a_figure_id_is_refused_with_an_example)
{
    KmError err = {0};
    const char *indicator;
    const char *period;
    KmBlock block;
    KmDate knowledge;
    ck_assert_msg(
        !km_figure_id_parse(arena, bad_ids[_i], &indicator, &period, &block, &knowledge, &err),
        "%s", bad_ids[_i]);
    ck_assert_ptr_nonnull(strstr(err.message, "vve-bereik:2026K3:wijk=WK054603"));
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

int main(void)
{
    Suite *suite = suite_create("period");
    TCase *tests = tcase_create("period");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, periods_begin_end_and_shift_as_written, 0, COUNT(cases));
    tcase_add_loop_test(tests, what_is_not_a_period_is_refused_with_the_forms, 0, COUNT(refused));
    tcase_add_test(tests, a_range_has_its_parts);
    tcase_add_loop_test(tests, figure_ids_go_there_and_back, 0, COUNT(ids));
    tcase_add_loop_test(tests, what_is_not_a_figure_id_is_refused_with_an_example, 0,
                        COUNT(bad_ids));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
