#include "engine/store/internal.h"

#include "engine/store/early_write.h"
#include "engine/store/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool set_switches(sqlite3 *db, bool writes)
{
    const struct {
        int what;
        int value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, writes ? 1 : 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, writes ? 1 : 0},
    };
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        int now = -1;
        if (sqlite3_db_config(db, switches[i].what, switches[i].value, &now) != SQLITE_OK ||
            now != switches[i].value) {
            return false;
        }
    }
    return true;
}

bool km_connection_harden(sqlite3 *db, bool writes, KmError *err)
{
    if (sqlite3_busy_timeout(db, 10000) != SQLITE_OK || !set_switches(db, writes)) {
        return km_error_set(err, KM_ERROR_STORE,
                            "this SQLite (%s) lacks a protection that kansmeter needs",
                            sqlite3_libversion());
    }
    const char *sql = writes ? "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
                               "PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON;"
                               "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
                               "PRAGMA cache_size=-16000; PRAGMA recursive_triggers=ON"
                             : "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
                               "PRAGMA temp_store=MEMORY";
    return km_sql_run(db, sql, "opening the store", err);
}

/* The header only: a foreign file is refused before anything is changed in it. */
static bool check_identity(KmStore *store, int64_t *ret_version, KmError *err)
{
    int64_t application = 0;
    int64_t version = 0;
    if (!km_sql_integer(store->db, "PRAGMA application_id", 0, &application, err) ||
        !km_sql_integer(store->db, "PRAGMA user_version", 0, &version, err)) {
        return false;
    }
    if (application != KM_STORE_APPLICATION_ID) {
        (void)km_error_at(err, KM_ERROR_STORE, store->path, 0, 0,
                          "this is not a store of kansmeter; nothing was changed in it");
        return km_error_hint(err, "check the path");
    }
    if (version > KM_STORE_SCHEMA_VERSION) {
        (void)km_error_at(err, KM_ERROR_STORE, store->path, 0, 0,
                          "the store is of version %lld; this program knows up to %d",
                          (long long)version, (int)KM_STORE_SCHEMA_VERSION);
        return km_error_hint(err, "use the newer kansmeter that made it");
    }
    if (version < 1) {
        (void)km_error_at(err, KM_ERROR_STORE, store->path, 0, 0,
                          "the store says it is of version %lld, which never was",
                          (long long)version);
        return km_error_hint(err, KM_STORE_ADVICE);
    }
    *ret_version = version;
    return true;
}

/* Parses the whole schema, which a damaged one does not survive; cheap at any size of store. */
static bool check_schema(KmStore *store, int64_t version, KmError *err)
{
    int64_t there = 0;
    /* Version 2 brought act, version 4 the two about persons. */
    int64_t tables = version < 2 ? 13 : version < 4 ? 14 : 16;
    if (!km_sql_integer(store->db,
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN"
                        " ('setting', 'delivery', 'finding', 'finding_count', 'person', 'code',"
                        " 'contract_table', 'contract_column', 'contract_text', 'definition',"
                        " 'figure', 'release', 'audit', 'act', 'person_provisional',"
                        " 'person_link')",
                        0, &there, err)) {
        return false;
    }
    if (there != tables) {
        (void)km_error_at(err, KM_ERROR_STORE, store->path, 0, 0,
                          "the store is damaged: %lld of its %lld tables are missing",
                          (long long)(tables - there), (long long)tables);
        return km_error_hint(err, KM_STORE_ADVICE);
    }
    return true;
}

static bool create_schema(KmStore *store, KmError *err)
{
    char size[48];
    char header[96];
    (void)snprintf(size, sizeof size, "PRAGMA page_size=%d", (int)KM_STORE_PAGE);
    (void)snprintf(header, sizeof header, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                   (int)KM_STORE_APPLICATION_ID, (int)KM_STORE_SCHEMA_VERSION);
    bool ok = km_sql_run(store->db, size, "making the store", err) && km_store_begin(store, err) &&
              km_sql_run(store->db, header, "making the store", err);
    for (size_t i = 0; ok && km_schema_statements[i] != NULL; i++) {
        ok = km_sql_run(store->db, km_schema_statements[i], "making the store", err);
    }
    return ok && km_store_commit(store, err);
}

/* The file must exist and have been checked. */
static bool connect(KmStore *store, KmError *err)
{
    int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    /* Also for the first look into it, while another command commits. */
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK ||
        sqlite3_busy_timeout(store->db, 10000) != SQLITE_OK) {
        return km_sql_failed(store->db, "opening the store", err);
    }
    return km_feed_register(store->db, &store->feed, err);
}

static bool open_new(KmStore *store, KmError *err)
{
    if (!km_place_make(store->path, err)) {
        return false;
    }
    if (connect(store, err) && km_connection_harden(store->db, true, err) &&
        create_schema(store, err)) {
        return true;
    }
    (void)sqlite3_close_v2(store->db);
    store->db = NULL;
    (void)unlink(store->path); /* ours: made a moment ago with O_EXCL */
    return false;
}

static bool open_existing(KmStore *store, KmError *err)
{
    int64_t version = 0;
    return km_place_check(store->path, err) && connect(store, err) &&
           check_identity(store, &version, err) && km_connection_harden(store->db, true, err) &&
           check_schema(store, version, err) &&
           (version == KM_STORE_SCHEMA_VERSION || km_store_upgrade(store, err));
}

static bool open_store(const char *path, bool create, KmStore **ret_store, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmStore *store = KM_NEW(arena, KmStore);
    store->arena = arena;
    km_write_early();
    if (!km_place_resolve(arena, path, &store->path, err) ||
        !(create ? open_new(store, err) : open_existing(store, err))) {
        km_store_close(store);
        return false;
    }
    *ret_store = store;
    return true;
}

bool km_store_create(const char *path, KmStore **ret_store, KmError *err)
{
    return open_store(path, true, ret_store, err);
}

bool km_store_open(const char *path, KmStore **ret_store, KmError *err)
{
    return open_store(path, false, ret_store, err);
}

bool km_store_open_reader(const KmStore *store, KmStore **ret_reader, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmStore *reader = KM_NEW(arena, KmStore);
    int flags =
        SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    reader->arena = arena;
    reader->path = km_strdup(arena, store->path);
    bool ok = sqlite3_open_v2(reader->path, &reader->db, flags, NULL) == SQLITE_OK ||
              km_sql_failed(reader->db, "opening the store", err);
    if (!ok || !km_connection_harden(reader->db, false, err)) {
        km_store_close(reader);
        return false;
    }
    *ret_reader = reader;
    return true;
}

void km_store_close(KmStore *store)
{
    if (store == NULL) {
        return;
    }
    (void)sqlite3_close_v2(store->db);
    km_arena_close(store->arena);
}

const char *km_store_path(const KmStore *store)
{
    return store->path;
}
