#include "importers/reading/csv_reader.h"

#include "engine/base/text.h"
#include "tests/unit/importers/run.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *text;
    char separator;
    int columns;
    const char
        *records;       /* "line:cell|cell" and "!line:column" for a broken one, joined by spaces */
    int64_t error_line; /* 0: reads to the end */
    int error_column;
    const char *error; /* part of the message */
} Case;

static const Case cases[] = {
    {"plain rows know their lines", "a;b\n1;2\n3;4\n", ';', 0, "1:a|b 2:1|2 3:3|4", 0, 0, NULL},
    {"the last line may lack its ending", "a;b\n1;2", ';', 0, "1:a|b 2:1|2", 0, 0, NULL},
    {"blank lines are counted but give no record", "\na\n\n \nb\n", ';', 0, "2:a 5:b", 0, 0, NULL},
    {"spaces around a cell are trimmed", "  a ; b\n", ';', 0, "1:a|b", 0, 0, NULL},
    {"empty cells are cells", ";;\nx;;\n", ';', 0, "1:|| 2:x||", 0, 0, NULL},
    {"a quoted line break stays inside its cell", "a;\"x\ny\";c\nd;e;f\n", ';', 0,
     "1:a|x~y|c 3:d|e|f", 0, 0, NULL},
    {"a quoted separator stays inside its cell", "a;\"x;y\";c\n", ';', 0, "1:a|x;y|c", 0, 0, NULL},
    {"doubled quotes are one quote", "\"a \"\"b\"\"\"\n", ';', 0, "1:a \"b\"", 0, 0, NULL},
    {"a quoted cell keeps the spaces inside", "\" a \";\"\tb\"\nc;\" \"\n", ';', 0,
     "1: a |\tb 2:c| ", 0, 0, NULL},
    {"spaces around the quotes are no part of the cell", " \"a\" ;\"b\" \n \"c\";d\n", ';', 0,
     "1:a|b 2:c|d", 0, 0, NULL},
    {"a quoted nothing is an empty cell", "\"\";x;\"\"\n\"\"\n", ';', 0, "1:|x| 2:", 0, 0, NULL},
    {"a row may end in a separator", "\"a\";\nb;\nc; ; \n", ';', 0, "1:a| 2:b| 3:c||", 0, 0, NULL},
    {"spaces are no tabs where tabs separate", "a \t b\t\n\t\tc\n", '\t', 0, "1:a|b| 2:||c", 0, 0,
     NULL},
    {"quoted and broken cells in one row", "\"a\";b\"c;d\n\"e\";f\n", ';', 0, "!1:2 2:e|f", 0, 0,
     NULL},
    {"pairs of quotes at both ends and alone", "\"\"\"a\"\"\";\"\"\"\";\"\"\n", ';', 0,
     "1:\"a\"|\"|", 0, 0, NULL},
    {"a quoted cell and one with a quote inside", "\"a\";\"b \"\"c\"\"\"\n", ';', 0, "1:a|b \"c\"",
     0, 0, NULL},
    {"a lone apostrophe is an ordinary sign", "'s-Gravenhage;x\ny;'t\n", ';', 0,
     "1:'s-Gravenhage|x 2:y|'t", 0, 0, NULL},
    {"tabs separate", "a\tb\n1\t2\n", '\t', 0, "1:a|b 2:1|2", 0, 0, NULL},
    {"an empty file has no records", "", ';', 0, "", 0, 0, NULL},
    {"a formula's quotes are a cell's quotes", "n;x\n=\"012345678\";=\"1\"\n", ';', 0,
     "1:n|x 2:012345678|1", 0, 0, NULL},
    {"an = at the end or within quotes stays", "\"x;=\";\"y;=\"\"z\"\"\"\n", ';', 0,
     "1:x;=|y;=\"z\"", 0, 0, NULL},
    {"a quote inside a cell breaks that row only", "a;b\nde 5\" pijp;x\nc;d\n", ';', 0,
     "1:a|b !2:1 3:c|d", 0, 0, NULL},
    {"text behind a closing quote breaks that row only", "a;b\nx;\"y\"z;w\nc;d\n", ';', 0,
     "1:a|b !2:2 3:c|d", 0, 0, NULL},
    {"an open quote names the line and column where it began", "a;b\n1;2\n3;\"4\n5;6\n", ';', 0,
     "1:a|b 2:1|2", 3, 2, "a quote (\") is opened on line 3 and never closed"},
    {"a quote that swallows a complete row is found at once",
     "a;b;c;d;e\n1;\"2;3;4;5\n1;2;3;4;5\n1;2;3\";4;5\n", ';', 5, "1:a|b|c|d|e", 2, 2,
     "opened on line 2"},
    {"a long quoted text with line breaks is no swallowed row",
     "a;b;c;d;e\n\"x\ny\nz\";2;3;4;5\n6;7;8;9;0\n", ';', 5,
     "1:a|b|c|d|e 2:x~y~z|2|3|4|5 5:6|7|8|9|0", 0, 0, NULL},
};

/* What was read, in the notation of the cases; ends in the error's line and column when it failed.
 */
static char *read_all(KmArena *arena, const Case *c, KmSlice bytes, size_t chunk, KmError *err)
{
    KmText text = km_text_init(arena);
    KmMemorySource memory = {.bytes = bytes, .chunk = chunk};
    KmCsvOptions options = {.file = "f.csv", .separator = c->separator, .columns = c->columns};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmRecord record;
    while (km_csv_next(reader, &record, err) == 1) {
        km_text_add(&text, text.length == 0 ? "" : " ");
        if (record.broken > 0) {
            km_text_addf(&text, "!%lld:%d", (long long)record.line, record.broken);
            continue;
        }
        km_text_addf(&text, "%lld:", (long long)record.line);
        for (int i = 0; i < record.n_fields; i++) {
            km_text_add(&text, i == 0 ? "" : "|");
            for (size_t k = 0; k < record.fields[i].length; k++) {
                char byte = record.fields[i].bytes[k];
                /* CRLF inside a cell counts as one break here. */
                if (byte != '\r' || record.fields[i].bytes[k + 1] != '\n') {
                    km_text_add_char(&text, byte == '\n' || byte == '\r' ? '~' : byte);
                }
            }
        }
    }
    km_csv_close(reader);
    return text.bytes;
}

static KmSlice with_line_ends(KmArena *arena, const char *text, const char *ending)
{
    KmText changed = km_text_init(arena);
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\n') {
            km_text_add(&changed, ending);
        } else {
            km_text_add_char(&changed, *p);
        }
    }
    return (KmSlice){changed.bytes, changed.length};
}

START_TEST(every_line_ending_and_chunk_size_reads_the_same)
{
    static const char *const endings[] = {"\n", "\r\n", "\r"};
    const Case *c = &cases[_i];
    for (size_t e = 0; e < 3; e++) {
        for (size_t chunk = 1; chunk < 40; chunk++) {
            KmArena *arena = km_arena_open();
            KmError err = {0};
            KmSlice bytes = with_line_ends(arena, c->text, endings[e]);
            const char *found = read_all(arena, c, bytes, chunk, &err);
            ck_assert_msg(strcmp(found, c->records) == 0, "%s (ending %zu, chunk %zu): %s", c->name,
                          e, chunk, found);
            ck_assert_msg(err.line == c->error_line && err.column == c->error_column,
                          "%s: error at %lld:%d %s", c->name, (long long)err.line, err.column,
                          err.message);
            if (c->error != NULL) {
                ck_assert_msg(strstr(err.message, c->error) != NULL, "%s: %s", c->name,
                              err.message);
                ck_assert_int_eq(err.kind, KM_ERROR_INPUT);
                ck_assert_str_eq(err.file, "f.csv");
            }
            km_arena_close(arena);
        }
    }
}
END_TEST

START_TEST(mixed_line_endings_are_counted_apart)
{
    static const char text[] = "a;b\r\n1;2\n3;4\r5;6\r\n7;8";
    for (size_t chunk = 1; chunk < 20; chunk++) {
        KmArena *arena = km_arena_open();
        KmError err = {0};
        KmMemorySource memory = {.bytes = {text, sizeof text - 1}, .chunk = chunk};
        KmCsvOptions options = {.file = "f.csv", .separator = ';'};
        KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
        KmRecord record;
        int n = 0;
        while (km_csv_next(reader, &record, &err) == 1) {
            ck_assert_int_eq(record.line, ++n);
        }
        KmLineEnds ends = km_csv_line_ends(reader);
        ck_assert_int_eq(n, 5);
        ck_assert(ends.crlf == 2 && ends.lf == 1 && ends.cr == 1);
        km_csv_close(reader);
        km_arena_close(arena);
    }
}
END_TEST

START_TEST(a_nul_is_kept_with_the_true_length)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmMemorySource memory = {.bytes = {"a\0b;c\n", 6}};
    KmCsvOptions options = {.file = "f.csv", .separator = ';'};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmRecord record;
    ck_assert_int_eq(km_csv_next(reader, &record, &err), 1);
    ck_assert_uint_eq(record.fields[0].length, 3);
    km_csv_close(reader);
    km_arena_close(arena);
}
END_TEST

typedef struct {
    const char *name;
    char filler;
    size_t count;
    const char *error;
} Cap;

static const Cap caps[] = {
    {"more than 512 cells are refused", ';', 600, "more than 512 cells"},
    {"one more than 512 cells is refused", ';', 512, "more than 512 cells"},
    {"a cell of more than 64 KiB is refused", 'x', 70000, "more than 64 KiB"},
    {"a line of more than 1 MiB is refused", 'x', 1200000, "longer than 1048576 bytes"},
};

START_TEST(caps_are_kept)
{
    const Cap *cap = &caps[_i];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    char *text = km_alloc(arena, cap->count + 1);
    memset(text, cap->filler, cap->count);
    Case c = {.separator = ';'};
    ck_assert_str_eq(read_all(arena, &c, (KmSlice){text, cap->count}, 0, &err), "");
    ck_assert_msg(strstr(err.message, cap->error) != NULL, "%s: %s", cap->name, err.message);
    ck_assert_int_eq(err.kind, KM_ERROR_INPUT);
    ck_assert_int_eq(err.line, 1);
    ck_assert_str_eq(err.code, "file-cap");
    km_arena_close(arena);
}
END_TEST

typedef struct {
    const char *name;
    const char *before, *after;
    char filler;
    size_t count;
    size_t length; /* of the only cell; 0: refused */
} NearCap;

static const NearCap near_caps[] = {
    {"a cell of 64 KiB", "", "\n", 'x', 65536, 65536},
    {"a cell of one more", "", "\n", 'x', 65537, 0},
    {"a quoted cell of 64 KiB", "\"", "\"\n", 'x', 65536, 65536},
    {"a quoted cell of one more", "\"", "\"\n", 'x', 65537, 0},
    {"64 KiB with blanks around", "  \t", " \n", 'x', 65536, 65536},
    {"pairs of quotes that make 64 KiB", "\"", "\"\n", '"', 131072, 65536},
    {"pairs of quotes that make one more", "\"", "\"\n", '"', 131074, 0},
};

START_TEST(a_cell_may_have_64_kib_of_its_own)
{
    const NearCap *c = &near_caps[_i];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmText text = km_text_init(arena);
    km_text_add(&text, c->before);
    for (size_t i = 0; i < c->count; i++) {
        km_text_add_char(&text, c->filler);
    }
    km_text_add(&text, c->after);
    KmMemorySource memory = {.bytes = {text.bytes, text.length}};
    KmCsvOptions options = {.file = "f.csv", .separator = ';'};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmRecord record;
    int got = km_csv_next(reader, &record, &err);
    ck_assert_msg(got == (c->length > 0 ? 1 : -1), "%s: %d", c->name, got);
    ck_assert(got < 0 || (record.n_fields == 1 && record.fields[0].length == c->length));
    ck_assert(got > 0 || strstr(err.message, "more than 64 KiB") != NULL);
    km_csv_close(reader);
    km_arena_close(arena);
}
END_TEST

START_TEST(a_giant_open_quote_is_found_without_reading_the_whole_file)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmText text = km_text_init(arena);
    km_text_add(&text, "a;b\n1;\"open\n");
    for (int i = 0; i < 20000; i++) {
        km_text_add(&text, "some words\n");
    }
    KmMemorySource memory = {.bytes = {text.bytes, text.length}};
    KmCsvOptions options = {.file = "f.csv", .separator = ';'};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmRecord record;
    ck_assert_int_eq(km_csv_next(reader, &record, &err), 1);
    ck_assert_int_eq(km_csv_next(reader, &record, &err), -1);
    ck_assert_int_eq(err.line, 2);
    ck_assert_int_eq(err.column, 2);
    ck_assert_uint_lt(memory.at, text.length);
    km_csv_close(reader);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("csv_reader");
    tcase_add_loop_test(tcase, every_line_ending_and_chunk_size_reads_the_same, 0, COUNT(cases));
    tcase_add_test(tcase, mixed_line_endings_are_counted_apart);
    tcase_add_test(tcase, a_nul_is_kept_with_the_true_length);
    tcase_add_loop_test(tcase, caps_are_kept, 0, COUNT(caps));
    tcase_add_loop_test(tcase, a_cell_may_have_64_kib_of_its_own, 0, COUNT(near_caps));
    tcase_add_test(tcase, a_giant_open_quote_is_found_without_reading_the_whole_file);
    return run_case(tcase, "csv_reader");
}
