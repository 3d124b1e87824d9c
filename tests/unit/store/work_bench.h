/* What the tests of the guarded reading share: a table and a view to read, and a select. */
#ifndef TESTS_UNIT_STORE_WORK_BENCH_H
#define TESTS_UNIT_STORE_WORK_BENCH_H

#include "engine/store/sql.h"
#include "engine/store/work.h"
#include "engine/store/work_internal.h"
#include "tests/unit/store/fixture.h"

typedef struct {
    Fixture f;
    KmWork *work;
    KmColumns *shared; /* NULL: the tables are its own */
} Bench;

/* Fills `ko_plaatsing` as its own, or to be shared. */
static inline KmColumns *fill_table(Bench *b, const KmColumn *columns, bool is_shared)
{
    Places places = {.rows = 5};
    KmColumns *shared = NULL;
    if (is_shared) {
        ck_ok(&b->f, km_columns_make("ko_plaatsing", columns, N_PLACE_COLUMNS + 1,
                                     places_source(&places), &shared, &b->f.err));
        ck_ok(&b->f, km_work_show(b->work, shared, &b->f.err));
    } else {
        ck_ok(&b->f, km_work_table(b->work, "ko_plaatsing", columns, N_PLACE_COLUMNS + 1,
                                   places_source(&places), &b->f.err));
    }
    return shared;
}

/* The table `ko_plaatsing` with 5 rows (its own, or shared), the view `plaats`, and a store
 * with a secret in it. */
static inline Bench bench_with(bool is_shared)
{
    Bench b = {.f = fixture_open()};
    KmColumn columns[N_PLACE_COLUMNS + 1] = {{"regel", KM_COLUMN_INT, "", "", ""}};
    memcpy(columns + 1, place_columns, sizeof place_columns);
    columns[4].type = KM_COLUMN_INT; /* this source gives numbers */
    ck_ok(&b.f, km_work_open(b.f.store, &b.work, &b.f.err));
    b.shared = fill_table(&b, columns, is_shared);
    ck_ok(&b.f, km_work_view(b.work, "plaats", "SELECT kind, lrk FROM ko_plaatsing", &b.f.err));
    ck_ok(&b.f, km_sql_run(b.work->db,
                           "CREATE TABLE temp.geheim(key TEXT); INSERT INTO geheim VALUES('k');"
                           "CREATE TABLE buiten(key TEXT); INSERT INTO buiten VALUES('k')",
                           "testing", &b.f.err));
    return b;
}

static inline Bench bench_open(void)
{
    return bench_with(false);
}

static inline void bench_close(Bench *b)
{
    km_work_close(b->work);
    km_columns_free(b->shared);
    fixture_close(&b->f);
}

static inline bool write_first(void *self, const KmCell *cells, size_t n_cells, KmError *err)
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

static inline bool select_x(Bench *b, const char *sql, char text[500])
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

#endif
