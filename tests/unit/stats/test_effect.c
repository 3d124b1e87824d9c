/* Expectations: R 4.2.2; clubSandwich 0.5.8 (CR2, Satterthwaite, HTZ) on lm with cluster and period
 * effects, of the matched units on rows times the root of their weight; sandwich::NeweyWest; the
 * stacked regression with weights of Wing, Freedman and Hollingsworth (2024) for starts that
 * differ. */
#include "engine/stats/calc/method.h"
#include "engine/stats/effect/did.h"
#include "engine/stats/effect/matched.h"
#include "engine/stats/effect/series.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define Y14                                                                                        \
    "y=73.9,72.73,75.78,74.01,74.89,73.84,79.43,76.76,77.39,78.32|60.92,62.46,59.58,61.61,66.46,"  \
    "62.75,61.79,63.95,64.13,70.14|65.06,64.99,66.71,65.68,68.62,63.65,73.01,69.69,72.56,71.31|"   \
    "61,57.92,57.07,58.95,60.02,61.35,59.58,59.13,57.04,62.12|59.2,59.43,57.63,63.06,58.37,57.6,"  \
    "55.92,60.83,58.81,62.5|67.08,67.06,66.35,68.41,68.14,69.1,67.48,70.88,73.37,72.12|64.09,"     \
    "61.53,66.47,63.7,63.5,64.29,61.87,65.91,64.85,62.46|58.08,58.85,58.82,58.74,56.8,59.85,"      \
    "59.58,64.41,63.22,64.59|61.86,60.06,64.28,67.42,64.72,62.26,62.59,66.14,65.17,65.82|69.69,"   \
    "70.38,70.29,68.44,69.48,67.56,72.53,75.1,74.92,72.86|57.21,58.83,58.24,61.43,61.19,62.58,"    \
    "62.4,65.95,66.03,64.32|52.92,47.48,49.96,51.6,52.79,51.69,50.31,50.58,53.45,54.25|62.91,67."  \
    "9,"                                                                                           \
    "70.57,65.92,66.42,68.87,65.64,69.79,69.66,74.42|56.31,54.38,52.89,56.07,56.43,60.85,57.98,"   \
    "56.15,54.69,58.42;start=6,-1,6,-1,-1,6,-1,6,-1,-1,6,-1,-1,-1;before=6;after=4"
#define W14 ";weight=12,30,25,41,18,22,9,35,27,14,50,16,33,21"
#define Y16                                                                                        \
    "y=0.747,0.772,0.791,0.784,0.795,0.935,0.919,0.938,1.009,0.964,1.044,1.041|0.683,0.65,0.619,"  \
    "0.647,0.666,0.706,0.711,0.717,0.745,0.674,0.764,0.741|0.678,0.641,0.672,0.664,0.722,0.714,"   \
    "0.718,0.798,0.803,0.86,0.807,0.846|0.662,0.614,0.637,0.616,0.653,0.663,0.726,0.713,0.708,"    \
    "0.743,0.717,0.735|0.681,0.661,0.664,0.612,0.679,0.764,0.742,0.782,0.794,0.816,0.831,0.829|"   \
    "0.712,0.733,0.747,0.74,0.742,0.711,0.73,0.733,0.72,0.739,0.762,0.782|0.668,0.615,0.615,0."    \
    "626,"                                                                                         \
    "0.623,0.621,0.646,0.655,0.666,0.631,0.713,0.754|0.567,0.565,0.594,0.561,0.622,0.552,0.595,"   \
    "0.694,0.724,0.736,0.726,0.703|0.577,0.664,0.675,0.68,0.668,0.662,0.698,0.714,0.723,0.688,"    \
    "0.771,0.697|0.718,0.707,0.662,0.765,0.749,0.733,0.77,0.804,0.863,0.859,0.824,0.909|0.577,"    \
    "0.589,0.584,0.617,0.57,0.616,0.64,0.631,0.663,0.599,0.626,0.667|0.631,0.624,0.61,0.661,0."    \
    "667,"                                                                                         \
    "0.714,0.746,0.799,0.749,0.78,0.817,0.783|0.508,0.519,0.492,0.513,0.516,0.523,0.555,0.574,"    \
    "0.543,0.572,0.593,0.592|0.377,0.471,0.502,0.438,0.505,0.504,0.529,0.557,0.531,0.519,0.613,"   \
    "0.627|0.685,0.715,0.694,0.752,0.744,0.686,0.73,0.783,0.887,0.852,0.838,0.878|0.602,0.637,"    \
    "0.631,0.678,0.729,0.704,0.688,0.717,0.745,0.683,0.71,0.75;start=5,-1,7,-1,5,-1,-1,7,-1,8,-1," \
    "5,-1,-1,7,-1;before=4;after=4"
/* Case p253 of the reference, clusters by row. */
#define Y12                                                                                        \
    "y=69.82,68.52,70.08,71.7|66.75,69.97,71.18,68.06|70.01,71.56,73.44,75.18|70.9,70.52,73.2,"    \
    "73.61|71.84,70.11,72.93,72.42|73.32,73.49,77.08,77.48|71.98,74.68,73.89,75.18|69.78,68.61,"   \
    "71.96,73.11|73.8,73.33,77.73,75.04|69.15,71.83,73.63,73.46|70.21,70.53,72.8,72.97|73.37,"     \
    "73.24,76.73,76.4;start=-1,2,-1,2,-1,2,-1,2,-1,2,-1,2;before=2;after=2"
#define ITS                                                                                        \
    "y=46.35,44.81,44.64,45.47,44.2,45.8,45.27,46.99,47.5,49.55,48.33,47.93,47.91,49.08,53.09,"    \
    "54.96,55.78,56.48,56.95,56.75,57.97,57.79,58.02,58.84;start=14"
#define MATCHED                                                                                    \
    "change=1.38,-0.16,0.92,-0.21,-0.54,1.14,1.65,1.24,0.27,0.93,-0.12,-1.04,-0.65,0.9,0.8,1.38,"  \
    "2.9,1.13,1.3,1.77,-0.24,0.71,-0.53,0.83,-1,0.35,-0.22,1.34,0.13,1.21,-0.49,-0.8,0.35,0.22,"   \
    "-0.9,-1.67,0.62,1.27,1.3,-0.82,0.35,-0.5,1.5,0.31,1.01,-0.39,-1.06,-1.35,-0.47,-1.71,-0.6,"   \
    "0.9,0.51,0.08,1.18,-0.67,1.5,-0.1,0.13,0.39;treat=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1," \
    "1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0;stratum=z,b,c," \
    "b,c,c,b,c,a,b,a,a,a,a,a,a,b,b,a,b,c,b,c,b,c,a,c,c,b,c,a,c,b,b,a,c,b,a,b,a,c,b,a,a,a,a,a,b,b," \
    "a,c,c,b,b,a,c,b,a,b,a;cluster=1,1,1,1,1,2,2,2,2,2,3,3,3,3,3,4,4,4,4,4,5,5,5,5,5,6,6,6,6,6,7," \
    "7,7,7,7,8,8,8,8,8,9,9,9,9,9,10,10,10,10,10,11,11,11,11,11,12,12,12,12,12"

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
    {"its_effect", "y=1,2,3,4,5,6,7,5,4,3,2,1;start=7", "gap", "fewer than 8 points before"},
    {"its_effect", "y=1,2,3,4,5,6,7,5,4,3,2,1;start=9", "gap", "fewer than 4 points after"},
    {"its_effect", "y=1,2,3,4,5,6,7,8,9,10,11,12;start=8", "gap_se", "exactly"},
    {"its_effect", "y=5,5,5,5,5,5,5,5,5,5,5,5;start=8", "gap_p", "exactly"},
    {"matched_change", "change=1,2,3;treat=1,0,0;stratum=a,b,b", "effect", "no treated cluster"},
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
