/* What the decoder's files share: decoder.c (records in, rows out), decode_cell.c (one cell),
 * decode_number.c (dates and numbers),
 * decode_text.c (texts), decode_row.c (rules over a whole row), decode_plan.c (what
 * holds for all rows), decode_succession.c (schools that go on), decode_once.c (what two rows
 * may not both name), no_data.c (totals and what else is
 * no row of data). */
#ifndef IMPORTERS_DECODING_DECODER_INNER_H
#define IMPORTERS_DECODING_DECODER_INNER_H

#include "importers/contract/pattern.h"
#include "importers/decoding/decoder.h"
#include "importers/decoding/keyset.h"
#include "importers/fields/short_bytes.h"

enum { FEWEST_MEMOS = 32, MOST_MEMOS = 4096, FORM_MEMOS = 256, MEMO_BYTES = 43 };

/* A spelling met before and the number of its code. */
typedef struct {
    uint8_t length; /* 0: free */
    char bytes[MEMO_BYTES];
    int32_t number;
} KmMemo;

static inline bool km_memo_is_of(const KmMemo *memo, KmSlice cell)
{
    return memo->length == cell.length && km_same_bytes(memo->bytes, cell.bytes, cell.length);
}

enum { KM_BYTES = 256 };

/* What is the same for all rows of a file. */
typedef struct {
    int *columns;    /* of the file, per field; −1: not delivered */
    size_t *bounded; /* fields held to a bound or to another field */
    size_t n_bounded;
    KmCell *blank;                 /* a row without any value, with regel */
    KmSlice *missing;              /* the contract's words for it */
    bool may_be_missing[KM_BYTES]; /* cells that begin with this byte */
} KmDecodePlan;

typedef struct {
    KmSlice cell; /* trimmed; empty when the column was not delivered */
    bool is_filled;
    bool is_bad; /* filled, but not usable */
} KmFieldState;

enum { KM_WAITING_ROWS = 64 };

/* A decoded row that waits for its key and its person to be looked up: what they are compared with
 * lies far apart in memory, and is fetched for all rows that wait before the first is looked up. */
typedef struct {
    KmRecord record;
    KmOutcome outcome;
    KmCell *cells; /* of the spec's columns, without regel */
    KmFieldState *fields;
    uint64_t row_hash, key_hash;
    uint32_t person_number;
    int64_t person;   /* in the store; 0: none */
    int64_t foreseen; /* its number's person; 0: a new one's, with `pseudonym`; −1: not looked up */
    KmPersonKind person_kind;
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    bool has_number, has_pseudonym;
    bool is_data;    /* its cells were read */
    bool is_outside; /* of the period */
    int generation;  /* of the key that the row names */
    char pc6[7];     /* "" when there is none */
} KmDecodedRow;

/* What a register of successions told in a row before. */
typedef struct KmTold KmTold;
/* What a row names that no other may. */
typedef struct KmHeld KmHeld;

enum { KM_RECORD_BYTES = 24 };

struct KmDecoder {
    KmDecoderSetup setup;
    KmArena *arena;
    KmArena *scratch;
    KmTally tally;
    KmDecodePlan plan;
    KmKeyset *keys;
    KmMemo **memos;       /* per field with a list or a form, some for each of its words */
    unsigned *n_memos;    /* a power of two */
    KmPattern **patterns; /* per field; NULL: it may be anything */
    KmDateTally *dates;   /* per field */
    KmColumnSum *sums;    /* per total of the contract */
    KmDayBooks days;
    int64_t *replaced;
    size_t n_replaced, replaced_capacity;
    KmTold *told; /* by line; at the end by BRIN */
    size_t n_told, told_capacity;
    KmHeld *held; /* by line */
    size_t n_held, held_capacity;
    int64_t block;   /* of the sheet, to which the row at hand belongs */
    int block_cells; /* of the first row of it */
    size_t n_cells;  /* of a row, with regel */
    KmDecodedRow waiting[KM_WAITING_ROWS];
    size_t n_waiting, n_given; /* of them, handed on */
    bool has_ended;
    KmCell *waiting_cells;
    KmFieldState *waiting_fields;
    char *text; /* texts of the waiting rows' cells */
    size_t text_used, text_capacity;
    KmDecodedRow *row; /* at hand */
    int other_key;     /* the field that names a key we do not have; −1: none did */
};

static inline bool km_decoder_keeps(const KmDecoder *d)
{
    return d->row->outcome == KM_OUTCOME_ACCEPTED || d->row->outcome == KM_OUTCOME_REMARKED;
}

/* The value of a field in the row at hand; nothing when the field is not stored. */
static inline void km_decoder_put(const KmDecoder *d, int field, KmCell cell)
{
    int place = d->setup.contract->fields[field].cell;
    if (place >= 0) {
        d->row->cells[place] = cell;
    }
}

/* The date of a field in the row at hand; false when it has none. */
static inline bool km_decoder_date(const KmDecoder *d, int field, KmDate *ret_date)
{
    int cell = field < 0 ? -1 : d->setup.contract->fields[field].cell;
    if (cell < 0 || d->row->cells[cell].type != KM_CELL_INT) {
        return false;
    }
    *ret_date = (KmDate)d->row->cells[cell].integer;
    return true;
}

/* decode_cell.c: all cells of the row at hand */
void km_decode_cells(KmDecoder *d);
/* Room for texts of the row at hand; never moves what was given before to rows that wait. */
void km_decoder_reserve(KmDecoder *d, size_t bytes);
char *km_decoder_text(KmDecoder *d, const char *bytes, size_t length);
/* Notes a finding about a field (−1: the row) with this outcome, which the row then has at least.
 */
void km_decoder_note(KmDecoder *d, KmRule rule, int field, KmOutcome outcome, const char *argument);
/* What the deliverer calls the row at hand; NULL when that is not known or not to be shown. */
const char *km_decoder_record(const KmDecoder *d, char bytes[KM_RECORD_BYTES]);
/* A value that will not do: the row is refused when it is mandatory, else it goes without it. */
void km_decoder_reject(KmDecoder *d, int field, KmRule rule, const char *argument);
/* A number that lost digits may be anybody's: the row is refused. */
void km_decoder_refuse_damaged(KmDecoder *d, int field);
void km_decoder_put_text(KmDecoder *d, int field, const char *bytes, size_t length);

/* decode_plan.c */
KmDecodePlan km_decode_plan(KmArena *arena, const KmContract *contract, const KmHeader *header);

/* decode_days.c */
KmDayBooks km_day_books_open(KmArena *arena, const KmContract *contract, KmDate first);
/* Of a row that is kept. */
void km_decode_days(KmDecoder *d);

/* The cell as UTF-8 in the row's text; given back at once, so only its length counts. */
KmSlice km_decoder_utf8(KmDecoder *d, KmSlice cell);
/* Where a spelling of the field is remembered. */
KmMemo *km_decoder_memo(KmDecoder *d, int field, KmSlice cell);

/* decode_text.c */
/* Rejects a value with more characters than its contract allows. */
bool km_decoder_is_too_long(KmDecoder *d, int field, KmSlice cell);
void km_decode_text(KmDecoder *d, int field, KmSlice cell);
void km_decode_contracts(KmDecoder *d, int field, KmSlice cell);

/* decode_number.c */
void km_decode_date(KmDecoder *d, int field, KmSlice cell);
void km_decode_number(KmDecoder *d, int field, KmSlice cell);
void km_decode_integer(KmDecoder *d, int field, KmSlice cell);
void km_decode_small_count(KmDecoder *d, int field, KmSlice cell);
/* What the contract says a sign stands for; NULL when it says nothing. */
const KmHiddenSign *km_hidden_sign(const KmContract *contract, KmSlice cell);

/* decode_partner.c: the name under which a partner delivers, as file names spell it */
void km_decode_partner(KmDecoder *d, int field, KmSlice utf8);

/* decode_brin.c: with the site that stands in a column of its own */
void km_decode_brin(KmDecoder *d, int field, KmSlice cell);

/* decode_person.c */
void km_decode_hash(KmDecoder *d, int field, KmSlice cell);

/* decode_row.c */
/* Where the code of a field stands on the ladder of its list; 0: unknown, or beside the ladder. */
int km_decoder_ladder_step(const KmDecoder *d, int field);
/* Order of dates, district, period. */
void km_decode_rules(KmDecoder *d);
/* What tells the row from others. */
void km_decode_hashes(KmDecoder *d);
/* Duplicates and replacements. */
void km_decode_key(KmDecoder *d);

/* Of a row handed on before: it does not count after all, and the caller says as what it does. */
void km_decoder_take_back(KmDecoder *d, int64_t line, bool was_remarked);

/* decode_succession.c: does nothing for a contract that tells of no successors */
void km_succession_check_row(KmDecoder *d);
/* The row at hand has the key of the one on line `earlier`. True when they name different
 * successors: both are refused. */
bool km_succession_parts(KmDecoder *d, int64_t earlier);
void km_succession_replaced(KmDecoder *d, int64_t earlier);
void km_succession_keep(KmDecoder *d);
/* After the last row: refuses rows by which a school is back at itself on one day. */
void km_succession_end(KmDecoder *d);

/* decode_once.c: does nothing for a contract without `km:once` */
void km_once_keep(KmDecoder *d);
/* After the last row: remarks rows that name what a row before names on the same day. */
void km_once_end(KmDecoder *d);

/* no_data.c */
bool km_row_is_empty(const KmDecoder *d);
/* Why the row is no row of data: a total, a header, units, a note; else KM_RULE_NONE. */
KmRule km_row_without_data(const KmDecoder *d);

/* decode_person.c */
/* A row of somebody who was erased is read as if it were not there. */
void km_decode_erased(KmDecoder *d);
/* The row's person, whom only a row that is kept makes known. Before the row is counted: it may be
 * remarked for what tells that two children have one number. */
void km_decode_identity(KmDecoder *d);
/* Sums, days, links. */
void km_decode_finish(KmDecoder *d);

#endif
