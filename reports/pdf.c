#include "reports/pdf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "reports/tool.h"

enum { LIMIT_SECONDS = 120, MOST_ARGUMENTS = 16 };
/* Short: the browser makes a socket in it, and a socket's path holds 107 bytes. */
static const char scratch_template[] = "/tmp/kansmeter-pdf-XXXXXX";
static const size_t pdf_cap = (size_t)1024 * 1024 * 1024;

struct KmPdf {
    KmArena *arena;
    const char *tool; /* for messages */
    const char *path;
    const char *scratch; /* the tool's own files */
    KmTool running;
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
    char *const environment[] = {km_strdup(arena, "PATH=/usr/bin:/bin"),
                                 km_strdup(arena, "LC_ALL=C.UTF-8"),
                                 km_strdup(arena, "TZ=UTC"),
                                 km_format(arena, "HOME=%s", p->scratch),
                                 km_format(arena, "TMPDIR=%s", p->scratch),
                                 NULL};
    if (!km_tool_start(arena, args, environment, NULL, &p->running, err)) {
        km_directory_remove(p->scratch);
        return false;
    }
    *ret_pdf = p;
    return true;
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

static bool finish(KmPdf *pdf, KmDate day, KmError *err)
{
    KmBytes file;
    if (!km_tool_finish(&pdf->running, LIMIT_SECONDS, err)) {
        return km_error_context(err, "while making the PDF");
    }
    if (!km_file_exists(pdf->path)) {
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
    km_tool_stop(&pdf->running);
    km_directory_remove(pdf->scratch);
}
