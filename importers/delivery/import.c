#include "importers/delivery/import.h"

#include "engine/base/text.h"
#include "importers/delivery/batch.h"
#include "importers/delivery/mirror.h"
#include "importers/delivery/references.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_LEAST_ACCEPTED = 95 };

struct KmImporter {
    KmArena *arena;
    KmImportSettings settings;
};

bool km_importer_open(KmArena *arena, const KmImportSettings *settings, KmImporter **ret_importer,
                      KmError *err)
{
    if (sodium_init() < 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "the cryptographic library could not be started");
    }
    if (settings->key == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "an import needs the pseudonym key");
    }
    KmImporter *importer = KM_NEW(arena, KmImporter);
    importer->arena = arena;
    importer->settings = *settings;
    if (importer->settings.least_accepted <= 0) {
        importer->settings.least_accepted = DEFAULT_LEAST_ACCEPTED;
    }
    *ret_importer = importer;
    return true;
}

void km_importer_close(KmImporter *importer)
{
    if (importer != NULL) {
        importer->settings.key = NULL; /* the key belongs to the caller */
    }
}

static bool ensure_codes(KmBatch *batch, const KmCodeList *list, const int32_t **ret_numbers,
                         KmError *err)
{
    int32_t *numbers = KM_NEW_ARRAY(batch->arena, int32_t, list->n_codes);
    *ret_numbers = numbers;
    return km_codes_ensure(batch->settings->store, list->name, list->codes, list->n_codes, numbers,
                           err) &&
           km_store_keep_text(batch->settings->store, "codes", list->name, list->hash, list->text,
                              err);
}

static bool make_ready(KmBatch *batch, const KmContract *contract, KmReadyContract *ready,
                       KmError *err)
{
    *ready = (KmReadyContract){.contract = contract};
    ready->numbers = KM_NEW_ARRAY(batch->arena, const int32_t *, contract->n_fields);
    for (size_t i = 0; i < contract->n_fields; i++) {
        const KmCodeList *list = contract->fields[i].list;
        if (list != NULL && !ensure_codes(batch, list, &ready->numbers[i], err)) {
            return false;
        }
    }
    if (contract->wijk_list != NULL &&
        !ensure_codes(batch, contract->wijk_list, &ready->wijk_numbers, err)) {
        return false;
    }
    return km_table_ensure(batch->settings->store, &contract->spec, err) &&
           km_store_keep_text(batch->settings->store, "contract", contract->name, contract->hash,
                              contract->text, err);
}

bool km_batch_ready(KmBatch *batch, const KmContract *contract, const KmReadyContract **ret_ready,
                    KmError *err)
{
    for (size_t i = 0; i < batch->n_ready; i++) {
        if (batch->ready[i].contract == contract) {
            *ret_ready = &batch->ready[i];
            return true;
        }
    }
    KM_GROW(batch->arena, batch->ready, batch->n_ready, batch->ready_capacity);
    if (!make_ready(batch, contract, &batch->ready[batch->n_ready], err)) {
        return km_error_context(err, "while making the table of contract %s", contract->name);
    }
    *ret_ready = &batch->ready[batch->n_ready++];
    return true;
}

void km_batch_keep_sums(KmBatch *batch, int64_t delivery, const KmColumnSum *sums)
{
    KM_GROW(batch->arena, batch->sums, batch->n_sums, batch->sums_capacity);
    batch->sums[batch->n_sums++] = (KmDeliverySums){.delivery = delivery, .sums = sums};
}

void km_batch_forget_postcodes(KmBatch *batch)
{
    km_arena_close(batch->postcode_arena);
    batch->postcode_arena = NULL;
    batch->postcodes = NULL;
    batch->postcode_day = KM_DATE_EVER;
}

/* Between two days on which no postcode table begins, the same one is in force. */
static bool same_table(const KmBatch *batch, KmDate a, KmDate b)
{
    KmDate low = a < b ? a : b;
    KmDate high = a < b ? b : a;
    for (size_t i = 0; i < batch->n_deliveries; i++) {
        const KmDelivery *d = &batch->deliveries[i];
        if (km_text_equal(d->contract, "postcode") && d->speaks_from > low &&
            d->speaks_from <= high) {
            return false;
        }
    }
    return low != KM_DATE_EVER;
}

bool km_batch_postcodes(KmBatch *batch, KmDate day, const KmCodeList *wijken,
                        const KmPostcodes **ret_postcodes, KmError *err)
{
    if (!same_table(batch, batch->postcode_day, day)) {
        km_batch_forget_postcodes(batch);
        batch->postcode_arena = km_arena_open();
        KmPostcodes *postcodes = NULL;
        if (!km_postcodes_load(batch->postcode_arena, batch->settings->store, day, wijken,
                               &postcodes, err)) {
            return false;
        }
        batch->postcodes = postcodes;
        batch->postcode_day = day;
    }
    *ret_postcodes = batch->postcodes;
    return true;
}

/* Tables that others lean on come first, then by period, so that the order of the requests does not
 * matter. */
static int rank(const KmFilePlan *plan)
{
    if (plan->contract == NULL) {
        return 3;
    }
    bool is_postcodes = km_text_equal(plan->contract->name, "postcode");
    bool is_register = plan->contract->spec.authority == KM_AUTHORITY_REGISTER;
    return is_postcodes ? 0 : is_register ? 1 : 2;
}

static int compare_int(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static int by_order(const void *a, const void *b)
{
    const KmFilePlan *x = a;
    const KmFilePlan *y = b;
    int order = compare_int(rank(x), rank(y));
    order = order != 0 ? order : compare_int(x->period.to, y->period.to);
    order = order != 0 ? order : compare_int(x->name.version, y->name.version);
    return order != 0 ? order : compare_int((int64_t)x->nth, (int64_t)y->nth);
}

static KmFilePlan plan_file(KmBatch *batch, const KmImportRequest *request, KmImportResult *result,
                            size_t nth)
{
    KmError ignored = {0};
    KmFilePlan plan = {.request = request, .result = result, .nth = nth};
    plan.name = km_file_name_parse(batch->arena, request->path, batch->settings->contracts);
    const char *contract = request->contract != NULL ? request->contract : plan.name.contract;
    const char *period = request->period != NULL ? request->period : plan.name.period;
    plan.contract = km_contracts_find(batch->settings->contracts, contract);
    plan.has_period = period[0] != '\0' && km_period_parse(period, &plan.period, &ignored);
    result->path = request->path;
    return plan;
}

static bool open_batch(KmBatch *batch, KmError *err)
{
    KmStore *store = batch->settings->store;
    if (!km_key_bind(batch->settings->key, store, err) ||
        !km_delivery_list(store, batch->arena, &batch->deliveries, &batch->n_deliveries, err)) {
        return false;
    }
    batch->deliveries_capacity = batch->n_deliveries;
    return km_persons_open(batch->arena, store, batch->settings->key, &batch->persons, err);
}

/* While a file is imported, the first pass of the next one is made; that of the first file while
 * the store is read. */
static bool import_with_next(KmBatch *batch, KmFilePlan *plans, size_t n, size_t i, KmError *err)
{
    KmInputAhead *next =
        i + 1 < n ? km_input_ahead_open(batch->arena, plans[i + 1].request->path) : NULL;
    bool good = km_import_file(batch, &plans[i], err);
    km_input_ahead_close(batch->ahead);
    batch->ahead = next;
    return good;
}

static bool import_all(KmBatch *batch, KmFilePlan *plans, size_t n, KmError *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!import_with_next(batch, plans, n, i, err)) {
            return km_error_context(err, "while importing %s",
                                    km_file_name_shown(batch->arena, plans[i].request->path));
        }
    }
    return true;
}

/* A batch in which every file was refused, or one that is a dry run, leaves the store as it was. */
static bool must_commit(const KmImportRequest *requests, const KmImportResult *results, size_t n)
{
    bool any_accepted = false;
    for (size_t i = 0; i < n; i++) {
        if (requests[i].dry_run) {
            return false;
        }
        any_accepted = any_accepted || results[i].accepted;
    }
    return any_accepted;
}

static bool run(KmBatch *batch, const KmImportRequest *requests, size_t n, KmImportResult *results,
                KmError *err)
{
    KmStore *store = batch->settings->store;
    KmFilePlan *plans = KM_NEW_ARRAY(batch->arena, KmFilePlan, n);
    for (size_t i = 0; i < n; i++) {
        plans[i] = plan_file(batch, &requests[i], &results[i], i);
    }
    qsort(plans, n, sizeof *plans, by_order);
    batch->plans = plans;
    batch->n_plans = n;
    batch->ahead = km_input_ahead_open(batch->arena, plans[0].request->path);
    if (!open_batch(batch, err) || !import_all(batch, plans, n, err) ||
        !km_references_check(batch, results, n, err) || !km_mirror_fill(batch, results, n, err)) {
        return false;
    }
    if (must_commit(requests, results, n)) {
        const KmImportSettings *settings = batch->settings;
        return (settings->seal == NULL || settings->seal(settings->seal_self, results, n, err)) &&
               km_store_commit(store, err);
    }
    km_store_rollback(store);
    return true;
}

bool km_import_batch(KmImporter *importer, const KmImportRequest *requests, size_t n_requests,
                     const KmProgress *progress, KmImportResult **ret_results, KmError *err)
{
    KmBatch batch = {.arena = importer->arena,
                     .settings = &importer->settings,
                     .progress = progress,
                     .postcode_day = KM_DATE_EVER};
    KmImportResult *results = KM_NEW_ARRAY(importer->arena, KmImportResult, n_requests);
    if (n_requests == 0) {
        return km_error_set(err, KM_ERROR_USAGE, "no file to import");
    }
    if (!km_store_begin(importer->settings.store, err)) {
        return false;
    }
    bool good = run(&batch, requests, n_requests, results, err);
    if (!good) {
        km_store_rollback(importer->settings.store);
    }
    km_input_ahead_close(batch.ahead);
    km_batch_forget_postcodes(&batch);
    km_persons_close(batch.persons);
    *ret_results = results;
    return good;
}
