/* One indicator on the page of its ambition: the question, the answer in a sentence, how sure, what
 * changed, then the charts with their tables, and what the figure is. */
#include <string.h>

#include "engine/base/number.h"
#include "reports/pages/page.h"

KmHeadline km_page_headline(const KmPublishedFigure *total)
{
    KmHeadline h = {.change = &total->year_before, .than_nl = "een jaar eerder"};
    if (!total->year_before.exists && total->previous.exists) {
        h.change = &total->previous;
        h.than_nl = "het vorige kwartaal";
    }
    h.favour = km_change_favour(total->indicator, h.change);
    return h;
}

static void add_fact(KmPage *page, const char *term, const char *text)
{
    km_html(page->out, "<div><dt>%s</dt><dd>%s</dd></div>\n", term, text);
}

void km_page_changes(KmPage *page, const KmPublishedFigure *total)
{
    KmArena *arena = page->out->arena;
    const KmIndicatorText *text = total->indicator;
    km_text_add(page->out, "<dl class=\"facts\">\n");
    add_fact(page, "Vergeleken met een jaar eerder",
             km_sentence(arena, km_change_short_nl(arena, text, &total->year_before)));
    add_fact(page, "Vergeleken met het vorige kwartaal",
             km_sentence(arena, km_change_short_nl(arena, text, &total->previous)));
    add_fact(page, "Norm", km_sentence(arena, km_norm_nl(arena, total)));
    const char *remaining = km_remaining_nl(arena, total);
    if (remaining != NULL) {
        add_fact(page, "Te doen", km_sentence(arena, remaining));
    }
    add_fact(page, "Leveringen", km_sentence(arena, km_deliveries_nl(arena, total)));
    km_text_add(page->out, "</dl>\n");
}

static void add_answer(KmPage *page, const KmPublishedFigure *total)
{
    KmArena *arena = page->out->arena;
    bool is_short = total->has_estimate && total->status == KM_PUBLISHED_SHOWN;
    km_text_add(page->out, "<div class=\"answer\">\n");
    if (is_short) {
        km_html(page->out, "<p class=\"big\">%s</p>\n", km_estimate_nl(arena, total));
    }
    km_html(page->out, "<div>\n<p class=\"sentence\">%s</p>\n", km_answer_nl(arena, total));
    km_html(page->out, "<p class=\"sure\"><strong>Hoe zeker?</strong> %s</p>\n",
            km_certainty_nl(arena, total));
    km_text_add(page->out, "<p class=\"figure-id\">");
    km_page_figure_id(page, total->id);
    km_text_add(page->out, "</p>\n</div>\n</div>\n");
}

static void add_chart(KmPage *page, const KmBlockView *block)
{
    const KmChart *chart = &block->chart;
    if (!chart->drawn) {
        km_html(page->out, "<p class=\"no-chart\">%s</p>\n",
                chart->reason_nl == NULL ? "Voor deze grafiek is niets te tonen."
                                         : km_sentence(page->out->arena, chart->reason_nl));
        return;
    }
    km_html(page->out,
            "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Grafiek: %s\">\n",
            chart->title_nl);
    km_text_add_n(page->out, chart->svg, chart->length);
    km_text_add(page->out, "\n</div>\n");
}

static void add_folded(KmPage *page, const KmBlockView *block)
{
    km_html(page->out, "<details>\n<summary>%s<span class=\"unseen\"> (%s)</span></summary>\n",
            block->heading_nl, block->chart.title_nl);
    add_chart(page, block);
    km_page_table(page, block);
    km_text_add(page->out, "</details>\n");
}

static void add_block(KmPage *page, const KmBlockView *block)
{
    if (block->is_folded) {
        add_folded(page, block);
        return;
    }
    if (block->has_chart) {
        km_html(page->out, "<h4>%s</h4>\n", block->heading_nl);
        add_chart(page, block);
    }
    km_page_table(page, block);
}

static void add_norm_source(KmPage *page, const KmIndicatorView *indicator)
{
    for (size_t i = 0; i < indicator->text->n_norms; i++) {
        const KmNorm *norm = &indicator->text->norms[i];
        KmDate day = page->view->request->period.to - 1;
        if (norm->from <= day && day < norm->to) {
            add_fact(page, km_sentence(page->out->arena, km_norm_type_nl(norm->type)),
                     km_format(page->out->arena, "%s (%s)",
                               km_value_nl(page->out->arena, indicator->text, norm->value,
                                           indicator->text->decimals),
                               norm->source));
        }
    }
}

static const char *wish_nl(KmDirection direction)
{
    static const char *const wishes[] = {"hoger is beter", "lager is beter",
                                         "dicht bij de norm is het best",
                                         "geen: hoger of lager is niet beter of slechter"};
    return wishes[direction];
}

static void add_definition(KmPage *page, const KmIndicatorView *indicator)
{
    KmArena *arena = page->out->arena;
    const KmIndicatorText *text = indicator->text;
    km_html(page->out,
            "<details>\n<summary>Wat telt dit cijfer precies?<span class=\"unseen\"> (%s)</span>"
            "</summary>\n<dl class=\"facts wide\">\n",
            text->title_nl);
    add_fact(page, "Van wie", km_sentence(arena, text->population_nl));
    add_fact(page, "Wat telt", km_sentence(arena, text->hit_nl));
    add_fact(page, "Wanneer", km_sentence(arena, text->time_nl));
    add_fact(page, "Niveau",
             km_format(arena, "%s: %s", km_sentence(arena, km_level_name_nl(text->level)),
                       km_level_meaning_nl(text->level)));
    add_fact(page, "Gewenste richting", km_sentence(arena, wish_nl(text->direction)));
    add_norm_source(page, indicator);
    if (text->limitation_nl[0] != '\0') {
        add_fact(page, "Wat dit cijfer niet zegt", km_sentence(arena, text->limitation_nl));
    }
    if (indicator->total != NULL && indicator->total->excluded >= 0) {
        add_fact(page, "Apart geteld",
                 km_format(arena, "%s %s tellen niet mee",
                           km_dutch_count(arena, indicator->total->excluded), text->unit_nl));
    }
    add_fact(page, "Bronnen", text->sources_nl);
    if (text->sensitive_why_nl != NULL && text->sensitive_why_nl[0] != '\0') {
        add_fact(page,
                 text->sensitive == KM_SENSITIVE_NONE ? "Waarom we hier niets afschermen"
                                                      : "Waarom we soms afschermen",
                 km_sentence(arena, text->sensitive_why_nl));
    }
    add_fact(page, "Versie van de definitie",
             km_format(arena, "%s (%.12s)", text->version, text->definition_hash));
    km_text_add(page->out, "</dl>\n</details>\n");
}

void km_page_indicator(KmPage *page, const KmIndicatorView *indicator)
{
    const KmIndicatorText *text = indicator->text;
    km_html(page->out,
            "<article class=\"indicator\" aria-labelledby=\"%s\">\n<h3 id=\"%s\">%s</h3>\n",
            indicator->anchor, indicator->anchor, text->title_nl);
    km_html(page->out, "<p class=\"question\">%s <span class=\"tag\">%s</span></p>\n",
            text->question_nl, km_level_name_nl(text->level));
    if (indicator->total == NULL) {
        km_text_add(page->out, "<p class=\"sentence\">Voor dit kwartaal is er geen cijfer.</p>\n");
    } else {
        add_answer(page, indicator->total);
        if (text->kind != KM_KIND_DISTRIBUTION) {
            km_page_changes(page, indicator->total);
        }
    }
    km_page_notes(page, indicator);
    km_page_revisions(page, indicator);
    for (size_t i = 0; i < indicator->n_blocks; i++) {
        add_block(page, &indicator->blocks[i]);
    }
    add_definition(page, indicator);
    km_text_add(page->out, "</article>\n");
}
