#include "reports/charts/drawing/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "reports/tool.h"

static const char program[] = "/usr/bin/rsvg-convert";
static const char *const formats[] = {"svg", "png", "pdf"};
enum { FORMATS = 3, LIMIT_SECONDS = 30, MOST_PART = 100 };

bool km_picture_format(const char *name, KmPictureFormat *ret_format, KmError *err)
{
    for (int i = 0; i < FORMATS; i++) {
        if (km_text_equal(name, formats[i])) {
            *ret_format = (KmPictureFormat)i;
            return true;
        }
    }
    return km_error_set(err, KM_ERROR_USAGE, "a chart is svg, png or pdf, not \"%.20s\"", name);
}

bool km_picture_size(const char *text, double *ret_ratio, KmError *err)
{
    char *after = NULL;
    long wide = strtol(text, &after, 10);
    long high = *after == ':' ? strtol(after + 1, &after, 10) : 0;
    if (*after != '\0' || wide < 1 || wide > MOST_PART || high < 1 || high > MOST_PART) {
        (void)km_error_set(err, KM_ERROR_USAGE, "\"%.20s\" is no size", text);
        return km_error_hint(err, "write width:height, as 16:9 or 4:3");
    }
    *ret_ratio = (double)wide / (double)high;
    return true;
}

char *km_picture_fit(KmArena *arena, const char *svg, int width, int height, double ratio)
{
    double wide = width, high = height;
    if (wide / high < ratio) {
        wide = high * ratio;
    } else {
        high = wide / ratio;
    }
    return km_format(arena,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
                     "viewBox=\"%.1f %.1f %.1f %.1f\">\n"
                     "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
                     "fill=\"#ffffff\"/>\n%s\n</svg>",
                     wide, high, (width - wide) / 2, (height - high) / 2, wide, high,
                     (width - wide) / 2, (height - high) / 2, wide, high, svg);
}

bool km_picture_start(KmArena *arena, const char *from, KmPictureFormat format, KmDate day,
                      const char *to, KmTool *ret_tool, KmError *err)
{
    if (access(program, X_OK) != 0) {
        (void)km_error_set(err, KM_ERROR_SYSTEM, "png and pdf charts need rsvg-convert");
        return km_error_hint(err, "install the Debian package librsvg2-bin");
    }
    /* By its standard output: a file that it opens itself it writes through to the disk, each. */
    char *const args[] = {
        km_strdup(arena, program),
        km_strdup(arena, format == KM_PICTURE_PNG ? "--format=png" : "--format=pdf"),
        km_strdup(arena, format == KM_PICTURE_PNG ? "--zoom=2" : "--zoom=1"),
        km_strdup(arena, from), NULL};
    char *const environment[] = {km_strdup(arena, "LC_ALL=C.UTF-8"),
                                 km_format(arena, "SOURCE_DATE_EPOCH=%lld", (long long)day * 86400),
                                 NULL};
    return km_tool_start(arena, args, environment, to, ret_tool, err);
}

static bool convert(KmArena *arena, const char *from, KmPictureFormat format, KmDate day,
                    const char *to, KmError *err)
{
    KmTool tool;
    return km_picture_start(arena, from, format, day, to, &tool, err) &&
           km_tool_finish(&tool, LIMIT_SECONDS, err);
}

bool km_picture_write(KmArena *arena, const char *svg, size_t length, KmPictureFormat format,
                      KmDate day, const char *path, KmError *err)
{
    KmText file = km_text_init(arena);
    km_text_add(&file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    km_text_add_n(&file, svg, length);
    if (format == KM_PICTURE_SVG) {
        return km_file_write(path, file.bytes, file.length, 0644, err);
    }
    const char *source = km_format(arena, "%s.svg.tmp", path);
    const char *made = km_format(arena, "%s.tmp", path);
    bool done = km_file_write_unsynced(source, file.bytes, file.length, 0600, err) &&
                convert(arena, source, format, day, made, err);
    (void)unlink(source);
    if (done && rename(made, path) != 0) {
        done = km_error_set(err, KM_ERROR_SYSTEM, "cannot write %s: %s", path, strerror(errno));
    }
    if (!done) {
        (void)unlink(made);
    }
    return done;
}
