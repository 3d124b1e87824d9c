/* Charts for a meeting: each chart of the evaluation as png and pdf, and a pack of chosen ones with
 * a page of its own. */
#ifndef REPORTS_SLIDES_H
#define REPORTS_SLIDES_H

#include "reports/output.h"
#include "reports/pages/view.h"

/* Beside each grafieken/….svg a .png (double size) and a .pdf, by as many converters as there are
 * cores. A converter that is missing or fails says so in the result and leaves none. */
bool km_slides_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                     const KmProgress *progress, KmReportResult *result, KmError *err) KM_MUST_USE;
/* pakket/01-….svg … (with slides asked: png and pdf too) and pakket.html. KM_ERROR_USAGE when a
 * chart of the pack is not known; one that may not be shown says so on the page. */
bool km_pack_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                   KmReportResult *result, KmError *err) KM_MUST_USE;

#endif
