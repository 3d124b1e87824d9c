/* Expectations: civil calendar by hand and by the Unix `date` command. */
#include "engine/base/date.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmDate iso(const char *text)
{
    KmDate date = 0;
    ck_assert_msg(km_date_parse_iso(text, strlen(text), &date), "not a date: %s", text);
    return date;
}

typedef struct {
    const char *name;
    const char *date;
    KmDate number;
} NumberCase;

static const NumberCase number_cases[] = {
    {"the epoch is day 0", "1970-01-01", 0},
    {"the day before is -1", "1969-12-31", -1},
    {"a leap day", "2024-02-29", 19782},
    {"the day after a leap day", "2024-03-01", 19783},
    {"2000 was a leap year", "2000-02-29", 11016},
    {"the first day we know", "1900-01-01", KM_DATE_MIN},
    {"the last day we know", "2199-12-31", KM_DATE_MAX},
};

START_TEST(dates_have_the_day_number_of_the_calendar)
{
    const NumberCase *c = &number_cases[_i];
    ck_assert_msg(iso(c->date) == c->number, "%s: %d", c->name, iso(c->date));
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_date_iso(arena, c->number), c->date);
    km_arena_close(arena);
}
END_TEST

typedef struct {
    const char *name;
    const char *text;
} RefusedCase;

static const RefusedCase refused_cases[] = {
    {"31 June does not exist", "2026-06-31"},
    {"29 February needs a leap year", "2023-02-29"},
    {"1900 was no leap year", "1900-02-29"},
    {"month 13", "2026-13-01"},
    {"day 0", "2026-01-00"},
    {"year out of range", "1899-12-31"},
    {"slashes", "2026/01/01"},
    {"too short", "2026-1-1"},
    {"letters", "2026-0a-01"},
    {"empty", ""},
};

START_TEST(days_that_do_not_exist_are_refused)
{
    KmDate date = 7;
    const RefusedCase *c = &refused_cases[_i];
    ck_assert_msg(!km_date_parse_iso(c->text, strlen(c->text), &date) && date == 7, "%s", c->name);
}
END_TEST

typedef struct {
    const char *name;
    const char *birth;
    int months;
    const char *expected;
} AgeCase;

static const AgeCase age_cases[] = {
    {"2;6 half a year after the second birthday", "2023-08-15", 30, "2026-02-15"},
    {"2;6 is clamped to the end of February", "2023-08-31", 30, "2026-02-28"},
    {"2;6 is clamped to 29 February in a leap year", "2021-08-30", 30, "2024-02-29"},
    {"4;0 on the birthday itself", "2022-09-30", 48, "2026-09-30"},
    {"a 29 February birthday falls on 1 March", "2024-02-29", 36, "2027-03-01"},
    {"a 29 February birthday in a leap year is itself", "2020-02-29", 48, "2024-02-29"},
    {"2;6 of a 29 February birth is 29 August", "2024-02-29", 30, "2026-08-29"},
    {"clamping is from the birth date, not step by step", "2023-12-31", 2, "2024-02-29"},
};

START_TEST(an_age_is_reached_on_the_day_the_law_and_the_calendar_say)
{
    const AgeCase *c = &age_cases[_i];
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_date_iso(arena, km_birthday(iso(c->birth), c->months)), c->expected);
    km_arena_close(arena);
}
END_TEST

START_TEST(years_are_completed_on_the_birthday)
{
    ck_assert_int_eq(km_age_years(iso("2022-10-01"), iso("2026-09-30")), 3);
    ck_assert_int_eq(km_age_years(iso("2022-10-01"), iso("2026-10-01")), 4);
    ck_assert_int_eq(km_age_years(iso("2024-02-29"), iso("2026-02-28")), 1);
    ck_assert_int_eq(km_age_years(iso("2024-02-29"), iso("2026-03-01")), 2);
    ck_assert_int_eq(km_age_years(iso("2026-10-01"), iso("2026-09-30")), -1);
}
END_TEST

START_TEST(every_day_of_three_centuries_goes_there_and_back)
{
    for (KmDate day = KM_DATE_MIN; day <= KM_DATE_MAX; day++) {
        KmCivil c = km_civil_from_date(day);
        KmDate back = 0;
        ck_assert(km_date_from_civil(c.year, c.month, c.day, &back) && back == day);
    }
}
END_TEST

START_TEST(dutch_dates_are_written_in_full)
{
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_date_dutch(arena, iso("2026-10-01")), "1 oktober 2026");
    ck_assert_str_eq(km_date_iso(arena, KM_DATE_OPEN), "");
    km_arena_close(arena);
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *cases = tcase_create("date");
    tcase_add_loop_test(cases, dates_have_the_day_number_of_the_calendar, 0, COUNT(number_cases));
    tcase_add_loop_test(cases, days_that_do_not_exist_are_refused, 0, COUNT(refused_cases));
    tcase_add_loop_test(cases, an_age_is_reached_on_the_day_the_law_and_the_calendar_say, 0,
                        COUNT(age_cases));
    tcase_add_test(cases, years_are_completed_on_the_birthday);
    tcase_add_test(cases, every_day_of_three_centuries_goes_there_and_back);
    tcase_add_test(cases, dutch_dates_are_written_in_full);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
