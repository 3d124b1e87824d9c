#include "reports/effects/effect_page.h"

#include "engine/base/date.h"
#include "engine/published/effects.h"
#include "reports/effects/effect_words.h"

bool km_has_effects(const KmReportView *view)
{
    const KmPublishedEffects *effects = view->request->effects;
    return effects != NULL && km_published_effects_count(effects) > 0;
}

static void add_contents(KmPage *page, const KmPublishedEffects *effects)
{
    km_text_add(page->out, "<nav class=\"toc\" aria-labelledby=\"toc-kop\">\n"
                           "<h2 id=\"toc-kop\">Op deze pagina</h2>\n<ul>\n");
    for (size_t i = 0; i < km_published_effects_count(effects); i++) {
        const KmEffectText *text = km_published_effects_at(effects, i)->text;
        km_html(page->out, "<li><a href=\"#%s\">%s</a></li>\n",
                km_html_id(page->out->arena, text->id), text->title_nl);
    }
    km_text_add(page->out, "</ul>\n</nav>\n");
}

static void add_row(KmPage *page, const KmPublishedEffect *effect, const char *what,
                    const KmEffectEstimate *e, bool is_reference)
{
    KmArena *arena = page->out->arena;
    km_html(page->out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td>", what,
            is_reference ? "hiermee is vergeleken"
                         : km_effect_difference_nl(arena, effect, e->value, true));
    km_html(page->out, "<td>%s</td></tr>\n",
            is_reference      ? "n.v.t."
            : e->has_interval ? km_effect_interval_nl(arena, effect, e)
                              : "niet te zeggen");
}

static void add_chart(KmPage *page, size_t at)
{
    const KmChart *chart =
        page->view->effect_charts == NULL ? NULL : &page->view->effect_charts[at];
    if (chart == NULL || !chart->drawn) {
        return; /* the table below says all of it */
    }
    km_html(page->out,
            "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Grafiek: %s\">\n",
            chart->title_nl);
    km_text_add_n(page->out, chart->svg, chart->length);
    km_text_add(page->out, "\n</div>\n");
}

/* <details>: the course is for who asks on. */
static void add_course(KmPage *page, const KmPublishedEffect *effect)
{
    bool is_series = effect->text->method == KM_EFFECT_SERIES;
    const char *caption = is_series ? "De afstand tot de lijn van voor de start"
                          : effect->text->by_month
                              ? "Het verschil tussen de groepen, maand voor maand"
                              : "Het verschil tussen de groepen, kwartaal voor kwartaal";
    const char *slug = km_html_id(page->out->arena, effect->text->id);
    if (effect->n_moments == 0 && !(is_series && effect->level.has_value)) {
        return;
    }
    km_html(page->out,
            "<details>\n<summary>%s<span class=\"unseen\"> (%s)</span></summary>\n<section "
            "class=\"scroll\" tabindex=\"0\" aria-labelledby=\"t-%s\">\n",
            is_series                ? "De lijn"
            : effect->text->by_month ? "Maand voor maand"
                                     : "Kwartaal voor kwartaal",
            effect->text->title_nl, slug);
    km_html(page->out,
            "<table>\n<caption id=\"t-%s\">%s: %s</caption>\n<thead><tr><th scope=\"col\">%s</th>",
            slug, effect->text->title_nl, caption, is_series ? "Wat" : "Wanneer");
    km_text_add(
        page->out,
        "<th scope=\"col\" class=\"number\">Verschil</th><th scope=\"col\">Met 95% zekerheid"
        "</th></tr></thead>\n<tbody>\n");
    if (is_series) {
        add_row(page, effect, "sprong bij de start", &effect->level, false);
        add_row(page, effect, "helling erna, erbij", &effect->slope, false);
        add_row(page, effect, "helling ervoor", &effect->drift, false);
    }
    for (size_t i = 0; i < effect->n_moments; i++) {
        const KmEffectMoment *m = &effect->moments[i];
        add_row(page, effect, km_effect_moment_nl(page->out->arena, effect->text, m->moment),
                &m->difference, m->is_reference);
    }
    km_text_add(page->out, "</tbody>\n</table>\n</section>\n</details>\n");
}

static void add_terms(KmPage *page, const KmPublishedEffect *effect)
{
    const KmEffectText *text = effect->text;
    KmArena *arena = page->out->arena;
    km_html(page->out, "<dl class=\"terms\">\n<dt>Waar dit op rust</dt><dd>%s</dd>\n",
            text->assumption_nl);
    if (effect->status != KM_EFFECT_PROTECTED) {
        if (effect->check != KM_TREND_NONE) {
            km_html(page->out, "<dt>Gingen de groepen voor de start gelijk op?</dt><dd>%s</dd>\n",
                    km_effect_trend_nl(arena, effect));
        }
        km_html(page->out, "<dt>Hoe het is uitgerekend</dt><dd>%s %s</dd>\n",
                km_effect_method_nl(arena, effect), km_effect_groups_nl(arena, effect));
    }
    km_html(page->out, "<dt>Wat het niet zegt</dt><dd>%s</dd>\n", text->limitation_nl);
    km_html(page->out, "<dt>Waar het vandaan komt</dt><dd>%s. Opzet <code>%s</code> van %s.</dd>\n",
            text->source_nl, text->definition_hash, text->version);
    km_text_add(page->out, "</dl>\n");
}

static void add_effect(KmPage *page, size_t at)
{
    const KmPublishedEffect *effect = km_published_effects_at(page->view->request->effects, at);
    const KmEffectText *text = effect->text;
    KmArena *arena = page->out->arena;
    const char *anchor = km_html_id(arena, text->id);
    km_html(page->out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", anchor, anchor);
    km_html(page->out, "<span class=\"code\">%s</span> %s</h2>\n", text->action, text->title_nl);
    km_html(page->out, "<p class=\"question\">%s</p>\n<p class=\"sentence\">%s</p>\n",
            text->question_nl, km_effect_answer_nl(arena, effect));
    if (effect->status != KM_EFFECT_PROTECTED && effect->effect.has_value) {
        const char *unit = km_effect_unit_nl(arena, effect);
        if (unit[0] != '\0') {
            km_html(page->out, "<p>%s</p>\n", unit);
        }
    }
    km_html(page->out, "<p><strong>%s</strong></p>\n", km_effect_claim_nl(arena, effect));
    km_html(page->out, "<p>Uitkomst: %s (<code>%s</code>).</p>\n", text->outcome->title_nl,
            text->outcome->id);
    add_chart(page, at);
    add_course(page, effect);
    add_terms(page, effect);
    km_text_add(page->out, "</section>\n");
}

KmText km_page_effects(KmArena *arena, const KmReportView *view)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = "effecten"};
    const KmPublishedEffects *effects = view->request->effects;
    km_page_begin(&page, km_format(arena, "Effecten van acties – %s", view->request->period.text));
    km_text_add(&out,
                "<h1>Effecten van acties</h1>\n<p class=\"lead\">Een cijfer dat stijgt zegt nog "
                "niet dat het door een actie komt. Hier staat wat te zeggen is over acties "
                "waarvoor een vergelijking is opgezet.</p>\n");
    km_page_dates(&page);
    add_contents(&page, effects);
    for (size_t i = 0; i < km_published_effects_count(effects); i++) {
        add_effect(&page, i);
    }
    km_page_end(&page);
    return out;
}
