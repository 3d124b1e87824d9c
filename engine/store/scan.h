/* Private to the store: one row of a statement as cells. */
#ifndef ENGINE_STORE_SCAN_H
#define ENGINE_STORE_SCAN_H

#include "engine/store/table.h"

#include <sqlite3.h>

/* Texts point into SQLite and live until the next step. False for a BLOB. */
bool km_scan_cell(sqlite3_stmt *stmt, int column, KmCell *ret_cell);

#endif
