/* Rows read off the pages are what SQLite gives for the same select: each table here is made by
 * SQLite's own statements, in a file. */
#include "engine/store/page_rows.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_TEXT = 1 << 22 };

typedef struct {
    const char *promise;
    const char *sql;    /* makes t */
    const char *select; /* columns of t, as SQLite reads them */
    const char *columns[4];
    size_t n_columns;
    int64_t first, end;
} Case;

#define MANY "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "

static const Case cases[] = {
    {"whole numbers of every width come with their sign",
     "CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(0), (1), (2), (-1), (127), (-128),"
     " (32767), (-32768), (8388607), (-8388608), (2147483647), (-2147483648), (140737488355327),"
     " (-140737488355328), (9223372036854775807), (-9223372036854775807), (NULL)",
     "SELECT a FROM t",
     {"a"},
     1,
     1,
     100},
    {"a whole number in a column of reals is a real",
     "CREATE TABLE t(a REAL, b REAL) STRICT;"
     "INSERT INTO t VALUES(8, 7.25), (-3, NULL), (0, 1e300), (1, -0.5)",
     "SELECT a, b FROM t",
     {"a", "b"},
     2,
     1,
     100},
    {"texts come whole, empty ones too, in any order of columns",
     "CREATE TABLE t(a TEXT, b INTEGER, c TEXT) STRICT;"
     "INSERT INTO t VALUES('één', 1, ''), ('', NULL, 'twee'), (NULL, 3, 'drie')",
     "SELECT c, a FROM t",
     {"c", "a"},
     2,
     1,
     100},
    {"a column that came later is empty in earlier rows",
     "CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(1), (2);"
     "ALTER TABLE t ADD COLUMN b TEXT; INSERT INTO t VALUES(3, 'later')",
     "SELECT a, b FROM t",
     {"a", "b"},
     2,
     1,
     100},
    {"a record that does not fit on a page is put together",
     "CREATE TABLE t(a INTEGER, b TEXT, c INTEGER) STRICT; " MANY
     "INSERT INTO t SELECT i, replace(hex(zeroblob(i)), '00', 'ab' || i), -i FROM n"
     " WHERE i % 997 = 0",
     "SELECT a, b, c FROM t",
     {"a", "b", "c"},
     3,
     1,
     100000},
    {"of a table of many pages the asked stretch comes, and no other row",
     "CREATE TABLE t(a INTEGER, b TEXT) STRICT; " MANY "INSERT INTO t SELECT i, 'row ' || i FROM n",
     "SELECT a, b FROM t WHERE rowid >= 9990 AND rowid < 20011",
     {"a", "b"},
     2,
     9990,
     20011},
    {"rows that were taken out do not come back",
     "CREATE TABLE t(a INTEGER) STRICT; " MANY "INSERT INTO t SELECT i FROM n;"
     "DELETE FROM t WHERE rowid % 3 = 0 OR rowid BETWEEN 5000 AND 15000",
     "SELECT a FROM t",
     {"a"},
     1,
     1,
     100000},
    {"an empty stretch gives nothing",
     "CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(1), (2)",
     "SELECT a FROM t WHERE 0",
     {"a"},
     1,
     2,
     2},
};

typedef struct {
    char path[64];
    sqlite3 *db;
    KmArena *arena;
    char *text; /* of the rows so far */
    size_t length;
} Bench;

static Bench bench_open(const char *sql)
{
    Bench b = {.arena = km_arena_open(), .text = malloc(MOST_TEXT)};
    (void)snprintf(b.path, sizeof b.path, "/tmp/km-page-rows-XXXXXX");
    int fd = mkstemp(b.path);
    ck_assert_int_ge(fd, 0);
    (void)close(fd);
    ck_assert_int_eq(sqlite3_open(b.path, &b.db), SQLITE_OK);
    char *message = NULL;
    ck_assert_msg(sqlite3_exec(b.db, sql, NULL, NULL, &message) == SQLITE_OK, "%s", message);
    return b;
}

static void bench_close(Bench *b)
{
    (void)sqlite3_close(b->db);
    (void)unlink(b->path);
    km_arena_close(b->arena);
    free(b->text);
}

static bool write_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Bench *b = self;
    (void)err;
    for (size_t i = 0; i < n_cells; i++) {
        char *at = b->text + b->length;
        size_t room = MOST_TEXT - b->length;
        int n = cells[i].type == KM_CELL_NULL ? snprintf(at, room, "null|")
                : cells[i].type == KM_CELL_INT
                    ? snprintf(at, room, "i%lld|", (long long)cells[i].integer)
                : cells[i].type == KM_CELL_REAL
                    ? snprintf(at, room, "r%.17g|", cells[i].real)
                    : snprintf(at, room, "t%d:%s|", (int)cells[i].length, cells[i].text);
        ck_assert(n > 0 && (size_t)n < room);
        b->length += (size_t)n;
    }
    return true;
}

static void write_as_selected(Bench *b, const char *select)
{
    sqlite3_stmt *stmt = NULL;
    KmError err = {0};
    ck_assert_int_eq(sqlite3_prepare_v2(b->db, select, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        KmCell cells[4];
        int n = sqlite3_column_count(stmt);
        for (int i = 0; i < n; i++) {
            cells[i] = (KmCell){.type = KM_CELL_NULL};
            switch (sqlite3_column_type(stmt, i)) {
            case SQLITE_INTEGER:
                cells[i].type = KM_CELL_INT;
                cells[i].integer = sqlite3_column_int64(stmt, i);
                break;
            case SQLITE_FLOAT:
                cells[i].type = KM_CELL_REAL;
                cells[i].real = sqlite3_column_double(stmt, i);
                break;
            case SQLITE_TEXT:
                cells[i].type = KM_CELL_TEXT;
                cells[i].text = (const char *)sqlite3_column_text(stmt, i);
                cells[i].length = sqlite3_column_bytes(stmt, i);
                break;
            default:
                break;
            }
        }
        ck_assert(write_row(b, cells, (size_t)n, &err));
    }
    (void)sqlite3_finalize(stmt);
}

START_TEST(rows_are_those_of_a_select)
{
    const Case *c = &cases[_i];
    Bench b = bench_open(c->sql);
    KmError err = {0};
    KmPageRows *rows = NULL;
    ck_assert_msg(km_page_rows_open(b.db, b.arena, "t", c->columns, c->n_columns, &rows, &err),
                  "%s: %s", c->promise, err.message);
    ck_assert_msg(rows != NULL, "%s: it is left to SQLite", c->promise);
    ck_assert_msg(km_page_rows_read(rows, c->first, c->end, (KmRowSink){&b, write_row}, &err),
                  "%s: %s", c->promise, err.message);
    km_page_rows_close(rows);
    b.text[b.length] = '\0';
    char *got = b.text;
    b.text = malloc(MOST_TEXT);
    b.length = 0;
    write_as_selected(&b, c->select);
    b.text[b.length] = '\0';
    ck_assert_msg(strcmp(got, b.text) == 0, "%s:\n%.300s\ninstead of\n%.300s", c->promise, got,
                  b.text);
    free(got);
    bench_close(&b);
}
END_TEST

typedef struct {
    const char *promise;
    const char *sql;
} Left;

static const Left left[] = {
    {"what this connection has changed itself",
     "CREATE TABLE t(a INTEGER) STRICT; BEGIN; INSERT INTO t VALUES(1)"},
    {"a file with a write-ahead log",
     "PRAGMA journal_mode = WAL; CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(1)"},
    {"texts in UTF-16", "PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a INTEGER)"},
    {"a number that is the row's own", "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)"},
    {"a column with a default", "CREATE TABLE t(a INTEGER DEFAULT 3)"},
    {"a computed column", "CREATE TABLE t(b INTEGER, a INTEGER AS (b + 1))"},
    {"a table without row numbers", "CREATE TABLE t(a INTEGER PRIMARY KEY) WITHOUT ROWID"},
    {"a view", "CREATE VIEW t AS SELECT 1 AS a"},
    {"a column that is not there", "CREATE TABLE t(b INTEGER)"},
    {"a table that is not there", "CREATE TABLE u(a INTEGER)"},
};

START_TEST(some_are_left_to_sqlite)
{
    static const char *const columns[] = {"a"};
    Bench b = bench_open(left[_i].sql);
    KmError err = {0};
    KmPageRows *rows = NULL;
    ck_assert_msg(km_page_rows_open(b.db, b.arena, "t", columns, 1, &rows, &err), "%s: %s",
                  left[_i].promise, err.message);
    ck_assert_msg(rows == NULL, "%s is read off the pages", left[_i].promise);
    bench_close(&b);
}
END_TEST

START_TEST(nobody_changes_the_file_meanwhile)
{
    static const char *const columns[] = {"a"};
    Bench b = bench_open("CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(1)");
    KmError err = {0};
    KmPageRows *rows = NULL;
    sqlite3 *other = NULL;
    ck_assert(km_page_rows_open(b.db, b.arena, "t", columns, 1, &rows, &err));
    ck_assert_int_eq(sqlite3_open(b.path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "UPDATE t SET a = 2", NULL, NULL, NULL), SQLITE_BUSY);
    km_page_rows_close(rows);
    ck_assert_int_eq(sqlite3_exec(other, "UPDATE t SET a = 2", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(other);
    bench_close(&b);
}
END_TEST

/* Whatever stands on a page: an error or rows, never a read beyond it (the build looks on). */
START_TEST(a_damaged_page_is_an_error_at_most)
{
    static const char *const columns[] = {"a", "b"};
    for (unsigned turn = 0; turn < 300; turn++) {
        Bench b = bench_open("CREATE TABLE t(a INTEGER, b TEXT) STRICT; " MANY
                             "INSERT INTO t SELECT i, 'row ' || i FROM n WHERE i < 400");
        KmError err = {0};
        KmPageRows *rows = NULL;
        (void)sqlite3_close(b.db);
        FILE *file = fopen(b.path, "r+b");
        ck_assert_ptr_nonnull(file);
        unsigned place = turn * 2654435761U;
        for (int i = 0; i < 20; i++) {
            place = place * 1664525U + 1013904223U;
            (void)fseek(file, 4096 + (long)(place >> 8) % (turn % 2 == 0 ? 64 : 12000), SEEK_SET);
            (void)fputc((int)(place >> 20 & 0xff), file);
        }
        (void)fclose(file);
        ck_assert_int_eq(sqlite3_open(b.path, &b.db), SQLITE_OK);
        ck_assert(km_page_rows_open(b.db, b.arena, "t", columns, 2, &rows, &err));
        if (rows != NULL && !km_page_rows_read(rows, 1, 1000, (KmRowSink){&b, write_row}, &err)) {
            ck_assert_int_eq((int)err.kind, KM_ERROR_STORE);
        }
        km_page_rows_close(rows);
        bench_close(&b);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("page_rows");
    TCase *tests = tcase_create("page_rows");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, rows_are_those_of_a_select, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, some_are_left_to_sqlite, 0, (int)(sizeof left / sizeof *left));
    tcase_add_test(tests, nobody_changes_the_file_meanwhile);
    tcase_add_test(tests, a_damaged_page_is_an_error_at_most);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
