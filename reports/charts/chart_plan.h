/* What every chart kind makes: the words and a canvas. Shared by the chart files only. */
#ifndef REPORTS_CHART_PLAN_H
#define REPORTS_CHART_PLAN_H

#include "reports/charts/chart.h"
#include "reports/charts/drawing/canvas.h"
#include "reports/report.h"

typedef struct {
    KmArena *arena;
    const KmPublished *published;
    const KmIndicatorText *text;
    const KmChartRequest *request;
    const KmReleaseText *release;
} KmChartJob;

typedef struct {
    const char *title, *description;
    const char *reason; /* not NULL: nothing to draw, and why */
    KmCanvas *canvas;
} KmChartPlan;

/* The picture of a plan; without gnuplot its words only. */
bool km_chart_finish(KmArena *arena, KmGnuplot *gnuplot, const KmChartPlan *plan,
                     const char *id_prefix, KmChart *ret_chart, KmError *err) KM_MUST_USE;

/* The asked title, else the generated one. */
static inline const char *km_chart_title(const KmChartJob *job, const char *generated)
{
    return job->request->title == NULL ? generated : job->request->title;
}

enum { KM_NOTES = 12 };
typedef struct {
    const char *lines[KM_NOTES];
    size_t count;
} KmNotes;
static inline void km_note(KmNotes *notes, const char *line)
{
    if (notes->count < KM_NOTES) {
        notes->lines[notes->count++] = line;
    }
}

bool km_chart_plan_trend(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_gap(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_control(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_waiting(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_dots(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_cascade(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;

bool km_chart_plan_funnel(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_stacked(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_bars(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_map(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err) KM_MUST_USE;
bool km_chart_plan_multiples(const KmChartJob *job, KmChartPlan *ret_plan,
                             KmError *err) KM_MUST_USE;

/* As the file that is asked for; refuses (KM_ERROR_DISCLOSURE) a chart that was not drawn. */
bool km_chart_save(KmArena *arena, const KmChart *chart, const KmChartFile *file, KmDate knowledge,
                   KmError *err) KM_MUST_USE;

/* Round numbers for an axis that holds low … high. For shares never outside 0–1. */
typedef struct {
    double from, to, step;
} KmAxis;
KmAxis km_axis(double low, double high, bool share);
int km_axis_decimals(const KmAxis *axis, bool share);

#endif
