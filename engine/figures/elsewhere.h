/* Figures that others have published about what an indicator counts: of earlier years, of the
 * country. Delivered as contract R4; public, and never mixed with figures of our own. */
#ifndef ENGINE_FIGURES_ELSEWHERE_H
#define ENGINE_FIGURES_ELSEWHERE_H

#include "engine/base/date.h"

#include <stdbool.h>

typedef struct {
    const char *area;             /* as delivered: "GM0546", "NL" */
    bool is_own;                  /* of the area that the program counts itself */
    const char *dimension, *code; /* "" for a total; else a dimension and code of the indicator */
    KmDate day;                   /* the figure holds for */
    double value;                 /* as the indicator's estimate: a share 0–1, or its unit */
    bool has_base;
    double base;        /* its denominator */
    const char *source; /* where it was published */
} KmElsewhere;

#endif
