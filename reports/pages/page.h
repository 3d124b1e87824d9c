/* The pages of the evaluation. Each function writes one piece of a page; page.c holds what all
 * pages share. Shared by page*.c and report.c. */
#ifndef REPORTS_PAGE_H
#define REPORTS_PAGE_H

#include "reports/pages/html.h"
#include "reports/pages/view.h"

typedef struct {
    const KmReportView *view;
    KmText *out;
    const char *name; /* "index", "ambitie-1" */
    const char **ids; /* figure ids that have their anchor on this page already */
    size_t n_ids;
    size_t ids_capacity;
} KmPage;

/* One sort of headline: what a figure did against a year (else a quarter) ago. */
typedef struct {
    const KmPublishedChange *change;
    const char *than_nl; /* "een jaar eerder" */
    KmFavour favour;
} KmHeadline;

KmText km_page_overview(KmArena *arena, const KmReportView *view) KM_MUST_USE;
KmText km_page_part(KmArena *arena, const KmReportView *view, const KmPartView *part) KM_MUST_USE;

/* One sheet for a working group, and what outside its own page touches its actions. */
KmText km_page_card(KmArena *arena, const KmReportView *view, const KmPartView *part) KM_MUST_USE;
KmText km_page_elsewhere(KmArena *arena, const KmReportView *view,
                         const KmPartView *part) KM_MUST_USE;
/* The year: each ambition, each of its actions, each figure now and a year ago. */
KmText km_page_year(KmArena *arena, const KmReportView *view) KM_MUST_USE;
/* Does the indicator say something of this action? */
bool km_serves_action(const KmIndicatorText *text, const char *action);
/* The rows of a table of figures: now, counts, change, norm. */
void km_page_figures_begin(KmPage *page, const char *caption, const char *slug);
void km_page_figures_row(KmPage *page, const KmIndicatorView *indicator);
void km_page_figures_end(KmPage *page);

void km_page_begin(KmPage *page, const char *title);
void km_page_end(KmPage *page);
/* "derde kwartaal 2026 · stand op 30 september 2026 · …" */
void km_page_dates(KmPage *page);
/* The figure's id, small, as an anchor the first time and a link to it after. */
void km_page_figure_id(KmPage *page, const char *id);
/* The id as a link to where it stands on another page. */
void km_page_figure_link(KmPage *page, const char *on, const char *id);

void km_page_indicator(KmPage *page, const KmIndicatorView *indicator);
/* <details> with the table, its legend and its file. */
void km_page_table(KmPage *page, const KmBlockView *block);
/* What others published of it; nothing when there is none. */
void km_page_published_elsewhere(KmPage *page, const KmBlockView *block);
void km_page_sparkline(KmPage *page, const KmIndicatorView *indicator);
/* The working group's words and decisions about the indicator's figures. */
void km_page_revisions(KmPage *page, const KmIndicatorView *indicator);
void km_page_notes(KmPage *page, const KmIndicatorView *indicator);
void km_page_changes(KmPage *page, const KmPublishedFigure *total);
KmHeadline km_page_headline(const KmPublishedFigure *total);

void km_page_legend(KmPage *page, unsigned statuses, bool flags); /* bits 1 << status */
void km_page_glossary(KmPage *page, const KmPartView *part);
void km_page_method(KmPage *page);
/* The working group's lines about an action; nothing when there are none. */
void km_page_work(KmPage *page, const char *action);
/* Training planned in the coming two quarters: of one part of the plan, or of all. */
void km_page_calendar(KmPage *page, const KmPlanPart *part);
void km_page_calendars(KmPage *page);
/* Which research belongs to which action, working group and figures. */
void km_page_research(KmPage *page);
/* "7 van 19 acties gemeten", and a line for every action and measure. */
void km_page_actions(KmPage *page);

#endif
