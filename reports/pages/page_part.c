/* The page of one ambition. */
#include <string.h>

#include "reports/pages/page.h"

static const char *action_anchor(KmArena *arena, const KmPlanAction *action)
{
    return km_html_id(arena, km_format(arena, "actie-%s", action->id));
}

static bool belongs(const KmIndicatorView *indicator, const KmPlanAction *action)
{
    return strcmp(indicator->text->action, action->id) == 0;
}

static void add_contents_action(KmPage *page, const KmPartView *part, const KmPlanAction *action)
{
    KmArena *arena = page->out->arena;
    km_html(page->out, "<li><a href=\"#%s\">%s</a>", action_anchor(arena, action),
            action->title_nl);
    bool any = false;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorView *indicator = &part->indicators[i];
        if (!belongs(indicator, action)) {
            continue;
        }
        km_text_add(page->out, any ? "" : "\n<ul>\n");
        any = true;
        km_html(page->out, "<li><a href=\"#%s\">%s</a>%s</li>\n", indicator->anchor,
                indicator->text->title_nl,
                indicator->text->tier == KM_TIER_ADDITIONAL ? " (aanvullend)" : "");
    }
    km_text_add(page->out, any ? "</ul>\n</li>\n" : "</li>\n");
}

static void add_contents(KmPage *page, const KmPartView *part)
{
    km_text_add(page->out, "<nav class=\"toc\" aria-labelledby=\"toc-kop\">\n"
                           "<h2 id=\"toc-kop\">Op deze pagina</h2>\n<ul>\n");
    for (size_t a = 0; a < part->part->n_actions; a++) {
        add_contents_action(page, part, &part->part->actions[a]);
    }
    km_text_add(page->out, "<li><a href=\"#begrippen\">Begrippen</a></li>\n"
                           "<li><a href=\"#methode\">Hoe is dit gemeten?</a></li>\n"
                           "</ul>\n</nav>\n");
}

static size_t add_tier(KmPage *page, const KmPartView *part, const KmPlanAction *action,
                       KmTier tier)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        if (belongs(&part->indicators[i], action) && part->indicators[i].text->tier == tier) {
            km_page_indicator(page, &part->indicators[i]);
            n++;
        }
    }
    return n;
}

/* One click away, with their names in sight. */
static size_t add_additional(KmPage *page, const KmPartView *part, const KmPlanAction *action)
{
    KmText names = km_text_init(page->out->arena);
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorText *text = part->indicators[i].text;
        if (belongs(&part->indicators[i], action) && text->tier == KM_TIER_ADDITIONAL) {
            km_text_addf(&names, "%s%s", n++ == 0 ? "" : "; ",
                         km_small_nl(page->out->arena, text->title_nl));
        }
    }
    if (n == 0) {
        return 0;
    }
    km_html(page->out,
            "<details class=\"additional\">\n<summary>%s: <span class=\"names\">%s</span>"
            "</summary>\n",
            n == 1 ? "Aanvullend cijfer" : "Aanvullende cijfers", names.bytes);
    (void)add_tier(page, part, action, KM_TIER_ADDITIONAL);
    km_text_add(page->out, "</details>\n");
    return n;
}

static void add_action(KmPage *page, const KmPartView *part, const KmPlanAction *action)
{
    const char *anchor = action_anchor(page->out->arena, action);
    km_html(page->out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", anchor, anchor);
    km_html(page->out, "<span class=\"code\">%s</span> %s</h2>\n", action->id, action->title_nl);
    size_t n = add_tier(page, part, action, KM_TIER_CORE);
    n += add_additional(page, part, action);
    if (n == 0) {
        km_text_add(page->out,
                    "<p class=\"sentence\">Over deze actie zijn nog geen cijfers.</p>\n");
    }
    km_page_work(page, action->id);
    km_text_add(page->out, "</section>\n");
}

KmText km_page_part(KmArena *arena, const KmReportView *view, const KmPartView *part)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = part->part->page};
    km_page_begin(&page, km_format(arena, "%s: %s – %s", part->part->name_nl, part->part->title_nl,
                                   view->request->period.text));
    km_html(&out, "<p class=\"kicker\">%s", part->part->name_nl);
    if (part->part->workgroup[0] != '\0') {
        km_html(&out, " · werkgroep %s", part->part->workgroup);
    }
    km_html(&out, "</p>\n<h1>%s</h1>\n", part->part->title_nl);
    km_page_dates(&page);
    add_contents(&page, part);
    for (size_t a = 0; a < part->part->n_actions; a++) {
        add_action(&page, part, &part->part->actions[a]);
    }
    if (strcmp(part->part->page, "maatregelen") == 0) {
        km_page_research(&page);
        km_page_calendars(&page);
    } else {
        km_page_calendar(&page, part->part);
    }
    km_page_glossary(&page, part);
    km_page_method(&page);
    km_page_end(&page);
    return out;
}
