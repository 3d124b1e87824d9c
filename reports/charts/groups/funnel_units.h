/* Which units stand in one funnel: those of a dimension that may be shown, and where the dimension
 * tells classes apart (schools: schoolweging) only those of one class. */
#ifndef REPORTS_FUNNEL_UNITS_H
#define REPORTS_FUNNEL_UNITS_H

#include "reports/charts/chart.h"

enum { KM_FUNNEL_LEAST_UNITS = 10 };

typedef struct {
    const KmDimensionText *dimension;
    const char *class_nl; /* "25 tot 30"; NULL: no classes */
    const KmPublishedFigure **figures;
    size_t n_figures;
    size_t n_hidden; /* of the class: may not be shown by themselves */
} KmFunnelUnits;

/* `by`: a dimension, "school", or one class of it, "school=25 tot 30"; without the class the one
 * with most units, the first of equals. NULL: the first dimension. False: no such dimension. */
bool km_funnel_units(KmArena *arena, const KmPublished *published, const KmIndicatorText *text,
                     const char *period, const char *by, KmFunnelUnits *ret_units);
/* "scholen", or "scholen met schoolweging 25 tot 30". */
const char *km_funnel_noun_nl(KmArena *arena, const KmFunnelUnits *units, bool plural);

#endif
