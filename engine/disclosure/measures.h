/* Rows beside a total that no dimension declares: the shares of a duration within some days, its
 * curve, and what a gap tells. A gap says nothing that its two levels do not say: it is shown where
 * both stand shown in this release, under the indicator that it compares, and nowhere else. */
#ifndef ENGINE_DISCLOSURE_MEASURES_H
#define ENGINE_DISCLOSURE_MEASURES_H

#include "engine/disclosure/row.h"

/* Fills a row named "binnen" for each declared number of days; returns how many. Without counts, in
 * whole percentages. `is_open`: the total is shown. */
size_t km_measures_within(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                          const KmPeriod *period, bool is_open, KmPublishedFigure *ret_rows);

/* Fills a row named "wachtend" for each point of the curve that may be told, in whole percentages:
 * n is who still waits then (rounded with the profile). The curve ends where fewer than N still
 * wait. A point is left out when, since the point told before it, some but fewer than k stopped
 * waiting; where the indicator protects hits (misses) also when some but fewer than k were helped
 * (followed no longer). So no step is about a few. */
size_t km_measures_curve(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                         const KmPeriod *period, bool is_open, KmPublishedFigure *ret_rows);
/* The total of a gap and its rows named "maat". `shown`: rows published so far. */
size_t km_measures_gap(const KmRowMaker *maker, const KmGateInput *input, const KmFigure *total,
                       const KmPeriod *period, const KmPublishedFigure *shown, size_t n_shown,
                       KmPublishedFigure *ret_rows);
/* Room that the rows of one period need at most, a curve apart. */
size_t km_measures_room(const KmIndicatorText *text);
size_t km_measures_curve_room(const KmGateInput *input, const KmFigure *total);

#endif
