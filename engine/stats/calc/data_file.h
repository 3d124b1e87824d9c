/* A CSV file of numbers for methods that take `data_file`: cells by comma, a header line of names
 * is passed over. Private to stats/calc. */
#ifndef ENGINE_STATS_CALC_DATA_FILE_H
#define ENGINE_STATS_CALC_DATA_FILE_H

#include "engine/base/arena.h"

#include <stddef.h>

typedef struct {
    const long double *at; /* row by row */
    size_t rows, columns;
} KmDataFile;

/* `name` is looked for in `folder` (NULL: the current directory). Refuses a file that is not there,
 * a cell that is no number, lines of unequal length; names the line. */
bool km_data_file_read(KmArena *arena, const char *folder, const char *name, KmDataFile *ret_file,
                       KmError *err) KM_MUST_USE;

#endif
