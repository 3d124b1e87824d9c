/* The tables of the evaluation. A table is made once and written twice, as HTML and as CSV, so that
 * both hold the same numbers. No cell is empty: a status word stands where there is no number. */
#ifndef REPORTS_TABLE_H
#define REPORTS_TABLE_H

#include "engine/base/text.h"
#include "reports/words.h"

typedef struct {
    const char *shown; /* as people read it: "84,7%" */
    const char *plain; /* as a spreadsheet takes it: "84,7"; NULL: the same text */
    bool is_number;    /* plain is a number: never quoted, never an apostrophe */
} KmCell;

typedef struct {
    const char *header;     /* on the page */
    const char *csv_header; /* in the file, with its unit */
} KmColumn;

enum { KM_TABLE_COLUMNS = 9 };

typedef struct {
    const char *caption_nl;
    KmColumn columns[KM_TABLE_COLUMNS];
    size_t n_columns;
    const KmCell *cells;                     /* row by row */
    const KmPublishedFigure *const *figures; /* one a row */
    size_t n_rows;
} KmTable;

/* The totals of an indicator over time: one row a period. */
KmTable km_table_trend(KmArena *arena, const KmIndicatorText *text,
                       KmPublishedRows rows) KM_MUST_USE;
/* Groups over time: one row a period and group. */
KmTable km_table_groups(KmArena *arena, const KmDimensionText *dimension,
                        KmPublishedRows rows) KM_MUST_USE;
/* One dimension in one period, the total (may be NULL) first. */
KmTable km_table_dimension(KmArena *arena, const KmDimensionText *dimension, KmPublishedRows rows,
                           const KmPublishedFigure *total) KM_MUST_USE;

/* Dutch CSV for spreadsheets: `;`, decimal comma, UTF-8 with BOM, CRLF (RFC 4180). Text that a
 * spreadsheet would run as a formula gets an apostrophe. */
KmText km_table_csv(KmArena *arena, const KmTable *table) KM_MUST_USE;

#endif
