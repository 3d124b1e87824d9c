#include "engine/store/internal.h"

#include "engine/base/text.h"

bool km_store_get_setting(KmStore *store, KmArena *arena, const char *name, const char **ret_value,
                          KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT value FROM setting WHERE name = ?", "reading a setting",
                        &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, name);
    int got = km_sql_step(stmt, "reading a setting", err);
    if (got >= 0) {
        *ret_value = got == 1 ? km_sql_text(arena, stmt, 0) : NULL;
    }
    (void)sqlite3_finalize(stmt);
    return got >= 0;
}

static bool run_texts(KmStore *store, const char *sql, const char *const *texts, int n_texts,
                      KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, sql, "keeping a text", &stmt, err)) {
        return false;
    }
    for (int i = 0; i < n_texts; i++) {
        km_sql_bind_text(stmt, i + 1, texts[i]);
    }
    bool ok = km_sql_once(stmt, "keeping a text", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_store_set_setting(KmStore *store, const char *name, const char *value, KmError *err)
{
    return run_texts(store,
                     "INSERT INTO setting(name, value) VALUES(?, ?)"
                     " ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                     (const char *const[]){name, value}, 2, err);
}

bool km_store_keep_text(KmStore *store, const char *kind, const char *name, const char *hash,
                        const char *text, KmError *err)
{
    if (km_text_equal(kind, "contract")) {
        return run_texts(store,
                         "INSERT INTO contract_text(name, hash, text) VALUES(?, ?, ?)"
                         " ON CONFLICT DO NOTHING",
                         (const char *const[]){name, hash, text}, 3, err);
    }
    return run_texts(store,
                     "INSERT INTO definition(kind, name, hash, text) VALUES(?, ?, ?, ?)"
                     " ON CONFLICT DO NOTHING",
                     (const char *const[]){kind, name, hash, text}, 4, err);
}
