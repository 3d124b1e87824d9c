#include "reports/charts/chart.h"

#include "tests/unit/reports/fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static KmError err;

static void setup(void)
{
    arena = km_arena_open();
    km_error_clear(&err);
}

static void teardown(void)
{
    km_arena_close(arena);
}

/* Hits of 400, quarter after quarter; 0 ends the list. */
static const struct {
    const char *name;
    bool is_flow;
    int hits[14];
    const char *rebased;
    const char *title, *note;
} controls[] = {
    {"within the limits nothing is said",
     true,
     {200, 205, 195, 201, 199, 204, 196, 203},
     NULL,
     "Vve-bereik: alleen gewone schommeling sinds eind 2024",
     "De grenzen zijn voorlopig"},
    {"twelve quarters have limits that last",
     true,
     {200, 205, 195, 201, 199, 204, 196, 203, 198, 202, 197, 204},
     NULL,
     "Vve-bereik: alleen gewone schommeling sinds eind 2023",
     "Tussen de grenzen is een verschil gewone schommeling.<"},
    {"a point beyond",
     true,
     {200, 205, 195, 201, 199, 204, 196, 290},
     NULL,
     "Vve-bereik: het derde kwartaal 2026 ligt boven de gewone schommeling",
     ""},
    {"eight in a row on one side",
     true,
     {190, 188, 191, 189, 190, 187, 204, 206, 203, 205, 207, 204, 206, 205},
     NULL,
     "Vve-bereik: acht of meer kwartalen op rij boven het gemiddelde, waarschijnlijk geen toeval",
     ""},
    {"six rising in a row",
     true,
     {201, 199, 196, 198, 200, 202, 204, 206},
     NULL,
     "Vve-bereik: zes of meer kwartalen op rij hoger, waarschijnlijk geen toeval",
     ""},
    {"the same people twice make no run",
     false,
     {190, 188, 191, 189, 190, 187, 204, 206, 203, 205, 207, 204, 206, 205},
     NULL,
     "Vve-bereik: alleen gewone schommeling sinds medio 2023",
     "Veel van dezelfde mensen tellen"},
    {"limits begin anew by decision",
     true,
     {150, 155, 145, 151, 149, 154, 246, 253, 248, 252, 247, 254},
     "2025K2",
     "Vve-bereik: alleen gewone schommeling sinds medio 2025",
     "De grenzen beginnen opnieuw op 1 april 2025: nieuwe toeleiding (besloten door de raad)."},
    {"and never by themselves",
     true,
     {150, 155, 145, 151, 149, 154, 246, 253, 248, 252, 247, 254},
     NULL,
     "Vve-bereik: het derde kwartaal 2026 ligt boven de gewone schommeling",
     ""},
};

START_TEST(a_control_title_says_one_thing_and_only_a_signal)
{
    FixtureQuarter quarters[14];
    size_t n = 0;
    while (n < 14 && controls[_i].hits[n] > 0) {
        n++;
    }
    KmPeriod last = fixture_period("2026K3");
    for (size_t i = 0; i < n; i++) {
        KmPeriod period = km_period_shift(&last, (int)i + 1 - (int)n);
        quarters[i] = (FixtureQuarter){km_strdup(arena, period.text), KM_PUBLISHED_SHOWN, 400,
                                       controls[_i].hits[i]};
    }
    KmSeriesBreak decision = {0, "nieuwe toeleiding (besloten door de raad)"};
    Fixture fixture = {.quarters = quarters,
                       .n_quarters = n,
                       .is_flow = controls[_i].is_flow,
                       .rebases = &decision,
                       .n_rebases = controls[_i].rebased == NULL ? 0 : 1};
    if (controls[_i].rebased != NULL) {
        decision.date = fixture_period(controls[_i].rebased).from;
    }
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {KM_CHART_CONTROL, "vve-bereik", NULL, &period, "g1"};
    KmChart chart = {0};
    KmGnuplot *gnuplot = NULL;
    ck_assert(km_gnuplot_open(&gnuplot, &err));
    ck_assert(
        km_chart_draw(arena, gnuplot, fixture_release(arena, &fixture), &request, &chart, &err));
    km_gnuplot_close(gnuplot);
    ck_assert_msg(strcmp(chart.title_nl, controls[_i].title) == 0, "%s: %s", controls[_i].name,
                  chart.title_nl);
    ck_assert_msg(strstr(chart.svg, controls[_i].note) != NULL, "%s: no note", controls[_i].name);
}
END_TEST

START_TEST(few_quarters_have_no_limits)
{
    Fixture fixture = {.quarters = fixture_twelve_quarters + 7, .n_quarters = 5};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_CONTROL, NULL).reason_nl,
                     "Voor de grenzen van de gewone schommeling van vve-bereik zijn ten minste zes "
                     "kwartalen nodig; er zijn er vijf te tonen.");
}
END_TEST

/* Ten districts of `n` children, all with x hits but the first; the city 85 %. */
static const struct {
    const char *name;
    int n, x, first_n, first_x;
    size_t n_rows;
    const char *expected;
} funnels[] = {
    {"alike but for chance", 40, 34, 40, 30, 10,
     "Vve-bereik: de verschillen tussen districten passen bij toeval"},
    {"one far below", 100, 85, 100, 70, 10, "Vve-bereik: Binnenstad-Zuid wijkt meer af dan toeval"},
    {"the same share of a few is chance", 100, 85, 10, 7, 10,
     "Vve-bereik: de verschillen tussen districten passen bij toeval"},
    {"all of thirteen is no rarity: 0.85 to the 13th power is 12 %", 100, 85, 13, 13, 10,
     "Vve-bereik: de verschillen tussen districten passen bij toeval"},
    {"nine are too few", 100, 85, 100, 70, 9,
     "Of districten meer verschillen dan toeval is niet te zeggen: daarvoor moeten er ten minste "
     "tien te tonen zijn, en dat zijn er negen."},
    {"all at the end have no spread", 40, 40, 40, 40, 10,
     "Alle districten hebben hetzelfde cijfer: er is geen verschil om te beoordelen."},
};

START_TEST(a_funnel_title_names_who_lies_outside_and_nobody_else)
{
    FixtureQuarter total = {"2026K3", KM_PUBLISHED_SHOWN, 1000, 850};
    FixtureRow rows[10];
    for (size_t i = 0; i < 10; i++) {
        rows[i] = fixture_ten_districts[i];
        rows[i].n = i == 0 ? funnels[_i].first_n : funnels[_i].n;
        rows[i].x = i == 0 ? funnels[_i].first_x : funnels[_i].x;
    }
    Fixture fixture = {
        .quarters = &total, .n_quarters = 1, .rows = rows, .n_rows = funnels[_i].n_rows};
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {KM_CHART_FUNNEL, "vve-bereik", "wijk", &period, "g1"};
    KmChart chart = {0};
    KmGnuplot *gnuplot = NULL;
    ck_assert(km_gnuplot_open(&gnuplot, &err));
    ck_assert(
        km_chart_draw(arena, gnuplot, fixture_release(arena, &fixture), &request, &chart, &err));
    km_gnuplot_close(gnuplot);
    const char *said = chart.drawn ? chart.title_nl : chart.reason_nl;
    ck_assert_msg(strcmp(said, funnels[_i].expected) == 0, "%s: %s", funnels[_i].name, said);
}
END_TEST

START_TEST(a_stack_title_names_the_largest_known_part)
{
    FixtureQuarter total = {"2026K3", KM_PUBLISHED_SHOWN, 320, 271};
    FixtureRow parts[3] = {{"toegeleid", KM_PUBLISHED_SHOWN, 100, 20, 0, NULL, NULL},
                           {"geplaatst", KM_PUBLISHED_SHOWN, 100, 45, 0, NULL, NULL},
                           {"onbekend", KM_PUBLISHED_SHOWN, 100, 35, 0, "onbekend", NULL}};
    Fixture fixture = {.quarters = &total, .n_quarters = 1, .stages = parts, .n_stages = 3};
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {KM_CHART_STACKED, "vve-trechter", NULL, &period, "g1"};
    KmChart chart = {0};
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, &fixture), &request, &chart, &err));
    ck_assert_str_eq(chart.title_nl,
                     "Van indicatie naar plaats: vooral ‘geplaatst, te weinig uren’ (45%)");
    parts[1].x = 10;
    parts[2].x = 70; /* most are not known: the largest known part is not the largest */
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, &fixture), &request, &chart, &err));
    ck_assert_str_eq(chart.title_nl, "Van indicatie naar plaats: van wat bekend is vooral "
                                     "‘toegeleid, nog geen plaats’ (20%)");
    parts[1].x = 5; /* the parts do not make the whole: one is missing */
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, &fixture), &request, &chart, &err));
    ck_assert_ptr_nonnull(strstr(chart.reason_nl, "geen enkel kwartaal"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("chart_spread_titles");
    TCase *tcase = tcase_create("titles");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_control_title_says_one_thing_and_only_a_signal, 0,
                        sizeof controls / sizeof controls[0]);
    tcase_add_loop_test(tcase, a_funnel_title_names_who_lies_outside_and_nobody_else, 0,
                        sizeof funnels / sizeof funnels[0]);
    tcase_add_test(tcase, a_stack_title_names_the_largest_known_part);
    tcase_add_test(tcase, few_quarters_have_no_limits);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
