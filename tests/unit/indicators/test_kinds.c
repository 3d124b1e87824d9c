/* Durations and gaps on the hand-made town, counted by hand. */
#include "tests/unit/indicators/town.h"

/* Started in K1: child 1 (placed after 20 days), 2 (placed on day 180, after 180), 3 (placed on its
 * first day), 4 (never), 5 (never, taken out). Followed until day 90: 1 → 20, 2 → censored at 90, 3
 * → 0, 4 → censored at 90. Curve: 3/4 from 0, 1/2 from 20, then flat until 90: the median is
 * the middle of where it is exactly a half, 55 (R 4.2.2: quantile of survfit). */
START_TEST(waiting_is_followed_until_the_window_ends)
{
    static const int days[] = {0, 30, 91};
    static const Case c = {.kind = KM_KIND_DURATION,
                           .form = KM_FORM_SPELLS,
                           .time = KM_TIME_COHORT,
                           .sections = {POPULATION, HIT, EXCLUDED}};
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &c);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    definition.text.within = days;
    definition.text.n_within = 3;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", err.message);
    ck_assert_str_eq(written(town.arena, figures, count, false),
                     "total 4/2 -1; binnen=0 4/1 -1; binnen=30 4/2 -1; binnen=91 4/2 -1; "
                     "wachtend=0 3/1; wachtend=14 3/1; wachtend=21 2/2; wachtend=28 2/2; "
                     "wachtend=35 2/2; wachtend=42 2/2; wachtend=49 2/2; wachtend=56 2/2; "
                     "wachtend=63 2/2; wachtend=7 3/1; wachtend=70 2/2; wachtend=77 2/2; "
                     "wachtend=84 2/2; wijk=noord 2/1 -1; wijk=onbekend 1/0; wijk=zuid 1/1; ");
    ck_assert_double_eq_tol(figures[0].estimate, 55.0, 1e-9);
    ck_assert_double_eq_tol(figures[1].estimate, 0.25, 1e-9);
    ck_assert_double_eq_tol(figures[2].estimate, 0.5, 1e-9);
    ck_assert_msg(!figures[3].has_estimate, "nobody was followed for 91 days");
    ck_assert_msg(!figures[count - 2].has_estimate, "one who waits on has no median");
    close_town(&town);
}
END_TEST

/* A year later all is known: 0, 20, 180 and one who waits until the end; a half is reached at 20
 * and left at 180. */
START_TEST(a_delay_follows_longer)
{
    static const Case c = {.kind = KM_KIND_DURATION,
                           .form = KM_FORM_SPELLS,
                           .time = KM_TIME_COHORT,
                           .sections = {POPULATION, HIT, EXCLUDED}};
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &c);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    definition.text.delay = 3;
    ck_assert(km_period_parse("1970K4", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", err.message);
    ck_assert_int_eq(figures[0].n, 4);
    ck_assert_int_eq(figures[0].x, 3);
    ck_assert_double_eq_tol(figures[0].estimate, 100.0, 1e-9);
    ck_assert_int_eq(figures[0].reference, 89);
    close_town(&town);
}
END_TEST

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmGapText gap;
    KmGapMeasure measure;
    double estimate;
    const char *expected;
} GapCase;

/* On the last day of K1: noord 1 (8 hours) and 2 (not placed), zuid 3 (10 hours); 4, of whom nobody
 * knows where, is in no gap. */
static const GapCase gap_cases[] = {
    {"a gap is the reference minus the rest",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "rest"},
     KM_GAP_DIFFERENCE,
     0.5,
     "total 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"a ratio divides",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "noord"},
     KM_GAP_RATIO,
     2.0,
     "total 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"everybody holds the reference too",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "allen"},
     KM_GAP_DIFFERENCE,
     0.5,
     "total 4/0; maat=wijk-verhouding 4/0; maat=wijk-verschil 4/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"ordered groups have a slope",
     KM_KIND_PROPORTION,
     {"wijk", NULL, "rest"},
     KM_GAP_SLOPE,
     1.0,
     "total 3/0; maat=wijk-helling 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; "
     "wijk=noord 2/1; wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"means have gaps too, but no ratio",
     KM_KIND_MEAN,
     {"wijk", "zuid", "noord"},
     KM_GAP_DIFFERENCE,
     6.0,
     "total 3/0; maat=wijk-verschil 3/0; wijk=noord 2/0 s8; "
     "wijk=onbekend 1/0; wijk=zuid 1/0 s10; "},
};

START_TEST(gaps_are_told_with_their_levels)
{
    static const KmCodeText codes[] = {{"noord", "", ""}, {"zuid", "", ""}};
    const GapCase *c = &gap_cases[_i];
    Town town = open_town(false);
    Case as_case = {
        .kind = c->kind,
        .form = KM_FORM_SPELLS,
        .sections = {{KM_SECTION_POPULATION, "in de stad",
                      "SELECT kind AS unit, van, tot FROM stad WHERE kind <> 5", 11},
                     {KM_SECTION_HIT, "uren",
                      "SELECT kind AS unit, van, tot, uren AS waarde FROM plaats", 13}}};
    KmDefinition base = definition_of(town.arena, &as_case);
    const KmDimensionText wijk = {.name = "wijk", .codes = codes, .n_codes = 2};
    KmDefinition gap = {.text = {.id = "kloof",
                                 .kind = KM_KIND_GAP,
                                 .dimensions = &wijk,
                                 .n_dimensions = 1,
                                 .gap_of = "proef",
                                 .gap_kind = c->kind,
                                 .gap_measure = c->measure,
                                 .gaps = &c->gap,
                                 .n_gaps = 1},
                        .counts = "kind",
                        .base = &base,
                        .file = "kloof.sql"};
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &gap, &period, 1, &figures, &count, &err), "%s",
                  err.message);
    ck_assert_str_eq(figures[0].indicator, "kloof");
    ck_assert_msg(figures[0].has_estimate, "%s", c->promise);
    ck_assert_double_eq_tol(figures[0].estimate, c->estimate, 1e-9);
    ck_assert_str_eq(written(town.arena, figures, count, false), c->expected);
    close_town(&town);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kinds");
    TCase *tests = tcase_create("kinds");
    tcase_add_test(tests, waiting_is_followed_until_the_window_ends);
    tcase_add_test(tests, a_delay_follows_longer);
    tcase_add_loop_test(tests, gaps_are_told_with_their_levels, 0,
                        (int)(sizeof gap_cases / sizeof *gap_cases));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
