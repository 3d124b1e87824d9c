#include "engine/published/constructor.h"

struct KmPublishedEffects {
    KmReleaseText release;
    const KmPublishedEffect *effects;
    size_t count;
};

KmPublishedEffects *km_published_effects_new(KmArena *arena, const KmReleaseText *release,
                                             const KmPublishedEffect *effects, size_t count)
{
    KmPublishedEffects *published = KM_NEW(arena, KmPublishedEffects);
    *published = (KmPublishedEffects){*release, effects, count};
    return published;
}

const KmReleaseText *km_published_effects_release(const KmPublishedEffects *effects)
{
    return &effects->release;
}

size_t km_published_effects_count(const KmPublishedEffects *effects)
{
    return effects->count;
}

const KmPublishedEffect *km_published_effects_at(const KmPublishedEffects *effects, size_t i)
{
    return i < effects->count ? &effects->effects[i] : NULL;
}
