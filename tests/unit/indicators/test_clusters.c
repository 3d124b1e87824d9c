/* What alike units are worth. The twelve schools and their 85.67 come from R 4.2.2 (see
 * stats/test_cluster.c). */
#include "indicators/evaluation/clusters.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SCHOOLS = 12 };
static const int sizes[SCHOOLS] = {20, 25, 30, 15, 40, 22, 18, 28, 35, 12, 24, 31};
static const int hits[SCHOOLS] = {15, 20, 20, 9, 36, 11, 16, 21, 33, 6, 20, 22};
static const double worth_of_all = 85.6736824669691;

static const KmBlockGroup groups[] = {{{-1, -1}}, {{0, -1}}, {{0, 1}}};
static const size_t n_codes[] = {3, 3};
static const uint64_t slots[] = {1, 2};
static const KmBlockPlan plan = {.groups = groups,
                                 .n_groups = 3,
                                 .n_codes = n_codes,
                                 .n_dimensions = 2,
                                 .slots = slots,
                                 .n_slots = 2};

static KmArena *arena;
static KmClusters *clusters;

/* Schools 1 to 9 lie in district 1, the others in district 2. */
static void set_up(void)
{
    arena = km_arena_open();
    clusters = km_clusters_open(arena, &plan, SCHOOLS + 1);
    uint32_t unit = 0;
    for (uint32_t s = 0; s < SCHOOLS; s++) {
        for (int child = 0; child < sizes[s]; child++) {
            const uint32_t codes[] = {s < 9 ? 1 : 2, 0};
            const KmObservation seen = {.unit = unit++,
                                        .date = 0,
                                        .is_hit = child < hits[s],
                                        .noemer = 1.0,
                                        .waarde = child < hits[s] ? 1.0 : 0.0};
            km_clusters_add(clusters, &seen, codes, s + 1);
        }
    }
}

static void tear_down(void)
{
    km_arena_close(arena);
}

static void assert_worth(size_t slot, size_t group, uint32_t code, double expected)
{
    double found = km_clusters_design(clusters, slot, group, code, false).effective_n;
    ck_assert_msg(fabs(found - expected) < 1e-9, "expected %.12g, found %.12g", expected, found);
}

START_TEST(the_total_is_worth_what_its_schools_say)
{
    assert_worth(0, 0, 0, worth_of_all);
}
END_TEST

START_TEST(few_schools_take_the_design_effect_of_all)
{
    double per_child = worth_of_all / 300.0;
    assert_worth(0, 1, 1, 233.0 * per_child);
    assert_worth(0, 1, 2, 67.0 * per_child);
    assert_worth(0, 1, 0, 0.0);
}
END_TEST

/* R: lm with sandwich::vcovCL on the hits as values; of 0 and 1 the variance of the units is n/(n −
 * 1) p(1 − p), so that the design effect is (n − 1)/n of that of the share. */
START_TEST(a_mean_of_hits_has_the_design_effect_of_their_share)
{
    KmDesignEffect share = km_clusters_design(clusters, 0, 0, 0, false);
    KmDesignEffect mean = km_clusters_design(clusters, 0, 0, 0, true);
    ck_assert_double_eq_tol(share.deff, 2.79935990696062, 1e-12);
    ck_assert_double_eq_tol(mean.deff, share.deff * 299.0 / 300.0, 1e-12);
    ck_assert_double_eq_tol(mean.effective_n, share.effective_n * 300.0 / 299.0, 1e-9);
    ck_assert_int_eq(mean.clusters, SCHOOLS);
    ck_assert(!mean.is_of_total);
}
END_TEST

START_TEST(few_schools_say_whose_design_effect_it_is)
{
    KmDesignEffect few = km_clusters_design(clusters, 0, 1, 1, false);
    ck_assert(few.is_of_total);
    ck_assert_int_eq(few.clusters, SCHOOLS);
    ck_assert_double_eq_tol(few.deff, 2.79935990696062, 1e-12);
}
END_TEST

START_TEST(another_date_is_another_slot)
{
    assert_worth(1, 0, 0, 0.0);
}
END_TEST

START_TEST(who_is_taken_out_is_in_no_school)
{
    const uint32_t codes[] = {1, 0};
    const KmObservation out = {.unit = 900, .is_excluded = true, .noemer = 1.0};
    const KmObservation none = {.unit = 901, .noemer = 0.0};
    km_clusters_add(clusters, &out, codes, 1);
    km_clusters_add(clusters, &none, codes, 1);
    assert_worth(0, 0, 0, worth_of_all);
}
END_TEST

/* Sixty children without a school, a third of them hits: the variance of as many independent ones
 * is m/(m−1) p(1−p)/n, so they are worth 59 (R: qt is the same for both). */
START_TEST(who_has_no_school_is_one_by_itself)
{
    KmClusters *lonely = km_clusters_open(arena, &plan, SCHOOLS + 1);
    for (uint32_t u = 0; u < 60; u++) {
        const uint32_t codes[] = {1, 0};
        const KmObservation seen = {.unit = u, .is_hit = u % 3 == 0, .noemer = 1.0};
        km_clusters_add(lonely, &seen, codes, 0);
    }
    double found = km_clusters_design(lonely, 0, 0, 0, false).effective_n;
    ck_assert_msg(fabs(found - 59.0) < 1e-9, "found %.12g", found);
}
END_TEST

/* Values that no double holds exactly, by schools and children in two orders. */
START_TEST(the_order_of_children_and_schools_does_not_matter)
{
    KmDesignEffect found[2];
    for (int turned = 0; turned < 2; turned++) {
        KmClusters *some = km_clusters_open(arena, &plan, SCHOOLS + 1);
        for (uint32_t u = 0; u < 240; u++) {
            uint32_t child = turned == 1 ? 239 - u : u;
            uint32_t school = child % SCHOOLS;
            const uint32_t codes[] = {1, 0};
            const KmObservation seen = {.unit = child,
                                        .noemer = 1.0,
                                        .waarde = 0.1 * (double)(child % 7) - 1.0 / 3.0 * school};
            km_clusters_add(some, &seen, codes, (turned == 1 ? SCHOOLS - 1 - school : school) + 1);
        }
        found[turned] = km_clusters_design(some, 0, 0, 0, true);
    }
    ck_assert(found[0].effective_n > 0.0);
    ck_assert(memcmp(&found[0].effective_n, &found[1].effective_n, sizeof(double)) == 0);
    ck_assert(memcmp(&found[0].deff, &found[1].deff, sizeof(double)) == 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("clusters");
    TCase *tests = tcase_create("clusters");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_total_is_worth_what_its_schools_say);
    tcase_add_test(tests, few_schools_take_the_design_effect_of_all);
    tcase_add_test(tests, a_mean_of_hits_has_the_design_effect_of_their_share);
    tcase_add_test(tests, few_schools_say_whose_design_effect_it_is);
    tcase_add_test(tests, another_date_is_another_slot);
    tcase_add_test(tests, who_is_taken_out_is_in_no_school);
    tcase_add_test(tests, who_has_no_school_is_one_by_itself);
    tcase_add_test(tests, the_order_of_children_and_schools_does_not_matter);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
