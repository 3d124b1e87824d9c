/* The gate for effects of actions. A result is a difference between two groups; what it could give
 * away is the smallest of them.
 *
 * Shown when in each group (a series has one), in its thinnest step (quarter or month), there are
 * at least N units and, for a proportion, each sensitive side of the outcome holds at least k; and,
 * where the result is made of clusters, when each of them could be told by itself (N units in every
 * quarter), or when a group has three clusters at least and each N distinct units over the quarters
 * together: so that who knows his own cluster cannot subtract it and hold another's. Numbers by
 * group and quarter are never given, only differences, rounded (their standard errors to one digit
 * more, which the interval tells as well); units are counted as the profile rounds. Otherwise
 * everything of the result is hidden, its sign and its reason included.
 *
 * Not guarded: a deliverer who holds all clusters of a group but one. What he could work out is the
 * mean change of N children at least. */
#ifndef ENGINE_DISCLOSURE_EFFECTS_H
#define ENGINE_DISCLOSURE_EFFECTS_H

#include "engine/disclosure/gate.h"
#include "engine/figures/effect.h"
#include "engine/published/effects.h"

typedef struct {
    const KmEffect *effects;
    size_t n_effects;
    const KmProfile *profile;
    KmReleaseText release;
} KmEffectsGateInput;

bool km_gate_effects(KmArena *arena, const KmEffectsGateInput *input,
                     const KmPublishedEffects **ret_published, KmError *err) KM_MUST_USE;

#endif
