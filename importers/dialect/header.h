/* From the header line to the contract's fields: names are compared without case, accents, spaces,
 * underscores and hyphens, and through the contract's aliases. */
#ifndef IMPORTERS_DIALECT_HEADER_H
#define IMPORTERS_DIALECT_HEADER_H

#include "importers/contract/contract_inner.h"
#include "importers/findings/finding_book.h"
#include "importers/reading/encoding.h"

enum {
    KM_COLUMN_UNKNOWN = -1, /* reported and not read */
    KM_COLUMN_DROPPED = -2, /* must not be delivered: reported and not read */
    KM_COLUMN_IGNORED = -3, /* known and not needed */
    KM_COLUMN_DOUBLE = -4,  /* another column says the same under a better name */
    KM_COLUMN_NAMELESS = -5,
    KM_COLUMN_RECORD = -6 /* the deliverer's own row numbers */
};

typedef struct {
    int64_t line;
    int n_columns;        /* without nameless ones at the end … */
    int n_cells;          /* … and with them */
    const char **names;   /* as delivered, in UTF-8, safe to print */
    int *field_of_column; /* a field, or one of the above */
    int *column_of_field; /* 0-based; −1: not delivered */
    int record_column;    /* whose cells number the rows for the deliverer; −1: none */
} KmHeader;

/* The name of a column as text that may be printed: UTF-8, on one line, without control characters,
 * cut. */
char *km_header_shown(KmArena *arena, KmSlice cell);
/* Whether a cell of the record column may be shown: a short number without a run of eight digits,
 * which could be a personal number. */
bool km_record_number(KmSlice cell);
/* How many of the contract's fields the cells name. */
int km_header_score(const KmContract *contract, const KmRecord *record, KmArena *scratch);
/* Which columns the contract knows, and how many; 0 when a mandatory one is missing. */
int km_header_known(const KmContract *contract, const KmRecord *record,
                    bool ret_known[KM_MOST_COLUMNS], KmArena *arena);
/* Refuses when a mandatory column is missing, naming it, the nearest one delivered, and what was
 * read. `file` for messages. */
bool km_header_match(KmArena *arena, const char *file, const KmContract *contract,
                     const KmRecord *record, KmHeader *ret_header, KmError *err) KM_MUST_USE;
/* A finding about a column as a whole, on the line of the header. */
void km_header_report_column(const KmHeader *header, int column, KmRule rule, KmFindingBook *book);
/* Unknown, nameless, refused and double columns as findings. */
void km_header_report(const KmHeader *header, KmFindingBook *book);

/* The column that a field is read from; −1: none. A BRIN without a column of its own may stand in
 * that of the site. */
int km_header_column(const KmContract *contract, const KmHeader *header, int field);

#endif
