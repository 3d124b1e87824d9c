/* What changes, comparisons with city and norm, and corrections become. */
#include "town.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static TownFigures figures;
static KmIndicatorText text;

static void setup(void)
{
    arena = km_arena_open();
    figures = (TownFigures){.arena = arena};
    text = town_indicator(&town_districts_plain, KM_SENSITIVE_MISS);
}

static void teardown(void)
{
    km_arena_close(arena);
}

static const int64_t quiet[3][2] = {{100, 80}, {60, 50}, {40, 30}};

static void compare(KmFigure *figure, KmComparisonKind kind, const char *period)
{
    KmComparison *compared = km_figure_compare(arena, figure, kind);
    *compared = (KmComparison){.exists = true,
                               .other = 0.75,
                               .difference = 0.05,
                               .has_interval = true,
                               .low = -0.05,
                               .high = 0.15,
                               .p = 0.33,
                               .p_limit = 0.05};
    if (period != NULL) {
        (void)memcpy(compared->period, period, strlen(period) + 1);
    }
}

START_TEST(a_change_is_shown_only_when_both_ends_are)
{
    const int64_t before[3][2] = {{100, 75}, {60, 57}, {40, 30}};
    town_add_quarter(&figures, "2026K2", before, 3);
    town_add_quarter(&figures, "2026K3", quiet, 3);
    for (size_t i = 0; i < 3; i++) {
        compare(town_find(&figures, "2026K3", town_codes[i]), KM_COMPARED_PREVIOUS, "2026K2");
        compare(town_find(&figures, "2026K3", town_codes[i]), KM_COMPARED_YEAR_BEFORE, "2025K3");
        compare(town_find(&figures, "2026K3", town_codes[i]), KM_COMPARED_CITY, "2026K3");
        compare(town_find(&figures, "2026K3", town_codes[i]), KM_COMPARED_NORM, NULL);
        compare(town_find(&figures, "2026K2", town_codes[i]), KM_COMPARED_NORM, NULL);
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert(row->previous.exists);
    ck_assert_str_eq(row->previous.period, "2026K2");
    ck_assert_double_eq_tol(row->previous.difference, 0.05, 1e-12);
    ck_assert_msg(!row->year_before.exists, "that quarter was not given");
    ck_assert(row->city.exists && row->norm.exists);
    /* WK054601 was hidden in 2026K2 (three missed), WK054602 went into the rest with it. */
    ck_assert(!town_row(published, "2026K3", "WK054601")->previous.exists);
    ck_assert(!town_row(published, "2026K3", "WK054602")->previous.exists);
    ck_assert(town_row(published, "2026K3", "WK054601")->norm.exists);
    ck_assert(!town_row(published, "2026K2", "overig")->norm.exists);
}
END_TEST

typedef struct {
    const char *promise;
    int64_t before, now; /* hits of 102, in rounded counts of 100 */
    int exact;           /* the verdict on the exact numbers */
    bool is_judged;
    int verdict;
} RoundedCase;

static const RoundedCase rounded_cases[] = {
    {"both see a rise", 63, 82, 1, true, 1},
    {"the exact numbers see none: no opinion on the rounded ones", 63, 82, 0, false, 0},
    {"the exact numbers see a fall: none either", 63, 82, -1, false, 0},
    {"the rounded ones see none: no clear difference", 78, 79, 1, true, 0},
    {"neither does", 78, 79, 0, true, 0},
};

START_TEST(rounded_numbers_never_tell_more_than_the_exact_ones)
{
    const RoundedCase *c = &rounded_cases[_i];
    const int64_t before[3][2] = {{102, c->before}, {62, 41}, {42, 31}};
    const int64_t now[3][2] = {{102, c->now}, {62, 41}, {42, 31}};
    town_add_quarter(&figures, "2026K2", before, 3);
    town_add_quarter(&figures, "2026K3", now, 3);
    compare(town_find(&figures, "2026K3", "WK054600"), KM_COMPARED_PREVIOUS, "2026K2");
    town_find(&figures, "2026K3", "WK054600")->compared[KM_COMPARED_PREVIOUS].verdict = c->exact;
    const KmPublished *published = town_gate(arena, &figures, &text, "openbaar");
    const KmPublishedChange *change = &town_row(published, "2026K3", "WK054600")->previous;
    ck_assert_msg(change->exists && change->has_interval == c->is_judged, "%s", c->promise);
    ck_assert_msg(change->verdict == c->verdict, "%s: %d", c->promise, change->verdict);
}
END_TEST

typedef struct {
    const char *promise;
    const char *profile;
    int64_t n, x; /* as first told; 200 and 162 now */
    bool is_told;
} FirstCase;

static const FirstCase first_cases[] = {
    {"twelve hits more are told", "stuurgroep", 200, 150, true},
    {"nothing more is told too", "stuurgroep", 200, 162, true},
    {"two hits more would be told by the difference", "stuurgroep", 200, 160, false},
    {"three children fewer too", "stuurgroep", 203, 162, false},
    {"five more, of whom one miss", "stuurgroep", 195, 158, false},
    {"what was not to be shown then is not shown now", "stuurgroep", 200, 197, false},
    {"rounded counts tell no corrections", "openbaar", 200, 150, false},
};

START_TEST(a_correction_of_the_earlier_total_stands_beside_the_change)
{
    const FirstCase *c = &first_cases[_i];
    const int64_t before[3][2] = {{100, 75}, {60, 57}, {40, 30}};
    town_add_quarter(&figures, "2026K2", before, 3);
    town_add_quarter(&figures, "2026K3", quiet, 3);
    compare(town_find(&figures, "2026K3", ""), KM_COMPARED_PREVIOUS, "2026K2");
    compare(town_find(&figures, "2026K3", "WK054600"), KM_COMPARED_PREVIOUS, "2026K2");
    KmFigure first = *town_find(&figures, "2026K2", "");
    first.n = c->n;
    first.x = c->x;
    first.estimate = (double)c->x / (double)c->n;
    first.knowledge = 20000;
    const KmPublished *published = town_gate_first(arena, &figures, &text, c->profile, &first);
    const KmPublishedChange *change = &town_total(published, "2026K3")->previous;
    ck_assert_msg(change->exists && change->has_correction == c->is_told, "%s", c->promise);
    if (c->is_told) {
        ck_assert_double_eq_tol(change->first, first.estimate, 1e-12);
        ck_assert_double_eq_tol(change->corrected, 162.0 / 200.0 - first.estimate, 1e-12);
        ck_assert_int_eq(change->first_known, 20000);
    }
    ck_assert(!town_row(published, "2026K3", "WK054600")->previous.has_correction);
}
END_TEST

START_TEST(the_public_sees_changes_of_the_rounded_counts)
{
    const int64_t before[3][2] = {{103, 63}, {62, 41}, {42, 31}};
    const int64_t now[3][2] = {{102, 82}, {62, 41}, {42, 31}};
    town_add_quarter(&figures, "2026K2", before, 3);
    town_add_quarter(&figures, "2026K3", now, 3);
    compare(town_find(&figures, "2026K3", "WK054600"), KM_COMPARED_PREVIOUS, "2026K2");
    compare(town_find(&figures, "2026K3", "WK054600"), KM_COMPARED_CITY, "2026K3");
    compare(town_find(&figures, "2026K3", "WK054600"), KM_COMPARED_NORM, NULL);
    town_find(&figures, "2026K3", "WK054600")->compared[KM_COMPARED_PREVIOUS].verdict = 1;
    const KmPublished *published = town_gate(arena, &figures, &text, "openbaar");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert_int_eq(row->n, 100);
    ck_assert_int_eq(row->x, 80);
    ck_assert_double_eq_tol(row->estimate, 0.80, 1e-12);
    ck_assert_int_eq(row->decimals, 0);
    /* Wilson of 80 in 100: 71,1 to 86,7 %. */
    ck_assert_double_eq_tol(row->low, 0.71, 1e-12);
    ck_assert_double_eq_tol(row->high, 0.87, 1e-12);
    /* 65 of 105 = 62 %; the exact change (0.05 here) is not repeated. */
    ck_assert_double_eq_tol(row->previous.other, 0.62, 1e-12);
    ck_assert_double_eq_tol(row->previous.difference, 0.18, 1e-12);
    ck_assert_int_eq(row->previous.verdict, 1);
    /* City: 155 of 205 = 76 %. */
    ck_assert_double_eq_tol(row->city.other, 0.76, 1e-12);
    ck_assert_double_eq_tol(row->norm.difference, 0.05, 1e-12);
    ck_assert_double_eq_tol(row->norm.low, 0.71 - 0.75, 1e-12);
    ck_assert_int_eq(row->norm.verdict, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("changes");
    TCase *tcase = tcase_create("changes");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_change_is_shown_only_when_both_ends_are);
    tcase_add_test(tcase, the_public_sees_changes_of_the_rounded_counts);
    tcase_add_loop_test(tcase, rounded_numbers_never_tell_more_than_the_exact_ones, 0,
                        (int)(sizeof rounded_cases / sizeof *rounded_cases));
    tcase_add_loop_test(tcase, a_correction_of_the_earlier_total_stands_beside_the_change, 0,
                        (int)(sizeof first_cases / sizeof *first_cases));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
