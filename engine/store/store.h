/* The store: one ordinary SQLite file (STRICT tables, 0600, DELETE journal, synchronous=EXTRA) that
 * any sqlite3 client can open. Only engine/store includes sqlite3.h. A delivery is whole or absent;
 * nothing may be reported as imported before its commit returned true. SQLite's codes become
 * KM_ERROR_STORE (full, busy, damaged: said in the message, with what to do) here and nowhere
 * above.
 *
 * Every command opens the store read-write once (a killed import rolls back then), reads on this
 * connection or on a KmWork (work.h), and finalises all reads before it writes. */
#ifndef ENGINE_STORE_STORE_H
#define ENGINE_STORE_STORE_H

#include "engine/base/date.h"
#include "engine/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct KmStore KmStore;

enum { KM_STORE_SCHEMA_VERSION = 7, KM_PSEUDONYM_BYTES = 16, KM_FINGERPRINT_BYTES = 32 };

/* Makes a new store; refuses an existing path, a `file:` name, a symlink. The directory must exist.
 */
bool km_store_create(const char *path, KmStore **ret_store, KmError *err) KM_MUST_USE;
/* Refuses group- or world-readable files, other owners, symlinks, foreign application ids, newer
 * schemas and a damaged header or schema. An older schema becomes today's, whole or not at all. It
 * costs the same at any size: only km_store_check reads the whole file. */
bool km_store_open(const char *path, KmStore **ret_store, KmError *err) KM_MUST_USE;
/* A second connection to the same store that only reads, for another thread. */
bool km_store_open_reader(const KmStore *store, KmStore **ret_reader, KmError *err) KM_MUST_USE;
void km_store_close(KmStore *store); /* NULL is fine; an open transaction rolls back */
const char *km_store_path(const KmStore *store);

/* One write transaction (BEGIN IMMEDIATE, 10 s busy timeout); savepoints nest inside, one a
 * delivery. After rows that failed half-way (or a full disk, which undoes everything by itself) the
 * release and the commit refuse; a rollback is always fine. Verbs that write without a transaction
 * of the caller make their own. */
bool km_store_begin(KmStore *store, KmError *err) KM_MUST_USE;
bool km_store_commit(KmStore *store, KmError *err) KM_MUST_USE;
void km_store_rollback(KmStore *store);
bool km_store_savepoint(KmStore *store, KmError *err) KM_MUST_USE;
bool km_store_release(KmStore *store, KmError *err) KM_MUST_USE;
void km_store_rollback_to(KmStore *store);

/* Named settings of the store ("workspace-id", "key-id", "key-check", …). A missing one gives NULL.
 */
bool km_store_get_setting(KmStore *store, KmArena *arena, const char *name, const char **ret_value,
                          KmError *err) KM_MUST_USE;
bool km_store_set_setting(KmStore *store, const char *name, const char *value,
                          KmError *err) KM_MUST_USE;

/* Two equal fingerprints: the store holds the same for figures to be computed from. It costs the
 * same at any number of rows, because rows of a delivery never change. */
bool km_store_fingerprint(KmStore *store, uint8_t ret_print[KM_FINGERPRINT_BYTES],
                          KmError *err) KM_MUST_USE;

/* Everything in the file holds together: integrity_check, foreign_key_check, rows without a
 * delivery, pseudonyms that occur twice, the chains of the audit and of the acts. False with what
 * is damaged. For `audit`, and before a backup. */
bool km_store_check(KmStore *store, KmError *err) KM_MUST_USE;

/* The audit: append-only, chained (each line carries BLAKE2b of the previous), without anything
 * personal. The chain shows a changed, moved or removed line, not a cut-off end. `when` is the wall
 * clock in ISO 8601 UTC, given by the command; the only clock in the store. */
typedef struct {
    int64_t number;
    const char *when;
    const char *user; /* operating-system user */
    const char *command;
    const char *subject; /* delivery or figure id, period … */
    const char *outcome; /* "done", "refused: …" */
} KmAuditLine;
bool km_store_audit(KmStore *store, const KmAuditLine *line, KmError *err) KM_MUST_USE;
bool km_store_read_audit(KmStore *store, KmArena *arena, KmAuditLine **ret_lines, size_t *ret_count,
                         KmError *err) KM_MUST_USE;

/* Every text ever used (contract, indicator, register, code list), by hash. Idempotent. `kind`:
 * "contract", … */
bool km_store_keep_text(KmStore *store, const char *kind, const char *name, const char *hash,
                        const char *text, KmError *err) KM_MUST_USE;

#endif
