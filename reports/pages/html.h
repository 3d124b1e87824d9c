/* Small helpers to write HTML. Every text from outside passes km_html, which escapes its
 * arguments: there is no other way in, except km_text_add for our own markup and our own SVG. */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include "engine/base/text.h"

/* Template of our own with %s (escaped) and %d; %% is a percent sign.
 *     km_html(out, "<h2 id=\"%s\">%s</h2>\n", id, title); */
void km_html(KmText *out, const char *markup, ...) KM_PRINTF(2, 3);
/* An id for an anchor: letters, digits, `-`; begins with a letter. "a:b=C" → "a-b-C". */
char *km_html_id(KmArena *arena, const char *text) KM_MUST_USE;

#endif
