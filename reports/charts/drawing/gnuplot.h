/* A gnuplot process that draws many charts. It is started without a shell, with an empty
 * environment, no init file and no leave to write files; its script holds numbers and our own
 * tokens, never text from data (km_svg_finish puts the words in). A failed chart ends the process;
 * the next one starts another. */
#ifndef REPORTS_GNUPLOT_H
#define REPORTS_GNUPLOT_H

#include "engine/base/arena.h"

#include <stddef.h>

typedef struct KmGnuplot KmGnuplot;

/* Finds and starts gnuplot. Missing: KM_ERROR_SYSTEM that names the package. One handle serves one
 * thread. */
bool km_gnuplot_open(KmGnuplot **ret_gnuplot, KmError *err) KM_MUST_USE;
/* The same with a program of your own choice; for tests. */
bool km_gnuplot_open_program(const char *program, int limit_seconds, KmGnuplot **ret_gnuplot,
                             KmError *err) KM_MUST_USE;
/* "5.4 patchlevel 4", for `doctor`. */
bool km_gnuplot_version(KmArena *arena, const char **ret_version, KmError *err) KM_MUST_USE;
void km_gnuplot_close(KmGnuplot *gnuplot); /* NULL is fine */

/* Runs one script that draws to standard output; what it printed is `ret_output`. At most 30
 * seconds. */
bool km_gnuplot_run(KmGnuplot *gnuplot, KmArena *arena, const char *script, char **ret_output,
                    size_t *ret_length, KmError *err) KM_MUST_USE;

#endif
