/* How many rows of a file name each day, some years around its period. */
#ifndef IMPORTERS_DECODING_DAY_COUNTS_H
#define IMPORTERS_DECODING_DAY_COUNTS_H

#include "engine/base/date.h"

enum { KM_DAYS_COUNTED = 5120 };

typedef struct {
    KmDate first; /* the day of rows[0] */
    uint32_t rows[KM_DAYS_COUNTED];
} KmDayCounts;

/* Days outside the counted years fall away. */
static inline void km_day_counts_add(KmDayCounts *counts, KmDate day)
{
    uint32_t place = (uint32_t)day - (uint32_t)counts->first;
    if (place < KM_DAYS_COUNTED) {
        counts->rows[place]++;
    }
}

#endif
