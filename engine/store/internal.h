/* Private to the store: what its files share. */
#ifndef ENGINE_STORE_INTERNAL_H
#define ENGINE_STORE_INTERNAL_H

#include "engine/store/feed.h"
#include "engine/store/sql.h"
#include "engine/store/store.h"
#include "engine/store/table.h"

struct KmStore {
    sqlite3 *db;
    KmArena *arena; /* lives as long as the store; scratch use resets to a mark */
    char *path;
    int depth;         /* open savepoints */
    bool has_unsealed; /* deliveries added since the transaction began */
    bool is_spoilt;    /* rows failed half-way: what they belong to may not be kept */
    KmFeed feed;
};

enum {
    KM_STORE_APPLICATION_ID = 0x4B414E53, /* "KANS" */
    KM_STORE_PAGE = 8192 /* bytes, of a store made now: a twentieth less import time than 4096 */
};

/* The statements that make a new store, ended by NULL. */
extern const char *const km_schema_statements[];
/* Takes an earlier version's store to today's, in one transaction (upgrade.c). */
bool km_store_upgrade(KmStore *store, KmError *err) KM_MUST_USE;

/* What every connection of ours has: no trust in the schema, no extensions, no double-quoted
 * strings, no map, temporary things in memory. `writes` adds durability and foreign keys. */
bool km_connection_harden(sqlite3 *db, bool writes, KmError *err) KM_MUST_USE;

/* A verb of several statements that may stand inside the caller's transaction or alone: begins one
 * only when none is open; `end` commits or rolls back only what it began, and returns `ok` or the
 * commit's outcome. */
bool km_store_enter(KmStore *store, bool *ret_own, KmError *err) KM_MUST_USE;
bool km_store_leave(KmStore *store, bool own, bool ok, KmError *err) KM_MUST_USE;

/* Changes a table that is append-only for everybody else; its triggers stand again afterwards. */
bool km_sql_run_guarded(KmStore *store, KmArena *arena, const char *table, const char *change,
                        const char *doing, KmError *err) KM_MUST_USE;

/* The audit's chain is whole. */
bool km_audit_check(KmStore *store, KmError *err) KM_MUST_USE;

/* The description of one contract's table; `*ret_found` false when there is none. */
bool km_table_read(KmStore *store, KmArena *arena, const char *contract, KmTableSpec *ret_spec,
                   bool *ret_found, KmError *err) KM_MUST_USE;
/* The readable view's statement. */
char *km_table_view_sql(KmArena *arena, const KmTableSpec *spec) KM_MUST_USE;
/* "kind" for a person, else the name. */
const char *km_column_name(const KmColumn *column);
/* Rows of a delivery lie together: `[*ret_first, *ret_end)` are their rowids. */
bool km_table_range(KmStore *store, const char *contract, int64_t delivery, int64_t *ret_first,
                    int64_t *ret_end, KmError *err) KM_MUST_USE;

#endif
