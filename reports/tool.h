/* An outside program that turns one file into another, found at run time: started with no input and
 * a small environment, waited for with a limit, ended with all its children. */
#ifndef REPORTS_TOOL_H
#define REPORTS_TOOL_H

#include "engine/base/arena.h"

#include <stddef.h>
#include <sys/types.h>

typedef struct {
    KmArena *arena;
    const char *program; /* for messages */
    pid_t pid;
} KmTool;

/* `args` begins with the program's path and ends with NULL; `environment` likewise. What it prints
 * becomes the file `output`, or goes nowhere when that is NULL. */
bool km_tool_start(KmArena *arena, char *const *args, char *const *environment, const char *output,
                   KmTool *ret_tool, KmError *err) KM_MUST_USE;
/* True when it ended with status 0 within `seconds`; ends it and its children in any case. */
bool km_tool_finish(KmTool *tool, int seconds, KmError *err) KM_MUST_USE;
/* The same for the first of `n` (1 or more) that ends; `ret_at` is its place. When none ends in
 * time, the first of them is ended. */
bool km_tool_finish_any(KmTool *tools, size_t n, int seconds, size_t *ret_at,
                        KmError *err) KM_MUST_USE;
void km_tool_stop(KmTool *tool);

#endif
