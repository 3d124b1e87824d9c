#include "reports/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { POLL_MS = 5 };

/* Its chatter goes nowhere: what counts is the file it makes. */
static int spawn(char *const *args, char *const *environment, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return ENOMEM;
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    int failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        failed |= posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
    }
    failed |= posix_spawnattr_setpgroup(&attributes, 0);
    failed |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int code = failed != 0
                   ? ENOMEM
                   : posix_spawn(ret_pid, args[0], &actions, &attributes, args, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

bool km_tool_start(KmArena *arena, char *const *args, char *const *environment, KmTool *ret_tool,
                   KmError *err)
{
    KmTool tool = {.arena = arena, .program = args[0]};
    int code = spawn(args, environment, &tool.pid);
    if (code != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot start %s: %s", tool.program,
                            strerror(code));
    }
    *ret_tool = tool;
    return true;
}

static bool wait_for(const KmTool *tool, int seconds, int *ret_status)
{
    struct timespec pause = {.tv_nsec = POLL_MS * 1000L * 1000L};
    for (int waited = 0; waited < seconds * 1000; waited += POLL_MS) {
        pid_t done = waitpid(tool->pid, ret_status, WNOHANG);
        if (done == tool->pid) {
            return true;
        }
        if (done < 0 && errno != EINTR) {
            return false;
        }
        (void)nanosleep(&pause, NULL);
    }
    return false;
}

bool km_tool_finish(KmTool *tool, int seconds, KmError *err)
{
    int status = -1;
    bool ended = wait_for(tool, seconds, &status);
    (void)kill(-tool->pid, SIGKILL); /* what it left behind, or the tool itself */
    if (!ended) {
        (void)waitpid(tool->pid, &status, 0);
        return km_error_set(err, KM_ERROR_SYSTEM, "%s took more than %d seconds", tool->program,
                            seconds);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "%s failed", tool->program);
    }
    return true;
}

void km_tool_stop(KmTool *tool)
{
    int status;
    (void)kill(-tool->pid, SIGKILL);
    (void)waitpid(tool->pid, &status, 0);
}
