#include "importers/fields/field.h"

#include "tests/unit/importers/run.h"

#include <math.h>
#include <string.h>

typedef enum { NUMBER, HOURS, INTEGER, MONEY, PERCENT, OF_ONE } Reading;

typedef struct {
    const char *name;
    Reading reading;
    const char *cell;
    char decimal;
    bool is_good;
    double value;
} Case;

static const Case cases[] = {
    {"a decimal comma", NUMBER, "16,5", ',', true, 16.5},
    {"a decimal point in a file of commas", NUMBER, "16.5", ',', true, 16.5},
    {"thousands with a point", NUMBER, "1.234,50", ',', true, 1234.5},
    {"thousands with a comma", NUMBER, "1,234.50", '.', true, 1234.5},
    {"1.234 in a file of commas is a thousand", NUMBER, "1.234", ',', true, 1234},
    {"1.234 in a file of points is a little more than one", NUMBER, "1.234", '.', true, 1.234},
    {"1,234 in a file of commas is a little more than one", NUMBER, "1,234", ',', true, 1.234},
    {"0.125 groups nothing", NUMBER, "0.125", ',', true, 0.125},
    {"two groups are thousands", NUMBER, "1.234.567", ',', true, 1234567},
    {"thousands with a space", NUMBER, "1 234 567,5", ',', true, 1234567.5},
    {"thousands with a hard space", NUMBER,
     "-12\xc2\xa0"
     "345",
     ',', true, -12345},
    {"thousands with the hard space of Windows-1252", INTEGER,
     "12\xa0"
     "345",
     ',', true, 12345},
    {"thousands with a narrow space", INTEGER,
     "1\xe2\x80\xaf"
     "234",
     ',', true, 1234},
    {"thousands with an apostrophe", NUMBER, "1'234.5", ',', true, 1234.5},
    {"a space before four digits groups nothing", NUMBER, "1 2345", ',', false, 0},
    {"a space before two digits groups nothing", INTEGER, "16 45", ',', false, 0},
    {"a zero is no group", INTEGER, "0 123", ',', false, 0},
    {"a minus", NUMBER, "-4,0", ',', true, -4},
    {"an exponent", NUMBER, "1,65E+01", ',', true, 16.5},
    {"no figure", NUMBER, "abc", ',', false, 0},
    {"two commas", NUMBER, "1,2,3", ',', false, 0},
    {"groups of two", NUMBER, "1.23.45", ',', false, 0},
    {"infinity", NUMBER, "INF", ',', false, 0},
    {"nothing", NUMBER, "", ',', false, 0},
    {"an interval is no number", NUMBER, "<5", ',', false, 0},
    {"hours by the clock", HOURS, "16:30", ',', true, 16.5},
    {"a quarter by the clock", HOURS, "3:45", ',', true, 3.75},
    {"hours with u", HOURS, "16u", ',', true, 16},
    {"hours by the clock with seconds", HOURS, "16:30:00", ',', true, 16.5},
    {"hours with the unit of a letter", HOURS, "16.5h", '.', true, 16.5},
    {"hours in words", HOURS, "16 uur per week", ',', true, 16.0},
    {"hours and minutes with u", HOURS, "16u30", ',', true, 16.5},
    {"hours with the word", HOURS, "16,5 uur", ',', true, 16.5},
    {"plain hours", HOURS, "16,0", ',', true, 16},
    {"60 minutes is wrong", HOURS, "16:60", ',', false, 0},
    {"minutes of one digit are wrong", HOURS, "16:3", ',', false, 0},
    {"a clock without minutes is wrong", HOURS, "16:", ',', false, 0},
    {"whole numbers", INTEGER, "40", ',', true, 40},
    {"whole with a comma and zero", INTEGER, "40,0", ',', true, 40},
    {"a fraction is no whole number", INTEGER, "40,5", ',', false, 0},
    {"leading zeros", INTEGER, "007", ',', true, 7},
    {"a thousand in a file with decimal points", INTEGER, "1.234", '.', true, 1234},
    {"an amount of a thousand in a file with decimal points", MONEY, "1.234", '.', true, 1234},
    {"too large to be whole", INTEGER, "1e300", ',', false, 0},
    {"euros in UTF-8", MONEY, "\xe2\x82\xac 1.234,50", ',', true, 1234.5},
    {"euros in Windows-1252", MONEY,
     "\x80"
     "95,-",
     ',', true, 95},
    {"euros in Latin-9", MONEY, "\xa4 95,--", ',', true, 95},
    {"euros with a hard space", MONEY,
     "\xe2\x82\xac\xc2\xa0"
     "95,00",
     ',', true, 95},
    {"euros behind", MONEY, "95,00 EUR", ',', true, 95},
    {"bare euros", MONEY, "95", ',', true, 95},
    {"thousands by a space", MONEY, "1 234,50", ',', true, 1234.5},
    {"a debt", MONEY, "-\xe2\x82\xac 45,00", ',', true, -45},
    {"a debt with the sign inside", MONEY, "\xe2\x82\xac -45,00", ',', true, -45},
    {"a debt with the sign behind", MONEY, "45,00-", ',', true, -45},
    {"two euros are none", MONEY, "\xe2\x82\xac 4 \xe2\x82\xac 5", ',', false, 0},
    {"another currency", MONEY, "$ 95", ',', false, 0},
    {"a euro sign alone", MONEY, "\xe2\x82\xac", ',', false, 0},
    {"an amount as an exponent", MONEY, "1E+05", ',', false, 0},
    {"a percentage with its sign", PERCENT, "75%", ',', true, 75},
    {"a percentage with a space", PERCENT, "7,5 %", ',', true, 7.5},
    {"a percentage without", PERCENT, "75", ',', true, 75},
    {"a percentage with a point", PERCENT, "12.345", ',', true, 12.345},
    {"a part of one", OF_ONE, "0,75", ',', true, 75},
    {"a part of one with a point", OF_ONE, "0.75", ',', true, 75},
    {"a whole one", OF_ONE, "1", ',', true, 100},
    {"a sign among parts of one is a hundredth", OF_ONE, "0,75%", ',', true, 0.75},
    {"two signs", PERCENT, "75%%", ',', false, 0},
    {"a sign alone", PERCENT, "%", ',', false, 0},
    {"words", PERCENT, "bijna klaar", ',', false, 0},
};

START_TEST(numbers_are_read_as_people_write_them)
{
    const Case *c = &cases[_i];
    KmSlice cell = {c->cell, strlen(c->cell)};
    double value = 0;
    int64_t whole = 0;
    KmRule rule = c->reading == INTEGER   ? km_field_integer(cell, c->decimal, &whole)
                  : c->reading == HOURS   ? km_field_hours(cell, c->decimal, &value)
                  : c->reading == MONEY   ? km_field_money(cell, c->decimal, &value)
                  : c->reading == PERCENT ? km_field_percent(cell, false, &value)
                  : c->reading == OF_ONE  ? km_field_percent(cell, true, &value)
                                          : km_field_number(cell, c->decimal, &value);
    value = c->reading == INTEGER ? (double)whole : value;
    ck_assert_msg((rule == KM_RULE_NONE) == c->is_good, "%s: %s", c->name,
                  km_rule_text(rule)->code);
    ck_assert_msg(!c->is_good || fabs(value - c->value) < 1e-12, "%s: %g", c->name, value);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    char sign;
} Evidence;

static const Evidence evidence[] = {
    {"a lone point", ".", '\0'},      {"a space for thousands", "1 234,5", ','},
    {"a comma", "16,5", ','},         {"a point", "16.5", '.'},
    {"both", "1.234,5", ','},         {"a group or a decimal", "1.234", '?'},
    {"two groups", "1.234.567", ','}, {"no sign", "16", '\0'},
    {"no number", "16u", '\0'},       {"a zero first", "0,125", ','},
};

START_TEST(each_cell_tells_what_it_can_about_the_decimal_sign)
{
    const Evidence *c = &evidence[_i];
    char found = km_field_decimal_evidence((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(found == c->sign, "%s: '%c'", c->name, found);
}
END_TEST

static const Evidence scales[] = {
    {"between nothing and one", "0,75", '1'},
    {"above one", "7,5", 'h'},
    {"just one", "1", '?'},
    {"one with decimals", "1,00", '?'},
    {"nothing at all", "0", '\0'},
    {"a sign leaves no doubt", "0,75%", '\0'},
    {"no number", "geen", '\0'},
};

START_TEST(each_cell_tells_what_it_can_about_the_scale_of_percentages)
{
    const Evidence *c = &scales[_i];
    char found = km_field_percent_evidence((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(found == c->sign, "%s: '%c'", c->name, found);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    bool is_good;
    int64_t min, max;
} Count;

static const Count counts[] = {
    {"a plain number", "12", true, 12, 12},
    {"nought", "0", true, 0, 0},
    {"with a decimal", "12,0", true, 12, 12},
    {"thousands", "1.234", true, 1234, 1234},
    {"below five", "<5", true, 1, 4},
    {"below five with a space", "< 5", true, 1, 4},
    {"below ten", "<10", true, 1, 9},
    {"a range", "1-4", true, 1, 4},
    {"a range with spaces", "0 - 4", true, 0, 4},
    {"a range with a long dash",
     "1\xe2\x80\x93"
     "4",
     true, 1, 4},
    {"a range in words", "1 t/m 4", true, 1, 4},
    {"at most four", "\xe2\x89\xa4 4", true, 1, 4},
    {"at most four in signs", "<=4", true, 1, 4},
    {"at most one is one", "<=1", true, 1, 1},
    {"fewer than five in words", "minder dan 5", true, 1, 4},
    {"at most nothing leaves nothing", "<=0", false, 0, 0},
    {"below one leaves nothing", "<1", false, 0, 0},
    {"below without a number", "<", false, 0, 0},
    {"above is no bound", ">5", false, 0, 0},
    {"less than nothing", "-3", false, 0, 0},
    {"a range backwards", "4-1", false, 0, 0},
    {"half a child", "2,5", false, 0, 0},
    {"words", "enkele", false, 0, 0},
};

START_TEST(a_hidden_small_number_is_an_interval)
{
    const Count *c = &counts[_i];
    KmCount count = {-1, -1};
    KmRule rule = km_field_small_count((KmSlice){c->cell, strlen(c->cell)}, ',', &count);
    ck_assert_msg((rule == KM_RULE_NONE) == c->is_good, "%s", c->name);
    ck_assert_msg(!c->is_good || (count.min == c->min && count.max == c->max), "%s: %lld-%lld",
                  c->name, (long long)count.min, (long long)count.max);
}
END_TEST

typedef struct {
    const char *cell;
    bool is_damaged;
} Damage;

static const Damage damage[] = {
    {"1,11222E+08", true}, {"9.9999E+08", true}, {"1,65E+01", false}, {"123456782", false},
    {"1E5", false},        {"E+08", false},      {"1,1E+0x", false},  {"1,1E-05", false},
};

START_TEST(digits_that_a_spreadsheet_dropped_are_noticed)
{
    const Damage *c = &damage[_i];
    bool found = km_field_is_damaged((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(found == c->is_damaged, "%s", c->cell);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_number");
    tcase_add_loop_test(tcase, numbers_are_read_as_people_write_them, 0, COUNT(cases));
    tcase_add_loop_test(tcase, each_cell_tells_what_it_can_about_the_decimal_sign, 0,
                        COUNT(evidence));
    tcase_add_loop_test(tcase, each_cell_tells_what_it_can_about_the_scale_of_percentages, 0,
                        COUNT(scales));
    tcase_add_loop_test(tcase, a_hidden_small_number_is_an_interval, 0, COUNT(counts));
    tcase_add_loop_test(tcase, digits_that_a_spreadsheet_dropped_are_noticed, 0, COUNT(damage));
    return run_case(tcase, "field_number");
}
