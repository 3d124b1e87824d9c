/* Where every action of the plan stands: measured, waiting for a delivery, protected, or without a
 * figure yet. A plan half measured is normal; nothing is left out. */
#include <string.h>

#include "reports/pages/page.h"

typedef enum { MEASURED, WAITING, PROTECTED, UNDEFINED, STATES } State;

/* "A1.3" in "A1.2,A1.3"? */
bool km_serves_action(const KmIndicatorText *text, const char *action)
{
    size_t length = strlen(action);
    for (const char *at = text->actions == NULL ? text->action : text->actions; at != NULL;) {
        at += strspn(at, ", ");
        size_t word = strcspn(at, ", ");
        if (word == length && strncmp(at, action, length) == 0) {
            return true;
        }
        at = at[word] == '\0' ? NULL : at + word;
    }
    return false;
}

static State state_of_total(const KmPublishedFigure *total)
{
    if (total == NULL) {
        return UNDEFINED;
    }
    switch (total->status) {
    case KM_PUBLISHED_SHOWN:
    case KM_PUBLISHED_MERGED:
    case KM_PUBLISHED_POOLED:
    case KM_PUBLISHED_CLASS:
    case KM_PUBLISHED_EMPTY:
        return MEASURED;
    case KM_PUBLISHED_PARTIAL:
        return total->has_bounds ? MEASURED : WAITING;
    case KM_PUBLISHED_NOT_DELIVERED:
        return WAITING;
    case KM_PUBLISHED_PROTECTED:
        return PROTECTED;
    }
    return UNDEFINED;
}

typedef struct {
    State state;
    int measured, indicators;
    const char *missing; /* WAITING: of the first indicator that waits */
} Standing;

/* The best that one of its indicators can say. */
static Standing standing_of(const KmReportView *view, const char *action)
{
    Standing standing = {.state = UNDEFINED, .missing = ""};
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            const KmIndicatorView *indicator = &view->parts[p].indicators[i];
            if (!km_serves_action(indicator->text, action)) {
                continue;
            }
            State state = state_of_total(indicator->total);
            standing.indicators++;
            standing.measured += state == MEASURED;
            if (state == WAITING && standing.missing[0] == '\0') {
                standing.missing = indicator->total->missing;
            }
            standing.state = state < standing.state ? state : standing.state;
        }
    }
    return standing;
}

static const char *words_of(KmArena *arena, const Standing *standing)
{
    switch (standing->state) {
    case MEASURED:
        return km_format(arena, "gemeten met %d van %d cijfers", standing->measured,
                         standing->indicators);
    case WAITING:
        return standing->missing[0] == '\0' ? "wacht op leveringen"
                                            : km_format(arena, "wacht op %s", standing->missing);
    case PROTECTED:
        return "afgeschermd: de groepen zijn te klein om te tonen";
    case UNDEFINED:
    case STATES:
        break;
    }
    return "nog geen cijfer";
}

static bool is_action(const KmPlanAction *action)
{
    return action->id[0] == 'A';
}

static void add_action(KmPage *page, const KmPlanAction *action)
{
    Standing standing = standing_of(page->view, action->id);
    km_html(page->out, "<li><span class=\"code\">%s</span> %s: %s</li>\n", action->id,
            action->title_nl, words_of(page->out->arena, &standing));
}

void km_page_actions(KmPage *page)
{
    const KmPlan *plan = &page->view->plan;
    int counts[STATES] = {0};
    int actions = 0;
    for (size_t p = 0; p < plan->n_parts; p++) {
        for (size_t a = 0; a < plan->parts[p].n_actions; a++) {
            const KmPlanAction *action = &plan->parts[p].actions[a];
            if (is_action(action)) {
                actions++;
                counts[standing_of(page->view, action->id).state]++;
            }
        }
    }
    if (actions == 0) {
        return;
    }
    km_html(page->out,
            "<section class=\"overview\" aria-labelledby=\"acties\">\n<h2 id=\"acties\">%d van %d "
            "acties gemeten</h2>\n",
            counts[MEASURED], actions);
    if (counts[MEASURED] < actions) {
        km_html(
            page->out,
            "<p>%d wachten op leveringen, %d zijn afgeschermd, van %d is er nog geen cijfer.</p>\n",
            counts[WAITING], counts[PROTECTED], counts[UNDEFINED]);
    }
    km_text_add(page->out, "<details>\n<summary>Alle acties en maatregelen</summary>\n<ul>\n");
    for (size_t p = 0; p < plan->n_parts; p++) {
        for (size_t a = 0; a < plan->parts[p].n_actions; a++) {
            add_action(page, &plan->parts[p].actions[a]);
        }
    }
    km_text_add(page->out, "</ul>\n</details>\n</section>\n");
}
