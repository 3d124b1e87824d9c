/* Private to the store: prepared statements with KmError. SQLite's codes are translated here and
 * nowhere above. */
#ifndef ENGINE_STORE_SQL_H
#define ENGINE_STORE_SQL_H

#include "engine/base/arena.h"

#include <sqlite3.h>
#include <stddef.h>

/* In the hints of a store that cannot be used; of a copy of a backup, backup.c says something else
 * instead. */
#define KM_STORE_ADVICE "put back the last backup"

/* The kind, message and hint for what the connection failed at last; returns false. `doing` fits
 * "while …". */
bool km_sql_failed(sqlite3 *db, const char *doing, KmError *err);
/* One or more statements without parameters; rows are thrown away. */
bool km_sql_run(sqlite3 *db, const char *sql, const char *doing, KmError *err) KM_MUST_USE;
bool km_sql_prepare(sqlite3 *db, const char *sql, const char *doing, sqlite3_stmt **ret_stmt,
                    KmError *err) KM_MUST_USE;
/* 1: a row; 0: the end; −1: failed, err filled. */
int km_sql_step(sqlite3_stmt *stmt, const char *doing, KmError *err) KM_MUST_USE;
/* Runs a prepared statement that yields no rows and makes it ready for the next binding. */
bool km_sql_once(sqlite3_stmt *stmt, const char *doing, KmError *err) KM_MUST_USE;
/* Integer of the first column of the first row, or `otherwise` when there is no row or it is NULL.
 */
bool km_sql_integer(sqlite3 *db, const char *sql, int64_t otherwise, int64_t *ret_value,
                    KmError *err) KM_MUST_USE;

/* The text must live until the statement ran; NULL binds the empty text. */
void km_sql_bind_text(sqlite3_stmt *stmt, int at, const char *text);
/* A copy in the arena; NULL gives "". */
const char *km_sql_text(KmArena *arena, sqlite3_stmt *stmt, int column);

/* [a-z][a-z0-9_]*, at most 63: what may be written into SQL as a name. */
bool km_sql_is_name(const char *name);

#endif
