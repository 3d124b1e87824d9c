/* What stands at the end of a page: the words in the tables, the terms, how it was measured. */
#include <string.h>

#include "reports/pages/page.h"

void km_page_legend(KmPage *page, unsigned statuses, bool flags)
{
    if (statuses == 0 && !flags) {
        return;
    }
    km_text_add(page->out, "<dl class=\"legend\">\n");
    for (int s = KM_PUBLISHED_SHOWN; s <= KM_PUBLISHED_EMPTY; s++) {
        if ((statuses & (1u << s)) != 0) {
            km_html(page->out, "<div><dt>%s</dt><dd>%s</dd></div>\n",
                    km_status_word_nl((KmPublishedStatus)s),
                    km_status_meaning_nl((KmPublishedStatus)s));
        }
    }
    if (flags) {
        km_text_add(page->out,
                    "<div><dt>voorlopig, correctie</dt><dd>Een levering is voorlopig of later "
                    "verbeterd. Het cijfer kan nog veranderen.</dd></div>\n");
    }
    km_text_add(page->out, "</dl>\n");
}

static void add_term(KmPage *page, const char *term, const char *meaning)
{
    km_html(page->out, "<div><dt>%s</dt><dd>%s</dd></div>\n", term, meaning);
}

static const char *grondslag_nl(const char *grondslag)
{
    if (strcmp(grondslag, "schoolgaand") == 0) {
        return "geteld naar de school waar het kind naartoe gaat";
    }
    if (strcmp(grondslag, "locatie") == 0) {
        return "geteld naar de plek van de locatie";
    }
    return "geteld naar de plek waar het kind woont";
}

void km_page_glossary(KmPage *page, const KmPartView *part)
{
    KmArena *arena = page->out->arena;
    km_text_add(page->out, "<section aria-labelledby=\"begrippen\">\n<h2 id=\"begrippen\">"
                           "Begrippen</h2>\n<dl class=\"terms\">\n");
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorText *text = part->indicators[i].text;
        add_term(page, text->title_nl,
                 km_format(arena, "Van wie: %s. Wat telt: %s. Wanneer: %s. Het is %s.",
                           text->population_nl, text->hit_nl, text->time_nl,
                           grondslag_nl(text->grondslag)));
    }
    for (int l = KM_LEVEL_INPUT; l <= KM_LEVEL_EFFECT; l++) {
        add_term(
            page, km_sentence(arena, km_level_name_nl((KmIndicatorLevel)l)),
            km_format(arena, "%s.", km_sentence(arena, km_level_meaning_nl((KmIndicatorLevel)l))));
    }
    km_text_add(page->out, "</dl>\n</section>\n");
}

void km_page_method(KmPage *page)
{
    const KmReportView *view = page->view;
    km_text_add(page->out,
                "<section aria-labelledby=\"methode\">\n"
                "<h2 id=\"methode\">Hoe is dit gemeten?</h2>\n"
                "<p>Partners leveren elk kwartaal hun gegevens. Ieder kind telt één keer mee, ook "
                "als het bij meer partners bekend is. We tellen op één vaste dag, of alles wat in "
                "het kwartaal gebeurde. Dat staat bij elk cijfer.</p>\n"
                "<p>Kleine verschillen kunnen toeval zijn. Daarom staat bij elk cijfer een marge "
                "(een betrouwbaarheidsinterval van 95%). In één kwartaal bekijken we honderden "
                "verschillen. Daarvan zijn er altijd een paar groot door toeval. We noemen een "
                "verschil alleen duidelijk als het ook tussen al die andere opvalt: van wat we "
                "duidelijk noemen, is naar verwachting hoogstens 1 op de 20 toeval.</p>\n"
                "<p>Deze cijfers laten zien wat er verandert, niet waardoor. Inzet en proces "
                "vertellen wat partners doen. Of kinderen er beter van worden, zeggen ze nog "
                "niet.</p>\n");
    km_text_add(page->out,
                "<p>Afzonderlijke scholen, besturen en locaties staan nooit op een ranglijst. Zij "
                "staan alleen in een grafiek die laat zien of zij meer verschillen dan toeval, als "
                "er ten minste tien te tonen zijn: scholen alleen naast scholen met ongeveer "
                "dezelfde schoolweging. In een openbare uitgave staan ze niet.</p>\n");
    km_html(page->out, "<p>Niemand mag herkenbaar zijn. %s</p>\n", view->release->rules_nl);
    km_text_add(page->out, "<h3>De woorden in de tabellen</h3>\n");
    km_page_legend(page, 0xffu, true);
    km_text_add(page->out, "</section>\n");
}
