/* The charts of a meeting, a text file the monitoring group keeps (stuurgroep.ini):
 *
 *     [grafieken]
 *     1 = vve-bereik trend
 *     2 = vve-bereik dots wijk
 *     3 = vve-bereik map wijk | Bereik per wijk
 *
 * indicator, kind, dimension, and after a bar a title of one's own; in the order of the file, at
 * most twelve. A name is looked for from here, then in the workspace. */
#ifndef CLI_EVALUATION_PACK_H
#define CLI_EVALUATION_PACK_H

#include "cli/cli.h"
#include "reports/report.h"

/* Fills `pack` and `n_pack` of the request. */
bool km_pack_read(KmCli *cli, const char *path, KmReportRequest *request, KmError *err) KM_MUST_USE;

#endif
