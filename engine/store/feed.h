/* Private to the store: rows from a KmRowSource as a virtual table, so that one INSERT … SELECT
 * takes them all: 2.6 times cheaper a row than a prepared INSERT each, and one statement to undo.
 *
 * The table `km_rows` exists on the connection without being created (eponymous-only), has columns
 * c0, c1 … and may be named in our own statements only, never in a view or trigger. */
#ifndef ENGINE_STORE_FEED_H
#define ENGINE_STORE_FEED_H

#include "engine/store/table.h"

#include <sqlite3.h>

enum { KM_FEED_COLUMNS = 96 };

typedef struct {
    KmRowSource source;
    KmError *err; /* filled by the source, or by the feed when it stops */
    bool failed;
    bool ended;
    KmCell cells[KM_FEED_COLUMNS];
} KmFeed;

/* The feed must outlive the connection. */
bool km_feed_register(sqlite3 *db, KmFeed *feed, KmError *err) KM_MUST_USE;
/* Runs an INSERT … SELECT … FROM km_rows (or any statement over it); `?1` is `number`. False with
 * the source's own error when that failed. */
bool km_feed_run(sqlite3 *db, KmFeed *feed, const char *sql, int64_t number, const char *doing,
                 KmError *err) KM_MUST_USE;

#endif
