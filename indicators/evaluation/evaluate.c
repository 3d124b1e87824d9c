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

void km_job_add_leeway(KmJob *job, KmLeeway leeway)
{
    KM_GROW(job->arena, job->leeways, job->n_leeways, job->leeway_capacity);
    job->leeways[job->n_leeways++] = leeway;
}

/* ---- observing ---- */

/* Read off the sections whenever they are asked for; those of the state form and of durations are
 * kept, as they come in another order or are gone through block by block. */
static bool is_read_off(const KmJob *job)
{
    return job->definition->form == KM_FORM_SPELLS &&
           job->definition->text.kind != KM_KIND_DURATION;
}

static void append(void *self, const KmObservation *seen)
{
    KmJob *job = self;
    KM_GROW_MOVING(job->arena, job->observations, job->n_observations, job->observation_capacity);
    job->observations[job->n_observations++] = *seen;
}

bool km_job_read(KmJob *job, KmError *err)
{
    if (job->definition->form == KM_FORM_STATE) {
        if (!km_state_observe(job, err)) {
            return false;
        }
    } else if (!km_sections_read(job, err)) {
        return false;
    }
    if (!km_job_read_links(job, err)) {
        return false;
    }
    if (job->definition->form == KM_FORM_SPELLS && !is_read_off(job)) {
        km_sections_each(job, &(KmObserver){.take = append, .self = job});
    }
    return true;
}

void km_job_each(KmJob *job, const KmObserver *observer)
{
    if (is_read_off(job)) {
        km_sections_each(job, observer);
        return;
    }
    for (size_t i = 0; i < job->n_observations; i++) {
        observer->take(observer->self, &job->observations[i]);
    }
}

bool km_job_observe(KmJob *job, KmError *err)
{
    if (!km_job_read(job, err)) {
        return false;
    }
    if (is_read_off(job)) {
        km_sections_each(job, &(KmObserver){.take = append, .self = job});
    }
    for (size_t i = 0; i < job->n_observations; i++) {
        km_job_doubt(job, &job->observations[i]);
    }
    return km_job_add_unlinked(job, err);
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
    KmCounted counted;
    seed_categories(job);
    if (!km_job_count(job, periods, n_periods, true, &counted, err)) {
        return false;
    }
    KmWriter writer = {.arena = job->evaluation->arena,
                       .list = job->evaluation->figures,
                       .job = job,
                       .blocks = counted.blocks,
                       .overlaps = counted.overlaps,
                       .before = counted.before,
                       .clusters = counted.clusters,
                       .plan = counted.plan,
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
