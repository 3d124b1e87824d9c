/* Private to the store: tables of columns as virtual tables of a work connection. What a statement
 * asks of a column (equal to, less than, in a list, NULL or not) is looked up or sifted out here,
 * before SQLite sees a row. */
#ifndef ENGINE_STORE_COLUMNS_TABLE_H
#define ENGINE_STORE_COLUMNS_TABLE_H

#include "engine/store/work_internal.h"

/* Once a connection, before the first table. */
bool km_columns_register(KmWork *work, KmError *err) KM_MUST_USE;
/* Makes the columns readable as temp.<name>. */
bool km_columns_show(KmWork *work, size_t table, KmError *err) KM_MUST_USE;
/* Whether this is how EXPLAIN names one of the work connection's tables of columns; notes that it
 * is read. */
bool km_columns_note_open(KmWork *work, const char *vtab);

#endif
