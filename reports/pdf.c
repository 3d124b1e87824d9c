#include "reports/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/file.h"

enum { LIMIT_SECONDS = 120, POLL_MS = 10, MOST_ARGUMENTS = 16 };
/* Short: the browser makes a socket in it, and a socket's path holds 107 bytes. */
static const char scratch_template[] = "/tmp/kansmeter-pdf-XXXXXX";
static const size_t pdf_cap = (size_t)1024 * 1024 * 1024;

struct KmPdf {
    KmArena *arena;
    const char *tool; /* for messages */
    const char *path;
    const char *scratch; /* the tool's own files */
    pid_t pid;
};

typedef struct {
    const char *program;
    bool is_browser;
} Tool;

static const Tool tools[] = {{"/usr/bin/chromium", true},
                             {"/usr/bin/chromium-browser", true},
                             {"/usr/bin/google-chrome", true},
                             {"/usr/bin/weasyprint", false},
                             {"/usr/local/bin/weasyprint", false}};

static const Tool *find_tool(void)
{
    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
        if (access(tools[i].program, X_OK) == 0) {
            return &tools[i];
        }
    }
    return NULL;
}

static size_t browser_arguments(KmArena *arena, const KmPdf *pdf, const char *html, char **args)
{
    static const char *const fixed[] = {"--headless",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-extensions",
                                        "--disable-background-networking",
                                        "--no-pdf-header-footer",
                                        "--export-tagged-pdf",
                                        "--generate-pdf-document-outline"};
    size_t n = 0;
    args[n++] = km_strdup(arena, pdf->tool);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        args[n++] = km_strdup(arena, fixed[i]);
    }
    if (geteuid() == 0) {
        args[n++] = km_strdup(arena, "--no-sandbox"); /* it refuses root otherwise */
    }
    args[n++] = km_format(arena, "--user-data-dir=%s", pdf->scratch);
    args[n++] = km_format(arena, "--print-to-pdf=%s", pdf->path);
    args[n++] = km_format(arena, "file://%s", html);
    return n;
}

static size_t weasyprint_arguments(KmArena *arena, const KmPdf *pdf, const char *html, char **args)
{
    size_t n = 0;
    args[n++] = km_strdup(arena, pdf->tool);
    args[n++] = km_strdup(arena, "--pdf-variant");
    args[n++] = km_strdup(arena, "pdf/ua-1");
    args[n++] = km_strdup(arena, html);
    args[n++] = km_strdup(arena, pdf->path);
    return n;
}

/* Its chatter goes nowhere: what counts is whether the file is there. */
static int spawn(KmPdf *pdf, char *const *args)
{
    char *const environment[] = {km_strdup(pdf->arena, "PATH=/usr/bin:/bin"),
                                 km_strdup(pdf->arena, "LC_ALL=C.UTF-8"),
                                 km_strdup(pdf->arena, "TZ=UTC"),
                                 km_format(pdf->arena, "HOME=%s", pdf->scratch),
                                 km_format(pdf->arena, "TMPDIR=%s", pdf->scratch),
                                 NULL};
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
                   : posix_spawn(&pdf->pid, pdf->tool, &actions, &attributes, args, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

static const char *absolute(KmArena *arena, const char *path)
{
    if (path[0] == '/') {
        return path;
    }
    char here[4096];
    return getcwd(here, sizeof here) == NULL ? path : km_path_join(arena, here, path);
}

bool km_pdf_start(KmArena *arena, const char *directory, const char *html, const char *pdf,
                  KmPdf **ret_pdf, KmError *err)
{
    const Tool *tool = find_tool();
    if (tool == NULL) {
        (void)km_error_set(err, KM_ERROR_SYSTEM, "no program that makes a PDF is installed");
        return km_error_hint(err, "install the Debian package chromium or weasyprint");
    }
    const char *whole = absolute(arena, directory);
    KmPdf *p = KM_NEW(arena, KmPdf);
    *p = (KmPdf){.arena = arena,
                 .tool = tool->program,
                 .path = km_path_join(arena, whole, pdf),
                 .scratch = mkdtemp(km_strdup(arena, scratch_template))};
    if (p->scratch == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot make a scratch directory in /tmp: %s",
                            strerror(errno));
    }
    char *args[MOST_ARGUMENTS] = {NULL};
    const char *page = km_path_join(arena, whole, html);
    size_t n = tool->is_browser ? browser_arguments(arena, p, page, args)
                                : weasyprint_arguments(arena, p, page, args);
    args[n] = NULL;
    int code = spawn(p, args);
    if (code != 0) {
        km_directory_remove(p->scratch);
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot start %s: %s", p->tool, strerror(code));
    }
    *ret_pdf = p;
    return true;
}

static bool wait_for_tool(const KmPdf *pdf, int *ret_status)
{
    struct timespec pause = {.tv_nsec = POLL_MS * 1000L * 1000L};
    for (int waited = 0; waited < LIMIT_SECONDS * 1000; waited += POLL_MS) {
        pid_t done = waitpid(pdf->pid, ret_status, WNOHANG);
        if (done == pdf->pid) {
            return true;
        }
        if (done < 0 && errno != EINTR) {
            return false;
        }
        (void)nanosleep(&pause, NULL);
    }
    (void)waitpid(pdf->pid, ret_status, WNOHANG);
    return false;
}

/* "(D:20261125044515+00'00')": the day changes, the length does not, so that offsets stay right. */
static void set_dates(KmArena *arena, const KmBytes *file, KmDate day)
{
    static const char mark[] = "Date (D:";
    const char *iso = km_date_iso(arena, day);
    char stamp[15];
    (void)snprintf(stamp, sizeof stamp, "%.4s%.2s%.2s000000", iso, iso + 5, iso + 8);
    char *at = file->bytes;
    char *end = file->bytes + file->length;
    while ((at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)) != NULL) {
        at += sizeof mark - 1;
        if (end - at >= 14) {
            memcpy(at, stamp, 14);
        }
    }
}

static bool finish(const KmPdf *pdf, KmDate day, KmError *err)
{
    int status = -1;
    bool ended = wait_for_tool(pdf, &status);
    (void)kill(-pdf->pid, SIGKILL); /* what it left behind, or the tool itself */
    if (!ended) {
        (void)waitpid(pdf->pid, &status, 0);
        return km_error_set(err, KM_ERROR_SYSTEM, "%s took more than %d seconds over the PDF",
                            pdf->tool, LIMIT_SECONDS);
    }
    KmBytes file;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !km_file_exists(pdf->path)) {
        return km_error_set(err, KM_ERROR_SYSTEM, "%s made no PDF", pdf->tool);
    }
    if (!km_file_read(pdf->arena, pdf->path, pdf_cap, &file, err)) {
        return false;
    }
    if (file.length < 5 || memcmp(file.bytes, "%PDF-", 5) != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "%s made a file that is no PDF", pdf->tool);
    }
    set_dates(pdf->arena, &file, day);
    return km_file_write_unsynced(pdf->path, file.bytes, file.length, 0644, err);
}

bool km_pdf_finish(KmPdf *pdf, KmDate day, KmError *err)
{
    bool done = finish(pdf, day, err);
    km_directory_remove(pdf->scratch);
    return done;
}

void km_pdf_stop(KmPdf *pdf)
{
    int status;
    (void)kill(-pdf->pid, SIGKILL);
    (void)waitpid(pdf->pid, &status, 0);
    km_directory_remove(pdf->scratch);
}
