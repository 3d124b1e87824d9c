#include "engine/store/columns/fields.h"

#include <stdlib.h>

/* Places by value are kept when there are at most this many times as many values as rows. */
enum { SPARSEST = 4 };

static bool is_null(const KmField *field, size_t row)
{
    return km_field_raw(field, row) == field->null;
}

static int64_t value_at(const KmField *field, size_t row)
{
    return km_field_value(field, km_field_raw(field, row));
}

static size_t without_value(const KmField *field, size_t n_rows)
{
    size_t count = 0;
    for (size_t i = 0; i < n_rows; i++) {
        count += is_null(field, i);
    }
    return count;
}

static bool is_dense(const KmField *field, size_t n_rows)
{
    uint64_t span = (uint64_t)field->high - (uint64_t)field->low;
    return span < (uint64_t)SPARSEST * n_rows + 1024;
}

static void index_dense(KmArena *arena, const KmField *field, size_t n_rows, KmFieldIndex *index)
{
    index->lowest = field->low;
    index->width = (size_t)(field->high - field->low) + 1;
    uint32_t *from = KM_NEW_ARRAY(arena, uint32_t, index->width + 2);
    for (size_t i = 0; i < n_rows; i++) {
        if (!is_null(field, i)) {
            from[(size_t)(value_at(field, i) - field->low) + 2]++;
        }
    }
    for (size_t v = 2; v < index->width + 2; v++) {
        from[v] += from[v - 1];
    }
    uint32_t *rows = field->ascends ? NULL : KM_NEW_ARRAY(arena, uint32_t, index->n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        if (!is_null(field, i)) {
            size_t place = from[(size_t)(value_at(field, i) - field->low) + 1]++;
            if (rows != NULL) {
                rows[place] = (uint32_t)i;
            }
        }
    }
    index->from = from;
    index->rows = rows;
}

typedef struct {
    int64_t value;
    uint32_t row;
} Pair;

static int by_value(const void *left, const void *right)
{
    const Pair *a = left;
    const Pair *b = right;
    if (a->value != b->value) {
        return a->value < b->value ? -1 : 1;
    }
    return (a->row > b->row) - (a->row < b->row);
}

static void index_sparse(KmArena *arena, const KmField *field, size_t n_rows, KmFieldIndex *index)
{
    KmArena *scratch = km_arena_open();
    Pair *pairs = KM_NEW_ARRAY(scratch, Pair, index->n_rows);
    uint32_t *rows = KM_NEW_ARRAY(arena, uint32_t, index->n_rows);
    size_t count = 0;
    for (size_t i = 0; i < n_rows; i++) {
        if (!is_null(field, i)) {
            pairs[count++] = (Pair){value_at(field, i), (uint32_t)i};
        }
    }
    if (count > 1) {
        qsort(pairs, count, sizeof *pairs, by_value);
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = pairs[i].row;
    }
    index->rows = rows;
    km_arena_close(scratch);
}

static const KmFieldIndex *make(KmArena *arena, const KmField *field, size_t n_rows)
{
    KmFieldIndex *index = KM_NEW(arena, KmFieldIndex);
    index->first = without_value(field, n_rows);
    index->n_rows = n_rows - index->first;
    if (index->n_rows == 0) {
        index->from = KM_NEW_ARRAY(arena, uint32_t, 2);
    } else if (is_dense(field, n_rows)) {
        index_dense(arena, field, n_rows, index);
    } else if (!field->ascends) {
        index_sparse(arena, field, n_rows, index);
    }
    return index;
}

const KmFieldIndex *km_field_index(const KmColumns *columns, size_t field)
{
    KmColumns *shared = (KmColumns *)(uintptr_t)columns; /* only here, under the lock */
    KmField *wanted = &shared->fields[field];
    const KmFieldIndex *index = atomic_load_explicit(&wanted->index, memory_order_acquire);
    if (index == NULL) {
        (void)pthread_mutex_lock(&shared->lock);
        index = atomic_load_explicit(&wanted->index, memory_order_relaxed);
        if (index == NULL) {
            index = make(shared->arena, wanted, shared->n_rows);
            atomic_store_explicit(&wanted->index, index, memory_order_release);
        }
        (void)pthread_mutex_unlock(&shared->lock);
    }
    return index;
}

/* The first place whose value is not below `value`. */
static size_t first_from(const KmField *field, const KmFieldIndex *index, int64_t value)
{
    size_t low = 0;
    size_t high = index->n_rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (value_at(field, km_index_row(index, middle)) < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void km_field_find(const KmField *field, const KmFieldIndex *index, int64_t value, size_t *ret_from,
                   size_t *ret_to)
{
    *ret_from = *ret_to = 0;
    if (index->from == NULL) {
        *ret_from = first_from(field, index, value);
        *ret_to = value == INT64_MAX ? index->n_rows : first_from(field, index, value + 1);
    } else if (value >= index->lowest && (uint64_t)(value - index->lowest) < index->width) {
        size_t at = (size_t)(value - index->lowest);
        *ret_from = index->from[at];
        *ret_to = index->from[at + 1];
    }
}
