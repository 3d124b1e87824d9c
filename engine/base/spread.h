/* Independent pieces of work over the cores. */
#ifndef ENGINE_BASE_SPREAD_H
#define ENGINE_BASE_SPREAD_H

#include "engine/base/arena.h"

/* Piece `i` of the work; what it makes in `arena`, its thread's own, outlives the call. */
typedef void (*KmPiece)(void *self, size_t i, KmArena *arena);

/* Does the pieces 0 … n − 1, each once, in any order, and returns when all are done. What they made
 * lives as long as `arena`, which nobody else may touch meanwhile. */
void km_spread(KmArena *arena, size_t n, KmPiece piece, void *self);

#endif
