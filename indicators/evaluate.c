#include "indicators/evaluate.h"

#include "engine/stats/proportion.h"
#include "indicators/evaluation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool refuse(const KmDefinition *definition, KmError *err, const char *what)
{
    return km_error_at(err, KM_ERROR_DEFINITION, definition->file, 1, 0, "%s %s",
                       definition->text.id, what);
}

/* ---- the job: windows, dimensions, observations ---- */

static int by_window(const void *left, const void *right)
{
    const KmWindow *a = left;
    const KmWindow *b = right;
    if (a->to != b->to) {
        return a->to < b->to ? -1 : 1;
    }
    return (a->from > b->from) - (a->from < b->from);
}

static bool is_same(const KmWindow *a, const KmWindow *b)
{
    return a->from == b->from && a->to == b->to;
}

static KmWindow window_of(const KmJob *job, const KmPeriod *period, int part)
{
    KmPeriod single = km_period_part(period, part);
    return km_time_window(job->definition->text.time, job->definition->text.delay, &single);
}

static bool take_windows(KmJob *job, const KmPeriod *periods, size_t n_periods, KmError *err)
{
    KmWindow *windows = KM_NEW_ARRAY(job->arena, KmWindow, KM_MOST_DATES);
    size_t count = 0;
    for (size_t p = 0; p < n_periods; p++) {
        for (int i = 0; i < km_period_parts(&periods[p]); i++) {
            KmWindow window = window_of(job, &periods[p], i);
            size_t w = 0;
            while (w < count && !is_same(&windows[w], &window)) {
                w++;
            }
            if (w < count) {
                continue;
            }
            if (count == KM_MOST_DATES) {
                return km_error_set(err, KM_ERROR_LIMIT,
                                    "more than %d reference dates at once; compute a shorter range",
                                    KM_MOST_DATES);
            }
            windows[count++] = window;
        }
    }
    if (count > 1) {
        qsort(windows, count, sizeof *windows, by_window);
    }
    job->windows = windows;
    job->n_windows = count;
    return true;
}

uint64_t km_job_slot(const KmJob *job, const KmPeriod *period)
{
    uint64_t slot = 0;
    for (int i = 0; i < km_period_parts(period); i++) {
        KmWindow window = window_of(job, period, i);
        for (size_t w = 0; w < job->n_windows; w++) {
            slot |= is_same(&job->windows[w], &window) ? UINT64_C(1) << w : 0;
        }
    }
    return slot;
}

static bool take_dimensions(KmJob *job, KmError *err)
{
    const KmIndicatorText *text = &job->definition->text;
    if (text->n_dimensions > KM_MOST_BLOCK_DIMENSIONS) {
        return refuse(job->definition, err, "has more than 16 dimensions");
    }
    job->n_dimensions = text->n_dimensions;
    job->dimensions = KM_NEW_ARRAY(job->arena, KmDimension *, job->n_dimensions);
    job->overrides = KM_NEW_ARRAY(job->arena, KmSpellTable, job->n_dimensions);
    for (size_t d = 0; d < job->n_dimensions; d++) {
        job->overrides[d] = km_spell_table_init(job->arena);
        if (!km_evaluation_dimension(job->evaluation, text->dimensions[d].name,
                                     job->definition->counts, &job->dimensions[d], err)) {
            return false;
        }
    }
    return true;
}

bool km_job_open(KmEvaluation *evaluation, KmArena *scratch, const KmDefinition *definition,
                 const KmPeriod *periods, size_t n_periods, KmJob *ret_job, KmError *err)
{
    *ret_job = (KmJob){.evaluation = evaluation, .definition = definition, .arena = scratch};
    if (definition->text.kind == KM_KIND_DURATION || definition->text.kind == KM_KIND_GAP) {
        return refuse(definition, err,
                      "is a duration or a gap; this version computes proportion, mean, rate, count "
                      "and distribution");
    }
    return take_windows(ret_job, periods, n_periods, err) && take_dimensions(ret_job, err);
}

bool km_job_observe(KmJob *job, KmError *err)
{
    if (job->definition->form == KM_FORM_STATE) {
        return km_state_observe(job, err);
    }
    if (!km_sections_read(job, err)) {
        return false;
    }
    km_sections_observe(job);
    return true;
}

/* ---- blocks ---- */

static int dimension_at(const KmIndicatorText *text, const char *name)
{
    for (size_t d = 0; d < text->n_dimensions; d++) {
        if (strcmp(text->dimensions[d].name, name) == 0) {
            return (int)d;
        }
    }
    return -1;
}

/* Total, each dimension, each declared cross: in this order. */
static bool plan_groups(const KmJob *job, KmBlockPlan *plan, KmError *err)
{
    const KmDefinition *definition = job->definition;
    size_t count = 1 + job->n_dimensions + definition->n_crosses;
    KmBlockGroup *groups = KM_NEW_ARRAY(job->arena, KmBlockGroup, count);
    groups[0] = (KmBlockGroup){{-1, -1}};
    for (size_t d = 0; d < job->n_dimensions; d++) {
        groups[1 + d] = (KmBlockGroup){{(int)d, -1}};
    }
    for (size_t c = 0; c < definition->n_crosses; c++) {
        KmBlockGroup *group = &groups[1 + job->n_dimensions + c];
        for (int i = 0; i < 2; i++) {
            group->dim[i] = dimension_at(&definition->text, definition->crosses[c].dim[i]);
            if (group->dim[i] < 0) {
                return refuse(definition, err, "crosses a dimension that it does not declare");
            }
        }
    }
    plan->groups = groups;
    plan->n_groups = count;
    return true;
}

static bool aggregate(const KmJob *job, const KmPeriod *periods, size_t n_periods,
                      KmBlocks **ret_blocks, KmBlockPlan *ret_plan, KmError *err)
{
    KmBlockPlan plan = {.n_dimensions = job->n_dimensions, .n_slots = n_periods};
    size_t *n_codes = KM_NEW_ARRAY(job->arena, size_t, job->n_dimensions);
    uint64_t *slots = KM_NEW_ARRAY(job->arena, uint64_t, n_periods);
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    if (!plan_groups(job, &plan, err)) {
        return false;
    }
    for (size_t d = 0; d < job->n_dimensions; d++) {
        n_codes[d] = km_pool_count(job->dimensions[d]->codes);
    }
    for (size_t p = 0; p < n_periods; p++) {
        slots[p] = km_job_slot(job, &periods[p]);
    }
    plan.n_codes = n_codes;
    plan.slots = slots;
    KmBlocks *blocks = km_blocks_open(job->arena, &plan);
    for (size_t i = 0; i < job->n_observations; i++) {
        const KmObservation *seen = &job->observations[i];
        km_job_codes(job, seen->unit, seen->day, codes);
        km_blocks_add(blocks, seen, codes);
    }
    km_blocks_close(blocks);
    *ret_blocks = blocks;
    *ret_plan = plan;
    return true;
}

/* ---- figures ---- */

typedef struct {
    KmArena *arena;
    const KmJob *job;
    const KmBlocks *blocks;
    const KmBlockPlan *plan;
    const KmPeriod *periods;
    KmFigure *figures;
    size_t count, capacity;
} Writer;

static void set_shares(KmFigure *figure, const KmBlockCell *cell)
{
    double n = (double)figure->n;
    figure->has_estimate = true;
    figure->estimate = (double)figure->x / n;
    figure->has_bounds = true;
    figure->bound_low = (double)(figure->x - cell->unknown_hits) / n;
    figure->bound_high = (double)(figure->x + cell->unknown_misses) / n;
}

/* A pooled share counts the same units several times: its interval rests on the distinct units, as
 * if each had been seen once. Wider than the truth when units change between dates, never narrower.
 * Hits among them are rounded outwards. */
static bool set_interval(KmFigure *figure, bool is_pooled, KmError *err)
{
    int64_t n = figure->n;
    int64_t x_low = figure->x;
    int64_t x_high = figure->x;
    KmInterval low;
    KmInterval high;
    if (is_pooled) {
        n = figure->units_n;
        double x = figure->estimate * (double)n;
        x_low = (int64_t)floor(x + 1e-9);
        x_high = (int64_t)ceil(x - 1e-9);
    }
    if (!km_wilson(x_low, n, 0.95, &low, err) || !km_wilson(x_high, n, 0.95, &high, err)) {
        return false;
    }
    figure->has_interval = true;
    figure->low = low.low;
    figure->high = high.high;
    figure->method = "wilson";
    return true;
}

static bool set_estimate(KmFigure *figure, const KmJob *job, const KmBlockCell *cell,
                         bool is_pooled, KmError *err)
{
    if (figure->n == 0) {
        figure->status = KM_FIGURE_EMPTY;
        return true;
    }
    switch (job->definition->text.kind) {
    case KM_KIND_PROPORTION:
    case KM_KIND_DISTRIBUTION:
        set_shares(figure, cell);
        return set_interval(figure, is_pooled, err);
    case KM_KIND_MEAN:
    case KM_KIND_RATE:
        figure->estimate = figure->sum / (double)figure->n;
        break;
    case KM_KIND_COUNT:
        figure->estimate = (double)figure->n;
        break;
    case KM_KIND_DURATION:
    case KM_KIND_GAP:
        return true;
    }
    figure->has_estimate = figure->has_bounds = true;
    figure->bound_low = figure->bound_high = figure->estimate;
    return true;
}

static KmFigure start_figure(const Writer *writer, size_t slot, size_t group,
                             const uint32_t codes[2])
{
    const KmPeriod *period = &writer->periods[slot];
    const KmIndicatorText *text = &writer->job->definition->text;
    KmFigure figure = {.indicator = text->id,
                       .period = km_strdup(writer->arena, period->text),
                       .block = {{"", ""}, {"", ""}},
                       .reference =
                           window_of(writer->job, period, km_period_parts(period) - 1).to - 1,
                       .knowledge = KM_DATE_OPEN,
                       .status = KM_FIGURE_DEFINED,
                       .method = "",
                       .missing = "",
                       .flags = "",
                       .run = ""};
    for (int i = 0; i < 2; i++) {
        int d = writer->plan->groups[group].dim[i];
        if (d >= 0) {
            figure.block.dim[i] = text->dimensions[d].name;
            figure.block.code[i] =
                km_strdup(writer->arena, km_pool_text(writer->job->dimensions[d]->codes, codes[i]));
        }
    }
    return figure;
}

static bool add_figure(Writer *writer, KmFigure figure, const KmBlockCell *cell, bool is_pooled,
                       KmError *err)
{
    if (!set_estimate(&figure, writer->job, cell, is_pooled, err)) {
        return false;
    }
    KM_GROW(writer->arena, writer->figures, writer->count, writer->capacity);
    writer->figures[writer->count++] = figure;
    return true;
}

static const char *method_of(KmIndicatorKind kind)
{
    return kind == KM_KIND_RATE ? "rate" : kind == KM_KIND_MEAN ? "mean" : "";
}

static void take_counts(KmFigure *figure, const KmBlockCell *cell, KmIndicatorKind kind)
{
    bool has_sides = kind == KM_KIND_PROPORTION;
    figure->n = cell->n;
    figure->x = has_sides ? cell->x : 0;
    figure->sum = kind == KM_KIND_RATE || kind == KM_KIND_MEAN ? cell->waarde : 0.0;
    figure->method = method_of(kind); /* the store shows the numerator of these two */
    figure->units_n = cell->units_n;
    figure->units_hit = has_sides ? cell->units_hit : 0;
    figure->units_miss = has_sides ? cell->units_miss : 0;
    figure->excluded = cell->excluded;
    figure->unknown = cell->unknown_hits + cell->unknown_misses;
}

static bool has_content(const KmBlockCell *cell)
{
    return cell->n > 0 || cell->excluded > 0 || fabs(cell->waarde) > 0.0;
}

/* Blocks that nobody is in are left out; the total is always there. */
static bool write_block(Writer *writer, size_t slot, size_t group, const uint32_t codes[2],
                        KmError *err)
{
    const KmBlockCell *cell = km_blocks_cell(writer->blocks, slot, group, codes);
    KmIndicatorKind kind = writer->job->definition->text.kind;
    if (group > 0 && !has_content(cell)) {
        return true;
    }
    KmFigure figure = start_figure(writer, slot, group, codes);
    take_counts(&figure, cell, kind);
    if (kind == KM_KIND_DISTRIBUTION) { /* only its categories have a share */
        figure.status = figure.n == 0 ? KM_FIGURE_EMPTY : KM_FIGURE_DEFINED;
        KM_GROW(writer->arena, writer->figures, writer->count, writer->capacity);
        writer->figures[writer->count++] = figure;
        return true;
    }
    return add_figure(writer, figure, cell, writer->periods[slot].is_range, err);
}

static bool is_declared(const KmJob *job, const KmBlock *block)
{
    const KmDimensionText *category = &job->definition->text.dimensions[0];
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        for (size_t c = 0; strcmp(block->dim[i], category->name) == 0 && c < category->n_codes;
             c++) {
            if (strcmp(category->codes[c].code, block->code[i]) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* A category's share of all units in `whole`: those in it are the hits. */
static bool write_category(Writer *writer, size_t slot, size_t group, const uint32_t codes[2],
                           const KmBlockCell *whole, KmError *err)
{
    const KmBlockCell *cell = km_blocks_cell(writer->blocks, slot, group, codes);
    KmFigure figure = start_figure(writer, slot, group, codes);
    if (whole->n == 0 || (cell->n == 0 && !is_declared(writer->job, &figure.block))) {
        return true;
    }
    take_counts(&figure, whole, KM_KIND_DISTRIBUTION);
    figure.x = cell->n;
    figure.units_hit = cell->units_n;
    figure.units_miss = whole->units_n - cell->units_only;
    KmBlockCell doubt = {.unknown_hits = cell->unknown_hits + cell->unknown_misses,
                         .unknown_misses =
                             figure.unknown - cell->unknown_hits - cell->unknown_misses};
    return add_figure(writer, figure, &doubt, writer->periods[slot].is_range, err);
}

/* The group of one dimension alone: groups stand as total, dimensions, crosses. */
static size_t group_of_dimension(int dimension)
{
    return 1 + (size_t)dimension;
}

static bool is_category_group(const Writer *writer, size_t group)
{
    return writer->job->definition->text.kind == KM_KIND_DISTRIBUTION &&
           (writer->plan->groups[group].dim[0] == 0 || writer->plan->groups[group].dim[1] == 0);
}

static bool write_one(Writer *writer, size_t slot, size_t group, const uint32_t codes[2],
                      KmError *err)
{
    const int *dim = writer->plan->groups[group].dim;
    if (!is_category_group(writer, group)) {
        return write_block(writer, slot, group, codes, err);
    }
    int other = dim[0] == 0 ? 1 : 0;
    uint32_t other_code[2] = {codes[other], 0};
    size_t whole = dim[other] < 0 ? 0 : group_of_dimension(dim[other]);
    return write_category(writer, slot, group, codes,
                          km_blocks_cell(writer->blocks, slot, whole, other_code), err);
}

static bool write_group(Writer *writer, size_t slot, size_t group, KmError *err)
{
    const int *dim = writer->plan->groups[group].dim;
    const size_t *n_codes = writer->plan->n_codes;
    for (uint32_t i = 0; i < (dim[0] < 0 ? 1 : n_codes[dim[0]]); i++) {
        for (uint32_t j = 0; j < (dim[1] < 0 ? 1 : n_codes[dim[1]]); j++) {
            uint32_t codes[2] = {i, j};
            if (!write_one(writer, slot, group, codes, err)) {
                return false;
            }
        }
    }
    return true;
}

/* Crosses are not pooled. */
static bool write_all(Writer *writer, size_t n_periods, KmError *err)
{
    for (size_t slot = 0; slot < n_periods; slot++) {
        for (size_t g = 0; g < writer->plan->n_groups; g++) {
            bool is_cross = writer->plan->groups[g].dim[1] >= 0;
            if (!(is_cross && writer->periods[slot].is_range) &&
                !write_group(writer, slot, g, err)) {
                return false;
            }
        }
    }
    return true;
}

/* A distribution shows all its declared categories, also those nobody is in. */
static void seed_categories(KmJob *job)
{
    const KmIndicatorText *text = &job->definition->text;
    if (text->kind != KM_KIND_DISTRIBUTION || job->n_dimensions == 0 || text->n_dimensions == 0) {
        return;
    }
    for (size_t c = 0; c < text->dimensions[0].n_codes; c++) {
        (void)km_pool_add_text(job->dimensions[0]->codes, text->dimensions[0].codes[c].code);
    }
}

static bool evaluate(KmJob *job, const KmPeriod *periods, size_t n_periods, KmFigure **ret_figures,
                     size_t *ret_count, KmError *err)
{
    KmBlocks *blocks = NULL;
    KmBlockPlan plan;
    seed_categories(job);
    if (!km_job_observe(job, err) || !aggregate(job, periods, n_periods, &blocks, &plan, err)) {
        return false;
    }
    Writer writer = {.arena = job->evaluation->arena,
                     .job = job,
                     .blocks = blocks,
                     .plan = &plan,
                     .periods = periods};
    if (!write_all(&writer, n_periods, err)) {
        return false;
    }
    *ret_figures = writer.figures;
    *ret_count = writer.count;
    return true;
}

bool km_definition_is_measured(const KmDefinition *definition, const KmPeriod *period)
{
    KmTimeRule rule = definition->text.time;
    return period->is_range ? km_time_is_quarterly(rule) : km_time_is_measured(rule, period);
}

bool km_evaluate(KmEvaluation *evaluation, const KmDefinition *definition, const KmPeriod *periods,
                 size_t n_periods, KmFigure **ret_figures, size_t *ret_count, KmError *err)
{
    KmArena *scratch = km_arena_open();
    KmJob job = {0};
    bool is_done = km_job_open(evaluation, scratch, definition, periods, n_periods, &job, err) &&
                   evaluate(&job, periods, n_periods, ret_figures, ret_count, err);
    km_arena_close(scratch);
    return is_done;
}
