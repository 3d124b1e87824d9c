#include "reports/pages/view.h"

#include "reports/effects/effect_chart.h"

#include <string.h>

#include "reports/charts/chart_words.h"
#include "reports/pages/view_single.h"

/* Up to the period, from the first quarter in which anything was delivered; none when nothing ever
 * was. */
static KmPublishedRows totals_of(const KmReportView *view, const KmIndicatorText *text)
{
    size_t n = km_published_count(view->published);
    const KmPublishedFigure **rows = KM_NEW_ARRAY(view->arena, const KmPublishedFigure *, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const KmPublishedFigure *f = km_published_at(view->published, i);
        bool is_total = strcmp(f->indicator->id, text->id) == 0 && f->block.dim[0][0] == '\0';
        bool before = count == 0 && f->status == KM_PUBLISHED_NOT_DELIVERED;
        if (is_total && !before && !f->period.is_range &&
            f->period.to <= view->request->period.to) {
            rows[count++] = f;
        }
    }
    return (KmPublishedRows){rows, count};
}

KmBlockView km_view_block(const KmReportView *view, const KmIndicatorView *indicator,
                          const char *name)
{
    const char *slug = km_text_slug(view->arena, name);
    const char *id = km_text_slug(view->arena, indicator->text->id);
    KmBlockView block = {.slug = km_format(view->arena, "%s-%s", id, slug)};
    block.csv_path = km_format(view->arena, "tabellen/%s-%s.csv", indicator->page, block.slug);
    return block;
}

void km_view_chart(const KmReportView *view, const KmIndicatorView *indicator, KmBlockView *block,
                   KmChartKind kind)
{
    block->has_chart = true;
    block->chart_request =
        (KmChartRequest){.kind = kind,
                         .indicator = indicator->text->id,
                         .period = &view->request->period,
                         .id_prefix = km_format(view->arena, "g-%s", block->slug)};
}

static void add_trend(const KmReportView *view, KmIndicatorView *indicator)
{
    if (indicator->trend.count == 0 || indicator->text->kind == KM_KIND_DISTRIBUTION) {
        return;
    }
    KmBlockView block = km_view_block(view, indicator, "verloop");
    block.heading_nl = "Verloop";
    block.table = km_table_trend(view->arena, indicator->text, indicator->trend);
    block.elsewhere_of = indicator->text;
    if (indicator->text->kind != KM_KIND_GAP) { /* its own charts show both levels */
        km_view_chart(view, indicator, &block, KM_CHART_TREND);
    }
    indicator->blocks[indicator->n_blocks++] = block;
}

/* Enough quarters with counts for limits of the usual variation. */
static bool has_limits(const KmIndicatorView *indicator)
{
    enum { LEAST_QUARTERS = 6 };
    size_t n = 0;
    for (size_t i = 0; i < indicator->trend.count; i++) {
        const KmPublishedFigure *f = indicator->trend.figures[i];
        n += f->status == KM_PUBLISHED_SHOWN && f->has_counts ? 1 : 0;
    }
    return n >= LEAST_QUARTERS && km_chart_has_control(indicator->text);
}

static void add_control(const KmReportView *view, KmIndicatorView *indicator)
{
    if (!has_limits(indicator)) {
        return;
    }
    KmBlockView block = km_view_block(view, indicator, "schommeling");
    block.heading_nl = "Gewone schommeling of meer?";
    block.is_folded = true;
    block.table = km_table_trend(view->arena, indicator->text, indicator->trend);
    block.table.caption_nl =
        km_format(view->arena, "Gewone schommeling of meer? %s", block.table.caption_nl);
    km_view_chart(view, indicator, &block, KM_CHART_CONTROL);
    indicator->blocks[indicator->n_blocks++] = block;
}

const char *km_view_period(const KmReportView *view, const KmIndicatorView *indicator)
{
    return indicator->total == NULL ? view->request->period.text : indicator->total->period.text;
}

/* What stands beside a total without being a group: shares within some days, ratios. */
static void add_measures(const KmReportView *view, KmIndicatorView *indicator)
{
    static const KmDimensionText within = {.name = "binnen", .label_nl = "Binnen"};
    static const KmDimensionText measures = {.name = "maat", .label_nl = "Maat"};
    bool is_gap = indicator->text->kind == KM_KIND_GAP;
    const KmDimensionText *dimension = is_gap ? &measures : &within;
    if (!is_gap && indicator->text->kind != KM_KIND_DURATION) {
        return;
    }
    KmPublishedRows rows = km_published_rows(view->published, view->arena, indicator->text->id,
                                             km_view_period(view, indicator), dimension->name);
    if (rows.count == 0) {
        return;
    }
    KmBlockView block = km_view_block(view, indicator, dimension->name);
    block.heading_nl = is_gap ? "Verschil, verhouding en meer" : "Binnen hoeveel dagen";
    block.table = km_table_dimension(view->arena, dimension, rows, NULL);
    indicator->blocks[indicator->n_blocks++] = block;
}

/* How many still wait, week after week. */
static void add_waiting(const KmReportView *view, KmIndicatorView *indicator)
{
    static const KmDimensionText waiting = {.name = "wachtend", .label_nl = "Wachttijd"};
    KmPublishedRows rows = km_published_rows(view->published, view->arena, indicator->text->id,
                                             km_view_period(view, indicator), waiting.name);
    if (indicator->text->kind != KM_KIND_DURATION || rows.count == 0) {
        return;
    }
    KmBlockView block = km_view_block(view, indicator, waiting.name);
    block.heading_nl = "Hoeveel er nog wachten";
    block.table = km_table_dimension(view->arena, &waiting, rows, NULL);
    block.table.caption_nl = km_format(
        view->arena, "%s: welk deel nog wacht. Van = %s die dan nog wachten en gevolgd worden.",
        indicator->text->title_nl, indicator->text->unit_nl);
    km_view_chart(view, indicator, &block, KM_CHART_WAITING);
    indicator->blocks[indicator->n_blocks++] = block;
}

static void add_dimension(const KmReportView *view, KmIndicatorView *indicator, size_t at)
{
    const KmDimensionText *dimension = &indicator->text->dimensions[at];
    bool is_gap = indicator->text->kind == KM_KIND_GAP;
    const char *id = is_gap ? indicator->text->gap_of : indicator->text->id; /* a gap's levels */
    KmPublishedRows rows = km_published_rows(view->published, view->arena, id,
                                             km_view_period(view, indicator), dimension->name);
    if (rows.count == 0) {
        return;
    }
    bool is_distribution = indicator->text->kind == KM_KIND_DISTRIBUTION;
    KmBlockView block = km_view_block(view, indicator, dimension->name);
    block.heading_nl =
        km_format(view->arena, "Per %s", km_small_nl(view->arena, dimension->label_nl));
    block.table = km_table_dimension(view->arena, dimension, rows,
                                     is_distribution || is_gap ? NULL : indicator->total);
    if (is_gap) { /* beside the same table of the levels themselves, and a page names each once */
        block.table.caption_nl = km_format(view->arena, "%s, de groepen: %s",
                                           indicator->text->title_nl, block.table.caption_nl);
    }
    if (at == 0 && !is_gap) {
        km_view_chart(view, indicator, &block,
                      !is_distribution                       ? KM_CHART_DOTS
                      : km_chart_is_cascade(indicator->text) ? KM_CHART_CASCADE
                                                             : KM_CHART_BARS);
        block.chart_request.by = is_distribution ? NULL : dimension->name;
    }
    indicator->blocks[indicator->n_blocks++] = block;
}

/* Do the groups of the first dimension differ more than chance? With too few of them a sentence
 * under their table says why that cannot be told. */
static void add_funnel(const KmReportView *view, KmIndicatorView *indicator)
{
    const KmDimensionText *dimension = &indicator->text->dimensions[0];
    if (indicator->text->kind != KM_KIND_PROPORTION || indicator->n_blocks == 0) {
        return;
    }
    KmBlockView *groups = &indicator->blocks[indicator->n_blocks - 1];
    KmBlockView block =
        km_view_block(view, indicator, km_format(view->arena, "toeval-%s", dimension->name));
    if (groups->table.n_rows < 2 || groups->chart_request.kind != KM_CHART_DOTS) {
        return;
    }
    if (km_chart_funnel_units(view->arena, view->published, indicator->text,
                              km_view_period(view, indicator), dimension->name) == 0) {
        groups->note_nl = km_format(
            view->arena,
            "Of %s meer verschillen dan toeval is hier niet te zeggen: er zijn er minder dan tien "
            "te tonen.",
            km_group_noun_nl(dimension, true));
        return;
    }
    block.heading_nl = "Meer verschil dan toeval?";
    block.is_folded = true;
    block.table = groups->table;
    block.table.caption_nl =
        km_format(view->arena, "Meer verschil dan toeval? %s", block.table.caption_nl);
    km_view_chart(view, indicator, &block, KM_CHART_FUNNEL);
    block.chart_request.by = dimension->name;
    indicator->blocks[indicator->n_blocks++] = block;
}

/* The categories of a distribution, quarter after quarter. */
static void add_stack(const KmReportView *view, KmIndicatorView *indicator)
{
    const KmIndicatorText *text = indicator->text;
    const KmPeriod *period = &view->request->period;
    if (!km_chart_has_stack(view->arena, view->published, text, period)) {
        return;
    }
    KmBlockView block = km_view_block(view, indicator, "verloop");
    block.heading_nl = "Verloop";
    block.table = km_table_groups(view->arena, &text->dimensions[0],
                                  km_chart_stack_rows(view->arena, view->published, text, period));
    km_view_chart(view, indicator, &block, KM_CHART_STACKED);
    indicator->blocks[indicator->n_blocks++] = block;
}

/* Two declared groups over time, under the indicator that compares them. */
static void add_gap(const KmReportView *view, KmIndicatorView *indicator, size_t at)
{
    const KmDimensionText *dimension = &indicator->text->dimensions[at];
    KmBlockView block =
        km_view_block(view, indicator, km_format(view->arena, "verschil-%s", dimension->name));
    km_view_chart(view, indicator, &block, KM_CHART_GAP);
    block.chart_request.by = dimension->name;
    KmPublishedRows rows = km_chart_gap_rows(view->arena, view->published, &block.chart_request);
    if (rows.count == 0) {
        return;
    }
    block.heading_nl = km_format(view->arena, "Het verschil per %s",
                                 km_small_nl(view->arena, dimension->label_nl));
    block.table = km_table_groups(view->arena, dimension, rows);
    indicator->blocks[indicator->n_blocks++] = block;
}

static void fill_indicator(const KmReportView *view, const KmPlanPart *part,
                           const KmIndicatorText *text, KmIndicatorView *indicator)
{
    *indicator = (KmIndicatorView){.text = text,
                                   .page = part->page,
                                   .anchor = km_text_slug(view->arena, text->id),
                                   .trend = totals_of(view, text)};
    indicator->total = km_published_total(view->published, text->id, view->request->period.text);
    if (indicator->total == NULL && km_time_is_yearly(text->time) && indicator->trend.count > 0) {
        indicator->total = indicator->trend.figures[indicator->trend.count - 1];
    }
    indicator->blocks =
        KM_NEW_ARRAY(view->arena, KmBlockView,
                     2 * text->n_dimensions + 6 + km_view_single_room(view, indicator));
    add_trend(view, indicator);
    add_waiting(view, indicator);
    add_measures(view, indicator);
    KmText few = km_text_init(view->arena);
    for (size_t i = 0; i < text->n_dimensions; i++) {
        if (text->dimensions[i].is_open) {
            km_view_single(view, indicator, i, &few);
            continue;
        }
        if (text->kind == KM_KIND_GAP) {
            add_gap(view, indicator, i);
        }
        add_dimension(view, indicator, i);
        if (i == 0) {
            add_funnel(view, indicator);
        }
    }
    if (few.length > 0 && indicator->n_blocks > 0) {
        indicator->blocks[indicator->n_blocks - 1].note_nl = few.bytes;
    }
    add_stack(view, indicator);
    add_control(view, indicator);
}

static const char *action_of(const KmIndicatorText *text)
{
    return text->action == NULL ? "" : text->action;
}

static size_t fill_action(const KmReportView *view, const KmPlanPart *part, const char *action,
                          KmIndicatorView *indicators)
{
    static const KmTier tiers[] = {KM_TIER_CORE, KM_TIER_ADDITIONAL};
    size_t n = 0;
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < km_published_indicator_count(view->published); i++) {
            const KmIndicatorText *text = km_published_indicator_at(view->published, i);
            if (text->tier == tiers[t] && strcmp(action_of(text), action) == 0) {
                fill_indicator(view, part, text, &indicators[n++]);
            }
        }
    }
    return n;
}

static bool in_plan(const KmPlan *plan, const char *action)
{
    for (size_t p = 0; p < plan->n_parts; p++) {
        for (size_t a = 0; a < plan->parts[p].n_actions; a++) {
            if (strcmp(plan->parts[p].actions[a].id, action) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Indicators of an action the plan does not know get a page of their own: never dropped. */
static KmPlanPart others(const KmReportView *view)
{
    size_t n = km_published_indicator_count(view->published);
    KmPlanAction *actions = KM_NEW_ARRAY(view->arena, KmPlanAction, n);
    KmPlanPart part = {.page = "overig",
                       .name_nl = "Overig",
                       .title_nl = "Overige cijfers",
                       .workgroup = "",
                       .workgroup_code = "",
                       .actions = actions};
    for (size_t i = 0; i < n; i++) {
        const char *action = action_of(km_published_indicator_at(view->published, i));
        bool known = in_plan(&view->plan, action);
        for (size_t k = 0; k < part.n_actions; k++) {
            known = known || strcmp(actions[k].id, action) == 0;
        }
        if (!known) {
            actions[part.n_actions++] = (KmPlanAction){action, "Niet in het actieplan"};
        }
    }
    return part;
}

static void add_part(KmReportView *view, const KmPlanPart *part)
{
    size_t most = km_published_indicator_count(view->published);
    KmPartView filled = {.part = part,
                         .indicators = KM_NEW_ARRAY(view->arena, KmIndicatorView, most)};
    for (size_t a = 0; a < part->n_actions; a++) {
        filled.n_indicators +=
            fill_action(view, part, part->actions[a].id, filled.indicators + filled.n_indicators);
    }
    if (filled.n_indicators > 0) {
        view->parts[view->n_parts++] = filled;
    }
}

bool km_report_view(KmArena *arena, const KmReportRequest *request, KmReportView *ret_view,
                    KmError *err)
{
    KmReportView view = {.arena = arena,
                         .request = request,
                         .published = request->published,
                         .release = km_published_release(request->published)};
    if (!km_plan_read(arena, request->plan_file, &view.plan, err)) {
        return false;
    }
    view.parts = KM_NEW_ARRAY(arena, KmPartView, view.plan.n_parts + 1);
    for (size_t i = 0; i < view.plan.n_parts; i++) {
        add_part(&view, &view.plan.parts[i]);
    }
    KmPlanPart *rest = KM_NEW(arena, KmPlanPart);
    *rest = others(&view);
    add_part(&view, rest);
    *ret_view = view;
    return true;
}

static void skip_charts(KmReportView *view, const KmError *err)
{
    view->charts_skipped = true;
    view->charts_reason =
        km_format(view->arena, "%s%s%s", err->message, err->hint[0] == '\0' ? "" : "; ", err->hint);
}

static void draw(KmReportView *view, KmGnuplot *gnuplot, const KmIndicatorView *indicator,
                 KmBlockView *block)
{
    KmError err = {0};
    if (!km_chart_draw(view->arena, gnuplot, view->published, &block->chart_request, &block->chart,
                       &err)) {
        skip_charts(view, &err);
        block->chart = (KmChart){.title_nl = block->table.caption_nl,
                                 .description_nl = "",
                                 .reason_nl = "Deze grafiek kon niet worden gemaakt. De cijfers "
                                              "staan in de tabel hieronder."};
    }
    if (block->chart.drawn) {
        block->svg_path =
            km_format(view->arena, "grafieken/%s-%s.svg", indicator->page, block->slug);
    }
}

static void draw_indicator(KmReportView *view, KmGnuplot *gnuplot, KmIndicatorView *indicator)
{
    for (size_t b = 0; b < indicator->n_blocks; b++) {
        if (indicator->blocks[b].has_chart) {
            draw(view, gnuplot, indicator, &indicator->blocks[b]);
        }
    }
}

static bool draw_all(KmReportView *view, KmGnuplot *gnuplot, const KmProgress *progress)
{
    int64_t done = 0;
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            draw_indicator(view, gnuplot, &view->parts[p].indicators[i]);
            done++;
            if (progress != NULL && progress->step != NULL &&
                !progress->step(progress->self, "charts", done, 0)) {
                return false;
            }
        }
    }
    return true;
}

static void draw_effects(KmReportView *view, KmGnuplot *gnuplot)
{
    const KmPublishedEffects *effects = view->request->effects;
    size_t n = effects == NULL ? 0 : km_published_effects_count(effects);
    view->effect_charts = n == 0 ? NULL : KM_NEW_ARRAY(view->arena, KmChart, n);
    for (size_t i = 0; i < n; i++) {
        const char *id = km_published_effects_at(effects, i)->text->id;
        KmEffectChartRequest request = {i, km_format(view->arena, "effect-%s", id), NULL};
        KmError err = {0};
        if (!km_effect_chart_draw(view->arena, gnuplot, effects, &request, &view->effect_charts[i],
                                  &err)) {
            skip_charts(view, &err);
            view->effect_charts[i] =
                (KmChart){.reason_nl = "Deze grafiek kon niet worden gemaakt."};
        }
    }
}

bool km_report_draw(KmReportView *view, const KmProgress *progress, KmError *err)
{
    KmGnuplot *gnuplot = NULL;
    KmError missing = {0};
    if (!view->request->charts) {
        view->charts_skipped = true;
        view->charts_reason = "no charts were asked for";
    } else if (!km_gnuplot_open(&gnuplot, &missing)) {
        skip_charts(view, &missing);
    }
    bool ok = draw_all(view, gnuplot, progress);
    if (ok) {
        draw_effects(view, gnuplot);
    }
    km_gnuplot_close(gnuplot);
    return ok || km_error_set(err, KM_ERROR_INTERRUPTED, "stopped while drawing the charts");
}
