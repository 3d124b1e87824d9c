/* All pages as one document, for printing: the main part of each page in order, ids and links made
 * unique by the page's name ("ambitie-1-begrippen"), links between pages turned into links within.
 */
#ifndef REPORTS_WHOLE_H
#define REPORTS_WHOLE_H

#include "engine/base/text.h"

typedef struct {
    const char *name; /* "index", "ambitie-1": its file without .html */
    const KmText *html;
} KmWholePage;

/* Head and footer are the first page's. */
KmText km_page_whole(KmArena *arena, const KmWholePage *pages, size_t n_pages) KM_MUST_USE;

#endif
