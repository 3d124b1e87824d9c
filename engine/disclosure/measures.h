/* Rows beside a total that no dimension declares: the shares of a duration within some days, and
 * what a gap tells. A gap says nothing that its two levels do not say: it is shown where both stand
 * shown in this release, under the indicator that it compares, and nowhere else. */
#ifndef ENGINE_DISCLOSURE_MEASURES_H
#define ENGINE_DISCLOSURE_MEASURES_H

#include "engine/disclosure/row.h"

/* Fills a row named "binnen" for each declared number of days; returns how many. Without counts, in
 * whole percentages. `is_open`: the total is shown. */
size_t km_measures_within(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                          const KmPeriod *period, bool is_open, KmPublishedFigure *ret_rows);

/* The total of a gap and its rows named "maat". `shown`: rows published so far. */
size_t km_measures_gap(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                       const KmPeriod *period, const KmPublishedFigure *shown, size_t n_shown,
                       KmPublishedFigure *ret_rows);
/* Room that the rows of one period need at most. */
size_t km_measures_room(const KmIndicatorText *text);

#endif
