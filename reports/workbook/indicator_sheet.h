/* The sheet of one indicator: over time first (with a native chart when every quarter may be
 * shown), then group by group. */
#ifndef REPORTS_WORKBOOK_INDICATOR_SHEET_H
#define REPORTS_WORKBOOK_INDICATOR_SHEET_H

#include "reports/pages/view.h"
#include "reports/workbook/sheet.h"

bool km_workbook_indicator(KmBook *book, const char *name, const KmIndicatorView *indicator,
                           KmError *err) KM_MUST_USE;

/* The printed estimate as a number, else its words. */
void km_sheet_estimate(KmSheet *sheet, const KmPublishedFigure *figure);
/* Hits and units, as numbers or status words: two cells. */
void km_sheet_counts(KmSheet *sheet, const KmPublishedFigure *figure);

#endif
