#include "engine/store/work.h"

#include "tests/unit/store/work_bench.h"

#include <pthread.h>

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
    {"kwartaal, on its last day", "SELECT kwartaal(dag('2026-09-30')) = dag('2026-07-01') AS x",
     "1;"},
    {"kwartaal, on its first day", "SELECT kwartaal(dag('2027-01-01')) = dag('2027-01-01') AS x",
     "1;"},
    {"als_id writes a name as a file name does",
     "SELECT als_id(' Stichting De_Zandb\u00e4k ') AS x", "stichting-de-zandbak;"},
    {"nothing in, nothing out",
     "SELECT dag(NULL) AS x UNION ALL SELECT maanden_na(NULL, 1) UNION ALL"
     " SELECT verjaardag(1, NULL) UNION ALL SELECT leeftijd(NULL, 1) UNION ALL SELECT "
     "kwartaal(NULL) UNION ALL SELECT als_id(NULL)",
     "-;-;-;-;-;-;"},
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
START_TEST(several_threads_read_one_table)
{
    Bench b = bench_with(true);
    Reader readers[READERS];
    pthread_t threads[READERS];
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.bench = {.f = b.f}};
        ck_ok(&b.f, km_work_open(b.f.store, &readers[i].bench.work, &b.f.err));
        ck_ok(&b.f, km_work_show(readers[i].bench.work, b.shared, &b.f.err));
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

START_TEST(a_shared_table_stays_as_it_is)
{
    static const KmColumn one[] = {{"kind", KM_COLUMN_PERSON, "", "", ""}};
    Bench b = bench_with(true);
    Places none = {.rows = 0};
    ck_refused(&b.f, km_work_table(b.work, "ko_plaatsing", one, 1, places_source(&none), &b.f.err),
               KM_ERROR_BUG, "stays as it is");
    ck_refused(&b.f, km_work_show(b.work, b.shared, &b.f.err), KM_ERROR_BUG, "there twice");
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
    ck_refused(
        &b.f,
        km_work_table(b.work, "kapot", all, N_PLACE_COLUMNS + 1, places_source(&places), &b.f.err),
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
    ck_ok(&b.f, km_work_table(b.work, "ko_plaatsing", columns, 1, places_source(&none), &b.f.err));
    ck_assert(select_x(&b, "SELECT count(wijk) AS x FROM ko_plaatsing", text));
    ck_assert_str_eq(text, "0;");
    ck_refused(&b.f, km_work_table(b.work, "a b", columns, 1, places_source(&none), &b.f.err),
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
    ck_ok(&b.f, km_work_table(b.work, "adres", one, 1, places_source(&none), &b.f.err));
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
    tcase_add_test(tests, several_threads_read_one_table);
    tcase_add_test(tests, a_shared_table_stays_as_it_is);
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
