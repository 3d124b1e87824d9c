#include "reports/report.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/figures/explanation.h"
#include "reports/words.h"
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

typedef struct {
    KmIndicatorKind kind;
    bool is_shown;
    const char *steps;
} StepsCase;

static const StepsCase steps_cases[] = {
    {KM_KIND_PROPORTION, true,
     "  1. ouders – blijft over: 320\n  2. apart geteld: 0\n"
     "  3. hun antwoorden – telt mee als bereikt: 0\n  4. niet bekend: 0\n"},
    {KM_KIND_MEAN, true,
     "  1. ouders – blijft over: 320\n  2. apart geteld: 0\n"
     "  3. hun antwoorden – gemiddeld: 3,9\n  4. niet bekend: 0\n"},
    {KM_KIND_MEAN, false,
     "  1. ouders – blijft over: afgeschermd\n  2. apart geteld: afgeschermd\n"
     "  3. hun antwoorden – gemiddeld: afgeschermd\n  4. niet bekend: afgeschermd\n"},
    {KM_KIND_RATE, true,
     "  1. ouders – samen: 320\n  2. apart geteld: 0\n"
     "  3. hun antwoorden – samen: 0\n  4. niet bekend: 0\n"},
};

START_TEST(steps_say_what_the_kind_counts)
{
    const StepsCase *c = &steps_cases[_i];
    KmPublishedFigure f = *km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    KmIndicatorText text = *f.indicator;
    KmPublishedStep steps[] = {{"ouders", KM_STEP_POPULATION, c->is_shown, 320},
                               {"apart geteld", KM_STEP_EXCLUDED, c->is_shown, 0},
                               {"hun antwoorden", KM_STEP_HIT, c->is_shown, 0},
                               {"niet bekend", KM_STEP_UNKNOWN, c->is_shown, 0}};
    text.kind = c->kind;
    f.indicator = &text;
    f.has_estimate = c->is_shown;
    f.estimate = 3.914;
    f.decimals = 1;
    KmPublishedExplanation e = {.figure = &f, .steps = steps, .n_steps = 4};
    const char *explained = km_explanation_text(arena, published, &e);
    ck_assert_msg(strstr(explained, c->steps) != NULL, "%s: not in\n%s", c->steps, explained);
}
END_TEST

typedef struct {
    const char *name;
    KmIndicatorKind kind;
    const char *days; /* a share within this many; "": the figure itself */
    double estimate;
    const char *population, *hit, *sentence;
} KindCase;

static const KindCase kind_cases[] = {
    {"a mean", KM_KIND_MEAN, "", 3.914, "ouders die antwoordden, ook van peuters",
     "het gemiddelde van hun antwoorden",
     "Op 30 september 2026 was het gemiddelde 3,91, over 320 ouders die antwoordden. Gemeten is: "
     "het gemiddelde van hun antwoorden."},
    {"half of whom got something", KM_KIND_DURATION, "", 21.0, "peuters, vanaf 2½ jaar",
     "met een eerste dag op een ve-plaats",
     "Op 30 september 2026 had de helft van de peuters een eerste dag op een ve-plaats, binnen "
     "21,00 dagen. Wie nog wacht, telt mee tot de laatste dag."},
    {"half of what something happened to", KM_KIND_DURATION, "", 21.0, "hulpvragen",
     "waarvan de ondersteuning is begonnen",
     "Op 30 september 2026 gold voor de helft van de hulpvragen dat de ondersteuning is begonnen, "
     "binnen 21,00 dagen. Wie nog wacht, telt mee tot de laatste dag."},
    {"a share within days", KM_KIND_DURATION, "42", 0.92, "verzoeken", "geleverd",
     "Op 30 september 2026 was 92,00% van de verzoeken geleverd, binnen 42 dagen."},
};

START_TEST(a_mean_and_a_duration_read_as_sentences)
{
    const KindCase *c = &kind_cases[_i];
    KmPublishedFigure f = *km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    KmIndicatorText text = *f.indicator;
    text.kind = c->kind;
    text.population_nl = c->population;
    text.hit_nl = c->hit;
    f.indicator = &text;
    f.estimate = c->estimate;
    f.decimals = 2;
    if (c->days[0] != '\0') {
        f.block = (KmBlock){.dim = {"binnen", ""}, .code = {c->days, ""}};
        f.label_nl = km_format(arena, "binnen %s dagen", c->days);
    }
    ck_assert_str_eq(km_answer_nl(arena, &f), c->sentence);
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
    tcase_add_loop_test(tcase, steps_say_what_the_kind_counts, 0, COUNT(steps_cases));
    tcase_add_loop_test(tcase, a_mean_and_a_duration_read_as_sentences, 0, COUNT(kind_cases));
    tcase_add_test(tcase, lines_fit_a_terminal);
    tcase_add_test(tcase, a_protected_figure_is_explained_without_a_number);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
