/* Plain text for a terminal or a mail: headings and indented paragraphs of at most 76 characters.
 */
#ifndef REPORTS_PLAIN_H
#define REPORTS_PLAIN_H

#include "engine/base/text.h"

/* An empty line, then the text on a line of its own. */
void km_plain_heading(KmText *out, const char *text);
void km_plain_paragraph(KmText *out, const char *text);

#endif
