/* The explanation of a merged group: those of its members, added up. */
#ifndef CLI_EXPLAIN_MEMBERS_H
#define CLI_EXPLAIN_MEMBERS_H

#include "cli/figures.h"

/* As km_explain, for a published figure that stands for several codes of one dimension. Members
 * where nobody is counted add nothing; when no member has anybody the figure is refused. */
bool km_explain_members(KmCli *cli, const KmCliFigures *figures, const KmPublishedFigure *merged,
                        bool with_lines, KmExplanation *ret_explanation, KmError *err) KM_MUST_USE;

#endif
