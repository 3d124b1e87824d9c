#include "engine/store/delivery.h"
#include "engine/store/internal.h"

static bool add_findings(KmStore *store, int64_t delivery, const KmFinding *findings,
                         size_t n_findings, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "INSERT INTO finding VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                        "keeping findings", &stmt, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n_findings; i++) {
        const KmFinding *f = &findings[i];
        (void)sqlite3_bind_int64(stmt, 1, delivery);
        km_sql_bind_text(stmt, 2, f->rule);
        (void)sqlite3_bind_int(stmt, 3, (int)f->outcome);
        (void)sqlite3_bind_int64(stmt, 4, f->line);
        (void)sqlite3_bind_int(stmt, 5, f->column);
        km_sql_bind_text(stmt, 6, f->field);
        km_sql_bind_text(stmt, 7, f->value);
        km_sql_bind_text(stmt, 8, f->argument);
        ok = km_sql_once(stmt, "keeping findings", err);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

static bool add_counts(KmStore *store, int64_t delivery, const KmFindingCount *counts,
                       size_t n_counts, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "INSERT INTO finding_count VALUES(?, ?, ?, ?)",
                        "keeping counts of findings", &stmt, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n_counts; i++) {
        (void)sqlite3_bind_int64(stmt, 1, delivery);
        km_sql_bind_text(stmt, 2, counts[i].rule);
        (void)sqlite3_bind_int(stmt, 3, (int)counts[i].outcome);
        (void)sqlite3_bind_int64(stmt, 4, counts[i].count);
        ok = km_sql_once(stmt, "keeping counts of findings", err);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_findings_add(KmStore *store, int64_t delivery, const KmFinding *findings, size_t n_findings,
                     const KmFindingCount *counts, size_t n_counts, KmError *err)
{
    return add_findings(store, delivery, findings, n_findings, err) &&
           add_counts(store, delivery, counts, n_counts, err);
}

static bool forget(KmStore *store, const char *sql, int64_t delivery, const char *rule,
                   KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, sql, "taking out findings", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, delivery);
    km_sql_bind_text(stmt, 2, rule);
    bool ok = km_sql_once(stmt, "taking out findings", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_findings_forget(KmStore *store, int64_t delivery, const char *const *rules, size_t n,
                        KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = forget(store, "DELETE FROM finding WHERE delivery = ? AND rule = ?", delivery,
                    rules[i], err) &&
             forget(store, "DELETE FROM finding_count WHERE delivery = ? AND rule = ?", delivery,
                    rules[i], err);
    }
    return ok;
}

bool km_findings_read(KmStore *store, KmArena *arena, int64_t delivery, KmFinding **ret_findings,
                      size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT rule, outcome, line, \"column\", field, value, argument"
                        " FROM finding WHERE delivery = ? ORDER BY line, \"column\", rule, rowid",
                        "reading findings", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, delivery);
    KmFinding *findings = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading findings", err);
    while (got == 1) {
        KM_GROW(arena, findings, count, capacity);
        findings[count++] = (KmFinding){.rule = km_sql_text(arena, stmt, 0),
                                        .outcome = (KmOutcome)sqlite3_column_int(stmt, 1),
                                        .line = sqlite3_column_int64(stmt, 2),
                                        .column = sqlite3_column_int(stmt, 3),
                                        .field = km_sql_text(arena, stmt, 4),
                                        .value = km_sql_text(arena, stmt, 5),
                                        .argument = km_sql_text(arena, stmt, 6)};
        got = km_sql_step(stmt, "reading findings", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_findings = findings;
        *ret_count = count;
    }
    return got == 0;
}
