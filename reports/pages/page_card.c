/* A working group's own pages: the card, which prints on one sheet, and what lies outside its own
 * page but touches its actions. */
#include <string.h>

#include "reports/pages/attention.h"
#include "reports/pages/page.h"

enum { MOST_ROWS = 14, MOST_ATTENTION = 4, MOST_DECISIONS = 4 };

static bool is_measured(const KmIndicatorView *indicator)
{
    return indicator->total != NULL && indicator->total->status != KM_PUBLISHED_NOT_DELIVERED &&
           indicator->text->kind != KM_KIND_DISTRIBUTION;
}

/* "beter (6,1 procentpunt hoger)", "geen duidelijk verschil (0,6 procentpunt)" */
static const char *change_word(KmArena *arena, const KmPublishedFigure *f)
{
    KmHeadline h = km_page_headline(f);
    if (!h.change->exists) {
        return km_favour_word_nl(h.favour);
    }
    const char *how = km_change_short_nl(arena, f->indicator, h.change);
    return strncmp(how, "geen ", 5) == 0
               ? how
               : km_format(arena, "%s (%s)", km_favour_word_nl(h.favour), how);
}

void km_page_figures_row(KmPage *page, const KmIndicatorView *indicator)
{
    KmArena *arena = page->out->arena;
    const KmPublishedFigure *f = indicator->total;
    km_html(page->out, "<tr><th scope=\"row\">%s <br>", indicator->text->title_nl);
    if (page->view->alone) {
        km_page_figure_id(page, f->id);
    } else {
        km_page_figure_link(page, indicator->page, f->id);
    }
    km_html(page->out, "</th><td><strong>%s</strong></td><td>%s</td>", km_estimate_nl(arena, f),
            f->has_estimate || km_has_units(f) ? km_counts_words_nl(arena, f) : "–");
    km_html(page->out, "<td>%s</td><td>%s</td></tr>\n", km_sentence(arena, change_word(arena, f)),
            km_sentence(arena, km_norm_nl(arena, f)));
}

void km_page_figures_begin(KmPage *page, const char *caption, const char *slug)
{
    km_html(page->out,
            "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"t-%s\">\n<table "
            "class=\"figures\">\n<caption id=\"t-%s\">%s</caption>\n<thead><tr>"
            "<th scope=\"col\">Cijfer</th><th scope=\"col\">Stand</th>"
            "<th scope=\"col\">Aantallen</th><th scope=\"col\">Verandering</th>"
            "<th scope=\"col\">Norm</th></tr></thead>\n<tbody>\n",
            slug, slug, caption);
}

void km_page_figures_end(KmPage *page)
{
    km_text_add(page->out, "</tbody>\n</table>\n</section>\n");
}

static void add_table(KmPage *page, const KmPartView *part)
{
    size_t n = 0;
    size_t left = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorView *indicator = &part->indicators[i];
        if (!is_measured(indicator)) {
            continue;
        }
        if (n == MOST_ROWS || indicator->text->tier == KM_TIER_ADDITIONAL) {
            left++;
            continue;
        }
        if (n++ == 0) {
            km_page_figures_begin(page, "De cijfers van deze werkgroep", "kaart");
        }
        km_page_figures_row(page, indicator);
    }
    if (n == 0) {
        km_text_add(page->out, "<p>Er zijn dit kwartaal nog geen cijfers.</p>\n");
    } else {
        km_page_figures_end(page);
    }
    if (left > 0) {
        km_html(page->out, "<p>En nog %d cijfers op de eigen pagina.</p>\n", (int)left);
    }
}

static void add_attention(KmPage *page, const KmPartView *part)
{
    KmAttentionList list = km_attention(page->out->arena, page->view);
    size_t n = 0;
    km_text_add(page->out, "<h2>Vraagt aandacht</h2>\n<ul>\n");
    for (size_t i = 0; i < list.count && n < MOST_ATTENTION; i++) {
        const KmAttentionItem *item = &list.items[i];
        if (strcmp(item->indicator->page, part->part->page) != 0) {
            continue;
        }
        n++;
        km_html(page->out, "<li>%s%s%s – %s</li>\n", item->indicator->text->title_nl,
                item->figure == NULL || item->figure->block.dim[0][0] == '\0' ? "" : ", ",
                item->figure == NULL || item->figure->block.dim[0][0] == '\0'
                    ? ""
                    : item->figure->label_nl,
                item->reason_nl);
    }
    km_text_add(page->out, n == 0 ? "<li>Niets.</li>\n</ul>\n" : "</ul>\n");
}

static const KmIndicatorView *owner_of(const KmPartView *part, const char *figure)
{
    for (size_t i = 0; i < part->n_indicators; i++) {
        const char *id = part->indicators[i].text->id;
        size_t length = strlen(id);
        if (strncmp(figure, id, length) == 0 && figure[length] == ':') {
            return &part->indicators[i];
        }
    }
    return NULL;
}

static void add_decisions(KmPage *page, const KmPartView *part, size_t most)
{
    const KmReportRequest *request = page->view->request;
    KmArena *arena = page->out->arena;
    size_t n = 0;
    km_text_add(page->out, "<h2>Besluiten</h2>\n<ul>\n");
    for (size_t i = 0; i < request->n_notes && n < most; i++) {
        const KmReportNote *note = &request->notes[i];
        const KmIndicatorView *indicator = owner_of(part, note->figure);
        if (!note->is_decision || indicator == NULL) {
            continue;
        }
        n++;
        km_html(page->out, "<li>%s: %s (%s, %s)", indicator->text->title_nl, note->text_nl,
                note->role_nl, km_date_dutch(arena, note->date));
        if (note->period != NULL && indicator->total != NULL) {
            km_html(page->out, " Nu: %s.", km_estimate_nl(arena, indicator->total));
        }
        km_text_add(page->out, "</li>\n");
    }
    km_text_add(page->out, n == 0 ? "<li>Er staan geen besluiten open.</li>\n</ul>\n" : "</ul>\n");
}

static void add_missing(KmPage *page, const KmPartView *part)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorView *indicator = &part->indicators[i];
        if (is_measured(indicator)) {
            continue;
        }
        n++;
    }
    if (n > 0) {
        km_html(page->out, "<p>%d van de %d cijfers zijn dit kwartaal nog niet te geven.</p>\n",
                (int)n, (int)part->n_indicators);
    }
}

static const char *group_of(const KmPartView *part)
{
    return part->part->workgroup[0] != '\0' ? part->part->workgroup : part->part->title_nl;
}

KmText km_page_card(KmArena *arena, const KmReportView *view, const KmPartView *part)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = "kaart"};
    km_page_begin(&page, km_format(arena, "Kwartaalkaart %s – %s", group_of(part),
                                   view->request->period.text));
    km_html(&out, "<p class=\"kicker\">Kwartaalkaart · %s</p>\n<h1>%s</h1>\n", part->part->name_nl,
            group_of(part));
    km_page_dates(&page);
    add_table(&page, part);
    add_missing(&page, part);
    add_attention(&page, part);
    add_decisions(&page, part, MOST_DECISIONS);
    km_page_end(&page);
    return out;
}

static bool serves(const KmIndicatorText *text, const KmPlanPart *part)
{
    for (size_t a = 0; a < part->n_actions; a++) {
        if (km_serves_action(text, part->actions[a].id)) {
            return true;
        }
    }
    return false;
}

KmText km_page_elsewhere(KmArena *arena, const KmReportView *view, const KmPartView *part)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = "elders"};
    size_t n = 0;
    km_page_begin(&page, km_format(arena, "Van elders voor %s – %s", group_of(part),
                                   view->request->period.text));
    km_html(&out, "<p class=\"kicker\">%s</p>\n<h1>Van elders</h1>\n", group_of(part));
    km_page_dates(&page);
    km_text_add(&out, "<p>Deze cijfers horen bij een andere ambitie, maar gaan ook over acties van "
                      "deze werkgroep.</p>\n");
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            const KmIndicatorView *indicator = &view->parts[p].indicators[i];
            if (&view->parts[p] == part || !is_measured(indicator) ||
                !serves(indicator->text, part->part)) {
                continue;
            }
            if (n++ == 0) {
                km_page_figures_begin(&page, "Cijfers van andere ambities over dezelfde acties",
                                      "elders");
            }
            km_page_figures_row(&page, indicator);
        }
    }
    if (n == 0) {
        km_text_add(&out, "<p>Dit kwartaal zijn er geen.</p>\n");
    } else {
        km_page_figures_end(&page);
    }
    add_decisions(&page, part, view->request->n_notes);
    km_page_end(&page);
    return out;
}
