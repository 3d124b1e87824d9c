/* Expected values from R 4.2.2: the cluster-robust variance of an intercept-only lm with factor
 * m/(m−1) (of a mean: sandwich::vcovCL), qt, and Wilson's formula. Coverage by simulation with a
 * fixed seed. */
#include "engine/stats/proportions/cluster.h"

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 40 };

static const struct {
    const char *promise;
    double confidence;
    int64_t n[MOST], x[MOST];
    size_t clusters;
    double p, se, deff, effective_n, low, high;
} cases[] = {
    {"twelve schools that differ",
     0.95,
     {20, 25, 30, 15, 40, 22, 18, 28, 35, 12, 24, 31},
     {15, 20, 20, 9, 36, 11, 16, 21, 33, 6, 20, 22},
     12,
     0.763333333333333,
     0.0410576797197925,
     2.79935990696062,
     85.6736824669691,
     0.663261177175455,
     0.840804080577264},
    {"schools that do not differ at all are worth their children",
     0.95,
     {10, 10, 10, 10},
     {5, 5, 5, 5},
     4,
     0.5,
     0.0,
     0.0,
     40.0,
     0.351995269334654,
     0.648004730665346},
    {"five schools, all or nothing",
     0.9,
     {8, 12, 9, 14, 7},
     {0, 12, 1, 13, 3},
     5,
     0.58,
     0.211751741433217,
     9.20336617405583,
     3.36004277946068,
     0.21275821423745,
     0.875874083452022},
};

START_TEST(as_r_gives_it)
{
    KmError err = {0};
    KmClusteredProportion found;
    const KmCounts x = {cases[_i].x, cases[_i].clusters};
    const KmCounts n = {cases[_i].n, cases[_i].clusters};
    ck_assert(km_clustered_proportion(x, n, cases[_i].confidence, &found, &err));
    const double pairs[][2] = {{found.estimate, cases[_i].p},
                               {found.se.number, cases[_i].se},
                               {found.deff.number, cases[_i].deff},
                               {found.low, cases[_i].low},
                               {found.effective_n, cases[_i].effective_n},
                               {found.high, cases[_i].high}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ck_assert_msg(fabs(pairs[i][0] - pairs[i][1]) <= 1e-11 * (1.0 + pairs[i][1]),
                      "%s, value %zu: %.15g, not %.15g", cases[_i].promise, i, pairs[i][0],
                      pairs[i][1]);
    }
}
END_TEST

START_TEST(what_clusters_cannot_tell)
{
    KmError err = {0};
    KmClusteredProportion found;
    const int64_t ten[] = {10, 12};
    const int64_t none[] = {0, 0};
    const int64_t some[] = {4, 13};
    ck_assert(km_clustered_proportion((KmCounts){some, 1}, (KmCounts){ten, 1}, 0.95, &found, &err));
    ck_assert_str_eq(found.deff.why, "there is only one cluster");
    ck_assert(km_clustered_proportion((KmCounts){none, 2}, (KmCounts){ten, 2}, 0.95, &found, &err));
    ck_assert_str_eq(found.se.why, "nobody or everybody is a hit");
    ck_assert(found.effective_n > 21.9 && found.effective_n < 22.1);
    ck_assert(
        !km_clustered_proportion((KmCounts){some, 2}, (KmCounts){ten, 2}, 0.95, &found, &err));
    ck_assert(
        !km_clustered_proportion((KmCounts){some, 1}, (KmCounts){ten, 2}, 0.95, &found, &err));
    ck_assert(
        !km_clustered_proportion((KmCounts){none, 2}, (KmCounts){none, 2}, 0.95, &found, &err));
    ck_assert(!km_clustered_proportion((KmCounts){some, 1}, (KmCounts){ten, 1}, 95, &found, &err));
}
END_TEST

static const struct {
    const char *promise;
    double confidence;
    int64_t n[MOST];
    double sum[MOST];
    size_t clusters;
    double squares, mean, se, deff, effective_n, low, high;
} means[] = {
    {"twelve schools that differ",
     0.95,
     {20, 25, 30, 15, 40, 22, 18, 28, 35, 12, 24, 31},
     {93.2, 80.8, 101.4, 52.3, 136.1, 72.5, 73.1, 99.9, 123.4, 47.0, 99.0, 138.1},
     12,
     4349.80,
     3.72266666666667,
     0.138813630124774,
     8.98708746016335,
     26.6862287523959,
     3.41713992674359,
     4.02819340658974},
    {"five schools, at 90 %",
     0.9,
     {4, 9, 3, 6, 5},
     {52, 269, 24, 131, 31},
     5,
     12079,
     18.7777777777778,
     5.2166195579633,
     7.46623630849115,
     2.31480043271942,
     7.65674413764497,
     29.8988114179106},
};

START_TEST(means_as_r_gives_them)
{
    KmError err = {0};
    KmClusteredMean found;
    const KmSeries sum = {means[_i].sum, means[_i].clusters};
    const KmCounts n = {means[_i].n, means[_i].clusters};
    ck_assert(
        km_clustered_mean(sum, n, means[_i].squares, NULL, means[_i].confidence, &found, &err));
    const double pairs[][2] = {
        {found.estimate, means[_i].mean},    {found.se.number, means[_i].se},
        {found.deff.number, means[_i].deff}, {found.effective_n, means[_i].effective_n},
        {found.low.number, means[_i].low},   {found.high.number, means[_i].high}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ck_assert_msg(fabs(pairs[i][0] - pairs[i][1]) <= 1e-11 * (1.0 + pairs[i][1]),
                      "%s, value %zu: %.15g, not %.15g", means[_i].promise, i, pairs[i][0],
                      pairs[i][1]);
    }
}
END_TEST

/* The units of the five schools as clusters of their own: plain Student, R t.test. */
START_TEST(who_is_in_no_cluster_is_one_by_himself)
{
    KmError err = {0};
    KmClusteredMean found;
    KmInterval plain;
    const KmSums all = {27, 507.0, 12079.0};
    const KmSums none = {0, 0.0, 0.0};
    ck_assert(
        km_clustered_mean((KmSeries){NULL, 0}, (KmCounts){NULL, 0}, 0.0, &all, 0.95, &found, &err));
    ck_assert(km_mean_interval(&all, 0.95, &plain, &err));
    ck_assert_double_eq_tol(found.low.number, plain.low, 1e-12);
    ck_assert_double_eq_tol(found.deff.number, 1.0, 1e-12);
    ck_assert(!km_clustered_mean((KmSeries){NULL, 0}, (KmCounts){NULL, 0}, 0.0, &none, 0.95, &found,
                                 &err));
}
END_TEST

START_TEST(what_a_mean_cannot_tell)
{
    KmError err = {0};
    KmClusteredMean found;
    const int64_t n[] = {2, 3};
    const int64_t empty[] = {2, 0};
    const double sum[] = {4.0, 6.0};
    const double wrong[] = {4.0, NAN};
    const KmCounts sizes = {n, 2};
    ck_assert(km_clustered_mean((KmSeries){sum, 2}, sizes, 20.0, NULL, 0.95, &found, &err));
    ck_assert_str_eq(found.deff.why, "all values are equal");
    ck_assert_double_eq_tol(found.low.number, 2.0, 1e-12);
    ck_assert(
        km_clustered_mean((KmSeries){sum, 1}, (KmCounts){n, 1}, 9.0, NULL, 0.95, &found, &err));
    ck_assert_str_eq(found.se.why, "there is only one cluster");
    ck_assert(!km_clustered_mean((KmSeries){wrong, 2}, sizes, 20.0, NULL, 0.95, &found, &err));
    ck_assert(!km_clustered_mean((KmSeries){sum, 2}, (KmCounts){empty, 2}, 20.0, NULL, 0.95, &found,
                                 &err));
    ck_assert(!km_clustered_mean((KmSeries){sum, 2}, sizes, -1.0, NULL, 0.95, &found, &err));
    ck_assert(!km_clustered_mean((KmSeries){sum, 2}, sizes, 20.0, NULL, 95, &found, &err));
}
END_TEST

static uint64_t state = 20261125;

/* splitmix64; S. Vigna. */
static double uniform(void)
{
    state += 0x9e3779b97f4a7c15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

/* Schools of 10 to 39 children; each has a share of 0.8 ± 0.15, all equally likely, so that the
 * children of a school are alike: 0.0225/3 over 0.16, an intraclass correlation of 0.047. */
START_TEST(the_interval_covers)
{
    enum { ROUNDS = 4000 };
    static const size_t schools[] = {10, 20, 40};
    size_t m = schools[_i];
    int clustered = 0;
    int plain = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t n[MOST];
        int64_t x[MOST] = {0};
        int64_t all = 0;
        int64_t hits = 0;
        for (size_t c = 0; c < m; c++) {
            n[c] = 10 + (int64_t)(30.0 * uniform());
            double share = 0.8 + 0.15 * (2.0 * uniform() - 1.0);
            for (int64_t child = 0; child < n[c]; child++) {
                x[c] += uniform() < share;
            }
            all += n[c];
            hits += x[c];
        }
        KmError err = {0};
        KmClusteredProportion found;
        KmInterval wilson;
        ck_assert(km_clustered_proportion((KmCounts){x, m}, (KmCounts){n, m}, 0.95, &found, &err));
        ck_assert(km_wilson(hits, all, 0.95, &wilson, &err));
        clustered += found.low <= 0.8 && 0.8 <= found.high;
        plain += wilson.low <= 0.8 && 0.8 <= wilson.high;
    }
    printf("# %zu schools: clustered %.1f %%, as if independent %.1f %%\n", m,
           100.0 * clustered / ROUNDS, 100.0 * plain / ROUNDS);
    ck_assert_int_ge(clustered, ROUNDS * 935 / 1000);
    ck_assert_int_le(clustered, ROUNDS * 980 / 1000);
    ck_assert_int_lt(plain, ROUNDS * 92 / 100);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cluster");
    TCase *tests = tcase_create("cluster");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, means_as_r_gives_them, 0, (int)(sizeof means / sizeof *means));
    tcase_add_test(tests, who_is_in_no_cluster_is_one_by_himself);
    tcase_add_test(tests, what_a_mean_cannot_tell);
    tcase_add_loop_test(tests, as_r_gives_it, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, what_clusters_cannot_tell);
    tcase_add_loop_test(tests, the_interval_covers, 0, 3);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
