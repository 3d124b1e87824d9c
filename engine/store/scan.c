#include "engine/store/scan.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"
#include "engine/store/page_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The value is asked for once and then read: no connection of ours is shared between threads, so it
 * stays as it is until the next row. */
bool km_scan_cell(sqlite3_stmt *stmt, int column, KmCell *ret_cell)
{
    sqlite3_value *value = sqlite3_column_value(stmt, column);
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        *ret_cell = (KmCell){.type = KM_CELL_NULL};
        return true;
    case SQLITE_INTEGER:
        *ret_cell = (KmCell){.type = KM_CELL_INT, .integer = sqlite3_value_int64(value)};
        return true;
    case SQLITE_FLOAT:
        *ret_cell = (KmCell){.type = KM_CELL_REAL, .real = sqlite3_value_double(value)};
        return true;
    case SQLITE_TEXT:
        *ret_cell = (KmCell){.type = KM_CELL_TEXT,
                             .text = (const char *)sqlite3_value_text(value),
                             .length = sqlite3_value_bytes(value)};
        return true;
    default:
        return false;
    }
}

static bool scan_rows(sqlite3_stmt *stmt, size_t n_cells, KmRowSink sink, KmError *err)
{
    KmCell cells[KM_FEED_COLUMNS + 1];
    int got = km_sql_step(stmt, "reading rows", err);
    while (got == 1) {
        for (size_t i = 0; i < n_cells; i++) {
            if (!km_scan_cell(stmt, (int)i, &cells[i])) {
                return km_error_set(err, KM_ERROR_STORE, "the store is damaged: a row holds bytes");
            }
        }
        if (!sink.row(sink.self, cells, n_cells, err)) {
            return false;
        }
        got = km_sql_step(stmt, "reading rows", err);
    }
    return got == 0;
}

static bool prepare_scan(KmStore *store, const char *contract, const char *const *columns,
                         size_t n_columns, sqlite3_stmt **ret_stmt, KmError *err)
{
    KmArenaMark mark = km_arena_mark(store->arena);
    KmText sql = km_text_init(store->arena);
    km_text_add(&sql, "SELECT levering, regel");
    bool ok = km_sql_is_name(contract) && n_columns < KM_FEED_COLUMNS;
    for (size_t i = 0; ok && i < n_columns; i++) {
        ok = km_sql_is_name(columns[i]);
        km_text_addf(&sql, ", \"%s\"", columns[i]);
    }
    km_text_addf(&sql, " FROM \"src_%s\" WHERE rowid >= ? AND rowid < ? ORDER BY rowid", contract);
    ok = ok ? km_sql_prepare(store->db, sql.bytes, "reading rows", ret_stmt, err)
            : km_error_set(err, KM_ERROR_BUG, "wrong names in a scan of '%s'", contract);
    km_arena_reset(store->arena, mark);
    return ok;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

/* Ascending, each once. */
static size_t order_numbers(int64_t *numbers, size_t n)
{
    size_t kept = 0;
    qsort(numbers, n, sizeof *numbers, by_number);
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || numbers[i] != numbers[kept - 1]) {
            numbers[kept++] = numbers[i];
        }
    }
    return kept;
}

/* Off the pages, or where that cannot be, with a statement. */
typedef struct {
    KmPageRows *pages;
    sqlite3_stmt *stmt;
    size_t n_cells;
    KmRowSink sink;
} Scan;

static bool open_scan(KmStore *store, const char *contract, const char *const *columns,
                      size_t n_columns, Scan *scan, KmError *err)
{
    const char **names = KM_NEW_ARRAY(store->arena, const char *, n_columns + 2);
    names[0] = "levering";
    names[1] = "regel";
    memcpy(names + 2, columns, n_columns * sizeof *names);
    scan->n_cells = n_columns + 2;
    return km_page_rows_open(store->db, store->arena, km_format(store->arena, "src_%s", contract),
                             names, scan->n_cells, &scan->pages, err) &&
           (scan->pages != NULL ||
            prepare_scan(store, contract, columns, n_columns, &scan->stmt, err));
}

static bool scan_range(const Scan *scan, int64_t first, int64_t end, KmError *err)
{
    if (scan->pages != NULL) {
        return km_page_rows_read(scan->pages, first, end, scan->sink, err);
    }
    (void)sqlite3_bind_int64(scan->stmt, 1, first);
    (void)sqlite3_bind_int64(scan->stmt, 2, end);
    bool ok = scan_rows(scan->stmt, scan->n_cells, scan->sink, err);
    (void)sqlite3_reset(scan->stmt);
    return ok;
}

bool km_table_scan(KmStore *store, const char *contract, const char *const *columns,
                   size_t n_columns, const int64_t *deliveries, size_t n_deliveries, KmRowSink sink,
                   KmError *err)
{
    if (n_deliveries == 0) {
        return true;
    }
    KmArenaMark mark = km_arena_mark(store->arena);
    Scan scan = {.sink = sink};
    int64_t *numbers = KM_NEW_ARRAY(store->arena, int64_t, n_deliveries);
    memcpy(numbers, deliveries, n_deliveries * sizeof *numbers);
    size_t n = order_numbers(numbers, n_deliveries);
    bool ok = open_scan(store, contract, columns, n_columns, &scan, err);
    for (size_t i = 0; ok && i < n; i++) {
        int64_t first = 0;
        int64_t end = 0;
        ok = km_table_range(store, contract, numbers[i], &first, &end, err) &&
             scan_range(&scan, first, end, err);
    }
    km_page_rows_close(scan.pages);
    (void)sqlite3_finalize(scan.stmt);
    km_arena_reset(store->arena, mark);
    return ok;
}

static bool postcode_delivery(KmStore *store, KmDate day, int64_t *ret_number, KmError *err)
{
    char sql[320];
    (void)snprintf(sql, sizeof sql,
                   "SELECT number FROM delivery WHERE contract = 'postcode' AND withdrawn IS NULL"
                   " AND speaks_from <= %d AND speaks_to > %d"
                   " ORDER BY speaks_from DESC, received DESC, version_stated * version DESC,"
                   " content_hash DESC LIMIT 1",
                   day, day);
    return km_sql_integer(store->db, sql, 0, ret_number, err);
}

typedef struct {
    KmRowSink sink;
} Postcodes;

/* The caller wants the four cells only. */
static bool pass_postcode(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    const Postcodes *postcodes = self;
    return postcodes->sink.row(postcodes->sink.self, cells + 2, n_cells - 2, err);
}

bool km_table_scan_postcodes(KmStore *store, KmDate day, KmRowSink sink, bool *ret_found,
                             KmError *err)
{
    static const char *const columns[] = {"pc6", "huisnummer", "buurt", "wijk"};
    int64_t number = 0;
    if (!postcode_delivery(store, day, &number, err)) {
        return false;
    }
    *ret_found = number != 0;
    Postcodes postcodes = {.sink = sink};
    return number == 0 || km_table_scan(store, "postcode", columns, 4, &number, 1,
                                        (KmRowSink){.self = &postcodes, .row = pass_postcode}, err);
}
