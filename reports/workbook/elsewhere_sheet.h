/* The sheet of what others published of the indicators: with year and source, apart from our own.
 */
#ifndef REPORTS_WORKBOOK_ELSEWHERE_SHEET_H
#define REPORTS_WORKBOOK_ELSEWHERE_SHEET_H

#include "reports/pages/view.h"
#include "reports/workbook/sheet.h"

/* Published by others about the indicators of this view; 0: there need be no sheet. */
size_t km_workbook_elsewhere_count(const KmReportView *view);
bool km_workbook_elsewhere(KmBook *book, const char *name, const KmReportView *view,
                           KmError *err) KM_MUST_USE;

#endif
