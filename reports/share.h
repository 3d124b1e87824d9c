/* What a working group gets to hand on: its card, and a zip with its card, its page, its charts and
 * tables, what elsewhere touches its actions, and its decisions. */
#ifndef REPORTS_SHARE_H
#define REPORTS_SHARE_H

#include "reports/output.h"
#include "reports/pages/view.h"

/* bundels/<name>.zip for each working group; the names are added to the result. Charts are drawn.
 */
bool km_share_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                    KmReportResult *result, KmError *err) KM_MUST_USE;
/* "een-vliegende-start", "ambitie-2" */
const char *km_share_name(KmArena *arena, const KmPlanPart *part);
/* NULL: no such group. */
const KmPartView *km_share_find(KmArena *arena, const KmReportView *view, const char *group);

#endif
