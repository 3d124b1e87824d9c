/* Expected values from R 4.2.2, mpmath at 40 digits, Newcombe's printed tables (1998a Table I
 * method 3, 1998b Table II method 10: four decimals) and the test fixtures of PHEindicatormethods.
 */
#include "engine/stats/proportion.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *promise;
    int64_t x, n;
    double confidence, low, high, tolerance;
} ProportionCase;

static const ProportionCase proportions[] = {
    {"R 4.2.2 and mpmath give 81 of 263 at 0.95", 81, 263, 0.95, 0.255288519878274, 0.3662095769828,
     1e-9},
    {"R 4.2.2 and mpmath give 15 of 148 at 0.95", 15, 148, 0.95, 0.0623863995307363,
     0.160487241723308, 1e-9},
    {"R 4.2.2 and mpmath give 0 of 20 at 0.95", 0, 20, 0.95, 0, 0.161125158052819, 1e-9},
    {"R 4.2.2 and mpmath give 1 of 29 at 0.95", 1, 29, 0.95, 0.00611321429276266, 0.171755218793203,
     1e-9},
    {"R 4.2.2 and mpmath give 29 of 29 at 0.95", 29, 29, 0.95, 0.883030201500259, 1, 1e-9},
    {"R 4.2.2 and mpmath give 37 of 112 at 0.95", 37, 112, 0.95, 0.2501477498939, 0.42181770714667,
     1e-9},
    {"R 4.2.2 and mpmath give 0 of 2 at 0.9", 0, 2, 0.9, 0, 0.574969390993654, 1e-9},
    {"R 4.2.2 and mpmath give 1 of 3 at 0.95", 1, 3, 0.95, 0.0614919447203962, 0.792340399197952,
     1e-9},
    {"R 4.2.2 and mpmath give 212 of 1789 at 0.95", 212, 1789, 0.95, 0.10433641017173,
     0.134302347714939, 1e-9},
    {"R 4.2.2 and mpmath give 5 of 5000000 at 0.95", 5, 5000000, 0.95, 4.27140300750383e-07,
     2.34114933653431e-06, 1e-9},
    {"R 4.2.2 and mpmath give 88 of 90 at 0.99", 88, 90, 0.99, 0.894298804313504, 0.995648854605926,
     1e-9},
    {"R 4.2.2 and mpmath give 6 of 17 at 0.998", 6, 17, 0.998, 0.114389887457228, 0.697282902027585,
     1e-9},
    {"Newcombe 1998 prints 81 of 263 at 0.95", 81, 263, 0.95, 0.2553, 0.3662, 5.1e-5},
    {"Newcombe 1998 prints 15 of 148 at 0.95", 15, 148, 0.95, 0.0624, 0.1605, 5.1e-5},
    {"Newcombe 1998 prints 0 of 20 at 0.95", 0, 20, 0.95, 0.0000, 0.1611, 5.1e-5},
    {"Newcombe 1998 prints 1 of 29 at 0.95", 1, 29, 0.95, 0.0061, 0.1718, 5.1e-5},
    {"PHEindicatormethods gives 1045 of 5000 at 0.95", 1045, 5000, 0.95, 0.19795549880013297,
     0.22049130373189027, 1e-9},
    {"PHEindicatormethods gives 65 of 100 at 0.998", 65, 100, 0.998, 0.4954946574070431,
     0.7783540614089697, 1e-9},
};

typedef struct {
    const char *promise;
    int64_t x1, n1, x2, n2;
    double confidence, low, high, tolerance;
} DifferenceCase;

static const DifferenceCase differences[] = {
    {"R 4.2.2 and mpmath give 56/70 - 48/80 at 0.95", 56, 70, 48, 80, 0.95, 0.0524314724023649,
     0.333872654036906, 1e-9},
    {"R 4.2.2 and mpmath give 9/10 - 3/10 at 0.95", 9, 10, 3, 10, 0.95, 0.170522723934503,
     0.809017973535488, 1e-9},
    {"R 4.2.2 and mpmath give 6/7 - 2/7 at 0.95", 6, 7, 2, 7, 0.95, 0.0582279274823122,
     0.806249637524228, 1e-9},
    {"R 4.2.2 and mpmath give 5/56 - 0/29 at 0.95", 5, 56, 0, 29, 0.95, -0.0381371479035369,
     0.192560013855112, 1e-9},
    {"R 4.2.2 and mpmath give 0/10 - 0/20 at 0.95", 0, 10, 0, 20, 0.95, -0.161125158052819,
     0.277532799862889, 1e-9},
    {"R 4.2.2 and mpmath give 0/10 - 0/10 at 0.95", 0, 10, 0, 10, 0.95, -0.277532799862889,
     0.277532799862889, 1e-9},
    {"R 4.2.2 and mpmath give 10/10 - 0/20 at 0.95", 10, 10, 0, 20, 0.95, 0.679086037141915, 1,
     1e-9},
    {"R 4.2.2 and mpmath give 10/10 - 0/10 at 0.95", 10, 10, 0, 10, 0.95, 0.607509350430524, 1,
     1e-9},
    {"R 4.2.2 and mpmath give 212/640 - 180/655 at 0.95", 212, 640, 180, 655, 0.95,
     0.00638573917842872, 0.106168326749143, 1e-9},
    {"Newcombe 1998 prints 56/70 - 48/80 at 0.95", 56, 70, 48, 80, 0.95, 0.0524, 0.3339, 5.1e-5},
    {"Newcombe 1998 prints 9/10 - 3/10 at 0.95", 9, 10, 3, 10, 0.95, 0.1705, 0.8090, 5.1e-5},
    {"Newcombe 1998 prints 6/7 - 2/7 at 0.95", 6, 7, 2, 7, 0.95, 0.0582, 0.8062, 5.1e-5},
    {"Newcombe 1998 prints 5/56 - 0/29 at 0.95", 5, 56, 0, 29, 0.95, -0.0381, 0.1926, 5.1e-5},
    {"Newcombe 1998 prints 0/10 - 0/20 at 0.95", 0, 10, 0, 20, 0.95, -0.1611, 0.2775, 5.1e-5},
    {"Newcombe 1998 prints 10/10 - 0/20 at 0.95", 10, 10, 0, 20, 0.95, 0.6791, 1.0000, 5.1e-5},
    {"Newcombe 1998 prints 10/10 - 0/10 at 0.95", 10, 10, 0, 10, 0.95, 0.6075, 1.0000, 5.1e-5},
};

typedef struct {
    const char *promise;
    int64_t x, n;
    double confidence;
    const char *message;
} RefusalCase;

static const RefusalCase refusals[] = {
    {"no units is refused, not 0 %", 0, 0, 0.95, "at least one unit"},
    {"more hits than units is refused", 5, 4, 0.95, "x = 5 lies outside"},
    {"negative hits are refused", -1, 4, 0.95, "x = -1 lies outside"},
    {"confidence 0 is refused", 1, 4, 0.0, "confidence 0 lies outside"},
    {"confidence 1 is refused", 1, 4, 1.0, "confidence 1 lies outside"},
    {"confidence as a percentage is refused", 1, 4, 95.0, "write 0.95 for 95 %"},
};

/* Relative, as the reference states it; absolute where a limit is 0. */
static void assert_near(const char *promise, double found, double expected, double tolerance)
{
    double scale = tolerance > 1e-6 || fabs(expected) < 1e-9 ? 1.0 : fabs(expected);
    ck_assert_msg(fabs(found - expected) <= tolerance * scale, "%s: expected %.15g, found %.15g",
                  promise, expected, found);
}

START_TEST(wilson_agrees)
{
    const ProportionCase *c = &proportions[_i];
    KmError err = {0};
    KmInterval interval;
    ck_assert_msg(km_wilson(c->x, c->n, c->confidence, &interval, &err), "%s", c->promise);
    assert_near(c->promise, interval.low, c->low, c->tolerance);
    assert_near(c->promise, interval.high, c->high, c->tolerance);
}
END_TEST

START_TEST(newcombe_agrees)
{
    const DifferenceCase *c = &differences[_i];
    KmError err = {0};
    KmInterval interval;
    ck_assert_msg(
        km_newcombe_difference(c->x1, c->n1, c->x2, c->n2, c->confidence, &interval, &err), "%s",
        c->promise);
    assert_near(c->promise, interval.low, c->low, c->tolerance);
    assert_near(c->promise, interval.high, c->high, c->tolerance);
}
END_TEST

START_TEST(bad_input_is_refused)
{
    const RefusalCase *c = &refusals[_i];
    KmError err = {0};
    KmInterval interval = {.low = 7.0, .high = 8.0};
    ck_assert(!km_wilson(c->x, c->n, c->confidence, &interval, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->promise, err.message);
    ck_assert_double_eq_tol(interval.low, 7.0, 1e-12);
    km_error_clear(&err);
    ck_assert(!km_newcombe_difference(1, 4, c->x, c->n, c->confidence, &interval, &err));
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->promise, err.message);
}
END_TEST

/* For all small tables: the interval holds the estimate, mirrors when hits and misses swap, and
 * stays in 0 … 1. */
START_TEST(wilson_holds_its_properties)
{
    for (int64_t n = 1; n <= 40; n++) {
        for (int64_t x = 0; x <= n; x++) {
            KmError err = {0};
            KmInterval a;
            KmInterval b;
            ck_assert(km_wilson(x, n, 0.95, &a, &err) && km_wilson(n - x, n, 0.95, &b, &err));
            double p = (double)x / (double)n;
            ck_assert(a.low >= 0.0 && a.low <= p && p <= a.high && a.high <= 1.0);
            ck_assert_double_eq_tol(a.low, 1.0 - b.high, 1e-12);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion");
    TCase *cases = tcase_create("proportion");
    tcase_add_loop_test(cases, wilson_agrees, 0, (int)(sizeof proportions / sizeof *proportions));
    tcase_add_loop_test(cases, newcombe_agrees, 0, (int)(sizeof differences / sizeof *differences));
    tcase_add_loop_test(cases, bad_input_is_refused, 0, (int)(sizeof refusals / sizeof *refusals));
    tcase_add_test(cases, wilson_holds_its_properties);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
