/* One sheet with one table, filled row by row. Errors stay in the sheet until km_sheet_end. */
#ifndef REPORTS_WORKBOOK_SHEET_H
#define REPORTS_WORKBOOK_SHEET_H

#include <xlsxwriter.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

enum { KM_SHEET_COLUMNS = 12, KM_SHEET_DECIMALS = 4 };

typedef struct {
    const char *header;
    double width; /* in characters */
} KmSheetColumn;

/* Made once a workbook: its cell formats and the names that are taken. */
typedef struct {
    KmArena *arena;
    lxw_workbook *book;
    lxw_format *title, *header, *text, *wrap, *link, *integer;
    lxw_format *share[KM_SHEET_DECIMALS + 1];  /* by decimals of the percentage */
    lxw_format *points[KM_SHEET_DECIMALS + 1]; /* likewise, of percentage points */
    lxw_format *number[KM_SHEET_DECIMALS + 1]; /* by decimals */
    const char **names;
    size_t n_names, names_capacity;
} KmBook;

typedef struct {
    KmBook *book;
    lxw_worksheet *sheet;
    const char *name;
    const KmSheetColumn *columns;
    uint16_t n_columns;
    uint16_t column; /* where the next cell goes */
    uint32_t row;
    int lines; /* of the row's tallest cell so far */
    lxw_error failed;
} KmSheet;

void km_book_formats(KmBook *book);
/* A name Excel takes: at most 31 characters, none of []:*?/\, not taken yet. */
const char *km_sheet_name(KmBook *book, const char *wanted);

/* Rows a text takes in a column of `width` characters, and the height of that many rows. */
int km_sheet_lines(const char *text, double width);
double km_sheet_height(int lines);

KmSheet km_sheet_begin(KmBook *book, const char *name, const KmSheetColumn *columns,
                       size_t n_columns);
void km_sheet_text(KmSheet *sheet, const char *text);
/* A link to cell A1 of another sheet. */
void km_sheet_link(KmSheet *sheet, const char *target, const char *text);
/* A number as it is printed ("1.942", "86,4%", "6,1 procentpunt", "−0,04"): stored to the printed
 * decimals, a percentage as a share with a percentage format, percentage points as they read. False
 * when `shown` is no single number: nothing is written. */
bool km_sheet_number(KmSheet *sheet, const char *shown);
void km_sheet_next(KmSheet *sheet);
/* Makes the table of what was filled: filters, stripes, frozen header. */
bool km_sheet_end(KmSheet *sheet, KmError *err) KM_MUST_USE;

#endif
