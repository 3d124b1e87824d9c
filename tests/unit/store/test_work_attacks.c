/* What a definition's SQL may not do: reach out, change anything, or take all time and memory. */
#include "engine/store/work.h"

#include "tests/unit/store/work_bench.h"

#include <time.h>

typedef struct {
    const char *name;
    const char *sql;
    KmErrorKind kind;
} AttackCase;

#define REFUSED KM_ERROR_DEFINITION
static const AttackCase attacks[] = {
    {"attach a new file", "ATTACH '/tmp/kansmeter-attack.db' AS x", REFUSED},
    {"attach the store", "ATTACH 'store.db' AS s", REFUSED},
    {"detach", "DETACH temp", REFUSED},
    {"copy everything away", "VACUUM INTO '/tmp/kansmeter-attack.db'", REFUSED},
    {"vacuum", "VACUUM", REFUSED},
    {"turn query_only off", "PRAGMA query_only=0", REFUSED},
    {"write the schema", "PRAGMA writable_schema=1", REFUSED},
    {"a pragma that only reads", "PRAGMA database_list", REFUSED},
    {"a pragma as a table", "SELECT name AS x FROM pragma_table_list", REFUSED},
    {"a pragma function", "SELECT 1 AS x FROM pragma_database_list()", REFUSED},
    {"the schema of main", "SELECT sql AS x FROM sqlite_schema", REFUSED},
    {"the schema of temp", "SELECT sql AS x FROM sqlite_temp_schema", REFUSED},
    {"the schema in quotes", "SELECT sql AS x FROM \"sqlite_temp_master\"", REFUSED},
    {"a table of main", "SELECT key AS x FROM buiten", REFUSED},
    {"a table of main by its name", "SELECT key AS x FROM main.buiten", REFUSED},
    {"a quoted main", "SELECT key AS x FROM \"main\" . buiten", REFUSED},
    {"main behind a comment", "SELECT key AS x FROM main/**/.buiten", REFUSED},
    {"a temp table that is not ours", "SELECT key AS x FROM geheim", REFUSED},
    {"temp by its name", "SELECT kind AS x FROM temp.ko_plaatsing", REFUSED},
    {"only the count of it", "SELECT count(*) AS x FROM geheim", REFUSED},
    {"a source table", "SELECT kind AS x FROM src_ko_plaatsing", REFUSED},
    {"a source table in brackets", "SELECT kind AS x FROM [src_ko_plaatsing]", REFUSED},
    {"a CTE named like an allowed table",
     "WITH ko_plaatsing AS (SELECT key FROM geheim) SELECT key AS x FROM ko_plaatsing", REFUSED},
    {"a CTE named like an allowed view",
     "WITH plaats AS (SELECT key FROM buiten) SELECT * FROM plaats, (SELECT 1 AS x)", REFUSED},
    {"an alias named like an allowed table",
     "SELECT ko_plaatsing.key AS x FROM geheim ko_plaatsing", REFUSED},
    {"the feed itself", "SELECT c0 AS x FROM km_rows", REFUSED},
    {"a table joined by USING, which the authorizer never hears of",
     "SELECT k.key AS x FROM (SELECT 'k' AS key) k JOIN geheim USING (key)", REFUSED},
    {"a table of main joined by USING",
     "SELECT k.key AS x FROM (SELECT 'k' AS key) k JOIN buiten USING (key)", REFUSED},
    {"the schema joined by NATURAL JOIN",
     "SELECT k.name AS x FROM (SELECT 'geheim' AS name) k NATURAL JOIN pragma_table_list", REFUSED},
    {"the pages joined by USING",
     "SELECT k.name AS x FROM (SELECT 'buiten' AS name) k JOIN dbstat USING (name)", REFUSED},
    {"statements of the connection", "SELECT sql AS x FROM sqlite_stmt", REFUSED},
    {"pages of the file", "SELECT name AS x FROM dbstat", REFUSED},
    {"json as a table", "SELECT value AS x FROM json_each('[1]')", REFUSED},
    {"load_extension", "SELECT load_extension('/tmp/x') AS x", REFUSED},
    {"readfile", "SELECT readfile('/etc/passwd') AS x", REFUSED},
    {"writefile", "SELECT writefile('/tmp/kansmeter-attack', 'x') AS x", REFUSED},
    {"edit", "SELECT edit('x') AS x", REFUSED},
    {"the tokenizer of fts3", "SELECT fts3_tokenizer('simple') AS x", REFUSED},
    {"a second statement", "SELECT 1 AS x; SELECT 2 AS x", REFUSED},
    {"a second statement behind a comment", "SELECT 1 AS x; /* */ DELETE FROM ko_plaatsing",
     REFUSED},
    {"insert", "INSERT INTO ko_plaatsing(kind) VALUES(1)", REFUSED},
    {"insert that returns rows", "INSERT INTO ko_plaatsing(kind) VALUES(1) RETURNING 1 AS x",
     REFUSED},
    {"update", "UPDATE ko_plaatsing SET kind = 1", REFUSED},
    {"delete", "DELETE FROM ko_plaatsing", REFUSED},
    {"create a temp table", "CREATE TEMP TABLE t AS SELECT 1 AS x", REFUSED},
    {"create a virtual table", "CREATE VIRTUAL TABLE temp.t USING fts5(a)", REFUSED},
    {"drop", "DROP TABLE ko_plaatsing", REFUSED},
    {"analyze", "ANALYZE", REFUSED},
    {"reindex", "REINDEX", REFUSED},
    {"begin", "BEGIN", REFUSED},
    {"savepoint", "SAVEPOINT x", REFUSED},
    {"explain", "EXPLAIN SELECT 1 AS x", REFUSED},
    {"explain the plan", "EXPLAIN QUERY PLAN SELECT 1 AS x", REFUSED},
    {"nothing", "", REFUSED},
    {"only a comment", "-- niets", REFUSED},
    {"today", "SELECT date('now') AS x", REFUSED},
    {"today as a number", "SELECT julianday() AS x", REFUSED},
    {"strftime", "SELECT strftime('%s') AS x", REFUSED},
    {"unixepoch", "SELECT unixepoch() AS x", REFUSED},
    {"current_timestamp", "SELECT CURRENT_TIMESTAMP AS x", REFUSED},
    {"current_date", "SELECT current_date AS x", REFUSED},
    {"random", "SELECT random() AS x", REFUSED},
    {"randomblob", "SELECT hex(randomblob(8)) AS x", REFUSED},
    {"an order by random", "SELECT kind AS x FROM ko_plaatsing ORDER BY random()", REFUSED},
    {"a printf bomb", "SELECT length(printf('%900000000d', 1)) AS x", REFUSED},
    {"a format bomb", "SELECT length(format('%900000000d', 1)) AS x", REFUSED},
    {"a replace bomb", "SELECT replace('aaaa', 'a', 'aaaaaaaaaaaaaaaa') AS x", REFUSED},
    {"a zeroblob bomb", "SELECT zeroblob(900000000) AS x", REFUSED},
    {"a group_concat bomb", "SELECT group_concat(lrk) AS x FROM ko_plaatsing", REFUSED},
    {"char", "SELECT char(65) AS x", REFUSED},
    {"the version of SQLite", "SELECT sqlite_version() AS x", REFUSED},
    {"the counter of changes", "SELECT total_changes() AS x", REFUSED},
    {"the last rowid", "SELECT last_insert_rowid() AS x", REFUSED},
    {"a regular expression", "SELECT 'a' REGEXP 'b' AS x", REFUSED},
    {"a long like pattern",
     "SELECT 'a' LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%' AS x",
     REFUSED},
    {"a parameter we do not know", "SELECT :kind AS x", REFUSED},
    {"a parameter without a name", "SELECT ? AS x", REFUSED},
    {"bytes", "SELECT x'00ff' AS x", REFUSED},
    {"no column x", "SELECT 1 AS y", REFUSED},
    {"two columns x", "SELECT 1 AS x, 2 AS x", REFUSED},
    {"a text that is no date", "SELECT dag('1 oktober') AS x", REFUSED},
    {"a day out of range", "SELECT maanden_na(9999999, 1) AS x", REFUSED},
    {"too many months", "SELECT maanden_na(1, 99999999999) AS x", REFUSED},
    {"half a month", "SELECT verjaardag(1, 1.5) AS x", REFUSED},
    {"an overflow", "SELECT abs(-9223372036854775808) AS x", REFUSED},
    {"a misspelt column", "SELECT kint AS x FROM ko_plaatsing", REFUSED},
    {"an endless query",
     "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) AS x FROM t",
     KM_ERROR_LIMIT},
    {"a cartesian product",
     "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3000)"
     " SELECT count(*) AS x FROM t a, t b, t c",
     KM_ERROR_LIMIT},
    {"a doubling text",
     "WITH RECURSIVE t(n, s) AS (SELECT 1, 'aaaaaaaa' UNION ALL SELECT n + 1, s || s FROM t"
     " WHERE n < 60) SELECT length(s) AS x FROM t",
     REFUSED},
};

static void attack_once(const AttackCase *attack, bool is_shared)
{
    Bench b = bench_with(is_shared);
    char text[500];
    bool ok = select_x(&b, attack->sql, text);
    ck_assert_msg(!ok, "%s: possible, gave '%s'", attack->name, text);
    ck_assert_msg(b.f.err.kind == attack->kind, "%s: %s", attack->name, b.f.err.message);
    ck_assert_msg(strcmp(b.f.err.file, "proef.sql") == 0 && b.f.err.line >= 12, "%s: no place",
                  attack->name);
    ck_assert_int_ne(access("/tmp/kansmeter-attack.db", F_OK), 0);
    ck_assert_int_ne(access("/tmp/kansmeter-attack", F_OK), 0);
    /* The connection is whole and ours again. */
    ck_assert(select_x(&b, "SELECT count(*) AS x FROM ko_plaatsing", text));
    ck_assert_str_eq(text, "5;");
    bench_close(&b);
}

START_TEST(attack_is_refused)
{
    attack_once(&attacks[_i], false);
    if (attacks[_i].kind != KM_ERROR_LIMIT) { /* those take their full two seconds */
        attack_once(&attacks[_i], true);
    }
}
END_TEST

START_TEST(sort_that_eats_memory_stops_at_a_limit)
{
    Bench b = bench_open();
    char text[500];
    struct timespec before;
    struct timespec after;
    /* Its own processor time: a busy machine makes no statement slow. */
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    ck_assert(!select_x(&b,
                        "WITH RECURSIVE t(n, s) AS (SELECT 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
                        " UNION ALL SELECT n + 1, s FROM t) SELECT s AS x FROM t ORDER BY n DESC",
                        text));
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    ck_assert_int_eq((int)b.f.err.kind, KM_ERROR_LIMIT);
    ck_assert_int_le(after.tv_sec - before.tv_sec, 6);
    bench_close(&b);
}
END_TEST

/* Statements made too large or too deep by repetition. */
static const struct {
    const char *name;
    const char *start;
    const char *piece;
    int times;
    const char *end;
} heavy[] = {
    {"50 000 parentheses", "SELECT 1", ")", 50000, " AS x"},
    {"5 000 nested parentheses", "SELECT (((((((((((((((((((((((((((((((1", "", 0, " AS x"},
    {"400 unions", "SELECT 1 AS x", " UNION SELECT 1", 400, ""},
    {"a depth of 2 500", "SELECT 1", " + 1", 2500, " AS x"},
    {"1 500 columns", "SELECT 1 AS x", ", 1", 1500, ""},
    {"200 000 bytes", "SELECT 1 AS x", " -- aaaaaaaaaaaaaaaaaaaa\n", 9000, ""},
};

START_TEST(heavy_statement_is_refused)
{
    Bench b = bench_open();
    char text[500];
    size_t piece = strlen(heavy[_i].piece);
    char *sql = km_alloc(b.f.arena, 600000);
    size_t used = (size_t)snprintf(sql, 600000, "%s", heavy[_i].start);
    for (int i = 0; i < heavy[_i].times; i++) {
        memcpy(sql + used, heavy[_i].piece, piece);
        used += piece;
    }
    (void)snprintf(sql + used, 600000 - used, "%s", heavy[_i].end);
    ck_assert_msg(!select_x(&b, sql, text), "%s: possible", heavy[_i].name);
    bench_close(&b);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, attack_is_refused, 0, sizeof attacks / sizeof attacks[0]);
    tcase_add_test(tests, sort_that_eats_memory_stops_at_a_limit);
    tcase_add_loop_test(tests, heavy_statement_is_refused, 0, sizeof heavy / sizeof heavy[0]);
}

int main(void)
{
    return run_suite("work attacks", fill);
}
