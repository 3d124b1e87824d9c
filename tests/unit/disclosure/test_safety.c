#include "engine/disclosure/safety.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *promise;
    const char *profile;
    KmIndicatorKind kind;
    KmSensitiveSide sensitive;
    bool income;
    int64_t n, x;
    bool safe;
} SafeCase;

static const SafeCase cases[] = {
    {"no units are safe", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_BOTH, false, 0, 0, true},
    {"nine are too few", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_GROUP, false, 9, 5, false},
    {"ten will do", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_BOTH, false, 10, 5, true},
    {"four missed", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, false, 50, 46, false},
    {"four missed, hits guarded", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_HIT, false, 50, 46,
     true},
    {"four hits", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_HIT, false, 50, 4, false},
    {"all hit, only the group guarded", "stuurgroep", KM_KIND_PROPORTION, KM_SENSITIVE_GROUP, false,
     50, 50, true},
    {"three will do inside", "werkgroep", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, false, 10, 7,
     true},
    {"nine missed in public", "openbaar", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, false, 50, 41,
     false},
    {"29 in public", "openbaar", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, false, 29, 15, false},
    {"30 in public", "openbaar", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, false, 30, 20, true},
    {"99 by income", "werkgroep", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, true, 99, 50, false},
    {"100 by income", "werkgroep", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, true, 100, 90, true},
    {"nine missed by income", "werkgroep", KM_KIND_PROPORTION, KM_SENSITIVE_MISS, true, 100, 91,
     false},
    {"a rate has no sides", "stuurgroep", KM_KIND_RATE, KM_SENSITIVE_BOTH, false, 10, 0, true},
    {"a mean of nine", "stuurgroep", KM_KIND_MEAN, KM_SENSITIVE_BOTH, false, 9, 0, false},
    {"a category of four", "stuurgroep", KM_KIND_DISTRIBUTION, KM_SENSITIVE_BOTH, false, 100, 4,
     false},
    {"a category of none", "stuurgroep", KM_KIND_DISTRIBUTION, KM_SENSITIVE_BOTH, false, 100, 0,
     true},
    {"a category of one when only the group is guarded", "stuurgroep", KM_KIND_DISTRIBUTION,
     KM_SENSITIVE_GROUP, false, 100, 1, true},
    {"a gap waits for its own rule", "stuurgroep", KM_KIND_GAP, KM_SENSITIVE_GROUP, false, 500, 250,
     false},
};

START_TEST(a_block_is_safe_when_group_and_sensitive_sides_are_large_enough)
{
    const SafeCase *c = &cases[_i];
    KmDimensionText dimension = {.name = "wijk", .is_income = c->income};
    KmIndicatorText text = {.kind = c->kind, .sensitive = c->sensitive};
    KmJudge judge = km_judge_dimension(&text, &dimension, km_profile(c->profile));
    KmFigure figure = {.n = c->n, .x = c->x};
    ck_assert_msg(km_safe(&judge, km_sides_of_category(&text, &figure)) == c->safe, "%s",
                  c->promise);
}
END_TEST

typedef struct {
    int64_t n, x;
    double low, high;
} WilsonCase;

/* Newcombe 1998, Stat. Med. 17:857-872, table I, method 3. */
static const WilsonCase wilsons[] = {
    {263, 81, 0.2553, 0.3662}, {148, 15, 0.0624, 0.1605}, {20, 0, 0.0, 0.1611},
    {29, 1, 0.0061, 0.1718},   {20, 20, 0.8389, 1.0},
};

START_TEST(wilson_gives_the_published_intervals)
{
    const WilsonCase *c = &wilsons[_i];
    KmSpan span = km_rounded_wilson((KmSample){c->n, c->x, 1.0});
    ck_assert_double_eq_tol(span.low, c->low, 5e-5);
    ck_assert_double_eq_tol(span.high, c->high, 5e-5);
}
END_TEST

typedef struct {
    int64_t n1, x1, n2, x2;
    double low, high;
} NewcombeCase;

/* Newcombe 1998, Stat. Med. 17:873-890, table II, method 10. */
static const NewcombeCase newcombes[] = {
    {70, 56, 80, 48, 0.0524, 0.3339}, {10, 9, 10, 3, 0.1705, 0.8090}, {7, 6, 7, 2, 0.0582, 0.8062},
    {56, 5, 29, 0, -0.0381, 0.1926},  {10, 10, 10, 0, 0.6075, 1.0},
};

START_TEST(newcombe_gives_the_published_differences)
{
    const NewcombeCase *c = &newcombes[_i];
    KmSpan span = km_newcombe((KmSample){c->n1, c->x1, 1.0}, (KmSample){c->n2, c->x2, 1.0});
    ck_assert_double_eq_tol(span.low, c->low, 5e-5);
    ck_assert_double_eq_tol(span.high, c->high, 5e-5);
}
END_TEST

/* R 4.2.2, twelve schools: 229 of 300 children are worth 85.6736824669691 (stats/test_cluster.c).
 */
START_TEST(alike_units_have_the_wider_interval)
{
    const KmFigure figure = {.n = 300, .x = 229, .n_effective = 85.6736824669691};
    const KmFigure loose = {.n = 300, .x = 229};
    KmSpan span = km_rounded_wilson((KmSample){300, 229, km_worth(&figure)});
    ck_assert_double_eq_tol(span.low, 0.663261177175455, 1e-12);
    ck_assert_double_eq_tol(span.high, 0.840804080577264, 1e-12);
    ck_assert_double_eq_tol(km_worth(&loose), 1.0, 1e-15);
}
END_TEST

START_TEST(public_counts_are_rounded_to_the_nearest_five)
{
    static const int64_t expected[] = {0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15};
    for (int64_t count = 0; count < 14; count++) {
        ck_assert_int_eq(km_round_count(km_profile("openbaar"), count), expected[count]);
        ck_assert_int_eq(km_round_count(km_profile("stuurgroep"), count), count);
    }
}
END_TEST

START_TEST(every_profile_has_its_rules_in_words)
{
    for (size_t i = 0; i < 4; i++) {
        const KmProfile *profile = km_profile(km_profile_names[i]);
        ck_assert_ptr_nonnull(profile);
        ck_assert_str_eq(profile->name, km_profile_names[i]);
        ck_assert_ptr_nonnull(strstr(profile->rules_nl, "kinderen"));
        char size[48];
        (void)snprintf(size, sizeof size, "minstens %d", (int)profile->least_n);
        ck_assert_ptr_nonnull(strstr(profile->rules_nl, size));
        (void)snprintf(size, sizeof size, "minstens %d kinderen telt", (int)profile->least_side);
        ck_assert_ptr_nonnull(strstr(profile->rules_nl, size));
    }
    ck_assert_ptr_null(km_profile("iedereen"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("safety");
    TCase *tcase = tcase_create("safety");
    tcase_add_loop_test(tcase, a_block_is_safe_when_group_and_sensitive_sides_are_large_enough, 0,
                        sizeof cases / sizeof cases[0]);
    tcase_add_loop_test(tcase, wilson_gives_the_published_intervals, 0,
                        sizeof wilsons / sizeof wilsons[0]);
    tcase_add_loop_test(tcase, newcombe_gives_the_published_differences, 0,
                        sizeof newcombes / sizeof newcombes[0]);
    tcase_add_test(tcase, alike_units_have_the_wider_interval);
    tcase_add_test(tcase, public_counts_are_rounded_to_the_nearest_five);
    tcase_add_test(tcase, every_profile_has_its_rules_in_words);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
