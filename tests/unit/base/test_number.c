#include "engine/base/number.h"

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
    const char *name;
    const char *text;
    bool valid;
    int64_t value;
} IntCase;

static const IntCase int_cases[] = {
    {"plain", "42", true, 42},
    {"negative", "-7", true, -7},
    {"the least", "-9223372036854775808", true, INT64_MIN},
    {"the most", "9223372036854775807", true, INT64_MAX},
    {"one more overflows", "9223372036854775808", false, 0},
    {"empty", "", false, 0},
    {"only a sign", "-", false, 0},
    {"spaces", " 1", false, 0},
    {"a tail", "1a", false, 0},
};

START_TEST(whole_numbers_are_read_whole_or_not_at_all)
{
    const IntCase *c = &int_cases[_i];
    int64_t value = 0;
    ck_assert_msg(km_parse_int(c->text, strlen(c->text), &value) == c->valid && value == c->value,
                  "%s", c->name);
}
END_TEST

static const IntCase real_refusals[] = {
    {"infinity", "inf", false, 0},     {"not a number", "nan", false, 0},
    {"hexadecimal", "0x10", false, 0}, {"a comma", "1,5", false, 0},
    {"too large", "1e999", false, 0},  {"empty", "", false, 0},
};

START_TEST(what_is_not_a_finite_number_is_refused)
{
    double value = 0;
    const char *text = real_refusals[_i].text;
    ck_assert_msg(!km_parse_real(text, strlen(text), &value), "%s", real_refusals[_i].name);
}
END_TEST

START_TEST(dutch_numbers_have_a_comma_and_thousands_dots)
{
    ck_assert_str_eq(km_dutch_count(arena, 1234567), "1.234.567");
    ck_assert_str_eq(km_dutch_count(arena, -1000), "-1.000");
    ck_assert_str_eq(km_dutch_count(arena, 999), "999");
    ck_assert_str_eq(km_dutch_decimal(arena, 12345.678, 1), "12.345,7");
    ck_assert_str_eq(km_dutch_decimal(arena, -0.04, 1), "0,0");
    ck_assert_str_eq(km_dutch_percent(arena, 0.8469, 1), "84,7%");
    ck_assert_str_eq(km_dutch_percent(arena, 1.0, 0), "100%");
}
END_TEST

START_TEST(machine_numbers_read_back_to_the_same_double)
{
    static const double values[] = {0.1, 1.0 / 3.0, 1e-300, 123456789.125, 5.0};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char *text = km_machine_real(arena, values[i]);
        double back = 0;
        ck_assert(km_parse_real(text, strlen(text), &back));
        ck_assert(memcmp(&back, &values[i], sizeof back) == 0);
    }
    ck_assert_str_eq(km_machine_real(arena, 0.1), "0.1");
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

int main(void)
{
    Suite *suite = suite_create("number");
    TCase *cases = tcase_create("number");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, whole_numbers_are_read_whole_or_not_at_all, 0, COUNT(int_cases));
    tcase_add_loop_test(cases, what_is_not_a_finite_number_is_refused, 0, COUNT(real_refusals));
    tcase_add_test(cases, dutch_numbers_have_a_comma_and_thousands_dots);
    tcase_add_test(cases, machine_numbers_read_back_to_the_same_double);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
