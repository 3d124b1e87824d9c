#include "engine/store/work.h"

#include "engine/base/text.h"
#include "engine/store/columns/columns_table.h"
#include "engine/store/internal.h"
#include "engine/store/work_internal.h"

#include <stdio.h>
#include <string.h>

/* The main database of the connection is an empty one in memory: the store itself is out of reach,
 * so that there is nothing to steal, and reading here never holds a lock on it. */
bool km_work_open_empty(KmWork **ret_work, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmWork *work = KM_NEW(arena, KmWork);
    work->arena = arena;
    work->notes = km_arena_open();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    bool ok = sqlite3_open_v2(":memory:", &work->db, flags, NULL) == SQLITE_OK ||
              km_sql_failed(work->db, "opening the work connection", err);
    ok = ok && km_connection_harden(work->db, false, err) && km_columns_register(work, err) &&
         km_work_add_functions(work->db, err);
    if (!ok) {
        km_work_close(work);
        return false;
    }
    *ret_work = work;
    return true;
}

bool km_work_open(KmStore *store, KmWork **ret_work, KmError *err)
{
    (void)store; /* rows come as columns; another engine may attach the store here */
    return km_work_open_empty(ret_work, err);
}

void km_work_close(KmWork *work)
{
    if (work != NULL) {
        (void)sqlite3_finalize(work->kept);
        (void)sqlite3_close_v2(work->db);
        for (size_t i = 0; i < work->n_tables; i++) {
            km_columns_free(work->tables[i].own);
        }
        km_arena_close(work->notes);
        km_arena_close(work->arena);
    }
}

KmWorkTable *km_work_find(const KmWork *work, const char *name)
{
    for (size_t i = 0; i < work->n_tables; i++) {
        if (sqlite3_stricmp(work->tables[i].name, name) == 0) {
            return &work->tables[i];
        }
    }
    return NULL;
}

bool km_work_has_table(const KmWork *work, const char *name)
{
    return km_work_find(work, name) != NULL;
}

/* Takes away what stood under this name, and remembers the name. */
static bool renew_name(KmWork *work, const char *name, bool is_view, size_t *ret_table,
                       KmError *err)
{
    KmWorkTable *table = km_work_find(work, name);
    work->is_noted = false;
    if (!km_guard_lift(work, err)) {
        return false;
    }
    if (table == NULL) {
        KM_GROW(work->arena, work->tables, work->n_tables, work->capacity);
        *ret_table = work->n_tables;
        work->tables[work->n_tables++] =
            (KmWorkTable){.name = km_strdup(work->arena, name), .is_view = is_view};
        return true;
    }
    char sql[128];
    if (!table->is_view && table->own == NULL) {
        return km_error_set(err, KM_ERROR_BUG, "table %s is shared and stays as it is", name);
    }
    (void)snprintf(sql, sizeof sql, "DROP %s IF EXISTS temp.\"%s\"",
                   table->is_view ? "VIEW" : "TABLE", name);
    if (!km_sql_run(work->db, sql, "replacing a work table", err)) {
        return false;
    }
    km_columns_free(table->own);
    *table = (KmWorkTable){.name = table->name, .is_view = is_view};
    *ret_table = (size_t)(table - work->tables);
    return true;
}

static bool show(KmWork *work, const KmColumns *columns, KmColumns *own, KmError *err)
{
    size_t table = 0;
    if (!renew_name(work, km_columns_name(columns), false, &table, err)) {
        km_columns_free(own);
        return false;
    }
    work->tables[table].columns = columns;
    work->tables[table].own = own;
    return km_columns_show(work, table, err);
}

bool km_work_table(KmWork *work, const char *name, const KmColumn *columns, size_t n_columns,
                   KmRowSource source, KmError *err)
{
    KmColumns *made = NULL;
    return km_columns_make(name, columns, n_columns, source, &made, err) &&
           km_work_keep(work, made, err);
}

bool km_work_keep(KmWork *work, KmColumns *columns, KmError *err)
{
    return show(work, columns, columns, err);
}

bool km_work_show(KmWork *work, const KmColumns *columns, KmError *err)
{
    if (km_work_has_table(work, km_columns_name(columns))) {
        return km_error_set(err, KM_ERROR_BUG, "table %s is there twice", km_columns_name(columns));
    }
    return show(work, columns, NULL, err);
}

bool km_work_view(KmWork *work, const char *name, const char *sql, KmError *err)
{
    size_t table = 0;
    if (!km_sql_is_name(name)) {
        return km_error_set(err, KM_ERROR_DEFINITION, "'%s' cannot be the name of a view", name);
    }
    if (!renew_name(work, name, true, &table, err)) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(work->arena);
    bool ok =
        km_sql_run(work->db, km_format(work->arena, "CREATE TEMP VIEW \"%s\" AS %s", name, sql),
                   "making a work view", err);
    km_arena_reset(work->arena, mark);
    return ok;
}
