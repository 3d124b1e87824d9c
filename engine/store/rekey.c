#include "engine/store/rekey.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"

#include <sodium.h>
#include <string.h>

static const char doing[] = "changing the key";

/* --- the functions that the statements below call ------------------------------------------- */

static void rekey_digest(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    const KmRekey *rekey = sqlite3_user_data(context);
    uint8_t digest[KM_PSEUDONYM_BYTES];
    if (sqlite3_value_bytes(argv[0]) != KM_PSEUDONYM_BYTES) {
        sqlite3_result_error(context, "this is no pseudonym", -1);
        return;
    }
    memcpy(digest, sqlite3_value_blob(argv[0]), sizeof digest);
    rekey->digest(rekey->self, digest);
    sqlite3_result_blob(context, digest, sizeof digest, SQLITE_TRANSIENT);
}

static void rekey_hex(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    const KmRekey *rekey = sqlite3_user_data(context);
    uint8_t digest[KM_PSEUDONYM_BYTES];
    char hex[KM_PSEUDONYM_BYTES * 2 + 1];
    size_t n = 0;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (text == NULL || strlen(text) != sizeof hex - 1 ||
        sodium_hex2bin(digest, sizeof digest, text, sizeof hex - 1, NULL, &n, NULL) != 0) {
        sqlite3_result_error(context, "this is no keyed hash", -1);
        return;
    }
    rekey->digest(rekey->self, digest);
    (void)sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    sqlite3_result_text(context, hex, -1, SQLITE_TRANSIENT);
}

static void rekey_number(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    const KmRekey *rekey = sqlite3_user_data(context);
    sqlite3_result_int64(context, rekey->number(rekey->self, sqlite3_value_int64(argv[0])));
}

static void reseal(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    const KmActSealer *sealer = sqlite3_user_data(context);
    char seal[33] = "";
    const char *chain = (const char *)sqlite3_value_text(argv[0]);
    sealer->make(sealer->self, chain == NULL ? "" : chain, seal);
    sqlite3_result_text(context, seal, -1, SQLITE_TRANSIENT);
}

/* NULL self: takes the function away. The functions only read what they are given. */
static bool function(KmStore *store, const char *name, const void *self,
                     void (*call)(sqlite3_context *, int, sqlite3_value **), KmError *err)
{
    union {
        const void *read;
        void *taken;
    } user = {self};
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    return sqlite3_create_function_v2(store->db, name, 1, flags, user.taken,
                                      self == NULL ? NULL : call, NULL, NULL, NULL) == SQLITE_OK ||
           km_sql_failed(store->db, doing, err);
}

static bool functions(KmStore *store, const KmRekey *rekey, const KmActSealer *seal, KmError *err)
{
    return function(store, "km_rekey_digest", rekey, rekey_digest, err) &&
           function(store, "km_rekey_hex", rekey, rekey_hex, err) &&
           function(store, "km_rekey_number", rekey, rekey_number, err) &&
           function(store, "km_reseal", seal, reseal, err);
}

/* --- the change ------------------------------------------------------------------------------ */

bool km_rekey_keeps_order(KmStore *store, const KmRekey *rekey, bool *ret_keeps, KmError *err)
{
    KmError ignored = {0};
    int64_t turned = 0;
    bool ok = functions(store, rekey, NULL, err) &&
              km_sql_integer(store->db,
                             "SELECT count(*) FROM delivery a JOIN delivery b"
                             " USING(contract, deliverer, received, lines_read, bytes)"
                             " WHERE a.content_hash < b.content_hash"
                             " AND km_rekey_hex(a.content_hash) > km_rekey_hex(b.content_hash)",
                             0, &turned, err);
    (void)functions(store, NULL, NULL, &ignored);
    *ret_keeps = turned == 0;
    return ok;
}

/* A table that is append-only for everybody else: its triggers stand again afterwards. */
static bool update_guarded(KmStore *store, KmArena *arena, const char *table, const char *update,
                           KmError *err)
{
    return km_sql_run_guarded(store, arena, table, update, doing, err);
}

static bool has_column(const KmTableSpec *spec, const char *column)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (km_text_equal(spec->columns[i].name, column)) {
            return true;
        }
    }
    return false;
}

static bool update_columns(KmStore *store, KmArena *arena, const KmKeyedColumn *columns, size_t n,
                           KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        KmTableSpec spec;
        bool found = false;
        ok = km_table_read(store, arena, columns[i].contract, &spec, &found, err);
        if (ok && found && has_column(&spec, columns[i].column)) {
            ok = km_sql_run(store->db,
                            km_format(arena,
                                      "UPDATE \"src_%s\" SET \"%s\" = km_rekey_number(\"%s\")"
                                      " WHERE \"%s\" IS NOT NULL",
                                      columns[i].contract, columns[i].column, columns[i].column,
                                      columns[i].column),
                            doing, err);
        }
    }
    return ok;
}

static bool update_all(KmStore *store, KmArena *arena, const KmKeyedColumn *columns, size_t n,
                       KmError *err)
{
    return km_sql_run(store->db, "UPDATE person SET pseudonym = km_rekey_digest(pseudonym)", doing,
                      err) &&
           km_sql_run(store->db, "UPDATE erased SET hash = km_rekey_digest(hash)", doing, err) &&
           update_columns(store, arena, columns, n, err) &&
           update_guarded(store, arena, "delivery",
                          "UPDATE delivery SET content_hash = km_rekey_hex(content_hash)", err) &&
           update_guarded(store, arena, "act",
                          "UPDATE act SET seal = km_reseal(chain) WHERE seal <> ''", err);
}

bool km_rekey_store(KmStore *store, const KmRekey *rekey, const KmKeyedColumn *columns, size_t n,
                    const KmActSealer *old_seal, const KmActSealer *new_seal, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmError ignored = {0};
    bool ok = km_act_check(store, old_seal, err) && functions(store, rekey, new_seal, err) &&
              update_all(store, arena, columns, n, err);
    (void)functions(store, NULL, NULL, &ignored);
    km_arena_close(arena);
    return ok;
}

/* --- when it was changed --------------------------------------------------------------------- */

bool km_key_change_add(KmStore *store, KmKeyChange *change, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_integer(store->db, "SELECT count(*) FROM person", 0, &change->persons, err) ||
        !km_sql_prepare(store->db,
                        "INSERT INTO key_change(old, new, day, persons, reason)"
                        " VALUES(?, ?, ?, ?, ?)",
                        doing, &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, change->old);
    km_sql_bind_text(stmt, 2, change->new);
    (void)sqlite3_bind_int(stmt, 3, change->day);
    (void)sqlite3_bind_int64(stmt, 4, change->persons);
    km_sql_bind_text(stmt, 5, change->reason);
    bool ok = km_sql_once(stmt, doing, err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_key_change_list(KmStore *store, KmArena *arena, KmKeyChange **ret_changes,
                        size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT old, new, day, persons, reason FROM key_change ORDER BY number",
                        "reading when the key was changed", &stmt, err)) {
        return false;
    }
    KmKeyChange *changes = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading when the key was changed", err);
    while (got == 1) {
        KM_GROW(arena, changes, count, capacity);
        changes[count++] = (KmKeyChange){.old = km_sql_text(arena, stmt, 0),
                                         .new = km_sql_text(arena, stmt, 1),
                                         .day = sqlite3_column_int(stmt, 2),
                                         .persons = sqlite3_column_int64(stmt, 3),
                                         .reason = km_sql_text(arena, stmt, 4)};
        got = km_sql_step(stmt, "reading when the key was changed", err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_changes = changes;
    *ret_count = count;
    return got == 0;
}
