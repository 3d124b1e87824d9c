/* The working group's own words beside a figure, with date and role; decisions of an earlier
 * quarter come back with what the figure did since. */
#include <string.h>

#include "reports/pages/page.h"

static const KmPublishedFigure *figure_of(const KmPage *page, const KmIndicatorView *indicator,
                                          const char *id)
{
    const KmPublished *published = page->view->published;
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        if (f->indicator == indicator->text && strcmp(f->id, id) == 0) {
            return f;
        }
    }
    return NULL;
}

static void add_paragraphs(KmPage *page, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        km_html(page->out, "<p>%s</p>\n", km_strndup(page->out->arena, text, length));
        text += length + (text[length] == '\n' ? 1 : 0);
    }
}

static void add_since(KmPage *page, const KmReportNote *note, const KmPublishedFigure *f)
{
    KmArena *arena = page->out->arena;
    KmPeriod then;
    KmError unused = {0};
    bool known = km_period_parse(note->period, &then, &unused);
    km_html(page->out, "<p class=\"since\">Besluit uit het %s. ",
            known ? km_period_dutch(arena, &then) : note->period);
    if (f->previous.exists) {
        km_html(page->out, "Sindsdien: %s.</p>\n",
                km_change_nl(arena, f->indicator, &f->previous, "toen"));
    } else {
        km_html(page->out, "Nu: %s.</p>\n", km_estimate_nl(arena, f));
    }
}

static void add_note(KmPage *page, const KmReportNote *note, const KmPublishedFigure *f)
{
    km_html(page->out, "<li class=\"%s\">\n<p class=\"about\"><strong>%s</strong> %s, %s</p>\n",
            note->is_decision ? "decision" : "note",
            km_format(page->out->arena, "%s%s%s.", note->is_decision ? "Besluit" : "Duiding",
                      f->block.dim[0][0] == '\0' ? "" : " over ",
                      f->block.dim[0][0] == '\0' ? "" : f->label_nl),
            km_sentence(page->out->arena, note->role_nl),
            km_date_dutch(page->out->arena, note->date));
    add_paragraphs(page, note->text_nl);
    if (note->period != NULL) {
        add_since(page, note, f);
    }
    km_text_add(page->out, "<p>");
    km_page_figure_id(page, f->id);
    km_text_add(page->out, "</p>\n</li>\n");
}

void km_page_notes(KmPage *page, const KmIndicatorView *indicator)
{
    const KmReportRequest *request = page->view->request;
    size_t n = 0;
    for (size_t i = 0; i < request->n_notes; i++) {
        const KmPublishedFigure *f = figure_of(page, indicator, request->notes[i].figure);
        if (f == NULL) {
            continue;
        }
        if (n++ == 0) {
            km_html(page->out,
                    "<section class=\"notes\" aria-label=\"Duiding en besluiten: %s\">\n<ul>\n",
                    indicator->text->title_nl);
        }
        add_note(page, &request->notes[i], f);
    }
    km_text_add(page->out, n == 0 ? "" : "</ul>\n</section>\n");
}

static const char *value_of(KmArena *arena, const KmPublishedFigure *f)
{
    return f->has_counts
               ? km_format(arena, "%s (%s)", km_estimate_nl(arena, f), km_counts_words_nl(arena, f))
               : km_estimate_nl(arena, f);
}

void km_page_revisions(KmPage *page, const KmIndicatorView *indicator)
{
    const KmReportRequest *request = page->view->request;
    KmArena *arena = page->out->arena;
    for (size_t i = 0; i < request->n_revisions; i++) {
        const KmReportRevision *r = &request->revisions[i];
        if (r->now->indicator != indicator->text) {
            continue;
        }
        km_html(
            page->out,
            "<p class=\"revised\">Herzien: het %s was bij de vaststelling %s, en is nu %s.</p>\n",
            km_period_dutch(arena, &r->now->period), value_of(arena, r->locked),
            value_of(arena, r->now));
    }
}
