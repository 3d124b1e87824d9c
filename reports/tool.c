#include "reports/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { POLL_MS = 2 };

/* Its chatter goes nowhere: what counts is the file it makes. */
static int spawn(char *const *args, char *const *environment, const char *output, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    const char *to = output == NULL ? "/dev/null" : output;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return ENOMEM;
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    int failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    failed |= posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, to,
                                               O_WRONLY | O_CREAT | O_TRUNC, 0644);
    failed |= posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    failed |= posix_spawnattr_setpgroup(&attributes, 0);
    failed |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int code = failed != 0
                   ? ENOMEM
                   : posix_spawn(ret_pid, args[0], &actions, &attributes, args, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

bool km_tool_start(KmArena *arena, char *const *args, char *const *environment, const char *output,
                   KmTool *ret_tool, KmError *err)
{
    KmTool tool = {.arena = arena, .program = args[0]};
    int code = spawn(args, environment, output, &tool.pid);
    if (code != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot start %s: %s", tool.program,
                            strerror(code));
    }
    *ret_tool = tool;
    return true;
}

/* The place of one that ended, or -1. */
static int ended_now(const KmTool *tools, size_t n, int *ret_status)
{
    for (size_t i = 0; i < n; i++) {
        pid_t done = waitpid(tools[i].pid, ret_status, WNOHANG);
        if (done == tools[i].pid || (done < 0 && errno != EINTR)) {
            return (int)i;
        }
    }
    return -1;
}

bool km_tool_finish_any(KmTool *tools, size_t n, int seconds, size_t *ret_at, KmError *err)
{
    struct timespec pause = {.tv_nsec = POLL_MS * 1000L * 1000L};
    int status = -1, at = ended_now(tools, n, &status);
    for (int waited = 0; at < 0 && waited < seconds * 1000; waited += POLL_MS) {
        (void)nanosleep(&pause, NULL);
        at = ended_now(tools, n, &status);
    }
    const KmTool *tool = &tools[at < 0 ? 0 : at];
    *ret_at = (size_t)(tool - tools);
    (void)kill(-tool->pid, SIGKILL); /* what it left behind, or the tool itself */
    if (at < 0) {
        (void)waitpid(tool->pid, &status, 0);
        return km_error_set(err, KM_ERROR_SYSTEM, "%s took more than %d seconds", tool->program,
                            seconds);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "%s failed", tool->program);
    }
    return true;
}

bool km_tool_finish(KmTool *tool, int seconds, KmError *err)
{
    size_t at;
    return km_tool_finish_any(tool, 1, seconds, &at, err);
}

void km_tool_stop(KmTool *tool)
{
    int status;
    (void)kill(-tool->pid, SIGKILL);
    (void)waitpid(tool->pid, &status, 0);
}
