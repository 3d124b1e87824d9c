/* The trend chart's inside: the row of quarters, and the words about it. */
#ifndef REPORTS_CHART_TREND_H
#define REPORTS_CHART_TREND_H

#include "reports/charts/course/chart_time.h"

typedef struct {
    size_t at; /* the place */
    const KmElsewhere *row;
} KmTrendElsewhere;

typedef struct {
    KmPlaces places;
    size_t n_before; /* the first so many places hold only what was published elsewhere */
    const KmTrendElsewhere *elsewhere; /* by day */
    size_t n_elsewhere;
    size_t n_shown, n_drawn;               /* with an estimate; with anything to draw */
    const KmPublishedFigure *first, *last; /* with an estimate, after the last break; NULL: none */
    const KmPublishedFigure *now;          /* of the request's period; may be NULL */
} KmTrend;

bool km_trend_has_point(const KmPublishedFigure *figure); /* NULL is fine: false */
bool km_trend_has_bar(const KmPublishedFigure *figure);   /* bounds only */

const char *km_trend_title(const KmChartJob *job, const KmTrend *trend);
const char *km_trend_description(const KmChartJob *job, const KmTrend *trend);
void km_trend_notes(const KmChartJob *job, const KmTrend *trend, KmNotes *ret_notes);
/* A norm that colours is orange (darker for words); a mean elsewhere is only a comparison. */
const char *km_trend_norm_colour(const KmNorm *norm, bool ink);
/* What a quarter is held against on its last day: the norm in force (KM_LINE_NORM) and a mean
 * elsewhere (KM_LINE_MEAN); NULL when there is none. */
typedef enum { KM_LINE_NORM, KM_LINE_MEAN, KM_LINES } KmTrendLine;
const KmNorm *km_trend_norm(const KmIndicatorText *text, const KmPeriod *period, KmTrendLine line);
void km_trend_right_side(const KmChartJob *job, KmCanvas *c, const KmTrend *trend,
                         const KmAxis *axis);
/* Puts places for it before the others. */
void km_trend_read_elsewhere(const KmChartJob *job, KmTrend *trend);
void km_trend_draw_elsewhere(const KmChartJob *job, KmCanvas *c, const KmTrend *trend);
void km_trend_note_elsewhere(const KmChartJob *job, const KmTrend *trend, KmNotes *notes);
void km_trend_describe_elsewhere(const KmChartJob *job, const KmTrend *trend, KmText *out);
/* "ten minste 95%", "tussen 71% en 88%" */
char *km_trend_bounds_nl(KmArena *arena, const KmPublishedFigure *figure);

#endif
