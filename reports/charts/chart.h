/* One chart: a published indicator as an SVG picture with a title that says what is seen. Kinds are
 * rows of one table in chart.c; each draws from a KmPublished alone, so that what is hidden cannot
 * leave a trace in a coordinate, a scale or an order. */
#ifndef REPORTS_CHART_H
#define REPORTS_CHART_H

#include "engine/published/published.h"
#include "reports/charts/drawing/gnuplot.h"

typedef enum {
    KM_CHART_TREND,     /* over time, with interval and norm */
    KM_CHART_GAP,       /* two groups over time, with the difference between them */
    KM_CHART_CONTROL,   /* quarters against the limits of the usual variation (p chart) */
    KM_CHART_WAITING,   /* the share that still waits after so many days (a duration) */
    KM_CHART_DOTS,      /* the groups of one dimension against the city */
    KM_CHART_FUNNEL,    /* the units of a dimension by size, within the limits of chance */
    KM_CHART_MULTIPLES, /* the course of each group of a dimension, in small */
    KM_CHART_MAP,       /* a tile a district, where the code list says it lies */
    KM_CHART_CASCADE,   /* how many children reach each step (a distribution); also "steps" */
    KM_CHART_STACKED,   /* the categories of a distribution, quarter after quarter */
    KM_CHART_BARS       /* the categories of a distribution that are no steps */
} KmChartKind;
enum { KM_CHART_KINDS = KM_CHART_BARS + 1 };

typedef struct {
    KmChartKind kind;
    const char *indicator; /* id: "vve-bereik"; the cascade: "vve-trechter" */
    const char *by;        /* the dimension, "wijk"; NULL: the first, or none; a gap's groups or a
                              funnel's class after "=" */
    const KmPeriod *period;
    const char *id_prefix; /* for ids in the SVG, [a-z0-9-]; unique within the page */
    const char *title;     /* instead of the generated one; NULL: generated */
} KmChartRequest;

typedef struct {
    const char *title_nl;       /* what is seen: also inside the picture, at its top */
    const char *description_nl; /* the same content in words, for who cannot see the picture */
    char *svg;                  /* one <svg> element, no XML declaration; NULL when not drawn */
    size_t length;
    int width, height; /* of the picture, in pixels */
    bool drawn;
    const char *reason_nl; /* when not drawn: the sentence to print instead */
} KmChart;

/* True with `drawn` false when there is nothing that may be shown. With `gnuplot` NULL only the
 * words are made (not drawn, reason "grafiek overgeslagen"). */
bool km_chart_draw(KmArena *arena, KmGnuplot *gnuplot, const KmPublished *published,
                   const KmChartRequest *request, KmChart *ret_chart, KmError *err) KM_MUST_USE;

/* How many units a funnel plot by this dimension, or this class of it, would show; 0: too few to
 * judge. */
size_t km_chart_funnel_units(KmArena *arena, const KmPublished *published,
                             const KmIndicatorText *text, const char *period, const char *by);
/* The funnels of a dimension: one, or one for each class of its units that occurs. */
typedef struct {
    const char *by;       /* as a request names it: "organisatie", "school=25 tot 30" */
    const char *class_nl; /* "25 tot 30"; NULL: no classes, or not known of these */
    size_t n_units;       /* that may be shown */
    bool is_enough;       /* ten or more, and their class is known where there are classes */
} KmFunnelGroup;
size_t km_chart_funnel_groups(KmArena *arena, const KmPublished *published,
                              const KmIndicatorText *text, const char *period,
                              const KmDimensionText *dimension, KmFunnelGroup **ret_groups);
/* Whether a control chart says something of it: a share, not told over twelve months. */
bool km_chart_has_control(const KmIndicatorText *text);
/* Whether the categories can be stacked in two quarters or more, and the figures behind them. */
bool km_chart_has_stack(KmArena *arena, const KmPublished *published, const KmIndicatorText *text,
                        const KmPeriod *period);
KmPublishedRows km_chart_stack_rows(KmArena *arena, const KmPublished *published,
                                    const KmIndicatorText *text, const KmPeriod *period);
/* Whether two groups of this dimension are declared to be set against each other. */
bool km_chart_has_gap(const KmPublished *published, const KmIndicatorText *text, const char *by);
/* The figures behind a gap chart: both groups, quarter after quarter. */
KmPublishedRows km_chart_gap_rows(KmArena *arena, const KmPublished *published,
                                  const KmChartRequest *request);

/* Whether the categories of a distribution are the steps the cascade knows. */
bool km_chart_is_cascade(const KmIndicatorText *text);

/* "trend", "dots" … as users write them; false with the list when there is no such kind.
 */
bool km_chart_kind(const char *name, KmChartKind *ret_kind, KmError *err) KM_MUST_USE;

#endif
