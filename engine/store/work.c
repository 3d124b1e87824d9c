#include "engine/store/work.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"
#include "engine/store/work_internal.h"

#include <stdio.h>
#include <string.h>

const char km_work_own_database[] = "temp";

/* Runs one statement over the feed so that the virtual table is connected before the limits of
 * guarded selects hold. */
static bool warm_up(KmWork *work, KmError *err)
{
    int64_t ignored = 0;
    return km_sql_integer(work->db, "SELECT count(c0) FROM km_rows WHERE 0", 0, &ignored, err);
}

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
    /* Its pages are our own, and an image's are looked at anew each time one is visited. */
    ok = ok && km_connection_harden(work->db, false, err) &&
         km_sql_run(work->db, "PRAGMA cell_size_check=OFF", "opening the work connection", err) &&
         km_feed_register(work->db, &work->feed, err) && km_work_add_functions(work->db, err) &&
         warm_up(work, err);
    if (!ok) {
        km_work_close(work);
        return false;
    }
    *ret_work = work;
    return true;
}

bool km_work_open(KmStore *store, KmWork **ret_work, KmError *err)
{
    (void)store; /* rows come through km_work_table; another engine may attach the store here */
    return km_work_open_empty(ret_work, err);
}

void km_work_close(KmWork *work)
{
    if (work != NULL) {
        (void)sqlite3_close_v2(work->db);
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

static bool check_names(const char *name, const KmColumn *columns, size_t n_columns, KmError *err)
{
    if (!km_sql_is_name(name)) {
        return km_error_set(err, KM_ERROR_DEFINITION, "'%s' cannot be the name of a table", name);
    }
    if (n_columns > KM_FEED_COLUMNS) {
        return km_error_set(err, KM_ERROR_LIMIT,
                            "table %s has %zu columns; at most %d are possible", name, n_columns,
                            KM_FEED_COLUMNS);
    }
    for (size_t i = 0; i < n_columns; i++) {
        if (!km_sql_is_name(km_column_name(&columns[i]))) {
            return km_error_set(err, KM_ERROR_DEFINITION,
                                "table %s: '%s' cannot be the name of a column", name,
                                km_column_name(&columns[i]));
        }
    }
    return true;
}

/* Takes away what stood under this name, and remembers the name. */
static bool renew_name(KmWork *work, const char *name, bool is_view, KmError *err)
{
    KmWorkTable *old = km_work_find(work, name);
    work->is_noted = false;
    if (old != NULL && strcmp(old->database, km_work_own_database) != 0) {
        return km_error_set(err, KM_ERROR_BUG, "table %s stands in an image and stays as it is",
                            name);
    }
    if (old != NULL) {
        char sql[128];
        (void)snprintf(sql, sizeof sql, "DROP %s IF EXISTS temp.\"%s\"",
                       old->is_view ? "VIEW" : "TABLE", name);
        old->is_view = is_view;
        return km_sql_run(work->db, sql, "replacing a work table", err);
    }
    KM_GROW(work->arena, work->tables, work->n_tables, work->capacity);
    work->tables[work->n_tables++] = (KmWorkTable){
        .name = km_strdup(work->arena, name), .database = km_work_own_database, .is_view = is_view};
    return true;
}

static const char *type_of(KmColumnType type)
{
    switch (type) {
    case KM_COLUMN_REAL:
        return "REAL";
    case KM_COLUMN_TEXT:
    case KM_COLUMN_CODE: /* as words here */
        return "TEXT";
    case KM_COLUMN_INT:
    case KM_COLUMN_DATE:
    case KM_COLUMN_PERSON:
        break;
    }
    return "INTEGER";
}

static bool create_table(KmWork *work, KmArena *arena, const char *name, const KmColumn *columns,
                         size_t n_columns, KmError *err)
{
    KmText sql = km_text_init(arena);
    km_text_addf(&sql, "CREATE TEMP TABLE \"%s\"(", name);
    for (size_t i = 0; i < n_columns; i++) {
        km_text_addf(&sql, "%s\"%s\" %s", i == 0 ? "" : ", ", km_column_name(&columns[i]),
                     type_of(columns[i].type));
    }
    km_text_add(&sql, ") STRICT");
    return km_sql_run(work->db, sql.bytes, "making a work table", err);
}

static bool fill_table(KmWork *work, KmArena *arena, const char *name, size_t n_columns,
                       KmError *err)
{
    KmText sql = km_text_init(arena);
    km_text_addf(&sql, "INSERT INTO temp.\"%s\" SELECT ", name);
    for (size_t i = 0; i < n_columns; i++) {
        km_text_addf(&sql, "%sc%zu", i == 0 ? "" : ", ", i);
    }
    km_text_add(&sql, " FROM km_rows");
    return km_feed_run(work->db, &work->feed, sql.bytes, 0, "filling a work table", err);
}

static bool index_column(KmWork *work, const char *name, const char *column, KmError *err)
{
    char sql[320];
    if (!km_sql_is_name(column)) {
        return km_error_set(err, KM_ERROR_BUG, "'%s' cannot be indexed", column);
    }
    (void)snprintf(sql, sizeof sql, "CREATE INDEX temp.\"%s__%s\" ON \"%s\"(\"%s\")", name, column,
                   name, column);
    return km_sql_run(work->db, sql, "indexing a work table", err);
}

bool km_work_table(KmWork *work, const char *name, const KmColumn *columns, size_t n_columns,
                   const char *const *indexed, size_t n_indexed, KmRowSource source, KmError *err)
{
    KmArenaMark mark;
    if (!check_names(name, columns, n_columns, err) || !renew_name(work, name, false, err)) {
        return false;
    }
    mark = km_arena_mark(work->arena);
    work->feed.source = source;
    bool ok = create_table(work, work->arena, name, columns, n_columns, err) &&
              fill_table(work, work->arena, name, n_columns, err);
    km_arena_reset(work->arena, mark);
    for (size_t i = 0; ok && i < n_indexed; i++) {
        ok = index_column(work, name, indexed[i], err);
    }
    return ok;
}

bool km_work_view(KmWork *work, const char *name, const char *sql, KmError *err)
{
    if (!check_names(name, NULL, 0, err) || !renew_name(work, name, true, err)) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(work->arena);
    bool ok =
        km_sql_run(work->db, km_format(work->arena, "CREATE TEMP VIEW \"%s\" AS %s", name, sql),
                   "making a work view", err);
    km_arena_reset(work->arena, mark);
    return ok;
}
