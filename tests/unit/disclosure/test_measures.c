/* What stands beside a total: a gap is shown where both its levels are, a share within some days
 * where both its sides may be. */
#include "engine/disclosure/gate.h"

#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const KmCodeText codes[] = {{"nl", "Nederlands", ""}, {"anders", "anders", ""}};
static const KmDimensionText taal = {
    .name = "thuistaal", .label_nl = "Thuistaal", .codes = codes, .n_codes = 2};
static const KmIndicatorText reach = {.id = "bereik",
                                      .kind = KM_KIND_PROPORTION,
                                      .sensitive = KM_SENSITIVE_BOTH,
                                      .dimensions = &taal,
                                      .n_dimensions = 1};
static const KmGapText pair = {"thuistaal", "nl", "anders"};
static const KmIndicatorText gap = {.id = "kloof",
                                    .kind = KM_KIND_GAP,
                                    .dimensions = &taal,
                                    .n_dimensions = 1,
                                    .gap_of = "bereik",
                                    .gap_kind = KM_KIND_PROPORTION,
                                    .gaps = &pair,
                                    .n_gaps = 1};
static const int days[] = {42, 91};
static const KmIndicatorText wait = {.id = "wacht",
                                     .kind = KM_KIND_DURATION,
                                     .sensitive = KM_SENSITIVE_MISS,
                                     .within = days,
                                     .n_within = 2};

static KmFigure figure(const char *indicator, const char *dim, const char *code, int64_t n,
                       int64_t x, double estimate)
{
    return (KmFigure){.indicator = indicator,
                      .period = "2026K3",
                      .block = {{dim, ""}, {code, ""}},
                      .status = KM_FIGURE_DEFINED,
                      .n = n,
                      .x = x,
                      .has_estimate = true,
                      .estimate = estimate,
                      .has_bounds = true,
                      .bound_low = estimate,
                      .bound_high = estimate,
                      .method = "",
                      .missing = "",
                      .flags = "",
                      .run = ""};
}

static const KmPublished *publish(KmArena *arena, const KmFigure *figures, size_t n,
                                  const char *profile)
{
    const KmIndicatorText **texts = KM_NEW_ARRAY(arena, const KmIndicatorText *, 3);
    const KmPublished *published = NULL;
    KmError err = {0};
    texts[0] = &gap; /* before what it stands on */
    texts[1] = &reach;
    texts[2] = &wait;
    KmGateInput input = {.figures = figures,
                         .n_figures = n,
                         .indicators = texts,
                         .n_indicators = 3,
                         .profile = km_profile(profile),
                         .release = {.run = "", .area_nl = "Stad", .program = ""}};
    ck_assert_msg(km_gate(arena, &input, &published, &err), "%s", err.message);
    return published;
}

typedef struct {
    const char *promise;
    const char *profile;
    int64_t n, x; /* of the other group */
    KmPublishedStatus status;
} Case;

static const Case cases[] = {
    {"both levels shown: the gap too", "werkgroep", 40, 20, KM_PUBLISHED_SHOWN},
    {"one level too small: no gap", "werkgroep", 8, 4, KM_PUBLISHED_PROTECTED},
    {"a level with too few misses: no gap", "werkgroep", 40, 39, KM_PUBLISHED_PROTECTED},
    {"a stricter audience sees less", "openbaar", 40, 34, KM_PUBLISHED_PROTECTED},
};

START_TEST(a_gap_is_shown_where_its_levels_are)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    double p = (double)c->x / (double)c->n;
    const KmFigure figures[] = {
        figure("bereik", "", "", 60 + c->n, 30 + c->x,
               (30.0 + (double)c->x) / (60.0 + (double)c->n)),
        figure("bereik", "thuistaal", "nl", 60, 30, 0.5),
        figure("bereik", "thuistaal", "anders", c->n, c->x, p),
        figure("kloof", "", "", 60 + c->n, 0, 0.5 - p),
        figure("kloof", "thuistaal", "nl", 60, 30, 0.5),
        figure("kloof", "thuistaal", "anders", c->n, c->x, p),
        figure("kloof", "maat", "thuistaal-verhouding", 60 + c->n, 0, 0.5 / p),
    };
    const KmPublished *published =
        publish(arena, figures, sizeof figures / sizeof *figures, c->profile);
    const KmPublishedFigure *total = km_published_total(published, "kloof", "2026K3");
    KmPublishedRows rows = km_published_rows(published, arena, "kloof", "2026K3", "maat");
    ck_assert_ptr_eq(km_published_at(published, 0)->indicator, &gap);
    ck_assert_msg(total->status == c->status, "%s", c->promise);
    ck_assert(total->has_estimate == (c->status == KM_PUBLISHED_SHOWN));
    ck_assert_uint_eq(rows.count, 1);
    ck_assert(rows.figures[0]->status == c->status);
    ck_assert(!total->has_counts && !rows.figures[0]->has_counts);
    ck_assert_uint_eq(km_published_rows(published, arena, "kloof", "2026K3", "thuistaal").count, 0);
    km_arena_close(arena);
}
END_TEST

START_TEST(shares_within_days_are_whole_and_hide_few)
{
    KmArena *arena = km_arena_open();
    const KmFigure figures[] = {
        figure("wacht", "", "", 40, 38, 30.0),
        figure("wacht", "binnen", "42", 40, 30, 0.7512),
        figure("wacht", "binnen", "91", 40, 39, 0.98),
    };
    const KmPublished *published = publish(arena, figures, 3, "werkgroep");
    KmPublishedRows rows = km_published_rows(published, arena, "wacht", "2026K3", "binnen");
    ck_assert_uint_eq(rows.count, 2);
    ck_assert(rows.figures[0]->status == KM_PUBLISHED_SHOWN && !rows.figures[0]->has_counts);
    ck_assert_double_eq_tol(rows.figures[0]->estimate, 0.75, 1e-12);
    ck_assert(rows.figures[1]->status == KM_PUBLISHED_PROTECTED && !rows.figures[1]->has_estimate);
    km_arena_close(arena);
}
END_TEST

/* Who still waits and who was helped, week by week, of forty; then which weeks may be told. */
typedef struct {
    const char *promise, *profile;
    KmSensitiveSide sensitive;
    int64_t waiting[6], helped[6];
    const char *told; /* the days, in order */
} CurveCase;

static const CurveCase curves[] = {
    {"every step is about enough of them",
     "werkgroep",
     KM_SENSITIVE_GROUP,
     {36, 30, 25, 20, 15, 10},
     {4, 10, 15, 20, 25, 30},
     "0 7 14 21 28 35"},
    {"a step about a few waits until it is about more",
     "werkgroep",
     KM_SENSITIVE_GROUP,
     {36, 34, 33, 20, 18, 15},
     {4, 6, 7, 20, 22, 25},
     "0 14 21 35"},
    {"a week without change may be told",
     "werkgroep",
     KM_SENSITIVE_GROUP,
     {36, 36, 36, 30, 30, 30},
     {4, 4, 4, 10, 10, 10},
     "0 7 14 21 28 35"},
    {"the curve ends where fewer than N wait",
     "werkgroep",
     KM_SENSITIVE_GROUP,
     {36, 20, 9, 6, 3, 0},
     {4, 20, 31, 34, 37, 40},
     "0 7"},
    {"who was lost counts among who stopped waiting",
     "werkgroep",
     KM_SENSITIVE_GROUP,
     {36, 33, 30, 27, 24, 21},
     {4, 4, 4, 4, 4, 4},
     "0 7 14 21 28 35"},
    {"a few lost are hidden where misses are protected",
     "werkgroep",
     KM_SENSITIVE_MISS,
     {36, 31, 26, 20, 17, 14},
     {4, 8, 13, 17, 20, 23},
     "0 21 28 35"},
    {"a stricter audience sees less",
     "stuurgroep",
     KM_SENSITIVE_GROUP,
     {36, 33, 30, 27, 24, 21},
     {4, 7, 10, 13, 16, 19},
     "7 21 35"},
};

START_TEST(no_point_of_the_curve_is_about_a_few)
{
    const CurveCase *c = &curves[_i];
    KmArena *arena = km_arena_open();
    KmIndicatorText text = wait;
    const KmIndicatorText *texts[] = {&text};
    const KmPublished *published = NULL;
    KmError err = {0};
    KmFigure figures[7] = {figure("wacht", "", "", 40, 38, 30.0)};
    text.sensitive = c->sensitive;
    for (int i = 0; i < 6; i++) { /* in no order */
        int week = 5 - i;
        figures[1 + i] = figure("wacht", "wachtend", km_format(arena, "%d", 7 * week),
                                c->waiting[week], c->helped[week], 0.5);
    }
    KmGateInput input = {.figures = figures,
                         .n_figures = 7,
                         .indicators = texts,
                         .n_indicators = 1,
                         .profile = km_profile(c->profile),
                         .release = {.run = "", .area_nl = "Stad", .program = ""}};
    ck_assert_msg(km_gate(arena, &input, &published, &err), "%s", err.message);
    KmPublishedRows rows = km_published_rows(published, arena, "wacht", "2026K3", "wachtend");
    KmText told = km_text_init(arena);
    for (size_t i = 0; i < rows.count; i++) {
        km_text_addf(&told, "%s%s", i == 0 ? "" : " ", rows.figures[i]->block.code[0]);
        ck_assert(rows.figures[i]->status == KM_PUBLISHED_SHOWN && rows.figures[i]->x == 0);
    }
    ck_assert_msg(strcmp(told.bytes, c->told) == 0, "%s: %s", c->promise, told.bytes);
    km_arena_close(arena);
}
END_TEST

/* What the interval is made again from leaves with exact numbers only. */
START_TEST(a_design_effect_leaves_with_exact_numbers_only)
{
    static const struct {
        const char *profile;
        bool is_told;
    } profiles[] = {{"onderzoek", true}, {"werkgroep", true}, {"openbaar", false}};
    KmArena *arena = km_arena_open();
    KmFigure total = figure("bereik", "", "", 300, 229, 229.0 / 300.0);
    total.has_interval = true;
    total.low = 0.663;
    total.high = 0.841;
    total.n_effective = 85.67;
    total.design_effect = 2.799;
    total.clusters = 12;
    for (size_t i = 0; i < 3; i++) {
        const KmPublished *published = publish(arena, &total, 1, profiles[i].profile);
        const KmPublishedFigure *row = km_published_total(published, "bereik", "2026K3");
        ck_assert(row->is_clustered);
        ck_assert_int_eq(row->has_design, profiles[i].is_told);
        ck_assert_double_eq_tol(row->n_effective, profiles[i].is_told ? 85.67 : 0.0, 1e-12);
        ck_assert_int_eq(row->clusters, profiles[i].is_told ? 12 : 0);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("measures");
    TCase *tests = tcase_create("measures");
    tcase_add_loop_test(tests, a_gap_is_shown_where_its_levels_are, 0,
                        (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, a_design_effect_leaves_with_exact_numbers_only);
    tcase_add_test(tests, shares_within_days_are_whole_and_hide_few);
    tcase_add_loop_test(tests, no_point_of_the_curve_is_about_a_few, 0,
                        (int)(sizeof curves / sizeof *curves));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
