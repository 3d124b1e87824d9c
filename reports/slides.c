#include "reports/slides.h"

#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "reports/charts/drawing/picture.h"
#include "reports/pages/page.h"

enum { MOST_AT_ONCE = 8, LIMIT_SECONDS = 30 };

typedef struct {
    KmArena *arena;
    KmOutput *output;
    KmDate day;
    KmTool running[MOST_AT_ONCE];
    size_t n_running, n_at_once;
    const char **names; /* all that were asked, in order */
    size_t n_names, capacity;
} Convert;

static Convert convert_init(KmArena *arena, KmOutput *output, KmDate day)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = cores < 1 ? 1 : cores > MOST_AT_ONCE ? MOST_AT_ONCE : (size_t)cores;
    return (Convert){.arena = arena, .output = output, .day = day, .n_at_once = n};
}

/* Waits for whichever ends first: a PNG takes three times as long as a PDF. */
static bool finish_one(Convert *c, KmError *err)
{
    size_t at = 0;
    bool ok = km_tool_finish_any(c->running, c->n_running, LIMIT_SECONDS, &at, err);
    c->running[at] = c->running[--c->n_running];
    return ok;
}

static const char *renamed(KmArena *arena, const char *svg, const char *ending)
{
    return km_format(arena, "%.*s.%s", (int)(strlen(svg) - 4), svg, ending);
}

static bool start(Convert *c, const char *svg, KmPictureFormat format, KmError *err)
{
    const char *name = renamed(c->arena, svg, format == KM_PICTURE_PNG ? "png" : "pdf");
    if (c->n_running == c->n_at_once && !finish_one(c, err)) {
        return false;
    }
    if (!km_picture_start(c->arena, km_output_path(c->output, svg), format, c->day,
                          km_output_path(c->output, name), &c->running[c->n_running], err)) {
        return false;
    }
    c->n_running++;
    KM_GROW(c->arena, c->names, c->n_names, c->capacity);
    c->names[c->n_names++] = name;
    return true;
}

static bool both(Convert *c, const char *svg, KmError *err)
{
    return start(c, svg, KM_PICTURE_PNG, err) && start(c, svg, KM_PICTURE_PDF, err);
}

/* What cannot be converted costs the slides, not the report. */
static bool finish_all(Convert *c, bool ok, KmError *fault, KmReportResult *result, KmError *err)
{
    while (c->n_running > 0) {
        if (ok) {
            ok = finish_one(c, fault);
        } else {
            km_tool_stop(&c->running[--c->n_running]);
        }
    }
    for (size_t i = 0; i < c->n_names; i++) {
        if (!ok) {
            (void)unlink(km_output_path(c->output, c->names[i]));
        } else if (!km_output_adopt(c->output, c->names[i], err)) {
            return false;
        }
    }
    if (ok) {
        result->n_slides += c->n_names;
    } else {
        result->slides_reason = km_format(c->arena, "%s%s%s", fault->message,
                                          fault->hint[0] == '\0' ? "" : "; ", fault->hint);
    }
    return true;
}

bool km_slides_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                     const KmProgress *progress, KmReportResult *result, KmError *err)
{
    Convert c = convert_init(arena, output, view->release->knowledge);
    KmError fault = {0};
    bool ok = true;
    int64_t done = 0;
    for (size_t p = 0; ok && p < view->n_parts; p++) {
        const KmPartView *part = &view->parts[p];
        for (size_t i = 0; ok && i < part->n_indicators; i++) {
            for (size_t b = 0; ok && b < part->indicators[i].n_blocks; b++) {
                const char *svg = part->indicators[i].blocks[b].svg_path;
                ok = svg == NULL || both(&c, svg, &fault);
            }
            if (progress != NULL && progress->step != NULL &&
                !progress->step(progress->self, "slides", done++, 0)) {
                (void)finish_all(&c, false, &fault, result, err);
                return km_error_set(err, KM_ERROR_INTERRUPTED, "stopped while making slides");
            }
        }
    }
    return finish_all(&c, ok, &fault, result, err);
}

/* ---- a pack ---- */

static bool draw(KmArena *arena, KmGnuplot *gnuplot, const KmReportView *view, size_t at,
                 KmChart *ret_chart, KmError *err)
{
    const KmPackChart *asked = &view->request->pack[at];
    KmChartRequest request = {.indicator = asked->indicator,
                              .by = asked->by,
                              .title = asked->title,
                              .period = &view->request->period,
                              .id_prefix = km_format(arena, "p-%zu", at + 1)};
    if (km_published_indicator(view->published, asked->indicator) == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "chart %zu of the pack: no indicator '%.60s'",
                           at + 1, asked->indicator);
        return km_error_hint(err, "see: kansmeter indicator list");
    }
    if (!km_chart_kind(asked->kind, &request.kind, err)) {
        return km_error_context(err, "in chart %zu of the pack", at + 1);
    }
    return km_chart_draw(arena, gnuplot, view->published, &request, ret_chart, err);
}

static void add_chart(KmPage *page, size_t at, const KmChart *chart)
{
    const char *id = page->view->request->pack[at].indicator;
    const KmPublishedFigure *total =
        km_published_total(page->view->published, id, page->view->request->period.text);
    km_html(page->out, "<section class=\"sheet\">\n<h2>%s</h2>\n",
            chart->title_nl != NULL ? chart->title_nl
                                    : km_published_indicator(page->view->published, id)->title_nl);
    if (chart->drawn) {
        km_html(page->out,
                "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Grafiek: %s\">\n",
                chart->title_nl);
        km_text_add_n(page->out, chart->svg, chart->length);
        km_html(page->out, "\n</div>\n<p>%s</p>\n", chart->description_nl);
    } else {
        km_html(page->out, "<p class=\"no-chart\">%s</p>\n",
                km_sentence(page->out->arena,
                            chart->reason_nl == NULL ? "niets te tonen" : chart->reason_nl));
    }
    if (total != NULL) {
        km_text_add(page->out, "<p>");
        km_page_figure_id(page, total->id);
        km_text_add(page->out, "</p>\n");
    }
    km_text_add(page->out, "</section>\n");
}

static bool write_page(KmArena *arena, const KmReportView *view, KmOutput *output,
                       const KmChart *charts, KmError *err)
{
    KmText out = km_text_init(arena);
    KmReportView alone = *view;
    KmPage page = {.view = &alone, .out = &out, .name = "pakket"};
    alone.alone = true;
    km_page_begin(&page,
                  km_format(arena, "Grafieken voor het overleg – %s", view->request->period.text));
    km_html(&out, "<h1>Grafieken voor het overleg</h1>\n");
    km_page_dates(&page);
    for (size_t i = 0; i < view->request->n_pack; i++) {
        add_chart(&page, i, &charts[i]);
    }
    km_page_end(&page);
    return km_output_add(output, "pakket.html", &out, err);
}

static bool write_charts(KmArena *arena, const KmReportView *view, KmOutput *output,
                         const KmChart *charts, KmReportResult *result, KmError *err)
{
    Convert c = convert_init(arena, output, view->release->knowledge);
    KmError fault = {0};
    bool ok = true;
    for (size_t i = 0; i < view->request->n_pack; i++) {
        if (!charts[i].drawn) {
            continue;
        }
        KmText svg = km_text_init(arena);
        const char *name = km_format(arena, "pakket/%02zu-%s-%s.svg", i + 1,
                                     km_text_slug(arena, view->request->pack[i].indicator),
                                     km_text_slug(arena, view->request->pack[i].kind));
        km_text_add_n(&svg, charts[i].svg, charts[i].length);
        km_text_add_char(&svg, '\n');
        if (!km_output_add(output, name, &svg, err)) {
            (void)finish_all(&c, false, &fault, result, &fault);
            return false;
        }
        ok = ok && (!view->request->slides || both(&c, name, &fault));
    }
    return finish_all(&c, ok, &fault, result, err);
}

bool km_pack_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                   KmReportResult *result, KmError *err)
{
    KmGnuplot *gnuplot = NULL;
    size_t n = view->request->n_pack;
    KmChart *charts = KM_NEW_ARRAY(arena, KmChart, n + 1);
    KmError missing = {0};
    if (view->request->charts && !km_gnuplot_open(&gnuplot, &missing)) {
        gnuplot = NULL; /* the report says so already: its words come all the same */
    }
    bool ok = km_output_folder(output, "pakket", err);
    for (size_t i = 0; ok && i < n; i++) {
        charts[i] = (KmChart){0};
        ok = draw(arena, gnuplot, view, i, &charts[i], err);
    }
    km_gnuplot_close(gnuplot);
    return ok && write_page(arena, view, output, charts, err) &&
           write_charts(arena, view, output, charts, result, err);
}
