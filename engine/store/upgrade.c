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

/* Which version counts, and why one was withdrawn. */
static const char *const to_3[] = {
    "ALTER TABLE delivery ADD COLUMN version_stated INTEGER NOT NULL DEFAULT 0"
    " CHECK(version_stated IN (0, 1))",
    "ALTER TABLE delivery ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT ''",
    /* Before the trigger that would forbid it. */
    "UPDATE delivery SET version_stated = 1 WHERE file_name LIKE '%\\_v' || version || '.%' ESCAPE"
    " '\\'",
    "DROP TRIGGER delivery_sealed",
    "CREATE TRIGGER delivery_sealed BEFORE UPDATE ON delivery WHEN OLD.sealed = 1 AND"
    " (NEW.number, NEW.contract, NEW.deliverer, NEW.period, NEW.period_from, NEW.period_to,"
    "  NEW.version, NEW.version_stated, NEW.kind, NEW.authority, NEW.speaks_from,"
    "  NEW.speaks_to, NEW.received,"
    "  NEW.file_name, NEW.bytes, NEW.content_hash, NEW.dialect, NEW.contract_hash, NEW.flags,"
    "  NEW.lines_read, NEW.accepted, NEW.remarked, NEW.refused, NEW.duplicate,"
    "  NEW.cells_required, NEW.cells_filled, NEW.sealed) IS NOT"
    " (OLD.number, OLD.contract, OLD.deliverer, OLD.period, OLD.period_from, OLD.period_to,"
    "  OLD.version, OLD.version_stated, OLD.kind, OLD.authority, OLD.speaks_from,"
    "  OLD.speaks_to, OLD.received,"
    "  OLD.file_name, OLD.bytes, OLD.content_hash, OLD.dialect, OLD.contract_hash, OLD.flags,"
    "  OLD.lines_read, OLD.accepted, OLD.remarked, OLD.refused, OLD.duplicate,"
    "  OLD.cells_required, OLD.cells_filled, OLD.sealed)"
    " BEGIN SELECT RAISE(ABORT, 'delivery is append-only'); END",
    "DROP TRIGGER delivery_withdrawn",
    "CREATE TRIGGER delivery_withdrawn BEFORE UPDATE OF withdrawn, withdrawn_reason ON delivery"
    " WHEN OLD.withdrawn IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'a withdrawn delivery stays withdrawn'); END",
    "DROP VIEW delivery_current",
    "CREATE VIEW delivery_current AS WITH live AS (SELECT * FROM delivery d"
    " WHERE d.withdrawn IS NULL AND NOT EXISTS (SELECT 1 FROM delivery n"
    "  WHERE n.contract = d.contract AND n.deliverer = d.deliverer AND n.period = d.period"
    "  AND n.withdrawn IS NULL AND d.kind <> 'mutatie' AND n.kind <> 'mutatie'"
    "  AND n.version_stated = 1 AND d.version_stated = 1 AND n.version > d.version))"
    " SELECT * FROM live d WHERE d.kind = 'mutatie' OR NOT EXISTS (SELECT 1 FROM live n"
    "  WHERE n.contract = d.contract AND n.deliverer = d.deliverer AND n.period = d.period"
    "  AND n.kind <> 'mutatie'"
    "  AND (n.received, n.version_stated * n.version, n.lines_read, n.bytes, n.content_hash)"
    "  > (d.received, d.version_stated * d.version, d.lines_read, d.bytes, d.content_hash))",
    NULL,
};

/* Children without a number, and children with two. */
static const char *const to_4[] = {
    "CREATE TABLE person_provisional("
    " number INTEGER PRIMARY KEY REFERENCES person(number)) STRICT",
    "CREATE TABLE person_link("
    " old INTEGER PRIMARY KEY REFERENCES person(number),"
    " new INTEGER NOT NULL REFERENCES person(number),"
    " known INTEGER NOT NULL,"
    " CHECK(old <> new)) STRICT",
    "CREATE TRIGGER person_link_never_changes BEFORE UPDATE ON person_link"
    " BEGIN SELECT RAISE(ABORT, 'person_link is append-only'); END",
    "CREATE TRIGGER person_link_never_shrinks BEFORE DELETE ON person_link"
    " BEGIN SELECT RAISE(ABORT, 'person_link is append-only'); END",
    NULL,
};

/* When the pseudonym key was changed. */
static const char *const to_5[] = {
    "CREATE TABLE key_change("
    " number INTEGER PRIMARY KEY CHECK(number > 0),"
    " old TEXT NOT NULL CHECK(length(old) = 8),"
    " new TEXT NOT NULL CHECK(length(new) = 8),"
    " day INTEGER NOT NULL,"
    " persons INTEGER NOT NULL CHECK(persons >= 0),"
    " reason TEXT NOT NULL CHECK(reason <> ''),"
    " CHECK(old <> new)) STRICT",
    "CREATE TRIGGER key_change_never_changes BEFORE UPDATE ON key_change"
    " BEGIN SELECT RAISE(ABORT, 'key_change is append-only'); END",
    "CREATE TRIGGER key_change_never_shrinks BEFORE DELETE ON key_change"
    " BEGIN SELECT RAISE(ABORT, 'key_change is append-only'); END",
    NULL,
};

/* Rows that were skipped: an outcome more. */
static const char *const to_6[] = {
    "ALTER TABLE finding RENAME TO finding_5",
    "DROP INDEX finding_delivery",
    "CREATE TABLE finding("
    " delivery INTEGER NOT NULL REFERENCES delivery(number),"
    " rule TEXT NOT NULL,"
    " outcome INTEGER NOT NULL CHECK(outcome BETWEEN 0 AND 4),"
    " line INTEGER NOT NULL CHECK(line >= 0),"
    " \"column\" INTEGER NOT NULL CHECK(\"column\" >= 0),"
    " field TEXT NOT NULL, value TEXT NOT NULL, argument TEXT NOT NULL) STRICT",
    "INSERT INTO finding SELECT * FROM finding_5 ORDER BY rowid",
    "DROP TABLE finding_5",
    "CREATE INDEX finding_delivery ON finding(delivery)",
    "ALTER TABLE finding_count RENAME TO finding_count_5",
    "CREATE TABLE finding_count("
    " delivery INTEGER NOT NULL REFERENCES delivery(number),"
    " rule TEXT NOT NULL,"
    " outcome INTEGER NOT NULL CHECK(outcome BETWEEN 0 AND 4),"
    " count INTEGER NOT NULL CHECK(count >= 0),"
    " PRIMARY KEY(delivery, rule, outcome)) STRICT, WITHOUT ROWID",
    "INSERT INTO finding_count SELECT * FROM finding_count_5",
    "DROP TABLE finding_count_5",
    NULL,
};

/* Who was erased. */
static const char *const to_7[] = {
    "CREATE TABLE erased("
    " hash BLOB NOT NULL PRIMARY KEY CHECK(length(hash) = 16),"
    " day INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    NULL,
};

static const char *const *const steps[KM_STORE_SCHEMA_VERSION] = {NULL, to_2, to_3, to_4,
                                                                  to_5, to_6, to_7}; /* from 1, … */

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
