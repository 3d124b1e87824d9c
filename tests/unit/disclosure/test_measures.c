/* What stands beside a total: a gap is shown where both its levels are, a share within some days
 * where both its sides may be. */
#include "engine/disclosure/gate.h"

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

int main(void)
{
    Suite *suite = suite_create("measures");
    TCase *tests = tcase_create("measures");
    tcase_add_loop_test(tests, a_gap_is_shown_where_its_levels_are, 0,
                        (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, shares_within_days_are_whole_and_hide_few);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
