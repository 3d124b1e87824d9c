/* Tables in memory, column by column, for the SQL of definitions: made once, never changed, read by
 * any number of threads at once. A column takes as many bytes a row as its values need: none when
 * all are equal, one for a list of codes, up to eight; a text stands once, in the column's list of
 * words.
 *
 * Types are as strict as in a STRICT table of SQLite: a whole number becomes real in a REAL column
 * and a text in a TEXT column, a real or a text that is a whole number becomes one in an INTEGER
 * column, anything else is refused. */
#ifndef ENGINE_STORE_COLUMNS_H
#define ENGINE_STORE_COLUMNS_H

#include "engine/store/table.h"

typedef struct KmColumns KmColumns;
typedef struct KmColumnsMaker KmColumnsMaker;

/* `name` and names of columns are plain names (km_sql_is_name), at most KM_COLUMNS_MOST. A
 * KM_COLUMN_PERSON column is called `kind`; KM_COLUMN_CODE cells are words. */
enum { KM_COLUMNS_MOST = 96 };
bool km_columns_begin(const char *name, const KmColumn *columns, size_t n_columns,
                      KmColumnsMaker **ret_maker, KmError *err) KM_MUST_USE;
/* The cells of this column come as numbers in a list of words; a number outside it, and no number
 * at all, is the first word. */
void km_columns_number_words(KmColumnsMaker *maker, size_t column, const char *const *words,
                             size_t n_words);
/* One row. */
bool km_columns_add(KmColumnsMaker *maker, const KmCell *cells, KmError *err) KM_MUST_USE;
size_t km_columns_added(const KmColumnsMaker *maker);
/* What was added as a number; `otherwise` where there is none. */
int64_t km_columns_number(const KmColumnsMaker *maker, size_t column, size_t row,
                          int64_t otherwise);
/* Ends the making. `order`: which row comes where; NULL: as added. */
KmColumns *km_columns_end(KmColumnsMaker *maker, const uint32_t *order);
/* Gives up. */
void km_columns_drop(KmColumnsMaker *maker);
void km_columns_free(KmColumns *columns); /* NULL is fine */

/* All rows of a source. */
bool km_columns_make(const char *name, const KmColumn *columns, size_t n_columns,
                     KmRowSource source, KmColumns **ret_columns, KmError *err) KM_MUST_USE;

const char *km_columns_name(const KmColumns *columns);
size_t km_columns_rows(const KmColumns *columns);
/* The highest number in a column of persons; −1 without one. */
int64_t km_columns_highest_person(const KmColumns *columns);

#endif
