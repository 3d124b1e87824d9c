/* Private to the store: a table of columns in the making. */
#ifndef ENGINE_STORE_GROWING_H
#define ENGINE_STORE_GROWING_H

#include "engine/store/columns/fields.h"

/* A column in the making: four bytes a row until a value needs eight. */
typedef struct {
    KmArena *arena; /* of its own, so that it can go as soon as the column is made */
    int32_t *narrow;
    int64_t *wide; /* also the bits of reals */
    size_t capacity;
    bool has_null, has_value;
    int64_t low, high;
    KmPool *words;
    uint32_t *places; /* by number in a list of words: its place in `words`, KM_POOL_ABSENT at
                         first */
    const char *const *listed;
    size_t n_listed;
} Growing;

struct KmColumnsMaker {
    KmColumns *columns;
    Growing *growing;
    size_t count;
};

enum { NARROW_NULL = INT32_MIN };
static const int64_t wide_null = INT64_MIN; /* a NULL among eight bytes a row */

#endif
