/* One batch: what its files share while they are imported one by one (import_file.c), in one
 * transaction. */
#ifndef IMPORTERS_DELIVERY_BATCH_H
#define IMPORTERS_DELIVERY_BATCH_H

#include "importers/delivery/file_name.h"
#include "importers/delivery/import.h"
#include "importers/persons/persons.h"
#include "importers/persons/postcodes.h"
#include "importers/reading/input_ahead.h"

/* A contract that this batch has used: its table exists, and these are the numbers of its codes. */
typedef struct {
    const KmContract *contract;
    const int32_t **numbers; /* per field; NULL when it has no list */
    const int32_t *wijk_numbers;
} KmReadyContract;

/* What the rows of one delivery add up to: one per contract->totals. */
typedef struct {
    int64_t delivery;
    const KmColumnSum *sums;
} KmDeliverySums;

typedef struct {
    KmArena *arena; /* as long as the importer: results */
    const KmImportSettings *settings;
    const KmProgress *progress;
    KmPersons *persons;
    KmDelivery *deliveries; /* in the store, and accepted in this batch */
    size_t n_deliveries, deliveries_capacity;
    struct KmFilePlan *plans; /* all of this batch */
    size_t n_plans;
    KmDeliverySums *sums; /* of those of this batch, and of others once asked for */
    size_t n_sums, sums_capacity;
    KmReadyContract *ready;
    size_t n_ready, ready_capacity;
    KmInputAhead *ahead; /* the first pass of the next file; NULL: none */
    KmArena *postcode_arena;
    const KmPostcodes *postcodes;
    KmDate postcode_day; /* the day they are of; KM_DATE_EVER: none loaded */
} KmBatch;

/* Makes table, views and code numbers, once a batch. */
bool km_batch_ready(KmBatch *batch, const KmContract *contract, const KmReadyContract **ret_ready,
                    KmError *err) KM_MUST_USE;
/* The postcode table in force on `day`; NULL when there is none. */
bool km_batch_postcodes(KmBatch *batch, KmDate day, const KmCodeList *wijken,
                        const KmPostcodes **ret_postcodes, KmError *err) KM_MUST_USE;
/* A newly imported table must be seen by the files after it. */
void km_batch_forget_postcodes(KmBatch *batch);

/* `sums` must live as long as the batch. */
void km_batch_keep_sums(KmBatch *batch, int64_t delivery, const KmColumnSum *sums);

/* What one file is taken for before it is read. */
typedef struct KmFilePlan {
    const KmImportRequest *request;
    KmImportResult *result;
    KmFileName name;
    const KmContract *contract; /* NULL: not known yet */
    KmPeriod period;
    bool has_period;
    size_t nth; /* in the requests */
} KmFilePlan;

/* Imports one file inside a savepoint of its own. False: the batch as a whole must stop; a refused
 * file is a result. */
bool km_import_file(KmBatch *batch, KmFilePlan *plan, KmError *err) KM_MUST_USE;

#endif
