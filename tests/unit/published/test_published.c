#include "engine/published/constructor.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static const KmPublished *published;

static const KmIndicatorText bereik = {.id = "vve-bereik"};
static const KmIndicatorText dekking = {.id = "ve-plaatsen-dekking"};
static const KmIndicatorText *const indicators[] = {&bereik, &dekking};

static KmPublishedFigure row(const KmIndicatorText *indicator, const char *period, const char *dim,
                             const char *code)
{
    KmPublishedFigure figure = {.indicator = indicator,
                                .block = {.dim = {dim, ""}, .code = {code, ""}}};
    KmError err = {0};
    ck_assert(km_period_parse(period, &figure.period, &err));
    figure.status = figure.period.is_range ? KM_PUBLISHED_POOLED : KM_PUBLISHED_SHOWN;
    return figure;
}

static void setup(void)
{
    arena = km_arena_open();
    KmPublishedFigure *figures = KM_NEW_ARRAY(arena, KmPublishedFigure, 8);
    figures[0] = row(&bereik, "2026K2", "", "");
    figures[1] = row(&bereik, "2026K2", "wijk", "a");
    figures[2] = row(&bereik, "2026K3", "", "");
    figures[3] = row(&bereik, "2025K4..2026K3", "wijk", "a");
    figures[4] = row(&bereik, "2026K3", "wijk", "b");
    figures[5] = row(&bereik, "2026K3", "geslacht", "m");
    figures[6] = row(&dekking, "2026K3", "", "");
    figures[7] = row(&dekking, "2026K3", "wijk", "a");
    const KmReleaseText release = {.profile = "stuurgroep", .area_nl = "Leiden"};
    published = km_published_new(arena, &release, indicators, 2, figures, 8);
}

static void teardown(void)
{
    km_arena_close(arena);
}

typedef struct {
    const char *promise;
    const char *indicator, *period, *dimension;
    size_t count;
    const char *first;
} RowsCase;

static const RowsCase cases[] = {
    {"a quarter with its pooled stand-ins, in order", "vve-bereik", "2026K3", "wijk", 2, "a"},
    {"an earlier quarter without them", "vve-bereik", "2026K2", "wijk", 1, "a"},
    {"the range itself", "vve-bereik", "2025K4..2026K3", "wijk", 1, "a"},
    {"another dimension", "vve-bereik", "2026K3", "geslacht", 1, "m"},
    {"another indicator", "ve-plaatsen-dekking", "2026K3", "wijk", 1, "a"},
    {"a quarter that is not there", "vve-bereik", "2026K1", "wijk", 0, NULL},
    {"no period at all", "vve-bereik", "gisteren", "wijk", 0, NULL},
    {"an empty dimension is the total", "vve-bereik", "2026K3", "", 1, ""},
};

START_TEST(rows_of_a_dimension_are_found_by_quarter)
{
    const RowsCase *c = &cases[_i];
    KmPublishedRows rows =
        km_published_rows(published, arena, c->indicator, c->period, c->dimension);
    ck_assert_msg(rows.count == c->count, "%s: %zu rows", c->promise, rows.count);
    if (c->count > 0) {
        ck_assert_str_eq(rows.figures[0]->block.code[0], c->first);
    }
}
END_TEST

START_TEST(totals_and_indicators_are_found_by_name)
{
    ck_assert_str_eq(km_published_release(published)->area_nl, "Leiden");
    ck_assert_uint_eq(km_published_count(published), 8);
    ck_assert_ptr_null(km_published_at(published, 8));
    ck_assert_uint_eq(km_published_indicator_count(published), 2);
    ck_assert_ptr_eq(km_published_indicator(published, "ve-plaatsen-dekking"), &dekking);
    ck_assert_ptr_eq(km_published_indicator_at(published, 0), &bereik);
    ck_assert_ptr_null(km_published_indicator_at(published, 2));
    ck_assert_ptr_null(km_published_indicator(published, "taalbereik"));
    ck_assert_ptr_eq(km_published_total(published, "vve-bereik", "2026K3"),
                     km_published_at(published, 2));
    ck_assert_ptr_null(km_published_total(published, "vve-bereik", "2026K1"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("published");
    TCase *tcase = tcase_create("published");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, rows_of_a_dimension_are_found_by_quarter, 0,
                        sizeof cases / sizeof cases[0]);
    tcase_add_test(tcase, totals_and_indicators_are_found_by_name);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
