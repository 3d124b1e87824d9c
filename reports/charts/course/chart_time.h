/* The row of periods along the bottom of a chart over time, and the two axes. Shared by the trend,
 * the gap and the control chart. */
#ifndef REPORTS_CHART_TIME_H
#define REPORTS_CHART_TIME_H

#include "reports/charts/chart_plan.h"

enum { KM_COURSE_LEFT = 86, KM_COURSE_RIGHT = 738, KM_COURSE_HEIGHT = 330, KM_COURSE_BELOW = 56 };

/* One period; its x in data units is its number. */
typedef struct {
    KmPeriod period;
    const KmPublishedFigure *figure; /* the indicator's total; NULL: none in the release */
} KmPlace;

typedef struct {
    const KmPlace *items;
    size_t n;
} KmPlaces;

/* Consecutive periods up to the request's, from the first in which something was delivered; of a
 * yearly figure only the quarters in which it is measured. Never none. */
KmPlaces km_places_read(const KmChartJob *job);
/* The left and right end of the scale that holds them. */
KmScale km_places_scale(size_t n, const KmAxis *axis);

/* The last series break between two places that stand next to each other; NULL: none. */
const KmSeriesBreak *km_places_break(const KmIndicatorText *text, const KmPlaces *places,
                                     size_t at);

void km_draw_value_axis(const KmChartJob *job, KmCanvas *canvas, const KmAxis *axis);
void km_draw_time_axis(const KmChartJob *job, KmCanvas *canvas, const KmPlaces *places);
/* A dotted line where the series measures something else from then on. */
void km_draw_breaks(const KmChartJob *job, KmCanvas *canvas, const KmPlaces *places);

#endif
