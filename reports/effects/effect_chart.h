/* The event study of one published effect: the difference quarter by quarter (or month by month)
 * round the start, each with its interval, the one all others are told against marked, the mean
 * after the start as a band. Of a series: the distance to the line of before. Drawn from published
 * effects alone, in the house style of the charts. */
#ifndef REPORTS_EFFECTS_EFFECT_CHART_H
#define REPORTS_EFFECTS_EFFECT_CHART_H

#include "engine/published/effects.h"
#include "reports/charts/chart.h"

typedef struct {
    size_t effect;         /* its place among the effects */
    const char *id_prefix; /* for ids in the SVG, [a-z0-9-]; unique within the page */
    const char *title;     /* NULL: generated */
} KmEffectChartRequest;

/* As km_chart_draw: true with `drawn` false and a reason when there is nothing that may be shown,
 * or nothing to show by quarter (a matched comparison). */
bool km_effect_chart_draw(KmArena *arena, KmGnuplot *gnuplot, const KmPublishedEffects *effects,
                          const KmEffectChartRequest *request, KmChart *ret_chart,
                          KmError *err) KM_MUST_USE;

#endif
