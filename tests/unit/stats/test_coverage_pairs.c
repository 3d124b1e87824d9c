/* How often intervals for a difference of two proportions and for a count of events hold the true
 * one, by summing probabilities over all outcomes that matter (all but 1e-12 of them): no chance
 * involved. The minimum is printed. R.G. Newcombe, Statistics in Medicine 17 (1998) 873-890, looks
 * the same way. */
#include "engine/stats/proportions/difference.h"
#include "engine/stats/proportions/tests.h"
#include "engine/stats/rates/poisson.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 5000 };

/* The outcomes within seven standard deviations, and their probabilities. */
typedef struct {
    int64_t from, to;
    double mass[MOST + 1];
} Outcomes;

static Outcomes *outcomes(int64_t n, double p)
{
    Outcomes *o = malloc(sizeof *o);
    ck_assert_ptr_nonnull(o);
    double nd = (double)n;
    double reach = 7.0 * sqrt(nd * p * (1.0 - p)) + 7.0;
    o->from = (int64_t)fmax(0.0, floor(nd * p - reach));
    o->to = (int64_t)fmin(nd, ceil(nd * p + reach));
    for (int64_t x = o->from; x <= o->to; x++) {
        double xd = (double)x;
        o->mass[x] = exp(lgamma(nd + 1) - lgamma(xd + 1) - lgamma(nd - xd + 1) + xd * log(p) +
                         (nd - xd) * log1p(-p));
    }
    return o;
}

static bool newcombe(const KmTwoProportions *t, double confidence, KmInterval *ret, KmError *err)
{
    return km_newcombe_difference(t->x1, t->n1, t->x2, t->n2, confidence, ret, err);
}

typedef struct {
    const char *promise;
    bool (*interval)(const KmTwoProportions *t, double confidence, KmInterval *ret, KmError *err);
    int64_t largest;
    double least_mean, most_mean;
} Method;

static const Method methods[] = {
    {"newcombe holds the difference 94 to 97 times in 100", newcombe, MOST, 0.94, 0.97},
    {"miettinen-nurminen holds it 94 to 97 times in 100", km_miettinen_nurminen, 50, 0.94, 0.97},
    {"agresti-caffo holds it 94 to 97 times in 100", km_agresti_caffo, 500, 0.94, 0.97},
};
static const int64_t sizes[] = {5, 10, 20, 50, 100, 500, MOST};
static const double shares[] = {0.05, 0.15, 0.3, 0.5, 0.62, 0.8, 0.93};
enum { SHARES = sizeof shares / sizeof *shares };

static double held_by(const Method *m, int64_t n, int one, int two)
{
    Outcomes *a = outcomes(n, shares[one]);
    Outcomes *b = outcomes(n, shares[two]);
    double truth = shares[one] - shares[two];
    double held = 0.0;
    for (int64_t x = a->from; x <= a->to; x++) {
        for (int64_t y = b->from; y <= b->to; y++) {
            double mass = a->mass[x] * b->mass[y];
            KmError err = {0};
            KmInterval interval;
            const KmTwoProportions t = {x, n, y, n};
            if (mass < 1e-9) {
                continue;
            }
            ck_assert(m->interval(&t, 0.95, &interval, &err));
            held += interval.low <= truth && truth <= interval.high ? mass : 0.0;
        }
    }
    free(a);
    free(b);
    return held;
}

START_TEST(differences)
{
    const Method *m = &methods[_i];
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes && sizes[s] <= m->largest; s++) {
        double sum = 0.0;
        double least = 1.0;
        int count = 0;
        int step = sizes[s] > 500 ? 3 : 1; /* the large ones cost, and differ little */
        for (int i = 0; i < SHARES; i += step) {
            for (int j = i; j < SHARES; j += step) {
                double held = held_by(m, sizes[s], i, j);
                sum += held;
                least = fmin(least, held);
                count++;
            }
        }
        double mean = sum / count;
        printf("# n %lld and %lld: mean %.4f, least %.4f: %s\n", (long long)sizes[s],
               (long long)sizes[s], mean, least, m->promise);
        /* Of five and ten units the score intervals are wider than they need be. */
        double most = sizes[s] <= 10 ? 0.975 : m->most_mean;
        ck_assert_msg(mean >= m->least_mean && mean <= most, "%s: n %lld, mean %g", m->promise,
                      (long long)sizes[s], mean);
        ck_assert_msg(least >= 0.9, "%s: n %lld, least %g", m->promise, (long long)sizes[s], least);
    }
}
END_TEST

/* No difference: a p of at most 5 % comes up in at most some 5 % of all outcomes. */
START_TEST(the_test_of_equal_proportions_keeps_its_level)
{
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes && sizes[s] <= 100; s++) {
        double most = 0.0;
        for (int i = 0; i < SHARES; i++) {
            Outcomes *o = outcomes(sizes[s], shares[i]);
            double wrong = 0.0;
            for (int64_t x = o->from; x <= o->to; x++) {
                for (int64_t y = o->from; y <= o->to; y++) {
                    KmError err = {0};
                    double p = 1.0;
                    const KmTwoProportions t = {x, sizes[s], y, sizes[s]};
                    ck_assert(km_equal_proportions_p(&t, &p, &err));
                    wrong += p <= 0.05 ? o->mass[x] * o->mass[y] : 0.0;
                }
            }
            free(o);
            most = fmax(most, wrong);
        }
        printf("# n %lld and %lld: at most %.4f wrong\n", (long long)sizes[s], (long long)sizes[s],
               most);
        ck_assert_msg(most <= 0.062, "n %lld: %g", (long long)sizes[s], most);
    }
}
END_TEST

typedef struct {
    const char *promise;
    bool (*limits)(int64_t x, double confidence, KmLimits *ret, KmError *err);
    double least_mean, most_mean, least;
} Rate;

static const Rate rates[] = {
    {"exact limits of a count never hold it less than 95 times", km_poisson_exact, 0.95, 0.985,
     0.95},
    {"byar holds a count of ten and more 94 to 97 times", km_byar, 0.94, 0.97, 0.93},
};

START_TEST(counts)
{
    const Rate *r = &rates[_i];
    double sum = 0.0;
    double least = 1.0;
    int count = 0;
    for (double truth = 10.0; truth <= 200.0; truth += 0.37) {
        double held = 0.0;
        for (int64_t x = 0; x <= 400; x++) {
            double mass = exp((double)x * log(truth) - truth - lgamma((double)x + 1.0));
            KmError err = {0};
            KmLimits limits;
            ck_assert(r->limits(x, 0.95, &limits, &err));
            bool holds = (limits.low.state != KM_VALUE_DEFINED || limits.low.number <= truth) &&
                         truth <= limits.high.number;
            held += holds ? mass : 0.0;
        }
        sum += held;
        least = fmin(least, held);
        count++;
    }
    printf("# counts of 10 to 200: mean %.4f, least %.4f: %s\n", sum / count, least, r->promise);
    ck_assert_msg(sum / count >= r->least_mean && sum / count <= r->most_mean, "%s: mean %g",
                  r->promise, sum / count);
    ck_assert_msg(least >= r->least - 1e-9, "%s: least %g", r->promise, least);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("coverage_pairs");
    TCase *tests = tcase_create("coverage_pairs");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, differences, 0, (int)(sizeof methods / sizeof *methods));
    tcase_add_test(tests, the_test_of_equal_proportions_keeps_its_level);
    tcase_add_loop_test(tests, counts, 0, (int)(sizeof rates / sizeof *rates));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
