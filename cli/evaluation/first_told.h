/* The totals as people were first told them: as locked, else as first kept complete in the store.
 */
#ifndef CLI_EVALUATION_FIRST_TOLD_H
#define CLI_EVALUATION_FIRST_TOLD_H

#include "cli/figures.h"

/* Of the quarters that were computed; only what was there when they were locked. */
bool km_first_told(KmCli *cli, const KmCliFigures *figures, const KmFigure **ret_first,
                   size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
