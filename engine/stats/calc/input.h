/* One input of a call, read from text. Private to stats/calc. */
#ifndef ENGINE_STATS_CALC_INPUT_H
#define ENGINE_STATS_CALC_INPUT_H

#include "engine/stats/calc/method.h"

enum { KM_MOST_VALUES = 2 * 1000 * 1000 };
#define KM_MOST_COUNT INT64_C(1000000000000) /* so that no sum of them overflows */

typedef struct KmInput {
    const char *name;
    KmInputKind kind;
    int64_t *counts; /* COUNT, COUNTS, TABLE */
    double *reals;   /* REAL, SERIES, COLUMNS */
    size_t *groups;  /* LABELS */
    size_t n, rows, n_groups;
    const char *text;
} KmInput;

/* Refuses (KM_ERROR_USAGE) an empty value, a cell that is missing (NA, empty) or does not read as
 * its kind, and rows of unequal length; names the input, the place and what was expected. */
bool km_input_read(KmArena *arena, const char *name, KmInputKind kind, const char *text,
                   KmInput *ret_input, KmError *err) KM_MUST_USE;

#endif
