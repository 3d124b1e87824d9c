/* How many threads can run at once. */
#ifndef ENGINE_BASE_CORES_H
#define ENGINE_BASE_CORES_H

#include <stddef.h>

/* The cores this process may use (its affinity counts); at least 1. */
size_t km_cores(void);

#endif
