/* Private to the store: what a statement asks of a column, as a sieve over the numbers that stand
 * in it. A sieve never holds back a row that the statement wants. */
#ifndef ENGINE_STORE_SIEVE_H
#define ENGINE_STORE_SIEVE_H

#include "engine/store/columns/fields.h"

#include <sqlite3.h>

/* One thing asked of a column. */
typedef struct {
    int column;
    int op; /* SQLITE_INDEX_CONSTRAINT_… */
    bool is_list;
} KmTerm;

typedef enum {
    KM_SIEVE_RANGE, /* =, <, <=, >, >= and IS NOT NULL */
    KM_SIEVE_OTHER, /* <> */
    KM_SIEVE_NULL,
    KM_SIEVE_LIST /* one of several words */
} KmSieveKind;

/* Values that pass, as the raw numbers of the field. */
typedef struct {
    KmSieveKind kind;
    const KmField *field;
    uint64_t from, to;   /* ranges: first and last; <>: that one */
    unsigned char *list; /* by word; of sqlite3_malloc */
} KmSieve;

typedef enum {
    KM_FITS,    /* the value is of the column's type: `*ret_value` */
    KM_NOWHERE, /* no row can be equal to it */
    KM_MAY_BE   /* another type: SQLite decides row by row */
} KmFit;

KmFit km_field_fit(const KmField *field, sqlite3_value *value, int64_t *ret_value);
/* False when all its values are NULL. */
static inline bool km_field_has_values(const KmField *field)
{
    return !(field->width == 0 && field->null == 0);
}

/* False: no row passes, or `*ret_rc` tells what failed. Drop it in any case. */
bool km_sieve_make(const KmField *field, const KmTerm *term, sqlite3_value *value,
                   KmSieve *ret_sieve, int *ret_rc);
void km_sieve_drop(KmSieve *sieve);
/* Clears `passes` for the rows of [first, first + count) that do not pass. */
void km_sieve_sift(const KmSieve *sieve, size_t first, size_t count, unsigned char *passes);

#endif
