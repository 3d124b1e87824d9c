/* The evaluation as a tagged PDF, printed by a browser or WeasyPrint found at run time: neither is
 * needed to build, and without them everything else still comes. */
#ifndef REPORTS_PDF_H
#define REPORTS_PDF_H

#include "engine/base/date.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

/* Starts printing `html` (a file below `directory`) to `pdf` there; the caller does other work and
 * then waits. */
typedef struct KmPdf KmPdf;

/* KM_ERROR_SYSTEM with a hint when no tool is there. */
bool km_pdf_start(KmArena *arena, const char *directory, const char *html, const char *pdf,
                  KmPdf **ret_pdf, KmError *err) KM_MUST_USE;
/* Waits, at most two minutes. Sets the dates in the file to `day`, so that the same pages give the
 * same bytes (Chromium writes the clock there; its own version stays in the file). Ends the tool
 * and removes its scratch files in any case. */
bool km_pdf_finish(KmPdf *pdf, KmDate day, KmError *err) KM_MUST_USE;
/* Gives up: ends the tool without waiting for the file. */
void km_pdf_stop(KmPdf *pdf);

#endif
