/* Single organisations, sites and schools on the page of an indicator: only in a funnel, folded, or
 * else a sentence. Never a table of a few of them, which would be read as a ranking. */
#ifndef REPORTS_VIEW_SINGLE_H
#define REPORTS_VIEW_SINGLE_H

#include "engine/base/text.h"
#include "reports/pages/view.h"

/* The funnels of one open dimension, a block for each class of its units; what has too few goes to
 * `few` as a sentence. */
void km_view_single(const KmReportView *view, KmIndicatorView *indicator, size_t at, KmText *few);
/* Room for those blocks, over all open dimensions. */
size_t km_view_single_room(const KmReportView *view, const KmIndicatorView *indicator);

/* Shared with view.c. `name` becomes part of the block's ids. */
KmBlockView km_view_block(const KmReportView *view, const KmIndicatorView *indicator,
                          const char *name);
void km_view_chart(const KmReportView *view, const KmIndicatorView *indicator, KmBlockView *block,
                   KmChartKind kind);
/* A yearly figure is that of the quarter in which it was measured. */
const char *km_view_period(const KmReportView *view, const KmIndicatorView *indicator);

#endif
