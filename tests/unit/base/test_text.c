#include "engine/base/text.h"

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
    const char *expected;
} Pair;

static const Pair folds[] = {
    {"case and spaces do not matter", "Uren  per Week", "uren_per_week"},
    {"a non-breaking space is a space", "Uren\xc2\xa0per week", "uren_per_week"},
    {"hyphens, dots and slashes are gaps", "LRK-nummer./x", "lrk_nummer_x"},
    {"accents are stripped", "Cliëntnummer ÇA", "clientnummer_ca"},
    {"accents behind their letters too",
     "Clie\xcc\x88ntnummer C\xcc\xa7"
     "A",
     "clientnummer_ca"},
    {"gaps at the ends vanish", "  _naam_ ", "naam"},
    {"empty stays empty", "", ""},
};

START_TEST(headers_are_matched_by_what_a_clerk_means)
{
    const Pair *c = &folds[_i];
    ck_assert_msg(strcmp(km_text_fold(arena, c->text, strlen(c->text)), c->expected) == 0, "%s",
                  c->name);
}
END_TEST

static const Pair csv_cells[] = {
    {"plain text stays", "Leiden-Noord", "Leiden-Noord"},
    {"a separator is quoted", "a;b", "\"a;b\""},
    {"quotes are doubled", "zeg \"ja\"", "\"zeg \"\"ja\"\"\""},
    {"a line end is quoted", "a\nb", "\"a\nb\""},
    {"a formula is made harmless", "=1+1", "'=1+1"},
    {"a formula behind spaces too", "  @SUM(A1)", "\"'  @SUM(A1)\""},
    {"a minus too", "-1", "'-1"},
};

START_TEST(csv_cells_cannot_become_formulas)
{
    KmText text = km_text_init(arena);
    km_text_add_csv(&text, csv_cells[_i].text, ';');
    ck_assert_msg(strcmp(text.bytes, csv_cells[_i].expected) == 0, "%s: %s", csv_cells[_i].name,
                  text.bytes);
}
END_TEST

static const Pair html_texts[] = {
    {"markup is inert", "<script>'&\"", "&lt;script&gt;&#39;&amp;&quot;"},
    {"control bytes become spaces", "a\x1b[31m\x07", "a [31m "},
};

START_TEST(html_text_is_inert)
{
    KmText text = km_text_init(arena);
    km_text_add_html(&text, html_texts[_i].text);
    ck_assert_str_eq(text.bytes, html_texts[_i].expected);
}
END_TEST

static const Pair terminal_texts[] = {
    {"an escape cannot colour the terminal", "a\x1b[31m", "a\\x1b[31m"},
    {"a line end cannot forge a line", "a\nkansmeter: ok", "a\\x0akansmeter: …"},
    {"right-to-left override is shown",
     "a\xe2\x80\xae"
     "b",
     "a\\u{202e}b"},
    {"bytes that are not UTF-8 are shown", "caf\xe9", "caf\\xe9"},
    {"accents pass", "Zoë", "Zoë"},
};

START_TEST(terminal_text_cannot_command_the_terminal)
{
    KmText text = km_text_init(arena);
    km_text_add_terminal(&text, terminal_texts[_i].text, 13);
    ck_assert_msg(strcmp(text.bytes, terminal_texts[_i].expected) == 0, "%s: %s",
                  terminal_texts[_i].name, text.bytes);
}
END_TEST

typedef struct {
    const char *name;
    const char *bytes;
    bool valid;
} Utf8Case;

static const Utf8Case utf8_cases[] = {
    {"ASCII", "abc", true},
    {"two, three and four bytes", "é€😀", true},
    {"an overlong slash", "\xc0\xaf", false},
    {"a surrogate", "\xed\xa0\x80", false},
    {"above U+10FFFF", "\xf4\x90\x80\x80", false},
    {"a lone continuation", "\x80", false},
    {"cut off in the middle", "\xe2\x82", false},
    {"Windows-1252", "Zo\xeb", false},
};

START_TEST(utf8_is_read_strictly)
{
    const Utf8Case *c = &utf8_cases[_i];
    ck_assert_msg(km_utf8_valid(c->bytes, strlen(c->bytes)) == c->valid, "%s", c->name);
}
END_TEST

static const Pair slips[] = {
    {"a swapped pair", "improt", "import"},
    {"a missing letter", "reprt", "report"},
    {"another word entirely", "sandwich", NULL},
    {"nothing", "", NULL},
};

START_TEST(a_slip_finds_the_nearest_word_and_nonsense_none)
{
    static const char *const words[] = {"import", "report", "chart"};
    const char *found = km_text_nearest(slips[_i].text, words, 3);
    if (slips[_i].expected == NULL) {
        ck_assert_ptr_null(found);
    } else {
        ck_assert_ptr_nonnull(found);
        ck_assert_str_eq(found, slips[_i].expected);
    }
}
END_TEST

START_TEST(slugs_hold_only_what_a_file_name_may)
{
    ck_assert_str_eq(km_text_slug(arena, "../Plus & Min  (Zuid)"), "plus-min-zuid");
    ck_assert_str_eq(km_text_slug(arena, "…"), "");
}
END_TEST

START_TEST(a_text_grows_without_losing_a_byte)
{
    KmText text = km_text_init(arena);
    for (int i = 0; i < 5000; i++) {
        km_text_addf(&text, "%d,", i % 10);
    }
    ck_assert_uint_eq(text.length, 10000);
    ck_assert_uint_eq(strlen(text.bytes), 10000);
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *cases = tcase_create("text");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, headers_are_matched_by_what_a_clerk_means, 0, COUNT(folds));
    tcase_add_loop_test(cases, csv_cells_cannot_become_formulas, 0, COUNT(csv_cells));
    tcase_add_loop_test(cases, html_text_is_inert, 0, COUNT(html_texts));
    tcase_add_loop_test(cases, terminal_text_cannot_command_the_terminal, 0, COUNT(terminal_texts));
    tcase_add_loop_test(cases, utf8_is_read_strictly, 0, COUNT(utf8_cases));
    tcase_add_loop_test(cases, a_slip_finds_the_nearest_word_and_nonsense_none, 0, COUNT(slips));
    tcase_add_test(cases, slugs_hold_only_what_a_file_name_may);
    tcase_add_test(cases, a_text_grows_without_losing_a_byte);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
