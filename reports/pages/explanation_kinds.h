/* What only a gap or a duration has to explain. Private to explanation.c. */
#ifndef REPORTS_EXPLANATION_KINDS_H
#define REPORTS_EXPLANATION_KINDS_H

#include "engine/base/text.h"
#include "engine/published/published.h"

/* One step in words: "1. woont in de stad – blijft over: 607". */
char *km_step_nl(KmArena *arena, size_t number, const KmPublishedFigure *f,
                 const KmPublishedStep *step) KM_MUST_USE;

/* The groups side by side with their sizes and steps, and all that is told of the distance. */
void km_explain_gap(KmText *out, const KmPublished *published, const KmPublishedExplanation *e);
/* Quarters, who still waits week by week, the shares within the declared days. */
void km_explain_duration(KmText *out, const KmPublished *published,
                         const KmPublishedExplanation *e);

#endif
