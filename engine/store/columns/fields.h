/* Private to the store: the inside of a table of columns. */
#ifndef ENGINE_STORE_FIELDS_H
#define ENGINE_STORE_FIELDS_H

#include "engine/base/pool.h"
#include "engine/store/columns/columns.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* Which rows have a value, found without a search where the values lie close together. */
typedef struct {
    const uint32_t *rows; /* by value, then in the table's order; NULL: the table's order */
    size_t n_rows;        /* those with a value */
    size_t first;         /* without `rows`: where those begin */
    const uint32_t *from; /* by value − lowest, one more than there are; NULL: search */
    int64_t lowest;
    size_t width;
} KmFieldIndex;

/* A value is `base` more than the unsigned number that stands in `values`; a word likewise is a
 * place in `words`. */
typedef struct {
    const char *name;
    KmColumnType type;
    int width;     /* bytes a row: 0, 1, 2, 4, 8 */
    bool is_words; /* TEXT and codes */
    bool is_real;
    bool ascends; /* whole numbers, none lower than the one before, the NULLs first */
    int64_t base;
    uint64_t
        null; /* the number that stands for NULL; UINT64_MAX of fewer than 8 bytes: none does */
    const void *values;
    const KmPool *words;
    bool holds_nul;                      /* some word does */
    int64_t low, high;                   /* of whole numbers and words */
    _Atomic(const KmFieldIndex *) index; /* NULL: not made yet */
} KmField;

struct KmColumns {
    KmArena *arena;
    const char *name;
    KmField *fields;
    size_t n_fields;
    size_t n_rows;
    pthread_mutex_t lock; /* of what is made later: indexes */
};

static inline uint64_t km_field_raw(const KmField *field, size_t row)
{
    switch (field->width) {
    case 0:
        return 0;
    case 1:
        return ((const uint8_t *)field->values)[row];
    case 2:
        return ((const uint16_t *)field->values)[row];
    case 4:
        return ((const uint32_t *)field->values)[row];
    default:
        return ((const uint64_t *)field->values)[row];
    }
}

static inline int64_t km_field_value(const KmField *field, uint64_t raw)
{
    return (int64_t)((uint64_t)field->base + raw);
}

static inline double km_field_real(uint64_t raw)
{
    double real;
    memcpy(&real, &raw, sizeof real);
    return real;
}

/* Made on first use, by whichever thread comes first. Not of reals. */
const KmFieldIndex *km_field_index(const KmColumns *columns, size_t field);
/* The places in the index of the rows with this value, [*ret_from, *ret_to). */
void km_field_find(const KmField *field, const KmFieldIndex *index, int64_t value, size_t *ret_from,
                   size_t *ret_to);
static inline size_t km_index_row(const KmFieldIndex *index, size_t place)
{
    return index->rows == NULL ? index->first + place : index->rows[place];
}

#endif
