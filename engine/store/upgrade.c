/* Stores of earlier versions become of today's version when they are opened. A step is never
 * changed once a store may have taken it: what it made is changed by a later step. */
#include "engine/store/internal.h"

#include <stdio.h>

/* What was decided about evaluations. */
static const char *const to_2[] = {
    "CREATE TABLE act("
    " number INTEGER PRIMARY KEY CHECK(number > 0),"
    " \"when\" TEXT NOT NULL, user TEXT NOT NULL,"
    " verb TEXT NOT NULL CHECK(verb IN ('approve', 'lock', 'reopen')),"
    " period TEXT NOT NULL, profile TEXT NOT NULL,"
    " knowledge INTEGER NOT NULL, run TEXT NOT NULL,"
    " expected INTEGER NOT NULL, delivered INTEGER NOT NULL CHECK(delivered <= expected),"
    " reason TEXT NOT NULL,"
    " last_delivery INTEGER NOT NULL, last_figure INTEGER NOT NULL,"
    " folder TEXT NOT NULL, bundle_hash TEXT NOT NULL,"
    " source TEXT NOT NULL, source_hash TEXT NOT NULL,"
    " chain TEXT NOT NULL CHECK(length(chain) = 64),"
    " seal TEXT NOT NULL CHECK(length(seal) IN (0, 32))) STRICT",
    "CREATE TRIGGER act_never_changes BEFORE UPDATE ON act"
    " BEGIN SELECT RAISE(ABORT, 'act is append-only'); END",
    "CREATE TRIGGER act_never_shrinks BEFORE DELETE ON act"
    " BEGIN SELECT RAISE(ABORT, 'act is append-only'); END",
    NULL,
};

static const char *const *const steps[KM_STORE_SCHEMA_VERSION] = {NULL, to_2}; /* from 1, … */

static bool take_step(KmStore *store, int64_t from, KmError *err)
{
    char header[64];
    bool ok = true;
    for (size_t i = 0; ok && steps[from][i] != NULL; i++) {
        ok = km_sql_run(store->db, steps[from][i], "upgrading the store", err);
    }
    (void)snprintf(header, sizeof header, "PRAGMA user_version=%d", (int)from + 1);
    return ok && km_sql_run(store->db, header, "upgrading the store", err);
}

/* Another process may have upgraded it since the header was read. */
static bool take_steps(KmStore *store, KmError *err)
{
    int64_t version = 0;
    bool ok = km_sql_integer(store->db, "PRAGMA user_version", 0, &version, err);
    while (ok && version < KM_STORE_SCHEMA_VERSION) {
        ok = take_step(store, version++, err);
    }
    return ok;
}

bool km_store_upgrade(KmStore *store, KmError *err)
{
    bool own = false;
    if (!km_store_enter(store, &own, err) ||
        !km_store_leave(store, own, take_steps(store, err), err)) {
        return km_error_context(err, "while making %s of version %d", store->path,
                                (int)KM_STORE_SCHEMA_VERSION);
    }
    return true;
}
