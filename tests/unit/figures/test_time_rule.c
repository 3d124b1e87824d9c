/* What each time rule measures at a period: expectations from the calendar. */
#include "engine/figures/time_rule.h"

#include <check.h>
#include <stdlib.h>

typedef struct {
    const char *promise;
    KmTimeRule rule;
    int delay;
    const char *period;
    const char *from, *last; /* of the window */
    bool is_measured;
    const char *dutch;
} Case;

static const Case cases[] = {
    {"a state is that of the quarter", KM_TIME_QUARTER_END, 0, "2026K3", "2026-07-01", "2026-09-30",
     true, "derde kwartaal 2026"},
    {"twelve months end with the quarter", KM_TIME_YEAR, 0, "2026K2", "2025-07-01", "2026-06-30",
     true, "12 maanden tot en met juni 2026"},
    {"1 October belongs to the fourth quarter", KM_TIME_OCTOBER, 0, "2026K4", "2026-10-01",
     "2026-10-01", true, "1 oktober 2026"},
    {"in the third quarter the last 1 October is a year old", KM_TIME_OCTOBER, 0, "2026K3",
     "2025-10-01", "2025-10-01", false, "1 oktober 2025"},
    {"1 February belongs to the first quarter", KM_TIME_FEBRUARY, 0, "2026K1", "2026-02-01",
     "2026-02-01", true, "1 februari 2026"},
    {"the school year belongs to the third quarter", KM_TIME_SCHOOL_YEAR, 0, "2026K3", "2025-08-01",
     "2026-07-31", true, "schooljaar 2025-2026"},
    {"in the second quarter the last school year is the one before", KM_TIME_SCHOOL_YEAR, 0,
     "2026K2", "2024-08-01", "2025-07-31", false, "schooljaar 2024-2025"},
    {"a school year asked by its own name", KM_TIME_SCHOOL_YEAR, 0, "2025-2026", "2025-08-01",
     "2026-07-31", true, "schooljaar 2025-2026"},
    {"1 October asked by its own name", KM_TIME_OCTOBER, 0, "2026-10-01", "2026-10-01",
     "2026-10-01", true, "1 oktober 2026"},
    {"a delayed cohort started a quarter earlier", KM_TIME_COHORT, 1, "2026K1", "2025-10-01",
     "2025-12-31", true, "eerste kwartaal 2026"},
    {"a delayed year ends two quarters earlier", KM_TIME_YEAR, 2, "2026K2", "2025-01-01",
     "2025-12-31", true, "12 maanden tot en met juni 2026"},
};

START_TEST(windows_are_those_of_the_calendar)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmPeriod period;
    ck_assert_msg(km_period_parse(c->period, &period, &err), "%s", err.message);
    KmWindow window = km_time_window(c->rule, c->delay, &period);
    ck_assert_str_eq(km_date_iso(arena, window.from), c->from);
    ck_assert_str_eq(km_date_iso(arena, window.to - 1), c->last);
    ck_assert_msg(km_time_is_measured(c->rule, &period) == c->is_measured, "%s", c->promise);
    ck_assert_str_eq(km_time_dutch(arena, c->rule, &period), c->dutch);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("time rules");
    TCase *tests = tcase_create("time rules");
    tcase_add_loop_test(tests, windows_are_those_of_the_calendar, 0,
                        (int)(sizeof cases / sizeof *cases));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
