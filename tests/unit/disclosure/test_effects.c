/* The gate for effects: expectations follow from the profiles' N and k (effects.h), counted by
 * hand. */
#include "engine/disclosure/effects.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const KmIndicatorText share = {
    .id = "aandeel", .kind = KM_KIND_PROPORTION, .sensitive = KM_SENSITIVE_MISS, .decimals = 1};
static const KmIndicatorText rate = {
    .id = "uren", .kind = KM_KIND_RATE, .sensitive = KM_SENSITIVE_GROUP, .decimals = 2};

/* Groups as large as the public asks, with room to spare. */
static const KmEffectGroup large = {.clusters = 6,
                                    .units = 400,
                                    .least_units = 200,
                                    .least_hits = 100,
                                    .least_misses = 100,
                                    .least_cluster = 35,
                                    .least_cluster_units = 60};

static KmEffectText text_of(const KmIndicatorText *outcome, KmEffectMethod method)
{
    return (KmEffectText){.id = "opzet", .outcome = outcome, .method = method};
}

static const KmPublishedEffect *publish(KmArena *arena, const KmEffect *effect, const char *profile)
{
    const KmPublishedEffects *published;
    KmError err = {0};
    KmEffectsGateInput input = {
        .effects = effect, .n_effects = 1, .profile = km_profile(profile), .release = {.run = "r"}};
    ck_assert_msg(km_gate_effects(arena, &input, &published, &err), "%s", err.message);
    ck_assert_uint_eq(km_published_effects_count(published), 1);
    return km_published_effects_at(published, 0);
}

static const struct {
    const char *name, *profile;
    const KmIndicatorText *outcome;
    KmEffectMethod method;
    int64_t clusters, least_units, least_misses, least_cluster, least_cluster_units;
    KmPublishedEffectStatus expected;
} cases[] = {
    {"large groups", "openbaar", &share, KM_EFFECT_DID, 6, 200, 100, 35, 60, KM_EFFECT_SHOWN},
    {"nine units in the thinnest quarter", "werkgroep", &share, KM_EFFECT_DID, 6, 9, 4, -1, -1,
     KM_EFFECT_PROTECTED},
    {"ten units", "werkgroep", &share, KM_EFFECT_DID, 6, 10, 4, -1, -1, KM_EFFECT_SHOWN},
    {"ten units, for the public", "openbaar", &share, KM_EFFECT_DID, 6, 10, 10, -1, -1,
     KM_EFFECT_PROTECTED},
    {"two misses", "werkgroep", &share, KM_EFFECT_DID, 6, 50, 2, -1, -1, KM_EFFECT_PROTECTED},
    {"no misses", "werkgroep", &share, KM_EFFECT_DID, 6, 50, 0, -1, -1, KM_EFFECT_PROTECTED},
    {"a rate has no misses", "werkgroep", &rate, KM_EFFECT_DID, 6, 50, 0, -1, -1, KM_EFFECT_SHOWN},
    {"two clusters that stand by themselves", "werkgroep", &rate, KM_EFFECT_DID, 2, 30, 0, 10, 30,
     KM_EFFECT_SHOWN},
    {"two clusters of which one does not", "werkgroep", &rate, KM_EFFECT_DID, 2, 30, 0, 9, 30,
     KM_EFFECT_PROTECTED},
    {"three clusters with ten each over the quarters", "werkgroep", &rate, KM_EFFECT_DID, 3, 30, 0,
     5, 10, KM_EFFECT_SHOWN},
    {"three clusters of which one has nine", "werkgroep", &rate, KM_EFFECT_DID, 3, 30, 0, 5, 9,
     KM_EFFECT_PROTECTED},
    {"a series asks no comparison", "werkgroep", &rate, KM_EFFECT_SERIES, 1, 10, 0, -1, -1,
     KM_EFFECT_SHOWN},
};

/* The small group may be the treated or the comparison. */
START_TEST(a_result_is_shown_when_both_groups_are_safe)
{
    for (int side = 0; side < 2; side++) {
        KmArena *arena = km_arena_open();
        KmEffectText text = text_of(cases[_i].outcome, cases[_i].method);
        KmEffectGroup group = large;
        group.clusters = cases[_i].clusters;
        group.least_units = cases[_i].least_units;
        group.least_misses = cases[_i].least_misses;
        group.least_cluster = cases[_i].least_cluster;
        group.least_cluster_units = cases[_i].least_cluster_units;
        bool is_series = cases[_i].method == KM_EFFECT_SERIES;
        KmEffect effect = {.text = &text,
                           .run = "r",
                           .skipped = "",
                           .effect = {.has_value = true, .value = 0.0512},
                           .treated = side == 0 || is_series ? group : large,
                           .comparison = side == 1 && !is_series ? group : large};
        const KmPublishedEffect *published = publish(arena, &effect, cases[_i].profile);
        ck_assert_msg(published->status == cases[_i].expected, "%s", cases[_i].name);
        km_arena_close(arena);
    }
}
END_TEST

START_TEST(what_is_protected_says_nothing)
{
    KmArena *arena = km_arena_open();
    KmEffectText text = text_of(&share, KM_EFFECT_DID);
    const KmEffectMoment moment = {.moment = -2, .difference = {.has_value = true, .value = 0.1}};
    KmEffect effect = {.text = &text,
                       .run = "r",
                       .skipped = "",
                       .lack = KM_LACK_FEW_TREATED,
                       .effect = {.has_value = true, .has_interval = true, .value = 0.2, .p = 0.01},
                       .level = {.has_value = true, .value = 0.2},
                       .drift = {.has_value = true, .value = 0.2},
                       .has_leads = true,
                       .leads_p = 0.03,
                       .check = KM_TREND_DIFFERS,
                       .moments = &moment,
                       .n_moments = 1,
                       .treated = large,
                       .comparison = large};
    effect.comparison.least_units = 9;
    const KmPublishedEffect *published = publish(arena, &effect, "werkgroep");
    ck_assert_int_eq(published->status, KM_EFFECT_PROTECTED);
    ck_assert(!published->effect.has_value && !published->effect.has_interval);
    ck_assert(!published->level.has_value && !published->drift.has_value);
    ck_assert(!published->has_leads && published->n_moments == 0);
    ck_assert_int_eq(published->lack, KM_LACK_NONE);
    ck_assert_int_eq(published->check, KM_TREND_NONE);
    ck_assert_int_eq(published->treated.clusters + published->comparison.units, 0);
    km_arena_close(arena);
}
END_TEST

/* Percentage points to the profile's decimals; a rate to one more than its figures. */
static const struct {
    const char *profile;
    const KmIndicatorText *outcome;
    double value, expected;
    int64_t units;
} rounding[] = {
    {"werkgroep", &share, 0.05129, 0.051, 402}, {"openbaar", &share, 0.05129, 0.05, 400},
    {"werkgroep", &rate, 0.05129, 0.051, 402},  {"openbaar", &rate, 0.05129, 0.05, 400},
    {"werkgroep", &share, -0.0001, 0.0, 402},
};

START_TEST(numbers_are_rounded_as_the_profile_asks)
{
    KmArena *arena = km_arena_open();
    KmEffectText text = text_of(rounding[_i].outcome, KM_EFFECT_DID);
    KmEffect effect = {.text = &text,
                       .run = "r",
                       .skipped = "",
                       .effect = {.has_value = true, .value = rounding[_i].value},
                       .treated = large,
                       .comparison = large};
    effect.treated.units = 402;
    const KmPublishedEffect *published = publish(arena, &effect, rounding[_i].profile);
    ck_assert_int_eq(published->status, KM_EFFECT_SHOWN);
    ck_assert_double_eq_tol(published->effect.value, rounding[_i].expected, 1e-12);
    ck_assert_int_eq(published->treated.units, rounding[_i].units);
    km_arena_close(arena);
}
END_TEST

START_TEST(a_group_of_nobody_may_be_told)
{
    KmArena *arena = km_arena_open();
    KmEffectText text = text_of(&share, KM_EFFECT_DID);
    KmEffect effect = {.text = &text, .run = "r", .skipped = "", .lack = KM_LACK_NO_TREATED};
    effect.treated.least_cluster = effect.comparison.least_cluster = -1;
    const KmPublishedEffect *published = publish(arena, &effect, "openbaar");
    ck_assert_int_eq(published->status, KM_EFFECT_UNDEFINED);
    ck_assert_int_eq(published->lack, KM_LACK_NO_TREATED);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effects");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, a_result_is_shown_when_both_groups_are_safe, 0,
                        (int)(sizeof cases / sizeof *cases));
    tcase_add_test(all, what_is_protected_says_nothing);
    tcase_add_loop_test(all, numbers_are_rounded_as_the_profile_asks, 0,
                        (int)(sizeof rounding / sizeof *rounding));
    tcase_add_test(all, a_group_of_nobody_may_be_told);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
