#include "reports/pages/page.h"

#include <string.h>

static const char *const style_lines[] = {
#include "reports/stijl.inc"
};

static void add_style(KmText *out)
{
    km_text_add(out, "<style>\n");
    for (size_t i = 0; i < sizeof style_lines / sizeof style_lines[0]; i++) {
        km_text_add(out, style_lines[i]);
    }
    km_text_add(out, "</style>\n");
}

static void add_link(KmPage *page, const char *name, const char *label)
{
    bool here = strcmp(page->name, name) == 0;
    km_html(page->out, "<li><a href=\"%s.html\"", name);
    km_text_add(page->out, here ? " aria-current=\"page\">" : ">");
    km_html(page->out, "%s</a></li>\n", label);
}

static void add_header(KmPage *page)
{
    const KmReportView *view = page->view;
    km_html(page->out, "<header class=\"top\">\n<p class=\"brand\">%s</p>\n", view->plan.title_nl);
    if (view->alone) {
        km_text_add(page->out, "</header>\n");
        return;
    }
    km_text_add(page->out, "<nav aria-label=\"Pagina’s\">\n<ul>\n");
    add_link(page, "index", "Overzicht");
    if (view->request->year) {
        add_link(page, "jaar", "Jaar");
    }
    for (size_t i = 0; i < view->n_parts; i++) {
        add_link(page, view->parts[i].part->page, view->parts[i].part->name_nl);
    }
    if (view->request->effects != NULL && km_published_effects_count(view->request->effects) > 0) {
        add_link(page, "effecten", "Effecten");
    }
    km_text_add(page->out, "</ul>\n</nav>\n</header>\n");
}

void km_page_begin(KmPage *page, const char *title)
{
    KmText *out = page->out;
    km_text_add(out, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'; img-src data: 'self'\">\n");
    km_html(out, "<title>%s</title>\n", title);
    add_style(out);
    km_text_add(out, "</head>\n");
    km_html(out, "<body class=\"%s\">\n", page->name);
    km_text_add(out, "<a class=\"skip\" href=\"#inhoud\">Naar de inhoud</a>\n");
    add_header(page);
    km_text_add(out, "<main id=\"inhoud\" tabindex=\"-1\">\n");
}

void km_page_end(KmPage *page)
{
    const KmReleaseText *r = page->view->release;
    KmText *out = page->out;
    km_text_add(out, "</main>\n<footer>\n");
    km_html(out, "<p>Voor: %s. %s</p>\n", r->profile, r->rules_nl);
    km_html(out, "<p>Gemaakt met %s, berekening <code>%s</code>, met wat bekend was op %s.</p>\n",
            r->program, r->run, km_date_dutch(out->arena, r->knowledge));
    km_text_add(out, "</footer>\n</body>\n</html>\n");
}

void km_page_dates(KmPage *page)
{
    const KmReportView *view = page->view;
    KmArena *arena = page->out->arena;
    km_html(page->out, "<p class=\"dates\">%s, %s. Stand op %s, met wat bekend was op %s.</p>\n",
            km_sentence(arena, km_period_dutch(arena, &view->request->period)),
            view->release->area_nl, km_date_dutch(arena, view->request->period.to - 1),
            km_date_dutch(arena, view->release->knowledge));
    if (view->request->stamp_nl != NULL) {
        km_html(page->out, "<p class=\"stamp\">%s</p>\n", view->request->stamp_nl);
    }
}

void km_page_figure_link(KmPage *page, const char *on, const char *id)
{
    km_html(page->out, "<a class=\"id\" href=\"%s.html#%s\">%s</a>", on,
            km_html_id(page->out->arena, id), id);
}

void km_page_figure_id(KmPage *page, const char *id)
{
    const char *anchor = km_html_id(page->out->arena, id);
    for (size_t i = 0; i < page->n_ids; i++) {
        if (strcmp(page->ids[i], anchor) == 0) {
            km_html(page->out, "<a class=\"id\" href=\"#%s\">%s</a>", anchor, id);
            return;
        }
    }
    KM_GROW(page->out->arena, page->ids, page->n_ids, page->ids_capacity);
    page->ids[page->n_ids++] = anchor;
    km_html(page->out, "<a class=\"id\" id=\"%s\" href=\"#%s\">%s</a>", anchor, anchor, id);
}
