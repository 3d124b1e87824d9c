/* Effects that may leave the building. A KmPublishedEffects can only be made by the gate
 * (engine/disclosure/effects.h). What is hidden is not in it. */
#ifndef ENGINE_PUBLISHED_EFFECTS_H
#define ENGINE_PUBLISHED_EFFECTS_H

#include "engine/base/arena.h"
#include "engine/figures/effect_text.h"
#include "engine/published/published.h"

typedef struct KmPublishedEffects KmPublishedEffects;

typedef enum {
    KM_EFFECT_SHOWN,
    KM_EFFECT_PROTECTED, /* a group, a side or a cluster is too small */
    KM_EFFECT_UNDEFINED  /* `lack` says why; what could be told stands in `effect` */
} KmPublishedEffectStatus;

/* Counts are rounded as the profile does. */
typedef struct {
    int64_t clusters, too_small, absent, units, left_out;
} KmPublishedEffectGroup;

typedef struct {
    const KmEffectText *text;
    const char *run;
    const char *first, *last; /* steps looked at */
    KmDate knowledge;
    int placebo;
    KmPublishedEffectStatus status;
    KmEffectLack lack;
    int decimals; /* of a printed difference: percentage points, or the outcome's own unit */
    KmEffectEstimate effect, level, slope, drift; /* rounded; p to three decimals */
    KmTrendCheck check;
    bool has_leads;
    double leads_p;
    const KmEffectMoment *moments; /* did, its; `clusters` 0: not told */
    size_t n_moments;
    int steps_before, steps_after, n_starts, n_strata;
    const char *skipped;
    KmPublishedEffectGroup treated, comparison;
} KmPublishedEffect;

const KmReleaseText *km_published_effects_release(const KmPublishedEffects *effects);
size_t km_published_effects_count(const KmPublishedEffects *effects);
const KmPublishedEffect *km_published_effects_at(const KmPublishedEffects *effects, size_t i);

#endif
