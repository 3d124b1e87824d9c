/* The importers' front: one call per delivered file, from bytes to rows in the store.
 *
 * A record passes: line feeder → libcsv strict → dialect → header match → field conversion → row
 * rules → pseudonym → store. All faults of all rows are found in one pass. Every line ends as
 * exactly one of accepted, remarked, refused, duplicate; the four sum to the lines read or the
 * import is refused as a bug. What is no row of data (a total, the header once more, units, a note)
 * is skipped and told, and is not among the lines read. A refused file leaves nothing behind but
 * its return report and an audit line (the caller's). */
#ifndef IMPORTERS_DELIVERY_IMPORT_H
#define IMPORTERS_DELIVERY_IMPORT_H

#include "engine/figures/progress.h"
#include "engine/store/delivery.h"
#include "importers/contract/contract.h"
#include "importers/decoding/column_sum.h"
#include "importers/persons/pseudonym.h"

typedef struct KmImporter KmImporter;

typedef struct {
    const char *path;
    const char *contract; /* NULL: guessed from the file name, then from the header when exactly one
                             contract fits */
    const char *deliverer; /* NULL: from the file name */
    const char *period;    /* NULL: from the file name */
    const char *kind;      /* NULL: "volledig" */
    KmDate received;       /* KM_DATE_OPEN: settings.today */
    bool dry_run;          /* everything but the commit; one dry file makes the batch dry */
} KmImportRequest;

/* Deliveries taken together. */
typedef struct {
    int64_t deliverers, lines, kept, refused, duplicate;
    int64_t cells_required, cells_filled;
} KmMirrorSide;

typedef struct {
    const char *column;
    KmColumnSum own, city;
} KmMirrorTotal;

/* What the delivery adds up to, and all deliverers of the contract and period where that may be
 * shown (mirror.h has the rule). */
typedef struct {
    bool has_city;
    KmMirrorSide own, city; /* the city holds the deliverer's own */
    KmMirrorTotal *totals;
    size_t n_totals;
} KmMirror;

/* One refused file has `error`; an accepted one a delivery. Findings come either way as far as the
 * file was read. */
typedef struct {
    const char *path;
    bool accepted;
    KmError error;
    KmDelivery delivery;
    const KmFinding *findings; /* kept ones, ordered by line, column, rule */
    size_t n_findings;
    const KmFindingCount *counts; /* most frequent first */
    size_t n_counts;
    int64_t skipped;        /* rows that are no data, beside the lines read: totals, headers … */
    const KmMirror *mirror; /* NULL: not accepted */
} KmImportResult;

/* Somebody who must deliver a contract, by the registers. */
typedef struct {
    const char *contract, *deliverer;
} KmExpectedFrom;

typedef struct {
    KmStore *store;
    const KmContracts *contracts;
    const KmKey *key;   /* wiped by its owner */
    KmDate today;       /* default received date; the caller's clock */
    int least_accepted; /* percent of rows that must not be refused, else the file is refused:
                           default 95 … */
    bool allow_refused; /* … unless this is set */
    const KmExpectedFrom *expected; /* tells a misspelt deliverer from a new one; may be none */
    size_t n_expected;
    /* Called with all results before the commit of a batch that keeps something: what is written
     * here is kept with the batch or not at all. NULL: nothing. */
    bool (*seal)(void *self, const KmImportResult *results, size_t n, KmError *err);
    void *seal_self;
} KmImportSettings;

bool km_importer_open(KmArena *arena, const KmImportSettings *settings, KmImporter **ret_importer,
                      KmError *err) KM_MUST_USE;
void km_importer_close(KmImporter *importer);
/* What came before (beside the deliveries in the store, withdrawn or not):
 * - the bytes of a delivery of this contract that still counts: refused for the same period or from
 *   another deliverer, remarked for another period;
 * - the bytes of a withdrawn one: taken as a new version, remarked, so that a withdrawal made by
 *   mistake can be undone without changing what was known in between;
 * - a version stated in the name that exists, withdrawn or not: refused; a new number is needed;
 * - a version that is not stated: the next free number. It is a name only; what counts is decided
 *   by indicators/worktables/selection.h, in which the order of importing plays no part. */
/* A batch: one transaction, a savepoint per file, register and postcode files first so that order
 * never matters; one refused file does not stop the others. False only when the batch as a whole
 * failed (store full, interrupted): then nothing of it was kept. `ret_results` has one entry per
 * request, in the order of the requests. */
bool km_import_batch(KmImporter *importer, const KmImportRequest *requests, size_t n_requests,
                     const KmProgress *progress, KmImportResult **ret_results,
                     KmError *err) KM_MUST_USE;

/* The return report for the deliverer, in Dutch: self-contained accessible HTML, and CSV with one
 * finding a line. */
char *km_return_report_html(KmArena *arena, const KmImportResult *result) KM_MUST_USE;
char *km_return_report_csv(KmArena *arena, const KmImportResult *result) KM_MUST_USE;
/* One finding in words. `remedy` says what to do. */
char *km_finding_dutch(KmArena *arena, const KmFinding *finding) KM_MUST_USE;
char *km_finding_english(KmArena *arena, const KmFinding *finding) KM_MUST_USE;
char *km_finding_remedy_dutch(KmArena *arena, const KmFinding *finding) KM_MUST_USE;
char *km_finding_remedy_english(KmArena *arena, const KmFinding *finding) KM_MUST_USE;

#endif
