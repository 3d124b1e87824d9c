/* The first pass over a file, made by a thread of its own while the file before it is imported. */
#ifndef IMPORTERS_READING_INPUT_AHEAD_H
#define IMPORTERS_READING_INPUT_AHEAD_H

#include "importers/reading/input.h"

typedef struct KmInputAhead KmInputAhead;

/* NULL when it is not worth a thread, or none is to be had. `path` must live until it is closed. */
KmInputAhead *km_input_ahead_open(KmArena *arena, const char *path) KM_MUST_USE;
/* Waits for the thread. The input of this very path with its first pass behind it, in `arena`; NULL
 * when it is of another path or has a fault: opened anew, it says which. */
KmInput *km_input_ahead_take(KmInputAhead *ahead, KmArena *arena, const char *path) KM_MUST_USE;
void km_input_ahead_close(KmInputAhead *ahead); /* NULL is fine, and so is one that was taken */

#endif
