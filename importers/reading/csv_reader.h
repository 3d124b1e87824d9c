/* Records out of a byte stream, one physical line at a time, so that every record knows the line it
 * began on. The only file that knows libcsv (strict mode: what is quoted wrongly is said, never
 * glued together).
 *
 * Physical lines end in LF, CRLF or a lone CR, mixed as they come. Lines without a cell are skipped
 * but counted, as is the end-of-file sign (0x1A) of old systems. Quoting that goes wrong inside a
 * line breaks that record only; a quote that is never closed, or that swallows a complete row,
 * fails the file and names the line and column where it was opened. */
#ifndef IMPORTERS_READING_CSV_READER_H
#define IMPORTERS_READING_CSV_READER_H

#include "engine/base/arena.h"

#include <sys/types.h>

/* A view of bytes that someone else keeps; not NUL-terminated. */
typedef struct {
    const char *bytes;
    size_t length;
} KmSlice;

/* Where bytes come from: up to `room` bytes, 0 at the end, −1 on failure with err filled. */
typedef struct {
    void *self;
    ssize_t (*read)(void *self, char *into, size_t room, KmError *err);
} KmByteSource;

/* A source over bytes in memory that hands out at most `chunk` bytes at a time. */
typedef struct {
    KmSlice bytes;
    size_t chunk;
    size_t at;
} KmMemorySource;
KmByteSource km_memory_source(KmMemorySource *memory);

enum {
    KM_MOST_LINE_BYTES = 1024 * 1024,
    KM_MOST_FIELD_BYTES = 64 * 1024,
    KM_MOST_COLUMNS = 512,
    KM_MOST_RECORDS = 20 * 1000 * 1000
};

typedef struct {
    const char *file; /* for messages */
    char separator;
    int columns;         /* cells of a complete row, to notice swallowed rows; 0: not known */
    int64_t header_line; /* rows below it have that many */
    size_t most_bytes;   /* of a line and of a cell, for lists of numbers; 0: the caps above */
} KmCsvOptions;

/* The slices live until the next record, or longer (`is_last`); their bytes lie one behind the
 * other. */
typedef struct {
    int64_t line; /* physical line on which it starts, from 1 */
    int64_t row;  /* of the sheet it came from: records and blank lines before it */
    const KmSlice *fields;
    int n_fields;
    int broken; /* 1-based column in which the quoting went wrong; the fields are then of no use */
    uint64_t mark; /* that whoever reads ahead made of it (records_ahead.h); else 0 */
    bool is_last;  /* of those whose slices live together: with the next record they are gone */
} KmRecord;

/* Where records come from: 1 a record, 0 the end, −1 failed with err filled. */
typedef struct {
    void *self;
    int (*next)(void *self, KmRecord *ret_record, KmError *err);
} KmRecordSource;

typedef struct {
    int64_t lf, crlf, cr;
} KmLineEnds;

typedef struct KmCsvReader KmCsvReader;

KmCsvReader *km_csv_open(KmArena *arena, KmByteSource source,
                         const KmCsvOptions *options) KM_MUST_USE;
void km_csv_close(KmCsvReader *reader); /* NULL is fine */
/* 1: a record, 0: the end, −1: failed. */
int km_csv_next(KmCsvReader *reader, KmRecord *ret_record, KmError *err) KM_MUST_USE;
KmRecordSource km_csv_source(KmCsvReader *reader);
KmLineEnds km_csv_line_ends(const KmCsvReader *reader);
int64_t km_csv_blank_lines(const KmCsvReader *reader);

#endif
