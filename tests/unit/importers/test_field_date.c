#include "importers/fields/field.h"

#include "tests/unit/importers/run.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *cell;
    KmDateOrder order;
    KmRule rule;
    int year, month, day; /* year 9999: open */
} Case;

#define DAY KM_DATES_DAY_FIRST
#define MONTH KM_DATES_MONTH_FIRST
#define OK KM_RULE_NONE

static const Case cases[] = {
    {"the usual form", "30-09-2026", DAY, OK, 2026, 9, 30},
    {"one digit for day and month", "3-4-2026", DAY, OK, 2026, 4, 3},
    {"slashes", "03/04/2026", DAY, OK, 2026, 4, 3},
    {"points", "3.4.2026", DAY, OK, 2026, 4, 3},
    {"month first when the file says so", "03/04/2026", MONTH, OK, 2026, 3, 4},
    {"month first with hyphens", "09-30-2026", MONTH, OK, 2026, 9, 30},
    {"ISO", "2026-09-30", DAY, OK, 2026, 9, 30},
    {"ISO whatever the order", "2026-04-03", MONTH, OK, 2026, 4, 3},
    {"ISO with slashes", "2026/4/3", DAY, OK, 2026, 4, 3},
    {"jjjjmmdd", "20260930", DAY, OK, 2026, 9, 30},
    {"a midnight behind it says nothing", "30-09-2026 00:00:00", DAY, OK, 2026, 9, 30},
    {"an ISO midnight", "2026-09-30T00:00:00.000Z", DAY, OK, 2026, 9, 30},
    {"a leap day", "29-02-2024", DAY, OK, 2024, 2, 29},
    {"no leap day", "29-02-2023", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"31 June", "31-06-2023", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"31 June in ISO", "2023-06-31", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"31 June in digits", "20230631", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"month 13", "14-13-2023", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"day unknown", "00-05-2022", DAY, KM_RULE_DATE_NO_DAY, 0, 0, 0},
    {"month unknown", "00-00-2022", DAY, KM_RULE_DATE_NO_DAY, 0, 0, 0},
    {"two digits of a year behind a name", "1-sep-25", DAY, KM_RULE_DATE_TWO_DIGIT_YEAR, 0, 0, 0},
    {"midnight in English", "3-9-2025 12:00:00 AM", DAY, OK, 2025, 9, 3},
    {"two digits of a year", "1-3-24", DAY, KM_RULE_DATE_TWO_DIGIT_YEAR, 0, 0, 0},
    {"a spreadsheet's day number", "45200", DAY, KM_RULE_DATE_SERIAL, 0, 0, 0},
    {"the year 9999 is open", "31-12-9999", DAY, OK, 9999, 0, 0},
    {"the year 9999 in ISO", "9999-12-31", DAY, OK, 9999, 0, 0},
    {"the year 9999 in digits", "99991231", DAY, OK, 9999, 0, 0},
    {"the year 1", "01-01-0001", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"words", "morgen", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"a time of day says nothing", "30-09-2026 10:15", DAY, KM_RULE_NONE, 2026, 9, 30},
    {"seconds and their parts neither", "2026-09-30T23:59:59.1234567", DAY, KM_RULE_NONE, 2026, 9,
     30},
    {"an hour of one digit", "30-9-2026 9:05", DAY, KM_RULE_NONE, 2026, 9, 30},
    {"the difference with world time", "2026-09-30T00:00:00+02:00", DAY, KM_RULE_NONE, 2026, 9, 30},
    {"world time in the afternoon", "2026-09-30T14:00:00Z", DAY, KM_RULE_NONE, 2026, 9, 30},
    {"world time just before our midnight or after it", "2026-09-29T22:00:00Z", DAY,
     KM_RULE_DATE_INVALID, 0, 0, 0},
    {"no such time", "30-09-2026 24:15", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"a time that goes on", "30-09-2026 10:15 uur", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"two signs", "30-09/2026", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"a missing part", "30-2026", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"a hanging sign", "30-09-", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"doubled sign", "30--09-2026", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"a year of five digits", "30-09-20260", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"ten letters", "aa-bb-cccc", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"nothing", "", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"the name of the month", "16 juli 2010", DAY, OK, 2010, 7, 16},
    {"the name of the day too", "vrijdag 16 juli 2010", DAY, OK, 2010, 7, 16},
    {"the name of the day cut short", "vr. 16 jul 2010", DAY, OK, 2010, 7, 16},
    {"a short name of the month", "01-jan-2010", DAY, OK, 2010, 1, 1},
    {"an English name, whatever the order", "9 May 2010", MONTH, OK, 2010, 5, 9},
    {"31 June by name", "31 juni 2010", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
    {"the name first", "juli 16 2010", DAY, KM_RULE_DATE_INVALID, 0, 0, 0},
};

START_TEST(dates_are_read_as_the_file_writes_them)
{
    const Case *c = &cases[_i];
    KmDate date = 0;
    KmDate wanted = KM_DATE_OPEN;
    KmRule rule = km_field_date((KmSlice){c->cell, strlen(c->cell)}, c->order, &date);
    ck_assert_msg(rule == c->rule, "%s: %s", c->name, km_rule_text(rule)->code);
    if (rule == OK && c->year != 9999) {
        ck_assert(km_date_from_civil(c->year, c->month, c->day, &wanted));
    }
    ck_assert_msg(rule != OK || date == wanted, "%s: %d", c->name, date);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    char evidence;
} Evidence;

static const Evidence evidence[] = {
    {"a day above 12 first", "30-09-2026", 'd'},
    {"a day above 12 second", "09/30/2026", 'm'},
    {"both readings with a hyphen", "03-04-2026", '?'},
    {"both readings with a slash", "03/04/2026", '/'},
    {"the same either way", "04/04/2026", '\0'},
    {"ISO", "2026-04-03", 'i'},
    {"compact", "20260403", 'c'},
    {"no date", "abc", '\0'},
    {"impossible either way", "31-31-2026", '\0'},
    {"31 June is no evidence", "31-06-2026", '\0'},
    {"the open date is no evidence", "31-12-9999", '\0'},
};

START_TEST(each_cell_tells_what_it_can_about_the_order)
{
    const Evidence *c = &evidence[_i];
    char found = km_field_date_evidence((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(found == c->evidence, "%s: '%c'", c->name, found);
}
END_TEST

typedef struct {
    const char *cell;
    KmDateOrder order;
    int year, month, day; /* 0: no date */
    char evidence;
    bool year_last;
} Short;

static const Short shorts[] = {
    {"2-01-12", DAY, 2012, 1, 2, '?', true},      {"15-03-24", DAY, 2024, 3, 15, 'd', false},
    {"03/15/24", MONTH, 2024, 3, 15, 'm', false}, {"15-03-98", DAY, 1998, 3, 15, 'd', true},
    {"15-03-36", DAY, 2036, 3, 15, 'd', true},    {"15-03-37", DAY, 1937, 3, 15, 'd', true},
    {"1-sep-25", MONTH, 2025, 9, 1, 'w', true},   {"31-dec-99", DAY, 1999, 12, 31, 'w', true},
    {"31-06-24", DAY, 0, 0, 0, '\0', false},      {"2-01-2012", DAY, 0, 0, 0, '\0', false},
};

START_TEST(years_of_two_digits_are_the_latest_that_fit)
{
    const Short *c = &shorts[_i];
    KmSlice cell = {c->cell, strlen(c->cell)};
    KmDate date = 0;
    KmDate wanted = 0;
    bool year_last = false;
    KmRule rule = km_field_short_date(cell, c->order, 2036, &date);
    ck_assert_msg((rule == KM_RULE_NONE) == (c->year > 0), "%s", c->cell);
    if (c->year > 0) {
        ck_assert(km_date_from_civil(c->year, c->month, c->day, &wanted));
        ck_assert_msg(date == wanted, "%s: %d", c->cell, date);
    }
    ck_assert_msg(km_field_short_date_evidence(cell, &year_last) == c->evidence, "%s", c->cell);
    ck_assert_msg(year_last == c->year_last, "%s", c->cell);
}
END_TEST

/* The forms of nearly all cells are read in a way of their own; with a time behind it the same date
 * is read in the other. */
static void check_with_time(const char *text, KmDateOrder order)
{
    char timed[32];
    KmDate date = 0;
    KmDate slow = 0;
    (void)snprintf(timed, sizeof timed, "%s 00:00", text);
    KmRule rule = km_field_date((KmSlice){text, strlen(text)}, order, &date);
    KmRule wanted = km_field_date((KmSlice){timed, strlen(timed)}, order, &slow);
    ck_assert_msg((rule == KM_RULE_NONE) == (wanted == KM_RULE_NONE), "%s", text);
    ck_assert_msg(rule != KM_RULE_NONE || date == slow, "%s: %d, not %d", text, date, slow);
}

START_TEST(a_date_is_the_same_with_a_time_behind_it)
{
    char text[16];
    for (int year = 1895; year < 2205; year++) {
        for (int month = 0; month <= 13; month++) {
            for (int day = 0; day <= 32; day += day > 2 && day < 27 ? 12 : 1) {
                (void)snprintf(text, sizeof text, "%02d-%02d-%04d", day, month, year);
                check_with_time(text, DAY);
                check_with_time(text, MONTH);
                (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                check_with_time(text, DAY);
            }
        }
    }
}
END_TEST

START_TEST(one_other_sign_in_a_date_is_noticed)
{
    static const char *const dates[] = {"01-02-2025", "2025-02-01", "31/12/1999", "2025.02.01"};
    for (int i = 0; i < COUNT(dates); i++) {
        for (size_t at = 0; at < 10; at++) {
            for (int byte = 1; byte < 256; byte++) {
                char text[16];
                (void)snprintf(text, sizeof text, "%s", dates[i]);
                text[at] = (char)byte;
                check_with_time(text, DAY);
                check_with_time(text, MONTH);
            }
        }
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_date");
    tcase_add_loop_test(tcase, dates_are_read_as_the_file_writes_them, 0, COUNT(cases));
    tcase_add_loop_test(tcase, each_cell_tells_what_it_can_about_the_order, 0, COUNT(evidence));
    tcase_add_loop_test(tcase, years_of_two_digits_are_the_latest_that_fit, 0, COUNT(shorts));
    tcase_add_test(tcase, a_date_is_the_same_with_a_time_behind_it);
    tcase_add_test(tcase, one_other_sign_in_a_date_is_noticed);
    return run_case(tcase, "field_date");
}
