#include "reports/charts/drawing/gnuplot.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static KmError err;

static void setup(void)
{
    arena = km_arena_open();
    km_error_clear(&err);
}

static void teardown(void)
{
    km_arena_close(arena);
}

START_TEST(a_missing_gnuplot_names_the_package)
{
    KmGnuplot *g = NULL;
    ck_assert(!km_gnuplot_open_program("/nonexistent/gnuplot", 30, &g, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
    ck_assert_str_eq(err.message, "gnuplot is not installed; charts need it");
    ck_assert_ptr_nonnull(strstr(err.hint, "gnuplot-nox"));
}
END_TEST

static const char *run(KmGnuplot *g, const char *script)
{
    char *output = NULL;
    size_t length = 0;
    return km_gnuplot_run(g, arena, script, &output, &length, &err) ? output : NULL;
}

START_TEST(one_process_answers_many_scripts)
{
    KmGnuplot *g = NULL;
    ck_assert(km_gnuplot_open(&g, &err));
    for (int i = 0; i < 20; i++) {
        const char *answer = run(g, km_format(arena, "set print \"-\"\nprint %d * 2", i));
        ck_assert_pstr_eq(answer, km_format(arena, "%d\n", i * 2));
    }
    km_gnuplot_close(g);
}
END_TEST

START_TEST(a_fault_in_a_script_is_told_and_the_next_script_works)
{
    KmGnuplot *g = NULL;
    ck_assert(km_gnuplot_open(&g, &err));
    ck_assert_ptr_null(run(g, "no such command"));
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
    ck_assert_ptr_nonnull(strstr(err.message, "invalid command"));
    ck_assert_pstr_eq(run(g, "set print \"-\"\nprint 1"), "1\n");
    km_gnuplot_close(g);
}
END_TEST

START_TEST(a_script_that_never_ends_is_stopped)
{
    KmGnuplot *g = NULL;
    ck_assert(km_gnuplot_open_program("/usr/bin/gnuplot", 1, &g, &err));
    ck_assert_ptr_null(run(g, "while (1) { a = 1 }"));
    ck_assert_int_eq(err.kind, KM_ERROR_LIMIT);
    ck_assert_str_eq(err.message, "gnuplot did not finish a chart in 1 s");
    km_gnuplot_close(g);
}
END_TEST

START_TEST(it_gets_nothing_of_our_environment)
{
    KmGnuplot *g = NULL;
    ck_assert_int_eq(setenv("KM_TEST_SECRET", "x", 1), 0);
    ck_assert(km_gnuplot_open(&g, &err));
    ck_assert_pstr_eq(run(g, "set print \"-\"\nprint GPVAL_PWD"), "/\n");
    ck_assert_pstr_eq(run(g, "set print \"-\"\nprint exists(\"GNUPLOT_LIB\")"), "0\n");
    /* a file it tries to write stays empty at best: the limit kills it */
    ck_assert_ptr_null(run(g, "set print \"/tmp/kansmeter-test-gnuplot\"\nprint 1\nunset print"));
    km_gnuplot_close(g);
    (void)remove("/tmp/kansmeter-test-gnuplot");
}
END_TEST

START_TEST(the_version_is_known)
{
    const char *version = NULL;
    ck_assert(km_gnuplot_version(arena, &version, &err));
    ck_assert_ptr_nonnull(strstr(version, "patchlevel"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gnuplot");
    TCase *tcase = tcase_create("process");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_missing_gnuplot_names_the_package);
    tcase_add_test(tcase, one_process_answers_many_scripts);
    tcase_add_test(tcase, a_fault_in_a_script_is_told_and_the_next_script_works);
    tcase_add_test(tcase, a_script_that_never_ends_is_stopped);
    tcase_add_test(tcase, it_gets_nothing_of_our_environment);
    tcase_add_test(tcase, the_version_is_known);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
