/* How a figure came about: the steps from register to population to hits with their counts, and the
 * deliveries behind it. Made by the indicators; goes through the gate before anyone but the
 * operator sees it. */
#ifndef ENGINE_FIGURES_EXPLANATION_H
#define ENGINE_FIGURES_EXPLANATION_H

#include "engine/figures/figure.h"

typedef enum {
    KM_STEP_POPULATION,
    KM_STEP_EXCLUDED,
    KM_STEP_HIT,
    KM_STEP_UNKNOWN,
    KM_STEP_POSSIBLE, /* so many may be hits as well: in the upper bound only */
    KM_STEP_ENDED     /* durations: followed no longer before the hit, for this reason */
} KmStepKind;

typedef struct {
    KmStepKind kind;
    const char *label; /* Dutch, from the .sql file */
    int64_t count; /* population: units left after this step; else units it applies to within the
                      population */
} KmStep;

typedef struct {
    const char *id; /* contract/deliverer/period/version */
    const char *contract;
    const char *deliverer;
    KmDate received;
    const int64_t
        *lines; /* physical lines behind the figure, ascending; only for the operator's own view */
    size_t n_lines;
} KmSourceDelivery;

typedef struct {
    KmFigure figure;
    const KmStep *steps;
    size_t n_steps;
    const KmSourceDelivery *deliveries;
    size_t n_deliveries;
} KmExplanation;

#endif
