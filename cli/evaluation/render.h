/* The evaluation written from figures: what `report` and `evaluation lock` share. */
#ifndef CLI_EVALUATION_RENDER_H
#define CLI_EVALUATION_RENDER_H

#include "cli/figures.h"
#include "reports/report.h"

typedef struct {
    const char *stamp_nl;
    const char *directory;
    bool charts, workbook, pdf, year, slides, bundles;
    const char *pack;  /* path of the pack; NULL: none */
    const char *group; /* only the card of this working group; NULL: the evaluation */
} KmRender;

/* Inside a transaction of the caller: the release is on record before the directory appears, and a
 * report that fails leaves neither. */
bool km_render(KmCli *cli, const KmCliFigures *figures, const KmRender *render,
               KmReportResult *ret_result, KmError *err) KM_MUST_USE;
/* What was left out is said on stderr; returns the exit code. */
int km_render_tell(KmCli *cli, const KmCliFigures *figures, const KmReportResult *result);

#endif
