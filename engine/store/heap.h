/* Private to the store: SQLite's memory, counted per thread. SQLite's own count of the whole
 * process stands behind a lock that every small piece of memory passes; threads that compute side
 * by side wait for each other there more than they do anywhere else. */
#ifndef ENGINE_STORE_HEAP_H
#define ENGINE_STORE_HEAP_H

#include <stddef.h>

/* From here on this thread's SQLite gets at most `bytes` more than it has now; then it is told that
 * there is no memory. One limit at a time. */
void km_heap_limit(size_t bytes);
void km_heap_free(void);

#endif
