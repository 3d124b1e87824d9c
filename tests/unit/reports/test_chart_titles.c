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

/* First and last quarter, each of 300 peuters unless partial; verdicts as the gate gives them. */
static const struct {
    const char *name;
    const char *title_nl; /* of the indicator; NULL: "Vve-bereik" */
    KmDirection direction;
    int first_x, last_x;
    int norm_first, norm_last, year;
    double year_other;
    const char *expected;
} trends[] = {
    {"a clear rise under the target", NULL, KM_DIRECTION_UP, 222, 255, -1, -1, 0, 0,
     "Vve-bereik stijgt sinds najaar 2025 van 74% naar 85%, maar blijft onder het streefcijfer"},
    {"a clear rise past the target", NULL, KM_DIRECTION_UP, 222, 297, -1, 1, 0, 0,
     "Vve-bereik stijgt sinds najaar 2025 van 74% naar 99% en ligt boven het streefcijfer"},
    {"a clear fall", NULL, KM_DIRECTION_UP, 255, 222, 0, -1, 0, 0,
     "Vve-bereik daalt sinds najaar 2025 van 85% naar 74% en ligt onder het streefcijfer"},
    {"overlapping intervals are no change", NULL, KM_DIRECTION_UP, 250, 255, 0, 0, 0, 0,
     "Geen duidelijke verandering in vve-bereik sinds najaar 2025 (nu 85,0%)"},
    {"no change under the target", NULL, KM_DIRECTION_UP, 250, 255, -1, -1, 0, 0,
     "Geen duidelijke verandering in vve-bereik sinds najaar 2025; met 85,0% blijft het onder het "
     "streefcijfer"},
    {"a clear year counts too", NULL, KM_DIRECTION_UP, 250, 255, 0, 0, 1, 0.79,
     "Vve-bereik stijgt in een jaar van 79% naar 85%"},
    {"a turn in the last year is told", NULL, KM_DIRECTION_UP, 200, 255, -1, -1, -1, 0.93,
     "Vve-bereik stijgt sinds najaar 2025 van 67% naar 85%, maar daalt het laatste jaar"},
    {"less is better for some", "Aandeel zonder plek", KM_DIRECTION_DOWN, 90, 30, 1, 1, 0, 0,
     "Aandeel zonder plek daalt sinds najaar 2025 van 30% naar 10%, maar blijft boven het "
     "streefcijfer"},
    {"a plural subject gets a colon", "Kinderen zonder plek", KM_DIRECTION_DOWN, 90, 30, 0, 0, 0, 0,
     "Kinderen zonder plek: daalt sinds najaar 2025 van 30% naar 10%"},
};

START_TEST(a_trend_title_says_no_more_than_is_clear)
{
    FixtureQuarter quarters[5] = {
        {"2025K3", KM_PUBLISHED_SHOWN, 300, trends[_i].first_x,
         .norm_verdict = trends[_i].norm_first},
        {"2025K4", KM_PUBLISHED_SHOWN, 300, 240},
        {"2026K1", KM_PUBLISHED_SHOWN, 300, 240},
        {"2026K2", KM_PUBLISHED_SHOWN, 300, 240},
        {"2026K3", KM_PUBLISHED_SHOWN, 300, trends[_i].last_x, .norm_verdict = trends[_i].norm_last,
         .year_verdict = trends[_i].year, .year_other = trends[_i].year_other}};
    Fixture fixture = {.title_nl = trends[_i].title_nl,
                       .direction = trends[_i].direction,
                       .quarters = quarters,
                       .n_quarters = 5};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_TREND, NULL).title_nl,
                     trends[_i].expected);
}
END_TEST

static const struct {
    const char *name;
    FixtureQuarter quarter;
    const char *expected;
} quarters_alone[] = {
    {"one quarter is a statement",
     {"2026K3", KM_PUBLISHED_SHOWN, 320, 271},
     "Vve-bereik is 84,7% (271 van 320 peuters)"},
    {"a partial quarter is a range, with who is missing",
     {"2026K3", KM_PUBLISHED_PARTIAL, 0, 0, .delivered = 6, .low = 0.69, .high = 0.88},
     "Vve-bereik ligt tussen 69% en 88%: 2 van 8 leveranciers hebben nog niet geleverd"},
    {"one missing deliverer is singular",
     {"2026K3", KM_PUBLISHED_PARTIAL, 0, 0, .delivered = 7, .low = 0.69, .high = 0.88},
     "Vve-bereik ligt tussen 69% en 88%: 1 van 8 leveranciers heeft nog niet geleverd"},
    {"a protected quarter has no number", {"2026K3", KM_PUBLISHED_PROTECTED, 0, 0}, "Vve-bereik"},
};

START_TEST(a_quarter_alone_is_told_as_it_is)
{
    Fixture fixture = {.quarters = &quarters_alone[_i].quarter, .n_quarters = 1};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_TREND, NULL).title_nl,
                     quarters_alone[_i].expected);
}
END_TEST

START_TEST(nothing_to_show_is_a_sentence)
{
    FixtureQuarter hidden = {"2026K3", KM_PUBLISHED_PROTECTED, 0, 0};
    Fixture fixture = {.quarters = &hidden, .n_quarters = 1};
    KmChart chart = fixture_words(arena, &fixture, KM_CHART_TREND, NULL);
    ck_assert(!chart.drawn);
    ck_assert_str_eq(chart.reason_nl,
                     "Van vve-bereik kan in deze periode geen enkel cijfer worden getoond.");
}
END_TEST

static const struct {
    const char *name;
    KmDirection direction;
    int verdicts[4]; /* of the first four districts and last "onbekend" */
    const char *expected;
} dots[] = {
    {"no clear difference",
     KM_DIRECTION_UP,
     {0, 0, 0, 0},
     "Geen district wijkt duidelijk af van de stad"},
    {"one behind, with both numbers",
     KM_DIRECTION_UP,
     {-1, 0, 0, 0},
     "Binnenstad-Zuid blijft achter bij de stad: 50% tegen 85%"},
    {"two behind",
     KM_DIRECTION_UP,
     {-1, -1, 0, 0},
     "Binnenstad-Noord en Binnenstad-Zuid blijven achter bij de stad"},
    {"three behind are counted",
     KM_DIRECTION_UP,
     {-1, -1, -1, 0},
     "Drie districten blijven achter bij de stad"},
    {"one behind, one ahead",
     KM_DIRECTION_UP,
     {-1, 0, 1, 0},
     "Binnenstad-Zuid blijft achter bij de stad; Stationsdistrict ligt er duidelijk boven"},
    {"only ahead",
     KM_DIRECTION_UP,
     {0, 0, 1, 0},
     "Stationsdistrict ligt duidelijk boven de stad: 90% tegen 85%"},
    {"high is bad for some",
     KM_DIRECTION_DOWN,
     {0, 0, 1, 0},
     "Stationsdistrict ligt duidelijk boven de stad: 90% tegen 85%"},
    {"unknown is not a group that stays behind",
     KM_DIRECTION_UP,
     {0, 0, 0, -1},
     "Geen district wijkt duidelijk af van de stad"},
};

START_TEST(a_dots_title_names_only_clear_differences)
{
    const int *v = dots[_i].verdicts;
    FixtureRow rows[4] = {{"WK054600", KM_PUBLISHED_SHOWN, 40, 20, v[0], NULL, NULL},
                          {"WK054601", KM_PUBLISHED_SHOWN, 40, 24, v[1], NULL, NULL},
                          {"WK054602", KM_PUBLISHED_SHOWN, 40, 36, v[2], NULL, NULL},
                          {"onbekend", KM_PUBLISHED_SHOWN, 40, 12, v[3], NULL, NULL}};
    FixtureQuarter total = {"2026K3", KM_PUBLISHED_SHOWN, 320, 271};
    Fixture fixture = {.direction = dots[_i].direction,
                       .quarters = &total,
                       .n_quarters = 1,
                       .rows = rows,
                       .n_rows = 4};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_DOTS, "wijk").title_nl,
                     dots[_i].expected);
}
END_TEST

START_TEST(a_title_never_looks_across_a_series_break)
{
    const KmSeriesBreak breaks[] = {{fixture_period("2026K1").from, "andere leeftijd"}};
    FixtureQuarter quarters[4] = {{"2025K3", KM_PUBLISHED_SHOWN, 300, 150},
                                  {"2025K4", KM_PUBLISHED_SHOWN, 300, 150},
                                  {"2026K1", KM_PUBLISHED_SHOWN, 300, 255},
                                  {"2026K3", KM_PUBLISHED_SHOWN, 300, 255}};
    Fixture fixture = {.quarters = quarters, .n_quarters = 4, .without_norm = true};
    ck_assert_ptr_nonnull(
        strstr(fixture_words(arena, &fixture, KM_CHART_TREND, NULL).title_nl, "stijgt"));
    fixture.breaks = breaks;
    fixture.n_breaks = 1;
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_TREND, NULL).title_nl,
                     "Geen duidelijke verandering in vve-bereik sinds begin 2026 (nu 85,0%)");
}
END_TEST

START_TEST(a_yearly_figure_misses_nothing_in_the_other_quarters)
{
    FixtureQuarter quarters[2] = {{"2025K1", KM_PUBLISHED_SHOWN, 300, 240},
                                  {"2026K1", KM_PUBLISHED_SHOWN, 300, 255}};
    Fixture fixture = {.quarters = quarters, .n_quarters = 2, .yearly = true};
    KmChart chart = fixture_words(arena, &fixture, KM_CHART_TREND, NULL);
    ck_assert_ptr_null(strstr(chart.description_nl, "geen cijfer"));
    fixture.yearly = false;
    chart = fixture_words(arena, &fixture, KM_CHART_TREND, NULL);
    ck_assert_ptr_nonnull(strstr(chart.description_nl, "tweede kwartaal 2025 geen cijfer"));
}
END_TEST

START_TEST(the_course_begins_with_the_first_delivery)
{
    FixtureQuarter quarters[3] = {{"2025K4", KM_PUBLISHED_NOT_DELIVERED, 0, 0},
                                  {"2026K2", KM_PUBLISHED_SHOWN, 300, 240},
                                  {"2026K3", KM_PUBLISHED_NOT_DELIVERED, 0, 0}};
    Fixture fixture = {.quarters = quarters, .n_quarters = 3};
    const char *said = fixture_words(arena, &fixture, KM_CHART_TREND, NULL).description_nl;
    ck_assert_ptr_null(strstr(said, "2025"));
    ck_assert_ptr_nonnull(strstr(said, "derde kwartaal 2026 geen cijfer"));
}
END_TEST

/* Hits of 300 in the first and the last quarter; −1: the group may not be shown then. */
static const struct {
    const char *name;
    int first[2], last[2]; /* nl, anders */
    const char *expected;
} gaps[] = {
    {"a gap that stays",
     {270, 210},
     {276, 219},
     "Vve-bereik: ‘een andere taal’ ligt 19,0 procentpunt onder ‘Nederlands’; geen duidelijke "
     "verandering sinds najaar 2025"},
    {"a gap that closes",
     {285, 150},
     {285, 240},
     "Vve-bereik: ‘een andere taal’ ligt 15,0 procentpunt onder ‘Nederlands’; het verschil werd "
     "kleiner: najaar 2025 was het 45,0 procentpunt"},
    {"a gap that widens",
     {285, 240},
     {285, 150},
     "Vve-bereik: ‘een andere taal’ ligt 45,0 procentpunt onder ‘Nederlands’; het verschil werd "
     "groter: najaar 2025 was het 15,0 procentpunt"},
    {"a difference within chance is none",
     {270, 264},
     {270, 264},
     "Vve-bereik: geen duidelijk verschil tussen ‘een andere taal’ en ‘Nederlands’ (nu 2,0 "
     "procentpunt)"},
    {"the other way round",
     {150, 270},
     {150, 270},
     "Vve-bereik: ‘een andere taal’ ligt 40,0 procentpunt boven ‘Nederlands’; geen duidelijke "
     "verandering sinds najaar 2025"},
    {"one quarter has no course",
     {-1, 210},
     {276, 219},
     "Vve-bereik: ‘een andere taal’ ligt 19,0 procentpunt onder ‘Nederlands’"},
};

START_TEST(a_gap_title_names_both_groups_and_no_chance)
{
    FixtureQuarter quarters[2] = {{"2025K3", KM_PUBLISHED_SHOWN, 600, 480},
                                  {"2026K3", KM_PUBLISHED_SHOWN, 600, 480}};
    FixtureRow rows[4];
    for (int i = 0; i < 4; i++) {
        int x = i < 2 ? gaps[_i].first[i] : gaps[_i].last[i - 2];
        rows[i] = (FixtureRow){.code = i % 2 == 0 ? "nl" : "anders",
                               .status = x < 0 ? KM_PUBLISHED_PROTECTED : KM_PUBLISHED_SHOWN,
                               .n = 300,
                               .x = x,
                               .period = quarters[i / 2].period};
    }
    Fixture fixture = {
        .quarters = quarters, .n_quarters = 2, .dimension = "thuistaal", .rows = rows, .n_rows = 4};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_GAP, "thuistaal=nl,anders").title_nl,
                     gaps[_i].expected);
}
END_TEST

START_TEST(a_waiting_title_tells_the_half_and_the_end)
{
    FixtureQuarter total = {"2026K3", KM_PUBLISHED_SHOWN, 320, 271};
    Fixture fixture = {.quarters = &total, .n_quarters = 1, .waits = fixture_waits, .n_waits = 5};
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {KM_CHART_WAITING, "vve-plaatsing-duur", NULL, &period, "g1"};
    KmChart chart = {0};
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, &fixture), &request, &chart, &err));
    ck_assert_str_eq(chart.title_nl, "Tijd tot de eerste dag: de helft was na 15 dagen zover, na "
                                     "84 dagen wacht nog 12%");
    fixture.n_waits = 1; /* nobody else may be told */
    ck_assert(km_chart_draw(arena, NULL, fixture_release(arena, &fixture), &request, &chart, &err));
    ck_assert_str_eq(chart.reason_nl, "Van tijd tot de eerste dag is geen wachtlijn te tonen: er "
                                      "wachten te weinig peuters.");
}
END_TEST

/* Counts of the stages niet-bepaald … geplaatst-640; −1: protected. */
static const struct {
    const char *name;
    int counts[6];
    const char *expected;
} cascades[] = {
    {"the hours lose most",
     {155, 1665, 27, 22, 41, 230},
     "Het grootste verlies zit bij het aantal uren: 41 van de 271 peuters met een ve-plaats hebben "
     "minder dan 640 uur"},
    {"leading loses most",
     {155, 1665, 60, 22, 41, 197},
     "Het grootste verlies zit bij toeleiding: 60 van de 320 peuters met een vve-indicatie zijn "
     "niet toegeleid"},
    {"placing loses most",
     {155, 1665, 20, 50, 41, 209},
     "Het grootste verlies zit bij plaatsing: 50 van de 300 peuters die zijn toegeleid hebben nog "
     "geen ve-plaats"},
    {"a tie has no biggest",
     {155, 1665, 30, 30, 20, 240},
     "240 van de 320 peuters met een vve-indicatie hebben een ve-plaats van 640 uur of meer"},
    {"hidden stages: only what can be added from shown ones",
     {155, 1665, -1, -1, 41, 230},
     "230 van de 320 peuters met een vve-indicatie hebben een ve-plaats van 640 uur of meer"},
};

START_TEST(a_cascade_title_names_the_biggest_loss)
{
    static const char *const codes[6] = {"niet-bepaald", "geen-indicatie", "geindiceerd",
                                         "toegeleid",    "geplaatst",      "geplaatst-640"};
    FixtureRow rows[6];
    for (int i = 0; i < 6; i++) {
        int x = cascades[_i].counts[i];
        rows[i] = (FixtureRow){
            codes[i], x < 0 ? KM_PUBLISHED_PROTECTED : KM_PUBLISHED_SHOWN, 2140, x, 0, NULL, NULL};
    }
    Fixture fixture = {.stages = rows, .n_stages = 6};
    ck_assert_str_eq(fixture_words(arena, &fixture, KM_CHART_CASCADE, NULL).title_nl,
                     cascades[_i].expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("chart_titles");
    TCase *tcase = tcase_create("titles");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_trend_title_says_no_more_than_is_clear, 0,
                        sizeof trends / sizeof trends[0]);
    tcase_add_loop_test(tcase, a_quarter_alone_is_told_as_it_is, 0,
                        sizeof quarters_alone / sizeof quarters_alone[0]);
    tcase_add_test(tcase, nothing_to_show_is_a_sentence);
    tcase_add_loop_test(tcase, a_dots_title_names_only_clear_differences, 0,
                        sizeof dots / sizeof dots[0]);
    tcase_add_loop_test(tcase, a_gap_title_names_both_groups_and_no_chance, 0,
                        sizeof gaps / sizeof gaps[0]);
    tcase_add_test(tcase, a_waiting_title_tells_the_half_and_the_end);
    tcase_add_test(tcase, a_title_never_looks_across_a_series_break);
    tcase_add_test(tcase, a_yearly_figure_misses_nothing_in_the_other_quarters);
    tcase_add_test(tcase, the_course_begins_with_the_first_delivery);
    tcase_add_loop_test(tcase, a_cascade_title_names_the_biggest_loss, 0,
                        sizeof cascades / sizeof cascades[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
