#include "importers/reading/record_draft.h"

#include "importers/reading/find_signs.h"
#include "tests/unit/importers/run.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINE = 4096, MOST_CELL = 64 * 1024 };

/* What libcsv makes of a line. */
typedef struct {
    char text[MOST_LINE];
    size_t used;
    size_t ends[MOST_LINE];
    size_t n_fields;
    int n_records;
    bool is_good;
} Reference;

static void on_field(void *bytes, size_t length, void *data)
{
    Reference *r = data;
    if (length > 0) {
        memcpy(r->text + r->used, bytes, length);
    }
    r->used += length;
    r->ends[r->n_fields++] = r->used;
}

static void on_record(int terminator, void *data)
{
    Reference *r = data;
    (void)terminator;
    r->n_records++;
}

static void refer(Reference *r, KmSlice line, char separator)
{
    struct csv_parser parser;
    (void)csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)separator);
    r->used = 0;
    r->n_fields = 0;
    r->n_records = 0;
    r->is_good =
        csv_parse(&parser, line.bytes, line.length, on_field, on_record, r) == line.length &&
        csv_parse(&parser, "\n", 1, on_field, on_record, r) == 1 && r->n_records == 1;
    csv_free(&parser);
}

static bool has_same_fields(const KmRecordDraft *draft, const Reference *r)
{
    size_t start = 0;
    bool is_same = (size_t)draft->n_fields == r->n_fields;
    for (int i = 0; is_same && i < draft->n_fields; i++) {
        KmSlice field = draft->fields[i];
        is_same = field.bytes == draft->text + start && field.length == r->ends[i] - start &&
                  memcmp(field.bytes, r->text + start, field.length) == 0;
        start = r->ends[i];
    }
    return is_same;
}

/* Lines that must not be left to libcsv: those without quotes, and without blanks around them. */
static bool is_plain(KmSlice line)
{
    return memchr(line.bytes, '"', line.length) == NULL ||
           (memchr(line.bytes, ' ', line.length) == NULL &&
            memchr(line.bytes, '\t', line.length) == NULL);
}

typedef struct {
    KmRecordDraft *draft;
    Reference *reference;
} Pair;

/* The reader skips it. */
static bool is_blank(KmSlice line)
{
    size_t i = 0;
    while (i < line.length && (line.bytes[i] == ' ' || line.bytes[i] == '\t')) {
        i++;
    }
    return i == line.length;
}

/* The draft takes a line apart as libcsv does, or not at all, whatever stands behind it. */
static void compare(Pair pair, KmSlice line)
{
    static const struct {
        const char *ending;
        char behind;
    } ends[] = {{"\n", '"'}, {"\r\n", ';'}, {"", '"'}, {"", ';'}, {"", '\t'}, {"", 'x'}};
    if (is_blank(line)) {
        return;
    }
    refer(pair.reference, line, pair.draft->separator);
    bool is_due = pair.reference->is_good && is_plain(line);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const char *ending = ends[i].ending;
        size_t length = line.length + strlen(ending);
        char *bytes = malloc(length + KM_READ_BEYOND); /* no byte more: the sanitizer watches */
        memcpy(bytes, line.bytes, line.length);
        memcpy(bytes + line.length, ending, strlen(ending));
        memset(bytes + length, ends[i].behind, KM_READ_BEYOND);
        km_record_draft_clear(pair.draft);
        bool is_split = km_record_draft_split(pair.draft, (KmSlice){bytes, length});
        ck_assert_msg(is_split || (!is_due && pair.draft->n_fields == 0), "left: %.*s",
                      (int)line.length, line.bytes);
        ck_assert_msg(!is_split ||
                          (pair.reference->is_good && has_same_fields(pair.draft, pair.reference)),
                      "other than libcsv: %.*s", (int)line.length, line.bytes);
        free(bytes);
    }
}

static Pair open_pair(KmArena *arena, char separator)
{
    return (Pair){km_record_draft_open(arena, separator, MOST_CELL), KM_NEW(arena, Reference)};
}

typedef struct {
    const char *name;
    const char *before, *after; /* what stands around the filler and the signs */
    char separator;
    int longest;
    const char *signs;
} Frame;

static const Frame frames[] = {
    {"cells with quotes and blanks", "", "", ';', 4, ";\" a"},
    {"tabs separate", "", "", '\t', 4, "\t\" a"},
    {"tabs and blanks around cells", "x;", ";x", ';', 4, ";\t \""},
    {"inside a quoted cell", "\"", "\"", ';', 4, ";\"a"},
    {"behind a quoted cell", "\"x;\"\"y\";", "", ';', 4, ";\"a"},
    {"bytes that differ from the signs in one bit", "", ";\"\xbb\xa2\"", ';', 3,
     ";\"\xbb\xa2:#\x80"},
};

/* Every row of signs up to the longest, behind fillers that bring it across the borders of 16 and
 * 64 bytes. */
static void compare_all(Pair pair, const Frame *frame, size_t filler)
{
    char line[256];
    size_t n_signs = strlen(frame->signs);
    size_t n_rows = 1;
    for (int length = 0; length <= frame->longest; length++, n_rows *= n_signs) {
        for (size_t row = 0; row < n_rows; row++) {
            size_t n = strlen(frame->before);
            memcpy(line, frame->before, n);
            memset(line + n, 'f', filler);
            n += filler;
            size_t rest = row;
            for (int i = 0; i < length; i++, rest /= n_signs) {
                line[n++] = frame->signs[rest % n_signs];
            }
            memcpy(line + n, frame->after, strlen(frame->after));
            compare(pair, (KmSlice){line, n + strlen(frame->after)});
        }
    }
}

START_TEST(lines_are_split_as_libcsv_does_or_left_to_it)
{
    static const size_t fillers[] = {0, 1, 12, 14, 15, 16, 58, 60, 61, 62, 63, 64, 65, 126, 128};
    const Frame *frame = &frames[_i];
    KmArena *arena = km_arena_open();
    Pair pair = open_pair(arena, frame->separator);
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
        compare_all(pair, frame, fillers[i]);
    }
    km_arena_close(arena);
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static size_t make_up_cell(char *into, uint32_t *state)
{
    static const char *const cells[] = {"",          "a",        "06-03-2020", " padded\t",
                                        "\"q;q\"",   "\"\"",     "\"a\"\"b\"", "\"\"\"\"",
                                        "\"\"\"x\"", "\xc3\xa9", "\"\t \"",    "de 5\" pijp"};
    uint32_t kind = next_random(state) % 48;
    if (kind < sizeof cells / sizeof cells[0]) {
        memcpy(into, cells[kind], strlen(cells[kind]));
        return strlen(cells[kind]);
    }
    bool is_quoted = kind % 2 == 0;
    size_t length = next_random(state) % (kind % 5 == 0 ? 140 : 20);
    memset(into, is_quoted ? '"' : 'v', length + 2);
    memset(into + 1, 'v', length);
    return length + 2;
}

START_TEST(made_up_rows_are_split_as_libcsv_does)
{
    KmArena *arena = km_arena_open();
    Pair pair = open_pair(arena, ';');
    uint32_t state = 1;
    char line[MOST_LINE];
    for (int i = 0; i < 20000; i++) {
        size_t n = 0;
        for (uint32_t cells = 1 + next_random(&state) % 12; cells > 0; cells--) {
            n += make_up_cell(line + n, &state);
            line[n++] = ';';
        }
        compare(pair, (KmSlice){line, n - next_random(&state) % 2});
    }
    km_arena_close(arena);
}
END_TEST

START_TEST(more_columns_than_may_be_are_left_to_libcsv)
{
    KmArena *arena = km_arena_open();
    KmRecordDraft *draft = km_record_draft_open(arena, ';', MOST_CELL);
    char line[KM_MOST_COLUMNS + KM_READ_BEYOND];
    memset(line, ';', sizeof line);
    ck_assert(km_record_draft_split(draft, (KmSlice){line, KM_MOST_COLUMNS - 1}));
    ck_assert_int_eq(draft->n_fields, KM_MOST_COLUMNS);
    km_record_draft_clear(draft);
    ck_assert(!km_record_draft_split(draft, (KmSlice){line, KM_MOST_COLUMNS}));
    ck_assert_int_eq(draft->n_fields, 0);
    km_arena_close(arena);
}
END_TEST

START_TEST(fields_stay_when_the_text_has_to_move)
{
    KmArena *arena = km_arena_open();
    KmRecordDraft *draft = km_record_draft_open(arena, ';', MOST_CELL);
    char *large = km_alloc(arena, MOST_CELL);
    memset(large, 'x', MOST_CELL);
    km_record_draft_add(draft, "first", 5);
    for (int i = 0; i < 5; i++) {
        km_record_draft_add(draft, large, MOST_CELL);
    }
    ck_assert(memcmp(draft->fields[0].bytes, "first", 5) == 0);
    for (int i = 1; i < draft->n_fields; i++) {
        ck_assert(draft->fields[i].bytes ==
                  draft->fields[i - 1].bytes + draft->fields[i - 1].length);
        ck_assert(memcmp(draft->fields[i].bytes, large, MOST_CELL) == 0);
    }
    km_arena_close(arena);
}
END_TEST

START_TEST(signs_are_found_alike_in_both_ways)
{
    char bytes[KM_STRETCH];
    for (int value = 0; value < 256; value++) {
        for (size_t place = 0; place < KM_STRETCH; place++) {
            memset(bytes, value ^ (int)(place % 3), sizeof bytes);
            bytes[place] = (char)value;
            uint64_t found = 0;
            for (size_t i = 0; i < KM_STRETCH; i++) {
                found |= (uint64_t)(bytes[i] == ';' || bytes[i] == '"' ? 1 : 0) << i;
            }
            ck_assert_uint_eq(km_find_signs(bytes, ';', '"'), found);
            ck_assert_uint_eq(km_find_signs_by_words(bytes, ';', '"'), found);
        }
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("record_draft");
    tcase_add_loop_test(tcase, lines_are_split_as_libcsv_does_or_left_to_it, 0, COUNT(frames));
    tcase_add_test(tcase, made_up_rows_are_split_as_libcsv_does);
    tcase_add_test(tcase, more_columns_than_may_be_are_left_to_libcsv);
    tcase_add_test(tcase, fields_stay_when_the_text_has_to_move);
    tcase_add_test(tcase, signs_are_found_alike_in_both_ways);
    return run_case(tcase, "record_draft");
}
