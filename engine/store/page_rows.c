#include "engine/store/page_rows.h"

#include "engine/store/sql.h"

#include <string.h>

enum {
    FILE_HEADER = 100,
    PAGE_SIZE_AT = 16,
    READ_VERSION_AT = 19,
    RESERVED_AT = 20,
    ENCODING_AT = 56,
    LEAF = 13,
    INTERIOR = 5,
    MOST_DEPTH = 20,
    MOST_COLUMNS = 256,
    MOST_CELLS = 128,
    OVERFLOW_LINK = 4
};

typedef struct {
    int column; /* of the table */
    bool is_real;
} Wanted;

struct KmPageRows {
    KmArena *arena;
    sqlite3 *db;
    sqlite3_stmt *lock; /* while it stands on a row nobody changes the file */
    sqlite3_file *file;
    size_t page_size;
    int64_t n_pages, unread; /* no page belongs to a table twice, unless it is damaged */
    uint32_t root;
    Wanted wanted[MOST_CELLS];
    size_t n_wanted;
    int n_columns;                    /* of the table, as far as they are wanted */
    unsigned char *pages[MOST_DEPTH]; /* one a level */
    unsigned char *whole;             /* a record that goes on on other pages */
    size_t whole_capacity;
    char *texts; /* of the row in hand, each with a NUL behind it */
    size_t texts_capacity;
    int64_t first, end;
    KmRowSink sink;
    bool is_done;
};

static bool damaged(KmError *err)
{
    (void)km_error_set(err, KM_ERROR_STORE,
                       "the store is damaged: a page of it is not what it should be");
    return km_error_hint(err, "do not use this store any more; " KM_STORE_ADVICE);
}

static uint32_t get_16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t get_32(const unsigned char *at)
{
    return get_16(at) << 16 | get_16(at + 2);
}

/* Bytes that are left to read. */
typedef struct {
    const unsigned char *at, *end;
} Bytes;

static bool get_varint(Bytes *bytes, uint64_t *ret_value)
{
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (bytes->at == bytes->end) {
            return false;
        }
        unsigned byte = *bytes->at++;
        if (i == 8) {
            *ret_value = value << 8 | byte;
            return true;
        }
        value = value << 7 | (byte & 0x7f);
        if (byte < 0x80) {
            *ret_value = value;
            return true;
        }
    }
    return false;
}

/* ---- opening ---- */

static bool read_at(const KmPageRows *rows, unsigned char *bytes, size_t length, int64_t at)
{
    return rows->file->pMethods->xRead(rows->file, bytes, (int)length, at) == SQLITE_OK;
}

/* In the file as it is now, with a rollback journal and texts in UTF-8. */
static bool read_header(KmPageRows *rows)
{
    unsigned char header[FILE_HEADER];
    if (sqlite3_file_control(rows->db, "main", SQLITE_FCNTL_FILE_POINTER, &rows->file) !=
            SQLITE_OK ||
        rows->file == NULL || rows->file->pMethods == NULL ||
        !read_at(rows, header, sizeof header, 0)) {
        return false;
    }
    sqlite3_int64 length = 0;
    rows->page_size = get_16(header + PAGE_SIZE_AT);
    if (rows->file->pMethods->xFileSize(rows->file, &length) != SQLITE_OK) {
        return false;
    }
    rows->n_pages = rows->page_size == 0 ? 0 : length / (int64_t)rows->page_size;
    return rows->page_size >= 512 && header[READ_VERSION_AT] == 1 && header[RESERVED_AT] == 0 &&
           get_32(header + ENCODING_AT) == 1;
}

/* Also takes the lock. */
static bool find_root(KmPageRows *rows, const char *table, KmError *err)
{
    if (!km_sql_prepare(rows->db,
                        "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                        "reading rows", &rows->lock, err)) {
        return false;
    }
    km_sql_bind_text(rows->lock, 1, table);
    int got = km_sql_step(rows->lock, "reading rows", err);
    rows->root = got == 1 ? (uint32_t)sqlite3_column_int64(rows->lock, 0) : 0;
    return got >= 0;
}

static void want(KmPageRows *rows, const char *name, int column, bool is_real,
                 const char *const *columns)
{
    for (size_t i = 0; i < rows->n_wanted; i++) {
        if (strcmp(columns[i], name) == 0) {
            rows->wanted[i] = (Wanted){column, is_real};
            rows->n_columns = column + 1;
        }
    }
}

/* Row numbers, defaults and computed columns are left to SQLite. */
static bool find_columns(KmPageRows *rows, const char *table, const char *const *columns,
                         bool *ret_plain, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(rows->db,
                        "SELECT name, type, dflt_value IS NOT NULL OR pk <> 0 OR hidden <> 0"
                        " FROM pragma_table_xinfo(?1) ORDER BY cid",
                        "reading rows", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, table);
    int column = 0;
    *ret_plain = true;
    int got = km_sql_step(stmt, "reading rows", err);
    for (; got == 1; got = km_sql_step(stmt, "reading rows", err)) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        const char *type = (const char *)sqlite3_column_text(stmt, 1);
        *ret_plain = *ret_plain && name != NULL && type != NULL &&
                     sqlite3_column_int(stmt, 2) == 0 && column < MOST_COLUMNS;
        if (*ret_plain) {
            want(rows, name, column, strcmp(type, "REAL") == 0, columns);
        }
        column++;
    }
    (void)sqlite3_finalize(stmt);
    return got == 0;
}

static bool has_all(const KmPageRows *rows)
{
    for (size_t i = 0; i < rows->n_wanted; i++) {
        if (rows->wanted[i].column < 0) {
            return false;
        }
    }
    return true;
}

bool km_page_rows_open(sqlite3 *db, KmArena *arena, const char *table, const char *const *columns,
                       size_t n_columns, KmPageRows **ret_rows, KmError *err)
{
    *ret_rows = NULL;
    if (n_columns > MOST_CELLS || sqlite3_txn_state(db, "main") == SQLITE_TXN_WRITE) {
        return true;
    }
    KmPageRows *rows = KM_NEW(arena, KmPageRows);
    bool is_plain = false;
    *rows = (KmPageRows){.arena = arena, .db = db, .n_wanted = n_columns};
    for (size_t i = 0; i < n_columns; i++) {
        rows->wanted[i].column = -1;
    }
    if (!find_root(rows, table, err) || !find_columns(rows, table, columns, &is_plain, err)) {
        km_page_rows_close(rows);
        return false;
    }
    if (rows->root > 1 && is_plain && has_all(rows) && read_header(rows)) {
        *ret_rows = rows;
    } else {
        km_page_rows_close(rows);
    }
    return true;
}

void km_page_rows_close(KmPageRows *rows)
{
    if (rows != NULL) {
        (void)sqlite3_finalize(rows->lock);
    }
}

/* ---- records ---- */

typedef struct {
    uint64_t type;
    size_t at;
} Field;

static size_t size_of(uint64_t type)
{
    static const unsigned char sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < sizeof sizes ? sizes[type] : (size_t)((type - 12) / 2);
}

static int64_t get_integer(const unsigned char *at, size_t size)
{
    switch (size) {
    case 1:
        return (int8_t)at[0];
    case 2:
        return (int16_t)get_16(at);
    case 3:
        return (int64_t)(int8_t)at[0] * 65536 + get_16(at + 1);
    case 4:
        return (int32_t)get_32(at);
    case 6:
        return (int64_t)(int16_t)get_16(at) * 4294967296 + get_32(at + 2);
    default:
        return (int64_t)((uint64_t)get_32(at) << 32 | get_32(at + 4));
    }
}

static KmCell number_cell(const Wanted *wanted, int64_t value)
{
    return wanted->is_real ? (KmCell){.type = KM_CELL_REAL, .real = (double)value}
                           : (KmCell){.type = KM_CELL_INT, .integer = value};
}

static KmCell real_cell(const unsigned char *at)
{
    KmCell cell = {.type = KM_CELL_REAL};
    uint64_t bits = (uint64_t)get_integer(at, sizeof bits);
    memcpy(&cell.real, &bits, sizeof cell.real);
    return cell;
}

static KmCell text_cell(KmPageRows *rows, const unsigned char *at, size_t length, size_t *texts)
{
    char *text = rows->texts + *texts;
    memcpy(text, at, length);
    text[length] = '\0';
    *texts += length + 1;
    return (KmCell){.type = KM_CELL_TEXT, .text = text, .length = (int32_t)length};
}

/* Columns that came to the table later are in no record from before: NULL. */
static bool read_fields(const KmPageRows *rows, const unsigned char *record, size_t length,
                        Field *fields)
{
    Bytes header = {record, record + length};
    uint64_t header_length = 0;
    if (!get_varint(&header, &header_length) || header_length > length) {
        return false;
    }
    header.end = record + header_length;
    size_t at = header_length;
    for (int c = 0; c < rows->n_columns; c++) {
        fields[c] = (Field){0, at};
        if (header.at < header.end && !get_varint(&header, &fields[c].type)) {
            return false;
        }
        if (fields[c].type > 2 * (uint64_t)length + 13) {
            return false;
        }
        at += size_of(fields[c].type);
    }
    return at <= length;
}

static void make_room(KmPageRows *rows, size_t length)
{
    if (rows->texts_capacity < length + rows->n_wanted) {
        rows->texts_capacity = 2 * (length + rows->n_wanted);
        rows->texts = km_alloc(rows->arena, rows->texts_capacity);
    }
}

static bool take_record(KmPageRows *rows, const unsigned char *record, size_t length, KmError *err)
{
    Field fields[MOST_COLUMNS];
    KmCell cells[MOST_CELLS];
    size_t texts = 0;
    if (!read_fields(rows, record, length, fields)) {
        return damaged(err);
    }
    make_room(rows, length);
    for (size_t i = 0; i < rows->n_wanted; i++) {
        const Wanted *wanted = &rows->wanted[i];
        const Field *field = &fields[wanted->column];
        const unsigned char *at = record + field->at;
        if (field->type == 0) {
            cells[i] = (KmCell){.type = KM_CELL_NULL};
        } else if (field->type <= 6) {
            cells[i] = number_cell(wanted, get_integer(at, size_of(field->type)));
        } else if (field->type == 7) {
            cells[i] = real_cell(at);
        } else if (field->type <= 9) {
            cells[i] = number_cell(wanted, (int64_t)field->type - 8);
        } else if (field->type >= 13 && field->type % 2 == 1) {
            cells[i] = text_cell(rows, at, size_of(field->type), &texts);
        } else {
            return km_error_set(err, KM_ERROR_STORE, "the store is damaged: a row holds bytes");
        }
    }
    return rows->sink.row(rows->sink.self, cells, rows->n_wanted, err);
}

/* ---- pages ---- */

static unsigned char *read_page(KmPageRows *rows, uint32_t number, size_t depth, KmError *err)
{
    if (number < 2 || depth >= MOST_DEPTH || rows->unread-- == 0) {
        (void)damaged(err);
        return NULL;
    }
    if (rows->pages[depth] == NULL) {
        rows->pages[depth] = km_alloc(rows->arena, rows->page_size);
    }
    if (!read_at(rows, rows->pages[depth], rows->page_size,
                 (int64_t)(number - 1) * (int64_t)rows->page_size)) {
        (void)damaged(err);
        return NULL;
    }
    return rows->pages[depth];
}

/* How much of a record stands on its leaf. */
static size_t local_length(const KmPageRows *rows, size_t length)
{
    size_t most = rows->page_size - 35;
    size_t least = (rows->page_size - 12) * 32 / 255 - 23;
    size_t local = least + (length - least) % (rows->page_size - OVERFLOW_LINK);
    return length <= most ? length : local <= most ? local : least;
}

/* The rest goes on from page to page, each with the number of the next before it. */
static bool read_overflow(KmPageRows *rows, Bytes cell, size_t length, size_t depth, KmError *err)
{
    size_t done = local_length(rows, length);
    if (length > INT32_MAX || (size_t)(cell.end - cell.at) < done + OVERFLOW_LINK) {
        return damaged(err);
    }
    if (rows->whole_capacity < length) {
        rows->whole_capacity = 2 * length;
        rows->whole = km_alloc(rows->arena, rows->whole_capacity);
    }
    memcpy(rows->whole, cell.at, done);
    uint32_t next = get_32(cell.at + done);
    while (done < length) {
        const unsigned char *page = read_page(rows, next, depth + 1, err);
        size_t part = rows->page_size - OVERFLOW_LINK;
        part = part < length - done ? part : length - done;
        if (page == NULL) {
            return false;
        }
        memcpy(rows->whole + done, page + OVERFLOW_LINK, part);
        next = get_32(page);
        done += part;
    }
    return take_record(rows, rows->whole, length, err);
}

static bool take_cell(KmPageRows *rows, Bytes cell, size_t depth, KmError *err)
{
    uint64_t length = 0;
    uint64_t row = 0;
    if (!get_varint(&cell, &length) || !get_varint(&cell, &row)) {
        return damaged(err);
    }
    if ((int64_t)row < rows->first) {
        return true;
    }
    rows->is_done = (int64_t)row >= rows->end;
    if (rows->is_done) {
        return true;
    }
    if (length > rows->page_size - 35) {
        return read_overflow(rows, cell, length, depth, err);
    }
    return length <= (size_t)(cell.end - cell.at) ? take_record(rows, cell.at, length, err)
                                                  : damaged(err);
}

static bool walk(KmPageRows *rows, uint32_t number, size_t depth, KmError *err);

/* Each cell leads to the rows up to its number; the last page, in the header, to the others. */
static bool take_branch(KmPageRows *rows, Bytes cell, size_t depth, KmError *err)
{
    uint64_t last = 0;
    if (cell.end - cell.at < OVERFLOW_LINK) {
        return damaged(err);
    }
    uint32_t child = get_32(cell.at);
    cell.at += OVERFLOW_LINK;
    if (!get_varint(&cell, &last)) {
        return damaged(err);
    }
    return (int64_t)last < rows->first || walk(rows, child, depth + 1, err);
}

static bool walk(KmPageRows *rows, uint32_t number, size_t depth, KmError *err)
{
    const unsigned char *page = read_page(rows, number, depth, err);
    if (page == NULL) {
        return false;
    }
    bool is_leaf = page[0] == LEAF;
    size_t header = is_leaf ? 8 : 12;
    size_t n_cells = get_16(page + 3);
    if ((!is_leaf && page[0] != INTERIOR) || header + 2 * n_cells > rows->page_size) {
        return damaged(err);
    }
    for (size_t i = 0; i < n_cells && !rows->is_done; i++) {
        size_t at = get_16(page + header + 2 * i);
        Bytes cell = {page + at, page + rows->page_size};
        if (at < header + 2 * n_cells || at >= rows->page_size) {
            return damaged(err);
        }
        if (!(is_leaf ? take_cell(rows, cell, depth, err) : take_branch(rows, cell, depth, err))) {
            return false;
        }
    }
    return is_leaf || rows->is_done || walk(rows, get_32(page + 8), depth + 1, err);
}

bool km_page_rows_read(KmPageRows *rows, int64_t first, int64_t end, KmRowSink sink, KmError *err)
{
    rows->first = first;
    rows->end = end;
    rows->sink = sink;
    rows->unread = rows->n_pages;
    rows->is_done = first >= end;
    return rows->is_done || walk(rows, rows->root, 0, err);
}
