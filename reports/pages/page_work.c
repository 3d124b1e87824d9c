/* What the working groups say of their actions, the calendar of training, and which research
 * belongs to which action and figure. As delivered; nothing here is a figure. */
#include <string.h>

#include "engine/base/number.h"
#include "reports/pages/page.h"

static const KmWorkRegister *work_of(const KmPage *page)
{
    return page->view->request->work;
}

static const char *or_none(const char *text)
{
    return text[0] == '\0' ? "niet vermeld" : text;
}

/* "Gedeeld": the label's own word, without its explanation. */
static const char *kind_nl(KmArena *arena, const KmWorkLine *line)
{
    return km_sentence(arena, km_strndup(arena, line->kind_nl, strcspn(line->kind_nl, ":")));
}

static const char *day_nl(KmArena *arena, KmDate day)
{
    return day == KM_DATE_OPEN ? "niet vermeld" : km_date_dutch(arena, day);
}

static void open_table(KmPage *page, const char *id, const char *caption,
                       const char *const *headers, size_t n)
{
    km_html(page->out,
            "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"%s\">\n<table>\n<caption "
            "id=\"%s\">%s</caption>\n<thead>\n<tr>",
            id, id, caption);
    for (size_t i = 0; i < n; i++) {
        km_html(page->out, "<th scope=\"col\">%s</th>", headers[i]);
    }
    km_text_add(page->out, "</tr>\n</thead>\n<tbody>\n");
}

static void close_table(KmPage *page)
{
    km_text_add(page->out, "</tbody>\n</table>\n</section>\n");
}

/* ---- lines ---- */

static bool is_of(const KmWorkLine *line, const char *action)
{
    return strcmp(line->action, action) == 0;
}

static bool has_state(const KmWorkLine *line, const char *status)
{
    return strcmp(line->status, status) == 0;
}

/* "2 van de 3 voortgangsregels zijn op schema of gereed, 1 is vertraagd" */
static const char *summary(KmPage *page, const char *action)
{
    const KmWorkRegister *work = work_of(page);
    int all = 0, well = 0, late = 0;
    for (size_t i = 0; i < work->n_lines; i++) {
        const KmWorkLine *line = &work->lines[i];
        if (is_of(line, action) && strcmp(line->kind, "voortgang") == 0) {
            all++;
            well += has_state(line, "op-schema") || has_state(line, "gereed") ? 1 : 0;
            late += has_state(line, "vertraagd") ? 1 : 0;
        }
    }
    if (all == 0) {
        return "De werkgroep meldde in dit kwartaal geen voortgang.";
    }
    KmText out = km_text_init(page->out->arena);
    km_text_addf(&out, "%d van de %d onderdelen %s op schema of gereed", well, all,
                 well == 1 ? "is" : "zijn");
    if (late > 0) {
        km_text_addf(&out, ", %d %s vertraagd", late, late == 1 ? "is" : "zijn");
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

/* The progress as a number, with a bar beside it. */
static void add_progress(KmPage *page, const KmWorkLine *line)
{
    if (!line->has_progress) {
        km_text_add(page->out, "<td class=\"word\">niet vermeld</td>");
        return;
    }
    int percent = (int)(line->progress + 0.5);
    bool late = has_state(line, "vertraagd") || has_state(line, "gestopt");
    km_html(page->out,
            "<td class=\"word\"><svg class=\"progress\" width=\"104\" height=\"12\" viewBox=\"0 0 "
            "104 12\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" "
            "width=\"102\" height=\"10\" fill=\"#ffffff\" stroke=\"#55606d\" "
            "stroke-width=\"1\"/><rect x=\"2\" y=\"2\" width=\"%d\" height=\"8\" "
            "fill=\"%s\"/></svg> %d%%</td>",
            percent, late ? "#D55E00" : "#0072B2", percent);
}

static void add_line(KmPage *page, const KmWorkLine *line)
{
    KmArena *arena = page->out->arena;
    km_html(page->out, "<tr><th scope=\"row\">%s</th><td>%s%s</td><td>%s</td>",
            or_none(line->title), kind_nl(arena, line), line->adjusts ? " (stuurt bij)" : "",
            or_none(line->status_nl));
    add_progress(page, line);
    km_html(page->out, "<td>%s</td><td>%s</td><td>%s <span class=\"code\">%s</span></td></tr>\n",
            day_nl(arena, line->deadline), or_none(line->note), day_nl(arena, line->day), line->id);
}

void km_page_work(KmPage *page, const char *action)
{
    static const char *const headers[] = {"Onderwerp", "Soort",       "Stand",    "Voortgang",
                                          "Klaar op",  "Toelichting", "Stand van"};
    static const char *const kinds[] = {"voortgang", "besluit", "risico",        "evaluatie",
                                        "onderzoek", "gedeeld", "datasetverzoek"};
    const KmWorkRegister *work = work_of(page);
    size_t n = 0;
    for (size_t i = 0; work != NULL && i < work->n_lines; i++) {
        n += is_of(&work->lines[i], action) ? 1 : 0;
    }
    if (n == 0) {
        return;
    }
    KmArena *arena = page->out->arena;
    const char *id = km_html_id(arena, km_format(arena, "werk-%s", action));
    km_html(page->out,
            "<section aria-labelledby=\"%s\">\n<h3 id=\"%s\">Wat de werkgroep meldt over %s</h3>"
            "\n<p class=\"sentence\">%s</p>\n",
            id, id, action, summary(page, action));
    open_table(page, km_format(arena, "%s-tabel", id),
               km_format(arena, "Regels van de werkgroep over actie %s, %s", action,
                         km_period_dutch(arena, &page->view->request->period)),
               headers, sizeof headers / sizeof headers[0]);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (size_t i = 0; i < work->n_lines; i++) {
            const KmWorkLine *line = &work->lines[i];
            if (is_of(line, action) && strcmp(line->kind, kinds[k]) == 0) {
                add_line(page, line);
            }
        }
    }
    close_table(page);
    km_text_add(page->out, "</section>\n");
}

/* ---- training ---- */

static bool trains_for(const KmTraining *training, const KmPlanPart *part)
{
    for (size_t a = 0; a < part->n_actions; a++) {
        if (strcmp(part->actions[a].id, training->action) == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_trainings(const KmPage *page, const KmPlanPart *part)
{
    size_t n = 0;
    for (size_t i = 0; work_of(page) != NULL && i < work_of(page)->n_trainings; i++) {
        n += trains_for(&work_of(page)->trainings[i], part) ? 1 : 0;
    }
    return n;
}

static void add_calendar(KmPage *page, const KmPlanPart *part)
{
    static const char *const headers[] = {"Dag",  "Bijeenkomst", "Thema", "Door",
                                          "Duur", "Plaatsen",    "Actie"};
    KmArena *arena = page->out->arena;
    size_t n = count_trainings(page, part);
    open_table(page, km_html_id(arena, km_format(arena, "kalender-%s", part->page)),
               km_format(arena, "%s%s%s: %zu %s gepland", part->name_nl,
                         part->workgroup[0] == '\0' ? "" : ", werkgroep ", part->workgroup, n,
                         n == 1 ? "bijeenkomst" : "bijeenkomsten"),
               headers, sizeof headers / sizeof headers[0]);
    for (size_t i = 0; i < work_of(page)->n_trainings; i++) {
        const KmTraining *t = &work_of(page)->trainings[i];
        if (!trains_for(t, part)) {
            continue;
        }
        km_html(
            page->out,
            "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>"
            "<td>%s</td></tr>\n",
            day_nl(arena, t->day), or_none(t->title), t->theme_nl, or_none(t->provider),
            t->hours > 0.0 ? km_format(arena, "%s uur", km_dutch_decimal(arena, t->hours, 1))
                           : "niet vermeld",
            t->seats > 0 ? km_dutch_count(arena, t->seats) : "niet vermeld", t->action);
    }
    close_table(page);
}

static void open_calendar(KmPage *page)
{
    KmArena *arena = page->out->arena;
    KmPeriod next = km_period_shift(&page->view->request->period, 1);
    KmPeriod last = km_period_shift(&next, 1);
    km_html(
        page->out,
        "<section aria-labelledby=\"kalender\">\n<h2 id=\"kalender\">Scholing in de komende twee "
        "kwartalen</h2>\n<p>Wat gepland staat in het %s en het %s.</p>\n",
        km_period_dutch(arena, &next), km_period_dutch(arena, &last));
}

void km_page_calendar(KmPage *page, const KmPlanPart *part)
{
    if (count_trainings(page, part) > 0) {
        open_calendar(page);
        add_calendar(page, part);
        km_text_add(page->out, "</section>\n");
    }
}

void km_page_calendars(KmPage *page)
{
    const KmPlan *plan = &page->view->plan;
    if (work_of(page) == NULL || work_of(page)->n_trainings == 0) {
        return;
    }
    open_calendar(page);
    for (size_t p = 0; p < plan->n_parts; p++) {
        if (count_trainings(page, &plan->parts[p]) > 0) {
            add_calendar(page, &plan->parts[p]);
        }
    }
    km_text_add(page->out, "</section>\n");
}

/* ---- research ---- */

static const char *action_title(const KmPage *page, const char *action)
{
    const KmPlan *plan = &page->view->plan;
    for (size_t p = 0; p < plan->n_parts; p++) {
        for (size_t a = 0; a < plan->parts[p].n_actions; a++) {
            if (strcmp(plan->parts[p].actions[a].id, action) == 0) {
                return plan->parts[p].actions[a].title_nl;
            }
        }
    }
    return "";
}

/* Links to the figures of the action. */
static void add_figures(KmPage *page, const char *action)
{
    const KmReportView *view = page->view;
    size_t n = 0;
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            const KmIndicatorView *indicator = &view->parts[p].indicators[i];
            if (km_serves_action(indicator->text, action)) {
                km_html(page->out, "%s<a href=\"%s.html#%s\">%s</a>", n++ == 0 ? "" : ", ",
                        indicator->page, indicator->anchor, indicator->text->title_nl);
            }
        }
    }
    km_text_add(page->out, n == 0 ? "nog geen cijfer" : "");
}

void km_page_research(KmPage *page)
{
    static const char *const headers[] = {"Onderzoek", "Actie", "Werkgroep", "Wat", "Cijfers"};
    const KmWorkRegister *work = work_of(page);
    size_t n = 0;
    for (size_t i = 0; work != NULL && i < work->n_lines; i++) {
        n += work->lines[i].research[0] != '\0' ? 1 : 0;
    }
    if (n == 0) {
        return;
    }
    km_text_add(page->out, "<section aria-labelledby=\"onderzoek\">\n<h2 id=\"onderzoek\">Welk "
                           "onderzoek hoort waarbij?</h2>\n");
    open_table(page, "onderzoek-tabel", "Onderzoek naast actie, werkgroep en cijfers", headers,
               sizeof headers / sizeof headers[0]);
    for (size_t i = 0; i < work->n_lines; i++) {
        const KmWorkLine *line = &work->lines[i];
        if (line->research[0] == '\0') {
            continue;
        }
        km_html(page->out,
                "<tr><th scope=\"row\">%s</th><td><span class=\"code\">%s</span> %s</td><td>%s</td>"
                "<td>%s: %s</td><td>",
                line->research, line->action, action_title(page, line->action), line->group_nl,
                kind_nl(page->out->arena, line), or_none(line->title));
        add_figures(page, line->action);
        km_text_add(page->out, "</td></tr>\n");
    }
    close_table(page);
    km_text_add(page->out, "</section>\n");
}
