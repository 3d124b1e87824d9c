/* Figures that stand on others: a gap on the groups it compares, a share within some days on the
 * total. */
#ifndef CLI_EXPLAIN_GROUPS_H
#define CLI_EXPLAIN_GROUPS_H

#include "cli/figures.h"

/* The published figure whose steps and deliveries are those of `figure`: itself, or the total of
 * its indicator; NULL when that is not there. */
const KmPublishedFigure *km_explained_by(const KmPublished *published,
                                         const KmPublishedFigure *figure);

/* Of a gap: each shown group of the dimension it compares, with its own steps; else none. */
bool km_explain_groups(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                       KmPublishedExplanation *explanation, KmError *err) KM_MUST_USE;

#endif
