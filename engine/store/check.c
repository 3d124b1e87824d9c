#include "engine/store/acts.h"
#include "engine/store/internal.h"

#include <stdio.h>
#include <string.h>

static bool damaged(KmError *err, const char *what, const char *detail)
{
    (void)km_error_set(err, KM_ERROR_STORE, "the store is damaged (%s): %s", what, detail);
    return km_error_hint(err, "do not use this store any more; " KM_STORE_ADVICE);
}

/* The first row must be `ok`. */
static bool check_integrity(KmStore *store, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "PRAGMA integrity_check(10)", "checking the store", &stmt,
                        err)) {
        return false;
    }
    int got = km_sql_step(stmt, "checking the store", err);
    const char *text = got == 1 ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    bool ok = got >= 0;
    if (ok && (text == NULL || strcmp(text, "ok") != 0)) {
        ok = damaged(err, "integrity", text == NULL ? "no answer" : text);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

static bool check_references(KmStore *store, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "PRAGMA foreign_key_check", "checking the store", &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, "checking the store", err);
    bool ok = got >= 0;
    if (got == 1) {
        ok = damaged(err, "references", (const char *)sqlite3_column_text(stmt, 0));
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

/* Rows carry no foreign key (it costs a look-up each); here they are held to it all the same. */
static bool check_rows(KmStore *store, const char *contract, KmError *err)
{
    char sql[256];
    (void)snprintf(sql, sizeof sql,
                   "SELECT count(*) FROM \"src_%s\" WHERE levering NOT IN (SELECT number FROM "
                   "delivery)",
                   contract);
    int64_t orphans = 0;
    if (!km_sql_integer(store->db, sql, 0, &orphans, err)) {
        return false;
    }
    if (orphans > 0) {
        char detail[128];
        (void)snprintf(detail, sizeof detail, "%lld rows of %s belong to no delivery",
                       (long long)orphans, contract);
        return damaged(err, "rows", detail);
    }
    return true;
}

static bool check_tables(KmStore *store, KmError *err)
{
    KmArenaMark mark = km_arena_mark(store->arena);
    KmTableSpec *specs = NULL;
    size_t count = 0;
    bool ok = km_table_list(store, store->arena, &specs, &count, err);
    for (size_t i = 0; ok && i < count; i++) {
        ok = check_rows(store, specs[i].contract, err);
    }
    km_arena_reset(store->arena, mark);
    return ok;
}

static bool check_persons(KmStore *store, KmError *err)
{
    int64_t doubles = 0;
    if (!km_sql_integer(store->db, "SELECT count(*) - count(DISTINCT pseudonym) FROM person", 0,
                        &doubles, err)) {
        return false;
    }
    return doubles == 0 || damaged(err, "persons", "two persons have one pseudonym");
}

bool km_store_check(KmStore *store, KmError *err)
{
    return check_integrity(store, err) && check_references(store, err) &&
           check_tables(store, err) && check_persons(store, err) && km_audit_check(store, err) &&
           km_act_check(store, NULL, err);
}
