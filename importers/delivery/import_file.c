#include "engine/base/text.h"
#include "importers/decoding/ahead.h"
#include "importers/decoding/decoder.h"
#include "importers/decoding/row_hash.h"
#include "importers/delivery/import_inner.h"
#include "importers/delivery/period_fit.h"
#include "importers/reading/records_ahead.h"

#include <stdio.h>
#include <string.h>

/* What a file may be refused for; anything else stops the batch. */
static bool is_refusal(const KmError *err)
{
    switch (err->kind) {
    case KM_ERROR_USAGE:
    case KM_ERROR_DEFINITION:
    case KM_ERROR_INPUT:
    case KM_ERROR_LIMIT:
        return true;
    case KM_ERROR_NONE:
    case KM_ERROR_STORE:
    case KM_ERROR_SYSTEM:
    case KM_ERROR_BUG:
    case KM_ERROR_DISCLOSURE:
    case KM_ERROR_INTERRUPTED:
        break;
    }
    return false;
}

static void note_forms(KmFileImport *f)
{
    for (size_t i = 0; i < f->plan->contract->n_fields; i++) {
        int column = f->header.column_of_field[i];
        KmColumnForm form = (KmColumnForm)f->dialect.forms[i];
        if (column >= 0 && (form == KM_FORM_SERIAL || form == KM_FORM_SHORT_YEAR)) {
            km_header_report_column(&f->header, column,
                                    form == KM_FORM_SERIAL ? KM_RULE_DATE_SERIAL_COLUMN
                                                           : KM_RULE_DATE_SHORT_COLUMN,
                                    f->findings);
        }
    }
}

static bool look_at_file(KmFileImport *f, KmError *err)
{
    const KmContract *contract = f->plan->contract;
    if (!km_dialect_find_header(f->arena, f->file, km_input_head(f->input), contract, &f->dialect,
                                &f->header, err)) {
        return false;
    }
    /* Findings name headers and outlive this file. */
    for (int i = 0; i < f->header.n_columns; i++) {
        f->header.names[i] = km_strdup(f->batch->arena, f->header.names[i]);
    }
    km_header_report(&f->header, f->findings);
    if (!km_dialect_scout(f->arena, f->file, km_input_source(f->input), contract, &f->header,
                          &f->dialect, err)) {
        return false;
    }
    note_forms(f);
    return km_input_finish_first(f->input, err);
}

/* A contract whose rows get their district from the postcode needs the table of that time. */
static bool find_postcodes(KmFileImport *f, KmError *err)
{
    const KmContract *c = f->plan->contract;
    if (c->wijk_cell < 0 || c->postcode < 0) {
        return true;
    }
    if (!km_batch_postcodes(f->batch, f->delivery.period.to - 1, c->wijk_list, &f->postcodes,
                            err)) {
        return false;
    }
    bool district_given = c->wijk_field >= 0 && f->header.column_of_field[c->wijk_field] >= 0;
    if (f->postcodes != NULL || district_given || f->header.column_of_field[c->postcode] < 0) {
        return true;
    }
    (void)km_import_refuse(
        f, err, "file-postcodes", f->delivery.period.text,
        km_format(f->arena,
                  "no postcode table (R3) covers %s, so no district can be found for the "
                  "addresses",
                  f->delivery.period.text));
    return km_error_hint(err, "import postcode_<deliverer>_<school year>.csv first, or in one go");
}

static KmDecoderSetup decoder_setup(const KmFileImport *f, KmRecordSource records)
{
    return (KmDecoderSetup){
        .records = records,
        .contract = f->plan->contract,
        .contracts = f->batch->settings->contracts,
        .header = &f->header,
        .dialect = &f->dialect,
        .period = &f->delivery.period,
        .key = f->batch->settings->key,
        .numbers = f->ready->numbers,
        .wijk_numbers = f->ready->wijk_numbers,
        .persons = f->batch->persons,
        .deliverer = f->delivery.deliverer,
        .postcodes = f->postcodes,
        .findings = f->findings,
        .days_from = km_period_fit_first_day(&f->delivery.period),
        .progress = f->batch->progress,
        .input = f->input,
        .is_mutation = km_import_is_mutation(&f->delivery),
    };
}

static void take_tally(KmFileImport *f, const KmTally *tally)
{
    KmDelivery *d = &f->delivery;
    d->lines_read = tally->lines_read;
    d->accepted = tally->accepted;
    d->remarked = tally->remarked;
    d->refused = tally->refused;
    d->duplicate = tally->duplicate;
    d->cells_required = tally->cells_required;
    d->cells_filled = tally->cells_filled;
}

/* Rows beyond the scouted ones may write day and month the other way round. */
static bool check_orders(KmFileImport *f, const KmDecoder *decoder, KmError *err)
{
    KmDateTally tally;
    int field = km_decoder_torn_field(decoder, &tally);
    if (field < 0) {
        return true;
    }
    bool day_first = f->dialect.orders[field] == KM_DATES_DAY_FIRST;
    const char *name = f->header.names[f->header.column_of_field[field]];
    (void)km_import_refuse(
        f, err, "file-date-order",
        km_format(f->arena, "%lld als %s; %lld als %s, het eerst op regel %lld bij %s",
                  (long long)tally.read, day_first ? "dag-maand" : "maand-dag",
                  (long long)tally.other, day_first ? "maand-dag" : "dag-maand",
                  (long long)tally.first_other, name),
        km_format(f->arena,
                  "%lld dates of column '%s' read as %s, as the first rows of the file do, and "
                  "%lld only as %s (the first on line %lld); expected one form in the whole file",
                  (long long)tally.read, name, day_first ? "day-month" : "month-day",
                  (long long)tally.other, day_first ? "month-day" : "day-month",
                  (long long)tally.first_other));
    return km_error_hint(err, "give the date columns the form dd-mm-jjjj or jjjj-mm-dd and export "
                              "again");
}

/* The fault that refuses most rows, in the words of its first; its count is of all columns. What is
 * only remarked stops no file. */
static const char *most_frequent_fault(const KmFileImport *f)
{
    size_t n = 0;
    size_t n_kept = 0;
    const KmFindingCount *counts = km_finding_book_counts(f->findings, f->arena, &n);
    const KmFinding *kept = km_finding_book_sorted(f->findings, &n_kept);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n_kept && counts[i].outcome == KM_OUTCOME_REFUSED; k++) {
            if (km_text_equal(kept[k].rule, counts[i].rule)) {
                return km_format(f->arena, "first on line %lld: %s (%lld fault%s of this kind)",
                                 (long long)kept[k].line, km_finding_english(f->arena, &kept[k]),
                                 (long long)counts[i].count, counts[i].count == 1 ? "" : "s");
            }
        }
    }
    return "none";
}

static bool check_refused(KmFileImport *f, const KmTally *tally, KmError *err)
{
    const KmImportSettings *settings = f->batch->settings;
    int64_t rows = tally->lines_read;
    int64_t refused = tally->refused;
    int64_t kept = tally->accepted + tally->remarked;
    bool too_many = refused * 100 > rows * (100 - settings->least_accepted);
    bool nothing_left = rows > 0 && kept == 0;
    if (too_many && settings->allow_refused) {
        f->delivery.flags = "veel-afgekeurd";
    }
    if (!nothing_left && (!too_many || settings->allow_refused || refused <= 1)) {
        return true;
    }
    (void)km_import_refuse(
        f, err, "file-many-refused",
        km_format(f->arena, "%lld van %lld", (long long)refused, (long long)rows),
        km_format(f->arena,
                  "%lld of %lld rows were refused, and at most %d%% may be; most often, %s",
                  (long long)refused, (long long)rows, 100 - settings->least_accepted,
                  most_frequent_fault(f)));
    return km_error_hint(
        err, nothing_left ? "no row can be used: send the return report back to the deliverer"
                          : "send the return report back to the deliverer, or import with "
                            "--allow-refused");
}

static bool check_balance(const KmTally *tally, int64_t rows, size_t replaced, KmError *err)
{
    int64_t sum = tally->accepted + tally->remarked + tally->refused + tally->duplicate;
    int64_t kept = tally->accepted + tally->remarked;
    if (sum == tally->lines_read && rows - (int64_t)replaced == kept) {
        return true;
    }
    return km_error_set(err, KM_ERROR_BUG,
                        "the row balance does not close: %lld lines read, %lld accounted for, %lld "
                        "stored, %zu replaced",
                        (long long)tally->lines_read, (long long)sum, (long long)rows, replaced);
}

static bool save_rest(KmFileImport *f, const KmDecoder *decoder, KmError *err)
{
    KmStore *store = f->batch->settings->store;
    size_t n_replaced;
    size_t n_findings;
    size_t n_counts;
    const int64_t *replaced = km_decoder_replaced(decoder, &n_replaced);
    km_import_check_size(f);
    if (n_replaced > 0 && !km_table_delete_lines(store, &f->plan->contract->spec,
                                                 f->delivery.number, replaced, n_replaced, err)) {
        return false;
    }
    const KmFinding *findings = km_finding_book_sorted(f->findings, &n_findings);
    const KmFindingCount *counts = km_finding_book_counts(f->findings, f->arena, &n_counts);
    return km_delivery_set_balance(store, &f->delivery, err) &&
           km_findings_add(store, f->delivery.number, findings, n_findings, counts, n_counts,
                           err) &&
           km_persons_save(f->batch->persons, err);
}

/* "This row is gone" makes no sense in a file that says to hold all rows. */
static bool check_removals(const KmFileImport *f, const KmTally *tally, KmError *err)
{
    if (tally->removals == 0 || km_import_is_mutation(&f->delivery)) {
        return true;
    }
    (void)km_import_refuse(f, err, "file-kind", f->delivery.contract,
                           km_format(f->arena,
                                     "%lld rows say that a row is gone, but the file is called a "
                                     "delivery of all rows",
                                     (long long)tally->removals));
    return km_error_hint(err, "when it holds changes only, give --kind mutatie or end its name in "
                              "_mutatie");
}

static bool check_rows(KmFileImport *f, const KmDecoder *decoder, int64_t rows, KmError *err)
{
    size_t n_replaced;
    const KmTally *tally = km_decoder_tally(decoder);
    (void)km_decoder_replaced(decoder, &n_replaced);
    take_tally(f, tally);
    if (tally->lines_read == 0) {
        km_import_note(f, KM_RULE_NO_ROWS, NULL);
    }
    if (tally->without_number > 0) {
        bool has_traits = f->plan->contract->link.cell >= 0;
        km_import_note(f, has_traits ? KM_RULE_PERSON_WEAK : KM_RULE_PERSON_OWN_NUMBER,
                       km_format(f->batch->arena, "%lld", (long long)tally->without_number));
    }
    if (tally->erased > 0) {
        km_import_note(f, KM_RULE_PERSON_ERASED,
                       km_format(f->batch->arena, "%lld", (long long)tally->erased));
    }
    if (tally->old_key > 0) {
        km_import_note(f, KM_RULE_PERSON_OLD_KEY,
                       km_format(f->batch->arena, "%lld", (long long)tally->old_key));
    }
    return km_input_check_unchanged(f->input, err) && check_removals(f, tally, err) &&
           check_balance(tally, rows, n_replaced, err) && check_orders(f, decoder, err) &&
           km_import_check_period(f, decoder, err) && check_refused(f, tally, err);
}

static int64_t last_person(void *self)
{
    return km_persons_last(self);
}

static bool write_persons(void *self, int64_t number, KmError *err)
{
    return km_persons_write(self, number, err);
}

/* One thread decodes what another one reads, while this one writes. New persons are written when
 * the thread that found them is on to the next. */
static bool store_rows(KmFileImport *f, KmDecoder *decoder, int64_t *ret_rows, KmError *err)
{
    const KmTableSpec *spec = &f->plan->contract->spec;
    const KmAheadEscort persons = {f->batch->persons, last_person, write_persons};
    KmAhead *ahead = km_ahead_open(f->arena, km_decoder_source(decoder), spec, &persons);
    bool good = km_table_insert(f->batch->settings->store, spec, f->delivery.number,
                                km_ahead_source(ahead), ret_rows, err);
    km_ahead_close(ahead);
    return good;
}

/* Rows that were replaced are still in the decoder's sums: then the store is asked. */
static const KmColumnSum *own_sums(const KmFileImport *f, const KmDecoder *decoder)
{
    size_t n_replaced;
    size_t n = f->plan->contract->n_totals;
    KmColumnSum *sums = KM_NEW_ARRAY(f->batch->arena, KmColumnSum, n);
    (void)km_decoder_replaced(decoder, &n_replaced);
    for (size_t i = 0; i < n; i++) {
        sums[i] = km_decoder_sums(decoder)[i];
    }
    return n_replaced == 0 ? sums : NULL;
}

static uint64_t hash_row(const void *self, const KmRecord *record)
{
    return km_row_hash(self, record);
}

static bool convert_rows(KmFileImport *f, KmRecordSource records, KmError *err)
{
    int64_t rows = 0;
    const KmRowHash hash = km_row_hash_start(&f->header);
    KmRecordsAhead *ahead =
        km_records_ahead_open(f->arena, records, (KmRecordMark){&hash, hash_row});
    KmDecoderSetup setup = decoder_setup(f, km_records_ahead_source(ahead));
    KmDecoder *decoder = km_decoder_open(f->arena, &setup);
    bool good = store_rows(f, decoder, &rows, err);
    km_records_ahead_close(ahead);
    take_tally(f, km_decoder_tally(decoder));
    good = good && check_rows(f, decoder, rows, err) && save_rest(f, decoder, err);
    f->sums = good ? own_sums(f, decoder) : NULL;
    km_decoder_close(decoder);
    return good;
}

static bool import_rows(KmFileImport *f, KmError *err)
{
    KmCsvOptions options = {.file = f->file,
                            .separator = f->dialect.separator,
                            .columns = f->header.n_columns,
                            .header_line = f->header.line};
    if (!km_input_rewind(f->input, err) ||
        !km_delivery_add(f->batch->settings->store, &f->delivery, err)) {
        return false;
    }
    KmArena *arena = km_arena_open(); /* for the reading thread */
    KmCsvReader *reader = km_csv_open(arena, km_input_source(f->input), &options);
    bool good = convert_rows(f, km_csv_source(reader), err);
    km_csv_close(reader);
    km_arena_close(arena);
    return good;
}

static bool open_input(KmFileImport *f, KmError *err)
{
    const char *path = f->plan->request->path;
    f->input = km_input_ahead_take(f->batch->ahead, f->arena, path);
    return f->input != NULL || km_input_open(f->arena, path, &f->input, err);
}

static bool prepare(KmFileImport *f, KmError *err)
{
    return open_input(f, err) && km_import_identify(f, err) && look_at_file(f, err) &&
           km_import_describe(f, err) &&
           km_batch_ready(f->batch, f->plan->contract, &f->ready, err) &&
           km_import_check_base(f, err) && find_postcodes(f, err);
}

/* Reading on the store's own connection is done before the savepoint, writing after it. */
static bool import_one(KmFileImport *f, KmError *err)
{
    KmStore *store = f->batch->settings->store;
    if (!prepare(f, err) || !km_store_savepoint(store, err)) {
        return false;
    }
    if (!import_rows(f, err)) {
        km_store_rollback_to(store);
        km_persons_undo(f->batch->persons);
        return false;
    }
    return km_store_release(store, err);
}

static void note_refusal(KmFileImport *f, const KmError *err)
{
    KmRule rule = km_rule_find(err->code);
    KmNote note = {.rule = rule == KM_RULE_NONE ? KM_RULE_FILE_REFUSED : rule,
                   .outcome = KM_OUTCOME_REFUSED,
                   .line = err->line,
                   .column = err->column,
                   .argument = rule == KM_RULE_NONE ? err->message : err->argument};
    if (err->column > 0 && err->column <= f->header.n_columns) {
        note.field = f->header.names[err->column - 1];
    }
    km_finding_book_note(f->findings, &note);
}

static void accept_file(KmFileImport *f)
{
    KmBatch *batch = f->batch;
    KM_GROW(batch->arena, batch->deliveries, batch->n_deliveries, batch->deliveries_capacity);
    batch->deliveries[batch->n_deliveries++] = f->delivery;
    f->plan->result->accepted = true;
    if (f->sums != NULL) {
        km_batch_keep_sums(batch, f->delivery.number, f->sums);
    }
    if (km_text_equal(f->delivery.contract, "postcode")) {
        km_batch_forget_postcodes(batch);
    }
}

static void fill_result(KmFileImport *f)
{
    KmImportResult *result = f->plan->result;
    result->delivery = f->delivery;
    result->delivery.file_name = km_file_name_shown(f->batch->arena, f->plan->request->path);
    result->findings = km_finding_book_sorted(f->findings, &result->n_findings);
    result->counts = km_finding_book_counts(f->findings, f->batch->arena, &result->n_counts);
    for (size_t i = 0; i < result->n_counts; i++) {
        const KmFindingCount *count = &result->counts[i];
        result->skipped += count->outcome == KM_OUTCOME_SKIPPED ? count->count : 0;
    }
}

bool km_import_file(KmBatch *batch, KmFilePlan *plan, KmError *err)
{
    KmFileImport f = {.batch = batch,
                      .plan = plan,
                      .arena = km_arena_open(),
                      .findings = km_finding_book_open(batch->arena)};
    f.file = km_file_name_shown(batch->arena, plan->request->path);
    f.delivery = (KmDelivery){.contract = "",
                              .deliverer = "",
                              .kind = "",
                              .file_name = "",
                              .content_hash = "",
                              .dialect = "",
                              .contract_hash = "",
                              .flags = "",
                              .withdrawn = KM_DATE_OPEN,
                              .withdrawn_reason = ""};
    bool good = import_one(&f, err);
    bool goes_on = good || is_refusal(err);
    if (good) {
        accept_file(&f);
    } else if (goes_on) {
        note_refusal(&f, err);
        if (err->file[0] == '\0') {
            (void)snprintf(err->file, sizeof err->file, "%s", f.file);
        }
        plan->result->error = *err;
        km_error_clear(err);
        f.delivery.number = 0;
    }
    fill_result(&f);
    km_input_close(f.input);
    km_arena_close(f.arena);
    return goes_on;
}
