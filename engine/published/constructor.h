/* The one way to make a KmPublished. For engine/disclosure alone: a lint refuses this include
 * anywhere else. */
#ifndef ENGINE_PUBLISHED_CONSTRUCTOR_H
#define ENGINE_PUBLISHED_CONSTRUCTOR_H

#include "engine/published/effects.h"
#include "engine/published/published.h"

/* Takes the arrays as they are (they live in `arena`). */
KmPublished *km_published_new(KmArena *arena, const KmReleaseText *release,
                              const KmIndicatorText *const *indicators, size_t n_indicators,
                              const KmPublishedFigure *figures, size_t n_figures) KM_MUST_USE;

KmPublishedEffects *km_published_effects_new(KmArena *arena, const KmReleaseText *release,
                                             const KmPublishedEffect *effects,
                                             size_t count) KM_MUST_USE;

#endif
