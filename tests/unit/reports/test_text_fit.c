#include "reports/charts/drawing/text_fit.h"

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

/* Widths measured in a browser with Open Sans, and from the advances in the font files of DejaVu
 * Sans and its bold, which a bare Linux draws with: the estimate may be larger, never smaller. */
static const struct {
    const char *name, *text;
    double size, open_sans, dejavu, dejavu_bold;
} widths[] = {
    {"digits", "0000000000", 100, 572, 636.2, 695.8},
    {"a narrow letter", "iiii", 100, 101.2, 111.1, 137.1},
    {"a wide letter", "mm", 10, 18.6, 19.48, 20.84},
    {"accents", "één", 10, 17.3, 18.64, 20.68},
    {"nothing", "", 10, 0, 0, 0},
};

START_TEST(no_text_is_taken_for_narrower_than_any_font_draws_it)
{
    double width = km_text_width(widths[_i].text, widths[_i].size, false);
    ck_assert_double_ge(width, widths[_i].open_sans);
    ck_assert_double_ge(width, widths[_i].dejavu);
    ck_assert_double_le(width, widths[_i].dejavu * 1.05);
    double bold = km_text_width(widths[_i].text, widths[_i].size, true);
    ck_assert_double_ge(bold, widths[_i].dejavu_bold);
    ck_assert_double_le(bold, widths[_i].dejavu_bold * 1.05);
}
END_TEST

static const struct {
    const char *name, *text;
    double width;
    const char *lines; /* apart by | */
} wraps[] = {
    {"fits", "een twee", 500, "een twee"},
    {"breaks at a space", "een twee drie", 50, "een twee|drie"},
    {"a word that is too long breaks inside", "mmmmmm", 30, "mmm|mmm"},
    {"spaces at the ends and runs", "  een   twee  ", 30, "een|twee"},
    {"nothing is one empty line", "", 30, ""},
    {"accents stay whole", "éééééé", 20, "ééé|ééé"},
};

static char *joined(KmLines lines)
{
    char *all = km_strdup(arena, lines.lines[0]);
    for (size_t i = 1; i < lines.count; i++) {
        all = km_format(arena, "%s|%s", all, lines.lines[i]);
    }
    return all;
}

START_TEST(lines_break_where_they_may)
{
    ck_assert_str_eq(joined(km_text_wrap(arena, wraps[_i].text, 10, false, wraps[_i].width)),
                     wraps[_i].lines);
}
END_TEST

START_TEST(two_lines_part_at_a_pause)
{
    ck_assert_str_eq(
        joined(km_text_balance(arena, "reach goes up by ten, but stays below", 10, false, 150)),
        "reach goes up by ten,|but stays below");
    ck_assert_str_eq(joined(km_text_balance(arena, "aaaa bbbb cccc dddd", 10, false, 95)),
                     "aaaa bbbb|cccc dddd");
}
END_TEST

START_TEST(labels_that_would_overlap_are_moved_apart_in_order)
{
    KmSlot slots[3] = {{50, 50, 20, 0}, {48, 55, 20, 0}, {10, 10, 20, 0}};
    km_slots_spread(slots, 3, 0, 100);
    ck_assert_double_eq_tol(slots[2].centre, 10, 1e-9);
    ck_assert_double_ge(slots[0].centre - slots[1].centre, 20 - 1e-9);
}
END_TEST

START_TEST(a_heavy_label_stays_and_a_light_one_gives_way)
{
    KmSlot slots[2] = {{50, 50, 20, 9}, {55, 55, 20, 1}};
    km_slots_spread(slots, 2, 0, 100);
    ck_assert_double_eq_tol(slots[0].centre, 48.5, 1e-9); /* a tenth of the 15 that lack */
    ck_assert_double_eq_tol(slots[1].centre, 68.5, 1e-9);
}
END_TEST

START_TEST(labels_stay_inside)
{
    KmSlot slots[2] = {{0, -5, 20, 0}, {100, 104, 20, 0}};
    km_slots_spread(slots, 2, 0, 100);
    ck_assert_double_eq_tol(slots[0].centre, 10, 1e-9);
    ck_assert_double_eq_tol(slots[1].centre, 90, 1e-9);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text_fit");
    TCase *tcase = tcase_create("fit");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, no_text_is_taken_for_narrower_than_any_font_draws_it, 0,
                        sizeof widths / sizeof widths[0]);
    tcase_add_loop_test(tcase, lines_break_where_they_may, 0, sizeof wraps / sizeof wraps[0]);
    tcase_add_test(tcase, two_lines_part_at_a_pause);
    tcase_add_test(tcase, labels_that_would_overlap_are_moved_apart_in_order);
    tcase_add_test(tcase, a_heavy_label_stays_and_a_light_one_gives_way);
    tcase_add_test(tcase, labels_stay_inside);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
