/* Quarters before the reported one that were locked and are computed otherwise now: the report
 * tells what was locked beside what is known today. A locked report tells what it told when it was
 * locked. Totals only, and only changes that are 0 or at least the profile's k in every count. */
#ifndef CLI_EVALUATION_REVISIONS_H
#define CLI_EVALUATION_REVISIONS_H

#include "cli/figures.h"
#include "reports/report.h"

bool km_revisions_read(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                       const KmReportRevision **ret_revisions, size_t *ret_count,
                       KmError *err) KM_MUST_USE;

#endif
