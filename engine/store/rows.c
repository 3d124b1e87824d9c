#include "engine/store/internal.h"

#include "engine/base/text.h"

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

bool km_table_insert(KmStore *store, const KmTableSpec *spec, int64_t delivery, KmRowSource source,
                     int64_t *ret_rows, KmError *err)
{
    if (!check_appends(store, spec, delivery, err)) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(store->arena);
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
    store->feed.source = source;
    store->feed.is_line_ordered = true;
    sqlite3_int64 before = sqlite3_total_changes64(store->db);
    bool ok = km_feed_run(store->db, &store->feed, sql.bytes, delivery, "storing rows", err);
    km_arena_reset(store->arena, mark);
    store->is_spoilt = store->is_spoilt || !ok;
    if (ok) {
        *ret_rows = sqlite3_total_changes64(store->db) - before;
    }
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
    store->feed.is_line_ordered = false;
    bool ok = km_feed_run(store->db, &store->feed, sql, delivery, "taking out lines", err);
    km_arena_reset(store->arena, mark);
    return ok;
}
