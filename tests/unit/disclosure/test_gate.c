/* What each kind of figure becomes. */
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

typedef struct {
    const char *promise;
    const char *profile;
    KmSensitiveSide sensitive;
    int64_t n, x;
    KmPublishedStatus status;
} TotalCase;

static const TotalCase totals[] = {
    {"a safe total is shown", "stuurgroep", KM_SENSITIVE_MISS, 300, 290, KM_PUBLISHED_SHOWN},
    {"a small miss side of a large group is a class", "stuurgroep", KM_SENSITIVE_MISS, 300, 298,
     KM_PUBLISHED_CLASS},
    {"everyone reached is a class too", "stuurgroep", KM_SENSITIVE_MISS, 100, 100,
     KM_PUBLISHED_CLASS},
    {"99 are too few for a class", "stuurgroep", KM_SENSITIVE_MISS, 99, 97, KM_PUBLISHED_PROTECTED},
    {"200 for a class in public", "openbaar", KM_SENSITIVE_MISS, 200, 195, KM_PUBLISHED_CLASS},
    {"199 are too few in public", "openbaar", KM_SENSITIVE_MISS, 199, 195, KM_PUBLISHED_PROTECTED},
    {"a small hit side has no class", "stuurgroep", KM_SENSITIVE_HIT, 300, 3,
     KM_PUBLISHED_PROTECTED},
    {"six working groups are no people: all six are told", "stuurgroep", KM_SENSITIVE_NONE, 6, 6,
     KM_PUBLISHED_SHOWN},
    {"in public too", "openbaar", KM_SENSITIVE_NONE, 1, 0, KM_PUBLISHED_SHOWN},
    {"a small group is protected", "stuurgroep", KM_SENSITIVE_GROUP, 9, 5, KM_PUBLISHED_PROTECTED},
    {"no one is empty, not nought per cent", "stuurgroep", KM_SENSITIVE_MISS, 0, 0,
     KM_PUBLISHED_EMPTY},
};

START_TEST(a_total_that_is_not_safe_takes_everything_with_it)
{
    const TotalCase *c = &totals[_i];
    text.sensitive = c->sensitive;
    const int64_t counts[2][2] = {{c->n - c->n / 3, c->x - c->x / 3}, {c->n / 3, c->x / 3}};
    town_add_quarter(&figures, "2026K3", counts, 2);
    const KmPublished *published = town_gate(arena, &figures, &text, c->profile);
    const KmPublishedFigure *total = town_total(published, "2026K3");
    ck_assert_msg(total->status == c->status, "%s: status %d", c->promise, (int)total->status);
    ck_assert_str_eq(total->label_nl, "Leiden");
    ck_assert_str_eq(total->id, "vve-bereik:2026K3");
    if (c->status == KM_PUBLISHED_CLASS || c->status == KM_PUBLISHED_PROTECTED) {
        ck_assert_uint_eq(km_published_count(published), 1);
        ck_assert(!total->has_counts && total->n == 0 && total->x == 0);
        ck_assert(!total->has_estimate && !total->has_interval && !total->has_bounds);
        ck_assert_double_eq_tol(total->bound_low, c->status == KM_PUBLISHED_CLASS ? 0.95 : 0.0,
                                1e-12);
    }
}
END_TEST

START_TEST(rows_stand_in_display_order_with_the_rest_before_unknown)
{
    const int64_t counts[11][2] = {{100, 80}, {4, 4},   {50, 40}, {0, 0},   {50, 40}, {3, 3},
                                   {50, 40},  {50, 40}, {50, 40}, {50, 40}, {60, 30}};
    town_add_quarter(&figures, "2026K3", counts, 11);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    static const char *const expected[] = {"WK054600", "WK054603", "WK054604",
                                           "WK054606", "WK054607", "WK054608",
                                           "WK054609", "overig",   "onbekend"};
    KmPublishedRows rows = km_published_rows(published, arena, "vve-bereik", "2026K3", "wijk");
    ck_assert_uint_eq(rows.count, 9);
    for (size_t i = 0; i < rows.count; i++) {
        ck_assert_str_eq(rows.figures[i]->block.code[0], expected[i]);
    }
    ck_assert_int_eq(rows.figures[1]->status, KM_PUBLISHED_EMPTY);
    const KmPublishedFigure *rest = rows.figures[7];
    ck_assert_int_eq(rest->status, KM_PUBLISHED_MERGED);
    ck_assert_uint_eq(rest->n_members, 3);
    ck_assert_str_eq(rest->members[0], "WK054601");
    ck_assert_str_eq(rest->members[1], "WK054602");
    ck_assert_str_eq(rest->members[2], "WK054605");
    ck_assert_str_eq(rest->label_nl,
                     "Binnenstad-Noord, Stationsdistrict, Bos- en Gasthuisdistrict");
    ck_assert_int_eq(rest->n, 57);
    ck_assert_int_eq(rest->x, 47);
    ck_assert_str_eq(rest->id, "vve-bereik:2026K3:wijk=overig");
}
END_TEST

START_TEST(a_declared_merger_stands_where_its_first_member_would)
{
    text.dimensions = &town_districts;
    const int64_t counts[10][2] = {{8, 6},   {13, 11}, {19, 16}, {81, 70}, {34, 28},
                                   {46, 38}, {34, 28}, {22, 16}, {58, 48}, {35, 28}};
    town_add_quarter(&figures, "2026K3", counts, 10);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    KmPublishedRows rows = km_published_rows(published, arena, "vve-bereik", "2026K3", "wijk");
    ck_assert_uint_eq(rows.count, 8);
    const KmPublishedFigure *merged = rows.figures[0];
    ck_assert_str_eq(merged->block.code[0], "binnenstad");
    ck_assert_str_eq(merged->label_nl, "Binnenstad");
    ck_assert_int_eq(merged->status, KM_PUBLISHED_MERGED);
    ck_assert_int_eq(merged->n, 40);
    ck_assert_int_eq(merged->x, 33);
    ck_assert_uint_eq(merged->n_members, 3);
    ck_assert_double_eq_tol(merged->estimate, 0.825, 1e-12);
    ck_assert(merged->has_interval && merged->low < 0.825 && merged->high > 0.825);
}
END_TEST

START_TEST(what_no_people_stand_behind_is_not_rounded)
{
    const int64_t few[3][2] = {{3, 2}, {2, 2}, {1, 0}};
    text = town_indicator(&town_districts_plain, KM_SENSITIVE_NONE);
    town_add_quarter(&figures, "2026K3", few, 3);
    const KmPublished *published = town_gate(arena, &figures, &text, "openbaar");
    const KmPublishedFigure *total = town_total(published, "2026K3");
    ck_assert_int_eq(total->n, 6);
    ck_assert_int_eq(total->x, 4);
    ck_assert_double_eq_tol(total->estimate, 4.0 / 6.0, 1e-12);
    ck_assert_int_eq(town_row(published, "2026K3", "WK054602")->n, 1);
    ck_assert_uint_eq(town_count(published, KM_PUBLISHED_PROTECTED), 0);
}
END_TEST

START_TEST(percentages_of_less_than_a_hundred_are_whole)
{
    town_add_quarter(&figures, "2026K3", quiet, 3);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_int_eq(town_row(published, "2026K3", "WK054600")->decimals, 1);
    ck_assert_int_eq(town_row(published, "2026K3", "WK054601")->decimals, 0);
}
END_TEST

typedef struct {
    const char *promise;
    int64_t excluded[3];
    int64_t shown[4]; /* per district, then the city */
} ApartCase;

static const ApartCase aparts[] = {
    {"all nought or enough", {6, 0, 5}, {6, 0, 5, 11}},
    {"one small hides all in the dimension", {6, 2, 5}, {-1, -1, -1, 13}},
    {"a small sum too", {2, 0, 0}, {-1, -1, -1, -1}},
    {"none", {0, 0, 0}, {0, 0, 0, 0}},
};

START_TEST(what_is_counted_apart_is_shown_only_when_no_row_of_it_is_small)
{
    const ApartCase *c = &aparts[_i];
    town_add_quarter(&figures, "2026K3", quiet, 3);
    for (size_t i = 0; i < 3; i++) {
        town_find(&figures, "2026K3", town_codes[i])->excluded = c->excluded[i];
        town_find(&figures, "2026K3", town_codes[i])->unknown = c->excluded[i];
        town_find(&figures, "2026K3", "")->excluded += c->excluded[i];
        town_find(&figures, "2026K3", "")->unknown += c->excluded[i];
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    for (size_t i = 0; i < 4; i++) {
        const KmPublishedFigure *row =
            i == 3 ? town_total(published, "2026K3") : town_row(published, "2026K3", town_codes[i]);
        ck_assert_msg(row->excluded == c->shown[i], "%s: %d", c->promise, (int)row->excluded);
        ck_assert_msg(row->unknown == c->shown[i], "%s: %d", c->promise, (int)row->unknown);
    }
}
END_TEST

/* Bounds of `unknown` more hits. */
static void widen(KmFigure *figure, int64_t unknown)
{
    figure->unknown = unknown;
    figure->bound_high = (double)(figure->x + unknown) / (double)figure->n;
}

START_TEST(bounds_are_shown_only_when_the_counts_behind_them_are_safe)
{
    town_add_quarter(&figures, "2026K3", quiet, 3);
    int64_t unknown[3] = {7, _i == 0 ? 5 : 2, 0};
    for (size_t i = 0; i < 3; i++) {
        widen(town_find(&figures, "2026K3", town_codes[i]), unknown[i]);
    }
    widen(town_find(&figures, "2026K3", ""), unknown[0] + unknown[1]);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert(row->has_bounds == (_i == 0));
    ck_assert_double_eq_tol(row->bound_high, _i == 0 ? 0.87 : 0.0, 1e-12);
    ck_assert(town_total(published, "2026K3")->has_bounds);
    ck_assert(!town_row(published, "2026K3", "WK054602")->has_bounds);
}
END_TEST

START_TEST(a_partial_figure_passes_with_bounds_and_population_alone)
{
    town_add_quarter(&figures, "2026K3", quiet, 3);
    for (size_t i = 0; i < figures.count; i++) {
        figures.items[i].status = KM_FIGURE_PARTIAL;
        figures.items[i].missing = "ko_plaatsing/wereldkind";
        figures.items[i].delivered = 2;
        figures.items[i].bound_high = 1.0;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054601");
    ck_assert_int_eq(row->status, KM_PUBLISHED_PARTIAL);
    ck_assert(!row->has_counts && !row->has_estimate && !row->has_interval);
    ck_assert_int_eq(row->n, 60);
    ck_assert_int_eq(row->x, 0);
    ck_assert(row->has_bounds);
    ck_assert_double_eq_tol(row->bound_low, 50.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(row->bound_high, 1.0, 1e-12);
    ck_assert_str_eq(row->missing, "ko_plaatsing/wereldkind");
    ck_assert_int_eq(row->delivered, 2);
}
END_TEST

START_TEST(few_hits_for_lack_of_deliveries_are_partial_not_protected)
{
    text.sensitive = KM_SENSITIVE_BOTH;
    const int64_t none[3][2] = {{100, 0}, {60, 0}, {40, 0}};
    town_add_quarter(&figures, "2026K3", none, 3);
    for (size_t i = 0; i < figures.count; i++) {
        figures.items[i].status = KM_FIGURE_PARTIAL;
        figures.items[i].bound_high = 1.0;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_uint_eq(km_published_count(published), 1);
    const KmPublishedFigure *total = town_total(published, "2026K3");
    ck_assert_int_eq(total->status, KM_PUBLISHED_PARTIAL);
    ck_assert(total->n == 0 && !total->has_bounds && !total->has_estimate);
}
END_TEST

START_TEST(a_public_rate_follows_from_rounded_places_and_children)
{
    text.kind = KM_KIND_RATE;
    text.decimals = 2;
    const int64_t counts[2][2] = {{103, 0}, {62, 0}};
    town_add_quarter(&figures, "2026K3", counts, 2);
    for (size_t i = 0; i < figures.count; i++) {
        figures.items[i].sum = 98.0;
        figures.items[i].estimate = 98.0 / (double)figures.items[i].n;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "openbaar");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert_int_eq(row->n, 105);
    ck_assert_double_eq_tol(row->sum, 100.0, 1e-12);
    ck_assert_double_eq_tol(row->estimate, 0.95, 1e-12);
    ck_assert(!row->has_interval);
}
END_TEST

/* 100 / 105 is 95.238 %: one decimal of a percentage, not of a ratio. */
START_TEST(a_public_rate_written_as_a_percentage_keeps_the_decimals_of_a_percentage)
{
    text.kind = KM_KIND_RATE;
    text.is_percent = true;
    text.decimals = 1;
    const int64_t counts[2][2] = {{103, 0}, {62, 0}};
    town_add_quarter(&figures, "2026K3", counts, 2);
    for (size_t i = 0; i < figures.count; i++) {
        figures.items[i].sum = 98.0;
        figures.items[i].estimate = 98.0 / (double)figures.items[i].n;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "openbaar");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert_double_eq_tol(row->estimate, 0.952, 1e-12);
    ck_assert_int_eq(row->decimals, 1);
}
END_TEST

START_TEST(what_was_not_delivered_says_so_without_numbers)
{
    town_add_quarter(&figures, "2026K3", quiet, 3);
    for (size_t i = 0; i < figures.count; i++) {
        figures.items[i].status = KM_FIGURE_NOT_DELIVERED;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_uint_eq(km_published_count(published), 4);
    for (size_t i = 0; i < 4; i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        ck_assert_int_eq(row->status, KM_PUBLISHED_NOT_DELIVERED);
        ck_assert(row->n == 0 && row->x == 0 && !row->has_estimate && !row->has_bounds);
    }
}
END_TEST

START_TEST(a_rate_is_judged_by_its_group_alone)
{
    text.kind = KM_KIND_RATE;
    const int64_t counts[3][2] = {{100, 0}, {60, 0}, {9, 0}};
    town_add_quarter(&figures, "2026K3", counts, 3);
    for (size_t i = 0; i < figures.count; i++) {
        KmFigure *figure = &figures.items[i];
        figure->sum = 1.5 * (double)figure->n;
        figure->estimate = 1.5;
        figure->has_interval = false;
    }
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    const KmPublishedFigure *row = town_row(published, "2026K3", "WK054600");
    ck_assert_int_eq(row->status, KM_PUBLISHED_SHOWN);
    ck_assert_double_eq_tol(row->estimate, 1.5, 1e-12);
    const KmPublishedFigure *rest = town_row(published, "2026K3", "overig");
    ck_assert_int_eq(rest->n, 69);
    ck_assert_double_eq_tol(rest->sum, 103.5, 1e-12);
    ck_assert_double_eq_tol(rest->estimate, 1.5, 1e-12);
}
END_TEST

START_TEST(a_distribution_shows_its_categories_when_none_is_small)
{
    text.kind = KM_KIND_DISTRIBUTION;
    text.sensitive = KM_SENSITIVE_BOTH;
    const int64_t steps[4] = {60, 30, _i == 0 ? 10 : 3, 0};
    int64_t n = 90 + steps[2];
    for (size_t i = 0; i < 4; i++) {
        (void)town_add(&figures, "2026K3", "wijk", town_codes[i], n, steps[i]);
    }
    (void)town_add(&figures, "2026K3", "", "", n, n);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_int_eq(town_row(published, "2026K3", "WK054600")->x, 60);
    ck_assert_int_eq(town_row(published, "2026K3", "WK054600")->n, n);
    ck_assert_int_eq(town_row(published, "2026K3", "WK054603")->x, 0);
    ck_assert_int_eq(town_row(published, "2026K3", "WK054603")->status, KM_PUBLISHED_SHOWN);
    if (_i == 0) {
        ck_assert_int_eq(town_row(published, "2026K3", "WK054602")->x, 10);
    } else {
        ck_assert_ptr_null(town_row(published, "2026K3", "WK054602"));
        ck_assert_int_eq(town_row(published, "2026K3", "overig")->x, 33);
    }
}
END_TEST

START_TEST(crosses_and_undeclared_dimensions_are_not_published)
{
    town_add_quarter(&figures, "2026K3", quiet, 3);
    KmFigure *cross = town_add(&figures, "2026K3", "wijk", "WK054600", 50, 40);
    cross->block.dim[1] = "thuistaal";
    cross->block.code[1] = "nl";
    (void)town_add(&figures, "2026K3", "schoenmaat", "23", 200, 160);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_uint_eq(km_published_count(published), 4);
}
END_TEST

START_TEST(income_has_stricter_limits_in_any_profile)
{
    KmDimensionText income = town_districts_plain;
    income.is_income = true;
    text.dimensions = &income;
    const int64_t counts[4][2] = {{200, 150}, {150, 100}, {60, 40}, {120, 113}};
    town_add_quarter(&figures, "2026K3", counts, 4);
    const KmPublished *published = town_gate(arena, &figures, &text, "werkgroep");
    ck_assert_ptr_nonnull(town_row(published, "2026K3", "WK054600"));
    ck_assert_ptr_null(town_row(published, "2026K3", "WK054602"));
    ck_assert_ptr_null(town_row(published, "2026K3", "WK054603"));
    ck_assert_int_eq(town_row(published, "2026K3", "overig")->n, 180);
}
END_TEST

typedef enum { TWICE, SHORT, PERIOD } Wrong;

START_TEST(input_that_cannot_be_judged_is_refused_as_a_bug)
{
    static const KmErrorKind kinds[] = {KM_ERROR_BUG, KM_ERROR_BUG, KM_ERROR_USAGE};
    town_add_quarter(&figures, "2026K3", quiet, 3);
    if (_i == TWICE) {
        (void)town_add(&figures, "2026K3", "wijk", "WK054600", 100, 80);
    } else if (_i == SHORT) {
        town_find(&figures, "2026K3", "")->n += 3;
    } else {
        (void)town_add(&figures, "2026K5", "", "", 100, 80);
    }
    const KmIndicatorText *texts[] = {&text};
    KmGateInput input = {.figures = figures.items,
                         .n_figures = figures.count,
                         .indicators = texts,
                         .n_indicators = 1,
                         .profile = km_profile("stuurgroep")};
    const KmPublished *published = NULL;
    KmError err = {0};
    ck_assert(!km_gate(arena, &input, &published, &err));
    ck_assert_int_eq(err.kind, kinds[_i]);
    ck_assert_ptr_null(published);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gate");
    TCase *tcase = tcase_create("gate");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_total_that_is_not_safe_takes_everything_with_it, 0,
                        sizeof totals / sizeof totals[0]);
    tcase_add_test(tcase, rows_stand_in_display_order_with_the_rest_before_unknown);
    tcase_add_test(tcase, a_declared_merger_stands_where_its_first_member_would);
    tcase_add_test(tcase, percentages_of_less_than_a_hundred_are_whole);
    tcase_add_loop_test(tcase, what_is_counted_apart_is_shown_only_when_no_row_of_it_is_small, 0,
                        sizeof aparts / sizeof aparts[0]);
    tcase_add_loop_test(tcase, bounds_are_shown_only_when_the_counts_behind_them_are_safe, 0, 2);
    tcase_add_test(tcase, a_partial_figure_passes_with_bounds_and_population_alone);
    tcase_add_test(tcase, few_hits_for_lack_of_deliveries_are_partial_not_protected);
    tcase_add_test(tcase, a_public_rate_follows_from_rounded_places_and_children);
    tcase_add_test(tcase, a_public_rate_written_as_a_percentage_keeps_the_decimals_of_a_percentage);
    tcase_add_test(tcase, what_was_not_delivered_says_so_without_numbers);
    tcase_add_test(tcase, a_rate_is_judged_by_its_group_alone);
    tcase_add_loop_test(tcase, a_distribution_shows_its_categories_when_none_is_small, 0, 2);
    tcase_add_test(tcase, what_no_people_stand_behind_is_not_rounded);
    tcase_add_test(tcase, crosses_and_undeclared_dimensions_are_not_published);
    tcase_add_test(tcase, income_has_stricter_limits_in_any_profile);
    tcase_add_loop_test(tcase, input_that_cannot_be_judged_is_refused_as_a_bug, 0, 3);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
