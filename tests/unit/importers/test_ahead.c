/* Reading ahead changes neither the rows nor their order, nor a fault; and it can be left half-way.
 */
#include "importers/decoding/ahead.h"
#include "importers/reading/records_ahead.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t given, of, fails_at;
    char text[24];
} Numbers;

static int next_number(void *self, KmCell *cells, KmError *err)
{
    Numbers *n = self;
    if (n->given == n->fails_at) {
        (void)km_error_set(err, KM_ERROR_INPUT, "row %lld is bad", (long long)n->given);
        return -1;
    }
    if (n->given == n->of) {
        return 0;
    }
    /* One buffer for all rows: what is read ahead must have been copied. */
    int length = snprintf(n->text, sizeof n->text, "rij %lld", (long long)n->given);
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = n->given++};
    cells[1] = (KmCell){.type = KM_CELL_TEXT, .text = n->text, .length = length};
    return 1;
}

typedef struct {
    const char *name;
    int64_t of, fails_at, leave_at;
    int last;
} AheadCase;

static const AheadCase cases[] = {
    {"no rows", 0, -1, -1, 0},
    {"one row", 1, -1, -1, 0},
    {"a block exactly", 512, -1, -1, 0},
    {"many blocks", 5000, -1, -1, 0},
    {"a fault in the first row", 10, 0, -1, -1},
    {"a fault after many blocks", 5000, 4000, -1, -1},
    {"left after the first row", 100000, -1, 1, 1},
    {"left before the first row", 100000, -1, 0, 1},
};

static void check_row(const KmCell *cells, int64_t i)
{
    char text[24];
    (void)snprintf(text, sizeof text, "rij %lld", (long long)i);
    ck_assert_int_eq(cells[0].integer, i);
    ck_assert_int_eq((int64_t)cells[1].length, (int64_t)strlen(text));
    ck_assert(memcmp(cells[1].text, text, strlen(text)) == 0);
}

static const KmColumn columns[] = {{.name = "tekst", .type = KM_COLUMN_TEXT}};
static const KmTableSpec spec = {.columns = columns, .n_columns = 1};

START_TEST(rows_read_ahead_are_the_rows_themselves)
{
    const AheadCase *c = &cases[_i];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCell cells[2];
    Numbers numbers = {.of = c->of, .fails_at = c->fails_at};
    KmAhead *ahead = km_ahead_open(arena, (KmRowSource){&numbers, next_number}, &spec, NULL);
    KmRowSource source = km_ahead_source(ahead);
    int got = 1;
    int64_t rows = 0;
    while (rows != c->leave_at && got == 1) {
        got = source.next(source.self, cells, &err);
        if (got == 1) {
            check_row(cells, rows++);
        }
    }
    km_ahead_close(ahead);
    ck_assert_msg(got == c->last, "%s: %d", c->name, got);
    if (got == 0) {
        ck_assert_int_eq(rows, c->of);
    }
    if (got < 0) {
        char message[40];
        (void)snprintf(message, sizeof message, "row %lld is bad", (long long)c->fails_at);
        ck_assert_int_eq(rows, c->fails_at);
        ck_assert_str_eq(err.message, message);
    }
    km_arena_close(arena);
}
END_TEST

/* The rows that were made when a stretch was complete, and those that were asked for by then. */
typedef struct {
    Numbers *numbers; /* of the other thread */
    int64_t announced, fails_at;
} Escort;

static int64_t made_so_far(void *self)
{
    return ((Escort *)self)->numbers->given;
}

static bool announce(void *self, int64_t number, KmError *err)
{
    Escort *escort = self;
    ck_assert_int_ge(number, escort->announced);
    escort->announced = number;
    return number < escort->fails_at ||
           km_error_set(err, KM_ERROR_STORE, "no room for %lld", (long long)number);
}

START_TEST(a_stretch_is_announced_before_its_first_row)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCell cells[2];
    Numbers numbers = {.of = 5000, .fails_at = -1};
    Escort escort = {.numbers = &numbers, .fails_at = _i == 0 ? INT64_MAX : 4000};
    KmAheadEscort functions = {&escort, made_so_far, announce};
    KmAhead *ahead = km_ahead_open(arena, (KmRowSource){&numbers, next_number}, &spec, &functions);
    KmRowSource source = km_ahead_source(ahead);
    int64_t rows = 0;
    int got;
    while ((got = source.next(source.self, cells, &err)) == 1) {
        check_row(cells, rows++);
        ck_assert_int_ge(escort.announced, rows);
    }
    km_ahead_close(ahead);
    ck_assert_int_eq(got, _i == 0 ? 0 : -1);
    ck_assert(_i == 0 ? rows == 5000 : rows < 4000);
    ck_assert_int_eq(err.kind, _i == 0 ? KM_ERROR_NONE : KM_ERROR_STORE);
    km_arena_close(arena);
}
END_TEST

static int next_made_up_record(void *self, KmRecord *ret_record, KmError *err)
{
    Numbers *n = self;
    static KmSlice fields[2];
    KmCell cells[2];
    int got = next_number(n, cells, err);
    if (got == 1) {
        fields[0] = (KmSlice){n->text, 3};
        fields[1] = (KmSlice){n->text + 3, (size_t)cells[1].length - 3};
        *ret_record = (KmRecord){
            .line = cells[0].integer, .row = -cells[0].integer, .fields = fields, .n_fields = 2};
    }
    return got;
}

static uint64_t times_line(const void *self, const KmRecord *record)
{
    return *(const uint64_t *)self * (uint64_t)record->line;
}

START_TEST(records_read_ahead_are_the_records_themselves)
{
    static const uint64_t factor = 7;
    const AheadCase *c = &cases[_i];
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmRecord record;
    Numbers numbers = {.of = c->of, .fails_at = c->fails_at};
    KmRecordsAhead *ahead =
        km_records_ahead_open(arena, (KmRecordSource){&numbers, next_made_up_record},
                              (KmRecordMark){&factor, times_line});
    KmRecordSource source = km_records_ahead_source(ahead);
    int got = 1;
    int64_t rows = 0;
    while (rows != c->leave_at && got == 1) {
        got = source.next(source.self, &record, &err);
        if (got == 1) {
            char text[24];
            (void)snprintf(text, sizeof text, " %lld", (long long)rows);
            ck_assert(record.line == rows && record.row == -rows && record.n_fields == 2);
            ck_assert_uint_eq(record.mark, 7 * (uint64_t)rows);
            ck_assert(record.fields[0].length == 3 &&
                      memcmp(record.fields[0].bytes, "rij", 3) == 0);
            ck_assert(record.fields[1].bytes == record.fields[0].bytes + 3);
            ck_assert(record.fields[1].length == strlen(text) &&
                      memcmp(record.fields[1].bytes, text, strlen(text)) == 0);
            rows++;
        }
    }
    km_records_ahead_close(ahead);
    ck_assert_msg(got == c->last, "%s: %d", c->name, got);
    ck_assert(got != 0 || rows == c->of);
    ck_assert(got >= 0 || (rows == c->fails_at && strstr(err.message, "is bad") != NULL));
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ahead");
    TCase *tests = tcase_create("ahead");
    tcase_add_loop_test(tests, rows_read_ahead_are_the_rows_themselves, 0,
                        (int)(sizeof cases / sizeof cases[0]));
    tcase_add_loop_test(tests, records_read_ahead_are_the_records_themselves, 0,
                        (int)(sizeof cases / sizeof cases[0]));
    tcase_add_loop_test(tests, a_stretch_is_announced_before_its_first_row, 0, 2);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
