#include "importers/fields/field.h"

#include "tests/unit/importers/run.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *cell;
    KmDateOrder order;
    int year, month; /* 0: no month */
} Month;

#define DAY KM_DATES_DAY_FIRST
#define MONTH KM_DATES_MONTH_FIRST

static const Month months[] = {
    {"the form of the contract", "03-2025", DAY, 2025, 3},
    {"one digit", "3-2025", DAY, 2025, 3},
    {"a slash", "03/2025", DAY, 2025, 3},
    {"the year first", "2025-03", DAY, 2025, 3},
    {"digits only", "202503", DAY, 2025, 3},
    {"as CBS writes it", "2025MM03", DAY, 2025, 3},
    {"a short name and two digits", "mrt-25", DAY, 2025, 3},
    {"three letters", "maa-25", DAY, 2025, 3},
    {"a short name with a point", "mrt. 2025", DAY, 2025, 3},
    {"the full name", "maart 2025", DAY, 2025, 3},
    {"capitals", "Maart 2025", DAY, 2025, 3},
    {"May in Dutch", "mei 2025", DAY, 2025, 5},
    {"an English spreadsheet", "Oct-25", DAY, 2025, 10},
    {"the year before the name", "2025 december", DAY, 2025, 12},
    {"a date", "15-03-2025", DAY, 2025, 3},
    {"a date in ISO", "2025-03-01", DAY, 2025, 3},
    {"a date, month first", "03/15/2025", MONTH, 2025, 3},
    {"month 13", "13-2025", DAY, 0, 0},
    {"month 0", "2025-00", DAY, 0, 0},
    {"two short numbers", "03-25", DAY, 0, 0},
    {"a name that is none", "lente 2025", DAY, 0, 0},
    {"two letters are too few", "ma-25", DAY, 0, 0},
    {"a name without a year", "maart", DAY, 0, 0},
    {"a year alone", "2025", DAY, 0, 0},
    {"two names", "mrt apr 2025", DAY, 0, 0},
    {"a quarter", "2025K1", DAY, 0, 0},
    {"a day that is not", "31-06-2025", DAY, 0, 0},
    {"the open date", "31-12-9999", DAY, 0, 0},
    {"nothing", "", DAY, 0, 0},
};

START_TEST(months_become_their_first_day)
{
    const Month *c = &months[_i];
    KmDate date = 0;
    KmDate wanted = 0;
    KmRule rule = km_field_month((KmSlice){c->cell, strlen(c->cell)}, c->order, &date);
    ck_assert_msg((rule == KM_RULE_NONE) == (c->month > 0), "%s: %s", c->name,
                  km_rule_text(rule)->code);
    if (c->month > 0) {
        ck_assert(km_date_from_civil(c->year, c->month, 1, &wanted));
        ck_assert_msg(date == wanted, "%s: %d", c->name, date);
    }
}
END_TEST

typedef struct {
    const char *cell;
    const char *year; /* NULL: none */
} Year;

static const Year years[] = {
    {"2025-2026", "2025-2026"},
    {"2025/2026", "2025-2026"},
    {"2025 - 2026", "2025-2026"},
    {"2025/26", "2025-2026"},
    {"2025-26", "2025-2026"},
    {"25/26", "2025-2026"},
    {"1999-2000", "1999-2000"},
    {"1999-00", "1999-2000"},
    {"SJ 2025-2026", "2025-2026"},
    {"schooljaar 2025/2026", "2025-2026"},
    {"2025-2027", NULL},
    {"2026-2025", NULL},
    {"2025", NULL},
    {"25", NULL},
    {"25-2026", NULL},
    {"jaar 2025-2026", NULL},
    {"2025-2026-2027", NULL},
    {"", NULL},
};

START_TEST(school_years_are_two_years_in_a_row)
{
    const Year *c = &years[_i];
    char year[KM_SCHOOL_YEAR_BYTES] = "";
    KmRule rule = km_field_school_year((KmSlice){c->cell, strlen(c->cell)}, year);
    ck_assert_msg((rule == KM_RULE_NONE) == (c->year != NULL), "%s", c->cell);
    ck_assert_msg(c->year == NULL || strcmp(year, c->year) == 0, "%s: %s", c->cell, year);
}
END_TEST

typedef struct {
    const char *cell;
    int year, month, day; /* 0: no day number */
} Serial;

/* Day numbers as a spreadsheet shows them for these dates. */
static const Serial serials[] = {
    {"45200", 2023, 10, 1},   {"45717", 2025, 3, 1}, {"25569", 1970, 1, 1},
    {"36526", 2000, 1, 1},    {"12345", 0, 0, 0},    {"99999", 0, 0, 0},
    {"4520", 0, 0, 0},        {"4520a", 0, 0, 0},    {"45200,4375", 2023, 10, 1},
    {"45200.0", 2023, 10, 1}, {"45200,", 0, 0, 0},   {"45200,1a", 0, 0, 0},
    {"4520,43", 0, 0, 0},
};

START_TEST(a_school_year_is_the_same_with_another_sign)
{
    for (int from = 0; from < 10000; from += from % 100 == 99 ? 40 : 1) {
        for (int step = -1; step <= 2; step++) {
            char dashed[16];
            char slashed[16];
            char year[2][KM_SCHOOL_YEAR_BYTES] = {"", ""};
            int to = from + step < 0 ? 0 : (from + step) % 10000;
            (void)snprintf(dashed, sizeof dashed, "%04d-%04d", from, to);
            (void)snprintf(slashed, sizeof slashed, "%04d/%04d", from, to);
            KmRule rule = km_field_school_year((KmSlice){dashed, 9}, year[0]);
            ck_assert_int_eq(rule, km_field_school_year((KmSlice){slashed, 9}, year[1]));
            ck_assert_str_eq(year[0], year[1]);
        }
    }
}
END_TEST

START_TEST(day_numbers_count_as_spreadsheets_do)
{
    const Serial *c = &serials[_i];
    KmDate date = 0;
    KmDate wanted = 0;
    KmRule rule = km_field_serial((KmSlice){c->cell, strlen(c->cell)}, &date);
    ck_assert_msg((rule == KM_RULE_NONE) == (c->year > 0), "%s", c->cell);
    if (c->year > 0) {
        ck_assert(km_date_from_civil(c->year, c->month, c->day, &wanted));
        ck_assert_msg(date == wanted, "%s: %d", c->cell, date);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_month");
    tcase_add_loop_test(tcase, months_become_their_first_day, 0, COUNT(months));
    tcase_add_loop_test(tcase, school_years_are_two_years_in_a_row, 0, COUNT(years));
    tcase_add_test(tcase, a_school_year_is_the_same_with_another_sign);
    tcase_add_loop_test(tcase, day_numbers_count_as_spreadsheets_do, 0, COUNT(serials));
    return run_case(tcase, "field_month");
}
