#include "engine/store/internal.h"

#include <sodium.h>
#include <string.h>

/* All that is only ever added to stands here by its newest number; what may change, row by row. */
static const char *const read_by_figures[] = {
    "PRAGMA user_version",
    "SELECT value FROM setting WHERE name = 'workspace-id'",
    "SELECT * FROM delivery ORDER BY number",
    "SELECT max(number) FROM person",
    "SELECT number FROM person_provisional ORDER BY number",
    "SELECT * FROM person_link ORDER BY old",
    "SELECT * FROM code ORDER BY list, number",
    "SELECT * FROM contract_table ORDER BY contract",
    "SELECT * FROM contract_column ORDER BY contract, ord",
};

static void hash_cell(crypto_generichash_state *state, sqlite3_stmt *stmt, int column)
{
    int type = sqlite3_column_type(stmt, column);
    const void *bytes = sqlite3_column_blob(stmt, column);
    uint64_t head[2] = {(uint64_t)type, (uint64_t)sqlite3_column_bytes(stmt, column)};
    (void)crypto_generichash_update(state, (const unsigned char *)head, sizeof head);
    if (bytes != NULL) {
        (void)crypto_generichash_update(state, bytes, head[1]);
    }
}

static bool hash_rows(KmStore *store, crypto_generichash_state *state, const char *sql,
                      KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, sql, "looking what the store holds", &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, "looking what the store holds", err);
    while (got == 1) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            hash_cell(state, stmt, i);
        }
        got = km_sql_step(stmt, "looking what the store holds", err);
    }
    (void)sqlite3_finalize(stmt);
    return got == 0;
}

bool km_store_fingerprint(KmStore *store, uint8_t ret_print[KM_FINGERPRINT_BYTES], KmError *err)
{
    crypto_generichash_state state;
    (void)crypto_generichash_init(&state, NULL, 0, KM_FINGERPRINT_BYTES);
    const char *library = sqlite3_sourceid();
    (void)crypto_generichash_update(&state, (const unsigned char *)library, strlen(library));
    for (size_t i = 0; i < sizeof read_by_figures / sizeof *read_by_figures; i++) {
        if (!hash_rows(store, &state, read_by_figures[i], err)) {
            return false;
        }
    }
    (void)crypto_generichash_final(&state, ret_print, KM_FINGERPRINT_BYTES);
    return true;
}
