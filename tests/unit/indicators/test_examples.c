/* The worked examples of the shipped indicators hold, and an example that does not hold says so
 * with its line. */
#include "indicators/catalogue/catalogue.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static KmArena *arena;
static char directory[] = "/tmp/kansmeter-examples-XXXXXX";

static void open_arena(void)
{
    arena = km_arena_open();
}

static void close_arena(void)
{
    km_arena_close(arena);
}

static KmCatalogue *open_catalogue(const char *workspace)
{
    KmCatalogue *catalogue = NULL;
    KmError err = {0};
    KmCatalogueSources sources = {.datadir = KM_SOURCE, .workspace = workspace};
    ck_assert_msg(km_catalogue_open(arena, &sources, &catalogue, &err), "%s", err.message);
    return catalogue;
}

static void check_indicator(const KmCatalogue *catalogue, const char *id)
{
    KmExampleResult *results;
    size_t n;
    KmError err = {0};
    ck_assert_msg(km_examples_run(arena, catalogue, id, &results, &n, &err), "%s", err.message);
    ck_assert_msg(n >= 1, "%s has no worked example", id);
    for (size_t i = 0; i < n; i++) {
        ck_assert_msg(results[i].passed, "%s, %s: %s", id, results[i].example, results[i].message);
    }
}

START_TEST(shipped_examples_hold)
{
    const KmCatalogue *catalogue = open_catalogue(NULL);
    ck_assert_uint_ge(km_catalogue_count(catalogue), 7);
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        check_indicator(catalogue, km_catalogue_at(catalogue, i)->id);
    }
}
END_TEST

START_TEST(no_shipped_file_is_broken)
{
    const KmCatalogue *catalogue = open_catalogue(NULL);
    for (size_t i = 0; i < km_catalogue_fault_count(catalogue); i++) {
        const KmCatalogueFault *fault = km_catalogue_fault_at(catalogue, i);
        ck_abort_msg("%s:%lld: %s %s", fault->file, (long long)fault->error.line,
                     fault->error.message, fault->error.hint);
    }
}
END_TEST

/* Edits of a shipped file in which something no longer holds; `message` is what must be said. */
typedef struct {
    const char *name;
    const char *from, *to; /* in vve-indicatie-aandeel.sql */
    const char *message;
} Edit;

static const Edit edits[] = {
    {"a wrong expectation names its line, what was expected and what was found",
     "-- expect: n=4 x=2 excluded", "-- expect: n=4 x=3 excluded",
     "line 60: x expected 3, found 2"},
    {"an older definition of the age gives another count", "verjaardag(geboortedatum, 48)",
     "verjaardag(geboortedatum, 60)", "n expected 4, found 5"},
    {"an unknown column of a contract is refused with the nearest",
     "-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang\n",
     "-- given jgz_indicatie: kind, datum_bepaling, besluit, ingangs\n",
     "there is no column in jgz_indicatie 'ingangs'; did you mean 'ingang'?"},
    {"an unknown contract is refused with the nearest", "-- given jgz_indicatie: kind",
     "-- given jgz_indicaties: kind",
     "there is no contract 'jgz_indicaties'; did you mean 'jgz_indicatie'?"},
    {"a value that is no date is refused with its line",
     "--   1, 2024-03-31, 2024-03-31, , WK054608", "--   1, 31-03-2024, 2024-03-31, , WK054608",
     ".sql:43: '31-03-2024' is no value for the column geboortedatum"},
    {"SQL that does not run is refused with its line", "FROM besluit WHERE besluit = 'ja'",
     "FROM besluiten WHERE besluit = 'ja'", "no such table: besluiten"},
};

static const char *edited(const Edit *edit)
{
    KmBytes bytes;
    KmError err = {0};
    ck_assert(km_file_read(arena, KM_SOURCE "/indicators/ambitie-1/vve-indicatie-aandeel.sql",
                           1 << 20, &bytes, &err));
    const char *at = strstr(bytes.bytes, edit->from);
    ck_assert_msg(at != NULL, "the file no longer holds: %s", edit->from);
    return km_format(arena, "%.*s%s%s", (int)(at - bytes.bytes), bytes.bytes, edit->to,
                     at + strlen(edit->from));
}

START_TEST(an_example_that_does_not_hold_says_so)
{
    KmExampleResult *results;
    size_t n;
    KmError err = {0};
    const char *text = edited(&edits[_i]);
    char *own = km_path_join(arena, mkdtemp(directory), "indicators");
    ck_assert(km_directory_make(own, 0700, &err));
    ck_assert(km_file_write(km_path_join(arena, own, "vve-indicatie-aandeel.sql"), text,
                            strlen(text), 0600, &err));
    const KmCatalogue *catalogue = open_catalogue(directory);
    ck_assert(km_examples_run(arena, catalogue, "vve-indicatie-aandeel", &results, &n, &err));
    km_directory_remove(directory);
    bool is_said = false;
    for (size_t i = 0; i < n; i++) {
        is_said = is_said ||
                  (!results[i].passed && strstr(results[i].message, edits[_i].message) != NULL);
    }
    ck_assert_msg(is_said, "%s: %s", edits[_i].name, results[0].message);
}
END_TEST

START_TEST(an_unknown_indicator_is_refused)
{
    KmExampleResult *results;
    size_t n;
    KmError err = {0};
    ck_assert(!km_examples_run(arena, open_catalogue(NULL), "vve-berijk", &results, &n, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_str_eq(err.message, "there is no indicator 'vve-berijk'");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("examples");
    TCase *tcase = tcase_create("worked examples");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, shipped_examples_hold);
    tcase_add_test(tcase, no_shipped_file_is_broken);
    tcase_add_loop_test(tcase, an_example_that_does_not_hold_says_so, 0,
                        (int)(sizeof edits / sizeof *edits));
    tcase_add_test(tcase, an_unknown_indicator_is_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
