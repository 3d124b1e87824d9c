#include "engine/store/row_record.h"

#include <endian.h>
#include <math.h>
#include <string.h>

enum {
    MOST_TYPE = 5, /* bytes: of a text that a cell can hold */
    MOST_VALUE = 8 /* and of what is no text */
};

/* What becomes of a column's cells, and what they must be; made out once. */
typedef struct {
    enum {
        FORM_INTEGER,
        FORM_REAL,
        FORM_TEXT,
        FORM_BLOB,
        FORM_NUMBER,
        FORM_NOTHING,
        FORM_LACKING
    } form;
    bool is_required;
    size_t cell;
    int64_t least; /* integer */
} Column;

struct KmRowRecords {
    const Column *columns;
    size_t n_columns;
    size_t most;
    size_t around;            /* bytes of a row besides its texts, at the most */
    unsigned char *types_end; /* behind room for the types of a row's values */
};

/* A record in the making: where the types of its values begin, and the values. */
typedef struct {
    unsigned char *types, *values;
    const unsigned char *floor; /* texts stay above it */
} Record;

/* The last `n` bytes count; eight are written. */
static unsigned char *put_value(unsigned char *at, uint64_t bits, size_t n)
{
    uint64_t big_endian = htobe64(bits);
    memcpy(at - sizeof big_endian, &big_endian, sizeof big_endian);
    return at - n;
}

/* Most are 8 to 16: two words that may overlap. */
static unsigned char *put_bytes(unsigned char *at, const void *bytes, size_t n)
{
    enum { WORD = sizeof(uint64_t) };
    unsigned char *to = at - n;
    if (n < WORD || n > 2 * WORD) {
        memcpy(to, bytes, n);
        return to;
    }
    uint64_t first;
    uint64_t last;
    memcpy(&first, bytes, WORD);
    memcpy(&last, (const unsigned char *)bytes + n - WORD, WORD);
    memcpy(to, &first, WORD);
    memcpy(at - WORD, &last, WORD);
    return to;
}

/* 0 and 1 take no bytes, others what they need: SQLite knows no integers of five or seven. */
static void put_integer(Record *record, int64_t value)
{
    static const unsigned char types[] = {1, 2, 3, 4, 5, 5, 6, 6};
    static const unsigned char widths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0}; /* by type */
    uint64_t size = (uint64_t)(value < 0 ? ~value : value) << 1 | 1;      /* with the sign */
    unsigned type = types[(63U ^ (unsigned)__builtin_clzll(size)) / 8];
    type = (uint64_t)value <= 1 ? 8 + (unsigned)value : type;
    *--record->types = (unsigned char)type;
    record->values = put_value(record->values, (uint64_t)value, widths[type]);
}

static void put_real(Record *record, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if (isnan(value)) { /* as SQLite does with what is no number */
        *--record->types = 0;
        return;
    }
    *--record->types = 7;
    record->values = put_value(record->values, bits, 8);
}

static KmRowAdded put_text(Record *record, const KmCell *cell, bool is_text)
{
    size_t length = (size_t)cell->length;
    if (record->values - record->floor < cell->length) {
        return KM_ROW_TOO_LONG;
    }
    record->types = km_put_varint(record->types, 2 * (uint64_t)length + (is_text ? 13 : 12));
    record->values = put_bytes(record->values, cell->text, length);
    return KM_ROW_ADDED;
}

static KmRowAdded put_other(Record *record, const Column *column, const KmCell *cell)
{
    bool is_text = column->form == FORM_TEXT;
    if (is_text || column->form == FORM_BLOB) {
        return cell->type == KM_CELL_TEXT ? put_text(record, cell, is_text) : KM_ROW_FAILED;
    }
    if (column->form == FORM_NOTHING || column->form == FORM_NUMBER) {
        *--record->types = 0;
        bool is_right = column->form == FORM_NOTHING || cell->type == KM_CELL_INT;
        return is_right ? KM_ROW_ADDED : KM_ROW_FAILED;
    }
    if (column->form == FORM_LACKING || cell->type == KM_CELL_TEXT) {
        return KM_ROW_FAILED;
    }
    put_real(record, cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer);
    return KM_ROW_ADDED;
}

/* Failed: the column cannot hold the cell. */
static KmRowAdded put_cell(Record *record, const Column *column, const KmCell *cell)
{
    if (cell->type == KM_CELL_NULL) {
        *--record->types = 0;
        return column->is_required ? KM_ROW_FAILED : KM_ROW_ADDED;
    }
    if (column->form != FORM_INTEGER) {
        return put_other(record, column, cell);
    }
    if (cell->type != KM_CELL_INT || cell->integer < column->least) {
        return KM_ROW_FAILED;
    }
    put_integer(record, cell->integer);
    return KM_ROW_ADDED;
}

static KmRowAdded not_added(KmRowAdded why, size_t column, KmError *err)
{
    if (why == KM_ROW_FAILED) {
        (void)km_error_set(err, KM_ERROR_BUG,
                           "the store's own rules refused a row: column %zu cannot hold its value",
                           column + 1);
    }
    return why;
}

/* The length of the header counts itself. */
static size_t header_length(size_t types)
{
    return types + 1 < 0x80 ? types + 1 : types + 2;
}

KmRowAdded km_row_record_put(const KmRowRecords *records, int64_t number, const KmCell *cells,
                             const unsigned char *floor, unsigned char **at, KmError *err)
{
    unsigned char *types_end = records->types_end;
    unsigned char *end = *at;
    Record record = {types_end, end, floor + records->around};
    if (end - floor < (ptrdiff_t)records->around) {
        return KM_ROW_TOO_LONG;
    }
    const Column *first = records->columns;
    for (const Column *column = first + records->n_columns; column-- != first;) {
        KmRowAdded put = put_cell(&record, column, &cells[column->cell]);
        if (put != KM_ROW_ADDED) {
            return not_added(put, (size_t)(column - first), err);
        }
    }
    size_t n_types = (size_t)(types_end - record.types);
    size_t header = header_length(n_types);
    size_t length = header + (size_t)(end - record.values);
    if (length > records->most) {
        return KM_ROW_TOO_LONG;
    }
    unsigned char *front = put_bytes(record.values, record.types, n_types);
    front = km_put_varint(front, header);
    front = km_put_varint(front, (uint64_t)number);
    *at = km_put_varint(front, length);
    return KM_ROW_ADDED;
}

static Column make_out(const KmPagedColumn *column)
{
    static const Column columns[] = {
        [KM_PAGED_NUMBER] = {.form = FORM_NUMBER}, /* it stands in front of the record */
        [KM_PAGED_INT] = {.form = FORM_INTEGER, .least = INT64_MIN},
        [KM_PAGED_COUNT] = {.form = FORM_INTEGER, .least = 0},
        [KM_PAGED_POSITIVE] = {.form = FORM_INTEGER, .least = 1},
        [KM_PAGED_REAL] = {.form = FORM_REAL},
        [KM_PAGED_TEXT] = {.form = FORM_TEXT},
        [KM_PAGED_BLOB] = {.form = FORM_BLOB},
    };
    if (column->cell < 0) { /* whatever stands in another cell */
        return (Column){.form = column->is_required ? FORM_LACKING : FORM_NOTHING,
                        .is_required = column->is_required};
    }
    Column made = columns[column->type];
    made.is_required = column->is_required;
    made.cell = (size_t)column->cell;
    return made;
}

KmRowRecords *km_row_records_open(KmArena *arena, const KmPagedColumn *columns, size_t n_columns,
                                  size_t most)
{
    KmRowRecords *records = KM_NEW(arena, KmRowRecords);
    Column *own = KM_NEW_ARRAY(arena, Column, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        own[i] = make_out(&columns[i]);
    }
    records->columns = own;
    records->n_columns = n_columns;
    records->most = most;
    records->around = 3 * KM_MOST_VARINT + n_columns * (MOST_TYPE + MOST_VALUE);
    records->types_end =
        (unsigned char *)km_alloc(arena, MOST_TYPE * n_columns) + MOST_TYPE * n_columns;
    return records;
}

size_t km_row_record_around(const KmRowRecords *records)
{
    return records->around;
}
