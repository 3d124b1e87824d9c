/* What import_file.c (one file from bytes to rows) and import_identity.c (whose file it is, of
 * which period and version) share. */
#ifndef IMPORTERS_DELIVERY_IMPORT_INNER_H
#define IMPORTERS_DELIVERY_IMPORT_INNER_H

#include "importers/decoding/decoder.h"
#include "importers/delivery/batch.h"
#include "importers/dialect/dialect.h"
#include "importers/findings/finding_book.h"

typedef struct {
    KmBatch *batch;
    KmFilePlan *plan;
    KmArena *arena; /* as long as this file */
    const char *file;
    KmInput *input;
    const KmReadyContract *ready;
    KmDialect dialect;
    KmHeader header;
    const KmPostcodes *postcodes;
    KmFindingBook *findings;
    KmDelivery delivery;
    const KmColumnSum *sums; /* NULL: to be read back from the store */
    bool is_again;           /* the content was delivered before, for another period */
} KmFileImport;

/* Refuses the file: fills err with the message, the code and its argument. Returns false. */
bool km_import_refuse(const KmFileImport *f, KmError *err, const char *code, const char *argument,
                      const char *message);
/* A finding about the file as a whole. */
void km_import_note(KmFileImport *f, KmRule rule, const char *argument);

/* Contract, deliverer and period: from the request, else the name, else (contract) the header. */
bool km_import_identify(KmFileImport *f, KmError *err) KM_MUST_USE;
/* Changes only: rows of kind `mutatie`. */
bool km_import_is_mutation(const KmDelivery *delivery);
/* Notes that there is nothing yet to lay changes over; refuses them over rows without keys, which
 * stores of before there were mutations hold. */
bool km_import_check_base(KmFileImport *f, KmError *err) KM_MUST_USE;
/* Says so when the file is much smaller than what it replaces. After the rows. */
void km_import_check_size(KmFileImport *f);
/* Refuses a file whose dates are those of another period, or remarks it where the period was given
 * and not read from the name. After the rows. */
bool km_import_check_period(KmFileImport *f, const KmDecoder *decoder, KmError *err) KM_MUST_USE;
/* Content, version, authority; refuses what was delivered before. After the first pass. */
bool km_import_describe(KmFileImport *f, KmError *err) KM_MUST_USE;

#endif
