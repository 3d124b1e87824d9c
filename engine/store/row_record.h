/* Private to the store: a row as a record of SQLite's published file format
 * (sqlite.org/fileformat2.html), with its length and number in front, as on the leaf of a table.
 * Rows lie there one before the other, and what stands in front of a record tells its length:
 * written from its end to its beginning it goes straight to its place. */
#ifndef ENGINE_STORE_ROW_RECORD_H
#define ENGINE_STORE_ROW_RECORD_H

#include "engine/store/row_pages.h"

enum { KM_MOST_VARINT = 9 };

/* Ends at `at`; returns where it begins. */
static inline unsigned char *km_put_varint(unsigned char *at, uint64_t value)
{
    *--at = (unsigned char)(value & 0x7f);
    while ((value >>= 7) != 0) {
        *--at = (unsigned char)(0x80 | (value & 0x7f));
    }
    return at;
}

/* How the rows of a table become records. */
typedef struct KmRowRecords KmRowRecords;

/* `most`: bytes of a record that may be. */
KmRowRecords *km_row_records_open(KmArena *arena, const KmPagedColumn *columns, size_t n_columns,
                                  size_t most) KM_MUST_USE;
/* Bytes of a row besides its texts, at the most. */
size_t km_row_record_around(const KmRowRecords *records);
/* The row so that it ends at `*at`, which moves to its beginning; bytes from `floor` on may be
 * written. Too long: it may not fit above `floor`, or is longer than may be. It fits when there is
 * room for `most` and what may be around. */
KmRowAdded km_row_record_put(const KmRowRecords *records, int64_t number, const KmCell *cells,
                             const unsigned char *floor, unsigned char **at,
                             KmError *err) KM_MUST_USE;

#endif
