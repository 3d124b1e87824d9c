#include "engine/store/sql.h"

#include <string.h>

typedef struct {
    int code; /* primary result code */
    KmErrorKind kind;
    const char *what;
    const char *hint;
} Meaning;

static const Meaning meanings[] = {
    {SQLITE_FULL, KM_ERROR_STORE, "the disk or the store is full",
     "make room on the disk and run the command again; nothing half-done was kept"},
    {SQLITE_BUSY, KM_ERROR_STORE, "the store is in use by another program",
     "wait until it is done, or close the program that has the store open"},
    {SQLITE_LOCKED, KM_ERROR_STORE, "the store is in use by another program",
     "wait until it is done, or close the program that has the store open"},
    {SQLITE_CORRUPT, KM_ERROR_STORE, "the store is damaged",
     "do not use this store any more; " KM_STORE_ADVICE},
    {SQLITE_NOTADB, KM_ERROR_STORE, "this is not a store of kansmeter",
     "check the path, or " KM_STORE_ADVICE},
    {SQLITE_READONLY, KM_ERROR_STORE, "the store cannot be written",
     "check the owner and mode of the store and its directory"},
    {SQLITE_IOERR, KM_ERROR_STORE, "the disk could not be read or written",
     "check the disk; nothing half-done was kept"},
    {SQLITE_CANTOPEN, KM_ERROR_STORE, "the store cannot be opened",
     "check that the directory exists and may be read and written"},
    {SQLITE_PERM, KM_ERROR_STORE, "the store may not be used",
     "check the owner and mode of the store and its directory"},
    {SQLITE_NOMEM, KM_ERROR_LIMIT, "the memory limit was reached", ""},
    {SQLITE_TOOBIG, KM_ERROR_LIMIT, "a text or statement is too long", ""},
    {SQLITE_INTERRUPT, KM_ERROR_INTERRUPTED, "interrupted", ""},
    {SQLITE_CONSTRAINT, KM_ERROR_BUG, "the store's own rules refused a row", ""},
};

bool km_sql_failed(sqlite3 *db, const char *doing, KmError *err)
{
    int code = sqlite3_extended_errcode(db) & 0xff;
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].code == code) {
            (void)km_error_set(err, meanings[i].kind, "%s while %s (SQLite: %s)", meanings[i].what,
                               doing, sqlite3_errmsg(db));
            return meanings[i].hint[0] == '\0' ? false : km_error_hint(err, "%s", meanings[i].hint);
        }
    }
    return km_error_set(err, KM_ERROR_BUG, "SQLite refused while %s: %s", doing,
                        sqlite3_errmsg(db));
}

bool km_sql_run(sqlite3 *db, const char *sql, const char *doing, KmError *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || km_sql_failed(db, doing, err);
}

bool km_sql_prepare(sqlite3 *db, const char *sql, const char *doing, sqlite3_stmt **ret_stmt,
                    KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
        return km_sql_failed(db, doing, err);
    }
    *ret_stmt = stmt;
    return true;
}

int km_sql_step(sqlite3_stmt *stmt, const char *doing, KmError *err)
{
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) {
        return 1;
    }
    if (rc == SQLITE_DONE) {
        return 0;
    }
    (void)km_sql_failed(sqlite3_db_handle(stmt), doing, err);
    return -1;
}

bool km_sql_once(sqlite3_stmt *stmt, const char *doing, KmError *err)
{
    int got = km_sql_step(stmt, doing, err);
    (void)sqlite3_reset(stmt); /* repeats the failure that the step already told */
    return got >= 0;
}

bool km_sql_integer(sqlite3 *db, const char *sql, int64_t otherwise, int64_t *ret_value,
                    KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(db, sql, "reading the store", &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, "reading the store", err);
    if (got >= 0) {
        bool there = got == 1 && sqlite3_column_type(stmt, 0) != SQLITE_NULL;
        *ret_value = there ? sqlite3_column_int64(stmt, 0) : otherwise;
    }
    (void)sqlite3_finalize(stmt);
    return got >= 0;
}

void km_sql_bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    (void)sqlite3_bind_text(stmt, at, text == NULL ? "" : text, -1, SQLITE_STATIC);
}

const char *km_sql_text(KmArena *arena, sqlite3_stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);
    return text == NULL ? "" : km_strdup(arena, (const char *)text);
}

bool km_sql_is_name(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && n < 64 && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}
