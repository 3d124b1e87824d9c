/* A chart as another kind of file, drawn from its SVG by rsvg-convert, which is looked for at run
 * time (Debian package librsvg2-bin). */
#ifndef REPORTS_PICTURE_H
#define REPORTS_PICTURE_H

#include "engine/base/arena.h"
#include "engine/base/date.h"

#include "reports/tool.h"

#include <stddef.h>

typedef enum { KM_PICTURE_SVG, KM_PICTURE_PNG, KM_PICTURE_PDF } KmPictureFormat;

/* "svg", "png", "pdf"; false with the list for another word. */
bool km_picture_format(const char *name, KmPictureFormat *ret_format, KmError *err) KM_MUST_USE;
/* Width over height of "16:9", "4:3", "1:1" …; each part 1 to 100. */
bool km_picture_size(const char *text, double *ret_ratio, KmError *err) KM_MUST_USE;
/* The same picture in the middle of a white sheet of this ratio; nothing is cut or stretched. */
char *km_picture_fit(KmArena *arena, const char *svg, int width, int height,
                     double ratio) KM_MUST_USE;
/* Starts turning the file `from` (SVG) into `to`; the caller finishes the tool (tool.h), and may
 * run some at the same time. KM_ERROR_SYSTEM when the tool is missing. */
bool km_picture_start(KmArena *arena, const char *from, KmPictureFormat format, KmDate day,
                      const char *to, KmTool *ret_tool, KmError *err) KM_MUST_USE;
/* Writes `path` from an SVG text: SVG with its XML declaration, PNG at double size, PDF dated
 * `day`. The same picture gives the same bytes. KM_ERROR_SYSTEM when the tool is missing. */
bool km_picture_write(KmArena *arena, const char *svg, size_t length, KmPictureFormat format,
                      KmDate day, const char *path, KmError *err) KM_MUST_USE;

#endif
