#include "engine/base/file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static KmArena *arena;
static char place[64];

static void setup(void)
{
    arena = km_arena_open();
    (void)memcpy(place, "/tmp/km-file-XXXXXX", 20);
    ck_assert_ptr_nonnull(mkdtemp(place));
}

static void teardown(void)
{
    km_directory_remove(place);
    km_arena_close(arena);
}

START_TEST(what_is_written_is_what_is_read_and_only_for_the_owner)
{
    KmError err = {0};
    KmBytes back;
    const char *path = km_path_join(arena, place, "a.txt");
    ck_assert(km_file_write(path, "een", 3, 0600, &err) &&
              km_file_write(path, "twee", 4, 0600, &err));
    ck_assert(km_file_read(arena, path, 100, &back, &err));
    ck_assert_str_eq(back.bytes, "twee");
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 077, 0);
}
END_TEST

START_TEST(a_file_over_the_cap_is_refused_with_its_size)
{
    KmError err = {0};
    KmBytes back;
    const char *path = km_path_join(arena, place, "a.txt");
    ck_assert(km_file_write(path, "0123456789", 10, 0600, &err));
    ck_assert(!km_file_read(arena, path, 9, &back, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_LIMIT);
    ck_assert_str_eq(err.message, "the file has 10 bytes; at most 9 are read");
}
END_TEST

START_TEST(a_device_is_never_an_output)
{
    KmError err = {0};
    ck_assert(!km_file_write("/dev/full", "x", 1, 0600, &err));
    ck_assert_int_eq(km_error_exit_code(err.kind), 4);
    const char *link_path = km_path_join(arena, place, "link");
    ck_assert_int_eq(symlink("/etc/hostname", link_path), 0);
    ck_assert(!km_file_write(link_path, "x", 1, 0600, &err));
}
END_TEST

START_TEST(a_directory_of_outputs_appears_whole_and_replaces_the_old_one)
{
    KmError err = {0};
    char *temporary;
    const char *target = km_path_join(arena, place, "uit/map");
    for (int round = 0; round < 2; round++) {
        ck_assert(km_directory_begin(arena, target, "merk", &temporary, &err));
        ck_assert(km_file_write(km_path_join(arena, temporary, round == 0 ? "oud" : "nieuw"), "x",
                                1, 0600, &err));
        ck_assert(km_file_write(km_path_join(arena, temporary, "merk"), "x", 1, 0600, &err));
        ck_assert(km_directory_commit(temporary, target, &err));
    }
    char **names;
    size_t n;
    ck_assert(km_directory_list(arena, target, &names, &n, &err));
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(names[0], "merk");
    ck_assert_str_eq(names[1], "nieuw");
    ck_assert(km_directory_list(arena, km_path_join(arena, place, "uit"), &names, &n, &err));
    ck_assert_uint_eq(n, 1);
}
END_TEST

START_TEST(a_directory_with_other_files_is_never_replaced)
{
    KmError err = {0};
    char *temporary;
    const char *target = km_path_join(arena, place, "kostbaar");
    const char *precious = km_path_join(arena, target, "foto");
    ck_assert(km_directory_make(target, 0700, &err) && km_file_write(precious, "x", 1, 0600, &err));
    ck_assert(!km_directory_begin(arena, target, "merk", &temporary, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert(km_file_exists(precious));
    const char *empty = km_path_join(arena, place, "leeg");
    ck_assert(km_directory_make(empty, 0700, &err));
    ck_assert(km_directory_begin(arena, empty, "merk", &temporary, &err));
}
END_TEST

START_TEST(a_missing_file_is_named)
{
    KmError err = {0};
    KmBytes back;
    ck_assert(!km_file_read(arena, "/nergens/x.csv", 10, &back, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
    ck_assert_str_eq(err.file, "/nergens/x.csv");
    ck_assert_ptr_nonnull(strstr(err.message, "No such file"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("file");
    TCase *cases = tcase_create("file");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, what_is_written_is_what_is_read_and_only_for_the_owner);
    tcase_add_test(cases, a_file_over_the_cap_is_refused_with_its_size);
    tcase_add_test(cases, a_device_is_never_an_output);
    tcase_add_test(cases, a_directory_of_outputs_appears_whole_and_replaces_the_old_one);
    tcase_add_test(cases, a_directory_with_other_files_is_never_replaced);
    tcase_add_test(cases, a_missing_file_is_named);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
