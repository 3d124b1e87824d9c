/* Expectations: R 4.2.2; clubSandwich 0.5.8 (CR2, Satterthwaite, HTZ) on lm with cluster and period
 * effects, of the matched units on rows times the root of their weight; sandwich::NeweyWest;
 * predict.lm and hatvalues for the points of a series; the stacked regression with weights of Wing,
 * Freedman and Hollingsworth (2024) for starts that differ. */
#include "engine/stats/calc/method.h"
#include "engine/stats/effect/did.h"
#include "engine/stats/effect/matched.h"
#include "engine/stats/effect/series.h"

#include "tests/unit/stats/effect_data.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *method, *inputs, *output;
    double expected;
} table[] = {
    {"did_panel", Y14, "effect", 2.92237037037037},
    {"did_panel", Y14, "effect_se", 0.682299832027915},
    {"did_panel", Y14, "effect_df", 8.38502673796792},
    {"did_panel", Y14, "effect_p", 0.00240137767694441},
    {"did_panel", Y14, "effect_lower", 1.36147148935739},
    {"did_panel", Y14, "effect_upper", 4.48326925138336},
    {"did_panel", Y14, "moment_-4", 0.318222222222223},
    {"did_panel", Y14, "moment_-4_se", 1.84469926619925},
    {"did_panel", Y14, "moment_2", 4.0988888888889},
    {"did_panel", Y14, "moment_2_se", 1.68501042235851},
    {"did_panel", Y14, "leads_F", 0.0997888739495902},
    {"did_panel", Y14, "leads_df2", 4.38502673796792},
    {"did_panel", Y14, "leads_p", 0.987241462751764},
    {"did_panel", Y14 W14, "effect", 3.05309927675882},
    {"did_panel", Y14 W14, "effect_se", 0.609145923989229},
    {"did_panel", Y14 W14, "effect_df", 7.49789622669911},
    {"did_panel", Y14 W14, "effect_p", 0.00125906591194965},
    {"did_panel", Y14 W14, "leads_F", 0.0965447660932169},
    {"did_panel", Y14 W14, "leads_df2", 3.4978962266991},
    {"did_panel", Y14 W14, "leads_p", 0.987035641627052},
    {"did_panel", Y12, "effect", 0.666666666666673},
    {"did_panel", Y12, "effect_se", 0.507425144999517},
    {"did_panel", Y12, "effect_df", 10.0},
    {"did_panel", Y16, "effect", 0.084265873015872},
    {"did_panel", Y16, "effect_se", 0.0103396765544037},
    {"did_panel", Y16, "effect_df", 13.0445859872611},
    {"did_panel", Y16, "effect_p", 1.78260422132533e-06},
    {"did_panel", Y16, "effect_lower", 0.0619361184879421},
    {"its_effect", ITS, "level", 5.05624975024975},
    {"its_effect", ITS, "level_se", 0.728466801320462}, /* the classical one is the larger */
    {"its_effect", ITS, "slope", 0.194440226440227},
    {"its_effect", ITS, "slope_se", 0.114880011347259},
    {"its_effect", ITS, "gap", 5.93123076923077},
    {"its_effect", ITS, "gap_se", 0.811190274695701}, /* Newey-West is the larger */
    {"its_effect", ITS, "gap_lower", 4.23911750743798},
    {"its_effect", ITS, "gap_p", 4.5453475940636e-07},
    {"its_effect", ITS, "lag", 2.0},
    {"its_effect", ITS, "point_-14", 1.83057142857148},
    {"its_effect", ITS, "point_-14_se", 0.898713229783433},
    {"its_effect", ITS, "point_0", 3.86934065934066},
    {"its_effect", ITS, "point_0_se", 1.19739767339941},
    {"its_effect", ITS, "point_9", 6.5971208791209},
    {"its_effect", ITS, "point_9_se", 1.57037232649177},
    {"matched_change", MATCHED, "effect", 0.471078042328043},
    {"matched_change", MATCHED, "effect_se", 0.415297620957503},
    {"matched_change", MATCHED, "effect_df", 9.54339464855054},
    {"matched_change", MATCHED, "effect_p", 0.284350774148071},
    {"matched_change", MATCHED, "effect_lower", -0.460299129179922},
    {"matched_change", MATCHED, "treated_left_out", 1.0},
};

static KmValue output_of(KmArena *arena, const char *method, const char *inputs, const char *name)
{
    KmCall *call;
    KmError err = {0};
    ck_assert_msg(km_calc(arena, method, inputs, NULL, &call, &err), "%s", err.message);
    for (size_t i = 0; i < call->n_outputs; i++) {
        if (strcmp(call->outputs[i].name, name) == 0) {
            return call->outputs[i].value;
        }
    }
    ck_abort_msg("no output %s of %s", name, method);
}

START_TEST(effects_agree_with_r)
{
    KmArena *arena = km_arena_open();
    KmValue value = output_of(arena, table[_i].method, table[_i].inputs, table[_i].output);
    ck_assert_int_eq(value.state, KM_VALUE_DEFINED);
    ck_assert_double_eq_tol(value.number, table[_i].expected,
                            1e-9 * (1e-3 + fabs(table[_i].expected)));
    km_arena_close(arena);
}
END_TEST

/* What cannot be told, and why. */
static const struct {
    const char *method, *inputs, *output, *why;
} undefined[] = {
    {"did_panel", "y=1,2|1,3;start=1,1;before=1;after=1", "effect", "no comparison cluster"},
    {"did_panel", "y=1,2|1,3;start=-1,-1;before=1;after=1", "effect", "no treated cluster"},
    {"did_panel", "y=1,2|1,3;start=0,-1;before=1;after=1", "effect", "no treated cluster has a"},
    {"did_panel", "y=1,2|1,3|4,7;start=1,-1,-1;before=1;after=1", "effect_se", "two treated"},
    {"did_panel", "y=1,2|1,3|4,7;start=1,1,-1;before=1;after=1", "effect_p", "two comparison"},
    {"did_panel", "y=1,2|1,2|4,5|4,5;start=1,1,-1,-1;before=1;after=1", "effect_se", "alike"},
    {"did_panel", "y=1,2|1,3|4,5|4,7;start=1,1,-1,-1;before=1;after=1", "leads_p", "one period"},
    {"did_panel", "y=1,3,2|1,2,3|4,1,5|4,6,7;start=2,2,-1,-1;before=2;after=1;delay=5", "effect",
     "no treated cluster has a"},
    {"did_panel", "y=1,5,3,3,2|1,7,4,2,3|4,4,4,1,5|4,5,3,6,7;start=4,4,-1,-1;before=4;after=1",
     "leads_p", "too few clusters"},
    {"did_panel", "y=1,2|2,5|1,2|3,9;start=1,1,-1,-1;before=1;after=1;weight=1e-300,1,1,1",
     "effect_se", "all the weight"},
    {"did_panel",
     "y=1e-300,2e-300|2e-300,5e-300|1e-300,2e-300|3e-300,9e-300;start=1,1,-1,-1;before=1;after=1",
     "effect_p", "to square"},
    {"did_panel",
     "y=1e300,2e300|2e300,5e300|1e300,2e300|3e300,9e300;start=1,1,-1,-1;before=1;after=1",
     "effect_p", "to square"},
    {"its_effect", "y=1,2,3,4,5,6,7,5,4,3,2,1;start=7", "gap", "fewer than 8 points before"},
    {"its_effect", "y=1,2,3,4,5,6,7,5,4,3,2,1;start=9", "gap", "fewer than 4 points after"},
    {"its_effect", "y=1,2,3,4,5,6,7,8,9,10,11,12;start=8", "gap_se", "exactly"},
    {"its_effect", "y=5,5,5,5,5,5,5,5,5,5,5,5;start=8", "gap_p", "exactly"},
    {"matched_change", "change=1,2,3;treat=1,0,0;stratum=a,b,b", "effect", "no stratum holds both"},
    {"matched_change", "change=1,2,3,5;treat=1,1,0,0;stratum=a,a,a,a;cluster=x,x,y,y", "effect_se",
     "two treated"},
};

START_TEST(what_cannot_be_told_says_why)
{
    KmArena *arena = km_arena_open();
    KmValue value =
        output_of(arena, undefined[_i].method, undefined[_i].inputs, undefined[_i].output);
    ck_assert_int_eq(value.state, KM_VALUE_UNDEFINED);
    ck_assert_msg(strstr(value.why, undefined[_i].why) != NULL, "%s", value.why);
    km_arena_close(arena);
}
END_TEST

static const struct {
    const char *method, *inputs, *message;
} refused[] = {
    {"did_panel", "y=1,2|1,3;start=2,-1;before=1;after=1", "start is 2"},
    {"did_panel", "y=1,2|1,3;start=1;before=1;after=1", "start"},
    {"did_panel", "y=1,2|1,3;start=1,-1;before=0;after=1", "before and after"},
    {"did_panel", "y=1,2|1,3;start=1,-1;before=1;after=1;weight=1,0", "weight of row 2"},
    {"did_panel", "y=1,2|1,3;start=1,-1;before=1;after=1;conf=95", "0.95"},
    {"its_effect", "y=1,2,3;start=3", "start is the place"},
    {"matched_change", "change=1,2;treat=2,0;stratum=a,a", "treat is 0 or 1"},
};

START_TEST(wrong_inputs_are_refused)
{
    KmArena *arena = km_arena_open();
    KmCall *call;
    KmError err = {0};
    ck_assert(!km_calc(arena, refused[_i].method, refused[_i].inputs, NULL, &call, &err));
    ck_assert_msg(strstr(err.message, refused[_i].message) != NULL, "%s", err.message);
    km_arena_close(arena);
}
END_TEST

/* xorshift64*; sum of twelve uniforms as a normal. */
static uint64_t state = UINT64_C(88172645463325252);
static double uniform(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (double)((state * UINT64_C(2685821657736338717)) >> 11) / 9007199254740992.0;
}
static double normal(void)
{
    double sum = -6.0;
    for (int i = 0; i < 12; i++) {
        sum += uniform();
    }
    return sum;
}

enum { CLUSTERS = 14, PERIODS = 12, RUNS = 400 };

/* Clusters with a level of their own, shocks that all share, and errors that follow each other. */
static void draw_panel(double *y, int *start, int n_clusters, int n_treated, bool staggered)
{
    double shock[PERIODS];
    for (int t = 0; t < PERIODS; t++) {
        shock[t] = normal();
    }
    for (int c = 0; c < n_clusters; c++) {
        double level = 3.0 * normal();
        double error = normal();
        for (int t = 0; t < PERIODS; t++) {
            error = 0.6 * error + 0.8 * normal();
            y[c * PERIODS + t] = level + shock[t] + error;
        }
        start[c] = c >= n_treated ? KM_DID_NEVER : staggered ? 6 + c % 3 : 7;
    }
}

static const struct {
    int clusters, treated;
    bool staggered;
} sizes[] = {{14, 5, false}, {14, 5, true}, {8, 3, false}};

START_TEST(under_no_effect_one_in_twenty_is_found)
{
    bool is_usable[PERIODS];
    double y[CLUSTERS * PERIODS];
    int start[CLUSTERS];
    int found = 0;
    int drifted = 0;
    KmError err = {0};
    memset(is_usable, 1, sizeof is_usable);
    state = UINT64_C(88172645463325252);
    for (int run = 0; run < RUNS; run++) {
        KmArena *arena = km_arena_open();
        draw_panel(y, start, sizes[_i].clusters, sizes[_i].treated, sizes[_i].staggered);
        KmDidPanel panel = {.y = y,
                            .start = start,
                            .is_usable = is_usable,
                            .n_clusters = (size_t)sizes[_i].clusters,
                            .n_periods = PERIODS,
                            .before = 4,
                            .after = 4};
        KmDid did;
        ck_assert(km_did(arena, &panel, 0.95, &did, &err));
        found += did.effect.p.number < 0.05;
        drifted += did.leads.p.state == KM_VALUE_DEFINED && did.leads.p.number < 0.05;
        km_arena_close(arena);
    }
    ck_assert_msg(found >= RUNS / 40 && found <= 3 * RUNS / 40, "%d of %d", found, RUNS);
    ck_assert_msg(drifted <= 3 * RUNS / 40, "leads: %d of %d", drifted, RUNS);
}
END_TEST

/* A series without an interruption, its errors hardly or somewhat correlated. */
static const double follows[] = {0.0, 0.3};

START_TEST(a_series_without_an_interruption_is_seldom_found)
{
    enum { POINTS = 24, START = 14 };
    double y[POINTS];
    int found = 0;
    KmError err = {0};
    state = UINT64_C(1442695040888963407);
    for (int run = 0; run < RUNS; run++) {
        KmArena *arena = km_arena_open();
        double error = normal();
        for (int t = 0; t < POINTS; t++) {
            error = follows[_i] * error + sqrt(1.0 - follows[_i] * follows[_i]) * normal();
            y[t] = 0.2 * t + error;
        }
        KmInterrupted series = {.y = y, .n = POINTS, .start = START};
        KmSeriesEffect effect;
        ck_assert(km_interrupted_series(arena, &series, 0.95, &effect, &err));
        found += effect.gap.p.number < 0.05;
        km_arena_close(arena);
    }
    ck_assert_msg(found <= 4 * RUNS / 40, "%d of %d", found, RUNS);
}
END_TEST

START_TEST(an_effect_lies_in_its_interval)
{
    enum { LIFT = 2 };
    bool is_usable[PERIODS];
    double y[CLUSTERS * PERIODS];
    int start[CLUSTERS];
    int inside = 0;
    KmError err = {0};
    memset(is_usable, 1, sizeof is_usable);
    state = UINT64_C(6364136223846793005);
    for (int run = 0; run < RUNS; run++) {
        KmArena *arena = km_arena_open();
        draw_panel(y, start, CLUSTERS, 5, true);
        for (int c = 0; c < 5; c++) {
            for (int t = start[c]; t < PERIODS; t++) {
                y[c * PERIODS + t] += LIFT;
            }
        }
        KmDidPanel panel = {.y = y,
                            .start = start,
                            .is_usable = is_usable,
                            .n_clusters = CLUSTERS,
                            .n_periods = PERIODS,
                            .before = 4,
                            .after = 4};
        KmDid did;
        ck_assert(km_did(arena, &panel, 0.95, &did, &err));
        inside += did.effect.low.number <= LIFT && LIFT <= did.effect.high.number;
        km_arena_close(arena);
    }
    ck_assert_msg(inside >= RUNS * 37 / 40 && inside <= RUNS * 39 / 40, "%d of %d", inside, RUNS);
}
END_TEST

/* Rows in another order, another unit of the outcome, a constant added: the same answer. */
START_TEST(the_order_of_the_clusters_does_not_matter)
{
    bool is_usable[PERIODS];
    double y[CLUSTERS * PERIODS];
    double turned[CLUSTERS * PERIODS];
    int start[CLUSTERS];
    int turned_start[CLUSTERS];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmDid a;
    KmDid b;
    memset(is_usable, 1, sizeof is_usable);
    is_usable[2] = false;
    draw_panel(y, start, CLUSTERS, 5, true);
    for (int c = 0; c < CLUSTERS; c++) {
        int other = CLUSTERS - 1 - c;
        turned_start[other] = start[c];
        for (int t = 0; t < PERIODS; t++) {
            turned[other * PERIODS + t] = 100.0 * (y[c * PERIODS + t] + 7.0);
        }
    }
    KmDidPanel panel = {.y = y,
                        .start = start,
                        .is_usable = is_usable,
                        .n_clusters = CLUSTERS,
                        .n_periods = PERIODS,
                        .before = 5,
                        .after = 4};
    ck_assert(km_did(arena, &panel, 0.95, &a, &err));
    panel.y = turned;
    panel.start = turned_start;
    ck_assert(km_did(arena, &panel, 0.95, &b, &err));
    ck_assert_double_eq_tol(100.0 * a.effect.estimate.number, b.effect.estimate.number, 1e-9);
    ck_assert_double_eq_tol(a.effect.p.number, b.effect.p.number, 1e-11);
    ck_assert_double_eq_tol(a.leads.p.number, b.leads.p.number, 1e-9);
    ck_assert_double_eq_tol(a.drift.p.number, b.drift.p.number, 1e-9);
    ck_assert_uint_eq(a.n_moments, b.n_moments);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effect");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60.0);
    tcase_add_loop_test(all, effects_agree_with_r, 0, (int)(sizeof table / sizeof *table));
    tcase_add_loop_test(all, what_cannot_be_told_says_why, 0,
                        (int)(sizeof undefined / sizeof *undefined));
    tcase_add_loop_test(all, wrong_inputs_are_refused, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_loop_test(all, under_no_effect_one_in_twenty_is_found, 0,
                        (int)(sizeof sizes / sizeof *sizes));
    tcase_add_loop_test(all, a_series_without_an_interruption_is_seldom_found, 0,
                        (int)(sizeof follows / sizeof *follows));
    tcase_add_test(all, an_effect_lies_in_its_interval);
    tcase_add_test(all, the_order_of_the_clusters_does_not_matter);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
