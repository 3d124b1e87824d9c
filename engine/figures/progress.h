/* A progress line: libraries report through this callback; only the command line decides whether to
 * draw it. */
#ifndef ENGINE_FIGURES_PROGRESS_H
#define ENGINE_FIGURES_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    void *self;
    /* Returns false to ask for a stop (Ctrl-C). `of` 0: unknown. NULL callback: no one looks. */
    bool (*step)(void *self, const char *what, int64_t done, int64_t of);
} KmProgress;

#endif
