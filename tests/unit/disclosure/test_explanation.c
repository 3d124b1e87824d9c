#include "town.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;

static void setup(void)
{
    arena = km_arena_open();
}

static void teardown(void)
{
    km_arena_close(arena);
}

enum { STEPS = 6 };
static const KmStepKind kinds[STEPS] = {KM_STEP_POPULATION, KM_STEP_POPULATION, KM_STEP_POPULATION,
                                        KM_STEP_EXCLUDED,   KM_STEP_HIT,        KM_STEP_HIT};

typedef struct {
    const char *promise;
    const char *profile;
    int64_t n, x, excluded;
    int64_t counts[STEPS];
    int64_t shown[STEPS]; /* -1: no count */
} StepCase;

static const StepCase cases[] = {
    {"steps far apart keep their counts",
     "stuurgroep",
     100,
     80,
     0,
     {24000, 800, 100, 0, 90, 80},
     {24000, 800, 100, 0, 90, 80}},
    {"two fewer than the step before says who they are",
     "stuurgroep",
     100,
     80,
     0,
     {24000, 802, 800, 0, 90, 80},
     {24000, 802, -1, 0, 90, 80}},
    {"two more than the population",
     "stuurgroep",
     100,
     80,
     0,
     {24000, 800, 102, 0, 90, 80},
     {24000, 800, -1, 0, 90, 80}},
    {"three hits lost in the last step",
     "stuurgroep",
     100,
     80,
     0,
     {24000, 800, 100, 0, 83, 80},
     {24000, 800, 100, 0, -1, 80}},
    {"the working group may see three",
     "werkgroep",
     100,
     80,
     0,
     {24000, 800, 100, 0, 83, 80},
     {24000, 800, 100, 0, 83, 80}},
    {"two excluded",
     "stuurgroep",
     100,
     80,
     2,
     {24000, 800, 100, 2, 90, 80},
     {24000, 800, 100, -1, 90, 80}},
    {"rounded in public",
     "openbaar",
     101,
     80,
     0,
     {24003, 801, 101, 0, 91, 80},
     {24005, 800, 100, 0, 90, 80}},
    {"a hidden figure explains its steps without counts",
     "stuurgroep",
     100,
     98,
     0,
     {24000, 800, 100, 0, 99, 98},
     {-1, -1, -1, -1, -1, -1}},
};

START_TEST(a_step_keeps_its_count_only_far_from_all_others)
{
    const StepCase *c = &cases[_i];
    TownFigures figures = {.arena = arena};
    KmFigure *figure = town_add(&figures, "2026K3", "", "", c->n, c->x);
    figure->excluded = c->excluded;
    KmIndicatorText text = town_indicator(&town_districts, KM_SENSITIVE_MISS);
    const KmPublished *published = town_gate(arena, &figures, &text, c->profile);
    KmStep steps[STEPS];
    for (size_t i = 0; i < STEPS; i++) {
        steps[i] = (KmStep){.kind = kinds[i], .label = "stap", .count = c->counts[i]};
    }
    int64_t lines[] = {17, 18};
    KmDate received = 0;
    ck_assert(km_date_from_civil(2026, 10, 14, &received));
    KmSourceDelivery delivery = {.id = "jgz_indicatie/jgz-rijnland/2026K3/1",
                                 .received = received,
                                 .lines = lines,
                                 .n_lines = 2};
    KmExplanation explanation = {.figure = figures.items[0],
                                 .steps = steps,
                                 .n_steps = STEPS,
                                 .deliveries = &delivery,
                                 .n_deliveries = 1};
    const KmPublishedExplanation *explained = NULL;
    KmError err = {0};
    ck_assert(km_gate_explanation(arena, km_profile(c->profile), &explanation,
                                  town_total(published, "2026K3"), &explained, &err));
    ck_assert_uint_eq(explained->n_steps, STEPS);
    for (size_t i = 0; i < STEPS; i++) {
        ck_assert_msg(explained->steps[i].has_count == (c->shown[i] >= 0), "%s: step %zu",
                      c->promise, i);
        ck_assert_int_eq(explained->steps[i].count, c->shown[i] < 0 ? 0 : c->shown[i]);
    }
    ck_assert_str_eq(explained->deliveries[0],
                     "jgz_indicatie/jgz-rijnland/2026K3/1, ontvangen 14 oktober 2026");
}
END_TEST

/* Reasons why following ended, of 100 who began and 60 who came: they are all of the other 40. */
typedef struct {
    const char *promise;
    int64_t counts[4];
    int64_t shown[4]; /* −1: hidden */
} EndCase;

static const EndCase end_cases[] = {
    {"all large: all told", {20, 13, 7, 0}, {20, 13, 7, 0}},
    {"one small would be what is left of 40: the next smallest goes with it",
     {22, 15, 3, 0},
     {22, -1, -1, 0}},
    {"two small that are five together may stay hidden together", {35, 3, 2, 0}, {35, -1, -1, 0}},
    {"two small that are four together need a third", {22, 14, 3, 1}, {22, -1, -1, -1}},
    {"one reason for all tells what is known", {40, 0, 0, 0}, {40, 0, 0, 0}},
};

START_TEST(reasons_of_ending_are_closed)
{
    const EndCase *c = &end_cases[_i];
    TownFigures figures = {.arena = arena};
    (void)town_add(&figures, "2026K3", "", "", 100, 60);
    KmIndicatorText text = town_indicator(&town_districts, KM_SENSITIVE_MISS);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    KmStep steps[4];
    for (size_t i = 0; i < 4; i++) {
        steps[i] = (KmStep){.kind = KM_STEP_ENDED, .label = "reden", .count = c->counts[i]};
    }
    KmExplanation explanation = {.figure = figures.items[0], .steps = steps, .n_steps = 4};
    const KmPublishedExplanation *explained = NULL;
    KmError err = {0};
    ck_assert(km_gate_explanation(arena, km_profile("stuurgroep"), &explanation,
                                  town_total(published, "2026K3"), &explained, &err));
    for (size_t i = 0; i < 4; i++) {
        ck_assert_msg(explained->steps[i].has_count == (c->shown[i] >= 0), "%s: reason %zu",
                      c->promise, i);
        ck_assert_int_eq(explained->steps[i].count, c->shown[i] < 0 ? 0 : c->shown[i]);
    }
}
END_TEST

START_TEST(the_steps_of_another_figure_are_refused)
{
    TownFigures figures = {.arena = arena};
    (void)town_add(&figures, "2026K3", "", "", 100, 80);
    (void)town_add(&figures, "2026K2", "", "", 100, 80);
    KmIndicatorText text = town_indicator(&town_districts, KM_SENSITIVE_MISS);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    KmExplanation explanation = {.figure = figures.items[0]};
    const KmPublishedExplanation *explained = NULL;
    KmError err = {0};
    ck_assert(!km_gate_explanation(arena, km_profile("stuurgroep"), &explanation,
                                   town_total(published, "2026K2"), &explained, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_BUG);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("explanation");
    TCase *tcase = tcase_create("explanation");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, reasons_of_ending_are_closed, 0,
                        (int)(sizeof end_cases / sizeof *end_cases));
    tcase_add_loop_test(tcase, a_step_keeps_its_count_only_far_from_all_others, 0,
                        sizeof cases / sizeof cases[0]);
    tcase_add_test(tcase, the_steps_of_another_figure_are_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
