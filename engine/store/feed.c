#include "engine/store/feed.h"

#include "engine/base/text.h"
#include "engine/store/sql.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    sqlite3_vtab base;
    KmFeed *feed;
} Table;

typedef struct {
    sqlite3_vtab_cursor base;
    KmFeed *feed;
    int64_t row;
} Cursor;

static int connect_table(sqlite3 *db, void *self, int argc, const char *const *argv,
                         sqlite3_vtab **ret_table, char **ret_message)
{
    (void)argc;
    (void)argv;
    (void)ret_message;
    char sql[KM_FEED_COLUMNS * 5 + 32];
    size_t used = (size_t)snprintf(sql, sizeof sql, "CREATE TABLE km_rows(");
    for (int i = 0; i < KM_FEED_COLUMNS; i++) {
        used += (size_t)snprintf(sql + used, sizeof sql - used, "%sc%d", i == 0 ? "" : ",", i);
    }
    (void)snprintf(sql + used, sizeof sql - used, ")");
    int rc = sqlite3_declare_vtab(db, sql);
    Table *table = rc == SQLITE_OK ? sqlite3_malloc(sizeof *table) : NULL;
    if (table == NULL) {
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    }
    (void)sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    *table = (Table){.feed = self};
    *ret_table = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1e6;
    info->estimatedRows = 1000000;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    Cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (cursor == NULL) {
        return SQLITE_NOMEM;
    }
    *cursor = (Cursor){.feed = ((Table *)(void *)table)->feed};
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int refuse(KmFeed *feed)
{
    feed->failed = true;
    feed->ended = true;
    return SQLITE_ERROR;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    Cursor *cursor = (Cursor *)(void *)base;
    KmFeed *feed = cursor->feed;
    int got = feed->source.next(feed->source.self, feed->cells, feed->err);
    if (got < 0) {
        return refuse(feed);
    }
    feed->ended = got == 0;
    cursor->row++;
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *cursor, int number, const char *text, int argc,
                  sqlite3_value **argv)
{
    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    return next_row(cursor);
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
    return ((Cursor *)(void *)cursor)->feed->ended ? 1 : 0;
}

static int column_value(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const KmCell *cell = &((Cursor *)(void *)cursor)->feed->cells[column];
    switch (cell->type) {
    case KM_CELL_NULL:
        break;
    case KM_CELL_INT:
        sqlite3_result_int64(context, cell->integer);
        break;
    case KM_CELL_REAL:
        sqlite3_result_double(context, cell->real);
        break;
    case KM_CELL_TEXT:
        /* Not copied: it lives until the source's next call, and the row is stored before that. */
        sqlite3_result_text(context, cell->text, cell->length, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_row)
{
    *ret_row = ((Cursor *)(void *)cursor)->row;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .iVersion = 1,
    .xConnect = connect_table,
    .xBestIndex = best_index,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next_row,
    .xEof = at_end,
    .xColumn = column_value,
    .xRowid = row_number,
};

bool km_feed_register(sqlite3 *db, KmFeed *feed, KmError *err)
{
    return sqlite3_create_module(db, "km_rows", &module, feed) == SQLITE_OK ||
           km_sql_failed(db, "opening the store", err);
}

bool km_feed_run(sqlite3 *db, KmFeed *feed, const char *sql, int64_t number, const char *doing,
                 KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(db, sql, doing, &stmt, err)) {
        return false;
    }
    feed->err = err;
    feed->failed = false;
    feed->ended = false;
    if (sqlite3_bind_parameter_count(stmt) > 0) {
        (void)sqlite3_bind_int64(stmt, 1, number);
    }
    bool ok = sqlite3_step(stmt) == SQLITE_DONE;
    if (!ok && !feed->failed) {
        (void)km_sql_failed(db, doing, err);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}
