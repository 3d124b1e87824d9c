#include "importers/reading/input_ahead.h"

#include "tests/unit/importers/fixture.h"

#include <unistd.h>

static size_t read_all(KmInput *input, char *into, size_t room, KmError *err)
{
    KmByteSource source = km_input_source(input);
    size_t n = 0;
    ssize_t got;
    while ((got = source.read(source.self, into + n, room - n, err)) > 0) {
        n += (size_t)got;
    }
    return n;
}

START_TEST(both_passes_give_the_bytes_without_the_mark)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char text[64];
    char *path = fixture_write(&f, "x.csv",
                               "\xef\xbb\xbf"
                               "a;b\n1;2\n");
    ck_ok(&f, km_input_open(f.arena, path, &input, &f.err));
    ck_assert_uint_eq(km_input_head(input).length, 8);
    ck_ok(&f, km_input_finish_first(input, &f.err));
    ck_assert_str_eq(km_encoding_name(km_input_encoding(input)), "utf-8 met BOM");
    ck_ok(&f, km_input_rewind(input, &f.err));
    ck_assert_uint_eq(read_all(input, text, sizeof text, &f.err), 8);
    ck_assert_mem_eq(text, "a;b\n1;2\n", 8);
    ck_ok(&f, km_input_check_unchanged(input, &f.err));
    km_input_close(input);
    fixture_close(&f);
}
END_TEST

START_TEST(a_mark_and_nothing_else_is_empty)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char *path = fixture_write(&f, "x.csv", "\xef\xbb\xbf");
    ck_assert(!km_input_open(f.arena, path, &input, &f.err));
    ck_assert_str_eq(f.err.code, "file-empty");
    fixture_close(&f);
}
END_TEST

START_TEST(a_file_that_changes_while_being_read_is_refused)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char text[64];
    char *path = fixture_write(&f, "x.csv", "a;b\n1;2\n");
    ck_ok(&f, km_input_open(f.arena, path, &input, &f.err));
    ck_ok(&f, km_input_finish_first(input, &f.err));
    FILE *file = fopen(path, "a");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs("3;4\n", file), 0);
    ck_assert_int_eq(fclose(file), 0);
    ck_ok(&f, km_input_rewind(input, &f.err));
    (void)read_all(input, text, sizeof text, &f.err);
    ck_assert(!km_input_check_unchanged(input, &f.err));
    ck_assert_ptr_nonnull(strstr(f.err.message, "changed while it was being read"));
    ck_assert_str_eq(f.err.code, "file-changed");
    km_input_close(input);
    fixture_close(&f);
}
END_TEST

START_TEST(bytes_of_no_encoding_are_named_by_line)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char *path = fixture_write(&f, "x.csv", "a;b\n1;2\nx;\x81\n");
    ck_ok(&f, km_input_open(f.arena, path, &input, &f.err));
    ck_assert(!km_input_finish_first(input, &f.err));
    ck_assert_int_eq(f.err.line, 3);
    ck_assert_str_eq(f.err.code, "file-encoding");
    km_input_close(input);
    fixture_close(&f);
}
END_TEST

START_TEST(equal_bytes_have_equal_digests)
{
    Fixture f = fixture_open();
    KmInput *a = NULL;
    KmInput *b = NULL;
    ck_ok(&f, km_input_open(f.arena, fixture_write(&f, "a.csv", "a;b\n"), &a, &f.err));
    ck_ok(&f, km_input_open(f.arena, fixture_write(&f, "b.csv", "a;b\n"), &b, &f.err));
    ck_ok(&f, km_input_finish_first(a, &f.err));
    ck_ok(&f, km_input_finish_first(b, &f.err));
    ck_assert_mem_eq(km_input_digest(a), km_input_digest(b), KM_INPUT_DIGEST_BYTES);
    km_input_close(a);
    km_input_close(b);
    fixture_close(&f);
}
END_TEST

#define LITTLE                                                                                     \
    "\xff\xfe"                                                                                     \
    "a\0;\0b\0\n\0\xeb\0;\0\x3d\xd8\x00\xde\n\0" /* a;b ë;😀 */
#define BIG                                                                                        \
    "\xfe\xff"                                                                                     \
    "\0a\0;\0b\0\n\0\xeb\0;\xd8\x3d\xde\x00\0\n"

static const struct {
    const char *name;
    const char *bytes;
    size_t length;
    int64_t broken_line; /* 0: read as "a;b ë;😀" */
} wide[] = {
    {"least byte first", LITTLE, sizeof LITTLE - 1, 0},
    {"greatest byte first", BIG, sizeof BIG - 1, 0},
    {"half a pair",
     "\xff\xfe"
     "a\0\n\0\x3d\xd8"
     "b\0\n\0",
     12, 2},
    {"the other half alone",
     "\xff\xfe"
     "a\0\n\0\x00\xde"
     "b\0\n\0",
     12, 2},
    {"half a unit at the end",
     "\xff\xfe"
     "a\0\n\0"
     "b",
     7, 2},
};

START_TEST(utf16_with_its_mark_is_read_as_text)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char text[64];
    char *path = km_path_join(f.arena, f.directory, "wide.csv");
    ck_ok(&f, km_file_write(path, wide[_i].bytes, wide[_i].length, 0600, &f.err));
    ck_ok(&f, km_input_open(f.arena, path, &input, &f.err));
    if (wide[_i].broken_line > 0) {
        ck_assert_msg(!km_input_finish_first(input, &f.err), "%s", wide[_i].name);
        ck_assert_int_eq(f.err.line, wide[_i].broken_line);
        ck_assert_str_eq(f.err.code, "file-encoding");
    } else {
        static const char expected[] = "a;b\n\xc3\xab;\xf0\x9f\x98\x80\n";
        ck_ok(&f, km_input_finish_first(input, &f.err));
        ck_assert_str_eq(km_encoding_name(km_input_encoding(input)), "utf-16");
        ck_assert_uint_eq(km_input_head(input).length, sizeof expected - 1);
        ck_ok(&f, km_input_rewind(input, &f.err));
        ck_assert_uint_eq(read_all(input, text, sizeof text, &f.err), sizeof expected - 1);
        ck_assert_mem_eq(text, expected, sizeof expected - 1);
        ck_ok(&f, km_input_check_unchanged(input, &f.err));
    }
    km_input_close(input);
    fixture_close(&f);
}
END_TEST

/* More than a thread is worth: rows of twelve bytes, the last one as given. */
enum { LARGE_ROWS = 150000, LARGE_ROOM = LARGE_ROWS * 12 + 64 };

static char *large_file(Fixture *f, const char *last)
{
    char *text = km_alloc(f->arena, LARGE_ROOM);
    size_t n = 0;
    for (int i = 0; i < LARGE_ROWS; i++) {
        n += (size_t)snprintf(text + n, LARGE_ROOM - n, "%06d;abcd\n", i);
    }
    (void)snprintf(text + n, LARGE_ROOM - n, "%s", last);
    return fixture_write(f, "large.csv", text);
}

START_TEST(first_pass_made_ahead_is_the_first_pass)
{
    Fixture f = fixture_open();
    KmInput *plain = NULL;
    char *path = large_file(&f, "\xc3\xa9;x\n");
    ck_ok(&f, km_input_open(f.arena, path, &plain, &f.err));
    ck_ok(&f, km_input_finish_first(plain, &f.err));
    KmInputAhead *ahead = km_input_ahead_open(f.arena, path);
    ck_assert_ptr_nonnull(ahead);
    ck_assert_ptr_null(km_input_ahead_take(ahead, f.arena, "another.csv"));
    KmInput *input = km_input_ahead_take(ahead, f.arena, path);
    ck_assert_ptr_nonnull(input);
    km_input_ahead_close(ahead);
    char *text = km_alloc(f.arena, LARGE_ROOM);
    char *wanted = km_alloc(f.arena, LARGE_ROOM);
    ck_ok(&f, km_input_rewind(plain, &f.err));
    size_t n = read_all(plain, wanted, LARGE_ROOM, &f.err);
    /* A look at the beginning changes nothing of what is known. */
    (void)read_all(input, text, 100, &f.err);
    ck_ok(&f, km_input_finish_first(input, &f.err));
    ck_assert_mem_eq(km_input_digest(input), km_input_digest(plain), KM_INPUT_DIGEST_BYTES);
    ck_assert_str_eq(km_encoding_name(km_input_encoding(input)), "utf-8");
    ck_assert_int_eq(km_input_encoding(input)->lines, LARGE_ROWS + 1);
    ck_ok(&f, km_input_rewind(input, &f.err));
    ck_assert_uint_eq(read_all(input, text, LARGE_ROOM, &f.err), n);
    ck_assert(memcmp(text, wanted, n) == 0);
    ck_ok(&f, km_input_check_unchanged(input, &f.err));
    km_input_close(input);
    km_input_close(plain);
    fixture_close(&f);
}
END_TEST

START_TEST(fault_met_ahead_is_left_to_who_opens_the_file)
{
    Fixture f = fixture_open();
    KmInput *input = NULL;
    char *path = large_file(&f, "\x81;x\n");
    KmInputAhead *ahead = km_input_ahead_open(f.arena, path);
    ck_assert_ptr_nonnull(ahead);
    ck_assert_ptr_null(km_input_ahead_take(ahead, f.arena, path));
    km_input_ahead_close(ahead);
    ck_ok(&f, km_input_open(f.arena, path, &input, &f.err));
    ck_assert(!km_input_finish_first(input, &f.err));
    ck_assert_int_eq(f.err.line, LARGE_ROWS + 1);
    km_input_close(input);
    km_input_ahead_close(km_input_ahead_open(f.arena, large_file(&f, "never taken\n")));
    ck_assert_ptr_null(km_input_ahead_open(f.arena, "nowhere.csv"));
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("input");
    tcase_add_test(tcase, both_passes_give_the_bytes_without_the_mark);
    tcase_add_test(tcase, a_mark_and_nothing_else_is_empty);
    tcase_add_test(tcase, a_file_that_changes_while_being_read_is_refused);
    tcase_add_test(tcase, bytes_of_no_encoding_are_named_by_line);
    tcase_add_loop_test(tcase, utf16_with_its_mark_is_read_as_text, 0, COUNT(wide));
    tcase_add_test(tcase, equal_bytes_have_equal_digests);
    tcase_add_test(tcase, first_pass_made_ahead_is_the_first_pass);
    tcase_add_test(tcase, fault_met_ahead_is_left_to_who_opens_the_file);
    return run_case(tcase, "input");
}
