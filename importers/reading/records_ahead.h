/* Reading ahead: records that another thread takes out of the file while this one converts them.
 * They come in the same order and with the same faults as from the reader itself, which, with its
 * arena and its source of bytes, is that thread's alone from open to close. */
#ifndef IMPORTERS_READING_RECORDS_AHEAD_H
#define IMPORTERS_READING_RECORDS_AHEAD_H

#include "importers/reading/csv_reader.h"

typedef struct KmRecordsAhead KmRecordsAhead;

/* A number that each record gets along, made of it alone by the thread that reads. */
typedef struct {
    const void *self;
    uint64_t (*make)(const void *self, const KmRecord *record);
} KmRecordMark;

/* Without a second thread the records are read in place. */
KmRecordsAhead *km_records_ahead_open(KmArena *arena, KmRecordSource inner,
                                      KmRecordMark mark) KM_MUST_USE;
KmRecordSource km_records_ahead_source(KmRecordsAhead *ahead);
/* Waits for the thread. */
void km_records_ahead_close(KmRecordsAhead *ahead);

#endif
