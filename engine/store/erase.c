#include "engine/store/erase.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"

#include <string.h>

static const char doing[] = "erasing persons";

typedef struct {
    KmStore *store;
    KmArena *arena;
    KmTableSpec *specs;
    size_t n_specs;
} Erasing;

static const char *person_column(const KmTableSpec *spec)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (spec->columns[i].type == KM_COLUMN_PERSON) {
            return km_column_name(&spec->columns[i]);
        }
    }
    return NULL;
}

static bool has_link(const KmTableSpec *spec)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (km_text_equal(spec->columns[i].name, KM_LINK_COLUMN)) {
            return true;
        }
    }
    return false;
}

static bool run(const Erasing *e, const char *sql, KmError *err)
{
    return km_sql_run(e->store->db, sql, doing, err);
}

static bool count(const Erasing *e, const char *sql, int64_t *ret_count, KmError *err)
{
    return km_sql_integer(e->store->db, sql, 0, ret_count, err);
}

static bool begin(const Erasing *e, const int64_t *persons, size_t n, KmError *err)
{
    bool ok = run(e,
                  "CREATE TEMP TABLE IF NOT EXISTS erasing(person INTEGER PRIMARY KEY);"
                  "CREATE TEMP TABLE IF NOT EXISTS erasing_key(key INTEGER PRIMARY KEY);"
                  "CREATE TEMP TABLE IF NOT EXISTS erasing_row(levering INTEGER, regel INTEGER,"
                  " PRIMARY KEY(levering, regel)) WITHOUT ROWID;"
                  "DELETE FROM erasing; DELETE FROM erasing_key; DELETE FROM erasing_row;",
                  err);
    for (size_t i = 0; ok && i < n; i++) {
        ok = run(e,
                 km_format(e->arena, "INSERT OR IGNORE INTO erasing VALUES(%lld)",
                           (long long)persons[i]),
                 err);
    }
    return ok;
}

/* Two numbers of one child, in either direction and through others. */
static bool add_linked(const Erasing *e, KmError *err)
{
    int64_t before = -1;
    int64_t now = 0;
    bool ok = true;
    while (ok && now != before) {
        before = now;
        ok = run(e,
                 "INSERT OR IGNORE INTO erasing"
                 " SELECT new FROM person_link WHERE old IN (SELECT person FROM erasing)"
                 " UNION SELECT old FROM person_link WHERE new IN (SELECT person FROM erasing)",
                 err) &&
             count(e, "SELECT count(*) FROM erasing", &now, err);
    }
    return ok;
}

/* `what` with %s for each table that holds persons and linking hashes: contract, person column. */
static bool on_linked_tables(const Erasing *e, const char *before, const char *after, KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < e->n_specs; i++) {
        const char *person = person_column(&e->specs[i]);
        if (person != NULL && has_link(&e->specs[i])) {
            ok = run(e,
                     km_format(e->arena, "%s FROM \"src_%s\" WHERE \"%s\" %s", before,
                               e->specs[i].contract, person, after),
                     err);
        }
    }
    return ok;
}

/* Rows without a number: of this child when nobody else has the same birth date, sex and postcode;
 * with a twin, nobody can say. */
static bool add_weak(const Erasing *e, int64_t *ret_unsure, KmError *err)
{
    bool ok = on_linked_tables(e, "INSERT OR IGNORE INTO erasing_key SELECT " KM_LINK_COLUMN,
                               "IN (SELECT person FROM erasing) AND " KM_LINK_COLUMN " IS NOT NULL",
                               err) &&
              run(e,
                  "CREATE TEMP TABLE IF NOT EXISTS erasing_twin(key INTEGER PRIMARY KEY);"
                  "DELETE FROM erasing_twin;",
                  err) &&
              on_linked_tables(e, "INSERT OR IGNORE INTO erasing_twin SELECT " KM_LINK_COLUMN,
                               "NOT IN (SELECT person FROM erasing UNION ALL SELECT number FROM"
                               " person_provisional) AND " KM_LINK_COLUMN
                               " IN (SELECT key FROM erasing_key)",
                               err);
    *ret_unsure = 0;
    for (size_t i = 0; ok && i < e->n_specs; i++) {
        const char *person = person_column(&e->specs[i]);
        int64_t rows = 0;
        if (person == NULL || !has_link(&e->specs[i])) {
            continue;
        }
        ok = count(e,
                   km_format(e->arena,
                             "SELECT count(*) FROM \"src_%s\" WHERE \"%s\" IN (SELECT number FROM"
                             " person_provisional) AND " KM_LINK_COLUMN
                             " IN (SELECT key FROM erasing_twin)",
                             e->specs[i].contract, person),
                   &rows, err);
        *ret_unsure += rows;
    }
    return ok &&
           run(e, "DELETE FROM erasing_key WHERE key IN (SELECT key FROM erasing_twin)", err) &&
           on_linked_tables(e, "INSERT OR IGNORE INTO erasing SELECT \"kind\"",
                            "IN (SELECT number FROM person_provisional) AND " KM_LINK_COLUMN
                            " IN (SELECT key FROM erasing_key)",
                            err);
}

static bool erase_rows(const Erasing *e, KmErasure *erasure, KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < e->n_specs; i++) {
        const char *contract = e->specs[i].contract;
        const char *person = person_column(&e->specs[i]);
        int64_t rows = 0;
        if (person == NULL) {
            continue;
        }
        ok = run(e,
                 km_format(e->arena,
                           "INSERT OR IGNORE INTO erasing_row SELECT levering, regel FROM"
                           " \"src_%s\" WHERE \"%s\" IN (SELECT person FROM erasing)",
                           contract, person),
                 err) &&
             run(e,
                 km_format(e->arena,
                           "DELETE FROM \"src_%s\" WHERE \"%s\" IN (SELECT person FROM erasing)",
                           contract, person),
                 err) &&
             count(e, "SELECT changes()", &rows, err);
        erasure->rows += rows;
    }
    return ok;
}

static bool list_deliveries(const Erasing *e, KmErasure *erasure, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    size_t capacity = 0;
    if (!km_sql_prepare(e->store->db, "SELECT DISTINCT levering FROM erasing_row ORDER BY 1", doing,
                        &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, doing, err);
    while (got == 1) {
        KM_GROW(e->arena, erasure->deliveries, erasure->n_deliveries, capacity);
        erasure->deliveries[erasure->n_deliveries++] = sqlite3_column_int64(stmt, 0);
        got = km_sql_step(stmt, doing, err);
    }
    (void)sqlite3_finalize(stmt);
    return got == 0;
}

static bool mark_persons(const Erasing *e, const KmErasedMarker *marker, KmDate day, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(e->store->db,
                        "SELECT pseudonym FROM person WHERE number IN (SELECT person FROM erasing)",
                        doing, &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, doing, err);
    while (got == 1) {
        uint8_t pseudonym[KM_PSEUDONYM_BYTES] = {0};
        KmErasedMark mark;
        if (sqlite3_column_bytes(stmt, 0) == KM_PSEUDONYM_BYTES) {
            memcpy(pseudonym, sqlite3_column_blob(stmt, 0), sizeof pseudonym);
        }
        marker->make(marker->self, pseudonym, &mark);
        got = km_erased_add(e->store, &mark, day, err) ? km_sql_step(stmt, doing, err) : -1;
    }
    (void)sqlite3_finalize(stmt);
    return got == 0;
}

static bool forget_persons(const Erasing *e, KmErasure *erasure, KmError *err)
{
    return run(e,
               "DELETE FROM finding WHERE line > 0 AND (delivery, line) IN"
               " (SELECT levering, regel FROM erasing_row)",
               err) &&
           count(e, "SELECT changes()", &erasure->findings, err) &&
           km_sql_run_guarded(e->store, e->arena, "person_link",
                              "DELETE FROM person_link WHERE old IN (SELECT person FROM erasing)"
                              " OR new IN (SELECT person FROM erasing)",
                              doing, err) &&
           run(e,
               "DELETE FROM person_provisional WHERE number IN (SELECT person FROM erasing);"
               "DELETE FROM person WHERE number IN (SELECT person FROM erasing)",
               err) &&
           count(e, "SELECT changes()", &erasure->persons, err);
}

bool km_erase_persons(KmStore *store, KmArena *arena, const int64_t *persons, size_t n,
                      const KmErasedMarker *marker, KmDate day, KmErasure *ret_erasure,
                      KmError *err)
{
    Erasing e = {.store = store, .arena = arena};
    KmErasure erasure = {0};
    bool ok = km_table_list(store, arena, &e.specs, &e.n_specs, err) &&
              begin(&e, persons, n, err) && add_linked(&e, err) &&
              add_weak(&e, &erasure.unsure, err) && add_linked(&e, err) &&
              erase_rows(&e, &erasure, err) && list_deliveries(&e, &erasure, err) &&
              mark_persons(&e, marker, day, err) && forget_persons(&e, &erasure, err);
    *ret_erasure = erasure;
    return ok && run(&e,
                     "DROP TABLE erasing; DROP TABLE erasing_key; DROP TABLE erasing_row;"
                     "DROP TABLE erasing_twin",
                     err);
}

bool km_erased_add(KmStore *store, const KmErasedMark *mark, KmDate day, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "INSERT OR IGNORE INTO erased(hash, day) VALUES(?, ?)", doing,
                        &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_blob(stmt, 1, mark->hash, sizeof mark->hash, SQLITE_TRANSIENT);
    (void)sqlite3_bind_int(stmt, 2, day);
    bool ok = km_sql_once(stmt, doing, err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_erased_read(KmStore *store, KmArena *arena, KmErasedMark **ret_marks, size_t *ret_count,
                    KmError *err)
{
    static const char reading[] = "reading who was erased";
    sqlite3_stmt *stmt = NULL;
    KmErasedMark *marks = NULL;
    size_t count = 0;
    size_t capacity = 0;
    if (!km_sql_prepare(store->db, "SELECT hash FROM erased ORDER BY hash", reading, &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, reading, err);
    while (got == 1) {
        KM_GROW(arena, marks, count, capacity);
        memcpy(marks[count++].hash, sqlite3_column_blob(stmt, 0), KM_PSEUDONYM_BYTES);
        got = km_sql_step(stmt, reading, err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_marks = marks;
    *ret_count = count;
    return got == 0;
}

bool km_store_compact(KmStore *store, KmError *err)
{
    return km_sql_run(store->db, "VACUUM", "making the store's file anew", err);
}
