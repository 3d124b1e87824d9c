#include "engine/store/chain.h"
#include "engine/store/internal.h"

#include <stdio.h>
#include <string.h>

static bool chain_of(const char *previous, const KmAuditLine *line, char ret_chain[KM_CHAIN_TEXT],
                     KmError *err)
{
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", (long long)line->number);
    const char *texts[] = {number,        line->when,    line->user,
                           line->command, line->subject, line->outcome};
    return km_chain_next(previous, texts, sizeof texts / sizeof texts[0], ret_chain, err);
}

static bool last_line(KmStore *store, int64_t *ret_number, char ret_chain[KM_CHAIN_TEXT],
                      KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT number, chain FROM audit ORDER BY number DESC LIMIT 1",
                        "reading the audit", &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, "reading the audit", err);
    *ret_number = got == 1 ? sqlite3_column_int64(stmt, 0) : 0;
    (void)snprintf(ret_chain, KM_CHAIN_TEXT, "%s",
                   got == 1 ? (const char *)sqlite3_column_text(stmt, 1) : "");
    (void)sqlite3_finalize(stmt);
    return got >= 0;
}

static bool add_line(KmStore *store, const KmAuditLine *line, KmError *err)
{
    char previous[KM_CHAIN_TEXT];
    char chain[KM_CHAIN_TEXT];
    KmAuditLine numbered = *line;
    sqlite3_stmt *stmt = NULL;
    if (!last_line(store, &numbered.number, previous, err)) {
        return false;
    }
    numbered.number++;
    if (!chain_of(previous, &numbered, chain, err) ||
        !km_sql_prepare(store->db, "INSERT INTO audit VALUES(?, ?, ?, ?, ?, ?, ?)",
                        "writing the audit", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, numbered.number);
    km_sql_bind_text(stmt, 2, line->when);
    km_sql_bind_text(stmt, 3, line->user);
    km_sql_bind_text(stmt, 4, line->command);
    km_sql_bind_text(stmt, 5, line->subject);
    km_sql_bind_text(stmt, 6, line->outcome);
    km_sql_bind_text(stmt, 7, chain);
    bool ok = km_sql_once(stmt, "writing the audit", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_store_audit(KmStore *store, const KmAuditLine *line, KmError *err)
{
    bool own = false;
    return km_store_enter(store, &own, err) &&
           km_store_leave(store, own, add_line(store, line, err), err);
}

static KmAuditLine read_line(KmArena *arena, sqlite3_stmt *stmt)
{
    return (KmAuditLine){.number = sqlite3_column_int64(stmt, 0),
                         .when = km_sql_text(arena, stmt, 1),
                         .user = km_sql_text(arena, stmt, 2),
                         .command = km_sql_text(arena, stmt, 3),
                         .subject = km_sql_text(arena, stmt, 4),
                         .outcome = km_sql_text(arena, stmt, 5)};
}

bool km_store_read_audit(KmStore *store, KmArena *arena, KmAuditLine **ret_lines, size_t *ret_count,
                         KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT * FROM audit ORDER BY number", "reading the audit",
                        &stmt, err)) {
        return false;
    }
    KmAuditLine *lines = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading the audit", err);
    while (got == 1) {
        KM_GROW(arena, lines, count, capacity);
        lines[count++] = read_line(arena, stmt);
        got = km_sql_step(stmt, "reading the audit", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_lines = lines;
        *ret_count = count;
    }
    return got == 0;
}

static bool check_line(KmStore *store, sqlite3_stmt *stmt, int64_t expected,
                       char chain[KM_CHAIN_TEXT], KmError *err)
{
    KmArenaMark mark = km_arena_mark(store->arena);
    KmAuditLine line = read_line(store->arena, stmt);
    char previous[KM_CHAIN_TEXT];
    memcpy(previous, chain, KM_CHAIN_TEXT);
    bool ok = chain_of(previous, &line, chain, err);
    bool same = ok && line.number == expected &&
                strcmp(chain, (const char *)sqlite3_column_text(stmt, 6)) == 0;
    km_arena_reset(store->arena, mark);
    if (ok && !same) {
        (void)km_error_set(err, KM_ERROR_STORE,
                           "the audit was changed: line %lld does not follow from the one before",
                           (long long)expected);
        return km_error_hint(err, "compare with the last backup; do not trust this store until "
                                  "someone has explained it");
    }
    return ok;
}

bool km_audit_check(KmStore *store, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT * FROM audit ORDER BY number", "checking the audit",
                        &stmt, err)) {
        return false;
    }
    char chain[KM_CHAIN_TEXT] = "";
    int64_t expected = 1;
    bool ok = true;
    int got = km_sql_step(stmt, "checking the audit", err);
    while (ok && got == 1) {
        ok = check_line(store, stmt, expected++, chain, err);
        got = ok ? km_sql_step(stmt, "checking the audit", err) : 0;
    }
    (void)sqlite3_finalize(stmt);
    return ok && got == 0;
}
