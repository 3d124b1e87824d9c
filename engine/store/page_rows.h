/* Private to the store: the rows of a table read off its pages as they stand in the file, in the
 * published format (sqlite.org/fileformat2.html); a third of the cost of stepping a statement. The
 * file is SQLite's own, read under the lock of a statement that is open meanwhile. */
#ifndef ENGINE_STORE_PAGE_ROWS_H
#define ENGINE_STORE_PAGE_ROWS_H

#include "engine/store/table.h"

#include <sqlite3.h>

typedef struct KmPageRows KmPageRows;

/* `*ret_rows` NULL: this table must be read with a statement, as this connection has changed
 * something, or the file or the table is of a form that is left to SQLite. Columns are those of the
 * cells. */
bool km_page_rows_open(sqlite3 *db, KmArena *arena, const char *table, const char *const *columns,
                       size_t n_columns, KmPageRows **ret_rows, KmError *err) KM_MUST_USE;
/* NULL is fine. Before the arena and the connection are closed. */
void km_page_rows_close(KmPageRows *rows);
/* The rows with numbers in [first, end), ascending. */
bool km_page_rows_read(KmPageRows *rows, int64_t first, int64_t end, KmRowSink sink,
                       KmError *err) KM_MUST_USE;

#endif
