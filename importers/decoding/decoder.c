#include "importers/decoding/decoder.h"

#include "importers/decoding/decoder_inner.h"
#include "importers/dialect/row_shapes.h"

#include <stdio.h>
#include <string.h>

enum { PROGRESS_ROWS = 8192, SLACK_PER_FIELD = 272 };

static void open_memos(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    d->memos = KM_NEW_ARRAY(d->arena, KmMemo *, c->n_fields);
    d->n_memos = KM_NEW_ARRAY(d->arena, unsigned, c->n_fields);
    d->patterns = KM_NEW_ARRAY(d->arena, KmPattern *, c->n_fields);
    for (size_t i = 0; i < c->n_fields; i++) {
        const KmField *field = &c->fields[i];
        const KmCodeList *list = field->list;
        unsigned n = FEWEST_MEMOS;
        while (list != NULL && n < MOST_MEMOS && n < 4 * list->n_words) {
            n *= 2;
        }
        if (field->kind == KM_KIND_TEXT && field->pattern[0] != '\0') {
            d->patterns[i] = km_pattern_open(d->arena, field->pattern);
            n = FORM_MEMOS;
        }
        d->memos[i] =
            list != NULL || d->patterns[i] != NULL ? KM_NEW_ARRAY(d->arena, KmMemo, n) : NULL;
        d->n_memos[i] = n;
    }
}

KmDecoder *km_decoder_open(KmArena *arena, const KmDecoderSetup *setup)
{
    KmDecoder *d = KM_NEW(arena, KmDecoder);
    size_t n_fields = setup->contract->n_fields;
    d->setup = *setup;
    d->arena = arena;
    d->scratch = arena;
    d->other_key = -1;
    km_persons_begin_file(setup->persons);
    d->keys = km_keyset_open(arena, km_input_encoding(setup->input)->lines);
    open_memos(d);
    d->plan = km_decode_plan(arena, setup->contract, setup->header);
    d->n_cells = 1 + setup->contract->spec.n_columns;
    d->waiting_cells = KM_NEW_ARRAY(arena, KmCell, KM_WAITING_ROWS * d->n_cells);
    d->waiting_fields = KM_NEW_ARRAY(arena, KmFieldState, KM_WAITING_ROWS * n_fields);
    d->sums = KM_NEW_ARRAY(arena, KmColumnSum, setup->contract->n_totals);
    d->dates = KM_NEW_ARRAY(arena, KmDateTally, n_fields);
    d->days = km_day_books_open(arena, setup->contract, setup->days_from);
    return d;
}

void km_decoder_close(KmDecoder *decoder)
{
    if (decoder != NULL) {
        km_keyset_close(decoder->keys);
        for (size_t i = 0; i < decoder->setup.contract->n_fields; i++) {
            km_pattern_close(decoder->patterns[i]);
        }
    }
}

const KmTally *km_decoder_tally(const KmDecoder *decoder)
{
    return &decoder->tally;
}

const KmColumnSum *km_decoder_sums(const KmDecoder *decoder)
{
    return decoder->sums;
}

KmDayBooks km_decoder_days(const KmDecoder *decoder)
{
    return decoder->days;
}

const int64_t *km_decoder_replaced(const KmDecoder *decoder, size_t *ret_count)
{
    *ret_count = decoder->n_replaced;
    return decoder->replaced;
}

int km_decoder_torn_field(const KmDecoder *decoder, KmDateTally *ret_tally)
{
    for (size_t i = 0; i < decoder->setup.contract->n_fields; i++) {
        *ret_tally = decoder->dates[i];
        if (ret_tally->other > 1 && ret_tally->other * 20 > ret_tally->read) {
            return (int)i;
        }
    }
    return -1;
}

static void refuse_row(KmDecoder *d, KmRule rule, const char *argument)
{
    km_decoder_note(d, rule, -1, KM_OUTCOME_REFUSED, argument);
}

/* The cells that are missing are those that all sixteen rows of the sheet left empty. */
static bool is_short_by_block(const KmDecoder *d)
{
    const KmHeader *header = d->setup.header;
    if (!d->setup.dialect->in_blocks || d->row->record.n_fields != d->block_cells) {
        return false;
    }
    for (int i = d->row->record.n_fields; i < header->n_columns; i++) {
        int field = header->field_of_column[i];
        if (field >= 0 && d->setup.contract->fields[field].value_required) {
            return false;
        }
    }
    return true;
}

/* Rows that cannot be read cell by cell. True: dealt with. */
static bool refuse_shape(KmDecoder *d)
{
    char argument[40];
    const KmHeader *header = d->setup.header;
    char separator = d->setup.dialect->separator;
    int cells = d->row->record.n_fields;
    int filled = km_row_filled_cells(&d->row->record);
    bool is_long =
        filled > header->n_columns || (cells > header->n_cells && cells != d->setup.dialect->cells);
    if (d->row->record.broken > 0) {
        refuse_row(d, KM_RULE_ROW_QUOTING, NULL);
        return true;
    }
    if (!is_long && (cells >= header->n_columns || is_short_by_block(d))) {
        return false;
    }
    char other = is_long ? '\0' : km_row_other_sign(&d->row->record, header, separator);
    if (other != '\0') {
        (void)snprintf(argument, sizeof argument, "%s / %s", km_sign_name(separator),
                       km_sign_name(other));
        refuse_row(d, KM_RULE_ROW_OTHER_SIGN, argument);
        return true;
    }
    (void)snprintf(argument, sizeof argument, "%d / %d",
                   filled > header->n_columns ? filled : cells, header->n_columns);
    refuse_row(d, is_long ? KM_RULE_ROW_LONG : KM_RULE_ROW_SHORT, argument);
    return true;
}

/* Rows that hold no data. True: dealt with. */
static bool skip_no_data(KmDecoder *d)
{
    KmRule rule = d->row->record.broken > 0 ? KM_RULE_NONE : km_row_without_data(d);
    if (rule != KM_RULE_NONE) {
        km_decoder_note(d, rule, -1, KM_OUTCOME_SKIPPED, NULL);
    }
    return rule != KM_RULE_NONE;
}

static size_t text_needed(const KmDecoder *d)
{
    const KmRecord *r = &d->row->record;
    size_t slack = (size_t)d->setup.contract->n_fields * SLACK_PER_FIELD;
    if (r->n_fields == 0) {
        return slack;
    }
    /* The cells lie one behind the other. */
    const KmSlice *last = &r->fields[r->n_fields - 1];
    return slack + 3 * (size_t)(last->bytes + last->length - r->fields[0].bytes);
}

static void begin_row(KmDecoder *d)
{
    KmCell *cells = d->waiting_cells + d->n_waiting * d->n_cells;
    memcpy(cells, d->plan.blank, d->n_cells * sizeof *cells);
    d->row->cells = cells + 1;
    d->row->fields = d->waiting_fields + d->n_waiting * d->setup.contract->n_fields;
    d->row->outcome = KM_OUTCOME_ACCEPTED;
    d->row->has_number = false;
    d->row->has_pseudonym = false;
    d->row->person = 0;
    d->row->is_data = false;
    d->row->is_outside = false;
    d->row->generation = (int)km_key_generations(d->setup.key) - 1;
    d->row->pc6[0] = '\0';
}

static void decode_fields(KmDecoder *d)
{
    km_decoder_reserve(d, text_needed(d));
    km_decode_cells(d);
    if (d->row->has_pseudonym && d->row->generation >= 0) {
        km_pseudonym_renew(d->setup.key, (size_t)d->row->generation, d->row->pseudonym);
    }
    km_decode_rules(d);
    d->row->is_data = true;
    km_decode_erased(d);
    if (!km_decoder_keeps(d)) {
        return; /* before its key, which would make its person known */
    }
    km_decode_hashes(d);
    if (d->row->has_number) {
        km_persons_expect(d->setup.persons, d->row->person_number, d->row->person_kind);
    }
}

static void count_row(KmDecoder *d)
{
    d->tally.lines_read += d->row->outcome == KM_OUTCOME_SKIPPED ? 0 : 1;
    switch (d->row->outcome) {
    case KM_OUTCOME_ACCEPTED:
        d->tally.accepted++;
        return;
    case KM_OUTCOME_REMARKED:
        d->tally.remarked++;
        return;
    case KM_OUTCOME_REFUSED:
        d->tally.refused++;
        return;
    case KM_OUTCOME_DUPLICATE:
        d->tally.duplicate++;
        return;
    case KM_OUTCOME_SKIPPED:
        d->tally.skipped++;
        return;
    }
}

static bool report_progress(const KmDecoder *d, KmError *err)
{
    const KmProgress *progress = d->setup.progress;
    if (progress == NULL || progress->step == NULL || d->tally.lines_read % PROGRESS_ROWS != 0) {
        return true;
    }
    return progress->step(progress->self, d->setup.contract->name, km_input_done(d->setup.input),
                          km_input_size(d->setup.input)) ||
           km_error_set(err, KM_ERROR_INTERRUPTED, "stopped; nothing of this import was kept");
}

/* With another key every child of the file would count as a new one. */
static bool check_key(const KmDecoder *d, KmError *err)
{
    if (d->other_key < 0) {
        return true;
    }
    const char *ours = km_key_id(d->setup.key);
    int column = d->setup.header->column_of_field[d->other_key];
    (void)km_error_at(err, KM_ERROR_INPUT, "", d->row->record.line, column + 1,
                      "these pseudonyms were made with another key: column '%s' should be %s and "
                      "holds a value of %zu characters; every child would count as a new one",
                      d->setup.header->names[column], ours,
                      d->row->fields[d->other_key].cell.length);
    (void)km_error_code(err, "file-other-key", ours);
    return km_error_hint(err,
                         "ask the deliverer for a file made with the key %s, or for one with "
                         "the BSN where that is allowed",
                         ours);
}

/* All of a row that can be said of it alone. */
static void decode_record(KmDecoder *d)
{
    begin_row(d);
    if (!skip_no_data(d) && !refuse_shape(d)) {
        decode_fields(d);
    }
    d->n_waiting++;
}

/* And what depends on the rows before it. */
static void resolve_row(KmDecoder *d, KmDecodedRow *row)
{
    d->row = row;
    if (d->row->is_data && km_decoder_keeps(d)) {
        km_decode_key(d);
        bool was_remarked = d->row->outcome == KM_OUTCOME_REMARKED;
        km_decode_identity(d);
        if (d->row->outcome == KM_OUTCOME_REMARKED && !was_remarked) {
            km_keyset_remark(d->keys, d->row->key_hash);
        }
    }
    count_row(d);
    if (km_decoder_keeps(d)) {
        km_succession_keep(d);
        km_once_keep(d);
        km_decode_finish(d);
    }
}

static void see_block(KmDecoder *d)
{
    int64_t block = d->row->record.row / KM_SHEET_BLOCK;
    if (block != d->block) {
        d->block = block;
        d->block_cells = d->row->record.n_fields;
    }
}

/* Decodes records until enough wait, or those at hand have to be let go. */
static int read_waiting(KmDecoder *d, KmError *err)
{
    int got = 1;
    d->n_waiting = 0;
    d->n_given = 0;
    d->text_used = 0;
    for (bool goes_on = true; goes_on && d->n_waiting < KM_WAITING_ROWS;) {
        d->row = &d->waiting[d->n_waiting];
        got = d->setup.records.next(d->setup.records.self, &d->row->record, err);
        if (got != 1) {
            return got;
        }
        goes_on = !d->row->record.is_last;
        see_block(d);
        bool is_above = d->row->record.line <= d->setup.header->line;
        if (is_above || (d->row->record.broken == 0 && km_row_is_empty(d))) {
            continue;
        }
        decode_record(d);
        if (!check_key(d, err)) {
            return -1;
        }
    }
    return got;
}

static bool has_person_to_find(const KmDecodedRow *row)
{
    return row->has_number && row->is_data && row->outcome != KM_OUTCOME_REFUSED &&
           row->outcome != KM_OUTCOME_SKIPPED;
}

/* What was called for has come by now; where the pseudonyms of new persons belong is next. */
static void foresee_persons(KmDecoder *d)
{
    for (size_t i = 0; i < d->n_waiting; i++) {
        KmDecodedRow *row = &d->waiting[i];
        row->foreseen = has_person_to_find(row)
                            ? km_persons_foresee(d->setup.persons, row->person_number,
                                                 row->person_kind, row->pseudonym)
                            : -1;
    }
}

static bool resolve_waiting(KmDecoder *d, KmError *err)
{
    foresee_persons(d);
    for (size_t i = 0; i < d->n_waiting; i++) {
        resolve_row(d, &d->waiting[i]);
        if (!report_progress(d, err)) {
            return false;
        }
    }
    return true;
}

static bool give_row(KmDecoder *d, KmCell *cells)
{
    while (d->n_given < d->n_waiting) {
        const KmDecodedRow *row = &d->waiting[d->n_given++];
        if (row->outcome == KM_OUTCOME_ACCEPTED || row->outcome == KM_OUTCOME_REMARKED) {
            memcpy(cells, row->cells - 1, d->n_cells * sizeof *cells);
            return true;
        }
    }
    return false;
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    KmDecoder *d = self;
    while (!give_row(d, cells)) {
        if (d->has_ended) {
            return 0;
        }
        int got = read_waiting(d, err);
        if (!resolve_waiting(d, err) || got < 0) {
            return -1;
        }
        d->has_ended = got == 0;
        if (d->has_ended) {
            km_succession_end(d);
            km_once_end(d);
        }
    }
    return 1;
}

KmRowSource km_decoder_source(KmDecoder *decoder)
{
    return (KmRowSource){.self = decoder, .next = next_row};
}
