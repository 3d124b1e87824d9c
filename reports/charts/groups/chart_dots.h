/* The dot chart's inside: the drawn rows in their order, and the words about them. */
#ifndef REPORTS_CHART_DOTS_H
#define REPORTS_CHART_DOTS_H

#include "reports/charts/chart_plan.h"

typedef struct {
    const KmPublishedFigure **drawn; /* sorted: with an estimate or bounds */
    size_t n_drawn;
    KmPublishedRows all;           /* in display order, also those that are only told in words */
    const KmPublishedFigure *city; /* with an estimate, or NULL */
    const KmDimensionText *dimension;
} KmDots;

/* Clearly different from the city, and a group one can name (not "onbekend"): the sign, else 0. */
int km_dots_verdict(const KmPublishedFigure *figure);
bool km_dots_is_rest(const KmPublishedFigure *figure); /* "onbekend", "buiten" */
bool km_dots_has_point(const KmPublishedFigure *figure);

const char *km_dots_title(const KmChartJob *job, const KmDots *dots);
const char *km_dots_subtitle(const KmChartJob *job, const KmDots *dots);
const char *km_dots_description(const KmChartJob *job, const KmDots *dots);
void km_dots_notes(const KmChartJob *job, const KmDots *dots, KmNotes *ret_notes);
/* "gemiddelde van vier kwartalen" */
char *km_dots_pooled_nl(KmArena *arena, const KmPublishedFigure *figure);

#endif
