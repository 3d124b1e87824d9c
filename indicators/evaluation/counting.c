/* From observations to counts: blocks, who stayed and clusters, in one pass. */
#include "indicators/evaluation/counting.h"

#include <string.h>

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
                return km_error_at(err, KM_ERROR_DEFINITION, definition->file, 1, 0,
                                   "%s crosses a dimension that it does not declare",
                                   definition->text.id);
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

static bool has_stayers(const KmJob *job)
{
    KmIndicatorKind kind = job->definition->text.kind;
    return kind == KM_KIND_PROPORTION || kind == KM_KIND_MEAN;
}

static bool make_plan(const KmJob *job, const KmPeriod *periods, size_t n_periods,
                      const KmBlockPlan **ret_plan, KmError *err)
{
    KmBlockPlan *plan = KM_NEW(job->arena, KmBlockPlan);
    size_t *n_codes = KM_NEW_ARRAY(job->arena, size_t, job->n_dimensions);
    uint64_t *slots = KM_NEW_ARRAY(job->arena, uint64_t, n_periods);
    if (!plan_groups(job, plan, err)) {
        return false;
    }
    for (size_t d = 0; d < job->n_dimensions; d++) {
        n_codes[d] = km_pool_count(job->dimensions[d]->codes);
    }
    for (size_t p = 0; p < n_periods; p++) {
        slots[p] = km_job_slot(job, &periods[p]);
    }
    plan->n_dimensions = job->n_dimensions;
    plan->n_slots = n_periods;
    plan->n_codes = n_codes;
    plan->slots = slots;
    *ret_plan = plan;
    return true;
}

typedef struct {
    const KmJob *job;
    KmBlocks *blocks;
    KmOverlaps *overlaps; /* NULL: nobody asks who stayed */
    KmClusters *clusters; /* NULL: units are independent */
} Counting;

static void count(void *self, const KmObservation *observation)
{
    Counting *counting = self;
    const KmJob *job = counting->job;
    KmObservation seen = *observation;
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    km_job_doubt(job, &seen);
    km_job_codes(job, seen.unit, seen.day, codes);
    km_blocks_add(counting->blocks, &seen, codes);
    if (counting->overlaps != NULL && job->definition->text.kind == KM_KIND_MEAN) {
        km_overlaps_add(counting->overlaps, &seen, codes);
    }
    if (counting->clusters != NULL) {
        km_clusters_add(counting->clusters, &seen, codes,
                        km_dimension_on(job->cluster, seen.unit, seen.day));
    }
}

static KmDate day_of(const KmJob *job, uint64_t dates)
{
    return job->windows[__builtin_ctzll(dates)].to - 1;
}

/* The first of the dates, and those of the others on which the unit has the same codes. */
static uint64_t dates_alike(const KmJob *job, uint32_t unit, uint64_t dates, uint32_t *ret_codes)
{
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    uint64_t alike = dates;
    km_job_codes(job, unit, day_of(job, dates), ret_codes);
    if (km_job_has_fixed_codes(job, unit)) {
        return alike;
    }
    for (uint64_t rest = dates & (dates - 1); rest != 0; rest &= rest - 1) {
        km_job_codes(job, unit, day_of(job, rest), codes);
        if (memcmp(codes, ret_codes, job->n_dimensions * sizeof *codes) != 0) {
            alike &= ~(rest & -rest);
        }
    }
    return alike;
}

static void count_in_clusters(const Counting *counting, uint32_t unit, uint64_t dates, uint64_t hit,
                              const uint32_t *codes)
{
    for (; dates != 0; dates &= dates - 1) {
        KmObservation seen = {.unit = unit,
                              .date = (uint32_t)__builtin_ctzll(dates),
                              .is_hit = (hit & dates & -dates) != 0,
                              .noemer = 1.0};
        km_clusters_add(
            counting->clusters, &seen, codes,
            km_dimension_on(counting->job->cluster, unit, day_of(counting->job, dates)));
    }
}

/* Most units are sure and move seldom: all their dates are counted at once. */
static bool count_days(void *self, uint32_t unit, uint64_t in, uint64_t hit)
{
    Counting *counting = self;
    const KmJob *job = counting->job;
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    if (job->doubts != NULL && (job->doubts[unit].of_hit || job->doubts[unit].of_miss)) {
        return false;
    }
    if (job->is_there != NULL) {
        job->is_there[unit] |= in;
    }
    while (in != 0) {
        uint64_t alike = dates_alike(job, unit, in, codes);
        km_blocks_add_days(counting->blocks, unit, alike, hit & alike, codes);
        if (counting->clusters != NULL) {
            count_in_clusters(counting, unit, alike, hit, codes);
        }
        in &= ~alike;
    }
    return true;
}

bool km_job_count(KmJob *job, const KmPeriod *periods, size_t n_periods, bool is_compared,
                  KmCounted *ret_counted, KmError *err)
{
    KmCounted counted = {0};
    bool is_share = job->definition->text.kind == KM_KIND_PROPORTION;
    if (!km_job_read(job, err) || !make_plan(job, periods, n_periods, &counted.plan, err)) {
        return false;
    }
    Counting counting = {.job = job, .blocks = km_blocks_open(job->arena, counted.plan)};
    counted.before = windows_before(job, periods, n_periods);
    if (is_compared && has_stayers(job)) {
        counting.overlaps =
            km_overlaps_open(job->arena, counted.plan, counted.before, job->n_windows, is_share);
    }
    if (counting.overlaps != NULL && is_share) {
        km_blocks_tell_stays(counting.blocks, km_overlaps_stay, counting.overlaps);
    }
    if (is_compared && job->cluster != NULL) {
        counting.clusters =
            km_clusters_open(job->arena, counted.plan, km_pool_count(job->cluster->codes));
    }
    km_job_each(job, &(KmObserver){count, is_share ? count_days : NULL, &counting});
    if (!km_job_add_unlinked(job, err)) {
        return false;
    }
    widen(job, counting.blocks);
    km_blocks_close(counting.blocks);
    counted.blocks = counting.blocks;
    counted.overlaps = counting.overlaps;
    counted.clusters = counting.clusters;
    *ret_counted = counted;
    return true;
}
