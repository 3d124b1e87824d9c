#include "indicators/evaluation/evaluate.h"

#include "indicators/evaluation/evaluation.h"
#include "indicators/kinds/kinds.h"

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

KmWindow km_job_window(const KmJob *job, const KmPeriod *period, int part)
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
            KmWindow window = km_job_window(job, &periods[p], i);
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
        KmWindow window = km_job_window(job, period, i);
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
        if (!km_evaluation_dimension_begin(job->evaluation, text->dimensions[d].name,
                                           job->definition->counts, err)) {
            return false;
        }
    }
    for (size_t d = 0; d < job->n_dimensions; d++) {
        job->overrides[d] = km_spell_table_init(job->arena);
        if (!km_evaluation_dimension(job->evaluation, text->dimensions[d].name,
                                     job->definition->counts, &job->dimensions[d], err)) {
            return false;
        }
    }
    return true;
}

static bool take_cluster(KmJob *job, KmError *err)
{
    const KmDefinition *definition = job->definition;
    return definition->cluster == NULL ||
           km_evaluation_dimension(job->evaluation, definition->cluster, definition->counts,
                                   &job->cluster, err);
}

bool km_job_open(KmEvaluation *evaluation, KmArena *scratch, const KmDefinition *definition,
                 const KmPeriod *periods, size_t n_periods, KmJob *ret_job, KmError *err)
{
    *ret_job = (KmJob){.evaluation = evaluation, .definition = definition, .arena = scratch};
    return take_windows(ret_job, periods, n_periods, err) && take_dimensions(ret_job, err) &&
           take_cluster(ret_job, err);
}

const uint32_t *km_job_codes_of(const KmJob *job, size_t observation)
{
    return job->codes + observation * job->n_dimensions;
}

/* Once, for blocks, clusters and overlaps alike. */
static void take_codes(KmJob *job)
{
    job->codes =
        km_alloc_array(job->arena, job->n_observations * job->n_dimensions + 1, sizeof *job->codes);
    for (size_t i = 0; i < job->n_observations; i++) {
        km_job_codes(job, job->observations[i].unit, job->observations[i].day,
                     job->codes + i * job->n_dimensions);
    }
}

void km_job_add_leeway(KmJob *job, KmLeeway leeway)
{
    KM_GROW(job->arena, job->leeways, job->n_leeways, job->leeway_capacity);
    job->leeways[job->n_leeways++] = leeway;
}

bool km_job_observe(KmJob *job, KmError *err)
{
    if (job->definition->form == KM_FORM_STATE) {
        if (!km_state_observe(job, err)) {
            return false;
        }
    } else if (!km_sections_read(job, err)) {
        return false;
    } else {
        km_sections_observe(job);
    }
    if (!km_job_read_links(job, err)) {
        return false;
    }
    km_job_mark_weak(job);
    if (!km_job_add_unlinked(job, err)) {
        return false;
    }
    take_codes(job);
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

static void widen(const KmJob *job, KmBlocks *blocks)
{
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    for (size_t i = 0; i < job->n_leeways; i++) {
        const KmLeeway *leeway = &job->leeways[i];
        km_job_codes(job, leeway->unit, leeway->day, codes);
        km_blocks_widen(blocks, leeway, codes);
    }
}

bool km_job_aggregate(const KmJob *job, const KmPeriod *periods, size_t n_periods,
                      KmBlocks **ret_blocks, KmBlockPlan *ret_plan, KmError *err)
{
    KmBlockPlan plan = {.n_dimensions = job->n_dimensions, .n_slots = n_periods};
    size_t *n_codes = KM_NEW_ARRAY(job->arena, size_t, job->n_dimensions);
    uint64_t *slots = KM_NEW_ARRAY(job->arena, uint64_t, n_periods);
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
        km_blocks_add(blocks, seen, km_job_codes_of(job, i));
    }
    widen(job, blocks);
    km_blocks_close(blocks);
    *ret_blocks = blocks;
    *ret_plan = plan;
    return true;
}

/* For each window that of the period before and of the year before, −1 for none. */
static const int (*windows_before(const KmJob *job, const KmPeriod *periods,
                                  size_t n_periods))[KM_LOOKS_BACK]
{
    static const int steps[KM_LOOKS_BACK] = {-1, -4};
    int(*before)[KM_LOOKS_BACK] = km_alloc_array(job->arena, job->n_windows + 1, sizeof *before);
    for (size_t w = 0; w < job->n_windows; w++) {
        before[w][0] = before[w][1] = -1;
    }
    for (size_t p = 0; p < n_periods; p++) {
        uint64_t slot = periods[p].is_range ? 0 : km_job_slot(job, &periods[p]);
        for (int look = 0; look < KM_LOOKS_BACK && slot != 0; look++) {
            KmPeriod earlier = km_period_shift(&periods[p], steps[look]);
            uint64_t there = km_job_slot(job, &earlier);
            if (there != 0 && there != slot) {
                before[__builtin_ctzll(slot)][look] = __builtin_ctzll(there);
            }
        }
    }
    return (const int(*)[KM_LOOKS_BACK])before;
}

static const KmOverlaps *count_overlaps(const KmJob *job, const KmBlockPlan *plan,
                                        const int (*before)[KM_LOOKS_BACK])
{
    KmIndicatorKind kind = job->definition->text.kind;
    if (kind != KM_KIND_PROPORTION && kind != KM_KIND_MEAN) {
        return NULL;
    }
    KmOverlaps *overlaps =
        km_overlaps_open(job->arena, plan, before, job->n_windows, kind == KM_KIND_PROPORTION);
    for (size_t i = 0; i < job->n_observations; i++) {
        const KmObservation *seen = &job->observations[i];
        km_overlaps_add(overlaps, seen, km_job_codes_of(job, i));
    }
    return overlaps;
}

/* NULL: units are independent. */
static KmClusters *count_clusters(const KmJob *job, const KmBlockPlan *plan)
{
    if (job->cluster == NULL) {
        return NULL;
    }
    KmClusters *clusters = km_clusters_open(job->arena, plan, km_pool_count(job->cluster->codes));
    for (size_t i = 0; i < job->n_observations; i++) {
        const KmObservation *seen = &job->observations[i];
        uint32_t cluster = km_dimension_on(job->cluster, seen->unit, seen->day);
        km_clusters_add(clusters, seen, km_job_codes_of(job, i), cluster);
    }
    return clusters;
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
    if (!km_job_observe(job, err) ||
        !km_job_aggregate(job, periods, n_periods, &blocks, &plan, err)) {
        return false;
    }
    const int(*before)[KM_LOOKS_BACK] = windows_before(job, periods, n_periods);
    KmWriter writer = {.arena = job->evaluation->arena,
                       .job = job,
                       .blocks = blocks,
                       .overlaps = count_overlaps(job, &plan, before),
                       .before = before,
                       .clusters = count_clusters(job, &plan),
                       .plan = &plan,
                       .periods = periods};
    if (!km_writer_write(&writer, n_periods, err)) {
        return false;
    }
    *ret_figures = writer.figures;
    *ret_count = writer.count;
    return true;
}

bool km_definition_is_measured(const KmDefinition *definition, const KmPeriod *period)
{
    KmTimeRule rule = definition->text.time;
    bool is_pooled = definition->text.kind != KM_KIND_DURATION &&
                     definition->text.kind != KM_KIND_GAP && km_time_is_quarterly(rule) &&
                     km_break_between(&definition->text, period->from, period->to - 1) == NULL;
    return period->is_range ? is_pooled : km_time_is_measured(rule, period);
}

bool km_evaluate(KmEvaluation *evaluation, const KmDefinition *definition, const KmPeriod *periods,
                 size_t n_periods, KmFigure **ret_figures, size_t *ret_count, KmError *err)
{
    KmArena *scratch = km_arena_open();
    KmJob job = {0};
    if (definition->text.kind == KM_KIND_GAP) {
        km_arena_close(scratch);
        return km_gap_evaluate(evaluation, definition, periods, n_periods, ret_figures, ret_count,
                               err);
    }
    bool is_done = km_job_open(evaluation, scratch, definition, periods, n_periods, &job, err) &&
                   evaluate(&job, periods, n_periods, ret_figures, ret_count, err);
    km_arena_close(scratch);
    return is_done;
}
