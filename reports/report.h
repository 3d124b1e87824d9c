/* The evaluation as files: HTML pages with charts, tables as CSV, the dataset. Everything is drawn
 * from one KmPublished; nothing here can see an unpublished figure. Texts are Dutch. Charts come
 * from gnuplot; when it is missing, the pages come without charts and the result says so; likewise
 * the PDF, which a browser makes of the same pages.
 */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "engine/figures/progress.h"
#include "engine/figures/work_register.h"
#include "engine/published/effects.h"
#include "engine/published/published.h"

/* What the working group says of a figure, or decided about it. */
typedef struct {
    const char *figure; /* its id */
    const char *text_nl;
    bool is_decision;
    const char *role_nl; /* "werkgroep Vliegende start" */
    KmDate date;
    const char *period; /* "2026K2": a decision of that earlier quarter, told with what happened
                           since; NULL: of this one */
} KmReportNote;

/* A figure of an earlier quarter as it was locked, and as it is now. */
typedef struct {
    const KmPublishedFigure *locked;
    const KmPublishedFigure *now;
} KmReportRevision;

/* A figure that asks for attention: where a text is awaited. */
typedef struct {
    const char *figure;
    const char *title_nl; /* "Vve-bereik: Leiden-Noord" */
} KmReportAwaited;

/* One chart of a steering pack. */
typedef struct {
    const char *indicator;
    const char *kind;  /* as `kansmeter chart --kind` takes it */
    const char *by;    /* NULL: the kind's own choice */
    const char *title; /* NULL: the generated one */
} KmPackChart;
enum { KM_MOST_PACK = 12 };

typedef struct {
    const KmPublished
        *published; /* the report's quarter, the quarters before it, and pooled ranges */
    KmPeriod period;
    const char *directory; /* written whole or not at all */
    const char *stamp_nl;  /* "Voorlopig: 6 van 8 leveringen zijn binnen."; printed on every page */
    const char *plan_file; /* plan register: ambitions and actions (JSON in the data directory) */
    const KmWorkRegister *work; /* the working groups' lines and the calendar; NULL: not told */
    const KmReportNote *notes;
    size_t n_notes;
    const KmPublishedEffects *effects; /* effecten.html; NULL or none: no such page */
    bool charts;                       /* false: none */
    bool workbook;                     /* kansmeter-<period>.xlsx */
    bool pdf;                          /* kansmeter-<period>.pdf, when a tool is there */
    bool year;                         /* jaar.html: ambition × actions */
    bool slides;                       /* each chart also as png (double size) and pdf */
    const KmReportRevision *revisions;
    size_t n_revisions;
    bool bundles;            /* bundels/<working group>.zip: what a group needs, to hand on */
    const KmPackChart *pack; /* pakket.html and pakket/: the charts of a meeting */
    size_t n_pack;
} KmReportRequest;

typedef struct {
    const char *index; /* path of index.html */
    size_t n_pages, n_tables, n_charts;
    const KmReportAwaited *awaited;
    size_t n_awaited;
    const char **bundles; /* names of the zip files, below the directory */
    size_t n_bundles;
    size_t n_slides;
    const char *slides_reason; /* when asked for and not made */
    bool charts_skipped;
    const char *charts_reason;
    bool has_pdf;
    bool pdf_failed;        /* a tool is there and made none */
    const char *pdf_reason; /* when asked for and not made; NULL: made or not asked */
} KmReportResult;

bool km_report_write(KmArena *arena, const KmReportRequest *request, const KmProgress *progress,
                     KmReportResult *ret_result, KmError *err) KM_MUST_USE;

/* The card of one working group, a sheet of paper: `directory`/kaart.html, and kaart.pdf when a
 * tool is there. `group`: its name as a slug, its ambition's number or page ("een-vliegende-start",
 * "1", "ambitie-1"); KM_ERROR_USAGE with the list for another. */
bool km_card_write(KmArena *arena, const KmReportRequest *request, const char *group,
                   KmReportResult *ret_result, KmError *err) KM_MUST_USE;

/* One chart in a file of its own. */
typedef struct {
    const char *indicator;
    const char *kind; /* as `kansmeter chart --kind` takes it: "trend", "dots" … */
    const char *by;   /* a dimension; NULL: the kind's own choice */
    const KmPeriod *period;
    const char *title;  /* NULL: the generated one */
    const char *size;   /* "16:9"; NULL: as high as it needs */
    const char *format; /* "svg", "png", "pdf"; NULL: svg */
    const char *path;
} KmChartFile;

/* Refuses (KM_ERROR_DISCLOSURE) when nothing may be shown. */
bool km_chart_write(KmArena *arena, const KmPublished *published, const KmChartFile *file,
                    KmError *err) KM_MUST_USE;

/* Several, with one drawing program. One of which nothing may be shown is not written, and its
 * place in `ret_refusals` says why (Dutch); NULL: it was written. */
bool km_charts_write(KmArena *arena, const KmPublished *published, const KmChartFile *files,
                     size_t n_files, const char **ret_refusals, KmError *err) KM_MUST_USE;

/* The event study of the effect at `effect`; of `file` the title, size, format and path are used.
 * Refuses as km_chart_write. */
bool km_effect_chart_write(KmArena *arena, const KmPublishedEffects *effects, size_t effect,
                           const KmChartFile *file, KmError *err) KM_MUST_USE;

/* The tidy dataset: `directory`/kansmeter.csv, effecten.csv unless `effects` is NULL, elders.csv
 * where others published figures too, and datapackage.json (Frictionless). */
bool km_dataset_write(KmArena *arena, const KmPublished *published,
                      const KmPublishedEffects *effects, const char *directory,
                      KmError *err) KM_MUST_USE;

/* The explanation of one figure in plain Dutch, as text for a terminal or a mail. */
char *km_explanation_text(KmArena *arena, const KmPublished *published,
                          const KmPublishedExplanation *explanation) KM_MUST_USE;

#endif
