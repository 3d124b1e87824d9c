/* From what grew to what stays: as few bytes a row as the values need. */
#include "engine/store/columns/growing.h"

static void set_width(KmField *field, const Growing *growing)
{
    uint64_t span = (uint64_t)growing->high - (uint64_t)growing->low;
    uint64_t needed = span + (growing->has_null ? 1 : 0);
    field->low = growing->low;
    field->high = growing->high;
    field->base = growing->low;
    field->null = UINT64_MAX;
    if (!growing->has_value) {
        field->width = 0;
        field->null = 0;
    } else if (needed == 0) {
        field->width = 0;
    } else if (needed <= UINT8_MAX) {
        field->width = 1;
    } else if (needed <= UINT16_MAX) {
        field->width = 2;
    } else if (needed <= UINT32_MAX) {
        field->width = 4;
    } else {
        field->width = 8;
        field->base = 0;
    }
    if (field->width == 8) {
        field->null = (uint64_t)wide_null;
    } else if (field->width > 0 && growing->has_null) {
        field->null = (UINT64_C(1) << (8 * field->width)) - 1;
    }
}

/* Numbers on their way, a stretch at a time. */
enum { STRETCH = 512 };

static void fetch(const Growing *growing, const uint32_t *order, size_t first, size_t n,
                  int64_t *numbers)
{
    for (size_t i = 0; i < n; i++) {
        size_t row = order == NULL ? first + i : order[first + i];
        numbers[i] = growing->wide != NULL                 ? growing->wide[row]
                     : growing->narrow[row] == NARROW_NULL ? wide_null
                                                           : growing->narrow[row];
    }
}

static bool ascends(const int64_t *numbers, size_t n, int64_t before)
{
    bool so_far = numbers[0] >= before;
    for (size_t i = 1; i < n; i++) {
        so_far = so_far && numbers[i] >= numbers[i - 1];
    }
    return so_far;
}

static uint64_t raw_of(const KmField *field, int64_t number)
{
    return number == wide_null ? field->null : (uint64_t)number - (uint64_t)field->base;
}

static void put(const KmField *field, void *values, size_t first, const int64_t *numbers, size_t n)
{
    switch (field->width) {
    case 0:
        break;
    case 1:
        for (size_t i = 0; i < n; i++) {
            ((uint8_t *)values)[first + i] = (uint8_t)raw_of(field, numbers[i]);
        }
        break;
    case 2:
        for (size_t i = 0; i < n; i++) {
            ((uint16_t *)values)[first + i] = (uint16_t)raw_of(field, numbers[i]);
        }
        break;
    case 4:
        for (size_t i = 0; i < n; i++) {
            ((uint32_t *)values)[first + i] = (uint32_t)raw_of(field, numbers[i]);
        }
        break;
    default:
        for (size_t i = 0; i < n; i++) {
            ((uint64_t *)values)[first + i] = raw_of(field, numbers[i]);
        }
        break;
    }
}

static void keep_numbers(KmColumnsMaker *maker, size_t column, const uint32_t *order)
{
    int64_t numbers[STRETCH];
    KmColumns *columns = maker->columns;
    KmField *field = &columns->fields[column];
    set_width(field, &maker->growing[column]);
    void *values = km_alloc_array(columns->arena, maker->count, (size_t)field->width);
    int64_t before = wide_null;
    field->ascends = !field->is_words;
    for (size_t first = 0; first < maker->count; first += STRETCH) {
        size_t n = maker->count - first < STRETCH ? maker->count - first : STRETCH;
        fetch(&maker->growing[column], order, first, n, numbers);
        field->ascends = field->ascends && ascends(numbers, n, before);
        before = numbers[n - 1];
        put(field, values, first, numbers, n);
    }
    field->values = values;
}

/* NULL is a NaN, and no other number is: SQLite has none. */
static void keep_reals(KmColumnsMaker *maker, size_t column, const uint32_t *order)
{
    KmField *field = &maker->columns->fields[column];
    uint64_t *values = KM_NEW_ARRAY(maker->columns->arena, uint64_t, maker->count);
    for (size_t i = 0; i < maker->count; i++) {
        memcpy(&values[i], &maker->growing[column].wide[order == NULL ? i : order[i]],
               sizeof *values);
    }
    field->width = 8;
    field->values = values;
}

static bool holds_nul(const KmPool *words)
{
    for (uint32_t i = 0; i < km_pool_count(words); i++) {
        if (strlen(km_pool_text(words, i)) != km_pool_length(words, i)) {
            return true;
        }
    }
    return false;
}

KmColumns *km_columns_end(KmColumnsMaker *maker, const uint32_t *order)
{
    KmColumns *columns = maker->columns;
    columns->n_rows = maker->count;
    for (size_t c = 0; c < columns->n_fields; c++) {
        KmField *field = &columns->fields[c];
        field->words = maker->growing[c].words;
        field->holds_nul = field->is_words && holds_nul(field->words);
        if (field->is_real) {
            keep_reals(maker, c, order);
        } else {
            keep_numbers(maker, c, order);
        }
        km_arena_close(maker->growing[c].arena);
    }
    return columns;
}
