#include "importers/field.h"

#include "tests/unit/importers/run.h"

#include <math.h>
#include <string.h>

typedef enum { NUMBER, HOURS, INTEGER } Reading;

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
    {"too large to be whole", INTEGER, "1e300", ',', false, 0},
};

START_TEST(numbers_are_read_as_people_write_them)
{
    const Case *c = &cases[_i];
    KmSlice cell = {c->cell, strlen(c->cell)};
    double value = 0;
    int64_t whole = 0;
    KmRule rule = c->reading == INTEGER ? km_field_integer(cell, c->decimal, &whole)
                  : c->reading == HOURS ? km_field_hours(cell, c->decimal, &value)
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
    {"a comma", "16,5", ','},       {"a point", "16.5", '.'},
    {"both", "1.234,5", ','},       {"a group or a decimal", "1.234", '\0'},
    {"no sign", "16", '\0'},        {"no number", "16u", '\0'},
    {"a zero first", "0,125", ','},
};

START_TEST(each_cell_tells_what_it_can_about_the_decimal_sign)
{
    const Evidence *c = &evidence[_i];
    char found = km_field_decimal_evidence((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(found == c->sign, "%s: '%c'", c->name, found);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_number");
    tcase_add_loop_test(tcase, numbers_are_read_as_people_write_them, 0, COUNT(cases));
    tcase_add_loop_test(tcase, each_cell_tells_what_it_can_about_the_decimal_sign, 0,
                        COUNT(evidence));
    return run_case(tcase, "field_number");
}
