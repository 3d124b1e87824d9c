#include "reports/charts/chart.h"

#include "reports/charts/chart_plan.h"
#include "reports/charts/drawing/picture.h"
#include "reports/report.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *alias;
    bool (*plan)(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err);
} kinds[] = {
    [KM_CHART_TREND] = {"trend", NULL, km_chart_plan_trend},
    [KM_CHART_GAP] = {"gap", NULL, km_chart_plan_gap},
    [KM_CHART_CONTROL] = {"control", "p-chart", km_chart_plan_control},
    [KM_CHART_WAITING] = {"waiting", "kaplan-meier", km_chart_plan_waiting},
    [KM_CHART_DOTS] = {"dots", NULL, km_chart_plan_dots},
    [KM_CHART_FUNNEL] = {"funnel", NULL, km_chart_plan_funnel},
    [KM_CHART_MULTIPLES] = {"multiples", NULL, km_chart_plan_multiples},
    [KM_CHART_MAP] = {"map", NULL, km_chart_plan_map},
    [KM_CHART_CASCADE] = {"cascade", "steps", km_chart_plan_cascade},
    [KM_CHART_STACKED] = {"stacked", NULL, km_chart_plan_stacked},
    [KM_CHART_BARS] = {"bars", NULL, km_chart_plan_bars},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };
_Static_assert(sizeof kinds / sizeof kinds[0] == (size_t)KM_CHART_KINDS, "every kind has its row");

bool km_chart_kind(const char *name, KmChartKind *ret_kind, KmError *err)
{
    const char *names[KINDS];
    char list[160] = "";
    for (int i = 0; i < KINDS; i++) {
        names[i] = kinds[i].name;
        if (km_text_equal(name, kinds[i].name) ||
            (kinds[i].alias != NULL && km_text_equal(name, kinds[i].alias))) {
            *ret_kind = (KmChartKind)i;
            return true;
        }
        size_t used = strlen(list);
        (void)snprintf(list + used, sizeof list - used, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    const char *near = km_text_nearest(name, names, KINDS);
    km_error_set(err, KM_ERROR_USAGE, "there is no chart kind \"%.40s\"; kinds: %s", name, list);
    return near == NULL ? false : km_error_hint(err, "did you mean %s?", near);
}

static bool draw(KmArena *arena, KmGnuplot *gnuplot, const KmChartPlan *plan, const char *id_prefix,
                 KmChart *ret_chart, KmError *err)
{
    char *raw = NULL;
    size_t length = 0;
    const KmCanvas *c = plan->canvas;
    KmSvgParts parts = {.id_prefix = id_prefix,
                        .title = plan->title,
                        .description = plan->description,
                        .words = c->words,
                        .n_words = c->n_words,
                        .width = c->width,
                        .height = c->height};
    if (!km_gnuplot_run(gnuplot, arena, km_canvas_script(c), &raw, &length, err) ||
        !km_svg_finish(arena, raw, &parts, &ret_chart->svg, &ret_chart->length, err)) {
        return false;
    }
    ret_chart->width = c->width;
    ret_chart->height = c->height;
    ret_chart->drawn = true;
    return true;
}

bool km_chart_finish(KmArena *arena, KmGnuplot *gnuplot, const KmChartPlan *plan,
                     const char *id_prefix, KmChart *ret_chart, KmError *err)
{
    *ret_chart = (KmChart){
        .title_nl = plan->title, .description_nl = plan->description, .reason_nl = plan->reason};
    if (plan->reason != NULL) {
        return true;
    }
    if (gnuplot == NULL) {
        ret_chart->reason_nl = "De grafiek is overgeslagen: het tekenprogramma ontbreekt.";
        return true;
    }
    return draw(arena, gnuplot, plan, id_prefix, ret_chart, err);
}

bool km_chart_draw(KmArena *arena, KmGnuplot *gnuplot, const KmPublished *published,
                   const KmChartRequest *request, KmChart *ret_chart, KmError *err)
{
    KmChartJob job = {.arena = arena,
                      .published = published,
                      .text = km_published_indicator(published, request->indicator),
                      .request = request,
                      .release = km_published_release(published)};
    if (job.text == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "there is no indicator \"%.60s\" in this release",
                            request->indicator);
    }
    /* Side by side they would be a ranking, and over time one site would be compared with itself
     * on a few children. */
    if (request->by != NULL && request->kind != KM_CHART_FUNNEL &&
        km_is_open_dimension(job.text, request->by)) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "single %.40s units are drawn in a funnel plot only, never as a ranking",
                           request->by);
        return km_error_hint(err, "add --kind funnel");
    }
    KmChartPlan plan = {0};
    if (!kinds[request->kind].plan(&job, &plan, err)) {
        return false;
    }
    return km_chart_finish(arena, gnuplot, &plan, request->id_prefix, ret_chart, err) ||
           km_error_context(err, "while drawing %s (%s)", job.text->id, kinds[request->kind].name);
}

bool km_chart_save(KmArena *arena, const KmChart *chart, const KmChartFile *file, KmDate knowledge,
                   KmError *err)
{
    KmPictureFormat format = KM_PICTURE_SVG;
    double ratio = 0;
    if ((file->format != NULL && !km_picture_format(file->format, &format, err)) ||
        (file->size != NULL && !km_picture_size(file->size, &ratio, err))) {
        return false;
    }
    if (!chart->drawn) {
        return km_error_set(err, KM_ERROR_DISCLOSURE, "%s", chart->reason_nl);
    }
    const char *svg = chart->svg;
    if (file->size != NULL) {
        svg = km_picture_fit(arena, svg, chart->width, chart->height, ratio);
    }
    return km_picture_write(arena, svg, strlen(svg), format, knowledge, file->path, err);
}

static bool draw_file(KmArena *arena, KmGnuplot *gnuplot, const KmPublished *published,
                      const KmChartFile *file, KmChart *ret_chart, KmError *err)
{
    KmChartRequest request = {.indicator = file->indicator,
                              .by = file->by,
                              .period = file->period,
                              .title = file->title,
                              .id_prefix = "grafiek"};
    return km_chart_kind(file->kind, &request.kind, err) &&
           km_chart_draw(arena, gnuplot, published, &request, ret_chart, err);
}

bool km_charts_write(KmArena *arena, const KmPublished *published, const KmChartFile *files,
                     size_t n_files, const char **ret_refusals, KmError *err)
{
    KmGnuplot *gnuplot = NULL;
    bool ok = km_gnuplot_open(&gnuplot, err);
    for (size_t i = 0; ok && i < n_files; i++) {
        KmChart chart = {0};
        ok = draw_file(arena, gnuplot, published, &files[i], &chart, err);
        ret_refusals[i] = ok && !chart.drawn ? chart.reason_nl : NULL;
        ok = ok && (!chart.drawn || km_chart_save(arena, &chart, &files[i],
                                                  km_published_release(published)->knowledge, err));
    }
    km_gnuplot_close(gnuplot);
    return ok;
}

bool km_chart_write(KmArena *arena, const KmPublished *published, const KmChartFile *file,
                    KmError *err)
{
    const char *refusal = NULL;
    return km_charts_write(arena, published, file, 1, &refusal, err) &&
           (refusal == NULL || km_error_set(err, KM_ERROR_DISCLOSURE, "%s", refusal));
}
