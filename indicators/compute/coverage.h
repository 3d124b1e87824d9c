/* Coverage: which deliverers a figure needs, who of them has nothing that speaks, and what that
 * does to the figure: "not delivered", "partial" with bounds, or a mark only. Private to this
 * layer. */
#ifndef INDICATORS_COVERAGE_H
#define INDICATORS_COVERAGE_H

#include "engine/base/pool.h"
#include "indicators/compute/session.h"

/* Who is expected to deliver what (register `verwacht`). */
typedef struct {
    const char *contract;
    const char *deliverer;
    KmSpell when;
    double capacity; /* most hits it can hide; infinite when not known */
} KmExpectation;

typedef struct {
    KmArena *arena;
    const KmDelivery *deliveries;
    const KmSelection *selection;
    const KmExpectation *expectations;
    size_t n_expectations;
    const KmPool *names;     /* of contracts and deliverers */
    const uint32_t *whose;   /* by segment: its deliverer among the names … */
    const uint32_t *of_what; /* … and its contract */
} KmCoverage;

/* What is missing for one definition and period. */
typedef struct {
    int expected, delivered; /* deliverer × contract */
    const char *missing;     /* "ko_plaatsing/wereldkind, …" */
    const char *flags;       /* of the deliveries used */
    bool is_unknown;         /* a contract of the population, or of hits without bound, that nobody
                                delivered for some date */
    bool is_partial;         /* … that some did not */
    double hidden_hits;   /* capacity of missing deliverers of /hit contracts; −1: none misses */
    double hidden_misses; /* … of /miss contracts */
    bool lacks_possible;  /* an expected deliverer of a /possible contract is missing */
} KmCovered;

/* Reads the register `verwacht` off the session. A catalogue without it expects nothing. */
bool km_coverage_open(const KmSession *session, KmCoverage *ret_coverage, KmError *err) KM_MUST_USE;
KmCovered km_coverage_of(const KmCoverage *coverage, KmArena *arena, const KmDefinition *definition,
                         const KmPeriod *period);
/* Does something of this source speak on all days of the stretch? */
bool km_coverage_speaks(const KmCoverage *coverage, const char *contract, const char *deliverer,
                        KmSpell stretch);
/* Sets coverage, status and bounds of one figure. */
void km_coverage_apply(const KmCovered *covered, KmIndicatorKind kind, KmFigure *figure);

#endif
