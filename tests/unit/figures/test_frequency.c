#include "engine/figures/frequency.h"

#include <check.h>
#include <stdlib.h>

typedef struct {
    const char *name;
    const char *day;    /* asked */
    const char *period; /* that holds it */
    const char *due;    /* of that period, 21 days after its last day */
} FrequencyCase;

static const FrequencyCase cases[] = {
    {"quarter", "2026-09-30", "2026K3", "2026-10-21"},
    {"quarter", "2026-10-01", "2026K4", "2027-01-21"},
    {"month", "2024-02-29", "2024-02", "2024-03-21"},
    {"school_year", "2026-07-31", "2025-2026", "2026-08-21"},
    {"school_year", "2026-08-01", "2026-2027", "2027-08-21"},
    {"year", "2026-12-31", "2026K1..2026K4", "2027-01-21"},
    {"on_change", "2026-05-05", "2026K2", "2026-07-21"},
};

static KmDate day(const char *text)
{
    KmDate date = 0;
    ck_assert(km_date_parse_iso(text, 10, &date));
    return date;
}

START_TEST(a_day_lies_in_one_period_of_each_frequency)
{
    const FrequencyCase *c = &cases[_i];
    KmFrequency frequency;
    ck_assert(km_frequency_find(c->name, &frequency));
    KmPeriod period = km_frequency_period_of(frequency, day(c->day));
    ck_assert_str_eq(period.text, c->period);
    KmDeliveryTerms terms = {"x", frequency, 21};
    ck_assert_int_eq(km_frequency_due(&terms, &period), day(c->due));
    ck_assert_str_ne(km_frequency_dutch(frequency), "");
}
END_TEST

typedef struct {
    const char *name;
    const char *from, *to;
    size_t n;
    const char *first, *last;
} WindowCase;

static const WindowCase windows[] = {
    {"month", "2026-07-01", "2026-10-01", 3, "2026-07", "2026-09"},
    {"month", "2026-07-15", "2026-09-30", 2, "2026-07", "2026-08"},
    {"quarter", "2026-07-01", "2026-10-01", 1, "2026K3", "2026K3"},
    {"quarter", "2026-07-01", "2026-09-30", 0, "", ""}, /* its last day is not in it */
    {"school_year", "2026-07-01", "2026-10-01", 1, "2025-2026", "2025-2026"},
    {"school_year", "2026-10-01", "2027-01-01", 0, "", ""},
    {"year", "2026-10-01", "2027-01-01", 1, "2026K1..2026K4", "2026K1..2026K4"},
    {"on_change", "2026-01-01", "2027-01-01", 0, "", ""},
};

START_TEST(a_window_holds_the_periods_that_end_in_it)
{
    const WindowCase *c = &windows[_i];
    KmFrequency frequency;
    KmPeriod found[8];
    ck_assert(km_frequency_find(c->name, &frequency));
    size_t n = km_frequency_periods(frequency, day(c->from), day(c->to), found, 8);
    ck_assert_uint_eq(n, c->n);
    if (n > 0) {
        ck_assert_str_eq(found[0].text, c->first);
        ck_assert_str_eq(found[n - 1].text, c->last);
    }
}
END_TEST

START_TEST(an_unknown_frequency_is_none)
{
    KmFrequency frequency;
    ck_assert(!km_frequency_find("weekly", &frequency));
    ck_assert(!km_frequency_find("", &frequency));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("frequency");
    TCase *tests = tcase_create("frequency");
    tcase_add_loop_test(tests, a_day_lies_in_one_period_of_each_frequency, 0,
                        (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, a_window_holds_the_periods_that_end_in_it, 0,
                        (int)(sizeof windows / sizeof *windows));
    tcase_add_test(tests, an_unknown_frequency_is_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
