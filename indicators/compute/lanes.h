/* The chosen indicators evaluated, shared out over the session's threads. Which thread takes which
 * shows nowhere in what comes out. Private to this layer. */
#ifndef INDICATORS_LANES_H
#define INDICATORS_LANES_H

#include "indicators/compute/coverage.h"

/* What one definition gave. */
typedef struct {
    const KmPeriod *periods;  /* those in which it is measured */
    const KmCovered *covered; /* by period */
    size_t n_periods;
    KmArena *arena;    /* of the list of figures alone: to be closed */
    KmFigure *figures; /* period by period */
    size_t n_figures;
    bool is_failed;
    KmError failure;
} KmEvaluated;

/* `ret_evaluated`: one per definition, in their order, each with an arena to close. False when
 * nothing can be computed at all: a register that cannot be made, a stop asked for. */
bool km_lanes_run(KmSession *session, const KmCoverage *coverage,
                  const KmDefinition *const *definitions, size_t n_definitions,
                  const KmPeriod *periods, size_t n_periods, const KmProgress *progress,
                  KmEvaluated **ret_evaluated, KmError *err) KM_MUST_USE;

#endif
