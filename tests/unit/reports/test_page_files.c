/* The evaluation as files on disk: whole or not at all, the same bytes twice, and a plan that is
 * read or refused. */
#include <check.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "tests/unit/reports/page_written.h"

static size_t entries(const char *directory)
{
    char **names;
    size_t n = 0;
    KmError err = {0};
    ck_assert_msg(km_directory_list(arena, directory, &names, &n, &err), "%s", err.message);
    return n;
}

static bool stop(void *self, const char *what, int64_t done, int64_t of)
{
    (void)self;
    (void)what;
    (void)of;
    return done < 2;
}

START_TEST(a_stop_leaves_nothing)
{
    KmProgress progress = {.step = stop};
    KmReportResult result;
    KmError err = {0};
    ck_assert(!km_report_write(arena, &request, &progress, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_INTERRUPTED);
    ck_assert_uint_eq(entries(place), 1);
}
END_TEST

START_TEST(the_same_release_gives_the_same_bytes)
{
    (void)page_write();
    char *first = page_read_back("manifest.json");
    (void)page_write();
    ck_assert_str_eq(first, page_read_back("manifest.json"));
}
END_TEST

START_TEST(the_manifest_has_every_file_with_its_hash)
{
    (void)page_write();
    char *manifest = page_read_back("manifest.json");
    char *page = page_read_back("index.html");
    unsigned char hash[32];
    char hex[65];
    (void)crypto_generichash(hash, sizeof hash, (unsigned char *)page, strlen(page), NULL, 0);
    ck_assert_ptr_nonnull(strstr(
        manifest, km_format(arena, "{\"path\": \"index.html\", \"bytes\": %zu, \"hash\": \"%s\"}",
                            strlen(page), sodium_bin2hex(hex, sizeof hex, hash, sizeof hash))));
    ck_assert_ptr_nonnull(strstr(manifest, "\"run\": \"0a1b2c3d4e5f\""));
    ck_assert_ptr_nonnull(strstr(manifest, "tabellen/ambitie-1-vve-bereik-wijk.csv"));
}
END_TEST

START_TEST(an_older_evaluation_is_replaced_whole)
{
    KmError err = {0};
    ck_assert(km_directory_make(target, 0755, &err));
    ck_assert(km_file_write(km_path_join(arena, target, "oud.html"), "x", 1, 0644, &err));
    ck_assert(km_file_write(km_path_join(arena, target, "manifest.json"), "x", 1, 0644, &err));
    (void)page_write();
    ck_assert(!km_file_exists(km_path_join(arena, target, "oud.html")));
    ck_assert_uint_eq(entries(place), 2); /* the evaluation and the plan */
}
END_TEST

/* As a full disk: a write that gets no further than some bytes. */
START_TEST(a_write_that_fails_leaves_the_older_evaluation)
{
    (void)page_write();
    char *before = page_read_back("manifest.json");
    (void)signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {.rlim_cur = 9000, .rlim_max = RLIM_INFINITY};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    KmReportResult result;
    KmError err = {0};
    ck_assert(!km_report_write(arena, &request, NULL, &result, &err));
    limit.rlim_cur = RLIM_INFINITY;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
    ck_assert_str_eq(err.context[0], "while writing the evaluation");
    ck_assert_str_eq(before, page_read_back("manifest.json"));
    ck_assert_uint_eq(entries(place), 2);
}
END_TEST

START_TEST(a_place_that_cannot_be_made_is_refused)
{
    request.directory = "/proc/evaluatie";
    KmReportResult result;
    KmError err = {0};
    ck_assert(!km_report_write(arena, &request, NULL, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
}
END_TEST

typedef struct {
    const char *name;
    const char *plan;
    const char *message;
} PlanCase;

static const PlanCase plan_cases[] = {
    {"not JSON", "{", "the plan register is not JSON"},
    {"no ambitions", "{}", "there is no list \"ambitions\""},
    {"an ambition without title", "{\"ambitions\":[{\"id\":\"1\",\"actions\":[]}]}",
     "an ambition needs id, title"},
    {"an action without id",
     "{\"ambitions\":[{\"id\":\"1\",\"title\":\"T\",\"actions\":[{\"title\":\"x\"}]}]}",
     "an ambition needs id, title"},
};

START_TEST(a_wrong_plan_is_a_wrong_definition)
{
    const PlanCase *c = &plan_cases[_i];
    KmError err = {0};
    ck_assert(km_file_write(request.plan_file, c->plan, strlen(c->plan), 0644, &err));
    KmReportResult result;
    ck_assert(!km_report_write(arena, &request, NULL, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_DEFINITION);
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->name, err.message);
    ck_assert_str_eq(err.file, request.plan_file);
}
END_TEST

START_TEST(an_action_outside_the_plan_is_not_dropped)
{
    const char plan[] = "{\"ambitions\":[{\"id\":\"9\",\"title\":\"Negen\",\"actions\":"
                        "[{\"id\":\"A1.3\",\"title\":\"Drie\"}]}]}";
    KmError err = {0};
    ck_assert(km_file_write(request.plan_file, plan, sizeof plan - 1, 0644, &err));
    KmReportResult result = page_write();
    ck_assert_uint_eq(result.n_pages, 3);
    ck_assert_ptr_nonnull(strstr(page_read_back("overig.html"), "Ve-plaatsen per peuter"));
    ck_assert_ptr_nonnull(strstr(page_read_back("ambitie-9.html"), "Vve-bereik"));
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/files");
    TCase *tcase = tcase_create("files");
    tcase_add_checked_fixture(tcase, page_set_up, page_tear_down);
    tcase_add_test(tcase, a_stop_leaves_nothing);
    tcase_add_test(tcase, the_same_release_gives_the_same_bytes);
    tcase_add_test(tcase, the_manifest_has_every_file_with_its_hash);
    tcase_add_test(tcase, an_older_evaluation_is_replaced_whole);
    tcase_add_test(tcase, a_write_that_fails_leaves_the_older_evaluation);
    tcase_add_test(tcase, a_place_that_cannot_be_made_is_refused);
    tcase_add_loop_test(tcase, a_wrong_plan_is_a_wrong_definition, 0, COUNT(plan_cases));
    tcase_add_test(tcase, an_action_outside_the_plan_is_not_dropped);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
