#include "engine/store/columns/columns.h"

#include "engine/store/columns/growing.h"
#include "engine/store/internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_words(KmColumnType type)
{
    return type == KM_COLUMN_TEXT || type == KM_COLUMN_CODE;
}

static bool check_names(const char *name, const KmColumn *columns, size_t n_columns, KmError *err)
{
    if (!km_sql_is_name(name)) {
        return km_error_set(err, KM_ERROR_DEFINITION, "'%s' cannot be the name of a table", name);
    }
    if (n_columns > KM_COLUMNS_MOST) {
        return km_error_set(err, KM_ERROR_LIMIT,
                            "table %s has %zu columns; at most %d are possible", name, n_columns,
                            (int)KM_COLUMNS_MOST);
    }
    for (size_t i = 0; i < n_columns; i++) {
        if (!km_sql_is_name(km_column_name(&columns[i]))) {
            return km_error_set(err, KM_ERROR_DEFINITION,
                                "table %s: '%s' cannot be the name of a column", name,
                                km_column_name(&columns[i]));
        }
    }
    return true;
}

bool km_columns_begin(const char *name, const KmColumn *columns, size_t n_columns,
                      KmColumnsMaker **ret_maker, KmError *err)
{
    if (!check_names(name, columns, n_columns, err)) {
        return false;
    }
    KmArena *arena = km_arena_open();
    KmColumns *made = KM_NEW(arena, KmColumns);
    KmColumnsMaker *maker = KM_NEW(arena, KmColumnsMaker);
    made->arena = arena;
    made->name = km_strdup(arena, name);
    made->n_fields = n_columns;
    made->fields = KM_NEW_ARRAY(arena, KmField, n_columns);
    (void)pthread_mutex_init(&made->lock, NULL);
    maker->columns = made;
    maker->growing = KM_NEW_ARRAY(arena, Growing, n_columns);
    for (size_t c = 0; c < n_columns; c++) {
        KmField *field = &made->fields[c];
        field->name = km_strdup(arena, km_column_name(&columns[c]));
        field->type = columns[c].type;
        field->is_words = is_words(field->type);
        field->is_real = field->type == KM_COLUMN_REAL;
        maker->growing[c].arena = km_arena_open();
        maker->growing[c].words = field->is_words ? km_pool_open(arena) : NULL;
    }
    *ret_maker = maker;
    return true;
}

void km_columns_number_words(KmColumnsMaker *maker, size_t column, const char *const *words,
                             size_t n_words)
{
    Growing *growing = &maker->growing[column];
    growing->listed = words;
    growing->n_listed = n_words;
    growing->places = KM_NEW_ARRAY(growing->arena, uint32_t, n_words);
    for (size_t i = 0; i < n_words; i++) {
        growing->places[i] = KM_POOL_ABSENT;
    }
}

/* ---- cells ---- */

static void widen(Growing *growing, size_t count)
{
    size_t capacity = 0;
    for (size_t i = 0; i < count; i++) {
        KM_GROW_MOVING(growing->arena, growing->wide, i, capacity);
        growing->wide[i] = growing->narrow[i] == NARROW_NULL ? wide_null : growing->narrow[i];
    }
    growing->narrow = NULL;
    growing->capacity = capacity;
}

static void put_wide(Growing *growing, size_t count, int64_t value)
{
    if (growing->wide == NULL) {
        widen(growing, count);
    }
    KM_GROW_MOVING(growing->arena, growing->wide, count, growing->capacity);
    growing->wide[count] = value;
}

static void put_null(Growing *growing, size_t count)
{
    growing->has_null = true;
    if (growing->wide != NULL) {
        put_wide(growing, count, wide_null);
        return;
    }
    KM_GROW_MOVING(growing->arena, growing->narrow, count, growing->capacity);
    growing->narrow[count] = NARROW_NULL;
}

static void put_number(Growing *growing, size_t count, int64_t value)
{
    growing->low = !growing->has_value || value < growing->low ? value : growing->low;
    growing->high = !growing->has_value || value > growing->high ? value : growing->high;
    growing->has_value = true;
    if (growing->wide != NULL || value <= NARROW_NULL || value > INT32_MAX) {
        put_wide(growing, count, value);
        return;
    }
    KM_GROW_MOVING(growing->arena, growing->narrow, count, growing->capacity);
    growing->narrow[count] = (int32_t)value;
}

static void put_word(Growing *growing, size_t count, const char *text, size_t length)
{
    put_number(growing, count, km_pool_add(growing->words, text, length));
}

static void put_listed(Growing *growing, size_t count, const KmCell *cell)
{
    bool is_known = cell->type == KM_CELL_INT && cell->integer >= 0 &&
                    (uint64_t)cell->integer < growing->n_listed;
    size_t number = is_known ? (size_t)cell->integer : 0;
    if (growing->places[number] == KM_POOL_ABSENT) {
        growing->places[number] = km_pool_add_text(growing->words, growing->listed[number]);
    }
    put_number(growing, count, growing->places[number]);
}

static void put_real(Growing *growing, size_t count, double real)
{
    int64_t bits;
    memcpy(&bits, &real, sizeof bits);
    growing->has_value = true;
    if (isnan(real)) {
        growing->has_null = true;
    }
    if (growing->wide == NULL) {
        widen(growing, 0);
    }
    KM_GROW_MOVING(growing->arena, growing->wide, count, growing->capacity);
    growing->wide[count] = bits;
}

static bool misfit(const KmColumnsMaker *maker, size_t column, const char *got, const char *wanted,
                   KmError *err)
{
    return km_error_set(err, KM_ERROR_DEFINITION, "cannot store %s value in %s column %s.%s", got,
                        wanted, maker->columns->name, maker->columns->fields[column].name);
}

static bool take_text(KmColumnsMaker *maker, size_t column, const KmCell *cell, KmError *err)
{
    Growing *growing = &maker->growing[column];
    char number[64];
    int length = 0;
    switch (cell->type) {
    case KM_CELL_NULL:
        put_null(growing, maker->count);
        return true;
    case KM_CELL_TEXT:
        put_word(growing, maker->count, cell->text, (size_t)cell->length);
        return true;
    case KM_CELL_INT:
        length = snprintf(number, sizeof number, "%lld", (long long)cell->integer);
        put_word(growing, maker->count, number, (size_t)length);
        return true;
    case KM_CELL_REAL:
        break;
    }
    return misfit(maker, column, "REAL", "TEXT", err);
}

static bool whole_text(const KmCell *cell, int64_t *ret_value)
{
    char text[24];
    char *end = NULL;
    if (cell->length <= 0 || cell->length > 18) {
        return false;
    }
    memcpy(text, cell->text, (size_t)cell->length);
    text[cell->length] = '\0';
    *ret_value = strtoll(text, &end, 10);
    return *end == '\0' && end > text;
}

static bool take_whole(KmColumnsMaker *maker, size_t column, const KmCell *cell, KmError *err)
{
    Growing *growing = &maker->growing[column];
    int64_t value = 0;
    switch (cell->type) {
    case KM_CELL_NULL:
        put_null(growing, maker->count);
        return true;
    case KM_CELL_INT:
        if (cell->integer == wide_null) {
            return misfit(maker, column, "too low a", "INTEGER", err);
        }
        put_number(growing, maker->count, cell->integer);
        return true;
    case KM_CELL_REAL:
        if (!(fabs(cell->real) < 0x1p53) || floor(cell->real) < cell->real) {
            return misfit(maker, column, "REAL", "INTEGER", err);
        }
        put_number(growing, maker->count, (int64_t)cell->real);
        return true;
    case KM_CELL_TEXT:
        if (whole_text(cell, &value)) {
            put_number(growing, maker->count, value);
            return true;
        }
        break;
    }
    return misfit(maker, column, "TEXT", "INTEGER", err);
}

static bool take_real(KmColumnsMaker *maker, size_t column, const KmCell *cell, KmError *err)
{
    Growing *growing = &maker->growing[column];
    switch (cell->type) {
    case KM_CELL_NULL:
        put_real(growing, maker->count, (double)NAN);
        return true;
    case KM_CELL_INT:
        put_real(growing, maker->count, (double)cell->integer);
        return true;
    case KM_CELL_REAL:
        put_real(growing, maker->count, cell->real);
        return true;
    case KM_CELL_TEXT:
        break;
    }
    return misfit(maker, column, "TEXT", "REAL", err);
}

bool km_columns_add(KmColumnsMaker *maker, const KmCell *cells, KmError *err)
{
    const KmColumns *columns = maker->columns;
    if (maker->count == UINT32_MAX - 1) {
        return km_error_set(err, KM_ERROR_LIMIT, "table %s has too many rows", columns->name);
    }
    for (size_t c = 0; c < columns->n_fields; c++) {
        const KmField *field = &columns->fields[c];
        if (maker->growing[c].places != NULL) {
            put_listed(&maker->growing[c], maker->count, &cells[c]);
        } else if (!(field->is_words  ? take_text(maker, c, &cells[c], err)
                     : field->is_real ? take_real(maker, c, &cells[c], err)
                                      : take_whole(maker, c, &cells[c], err))) {
            return false;
        }
    }
    maker->count++;
    return true;
}

size_t km_columns_added(const KmColumnsMaker *maker)
{
    return maker->count;
}

int64_t km_columns_number(const KmColumnsMaker *maker, size_t column, size_t row, int64_t otherwise)
{
    const Growing *growing = &maker->growing[column];
    int64_t value = growing->wide != NULL                 ? growing->wide[row]
                    : growing->narrow[row] == NARROW_NULL ? wide_null
                                                          : growing->narrow[row];
    return value == wide_null ? otherwise : value;
}

void km_columns_drop(KmColumnsMaker *maker)
{
    for (size_t c = 0; c < maker->columns->n_fields; c++) {
        km_arena_close(maker->growing[c].arena);
    }
    km_columns_free(maker->columns);
}

void km_columns_free(KmColumns *columns)
{
    if (columns != NULL) {
        (void)pthread_mutex_destroy(&columns->lock);
        km_arena_close(columns->arena);
    }
}

bool km_columns_make(const char *name, const KmColumn *columns, size_t n_columns,
                     KmRowSource source, KmColumns **ret_columns, KmError *err)
{
    KmColumnsMaker *maker = NULL;
    KmCell cells[KM_COLUMNS_MOST];
    if (!km_columns_begin(name, columns, n_columns, &maker, err)) {
        return false;
    }
    int got = source.next(source.self, cells, err);
    while (got == 1) {
        got = km_columns_add(maker, cells, err) ? source.next(source.self, cells, err) : -1;
    }
    if (got < 0) {
        km_columns_drop(maker);
        return false;
    }
    *ret_columns = km_columns_end(maker, NULL);
    return true;
}

const char *km_columns_name(const KmColumns *columns)
{
    return columns->name;
}

size_t km_columns_rows(const KmColumns *columns)
{
    return columns->n_rows;
}

int64_t km_columns_highest_person(const KmColumns *columns)
{
    int64_t highest = -1;
    for (size_t c = 0; c < columns->n_fields; c++) {
        const KmField *field = &columns->fields[c];
        if (field->type == KM_COLUMN_PERSON && columns->n_rows > 0 && field->high > highest) {
            highest = field->high;
        }
    }
    return highest;
}
