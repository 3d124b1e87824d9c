#include "engine/store/columns/columns_table.h"

#include "engine/base/text.h"
#include "engine/store/columns/plan.h"
#include "engine/store/sql.h"

#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 1024 };

typedef struct {
    sqlite3_vtab base;
    const KmColumns *columns;
    KmWork *work;
    size_t number; /* of the work table */
    KmPlans plans;
} Table;

typedef struct {
    sqlite3_vtab_cursor base;
    const KmColumns *columns;
    size_t row;
    bool is_lookup;
    const KmFieldIndex *index;
    size_t place, end; /* in the index; or rows */
    int n_sieves;
    KmSieve sieves[KM_MOST_TERMS];
    size_t block; /* of which `passes` tells */
    unsigned char passes[BLOCK];
} Cursor;

/* ---- the module ---- */

static int declare(sqlite3 *db, const KmColumns *columns)
{
    KmArena *scratch = km_arena_open();
    KmText sql = km_text_init(scratch);
    km_text_add(&sql, "CREATE TABLE x(");
    for (size_t c = 0; c < columns->n_fields; c++) {
        const KmField *field = &columns->fields[c];
        km_text_addf(&sql, "%s\"%s\" %s", c == 0 ? "" : ", ", field->name,
                     field->is_words  ? "TEXT"
                     : field->is_real ? "REAL"
                                      : "INTEGER");
    }
    km_text_add_char(&sql, ')');
    int rc = sqlite3_declare_vtab(db, sql.bytes);
    km_arena_close(scratch);
    return rc;
}

static int connect_table(sqlite3 *db, void *self, int argc, const char *const *argv,
                         sqlite3_vtab **ret_table, char **ret_message)
{
    KmWork *work = self;
    size_t number = argc > 3 ? (size_t)strtoull(argv[3], NULL, 10) : SIZE_MAX;
    (void)ret_message;
    if (number >= work->n_tables || work->tables[number].columns == NULL) {
        return SQLITE_ERROR;
    }
    const KmColumns *columns = work->tables[number].columns;
    int rc = declare(db, columns);
    Table *table = rc == SQLITE_OK ? sqlite3_malloc(sizeof *table) : NULL;
    if (table == NULL) {
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    }
    (void)sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* it reads what we filled it with */
    *table = (Table){.columns = columns, .work = work, .number = number};
    work->tables[number].vtab = &table->base;
    *ret_table = &table->base;
    return SQLITE_OK;
}

/* Another function than connect_table, so that the module is no table by itself. */
static int create_table(sqlite3 *db, void *self, int argc, const char *const *argv,
                        sqlite3_vtab **ret_table, char **ret_message)
{
    return connect_table(db, self, argc, argv, ret_table, ret_message);
}

static int disconnect_table(sqlite3_vtab *base)
{
    Table *table = (Table *)(void *)base;
    if (table->number < table->work->n_tables && table->work->tables[table->number].vtab == base) {
        table->work->tables[table->number].vtab = NULL;
    }
    sqlite3_free(table->plans.items);
    sqlite3_free(table);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    Table *table = (Table *)(void *)base;
    return km_plan_choose(&table->plans, table->columns, info);
}

/* ---- walking ---- */

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **ret_cursor)
{
    Cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (cursor == NULL) {
        return SQLITE_NOMEM;
    }
    memset(cursor, 0, offsetof(Cursor, passes));
    cursor->columns = ((Table *)(void *)base)->columns;
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static void drop_lists(Cursor *cursor)
{
    for (int s = 0; s < cursor->n_sieves; s++) {
        km_sieve_drop(&cursor->sieves[s]);
    }
    cursor->n_sieves = 0;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    Cursor *cursor = (Cursor *)(void *)base;
    drop_lists(cursor);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static void sift_block(Cursor *cursor, size_t block)
{
    size_t first = block * BLOCK;
    size_t count = cursor->end - first < BLOCK ? cursor->end - first : BLOCK;
    cursor->block = block;
    memset(cursor->passes, 1, count);
    for (int s = 0; s < cursor->n_sieves; s++) {
        km_sieve_sift(&cursor->sieves[s], first, count, cursor->passes);
    }
}

/* To the first row from `place` on that passes. */
static void walk_on(Cursor *cursor)
{
    if (cursor->is_lookup) {
        if (cursor->place < cursor->end) {
            cursor->row = km_index_row(cursor->index, cursor->place);
        }
        return;
    }
    if (cursor->n_sieves > 0) {
        for (; cursor->place < cursor->end; cursor->place++) {
            if (cursor->place / BLOCK != cursor->block) {
                sift_block(cursor, cursor->place / BLOCK);
            }
            if (cursor->passes[cursor->place % BLOCK] != 0) {
                break;
            }
        }
    }
    cursor->row = cursor->place;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    Cursor *cursor = (Cursor *)(void *)base;
    cursor->place++;
    walk_on(cursor);
    return SQLITE_OK;
}

/* Looks the value up; false: it is of another type, so all rows are walked. */
static bool look_up(Cursor *cursor, const KmTerm *term, sqlite3_value *value)
{
    const KmField *field = &cursor->columns->fields[term->column];
    int64_t number = 0;
    KmFit fits = km_field_fit(field, value, &number);
    cursor->is_lookup = true;
    cursor->place = cursor->end = 0;
    if (fits == KM_FITS && km_field_has_values(field)) {
        cursor->index = km_field_index(cursor->columns, (size_t)term->column);
        km_field_find(field, cursor->index, number, &cursor->place, &cursor->end);
    }
    return fits != KM_MAY_BE;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
                  sqlite3_value **argv)
{
    Cursor *cursor = (Cursor *)(void *)base;
    const KmPlan *plan = &((Table *)(void *)base->pVtab)->plans.items[number];
    int rc = SQLITE_OK;
    bool is_empty = false;
    (void)text;
    drop_lists(cursor);
    if (argc != plan->n_terms) {
        return SQLITE_ERROR;
    }
    if (plan->is_lookup && look_up(cursor, &plan->terms[0], argv[0])) {
        walk_on(cursor);
        return SQLITE_OK;
    }
    for (int t = 0; t < argc && !is_empty && !plan->is_lookup; t++) {
        const KmTerm *term = &plan->terms[t];
        is_empty = !km_sieve_make(&cursor->columns->fields[term->column], term, argv[t],
                                  &cursor->sieves[cursor->n_sieves++], &rc);
    }
    cursor->is_lookup = false;
    cursor->block = SIZE_MAX;
    cursor->place = 0;
    cursor->end = is_empty ? 0 : cursor->columns->n_rows;
    walk_on(cursor);
    return rc;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    const Cursor *cursor = (const Cursor *)(const void *)base;
    return cursor->place >= cursor->end ? 1 : 0;
}

static int column_value(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const Cursor *cursor = (const Cursor *)(const void *)base;
    const KmField *field = &cursor->columns->fields[column];
    uint64_t raw = km_field_raw(field, cursor->row);
    if (field->is_real) {
        sqlite3_result_double(context, km_field_real(raw)); /* of a NaN: NULL */
    } else if (raw == field->null) {
        sqlite3_result_null(context);
    } else if (field->is_words) {
        uint32_t place = (uint32_t)km_field_value(field, raw);
        /* Told that a NUL follows, SQLite needs no copy of its own. */
        sqlite3_result_text(context, km_pool_text(field->words, place),
                            field->holds_nul ? (int)km_pool_length(field->words, place) : -1,
                            SQLITE_STATIC);
    } else {
        sqlite3_result_int64(context, km_field_value(field, raw));
    }
    return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *ret_row)
{
    *ret_row = (sqlite3_int64)((const Cursor *)(const void *)base)->row + 1;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .iVersion = 1,
    .xCreate = create_table,
    .xConnect = connect_table,
    .xBestIndex = best_index,
    .xDisconnect = disconnect_table,
    .xDestroy = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next_row,
    .xEof = at_end,
    .xColumn = column_value,
    .xRowid = row_number,
};

bool km_columns_register(KmWork *work, KmError *err)
{
    return sqlite3_create_module(work->db, "km_columns", &module, work) == SQLITE_OK ||
           km_sql_failed(work->db, "opening the work connection", err);
}

bool km_columns_show(KmWork *work, size_t table, KmError *err)
{
    char sql[192];
    (void)snprintf(sql, sizeof sql, "CREATE VIRTUAL TABLE temp.\"%s\" USING km_columns(%zu)",
                   work->tables[table].name, table);
    return km_sql_run(work->db, sql, "making a work table", err);
}

bool km_columns_note_open(KmWork *work, const char *vtab)
{
    char name[40];
    for (size_t i = 0; vtab != NULL && i < work->n_tables; i++) {
        if (work->tables[i].vtab == NULL) {
            continue;
        }
        (void)sqlite3_snprintf(sizeof name, name, "vtab:%p", (void *)work->tables[i].vtab);
        if (strcmp(name, vtab) == 0) {
            work->tables[i].is_read = true;
            return true;
        }
    }
    return false;
}
