#include "engine/store/row_pages.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"

#include <endian.h>
#include <math.h>
#include <string.h>

enum {
    LEAVES = 64, /* few enough to stay in a core's own cache, and for one page above them */
    LEAF_HEADER = 8,
    INTERIOR_HEADER = 12,
    PAYLOAD_MARGIN = 35, /* a record so much smaller than a page lies on its leaf whole … */
    MOST_PAYLOAD = KM_STORE_PAGE - PAYLOAD_MARGIN, /* … and on those of a store made now */
    MOST_VARINT = 9,
    PAGE_COUNT_AT = 28 /* in the header of the database */
};

#define PAGES_DATABASE "km_pages"

struct KmRowPages {
    sqlite3 *db;
    size_t page;     /* its size, as in the store */
    const char *sql; /* that takes the rows over */
    const KmPagedColumn *columns;
    size_t n_columns;
    const KmPagedColumn *number; /* the row's own; NULL: they are counted on */
    size_t first;                /* pages of the empty table */
    size_t root;                 /* its root page, from 0 */
    unsigned char *bytes;        /* of all pages */
    size_t n_leaves;
    int64_t last_rows[LEAVES]; /* on each leaf */
    size_t cells, top;         /* of the last leaf: rows on it, and where their bytes begin */
    int64_t row;               /* number of the last row */
    int64_t stored;            /* rows that went into the table */
};

static void put_16(unsigned char *at, size_t value)
{
    at[0] = (unsigned char)(value >> 8);
    at[1] = (unsigned char)value;
}

static void put_32(unsigned char *at, size_t value)
{
    put_16(at, value >> 16 & 0xffff);
    put_16(at + 2, value & 0xffff);
}

/* Values below 2^56 only: row numbers, lengths and types. */
static unsigned char *put_varint(unsigned char *at, uint64_t value)
{
    int shift = 0;
    while (value >> shift >= 0x80) {
        shift += 7;
    }
    for (; shift > 0; shift -= 7) {
        *at++ = (unsigned char)(0x80 | (value >> shift & 0x7f));
    }
    *at++ = (unsigned char)(value & 0x7f);
    return at;
}

/* A record in the making: the types of its values, and the values; behind either is room for one
 * more. */
typedef struct {
    unsigned char *types, *values;
} Record;

/* The first `n` bytes count; eight are written. */
static void put_value(Record *record, uint64_t bits, int n)
{
    uint64_t big_endian = htobe64(n == 8 ? bits : bits << (64 - 8 * n));
    memcpy(record->values, &big_endian, sizeof big_endian);
    record->values += n;
}

static void put_integer(Record *record, int64_t value)
{
    /* By the bytes that the number takes: SQLite knows no integers of five or seven. */
    static const unsigned char types[] = {0, 1, 2, 3, 4, 5, 5, 6, 6};
    static const unsigned char widths[] = {0, 1, 2, 3, 4, 6, 8};
    if (value == 0 || value == 1) {
        *record->types++ = (unsigned char)(8 + value);
        return;
    }
    uint64_t size = (uint64_t)(value < 0 ? ~value : value) << 1 | 1; /* with the sign */
    unsigned char type = types[(71 - __builtin_clzll(size)) / 8];
    *record->types++ = type;
    put_value(record, (uint64_t)value, widths[type]);
}

static void put_real(Record *record, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if (isnan(value)) { /* as SQLite does with what is no number */
        *record->types++ = 0;
        return;
    }
    *record->types++ = 7;
    put_value(record, bits, 8);
}

static void put_text(Record *record, const KmCell *cell, bool is_text)
{
    size_t length = (size_t)cell->length;
    record->types = put_varint(record->types, 2 * (uint64_t)length + (is_text ? 13 : 12));
    memcpy(record->values, cell->text, length);
    record->values += length;
}

static bool is_right(const KmPagedColumn *column, const KmCell *cell)
{
    bool is_integer = cell->type == KM_CELL_INT;
    if (cell->type == KM_CELL_NULL) {
        return !column->is_required;
    }
    switch (column->type) {
    case KM_PAGED_NUMBER:
    case KM_PAGED_INT:
        return is_integer;
    case KM_PAGED_COUNT:
        return is_integer && cell->integer >= 0;
    case KM_PAGED_POSITIVE:
        return is_integer && cell->integer > 0;
    case KM_PAGED_REAL:
        return cell->type == KM_CELL_REAL || is_integer;
    case KM_PAGED_TEXT:
    case KM_PAGED_BLOB:
        break;
    }
    return cell->type == KM_CELL_TEXT;
}

static void put_cell(Record *record, const KmPagedColumn *column, const KmCell *cell)
{
    if (cell->type == KM_CELL_NULL || column->type == KM_PAGED_NUMBER) {
        *record->types++ = 0; /* the number is the row's own */
    } else if (cell->type == KM_CELL_TEXT) {
        put_text(record, cell, column->type == KM_PAGED_TEXT);
    } else if (column->type == KM_PAGED_REAL) {
        put_real(record, cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer);
    } else {
        put_integer(record, cell->integer);
    }
}

static const KmCell *cell_of(const KmPagedColumn *column, const KmCell *cells)
{
    static const KmCell nothing = {.type = KM_CELL_NULL};
    return column->cell < 0 ? &nothing : &cells[column->cell];
}

static unsigned char *page_at(const KmRowPages *pages, size_t nth)
{
    return pages->bytes + nth * pages->page;
}

static void begin_leaf(KmRowPages *pages)
{
    pages->n_leaves++;
    pages->cells = 0;
    pages->top = pages->page;
}

static void end_leaf(KmRowPages *pages)
{
    unsigned char *page = page_at(pages, pages->first + pages->n_leaves - 1);
    memset(page, 0, LEAF_HEADER);
    page[0] = 13;
    put_16(page + 3, pages->cells);
    put_16(page + 5, pages->top);
    pages->last_rows[pages->n_leaves - 1] = pages->row;
}

/* The root of more than one leaf: which page ends with which row. */
static void put_root(KmRowPages *pages)
{
    unsigned char *root = page_at(pages, pages->root);
    size_t top = pages->page;
    size_t n = pages->n_leaves - 1;
    for (size_t i = 0; i < n; i++) {
        unsigned char cell[4 + MOST_VARINT];
        put_32(cell, pages->first + i + 1);
        size_t length = (size_t)(put_varint(cell + 4, (uint64_t)pages->last_rows[i]) - cell);
        top -= length;
        memcpy(root + top, cell, length);
        put_16(root + INTERIOR_HEADER + 2 * i, top);
    }
    memset(root, 0, INTERIOR_HEADER);
    root[0] = 5;
    put_16(root + 3, n);
    put_16(root + 5, top);
    put_32(root + 8, pages->first + n + 1);
}

/* A single leaf is the root itself. Returns the number of pages. */
static size_t finish_tree(KmRowPages *pages)
{
    size_t n = pages->first + pages->n_leaves;
    end_leaf(pages);
    if (pages->n_leaves == 1) {
        memcpy(page_at(pages, pages->root), page_at(pages, pages->first), pages->page);
        n = pages->first;
    } else {
        put_root(pages);
    }
    put_32(pages->bytes + PAGE_COUNT_AT, n);
    return n;
}

bool km_row_pages_flush(KmRowPages *pages, KmError *err)
{
    if (pages->cells == 0) {
        return true; /* a leaf is begun for a row only */
    }
    sqlite3_int64 size = (sqlite3_int64)finish_tree(pages) * (sqlite3_int64)pages->page;
    pages->n_leaves = 0;
    begin_leaf(pages);
    if (sqlite3_deserialize(pages->db, PAGES_DATABASE, pages->bytes, size, size,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) {
        return km_sql_failed(pages->db, "storing rows", err);
    }
    if (!km_sql_run(pages->db, pages->sql, "storing rows", err)) {
        return false;
    }
    pages->stored += sqlite3_changes64(pages->db);
    return true;
}

int64_t km_row_pages_stored(const KmRowPages *pages)
{
    return pages->stored;
}

/* Sees to it that the leaf has room for a row of that many bytes. */
static bool make_room(KmRowPages *pages, size_t bytes, KmError *err)
{
    if (LEAF_HEADER + 2 * (pages->cells + 1) + bytes <= pages->top) {
        return true;
    }
    /* The root has room for them all: a place, a page and a row each. */
    size_t most = (pages->page - INTERIOR_HEADER) / (2 + 4 + MOST_VARINT) + 1;
    if (pages->n_leaves == (most < LEAVES ? most : LEAVES)) {
        return km_row_pages_flush(pages, err);
    }
    end_leaf(pages);
    begin_leaf(pages);
    return true;
}

/* The length of the header counts itself. */
static size_t header_length(size_t types)
{
    return types + 1 < 0x80 ? types + 1 : types + 2;
}

/* Rows are counted on, or have a number of their own. */
static int64_t next_number(const KmRowPages *pages, const KmCell *cells)
{
    return pages->number == NULL ? pages->row + 1 : cell_of(pages->number, cells)->integer;
}

static KmRowAdded wrong_value(size_t column, KmError *err)
{
    (void)km_error_set(err, KM_ERROR_BUG,
                       "the store's own rules refused a row: column %zu cannot hold its value",
                       column + 1);
    return KM_ROW_FAILED;
}

/* The bytes of a record before they are on their page, with room for what decides that they do not
 * fit. */
typedef struct {
    unsigned char types[MOST_PAYLOAD + MOST_VARINT], values[MOST_PAYLOAD + 8];
    size_t n_types, n_values;
} Draft;

static KmRowAdded draft_record(const KmRowPages *pages, const KmCell *cells, Draft *draft,
                               KmError *err)
{
    Record record = {draft->types, draft->values};
    size_t most = pages->page - PAYLOAD_MARGIN;
    most = most < MOST_PAYLOAD ? most : MOST_PAYLOAD;
    for (size_t i = 0; i < pages->n_columns; i++) {
        const KmPagedColumn *column = &pages->columns[i];
        const KmCell *cell = cell_of(column, cells);
        if (!is_right(column, cell)) {
            return wrong_value(i, err);
        }
        size_t used = (size_t)(record.types - draft->types + record.values - draft->values);
        size_t length = cell->type == KM_CELL_TEXT ? (size_t)cell->length : 0;
        if (used + length > most) {
            return KM_ROW_TOO_LONG;
        }
        put_cell(&record, column, cell);
    }
    draft->n_types = (size_t)(record.types - draft->types);
    draft->n_values = (size_t)(record.values - draft->values);
    bool fits = header_length(draft->n_types) + draft->n_values <= most;
    return fits ? KM_ROW_ADDED : KM_ROW_TOO_LONG;
}

KmRowAdded km_row_pages_add(KmRowPages *pages, const KmCell *cells, KmError *err)
{
    Draft draft;
    unsigned char front[3 * MOST_VARINT];
    KmRowAdded drafted = draft_record(pages, cells, &draft, err);
    if (drafted != KM_ROW_ADDED) {
        return drafted;
    }
    size_t header = header_length(draft.n_types);
    unsigned char *at = put_varint(front, header + draft.n_values);
    int64_t number = next_number(pages, cells);
    at = put_varint(at, (uint64_t)number);
    at = put_varint(at, header);
    size_t n_front = (size_t)(at - front);
    size_t length = n_front + draft.n_types + draft.n_values;
    if (!make_room(pages, length, err)) {
        return KM_ROW_FAILED;
    }
    unsigned char *page = page_at(pages, pages->first + pages->n_leaves - 1);
    pages->top -= length;
    memcpy(page + pages->top, front, n_front);
    memcpy(page + pages->top + n_front, draft.types, draft.n_types);
    memcpy(page + pages->top + n_front + draft.n_types, draft.values, draft.n_values);
    put_16(page + LEAF_HEADER + 2 * pages->cells, pages->top);
    pages->cells++;
    pages->row = number;
    return KM_ROW_ADDED;
}

static const char *table_text(sqlite3 *db, KmArena *arena, const char *table, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(db, "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?",
                        "storing rows", &stmt, err)) {
        return NULL;
    }
    km_sql_bind_text(stmt, 1, table);
    int got = km_sql_step(stmt, "storing rows", err);
    const char *text = got == 1 ? km_sql_text(arena, stmt, 0) : NULL;
    if (got == 0) {
        (void)km_error_set(err, KM_ERROR_BUG, "the table '%s' was never made", table);
    }
    (void)sqlite3_finalize(stmt);
    return text;
}

/* The pages of an empty table, and room for leaves behind them. */
static bool take_empty(KmRowPages *pages, KmArena *arena, sqlite3 *empty, const char *text,
                       KmError *err)
{
    int64_t root = 0;
    sqlite3_int64 size = 0;
    const char *size_sql = km_format(arena, "PRAGMA page_size=%zu", pages->page);
    if (!km_sql_run(empty, size_sql, "storing rows", err) ||
        !km_sql_run(empty, text, "storing rows", err) ||
        !km_sql_integer(empty, "SELECT rootpage FROM sqlite_schema WHERE type = 'table'", 0, &root,
                        err)) {
        return false;
    }
    unsigned char *bytes = sqlite3_serialize(empty, "main", &size, 0);
    if (bytes == NULL || size % (sqlite3_int64)pages->page != 0 || root < 2) {
        sqlite3_free(bytes);
        return km_error_set(err, KM_ERROR_STORE, "this SQLite (%s) gives no pages of a table",
                            sqlite3_libversion());
    }
    pages->first = (size_t)size / pages->page;
    pages->root = (size_t)root - 1;
    pages->bytes = km_alloc(arena, (pages->first + LEAVES) * pages->page);
    memcpy(pages->bytes, bytes, (size_t)size);
    sqlite3_free(bytes);
    return true;
}

static bool make_empty(KmRowPages *pages, KmArena *arena, const char *text, KmError *err)
{
    sqlite3 *empty = NULL;
    bool ok = sqlite3_open(":memory:", &empty) == SQLITE_OK
                  ? take_empty(pages, arena, empty, text, err)
                  : km_sql_failed(empty, "storing rows", err);
    (void)sqlite3_close(empty);
    return ok;
}

/* Rows are taken over as they stand only between pages of one size. */
static bool page_size(sqlite3 *db, size_t *ret_size, KmError *err)
{
    int64_t size = 0;
    bool ok = km_sql_integer(db, "PRAGMA main.page_size", 0, &size, err);
    *ret_size = (size_t)size;
    return ok;
}

/* Once for a connection: inside a transaction a database may come, but not go. */
static bool attach(sqlite3 *db, KmError *err)
{
    return sqlite3_db_readonly(db, PAGES_DATABASE) >= 0 ||
           km_sql_run(db, "ATTACH ':memory:' AS " PAGES_DATABASE, "storing rows", err);
}

bool km_row_pages_open(sqlite3 *db, KmArena *arena, const char *table, const KmPagedColumn *columns,
                       size_t n_columns, KmRowPages **ret_pages, KmError *err)
{
    KmRowPages *pages = KM_NEW(arena, KmRowPages);
    const char *text = table_text(db, arena, table, err);
    pages->db = db;
    pages->columns = columns;
    pages->n_columns = n_columns;
    for (size_t i = 0; i < n_columns; i++) {
        pages->number = columns[i].type == KM_PAGED_NUMBER ? &columns[i] : pages->number;
    }
    pages->sql = km_format(arena, "INSERT INTO main.\"%s\" SELECT * FROM " PAGES_DATABASE ".\"%s\"",
                           table, table);
    if (text == NULL || !page_size(db, &pages->page, err) || !attach(db, err) ||
        !make_empty(pages, arena, text, err)) {
        return false;
    }
    begin_leaf(pages);
    *ret_pages = pages;
    return true;
}

/* The connection must not look at bytes that are gone; every transaction begins in all its
 * databases, so what is left must be one that can be written. */
void km_row_pages_close(KmRowPages *pages)
{
    if (pages != NULL) {
        (void)sqlite3_deserialize(pages->db, PAGES_DATABASE, NULL, 0, 0,
                                  SQLITE_DESERIALIZE_RESIZEABLE | SQLITE_DESERIALIZE_FREEONCLOSE);
    }
}
