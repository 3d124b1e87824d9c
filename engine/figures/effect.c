#include "engine/figures/effect_text.h"

const char *km_effect_method_name(KmEffectMethod method)
{
    static const char *const names[] = {"did", "its", "matched"};
    return names[method];
}

const char *km_effect_lack_name(KmEffectLack lack)
{
    static const char *const names[] = {"",
                                        "not-started",
                                        "no-treated",
                                        "no-comparison",
                                        "few-treated",
                                        "few-comparison",
                                        "no-before",
                                        "no-after",
                                        "few-before",
                                        "few-after",
                                        "all-equal",
                                        "no-match",
                                        "starts-differ"};
    return names[lack];
}
