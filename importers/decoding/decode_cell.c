#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_CODE = 256 };

void km_decoder_reserve(KmDecoder *d, size_t bytes)
{
    if (d->text_capacity - d->text_used < bytes) {
        size_t capacity = d->text_capacity * 2 > bytes ? d->text_capacity * 2 : bytes;
        d->text = km_alloc(d->arena, capacity);
        d->text_capacity = capacity;
        d->text_used = 0;
    }
}

char *km_decoder_text(KmDecoder *d, const char *bytes, size_t length)
{
    char *place = d->text + d->text_used;
    memcpy(place, bytes, length);
    d->text_used += length;
    return place;
}

static void raise_outcome(KmDecoder *d, KmOutcome outcome)
{
    /* refused outweighs duplicate, duplicate remarked, remarked accepted */
    static const int weight[] = {[KM_OUTCOME_ACCEPTED] = 0,
                                 [KM_OUTCOME_REMARKED] = 1,
                                 [KM_OUTCOME_DUPLICATE] = 2,
                                 [KM_OUTCOME_REFUSED] = 3,
                                 [KM_OUTCOME_SKIPPED] = 4};
    if (weight[outcome] > weight[d->row->outcome]) {
        d->row->outcome = outcome;
    }
}

const char *km_decoder_record(const KmDecoder *d, char bytes[KM_RECORD_BYTES])
{
    int column = d->setup.header->record_column;
    if (column < 0 || column >= d->row->record.n_fields) {
        return NULL;
    }
    KmSlice cell = km_slice_trim(d->row->record.fields[column]);
    if (!km_record_number(cell)) {
        return NULL;
    }
    memcpy(bytes, cell.bytes, cell.length);
    bytes[cell.length] = '\0';
    return bytes;
}

/* Of the text that the cell is, in whatever encoding: a curly quote is one character in each. */
static void value_class(KmDecoder *d, KmSlice cell, char ret_class[KM_VALUE_CLASS_BYTES])
{
    KmArenaMark mark = km_arena_mark(d->scratch);
    char *utf8 = km_alloc(d->scratch, 3 * cell.length + 1);
    km_value_class((KmSlice){utf8, km_encoding_to_utf8(cell, utf8)}, ret_class);
    km_arena_reset(d->scratch, mark);
}

void km_decoder_note(KmDecoder *d, KmRule rule, int field, KmOutcome outcome, const char *argument)
{
    char class[KM_VALUE_CLASS_BYTES] = "";
    char record[KM_RECORD_BYTES];
    KmNote note = {.rule = rule,
                   .outcome = outcome,
                   .line = d->row->record.line,
                   .argument = argument,
                   .record = km_decoder_record(d, record)};
    if (field >= 0) {
        int column = d->plan.columns[field];
        note.column = column + 1;
        note.field =
            column < 0 ? d->setup.contract->fields[field].name : d->setup.header->names[column];
        value_class(d, d->row->fields[field].cell, class);
        note.value = class;
    }
    km_finding_book_note(d->setup.findings, &note);
    raise_outcome(d, outcome);
}

/* Where nobody sees what is wrong with a cell, that is what is said. */
static KmRule visible_fault(const KmDecoder *d, int field, KmRule rule)
{
    return km_field_has_control(d->row->fields[field].cell) ? KM_RULE_VALUE_CONTROL : rule;
}

void km_decoder_reject(KmDecoder *d, int field, KmRule rule, const char *argument)
{
    bool required = d->setup.contract->fields[field].value_required;
    d->row->fields[field].is_bad = true;
    km_decoder_note(d, visible_fault(d, field, rule), field,
                    required ? KM_OUTCOME_REFUSED : KM_OUTCOME_REMARKED, argument);
}

void km_decoder_put_text(KmDecoder *d, int field, const char *bytes, size_t length)
{
    if (d->setup.contract->fields[field].cell >= 0) {
        km_decoder_put(d, field,
                       (KmCell){.type = KM_CELL_TEXT,
                                .text = km_decoder_text(d, bytes, length),
                                .length = (int32_t)length});
    }
}

static void decode_school_year(KmDecoder *d, int field, KmSlice cell)
{
    char year[KM_SCHOOL_YEAR_BYTES];
    KmRule rule = km_field_school_year(cell, year);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else {
        km_decoder_put_text(d, field, year, strlen(year));
    }
}

static void decode_rio(KmDecoder *d, int field, KmSlice cell)
{
    char rio[8];
    KmRule rule = km_field_rio(cell, rio);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else {
        km_decoder_put_text(d, field, rio, strlen(rio));
    }
}

KmSlice km_decoder_utf8(KmDecoder *d, KmSlice cell)
{
    if (km_slice_is_ascii(cell)) {
        return cell;
    }
    char *place = d->text + d->text_used;
    return (KmSlice){place, km_encoding_to_utf8(cell, place)};
}

KmMemo *km_decoder_memo(KmDecoder *d, int field, KmSlice cell)
{
    uint64_t hash = km_hash_bytes(cell.bytes, cell.length);
    return &d->memos[field][hash >> 32 & (d->n_memos[field] - 1)];
}

/* The number of a code; -1 when the spelling is not known or may mean several codes. */
static int32_t code_number(KmDecoder *d, int field, KmSlice cell)
{
    bool fits = cell.length <= MEMO_BYTES;
    KmMemo *memo = fits ? km_decoder_memo(d, field, cell) : NULL;
    if (fits && km_memo_is_of(memo, cell)) {
        return memo->number;
    }
    if (cell.length > LONGEST_CODE) {
        return -1;
    }
    int code = km_codelist_match(d->setup.contract->fields[field].list, km_decoder_utf8(d, cell),
                                 d->scratch);
    if (code == KM_CODE_AMBIGUOUS || (code == KM_CODE_NO_MATCH && !km_field_is_missing(cell))) {
        return -1;
    }
    int32_t number = code < 0 ? 0 : d->setup.numbers[field][code];
    if (fits) {
        memo->length = (uint8_t)cell.length;
        memcpy(memo->bytes, cell.bytes, cell.length);
        memo->number = number;
    }
    return number;
}

static void decode_code(KmDecoder *d, int field, KmSlice cell)
{
    const KmField *f = &d->setup.contract->fields[field];
    int32_t number = code_number(d, field, cell);
    if (number < 0 && field == d->setup.contract->mutation) {
        d->row->fields[field].is_bad = true; /* said of the row (decode_row.c) */
        return;
    }
    if (number < 0) {
        KmSlice utf8 = km_decoder_utf8(d, cell);
        const char *between =
            cell.length > LONGEST_CODE ? NULL : km_codelist_between(f->list, utf8, d->scratch);
        km_decoder_reject(d, field, between != NULL ? KM_RULE_CODE_AMBIGUOUS : KM_RULE_CODE_UNKNOWN,
                          between != NULL ? between : f->codes_shown);
        return;
    }
    km_decoder_put(d, field, (KmCell){.type = KM_CELL_INT, .integer = number});
}

/* `thuistaal|opleiding`: the known ones stay, an unknown one is said. */
static void decode_codes(KmDecoder *d, int field, KmSlice cell)
{
    const KmField *f = &d->setup.contract->fields[field];
    char *start = d->text + d->text_used;
    size_t written = 0;
    const char *between = NULL;
    bool bad = false;
    for (size_t at = 0; at <= cell.length;) {
        size_t end = at;
        while (end < cell.length && cell.bytes[end] != '|') {
            end++;
        }
        KmSlice part = km_slice_trim((KmSlice){cell.bytes + at, end - at});
        int code = km_codelist_match(f->list, part, d->scratch);
        if (code >= 0) {
            const char *text = f->list->codes[code].code;
            written += (size_t)snprintf(start + written, LONGEST_CODE, "%s%s",
                                        written > 0 ? "|" : "", text);
        }
        bad = bad || (code == KM_CODE_NO_MATCH && part.length > 0);
        between =
            code == KM_CODE_AMBIGUOUS ? km_codelist_between(f->list, part, d->scratch) : between;
        at = end + 1;
    }
    if (between != NULL) {
        km_decoder_reject(d, field, KM_RULE_CODE_AMBIGUOUS, between);
    } else if (bad) {
        km_decoder_reject(d, field, KM_RULE_CODE_UNKNOWN, f->codes_shown);
    }
    if (written > 0 && f->cell >= 0) {
        d->text_used += written;
        km_decoder_put(d, field,
                       (KmCell){.type = KM_CELL_TEXT, .text = start, .length = (int32_t)written});
    }
}

static void decode_person(KmDecoder *d, int field, KmSlice cell)
{
    KmRule rule = km_field_person(cell, &d->row->person_number, &d->row->person_kind);
    d->row->has_number = rule == KM_RULE_NONE || rule == KM_RULE_PERSON_ODD;
    if (rule == KM_RULE_PERSON_ODD) {
        km_decoder_note(d, rule, field, KM_OUTCOME_REMARKED, NULL);
    } else if (rule != KM_RULE_NONE) {
        d->row->fields[field].is_bad = true;
        km_decoder_note(d, visible_fault(d, field, rule), field, KM_OUTCOME_REFUSED, NULL);
    }
}

static void decode_pseudonym(KmDecoder *d, int field, KmSlice cell)
{
    KmRule rule = km_field_pseudonym(cell, d->row->pseudonym);
    d->row->has_pseudonym = rule == KM_RULE_NONE;
    if (rule != KM_RULE_NONE) {
        d->row->fields[field].is_bad = true;
        km_decoder_note(d, rule, field, KM_OUTCOME_REFUSED, NULL);
    }
}

static void decode_key_version(KmDecoder *d, int field, KmSlice cell)
{
    d->row->generation = km_key_generation_of(d->setup.key, cell.bytes, cell.length);
    d->other_key = d->row->generation < 0 ? field : d->other_key;
}

static void decode_lrk(KmDecoder *d, int field, KmSlice cell)
{
    char lrk[16];
    KmRule rule = km_field_lrk(cell, lrk);
    if (rule == KM_RULE_LRK_INVALID) {
        km_decoder_reject(d, field, rule, NULL);
        return;
    }
    if (rule == KM_RULE_LRK_ODD) {
        km_decoder_note(d, rule, field, KM_OUTCOME_REMARKED, NULL);
    }
    km_decoder_put_text(d, field, lrk, strlen(lrk));
}

static void decode_postcode(KmDecoder *d, int field, KmSlice cell)
{
    char pc6[7];
    KmRule rule = km_field_postcode(cell, pc6);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
        return;
    }
    memcpy(d->row->pc6, pc6, sizeof d->row->pc6);
    km_decoder_put_text(d, field, pc6, 6);
}

static void decode_region(KmDecoder *d, int field, KmSlice cell)
{
    const KmField *f = &d->setup.contract->fields[field];
    char code[16];
    KmRule rule = km_field_region(cell, f->prefix, f->digits, code);
    if (rule != KM_RULE_NONE) {
        char wanted[40];
        (void)snprintf(wanted, sizeof wanted, "%s + %d", f->prefix, f->digits);
        km_decoder_reject(d, field, rule, wanted);
        return;
    }
    km_decoder_put_text(d, field, code, strlen(code));
}

static void decode_filled(KmDecoder *d, KmFieldKind kind, int field, KmSlice cell)
{
    switch (kind) {
    case KM_KIND_TEXT:
        km_decode_text(d, field, cell);
        return;
    case KM_KIND_PERSON:
        decode_person(d, field, cell);
        return;
    case KM_KIND_PSEUDONYM:
        decode_pseudonym(d, field, cell);
        return;
    case KM_KIND_KEY_VERSION:
        decode_key_version(d, field, cell);
        return;
    case KM_KIND_DATE:
    case KM_KIND_MONTH:
        km_decode_date(d, field, cell);
        return;
    case KM_KIND_SCHOOL_YEAR:
        decode_school_year(d, field, cell);
        return;
    case KM_KIND_INTEGER:
        km_decode_integer(d, field, cell);
        return;
    case KM_KIND_NUMBER:
    case KM_KIND_HOURS:
    case KM_KIND_MONEY:
    case KM_KIND_PERCENT:
        km_decode_number(d, field, cell);
        return;
    case KM_KIND_SMALL_COUNT:
        km_decode_small_count(d, field, cell);
        return;
    case KM_KIND_CODE:
        decode_code(d, field, cell);
        return;
    case KM_KIND_CODES:
        decode_codes(d, field, cell);
        return;
    case KM_KIND_CONTRACT:
    case KM_KIND_CONTRACTS:
        km_decode_contracts(d, field, cell);
        return;
    case KM_KIND_BRIN:
        km_decode_brin(d, field, cell);
        return;
    case KM_KIND_BRANCH: /* read with the BRIN */
        return;
    case KM_KIND_RIO:
        decode_rio(d, field, cell);
        return;
    case KM_KIND_LRK:
        decode_lrk(d, field, cell);
        return;
    case KM_KIND_POSTCODE:
        decode_postcode(d, field, cell);
        return;
    case KM_KIND_REGION:
        decode_region(d, field, cell);
        return;
    case KM_KIND_HASH:
        km_decode_hash(d, field, cell);
        return;
    }
}

static bool is_one_of(KmSlice cell, const KmSlice *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (texts[i].length == cell.length &&
            km_same_bytes(texts[i].bytes, cell.bytes, cell.length)) {
            return true;
        }
    }
    return false;
}

/* Words such as "onbekend" are codes where a list says so, else they say that nothing is known. */
static bool is_missing(const KmDecoder *d, const KmField *f, KmSlice cell)
{
    const KmContract *c = d->setup.contract;
    if (f->kind == KM_KIND_SMALL_COUNT && km_hidden_sign(c, cell) != NULL) {
        return false;
    }
    if (is_one_of(cell, d->plan.missing, c->n_missing)) {
        return true;
    }
    if (f->kind == KM_KIND_TEXT || f->kind == KM_KIND_HASH) {
        return km_field_is_empty(cell);
    }
    return f->kind == KM_KIND_CODE ? cell.length == 0 : km_field_is_missing(cell);
}

/* Most cells show it by their first byte. */
static inline bool is_filled(const KmDecoder *d, const KmField *f, KmSlice cell)
{
    bool is_clear = cell.length == 0 ? f->kind != KM_KIND_SMALL_COUNT
                                     : !d->plan.may_be_missing[(unsigned char)cell.bytes[0]];
    return is_clear ? cell.length > 0 : !is_missing(d, f, cell);
}

static inline void decode_cell(KmDecoder *d, const KmField *f, int field, KmSlice cell)
{
    KmFieldState *state = &d->row->fields[field];
    *state = (KmFieldState){.cell = cell, .is_filled = is_filled(d, f, cell)};
    const char *error = state->is_filled && cell.length > 0 && cell.bytes[0] == '#'
                            ? km_field_sheet_error(cell)
                            : NULL;
    if (error != NULL) {
        km_decoder_reject(d, field, KM_RULE_VALUE_SHEET_ERROR, error);
    } else if (state->is_filled) {
        decode_filled(d, f->kind, field, cell);
    } else if (f->value_required && field != d->setup.contract->person) {
        km_decoder_reject(d, field, KM_RULE_VALUE_MISSING, NULL);
    }
    if (f->column_required) {
        d->tally.cells_required++;
        d->tally.cells_filled += state->is_filled && !state->is_bad ? 1 : 0;
    }
}

void km_decode_cells(KmDecoder *d)
{
    const KmField *fields = d->setup.contract->fields;
    const KmSlice *given = d->row->record.fields;
    int n_given = d->row->record.n_fields;
    int n = (int)d->setup.contract->n_fields;
    for (int i = 0; i < n; i++) {
        int column = d->plan.columns[i];
        bool is_there = column >= 0 && column < n_given;
        decode_cell(d, &fields[i], i, is_there ? km_slice_trim(given[column]) : (KmSlice){"", 0});
    }
}
