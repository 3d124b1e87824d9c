#include "engine/base/text.h"
#include "engine/store/internal.h"

#include <stdio.h>

bool km_store_begin(KmStore *store, KmError *err)
{
    if (!km_sql_run(store->db, "BEGIN IMMEDIATE", "beginning to write", err)) {
        return false;
    }
    store->depth = 0;
    store->has_unsealed = false;
    store->is_spoilt = false;
    return true;
}

/* SQLite has already rolled back by itself when the disk was full or memory ran out. */
static bool is_lost(const KmStore *store)
{
    return sqlite3_get_autocommit(store->db) != 0;
}

static bool lost(KmError *err)
{
    return km_error_set(err, KM_ERROR_STORE,
                        "the changes were undone after an earlier failure; nothing of them was "
                        "kept");
}

bool km_store_commit(KmStore *store, KmError *err)
{
    if (is_lost(store) || store->is_spoilt) {
        km_store_rollback(store);
        return lost(err);
    }
    if (store->has_unsealed &&
        !km_sql_run(store->db, "UPDATE delivery SET sealed = 1 WHERE sealed = 0",
                    "keeping the deliveries", err)) {
        km_store_rollback(store);
        return false;
    }
    if (!km_sql_run(store->db, "COMMIT", "keeping the changes", err)) {
        km_store_rollback(store);
        return false;
    }
    store->has_unsealed = false;
    return true;
}

void km_store_rollback(KmStore *store)
{
    if (!is_lost(store)) {
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    store->depth = 0;
    store->has_unsealed = false;
    store->is_spoilt = false;
}

bool km_store_savepoint(KmStore *store, KmError *err)
{
    char sql[48];
    (void)snprintf(sql, sizeof sql, "SAVEPOINT km_%d", store->depth + 1);
    if (is_lost(store)) {
        return lost(err);
    }
    if (!km_sql_run(store->db, sql, "beginning a delivery", err)) {
        return false;
    }
    store->depth++;
    return true;
}

bool km_store_release(KmStore *store, KmError *err)
{
    char sql[48];
    (void)snprintf(sql, sizeof sql, "RELEASE km_%d", store->depth);
    if (is_lost(store) || store->is_spoilt || store->depth == 0) {
        return lost(err);
    }
    if (!km_sql_run(store->db, sql, "ending a delivery", err)) {
        return false;
    }
    store->depth--;
    return true;
}

void km_store_rollback_to(KmStore *store)
{
    if (is_lost(store) || store->depth == 0) {
        return;
    }
    char sql[96];
    (void)snprintf(sql, sizeof sql, "ROLLBACK TO km_%d; RELEASE km_%d", store->depth, store->depth);
    (void)sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    store->depth--;
    store->is_spoilt = false;
}

bool km_store_enter(KmStore *store, bool *ret_own, KmError *err)
{
    bool own = sqlite3_get_autocommit(store->db) != 0;
    if (own && !km_store_begin(store, err)) {
        return false;
    }
    *ret_own = own;
    return true;
}

bool km_store_leave(KmStore *store, bool own, bool ok, KmError *err)
{
    if (own && ok) {
        return km_store_commit(store, err);
    }
    if (own) {
        km_store_rollback(store);
    }
    return ok;
}

/* The statements that make the table's triggers again, after they were dropped. */
static bool drop_triggers(KmStore *store, KmArena *arena, const char *table, KmText *made,
                          const char *doing, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
                        " AND tbl_name = ? ORDER BY name",
                        doing, &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, table);
    KmText dropped = km_text_init(arena);
    int got = km_sql_step(stmt, doing, err);
    while (got == 1) {
        km_text_addf(&dropped, "DROP TRIGGER \"%s\";", km_sql_text(arena, stmt, 0));
        km_text_addf(made, "%s;", km_sql_text(arena, stmt, 1));
        got = km_sql_step(stmt, doing, err);
    }
    (void)sqlite3_finalize(stmt);
    return got == 0 && km_sql_run(store->db, dropped.bytes, doing, err);
}

bool km_sql_run_guarded(KmStore *store, KmArena *arena, const char *table, const char *change,
                        const char *doing, KmError *err)
{
    KmText made = km_text_init(arena);
    return drop_triggers(store, arena, table, &made, doing, err) &&
           km_sql_run(store->db, change, doing, err) &&
           km_sql_run(store->db, made.bytes, doing, err);
}
