/* The evaluation as an Excel workbook: cover, contents, notes, the overview, what others
 * published (when there is any) and one sheet an indicator, each with one real table that begins in
 * A1 (the cover has none). Numbers are numbers, equal to what the pages print (rounded alike,
 * shares as percentages); where there is none a status word stands, so that no cell of a table is
 * empty. The same figures give the same bytes.
 *
 * Only this folder knows libxlsxwriter. */
#ifndef REPORTS_WORKBOOK_H
#define REPORTS_WORKBOOK_H

#include "reports/pages/view.h"

/* Writes `path`, which must not exist yet. KM_ERROR_SYSTEM when it cannot be written. */
bool km_workbook_write(KmArena *arena, const KmReportView *view, const char *path,
                       KmError *err) KM_MUST_USE;

#endif
