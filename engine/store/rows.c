#include "engine/store/internal.h"

#include "engine/base/text.h"
#include "engine/store/row_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first rowid from which on all rows belong to `delivery` or a later one. Deliveries are
 * numbered in the order in which their rows are appended (km_table_insert holds callers to that),
 * and SQLite keeps that order when it renumbers rows, so 20 look-ups find the place without an
 * index. */
static bool lower_bound(sqlite3_stmt *probe, int64_t delivery, int64_t last, int64_t *ret_row,
                        KmError *err)
{
    int64_t low = 1;
    int64_t high = last + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        (void)sqlite3_bind_int64(probe, 1, middle);
        int got = km_sql_step(probe, "finding the rows of a delivery", err);
        int64_t row = got == 1 ? sqlite3_column_int64(probe, 0) : 0;
        int64_t found = got == 1 ? sqlite3_column_int64(probe, 1) : 0;
        (void)sqlite3_reset(probe);
        if (got < 0) {
            return false;
        }
        if (got == 1 && found < delivery) {
            low = row + 1;
        } else {
            high = middle;
        }
    }
    *ret_row = low;
    return true;
}

static bool last_row(KmStore *store, const char *contract, int64_t *ret_last, KmError *err)
{
    char sql[128];
    (void)snprintf(sql, sizeof sql, "SELECT max(rowid) FROM \"src_%s\"", contract);
    return km_sql_integer(store->db, sql, 0, ret_last, err);
}

bool km_table_range(KmStore *store, const char *contract, int64_t delivery, int64_t *ret_first,
                    int64_t *ret_end, KmError *err)
{
    char sql[160];
    int64_t last = 0;
    sqlite3_stmt *probe = NULL;
    (void)snprintf(sql, sizeof sql,
                   "SELECT rowid, levering FROM \"src_%s\" WHERE rowid >= ? ORDER BY rowid LIMIT 1",
                   contract);
    if (!last_row(store, contract, &last, err) ||
        !km_sql_prepare(store->db, sql, "finding the rows of a delivery", &probe, err)) {
        return false;
    }
    bool ok = lower_bound(probe, delivery, last, ret_first, err) &&
              lower_bound(probe, delivery + 1, last, ret_end, err);
    (void)sqlite3_finalize(probe);
    return ok;
}

static bool check_appends(KmStore *store, const KmTableSpec *spec, int64_t delivery, KmError *err)
{
    char sql[160];
    int64_t newest = 0;
    if (!km_sql_is_name(spec->contract) || spec->n_columns >= KM_FEED_COLUMNS) {
        return km_error_set(err, KM_ERROR_BUG, "the table of '%s' was never made", spec->contract);
    }
    (void)snprintf(sql, sizeof sql, "SELECT levering FROM \"src_%s\" ORDER BY rowid DESC LIMIT 1",
                   spec->contract);
    if (!km_sql_integer(store->db, sql, 0, &newest, err)) {
        return false;
    }
    if (newest > delivery) {
        return km_error_set(err, KM_ERROR_BUG,
                            "rows of delivery %lld come after rows of delivery %lld",
                            (long long)delivery, (long long)newest);
    }
    return true;
}

static KmPagedColumn map_column(const KmTableSpec *spec, const char *name)
{
    static const KmPagedType types[] = {
        [KM_COLUMN_INT] = KM_PAGED_INT,    [KM_COLUMN_REAL] = KM_PAGED_REAL,
        [KM_COLUMN_TEXT] = KM_PAGED_TEXT,  [KM_COLUMN_DATE] = KM_PAGED_INT,
        [KM_COLUMN_CODE] = KM_PAGED_COUNT, [KM_COLUMN_PERSON] = KM_PAGED_POSITIVE};
    bool is_line = strcmp(name, "regel") == 0;
    if (is_line || strcmp(name, "levering") == 0) {
        return (KmPagedColumn){.type = KM_PAGED_INT,
                               .cell = is_line ? 0 : (int)spec->n_columns + 1,
                               .is_required = true};
    }
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (strcmp(km_column_name(&spec->columns[i]), name) == 0) {
            return (KmPagedColumn){.type = types[spec->columns[i].type], .cell = (int)i + 1};
        }
    }
    return (KmPagedColumn){.type = KM_PAGED_INT, .cell = -1};
}

/* The table may have columns that this contract no longer names, and its own order of them. */
static bool map_columns(KmStore *store, const KmTableSpec *spec, KmPagedColumn **ret_columns,
                        size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *sql =
        km_format(store->arena, "SELECT name FROM pragma_table_info('src_%s')", spec->contract);
    if (!km_sql_prepare(store->db, sql, "storing rows", &stmt, err)) {
        return false;
    }
    KmPagedColumn *columns = NULL;
    size_t capacity = 0;
    size_t n = 0;
    int got = km_sql_step(stmt, "storing rows", err);
    while (got == 1) {
        KM_GROW(store->arena, columns, n, capacity);
        columns[n++] = map_column(spec, km_sql_text(store->arena, stmt, 0));
        got = km_sql_step(stmt, "storing rows", err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_columns = columns;
    *ret_count = n;
    return got == 0;
}

/* A row that no page holds whole goes the way of any row. */
static const char *single_row_sql(KmStore *store, const KmTableSpec *spec)
{
    KmText sql = km_text_init(store->arena);
    km_text_addf(&sql, "INSERT INTO \"src_%s\"(levering, regel", spec->contract);
    for (size_t i = 0; i < spec->n_columns; i++) {
        km_text_addf(&sql, ", \"%s\"", km_column_name(&spec->columns[i]));
    }
    km_text_add(&sql, ") SELECT ?1");
    for (size_t i = 0; i <= spec->n_columns; i++) {
        km_text_addf(&sql, ", c%zu", i);
    }
    km_text_add(&sql, " FROM km_rows");
    return sql.bytes;
}

typedef struct {
    KmStore *store;
    KmRowPages *pages;
    const char *single_sql;
    int64_t delivery;
    int64_t last_line;
    KmCell cells[KM_FEED_COLUMNS + 1]; /* regel, the columns, levering */
    bool is_given;                     /* a single row has been taken */
    int64_t n_single;
} Insertion;

static bool check_line(Insertion *insertion, KmError *err)
{
    const KmCell *line = &insertion->cells[0];
    if (line->type != KM_CELL_INT || line->integer < insertion->last_line) {
        return km_error_set(err, KM_ERROR_BUG,
                            "rows must come in the order of their lines: line %lld after %lld",
                            (long long)line->integer, (long long)insertion->last_line);
    }
    insertion->last_line = line->integer;
    return true;
}

static int give_single(void *self, KmCell *cells, KmError *err)
{
    Insertion *insertion = self;
    (void)err;
    if (insertion->is_given) {
        return 0;
    }
    insertion->is_given = true;
    memcpy(cells, insertion->cells, KM_FEED_COLUMNS * sizeof *cells);
    return 1;
}

static bool insert_single(Insertion *insertion, KmError *err)
{
    KmStore *store = insertion->store;
    insertion->is_given = false;
    store->feed.source = (KmRowSource){.self = insertion, .next = give_single};
    if (!km_row_pages_flush(insertion->pages, err) ||
        !km_feed_run(store->db, &store->feed, insertion->single_sql, insertion->delivery,
                     "storing rows", err)) {
        return false;
    }
    insertion->n_single += sqlite3_changes64(store->db);
    return true;
}

static bool insert_all(Insertion *insertion, KmRowSource source, KmError *err)
{
    int got;
    while ((got = source.next(source.self, insertion->cells, err)) == 1) {
        KmRowAdded added = check_line(insertion, err)
                               ? km_row_pages_add(insertion->pages, insertion->cells, err)
                               : KM_ROW_FAILED;
        if (added == KM_ROW_FAILED ||
            (added == KM_ROW_TOO_LONG && !insert_single(insertion, err))) {
            return false;
        }
    }
    return got == 0 && km_row_pages_flush(insertion->pages, err);
}

static bool insert(KmStore *store, const KmTableSpec *spec, int64_t delivery, KmRowSource source,
                   int64_t *ret_rows, KmError *err)
{
    Insertion *insertion = KM_NEW(store->arena, Insertion);
    KmPagedColumn *columns = NULL;
    size_t n = 0;
    const char *table = km_format(store->arena, "src_%s", spec->contract);
    if (!map_columns(store, spec, &columns, &n, err) ||
        !km_row_pages_open(store->db, store->arena, table, columns, n, &insertion->pages, err)) {
        return false;
    }
    insertion->store = store;
    insertion->single_sql = single_row_sql(store, spec);
    insertion->delivery = delivery;
    insertion->cells[spec->n_columns + 1] = (KmCell){.type = KM_CELL_INT, .integer = delivery};
    bool ok = insert_all(insertion, source, err);
    if (ok) {
        *ret_rows = km_row_pages_stored(insertion->pages) + insertion->n_single;
    }
    km_row_pages_close(insertion->pages);
    return ok;
}

/* Rows that are appended are not looked at again: with a small cache their pages go to the file
 * while others are made, instead of all at the end. */
static bool small_cache(KmStore *store, bool is_small, KmError *err)
{
    const char *sql = is_small ? "PRAGMA main.cache_size=-4000" : "PRAGMA main.cache_size=-16000";
    return km_sql_run(store->db, sql, "storing rows", err);
}

bool km_table_insert(KmStore *store, const KmTableSpec *spec, int64_t delivery, KmRowSource source,
                     int64_t *ret_rows, KmError *err)
{
    if (!check_appends(store, spec, delivery, err)) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(store->arena);
    bool ok = small_cache(store, true, err) &&
              insert(store, spec, delivery, source, ret_rows, err) &&
              small_cache(store, false, err);
    km_arena_reset(store->arena, mark);
    store->is_spoilt = store->is_spoilt || !ok;
    return ok;
}

typedef struct {
    const int64_t *lines;
    size_t count;
    size_t at;
} Lines;

static int next_line(void *self, KmCell *cells, KmError *err)
{
    (void)err;
    Lines *lines = self;
    if (lines->at == lines->count) {
        return 0;
    }
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = lines->lines[lines->at++]};
    return 1;
}

bool km_table_delete_lines(KmStore *store, const KmTableSpec *spec, int64_t delivery,
                           const int64_t *lines, size_t n_lines, KmError *err)
{
    int64_t first = 0;
    int64_t end = 0;
    if (n_lines == 0) {
        return true;
    }
    if (!km_table_range(store, spec->contract, delivery, &first, &end, err)) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(store->arena);
    char *sql = km_format(store->arena,
                          "DELETE FROM \"src_%s\" WHERE rowid >= %lld AND rowid < %lld"
                          " AND levering = ?1 AND regel IN (SELECT c0 FROM km_rows)",
                          spec->contract, (long long)first, (long long)end);
    Lines source = {.lines = lines, .count = n_lines};
    store->feed.source = (KmRowSource){.self = &source, .next = next_line};
    bool ok = km_feed_run(store->db, &store->feed, sql, delivery, "taking out lines", err);
    km_arena_reset(store->arena, mark);
    return ok;
}
