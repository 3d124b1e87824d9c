#include "importers/decoder.h"

#include "importers/decoder_inner.h"

#include <stdio.h>

enum { PROGRESS_ROWS = 8192, SLACK_PER_FIELD = 272 };

KmDecoder *km_decoder_open(KmArena *arena, const KmDecoderSetup *setup)
{
    KmDecoder *d = KM_NEW(arena, KmDecoder);
    size_t n_fields = setup->contract->n_fields;
    d->setup = *setup;
    d->arena = arena;
    d->scratch = arena;
    d->keys = km_keyset_open(arena);
    d->memos = km_alloc_array(arena, n_fields, sizeof *d->memos);
    d->fields = KM_NEW_ARRAY(arena, KmFieldState, n_fields);
    return d;
}

const KmTally *km_decoder_tally(const KmDecoder *decoder)
{
    return &decoder->tally;
}

const int64_t *km_decoder_replaced(const KmDecoder *decoder, size_t *ret_count)
{
    *ret_count = decoder->n_replaced;
    return decoder->replaced;
}

/* Cells of the row beyond empty ones at its end. */
static int filled_length(const KmRecord *record)
{
    int n = record->n_fields;
    while (n > 0 && record->fields[n - 1].length == 0) {
        n--;
    }
    return n;
}

static void refuse_row(KmDecoder *d, KmRule rule, const char *argument)
{
    km_decoder_note(d, rule, -1, KM_OUTCOME_REFUSED, argument);
}

/* Rows that cannot be read cell by cell. True: dealt with. */
static bool refuse_shape(KmDecoder *d)
{
    char argument[40];
    int columns = d->setup.header->n_columns;
    int filled = filled_length(&d->record);
    if (d->record.broken > 0) {
        refuse_row(d, KM_RULE_ROW_QUOTING, NULL);
        return true;
    }
    if (filled > columns || d->record.n_fields < columns) {
        (void)snprintf(argument, sizeof argument, "%d / %d",
                       filled > columns ? filled : d->record.n_fields, columns);
        bool total = km_row_is_total(d);
        d->tally.not_data += total ? 1 : 0;
        refuse_row(d,
                   total              ? KM_RULE_ROW_TOTAL
                   : filled > columns ? KM_RULE_ROW_LONG
                                      : KM_RULE_ROW_SHORT,
                   total ? NULL : argument);
        return true;
    }
    return false;
}

/* Rows that hold no data. True: dealt with. */
static bool refuse_not_data(KmDecoder *d)
{
    bool total = km_row_is_total(d);
    if (!total && !km_row_is_header(d)) {
        return false;
    }
    d->tally.not_data++;
    refuse_row(d, total ? KM_RULE_ROW_TOTAL : KM_RULE_ROW_HEADER, NULL);
    return true;
}

static size_t text_needed(const KmDecoder *d)
{
    size_t bytes = (size_t)d->setup.contract->n_fields * SLACK_PER_FIELD;
    for (int i = 0; i < d->record.n_fields; i++) {
        bytes += d->record.fields[i].length * 3;
    }
    return bytes;
}

static void begin_row(KmDecoder *d, KmCell *cells)
{
    d->cells = cells + 1;
    d->outcome = KM_OUTCOME_ACCEPTED;
    d->has_number = false;
    d->has_pseudonym = false;
    d->pc6[0] = '\0';
    d->tally.lines_read++;
}

static void decode_fields(KmDecoder *d)
{
    km_decoder_reserve(d, text_needed(d));
    for (size_t i = 0; i < d->setup.contract->n_fields; i++) {
        km_decode_cell(d, (int)i);
    }
    km_decode_rules(d);
    if (d->outcome != KM_OUTCOME_REFUSED) {
        km_decode_key(d);
    }
}

static bool is_kept(const KmDecoder *d)
{
    return d->outcome == KM_OUTCOME_ACCEPTED || d->outcome == KM_OUTCOME_REMARKED;
}

static void count_row(KmDecoder *d)
{
    switch (d->outcome) {
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
    }
}

/* Only a row that is kept makes a person known. */
static void finish_row(KmDecoder *d, KmCell *cells)
{
    const KmContract *c = d->setup.contract;
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = d->record.line};
    if (c->person < 0 || c->fields[c->person].cell < 0 || (!d->has_number && !d->has_pseudonym)) {
        return;
    }
    int64_t person = d->has_number
                         ? km_persons_of_number(d->setup.persons, d->person_number, d->person_kind)
                         : km_persons_of_pseudonym(d->setup.persons, d->pseudonym);
    d->cells[c->fields[c->person].cell] = (KmCell){.type = KM_CELL_INT, .integer = person};
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

/* One record; true when it gave a row. */
static bool decode_record(KmDecoder *d, KmCell *cells)
{
    begin_row(d, cells);
    if (!refuse_shape(d) && !refuse_not_data(d)) {
        decode_fields(d);
    }
    count_row(d);
    if (!is_kept(d)) {
        return false;
    }
    finish_row(d, cells);
    return true;
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    KmDecoder *d = self;
    for (;;) {
        int got = km_csv_next(d->setup.reader, &d->record, err);
        if (got != 1) {
            return got;
        }
        bool is_above = d->record.line <= d->setup.header->line;
        if (is_above) {
            km_csv_set_columns(d->setup.reader, d->setup.header->n_columns);
        }
        if (is_above || (d->record.broken == 0 && km_row_is_empty(d))) {
            continue;
        }
        bool has_row = decode_record(d, cells);
        if (!report_progress(d, err)) {
            return -1;
        }
        if (has_row) {
            return 1;
        }
    }
}

KmRowSource km_decoder_source(KmDecoder *decoder)
{
    return (KmRowSource){.self = decoder, .next = next_row};
}
