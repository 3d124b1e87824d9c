/* Private to the store: rows as finished pages of a table, out of which SQLite takes the records as
 * they stand into the table itself (its transfer between equal tables; where it declines, the same
 * statement inserts row by row): a third of the cost of a virtual table. All stays inside the
 * caller's transaction. The pages are a database in memory of their own, in the published format
 * (sqlite.org/fileformat2.html), with one table made by the real one's text; what its columns
 * demand is checked here, because a transfer does not. */
#ifndef ENGINE_STORE_ROW_PAGES_H
#define ENGINE_STORE_ROW_PAGES_H

#include "engine/store/table.h"

#include <sqlite3.h>

typedef struct KmRowPages KmRowPages;

typedef enum {
    KM_PAGED_NUMBER, /* the table's INTEGER PRIMARY KEY, rising from row to row */
    KM_PAGED_INT,
    KM_PAGED_COUNT,    /* an integer from 0 */
    KM_PAGED_POSITIVE, /* an integer from 1 */
    KM_PAGED_REAL,
    KM_PAGED_TEXT,
    KM_PAGED_BLOB /* in cells of text */
} KmPagedType;

typedef struct {
    KmPagedType type;
    int cell; /* of the rows given; −1: always NULL */
    bool is_required;
} KmPagedColumn;

/* `columns` in the order of the table's. */
bool km_row_pages_open(sqlite3 *db, KmArena *arena, const char *table, const KmPagedColumn *columns,
                       size_t n_columns, KmRowPages **ret_pages, KmError *err) KM_MUST_USE;
/* NULL is fine. Before the arena and the connection are closed. */
void km_row_pages_close(KmRowPages *pages);

typedef enum {
    KM_ROW_ADDED,
    KM_ROW_TOO_LONG, /* for a page: it must go another way, after what was added */
    KM_ROW_FAILED
} KmRowAdded;
KmRowAdded km_row_pages_add(KmRowPages *pages, const KmCell *cells, KmError *err) KM_MUST_USE;
/* Into the table with all that was added and is not there yet. */
bool km_row_pages_flush(KmRowPages *pages, KmError *err) KM_MUST_USE;
/* Rows that it put into the table, as SQLite counted them. */
int64_t km_row_pages_stored(const KmRowPages *pages);

#endif
