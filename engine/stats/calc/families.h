/* The families of the registry, in the order of `calc --list`. Private to stats/calc. */
#ifndef ENGINE_STATS_CALC_FAMILIES_H
#define ENGINE_STATS_CALC_FAMILIES_H

#include "engine/stats/calc/method.h"

typedef struct {
    const KmMethod *methods;
    const size_t *count;
} KmFamily;

extern const KmFamily km_families[];
extern const size_t km_family_count;

#endif
