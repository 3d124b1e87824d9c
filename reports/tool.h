/* An outside program that turns one file into another, found at run time: started with no input, no
 * output and a small environment, waited for with a limit, ended with all its children. */
#ifndef REPORTS_TOOL_H
#define REPORTS_TOOL_H

#include "engine/base/arena.h"

#include <sys/types.h>

typedef struct {
    KmArena *arena;
    const char *program; /* for messages */
    pid_t pid;
} KmTool;

/* `args` begins with the program's path and ends with NULL; `environment` likewise. */
bool km_tool_start(KmArena *arena, char *const *args, char *const *environment, KmTool *ret_tool,
                   KmError *err) KM_MUST_USE;
/* True when it ended with status 0 within `seconds`; ends it and its children in any case. */
bool km_tool_finish(KmTool *tool, int seconds, KmError *err) KM_MUST_USE;
void km_tool_stop(KmTool *tool);

#endif
