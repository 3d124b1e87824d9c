/* What the pages show, gathered once from the published figures: the parts of the plan with their
 * indicators, each with its total, its tables and its charts. Pages only write it down. */
#ifndef REPORTS_VIEW_H
#define REPORTS_VIEW_H

#include "reports/charts/chart.h"
#include "reports/pages/plan.h"
#include "reports/report.h"
#include "reports/tables/table.h"

/* A table with, perhaps, its chart. */
typedef struct {
    const char *slug;       /* "vve-bereik-wijk": ids on the page */
    const char *heading_nl; /* "Verloop", "Per wijk" */
    KmTable table;
    const char *csv_path; /* "tabellen/ambitie-1-vve-bereik-wijk.csv" */
    bool has_chart;       /* a kind of chart belongs to it, drawn or not */
    KmChartRequest chart_request;
    KmChart chart;
    const KmIndicatorText *elsewhere_of; /* whose figures published by others stand under the
                                            table; NULL: of none */
    const char *note_nl;                 /* a sentence under the table; NULL: none */
    bool is_folded;       /* for who asks on: chart and table in a <details> of their own */
    const char *svg_path; /* "grafieken/….svg"; NULL when not drawn */
} KmBlockView;

typedef struct {
    const KmIndicatorText *text;
    const char *page;               /* "ambitie-1" */
    const char *anchor;             /* "vve-bereik" */
    const KmPublishedFigure *total; /* NULL: no figure in this period */
    KmPublishedRows trend;          /* totals, oldest first, up to the period */
    KmBlockView *blocks;
    size_t n_blocks;
} KmIndicatorView;

typedef struct {
    const KmPlanPart *part;
    KmIndicatorView
        *indicators; /* by action, the core ones first, then in the order of publication */
    size_t n_indicators;
} KmPartView;

typedef struct {
    KmArena *arena;
    const KmReportRequest *request;
    const KmPublished *published;
    const KmReleaseText *release;
    KmPlan plan;
    bool alone;        /* a page that goes out without the others: no links to them */
    KmPartView *parts; /* those that have indicators */
    size_t n_parts;
    KmChart *effect_charts; /* one an effect; NULL: no effects */
    bool charts_skipped;
    const char *charts_reason;
} KmReportView;

/* Reads the plan and gathers; charts are not drawn yet. */
bool km_report_view(KmArena *arena, const KmReportRequest *request, KmReportView *ret_view,
                    KmError *err) KM_MUST_USE;
/* Draws the charts; what cannot be drawn says why and stops nothing. False when `progress` asks for
 * a stop. */
bool km_report_draw(KmReportView *view, const KmProgress *progress, KmError *err) KM_MUST_USE;

#endif
