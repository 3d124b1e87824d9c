/* The annual evaluation on one page: what each action of the plan shows against a year ago. */
#include <string.h>

#include "reports/pages/page.h"

static bool is_told(const KmIndicatorView *indicator)
{
    return indicator->total != NULL && indicator->total->status != KM_PUBLISHED_NOT_DELIVERED &&
           indicator->text->kind != KM_KIND_DISTRIBUTION;
}

typedef struct {
    int better, worse, unclear, unknown;
} Year;

static void count(Year *year, const KmIndicatorView *indicator)
{
    if (km_is_effort(indicator->text)) {
        return;
    }
    switch (km_change_favour(indicator->text, &indicator->total->year_before)) {
    case KM_FAVOUR_GOOD:
        year->better++;
        break;
    case KM_FAVOUR_BAD:
        year->worse++;
        break;
    case KM_FAVOUR_HIGHER:
    case KM_FAVOUR_LOWER:
    case KM_FAVOUR_UNCLEAR:
        year->unclear++;
        break;
    case KM_FAVOUR_UNKNOWN:
        year->unknown++;
        break;
    }
}

/* All figures that say something of the action, wherever they have their page. */
static void add_action(KmPage *page, const KmPlanAction *action)
{
    KmArena *arena = page->out->arena;
    const char *slug = km_html_id(arena, km_format(arena, "jaar-%s", action->id));
    Year year = {0};
    size_t n = 0;
    km_html(page->out, "<h3 id=\"%s\"><span class=\"code\">%s</span> ", slug, action->id);
    km_html(page->out, "%s</h3>\n", action->title_nl);
    for (size_t p = 0; p < page->view->n_parts; p++) {
        for (size_t i = 0; i < page->view->parts[p].n_indicators; i++) {
            const KmIndicatorView *indicator = &page->view->parts[p].indicators[i];
            if (!is_told(indicator) || !km_serves_action(indicator->text, action->id)) {
                continue;
            }
            if (n++ == 0) {
                km_page_figures_begin(
                    page, km_format(arena, "%s: stand en verandering", action->id), slug);
            }
            km_page_figures_row(page, indicator);
            count(&year, indicator);
        }
    }
    if (n == 0) {
        km_text_add(page->out, "<p>Over deze actie is dit jaar nog niets gemeten.</p>\n");
        return;
    }
    km_page_figures_end(page);
    if (year.better + year.worse + year.unclear + year.unknown > 0) {
        km_html(page->out,
                "<p>Tegen een jaar geleden: %d beter, %d slechter, %d zonder duidelijke "
                "verandering, %d niet te vergelijken.</p>\n",
                year.better, year.worse, year.unclear, year.unknown);
    }
}

KmText km_page_year(KmArena *arena, const KmReportView *view)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = "jaar"};
    KmPeriod first = km_period_shift(&view->request->period, -3);
    km_page_begin(&page, km_format(arena, "Jaarevaluatie tot en met %s – %s",
                                   view->request->period.text, view->plan.title_nl));
    km_html(&out, "<h1>Jaarevaluatie</h1>\n<p class=\"lead\">Van het %s tot en met het ",
            km_period_dutch(arena, &first));
    km_html(&out, "%s: per ambitie en per actie de stand nu, en wat er is veranderd.</p>\n",
            km_period_dutch(arena, &view->request->period));
    km_page_dates(&page);
    for (size_t p = 0; p < view->plan.n_parts; p++) {
        const KmPlanPart *part = &view->plan.parts[p];
        km_html(&out, "<section aria-labelledby=\"jaar-%s\">\n<h2 id=\"jaar-%s\">", part->page,
                part->page);
        km_html(&out, "<span class=\"code\">%s</span> %s</h2>\n", part->name_nl, part->title_nl);
        for (size_t a = 0; a < part->n_actions; a++) {
            add_action(&page, &part->actions[a]);
        }
        km_text_add(&out, "</section>\n");
    }
    km_page_end(&page);
    return out;
}
