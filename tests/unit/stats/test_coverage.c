/* How often intervals for a proportion hold the true one, by summing binomial probabilities over
 * all outcomes (no chance involved): L.D. Brown, T.T. Cai, A. DasGupta, Statistical Science 16
 * (2001) 101-133. The minimum over p is printed. */
#include "engine/stats/proportion.h"
#include "engine/stats/proportions/exact.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 200, MOST = 5000 };

static bool jeffreys(int64_t x, int64_t n, double confidence, KmInterval *ret, KmError *err)
{
    KmTwoIntervals both = {0};
    bool is_done = km_jeffreys(x, n, confidence, &both, err);
    *ret = both.limits;
    return is_done;
}

static bool agresti_coull(int64_t x, int64_t n, double confidence, KmInterval *ret, KmError *err)
{
    KmTwoIntervals both = {0};
    bool is_done = km_agresti_coull(x, n, confidence, &both, err);
    *ret = both.limits;
    return is_done;
}

typedef struct {
    const char *promise;
    bool (*interval)(int64_t x, int64_t n, double confidence, KmInterval *ret, KmError *err);
    double least_mean, most_mean, least; /* of the coverage over p */
} Coverage;

static const Coverage methods[] = {
    {"wilson holds the truth 94 to 97 times in 100", km_wilson, 0.94, 0.97, 0.80},
    {"jeffreys holds the truth 94 to 97 times in 100", jeffreys, 0.94, 0.97, 0.80},
    {"mid-p holds the truth 94 to 98 times in 100", km_mid_p, 0.94, 0.98, 0.85},
    {"agresti-coull holds the truth 94 to 98 times in 100", agresti_coull, 0.94, 0.98, 0.89},
    {"clopper-pearson never holds it less than 95 times", km_clopper_pearson, 0.95, 1.0, 0.95},
};
static const int64_t sizes[] = {5, 10, 20, 50, 100, 500, MOST};

static double mass(int64_t x, int64_t n, double p)
{
    double nd = (double)n;
    double xd = (double)x;
    return exp(lgamma(nd + 1) - lgamma(xd + 1) - lgamma(nd - xd + 1) + xd * log(p) +
               (nd - xd) * log1p(-p));
}

START_TEST(coverage)
{
    static KmInterval intervals[MOST + 1];
    const Coverage *m = &methods[_i];
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        int64_t n = sizes[s];
        double sum = 0.0;
        double least = 1.0;
        for (int64_t x = 0; x <= n; x++) {
            KmError err = {0};
            ck_assert(m->interval(x, n, 0.95, &intervals[x], &err));
        }
        for (int step = 1; step < STEPS; step++) {
            double p = (double)step / STEPS;
            double held = 0.0;
            for (int64_t x = 0; x <= n; x++) {
                held += intervals[x].low <= p && p <= intervals[x].high ? mass(x, n, p) : 0.0;
            }
            sum += held;
            least = fmin(least, held);
        }
        double mean = sum / (STEPS - 1);
        printf("# n %lld: mean %.4f, least %.4f: %s\n", (long long)n, mean, least, m->promise);
        ck_assert_msg(mean >= m->least_mean && mean <= m->most_mean, "%s: n %lld, mean %g",
                      m->promise, (long long)n, mean);
        ck_assert_msg(least >= m->least - 1e-9, "%s: n %lld, least %g", m->promise, (long long)n,
                      least);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("coverage");
    TCase *cases = tcase_create("coverage");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, coverage, 0, sizeof methods / sizeof methods[0]);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
