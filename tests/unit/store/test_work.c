#include "engine/store/work.h"

#include "engine/store/sql.h"
#include "engine/store/work_internal.h"
#include "tests/unit/store/fixture.h"

#include <pthread.h>
#include <time.h>

typedef struct {
    Fixture f;
    KmWork *work;
    KmWorkImage *image; /* NULL: the tables are its own */
} Bench;

/* Fills `ko_plaatsing` here, or elsewhere to adopt its image. */
static KmWorkImage *fill_table(Bench *b, const KmColumn *columns, bool is_shared)
{
    const char *const indexed[] = {"kind", "begindatum"};
    Places places = {.rows = 5};
    KmWorkImage *image = NULL;
    KmWork *filled = b->work;
    if (is_shared) {
        ck_ok(&b->f, km_work_open(b->f.store, &filled, &b->f.err));
    }
    ck_ok(&b->f, km_work_table(filled, "ko_plaatsing", columns, N_PLACE_COLUMNS + 1, indexed, 2,
                               places_source(&places), &b->f.err));
    if (is_shared) {
        ck_ok(&b->f, km_work_seal(filled, &image, &b->f.err));
        ck_ok(&b->f, km_work_adopt(b->work, image, &b->f.err));
    }
    return image;
}

/* The table `ko_plaatsing` with 5 rows (its own, or of an image), the view `plaats`, and a store
 * with a secret in it. */
static Bench bench_with(bool is_shared)
{
    Bench b = {.f = fixture_open()};
    KmColumn columns[N_PLACE_COLUMNS + 1] = {{"regel", KM_COLUMN_INT, "", "", ""}};
    memcpy(columns + 1, place_columns, sizeof place_columns);
    columns[4].type = KM_COLUMN_INT; /* this source gives numbers */
    ck_ok(&b.f, km_work_open(b.f.store, &b.work, &b.f.err));
    b.image = fill_table(&b, columns, is_shared);
    ck_ok(&b.f, km_work_view(b.work, "plaats", "SELECT kind, lrk FROM ko_plaatsing", &b.f.err));
    ck_ok(&b.f, km_sql_run(b.work->db,
                           "CREATE TABLE temp.geheim(key TEXT); INSERT INTO geheim VALUES('k');"
                           "CREATE TABLE buiten(key TEXT); INSERT INTO buiten VALUES('k')",
                           "testing", &b.f.err));
    return b;
}

static Bench bench_open(void)
{
    return bench_with(false);
}

static void bench_close(Bench *b)
{
    km_work_close(b->work);
    km_work_image_free(b->image);
    fixture_close(&b->f);
}

static bool write_first(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)err;
    (void)n_cells;
    char *text = self;
    size_t used = strlen(text);
    switch (cells[0].type) {
    case KM_CELL_NULL:
        (void)snprintf(text + used, 500 - used, "-;");
        break;
    case KM_CELL_INT:
        (void)snprintf(text + used, 500 - used, "%lld;", (long long)cells[0].integer);
        break;
    case KM_CELL_REAL:
        (void)snprintf(text + used, 500 - used, "%.3f;", cells[0].real);
        break;
    case KM_CELL_TEXT:
        (void)snprintf(text + used, 500 - used, "%s;", cells[0].text);
        break;
    }
    return true;
}

static bool select_x(Bench *b, const char *sql, char text[500])
{
    static const char *const columns[] = {"x"};
    KmGuardedSelect select = {.sql = sql,
                              .file = "proef.sql",
                              .line = 12,
                              .peildatum = 20726,
                              .van = 20635,
                              .tot = 20727,
                              .columns = columns,
                              .n_columns = 1,
                              .n_required = 1,
                              .others_allowed = true,
                              .seconds = 2};
    text[0] = '\0';
    return km_work_select(b->work, &select, (KmRowSink){.self = text, .row = write_first},
                          &b->f.err);
}

typedef struct {
    const char *name;
    const char *sql;
    const char *wanted;
} BodyCase;

/* Dates by hand: 2026-10-01 is day 20727; 2019-08-31 is 18139, its child is 2;6 on 2022-02-28
 * (19051); 2020-02-29 is 18321. */
static const BodyCase body_cases[] = {
    {"a table of ours", "SELECT count(*) AS x FROM ko_plaatsing", "5;"},
    {"a view over it", "SELECT DISTINCT lrk AS x FROM plaats", "123456789;"},
    {"only the existence of rows", "SELECT 1 AS x FROM plaats LIMIT 1", "1;"},
    {"a CTE and a window function",
     "WITH p AS (SELECT kind, lag(kind) OVER (ORDER BY kind) AS v FROM ko_plaatsing)\n"
     "SELECT v AS x FROM p ORDER BY kind",
     "-;1;2;3;4;"},
    {"only the existence of rows of a CTE",
     "WITH p AS (SELECT kind FROM ko_plaatsing) SELECT count(*) AS x FROM p", "5;"},
    {"a join by USING of tables of ours",
     "SELECT count(*) AS x FROM ko_plaatsing JOIN plaats USING (kind, lrk)", "5;"},
    {"a recursive CTE",
     "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4)"
     " SELECT n AS x FROM t",
     "1;2;3;4;"},
    {"dates of the period", "SELECT :peildatum AS x UNION ALL SELECT :van UNION ALL SELECT :tot",
     "20726;20635;20727;"},
    {"a comment after the statement", "SELECT 1 AS x; -- klaar\n /* echt */ ", "1;"},
    {"forbidden words in texts and comments",
     "SELECT 'src_x main.y temp.z' AS x -- src_ main.\n/* temp.x */", "src_x main.y temp.z;"},
    {"dag", "SELECT dag('2026-10-01') AS x", "20727;"},
    {"maanden_na clamps to the end of the month", "SELECT maanden_na(18139, 30) AS x", "19051;"},
    {"verjaardag at 2;6", "SELECT verjaardag(dag('2019-08-31'), 30) AS x", "19051;"},
    {"a leap child is one on 1 March",
     "SELECT verjaardag(dag('2020-02-29'), 12) = dag('2021-03-01') AS x", "1;"},
    {"leeftijd", "SELECT leeftijd(dag('2020-10-01'), dag('2026-09-30')) AS x", "5;"},
    {"nothing in, nothing out",
     "SELECT dag(NULL) AS x UNION ALL SELECT maanden_na(NULL, 1) UNION ALL"
     " SELECT verjaardag(1, NULL) UNION ALL SELECT leeftijd(NULL, 1)",
     "-;-;-;-;"},
    {"round, min, max, substr, iif",
     "SELECT round(max(2.5, 1.0)) || substr('wijk', 1, 2) || iif(1, 'j', 'n') AS x", "3.0wij;"},
    {"values and casts", "SELECT CAST(uren_week * 2 AS INTEGER) AS x FROM ko_plaatsing LIMIT 1",
     "21;"},
};

static void run_body(const BodyCase *body, bool is_shared)
{
    Bench b = bench_with(is_shared);
    char text[500];
    bool ok = select_x(&b, body->sql, text);
    ck_assert_msg(ok, "%s: %s", body->name, b.f.err.message);
    ck_assert_msg(strcmp(text, body->wanted) == 0, "%s: %s", body->name, text);
    bench_close(&b);
}

START_TEST(body_runs)
{
    run_body(&body_cases[_i], false);
    run_body(&body_cases[_i], true);
}
END_TEST

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

enum { READERS = 4, TURNS = 50 };

typedef struct {
    Bench bench;
    int right;
} Reader;

static void *read_often(void *self)
{
    Reader *reader = self;
    char text[500];
    for (int i = 0; i < TURNS; i++) {
        reader->right +=
            select_x(&reader->bench,
                     "SELECT sum(a.kind * b.kind) AS x FROM ko_plaatsing a, ko_plaatsing b",
                     text) &&
            strcmp(text, "225;") == 0;
    }
    return NULL;
}

/* (1 + 2 + 3 + 4 + 5)² = 225 */
START_TEST(several_threads_read_one_image)
{
    Bench b = bench_with(true);
    Reader readers[READERS];
    pthread_t threads[READERS];
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.bench = {.f = b.f}};
        ck_ok(&b.f, km_work_open(b.f.store, &readers[i].bench.work, &b.f.err));
        ck_ok(&b.f, km_work_adopt(readers[i].bench.work, b.image, &b.f.err));
    }
    for (int i = 0; i < READERS; i++) {
        ck_assert_int_eq(pthread_create(&threads[i], NULL, read_often, &readers[i]), 0);
    }
    for (int i = 0; i < READERS; i++) {
        (void)pthread_join(threads[i], NULL);
        ck_assert_int_eq(readers[i].right, TURNS);
        km_work_close(readers[i].bench.work);
    }
    bench_close(&b);
}
END_TEST

START_TEST(a_table_of_an_image_stays_as_it_is)
{
    static const KmColumn one[] = {{"kind", KM_COLUMN_PERSON, "", "", ""}};
    Bench b = bench_with(true);
    Places none = {.rows = 0};
    ck_refused(
        &b.f,
        km_work_table(b.work, "ko_plaatsing", one, 1, NULL, 0, places_source(&none), &b.f.err),
        KM_ERROR_BUG, "stays as it is");
    ck_refused(&b.f, km_work_adopt(b.work, b.image, &b.f.err), KM_ERROR_BUG, "there twice");
    bench_close(&b);
}
END_TEST

START_TEST(sort_that_eats_memory_stops_at_a_limit)
{
    Bench b = bench_open();
    char text[500];
    struct timespec before;
    struct timespec after;
    (void)clock_gettime(CLOCK_MONOTONIC, &before);
    ck_assert(!select_x(&b,
                        "WITH RECURSIVE t(n, s) AS (SELECT 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
                        " UNION ALL SELECT n + 1, s FROM t) SELECT s AS x FROM t ORDER BY n DESC",
                        text));
    (void)clock_gettime(CLOCK_MONOTONIC, &after);
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

START_TEST(place_of_a_mistake_is_told)
{
    Bench b = bench_open();
    char text[500];
    ck_assert(!select_x(&b, "SELECT kind AS x\nFROM ko_plaatsing\nWHERE kint > 3", text));
    ck_assert_int_eq(b.f.err.line, 14);
    ck_assert_ptr_nonnull(strstr(b.f.err.message, "kint"));
    ck_assert(!select_x(&b, "SELECT kind AS x\nFROM src_ko_plaatsing", text));
    ck_assert_int_eq(b.f.err.line, 13);
    bench_close(&b);
}
END_TEST

START_TEST(columns_come_in_the_asked_order_and_absent_ones_are_empty)
{
    static const char *const columns[] = {"tot", "unit", "van", "wijk"};
    Bench b = bench_open();
    char text[500] = "";
    KmGuardedSelect select = {.sql = "SELECT kind AS unit, begindatum AS van, einddatum AS tot,"
                                     " lrk FROM ko_plaatsing WHERE kind = 2",
                              .file = "proef.sql",
                              .line = 1,
                              .columns = columns,
                              .n_columns = 4,
                              .n_required = 3,
                              .others_allowed = true};
    KmRowSink sink = {.self = text, .row = write_first};
    ck_ok(&b.f, km_work_select(b.work, &select, sink, &b.f.err));
    ck_assert_str_eq(text, "20601;");
    select.others_allowed = false;
    ck_refused(&b.f, km_work_select(b.work, &select, sink, &b.f.err), KM_ERROR_DEFINITION,
               "no place here: lrk");
    select.others_allowed = true;
    select.n_required = 4;
    ck_refused(&b.f, km_work_select(b.work, &select, sink, &b.f.err), KM_ERROR_DEFINITION,
               "must yield a column: wijk");
    bench_close(&b);
}
END_TEST

static bool stop(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)self;
    (void)cells;
    (void)n_cells;
    return km_error_set(err, KM_ERROR_INPUT, "enough");
}

START_TEST(failure_of_the_sink_and_of_the_source_surface)
{
    static const char *const columns[] = {"kind"};
    Bench b = bench_open();
    KmGuardedSelect select = {.sql = "SELECT kind FROM ko_plaatsing",
                              .file = "proef.sql",
                              .line = 1,
                              .columns = columns,
                              .n_columns = 1,
                              .n_required = 1};
    KmColumn all[N_PLACE_COLUMNS + 1] = {{"regel", KM_COLUMN_INT, "", "", ""}};
    Places places = {.rows = 9, .fail_after = 4};
    memcpy(all + 1, place_columns, sizeof place_columns);
    all[4].type = KM_COLUMN_INT;
    ck_refused(&b.f, km_work_select(b.work, &select, (KmRowSink){.row = stop}, &b.f.err),
               KM_ERROR_INPUT, "enough");
    ck_refused(&b.f,
               km_work_table(b.work, "kapot", all, N_PLACE_COLUMNS + 1, NULL, 0,
                             places_source(&places), &b.f.err),
               KM_ERROR_INPUT, "quoted field");
    bench_close(&b);
}
END_TEST

START_TEST(tables_and_views_replace_each_other)
{
    static const KmColumn columns[] = {{"wijk", KM_COLUMN_CODE, "wijk", "", ""}};
    Bench b = bench_open();
    char text[500];
    Places none = {.rows = 0};
    ck_ok(&b.f, km_work_view(b.work, "ko_plaatsing", "SELECT 7 AS kind", &b.f.err));
    ck_assert(select_x(&b, "SELECT kind AS x FROM ko_plaatsing", text));
    ck_assert_str_eq(text, "7;");
    ck_ok(&b.f, km_work_table(b.work, "ko_plaatsing", columns, 1, NULL, 0, places_source(&none),
                              &b.f.err));
    ck_assert(select_x(&b, "SELECT count(wijk) AS x FROM ko_plaatsing", text));
    ck_assert_str_eq(text, "0;");
    ck_refused(&b.f,
               km_work_table(b.work, "a b", columns, 1, NULL, 0, places_source(&none), &b.f.err),
               KM_ERROR_DEFINITION, "name of a table");
    bench_close(&b);
}
END_TEST

START_TEST(lint_tells_which_tables_are_read)
{
    static const char *const columns[] = {"x"};
    Bench b = bench_open();
    const char *tables = NULL;
    const KmColumn one[] = {{"kind", KM_COLUMN_PERSON, "", "", ""}};
    Places none = {.rows = 0};
    KmGuardedSelect select = {.sql = "SELECT p.kind AS x FROM plaats p JOIN adres USING (kind)",
                              .file = "proef.sql",
                              .line = 1,
                              .columns = columns,
                              .n_columns = 1,
                              .n_required = 1};
    ck_ok(&b.f, km_work_table(b.work, "adres", one, 1, NULL, 0, places_source(&none), &b.f.err));
    ck_ok(&b.f, km_work_lint(b.work, b.f.arena, &select, &tables, &b.f.err));
    ck_assert_str_eq(tables, "adres,ko_plaatsing");
    select.sql = "SELECT 1 AS x";
    ck_ok(&b.f, km_work_lint(b.work, b.f.arena, &select, &tables, &b.f.err));
    ck_assert_str_eq(tables, "");
    select.sql = "SELECT y AS x FROM adres";
    ck_refused(&b.f, km_work_lint(b.work, b.f.arena, &select, &tables, &b.f.err),
               KM_ERROR_DEFINITION, "no such column");
    bench_close(&b);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, body_runs, 0, sizeof body_cases / sizeof body_cases[0]);
    tcase_add_loop_test(tests, attack_is_refused, 0, sizeof attacks / sizeof attacks[0]);
    tcase_add_test(tests, several_threads_read_one_image);
    tcase_add_test(tests, a_table_of_an_image_stays_as_it_is);
    tcase_add_test(tests, sort_that_eats_memory_stops_at_a_limit);
    tcase_add_loop_test(tests, heavy_statement_is_refused, 0, sizeof heavy / sizeof heavy[0]);
    tcase_add_test(tests, place_of_a_mistake_is_told);
    tcase_add_test(tests, columns_come_in_the_asked_order_and_absent_ones_are_empty);
    tcase_add_test(tests, failure_of_the_sink_and_of_the_source_surface);
    tcase_add_test(tests, tables_and_views_replace_each_other);
    tcase_add_test(tests, lint_tells_which_tables_are_read);
}

int main(void)
{
    return run_suite("work", fill);
}
