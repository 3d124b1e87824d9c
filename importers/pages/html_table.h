/* A table on a page for deliverers: it scrolls by itself on a narrow screen, and by keyboard. */
#ifndef IMPORTERS_PAGES_HTML_TABLE_H
#define IMPORTERS_PAGES_HTML_TABLE_H

#define HTML_TABLE_STYLE ".tabel{overflow-x:auto}.tabel:focus-visible{outline:2px solid}"
#define HTML_TABLE                                                                                 \
    "<div class=\"tabel\" tabindex=\"0\" role=\"group\" aria-label=\"Tabel\">\n<table>\n"
#define HTML_TABLE_END "</tbody>\n</table>\n</div>\n"

#endif
