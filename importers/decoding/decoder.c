#include "importers/decoding/decoder.h"

#include "importers/decoding/decoder_inner.h"
#include "importers/dialect/row_shapes.h"

#include <stdio.h>
#include <string.h>

enum { PROGRESS_ROWS = 8192, SLACK_PER_FIELD = 272 };

KmDecoder *km_decoder_open(KmArena *arena, const KmDecoderSetup *setup)
{
    KmDecoder *d = KM_NEW(arena, KmDecoder);
    size_t n_fields = setup->contract->n_fields;
    d->setup = *setup;
    d->arena = arena;
    d->scratch = arena;
    d->other_key = -1;
    km_persons_begin_file(setup->persons);
    d->keys = km_keyset_open(arena);
    d->memos = km_alloc_array(arena, n_fields, sizeof *d->memos);
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
    if (!d->setup.dialect->in_blocks || d->record.n_fields != d->block_cells) {
        return false;
    }
    for (int i = d->record.n_fields; i < header->n_columns; i++) {
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
    int cells = d->record.n_fields;
    int filled = km_row_filled_cells(&d->record);
    bool is_long =
        filled > header->n_columns || (cells > header->n_cells && cells != d->setup.dialect->cells);
    if (d->record.broken > 0) {
        refuse_row(d, KM_RULE_ROW_QUOTING, NULL);
        return true;
    }
    if (!is_long && (cells >= header->n_columns || is_short_by_block(d))) {
        return false;
    }
    (void)snprintf(argument, sizeof argument, "%d / %d",
                   filled > header->n_columns ? filled : cells, header->n_columns);
    refuse_row(d, is_long ? KM_RULE_ROW_LONG : KM_RULE_ROW_SHORT, argument);
    return true;
}

/* Rows that hold no data. True: dealt with. */
static bool skip_no_data(KmDecoder *d)
{
    KmRule rule = d->record.broken > 0 ? KM_RULE_NONE : km_row_without_data(d);
    if (rule != KM_RULE_NONE) {
        km_decoder_note(d, rule, -1, KM_OUTCOME_SKIPPED, NULL);
    }
    return rule != KM_RULE_NONE;
}

static size_t text_needed(const KmDecoder *d)
{
    size_t bytes = (size_t)d->setup.contract->n_fields * SLACK_PER_FIELD;
    for (int i = 0; i < d->record.n_fields; i++) {
        bytes += d->record.fields[i].length * 3;
    }
    return bytes;
}

static void begin_row(KmDecoder *d)
{
    KmCell *cells = d->waiting_cells + d->n_waiting * d->n_cells;
    memset(cells, 0, d->n_cells * sizeof *cells);
    d->cells = cells + 1;
    d->fields = d->waiting_fields + d->n_waiting * d->setup.contract->n_fields;
    d->outcome = KM_OUTCOME_ACCEPTED;
    d->has_number = false;
    d->has_pseudonym = false;
    d->is_data = false;
    d->is_outside = false;
    d->generation = (int)km_key_generations(d->setup.key) - 1;
    d->pc6[0] = '\0';
}

static void decode_fields(KmDecoder *d)
{
    km_decoder_reserve(d, text_needed(d));
    for (size_t i = 0; i < d->setup.contract->n_fields; i++) {
        km_decode_cell(d, (int)i);
    }
    if (d->has_pseudonym && d->generation >= 0) {
        km_pseudonym_renew(d->setup.key, (size_t)d->generation, d->pseudonym);
    }
    km_decode_rules(d);
    d->is_data = true;
    if (d->outcome == KM_OUTCOME_REFUSED) {
        return;
    }
    km_decode_hashes(d);
    if (d->has_number) {
        km_persons_expect(d->setup.persons, d->person_number, d->person_kind);
    }
}

static bool is_kept(const KmDecoder *d)
{
    return d->outcome == KM_OUTCOME_ACCEPTED || d->outcome == KM_OUTCOME_REMARKED;
}

static void count_row(KmDecoder *d)
{
    d->tally.lines_read += d->outcome == KM_OUTCOME_SKIPPED ? 0 : 1;
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
    case KM_OUTCOME_SKIPPED:
        d->tally.skipped++;
        return;
    }
}

static double as_number(const KmCell *cell)
{
    return cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer;
}

static void add_up(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t i = 0; i < c->n_totals; i++) {
        const KmField *field = &c->fields[c->totals[i]];
        const KmCell *low = &d->cells[field->cell];
        if (low->type != KM_CELL_NULL) {
            d->sums[i].low += as_number(low);
            d->sums[i].high += as_number(field->kind == KM_KIND_SMALL_COUNT ? low + 1 : low);
            d->sums[i].filled++;
        }
    }
}

/* What is asked for linking must be whole: with half of it many children would be alike. */
static void put_link(KmDecoder *d)
{
    const KmLink *link = &d->setup.contract->link;
    KmDate birth;
    if (link->cell < 0) {
        return;
    }
    int64_t sex = d->cells[d->setup.contract->fields[link->sex].cell].integer;
    bool is_whole = km_decoder_date(d, link->birth, &birth) && sex != 0 && d->pc6[0] != '\0';
    d->cells[link->cell] = is_whole
                               ? (KmCell){.type = KM_CELL_INT,
                                          .integer = km_link_hash(d->setup.key, birth, sex, d->pc6)}
                               : (KmCell){.type = KM_CELL_NULL};
}

static bool is_removal(const KmDecoder *d)
{
    int field = d->setup.contract->mutation;
    if (field < 0) {
        return false;
    }
    const KmField *f = &d->setup.contract->fields[field];
    for (size_t i = 0; i < f->list->n_codes; i++) {
        if (strcmp(f->list->codes[i].code, KM_ROW_GONE_CODE) == 0) {
            return d->cells[f->cell].integer == d->setup.numbers[field][i];
        }
    }
    return false;
}

static int64_t person_of(KmDecoder *d)
{
    int own = d->setup.contract->link.own_number;
    if (d->has_number) {
        return km_persons_of_number(d->setup.persons, d->person_number, d->person_kind);
    }
    if (d->has_pseudonym) {
        bool is_old = d->generation + 1 < (int)km_key_generations(d->setup.key);
        d->tally.old_key += is_old ? 1 : 0;
        return km_persons_of_pseudonym(d->setup.persons, d->pseudonym);
    }
    if (own < 0 || !d->fields[own].is_filled) {
        return 0;
    }
    d->tally.without_number++;
    return km_persons_of_own_number(d->setup.persons, d->setup.deliverer, d->fields[own].cell.bytes,
                                    d->fields[own].cell.length);
}

/* Before the row is counted: it is read as if it were not there. */
static void skip_erased(KmDecoder *d)
{
    const KmPersons *persons = d->setup.persons;
    int own = d->setup.contract->link.own_number;
    bool has_own = own >= 0 && d->fields[own].is_filled;
    if (!km_persons_know_erased(persons) || !is_kept(d)) {
        return;
    }
    bool erased =
        d->has_number      ? km_persons_is_erased_number(persons, d->person_number, d->person_kind)
        : d->has_pseudonym ? km_persons_is_erased_pseudonym(persons, d->pseudonym)
                           : has_own && km_persons_is_erased_own_number(persons, d->setup.deliverer,
                                                                        d->fields[own].cell.bytes,
                                                                        d->fields[own].cell.length);
    if (erased) {
        d->outcome = KM_OUTCOME_SKIPPED;
        d->tally.erased++;
    }
}

/* Before the row is counted: it may be remarked for it. Twins share all but their numbers. */
static void check_own_number(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    int own = c->link.own_number;
    if (own < 0 || !is_kept(d) || !d->has_number || !d->fields[own].is_filled) {
        return;
    }
    const KmSlice cell = d->fields[own].cell;
    (void)km_persons_of_number(d->setup.persons, d->person_number, d->person_kind);
    if (!km_persons_keeps_own_number(d->setup.persons, d->person_number, d->person_kind, cell.bytes,
                                     cell.length)) {
        km_decoder_note(d, KM_RULE_PERSON_TWO_RECORDS, own, KM_OUTCOME_REMARKED, NULL);
    }
}

/* Only a row that is kept makes a person known. */
static void finish_row(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    add_up(d);
    d->cells[-1] = (KmCell){.type = KM_CELL_INT, .integer = d->record.line};
    put_link(d);
    km_decode_days(d);
    d->tally.removals += is_removal(d) ? 1 : 0;
    if (c->person < 0 || c->fields[c->person].cell < 0) {
        return;
    }
    int64_t person = person_of(d);
    if (person > 0) {
        d->cells[c->fields[c->person].cell] = (KmCell){.type = KM_CELL_INT, .integer = person};
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
    (void)km_error_at(err, KM_ERROR_INPUT, "", d->record.line, column + 1,
                      "these pseudonyms were made with another key: column '%s' should be %s and "
                      "holds a value of %zu characters; every child would count as a new one",
                      d->setup.header->names[column], ours, d->fields[d->other_key].cell.length);
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
    d->waiting[d->n_waiting++] = (KmWaitingRow){.record = d->record,
                                                .outcome = d->outcome,
                                                .cells = d->cells,
                                                .fields = d->fields,
                                                .row_hash = d->row_hash,
                                                .key_hash = d->key_hash,
                                                .person_number = d->person_number,
                                                .person_kind = d->person_kind,
                                                .has_number = d->has_number,
                                                .has_pseudonym = d->has_pseudonym,
                                                .is_data = d->is_data,
                                                .is_outside = d->is_outside,
                                                .generation = d->generation};
    KmWaitingRow *row = &d->waiting[d->n_waiting - 1];
    memcpy(row->pseudonym, d->pseudonym, sizeof row->pseudonym);
    memcpy(row->pc6, d->pc6, sizeof row->pc6);
}

static void take_up(KmDecoder *d, const KmWaitingRow *row)
{
    d->record = row->record;
    d->outcome = row->outcome;
    d->cells = row->cells;
    d->fields = row->fields;
    d->row_hash = row->row_hash;
    d->key_hash = row->key_hash;
    d->person_number = row->person_number;
    d->person_kind = row->person_kind;
    memcpy(d->pseudonym, row->pseudonym, sizeof d->pseudonym);
    d->has_number = row->has_number;
    d->has_pseudonym = row->has_pseudonym;
    d->is_data = row->is_data;
    d->is_outside = row->is_outside;
    d->generation = row->generation;
    memcpy(d->pc6, row->pc6, sizeof d->pc6);
}

/* And what depends on the rows before it. */
static void resolve_row(KmDecoder *d, KmWaitingRow *row)
{
    take_up(d, row);
    if (d->is_data) {
        skip_erased(d);
    }
    if (d->is_data && d->outcome != KM_OUTCOME_REFUSED && d->outcome != KM_OUTCOME_SKIPPED) {
        km_decode_key(d);
        check_own_number(d);
    }
    count_row(d);
    if (is_kept(d)) {
        finish_row(d);
    }
    row->outcome = d->outcome;
}

static void see_block(KmDecoder *d)
{
    int64_t block = d->record.row / KM_SHEET_BLOCK;
    if (block != d->block) {
        d->block = block;
        d->block_cells = d->record.n_fields;
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
        got = d->setup.records.next(d->setup.records.self, &d->record, err);
        if (got != 1) {
            return got;
        }
        goes_on = !d->record.is_last;
        see_block(d);
        bool is_above = d->record.line <= d->setup.header->line;
        if (is_above || (d->record.broken == 0 && km_row_is_empty(d))) {
            continue;
        }
        decode_record(d);
        if (!check_key(d, err)) {
            return -1;
        }
    }
    return got;
}

static bool resolve_waiting(KmDecoder *d, KmError *err)
{
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
        const KmWaitingRow *row = &d->waiting[d->n_given++];
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
    }
    return 1;
}

KmRowSource km_decoder_source(KmDecoder *decoder)
{
    return (KmRowSource){.self = decoder, .next = next_row};
}
