/* The tables of delivered rows: one `src_<contract>` per contract, created from a plain
 * description, filled from the caller's decoder a stretch of pages at a time (row_pages.h). Each
 * row has `levering` (delivery number) and `regel` (line); traces use these two, never rowid. A
 * persistent view with the contract's name shows the rows of the newest deliveries with codes as
 * words and ISO dates, for people with a sqlite3 shell. */
#ifndef ENGINE_STORE_TABLE_H
#define ENGINE_STORE_TABLE_H

#include "engine/store/store.h"

typedef enum {
    KM_COLUMN_INT,   /* INTEGER */
    KM_COLUMN_REAL,  /* REAL: hours, weights */
    KM_COLUMN_TEXT,  /* TEXT, nothing personal */
    KM_COLUMN_DATE,  /* INTEGER day number */
    KM_COLUMN_CODE,  /* INTEGER number in the code list `list`; 0 = onbekend */
    KM_COLUMN_PERSON /* INTEGER person number; the column is called `kind` */
} KmColumnType;

/* What the column of a personal number is called, whatever the contract. */
#define KM_PERSON_COLUMN "kind"
/* The keyed hash of birth date, sex and postcode by which rows without a number are linked. */
#define KM_LINK_COLUMN "koppelsleutel"
/* The keyed hash of a row's key, by which a `mutatie` replaces rows of earlier deliveries, and the
 * code that says which row is gone. */
#define KM_ROW_KEY_COLUMN "rijsleutel"
#define KM_ROW_GONE_COLUMN "mutatie"
#define KM_ROW_GONE_CODE "verwijderd"

typedef struct {
    const char *name; /* canonical field name [a-z0-9_]+ */
    KmColumnType type;
    const char *list;     /* code list of KM_COLUMN_CODE, else "" */
    const char *label_nl; /* for codebooks */
    const char *label_en;
} KmColumn;

/* What of time a delivery speaks for (DESIGN §4). */
typedef enum {
    KM_AUTHORITY_HISTORY,
    KM_AUTHORITY_PERIOD,
    KM_AUTHORITY_STAND,
    KM_AUTHORITY_REGISTER
} KmAuthority;

/* "history", "period", "stand", "register", as contracts write it. */
const char *km_authority_name(KmAuthority authority);
bool km_authority_find(const char *name, KmAuthority *ret_authority) KM_MUST_USE;

typedef struct {
    const char *contract; /* "ko_plaatsing" */
    const KmColumn *columns;
    size_t n_columns;
    KmAuthority authority;     /* the contract's default */
    const char *spell_from;    /* column of the row's own spell, "" when it has none (register: the
                                  authority) */
    const char *spell_to;      /* "" when open-ended or an event */
    bool end_inclusive;        /* the delivered end is the last day, not the first day no longer */
    const char *contract_hash; /* of the contract text last used */
} KmTableSpec;

/* Makes or widens the table and view, and remembers the description. Idempotent. */
bool km_table_ensure(KmStore *store, const KmTableSpec *spec, KmError *err) KM_MUST_USE;
/* All descriptions, by contract name. */
bool km_table_list(KmStore *store, KmArena *arena, KmTableSpec **ret_specs, size_t *ret_count,
                   KmError *err) KM_MUST_USE;

/* A code list: numbers are given by the store on first sight and never change; 0 is `onbekend`.
 * Labels follow the latest text. Returns the numbers in `ret_numbers` (one per code). */
typedef struct {
    const char *code;
    const char *label_nl;
    const char *label_en;
    int order;
} KmCode;
bool km_codes_ensure(KmStore *store, const char *list, const KmCode *codes, size_t n_codes,
                     int32_t *ret_numbers, KmError *err) KM_MUST_USE;
/* Codes by number: ret_codes[number]; [0] is "onbekend". */
bool km_codes_read(KmStore *store, KmArena *arena, const char *list, KmCode **ret_codes,
                   size_t *ret_count, KmError *err) KM_MUST_USE;

/* One cell; which of the three it holds, its type says (NULL: the integer 0). A text's bytes must
 * live until the next call of the source. */
typedef enum { KM_CELL_NULL, KM_CELL_INT, KM_CELL_REAL, KM_CELL_TEXT } KmCellType;
typedef struct {
    union {
        int64_t integer;
        double real;
        const char *text;
    };
    int32_t length; /* of a text */
    KmCellType type;
} KmCell;

/* Rows for the store. `next` fills `cells` (n of the columns asked for) and returns 1, returns 0 at
 * the end, −1 on failure with err filled. */
typedef struct {
    void *self;
    int (*next)(void *self, KmCell *cells, KmError *err);
} KmRowSource;

/* Inside a transaction. Cells come in the order: regel, then spec->columns. Lines never go down,
 * and no delivery is filled after a later one (KM_ERROR_BUG): so the rows of a delivery lie
 * together in the order of their lines, and are found without an index. */
bool km_table_insert(KmStore *store, const KmTableSpec *spec, int64_t delivery, KmRowSource source,
                     int64_t *ret_rows, KmError *err) KM_MUST_USE;
/* Takes out lines of a delivery that later lines of the same file replaced. */
bool km_table_delete_lines(KmStore *store, const KmTableSpec *spec, int64_t delivery,
                           const int64_t *lines, size_t n_lines, KmError *err) KM_MUST_USE;

/* Reads rows of the given deliveries in (delivery, line) order; a row callback gets: levering,
 * regel, then the asked columns as stored (codes as numbers, dates as day numbers). Return false
 * from `row` to stop with err. */
typedef struct {
    void *self;
    bool (*row)(void *self, const KmCell *cells, size_t n_cells, KmError *err);
} KmRowSink;
bool km_table_scan(KmStore *store, const char *contract, const char *const *columns,
                   size_t n_columns, const int64_t *deliveries, size_t n_deliveries, KmRowSink sink,
                   KmError *err) KM_MUST_USE;

/* The postcode register for one day (R3): calls row with pc6 TEXT, huisnummer INT (NULL: all),
 * buurt TEXT, wijk TEXT of the delivery in force. `ret_found` false: no R3 covers that day. */
bool km_table_scan_postcodes(KmStore *store, KmDate day, KmRowSink sink, bool *ret_found,
                             KmError *err) KM_MUST_USE;

#endif
