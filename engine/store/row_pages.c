#include "engine/store/row_pages.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"
#include "engine/store/row_record.h"

#include <string.h>

enum {
    LEAVES = 64, /* few enough to stay in a core's own cache, and for one page above them */
    LEAF_HEADER = 8,
    INTERIOR_HEADER = 12,
    PAYLOAD_MARGIN = 35, /* a record so much smaller than a page lies on its leaf whole */
    PAGE_COUNT_AT = 28   /* in the header of the database */
};

#define PAGES_DATABASE "km_pages"

struct KmRowPages {
    sqlite3 *db;
    size_t page;     /* its size, as in the store */
    const char *sql; /* that takes the rows over */
    const KmRowRecords *records;
    int number;           /* the cell of the rows' own; −1: they are counted on */
    size_t first;         /* pages of the empty table */
    size_t root;          /* its root page, from 0 */
    unsigned char *bytes; /* of all pages */
    size_t n_leaves;
    int64_t last_rows[LEAVES]; /* on each leaf */
    unsigned char *leaf;       /* the last one */
    size_t cells, top;         /* rows on it, and where their bytes begin */
    int64_t row;               /* number of the last row */
    int64_t stored;            /* rows that went into the table */
    unsigned char *draft;      /* room for every row that a page holds whole */
    size_t draft_size;
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

static unsigned char *page_at(const KmRowPages *pages, size_t nth)
{
    return pages->bytes + nth * pages->page;
}

static void begin_leaf(KmRowPages *pages)
{
    pages->leaf = page_at(pages, pages->first + pages->n_leaves);
    pages->n_leaves++;
    pages->cells = 0;
    pages->top = pages->page;
}

static void end_leaf(KmRowPages *pages)
{
    unsigned char *page = pages->leaf;
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
        unsigned char *cell = km_put_varint(root + top, (uint64_t)pages->last_rows[i]) - 4;
        put_32(cell, pages->first + i + 1);
        top = (size_t)(cell - root);
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
    size_t most = (pages->page - INTERIOR_HEADER) / (2 + 4 + KM_MOST_VARINT) + 1;
    if (pages->n_leaves == (most < LEAVES ? most : LEAVES)) {
        return km_row_pages_flush(pages, err);
    }
    end_leaf(pages);
    begin_leaf(pages);
    return true;
}

/* The row whose bytes begin at `start` of the last leaf. */
static void note_row(KmRowPages *pages, int64_t number, const unsigned char *start)
{
    pages->top = (size_t)(start - pages->leaf);
    put_16(pages->leaf + LEAF_HEADER + 2 * pages->cells, pages->top);
    pages->cells++;
    pages->row = number;
}

/* A row that may not fit on the leaf, or on any. */
static KmRowAdded add_drafted(KmRowPages *pages, int64_t number, const KmCell *cells, KmError *err)
{
    unsigned char *end = pages->draft + pages->draft_size;
    unsigned char *start = end;
    KmRowAdded added = km_row_record_put(pages->records, number, cells, pages->draft, &start, err);
    if (added != KM_ROW_ADDED) {
        return added;
    }
    size_t length = (size_t)(end - start);
    if (!make_room(pages, length, err)) {
        return KM_ROW_FAILED;
    }
    unsigned char *place = pages->leaf + pages->top - length;
    memcpy(place, start, length);
    note_row(pages, number, place);
    return KM_ROW_ADDED;
}

KmRowAdded km_row_pages_add(KmRowPages *pages, const KmCell *cells, KmError *err)
{
    int64_t number = pages->number < 0 ? pages->row + 1 : cells[pages->number].integer;
    unsigned char *start = pages->leaf + pages->top;
    const unsigned char *floor = pages->leaf + LEAF_HEADER + 2 * (pages->cells + 1);
    KmRowAdded added = km_row_record_put(pages->records, number, cells, floor, &start, err);
    if (added == KM_ROW_TOO_LONG) {
        return add_drafted(pages, number, cells, err);
    }
    if (added == KM_ROW_ADDED) {
        note_row(pages, number, start);
    }
    return added;
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
    pages->bytes = km_alloc_bare(arena, (pages->first + LEAVES) * pages->page);
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
    pages->number = -1;
    for (size_t i = 0; i < n_columns; i++) {
        pages->number = columns[i].type == KM_PAGED_NUMBER ? columns[i].cell : pages->number;
    }
    pages->sql = km_format(arena, "INSERT INTO main.\"%s\" SELECT * FROM " PAGES_DATABASE ".\"%s\"",
                           table, table);
    if (text == NULL || !page_size(db, &pages->page, err) || !attach(db, err) ||
        !make_empty(pages, arena, text, err)) {
        return false;
    }
    size_t most = pages->page - PAYLOAD_MARGIN;
    pages->records = km_row_records_open(arena, columns, n_columns, most);
    pages->draft_size = most + km_row_record_around(pages->records);
    pages->draft = km_alloc_bare(arena, pages->draft_size);
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
