/* Which schools stand together in a funnel plot: fifteen made-up schools under two boards. */
#include "engine/published/constructor.h"
#include "reports/charts/groups/funnel_units.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHOOLS = 16, LIGHT = 11, HEAVY = 3 };

static const char *const hidden[] = {"b/S01", "b/S13", "onbekend"};
static KmArena *arena;
static KmCodeText codes[SCHOOLS];
static KmDimensionText dimensions[2];
static KmIndicatorText text;

static void open_arena(void)
{
    arena = km_arena_open();
}

static void close_arena(void)
{
    km_arena_close(arena);
}

/* S00 … S11 light, S12 … S14 heavy, S15 without a weight. */
static void name_schools(void)
{
    for (size_t i = 0; i < SCHOOLS; i++) {
        codes[i] = (KmCodeText){.code = km_format(arena, "S%02zu", i),
                                .label_nl = km_format(arena, "School %zu", i),
                                .class_nl = i < 12   ? "25 tot 30"
                                            : i < 15 ? "tot 25"
                                                     : NULL};
    }
    dimensions[0] = (KmDimensionText){.name = "wijk", .label_nl = "Wijk", .label_en = "District"};
    dimensions[1] = (KmDimensionText){.name = "school",
                                      .label_nl = "School",
                                      .label_en = "School",
                                      .codes = codes,
                                      .n_codes = SCHOOLS,
                                      .is_open = true,
                                      .within = "organisatie",
                                      .class_nl = "schoolweging"};
    text = (KmIndicatorText){.id = "verzuim",
                             .title_nl = "Verzuim",
                             .unit_nl = "leerlingen",
                             .population_nl = "leerlingen",
                             .hit_nl = "met verzuim",
                             .time_nl = "in het jaar",
                             .sources_nl = "scholen",
                             .limitation_nl = "",
                             .kind = KM_KIND_PROPORTION,
                             .direction = KM_DIRECTION_DOWN,
                             .dimensions = dimensions,
                             .n_dimensions = 2};
}

/* S01 and S13 hide among the rest; S00 stands far above the others. */
static const KmPublished *publish(bool with_schools)
{
    KmPublishedFigure *figures = KM_NEW_ARRAY(arena, KmPublishedFigure, SCHOOLS + 1);
    KmReleaseText release = {.profile = "stuurgroep", .area_nl = "Leiden"};
    const KmIndicatorText **texts = KM_NEW_ARRAY(arena, const KmIndicatorText *, 1);
    KmPeriod period;
    KmError err = {0};
    size_t n = 0;
    name_schools();
    texts[0] = &text;
    ck_assert(km_period_parse("2026K3", &period, &err));
    for (size_t i = 0; with_schools && i < SCHOOLS; i++) {
        if (i == 1 || i == 13) {
            continue;
        }
        int64_t x = i == 0 ? 60 : 19 + (int64_t)i % 3;
        figures[n++] = (KmPublishedFigure){
            .indicator = &text,
            .period = period,
            .block = {.dim = {"school", ""}, .code = {km_format(arena, "b/S%02zu", i), ""}},
            .label_nl = codes[i].label_nl,
            .status = KM_PUBLISHED_SHOWN,
            .has_counts = true,
            .n = 200,
            .x = x,
            .has_estimate = true,
            .estimate = (double)x / 200.0,
            .flags = "",
            .decimals = 0};
    }
    if (with_schools) {
        figures[n++] = (KmPublishedFigure){.indicator = &text,
                                           .period = period,
                                           .block = {.dim = {"school", ""}, .code = {"overig", ""}},
                                           .label_nl = "3 samen",
                                           .status = KM_PUBLISHED_MERGED,
                                           .members = hidden,
                                           .n_members = 3,
                                           .has_counts = true,
                                           .n = 100,
                                           .x = 9,
                                           .flags = ""};
    }
    return km_published_new(arena, &release, texts, 1, figures, n);
}

START_TEST(each_class_has_its_own_funnel_and_the_unknown_have_none)
{
    KmFunnelGroup *groups;
    const KmPublished *published = publish(true);
    size_t n = km_chart_funnel_groups(arena, published, &text, "2026K3", &dimensions[1], &groups);
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(groups[0].by, "school=tot 25");
    ck_assert_uint_eq(groups[0].n_units, HEAVY - 1);
    ck_assert(!groups[0].is_enough);
    ck_assert_str_eq(groups[1].by, "school=25 tot 30");
    ck_assert_uint_eq(groups[1].n_units, LIGHT);
    ck_assert(groups[1].is_enough);
    ck_assert_ptr_null(groups[2].class_nl);
    ck_assert(!groups[2].is_enough);
}
END_TEST

START_TEST(a_hidden_school_is_counted_with_its_own_class_only)
{
    KmFunnelUnits units;
    const KmPublished *published = publish(true);
    ck_assert(km_funnel_units(arena, published, &text, "2026K3", "school", &units));
    ck_assert_str_eq(units.class_nl, "25 tot 30"); /* the largest */
    ck_assert_uint_eq(units.n_figures, LIGHT);
    ck_assert_uint_eq(units.n_hidden, 1);
    ck_assert_str_eq(km_funnel_noun_nl(arena, &units, true), "scholen met schoolweging 25 tot 30");
    for (size_t i = 1; i < units.n_figures; i++) { /* by code, whatever their share */
        ck_assert_int_lt(
            strcmp(units.figures[i - 1]->block.code[0], units.figures[i]->block.code[0]), 0);
    }
}
END_TEST

typedef struct {
    const char *by;
    KmChartKind kind;
    bool with_schools;
    const char *title, *reason, *error; /* one of them */
} Words;

static const Words words[] = {
    {"school", KM_CHART_FUNNEL, true, "Verzuim: School 0 wijkt meer af dan toeval", NULL, NULL},
    {"school=tot 25", KM_CHART_FUNNEL, true, NULL,
     "Of scholen met schoolweging tot 25 meer verschillen dan toeval is niet te zeggen: daarvoor "
     "moeten er ten minste tien te tonen zijn, en dat zijn er twee.",
     NULL},
    {"school", KM_CHART_FUNNEL, false, NULL, "Afzonderlijke scholen worden hier niet getoond.",
     NULL},
    {"school", KM_CHART_DOTS, true, NULL, NULL,
     "single school units are drawn in a funnel plot only, never as a ranking"},
    {"school", KM_CHART_MULTIPLES, true, NULL, NULL,
     "single school units are drawn in a funnel plot only, never as a ranking"},
};

START_TEST(schools_are_told_apart_by_chance_and_never_ranked)
{
    const Words *c = &words[_i];
    KmPeriod period;
    KmError err = {0};
    KmChart chart = {0};
    ck_assert(km_period_parse("2026K3", &period, &err));
    KmChartRequest request = {
        .kind = c->kind, .indicator = "verzuim", .by = c->by, .period = &period, .id_prefix = "g"};
    const KmPublished *published = publish(c->with_schools);
    bool is_made = km_chart_draw(arena, NULL, published, &request, &chart, &err);
    ck_assert_msg(is_made == (c->error == NULL), "%s", err.message);
    if (c->error != NULL) {
        ck_assert_str_eq(err.message, c->error);
    } else if (c->title != NULL) {
        ck_assert_str_eq(chart.title_nl, c->title);
    } else {
        ck_assert_str_eq(chart.reason_nl, c->reason);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("funnel_units");
    TCase *tests = tcase_create("schools");
    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, each_class_has_its_own_funnel_and_the_unknown_have_none);
    tcase_add_test(tests, a_hidden_school_is_counted_with_its_own_class_only);
    tcase_add_loop_test(tests, schools_are_told_apart_by_chance_and_never_ranked, 0,
                        (int)(sizeof words / sizeof *words));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
