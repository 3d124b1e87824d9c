#include "reports/report.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/unit/reports/page_fixture.h"

static KmArena *arena;
static const KmPublished *published;

static void set_up(void)
{
    arena = km_arena_open();
    published = km_page_fixture(arena);
}

static void tear_down(void)
{
    km_arena_close(arena);
}

typedef struct {
    const char *name;
    const char *text;
} SaysCase;

static const SaysCase says_cases[] = {
    {"what, of whom, when", "Vve-bereik, Leiden, derde kwartaal 2026\nvve-bereik:2026K3\n"},
    {"the answer", "  Op 30 september 2026 had 84,7% van de peuters met een vve-indicatie een"},
    {"the day and what was known",
     "Gemeten op 30 september 2026. Gebruikt is wat bekend was op 14 oktober"},
    {"steps with counts", "1. woont op de peildatum in de stad – blijft over: 24.120"},
    {"a small step has no count", "3. heeft een geldige indicatie – blijft over: afgeschermd"},
    {"the hits", "5. heeft een plaats op een vve-locatie – telt mee als bereikt: 271"},
    {"its deliveries", "- jgz_indicatie/jgz-rijnland/2026K3/1, ontvangen 14 oktober 2026"},
    {"what is not in it", "Apart geteld en niet meegeteld: 7 peuters."},
    {"the definition's version", "versie 2026-09-01"},
    {"the profile", "Profiel stuurgroep."},
};

START_TEST(the_explanation_says)
{
    const SaysCase *c = &says_cases[_i];
    const char *text =
        km_explanation_text(arena, published, km_page_fixture_explanation(arena, published));
    ck_assert_msg(strstr(text, c->text) != NULL, "%s: not in\n%s", c->name, text);
}
END_TEST

START_TEST(lines_fit_a_terminal)
{
    const char *text =
        km_explanation_text(arena, published, km_page_fixture_explanation(arena, published));
    for (const char *p = text; *p != '\0';) {
        size_t length = strcspn(p, "\n");
        ck_assert_uint_le(km_utf8_length(km_strndup(arena, p, length)), 80);
        p += length + (p[length] == '\n' ? 1 : 0);
    }
}
END_TEST

START_TEST(a_protected_figure_is_explained_without_a_number)
{
    KmPublishedExplanation e = {
        .figure = km_page_fixture_figure(published, "vve-bereik:2026K3:thuistaal=onbekend")};
    const char *text = km_explanation_text(arena, published, &e);
    ck_assert_ptr_nonnull(strstr(text, "Dit cijfer is afgeschermd."));
    ck_assert_ptr_null(strchr(text, '%'));
    ck_assert_ptr_null(strstr(text, "marge"));
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/explanation");
    TCase *tcase = tcase_create("explanation");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, the_explanation_says, 0, COUNT(says_cases));
    tcase_add_test(tcase, lines_fit_a_terminal);
    tcase_add_test(tcase, a_protected_figure_is_explained_without_a_number);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
