/* Private to the reader: the record that is being read, its cells one behind the other. Most lines
 * are records of plain cells and are taken apart here as libcsv would, at a tenth of the cost; what
 * else there is comes from libcsv, cell by cell. */
#ifndef IMPORTERS_READING_RECORD_DRAFT_H
#define IMPORTERS_READING_RECORD_DRAFT_H

#include "importers/reading/csv_reader.h"

/* Bytes that may be read behind a line, whatever they are. */
enum { KM_READ_BEYOND = 64 };

typedef struct {
    KmArena *arena;
    char separator;
    size_t most_field; /* bytes */
    char *text;
    size_t used, capacity;
    KmSlice fields[KM_MOST_COLUMNS]; /* live until the draft is cleared or added to */
    int n_fields;
    bool has_too_many; /* fields: those beyond KM_MOST_COLUMNS are not kept */
    bool has_giant;    /* a field longer than may be: kept as an empty one */
} KmRecordDraft;

KmRecordDraft *km_record_draft_open(KmArena *arena, char separator, size_t most_field) KM_MUST_USE;
void km_record_draft_clear(KmRecordDraft *draft);
void km_record_draft_add(KmRecordDraft *draft, const char *bytes, size_t length);
/* The fields of a whole line, into an empty draft. False: the line is no record of plain cells, or
 * may go beyond a cap, and is libcsv's; the draft is empty. */
bool km_record_draft_split(KmRecordDraft *draft, KmSlice line) KM_MUST_USE;

#endif
