/* A pool of byte strings: equal ones get the same number, dense from 0 in order of first sight.
 * Holds texts (codes, unit ids, words) and whole rows of fixed width alike. */
#ifndef ENGINE_BASE_POOL_H
#define ENGINE_BASE_POOL_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef struct KmPool KmPool;

#define KM_POOL_ABSENT UINT32_MAX /* the number of what is not there */

KmPool *km_pool_open(KmArena *arena);
/* The number of these bytes; a copy is kept (aligned as int64_t, NUL after the last). */
uint32_t km_pool_add(KmPool *pool, const void *bytes, size_t length);
uint32_t km_pool_add_text(KmPool *pool, const char *text);
/* KM_POOL_ABSENT when never added. */
uint32_t km_pool_find(const KmPool *pool, const void *bytes, size_t length);
size_t km_pool_count(const KmPool *pool);
const void *km_pool_bytes(const KmPool *pool, uint32_t number);
size_t km_pool_length(const KmPool *pool, uint32_t number);
const char *km_pool_text(const KmPool *pool, uint32_t number);

#endif
