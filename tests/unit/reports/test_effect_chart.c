/* Expectations: the fixture's numbers, by hand. */
#include "reports/effects/effect_chart.h"

#include "tests/unit/reports/effect_fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static KmGnuplot *gnuplot;

static void set_up(void)
{
    KmError err = {0};
    arena = km_arena_open();
    ck_assert_msg(km_gnuplot_open(&gnuplot, &err), "%s", err.message);
}

static void tear_down(void)
{
    km_gnuplot_close(gnuplot);
    km_arena_close(arena);
}

static KmChart chart_of(KmGnuplot *with, size_t effect)
{
    KmChart chart;
    KmError err = {0};
    KmEffectChartRequest request = {effect, "e", NULL};
    ck_assert_msg(km_effect_chart_draw(arena, with, fixture_effects(arena), &request, &chart, &err),
                  "%s", err.message);
    return chart;
}

static const struct {
    size_t effect;
    const char *title, *description, *words;
} shown[] = {
    {FIXTURE_EVENTS, "Toeleiding in twee wijken: 8,2 procentpunt hoger dan bij wie niet meedeed",
     "1 kwartaal ervoor is waarmee is vergeleken", "het grijze vlak"},
    {FIXTURE_EVENTS, "Toeleiding",
     "4 kwartalen erna +10,1 procentpunt (tussen 5,1 en 15,1 procentpunt)", "start 1 april 2025"},
    {FIXTURE_EVENTS, "Toeleiding", "6 kwartalen ervoor +2,1", "Geen causale uitspraak"},
    {FIXTURE_LINE, "Eén loket: 8,2 procentpunt boven de doorgetrokken lijn",
     "12 maanden ervoor -1,0 procentpunt", "afstand tot de lijn"},
};

START_TEST(the_chart_says_in_words_what_it_shows)
{
    KmChart chart = chart_of(gnuplot, shown[_i].effect);
    ck_assert(chart.drawn);
    ck_assert_msg(strstr(chart.title_nl, shown[_i].title) != NULL, "%s", chart.title_nl);
    ck_assert_msg(strstr(chart.description_nl, shown[_i].description) != NULL, "%s",
                  chart.description_nl);
    ck_assert_ptr_nonnull(strstr(chart.svg, "role=\"img\" aria-labelledby=\"e-title\""));
    ck_assert_ptr_nonnull(strstr(chart.svg, "<desc"));
    ck_assert_msg(strstr(chart.svg, shown[_i].words) != NULL, "%s", shown[_i].words);
    ck_assert_ptr_null(strstr(chart.svg, "km~"));
}
END_TEST

START_TEST(the_same_effect_gives_the_same_bytes)
{
    ck_assert_str_eq(chart_of(gnuplot, FIXTURE_EVENTS).svg, chart_of(gnuplot, FIXTURE_EVENTS).svg);
}
END_TEST

static const struct {
    size_t effect;
    const char *reason;
} not_drawn[] = {{FIXTURE_PROTECTED, "Afgeschermd"}, {FIXTURE_MATCHED, "geen verloop"}};

START_TEST(what_may_not_or_cannot_be_drawn_says_why_without_a_number)
{
    KmChart chart = chart_of(gnuplot, not_drawn[_i].effect);
    ck_assert(!chart.drawn);
    ck_assert_ptr_null(chart.svg);
    ck_assert_msg(strstr(chart.reason_nl, not_drawn[_i].reason) != NULL, "%s", chart.reason_nl);
    ck_assert_str_eq(chart.reason_nl, chart.description_nl);
    if (not_drawn[_i].effect == FIXTURE_PROTECTED) {
        ck_assert_ptr_null(strpbrk(chart.title_nl, "0123456789"));
    }
}
END_TEST

START_TEST(without_gnuplot_there_are_words)
{
    KmChart chart = chart_of(NULL, FIXTURE_EVENTS);
    ck_assert(!chart.drawn);
    ck_assert_ptr_nonnull(strstr(chart.reason_nl, "tekenprogramma ontbreekt"));
    ck_assert_ptr_nonnull(strstr(chart.description_nl, "4 kwartalen erna"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effect_chart");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60.0);
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_loop_test(all, the_chart_says_in_words_what_it_shows, 0,
                        (int)(sizeof shown / sizeof *shown));
    tcase_add_test(all, the_same_effect_gives_the_same_bytes);
    tcase_add_loop_test(all, what_may_not_or_cannot_be_drawn_says_why_without_a_number, 0,
                        (int)(sizeof not_drawn / sizeof *not_drawn));
    tcase_add_test(all, without_gnuplot_there_are_words);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
