#include "indicators/evaluation/clusters.h"

#include "engine/stats/proportions/cluster.h"
#include "indicators/evaluation/fixed.h"

#include <stdlib.h>

typedef struct {
    int32_t n, x;
    KmFixed sum, squares;
} Tally;

struct KmClusters {
    const KmBlockPlan *plan;
    size_t n_clusters;
    size_t *first; /* by group: its first block; crosses have none */
    size_t width;  /* blocks of one slot */
    Tally *tallies;
};

static bool is_cross(const KmBlockGroup *group)
{
    return group->dim[1] >= 0;
}

KmClusters *km_clusters_open(KmArena *arena, const KmBlockPlan *plan, size_t n_clusters)
{
    KmClusters *clusters = KM_NEW(arena, KmClusters);
    clusters->plan = plan;
    clusters->n_clusters = n_clusters;
    clusters->first = KM_NEW_ARRAY(arena, size_t, plan->n_groups);
    for (size_t g = 0; g < plan->n_groups; g++) {
        int dim = plan->groups[g].dim[0];
        clusters->first[g] = clusters->width;
        clusters->width += is_cross(&plan->groups[g]) ? 0 : dim < 0 ? 1 : plan->n_codes[dim];
    }
    clusters->tallies = KM_NEW_ARRAY(arena, Tally, plan->n_slots * clusters->width * n_clusters);
    return clusters;
}

static Tally *tallies_of(const KmClusters *clusters, size_t slot, size_t group, uint32_t code)
{
    size_t block = slot * clusters->width + clusters->first[group] + code;
    return &clusters->tallies[block * clusters->n_clusters];
}

void km_clusters_add(KmClusters *clusters, const KmObservation *observation, const uint32_t *codes,
                     uint32_t cluster)
{
    const KmBlockPlan *plan = clusters->plan;
    if (observation->is_excluded || !(observation->noemer > 0.0)) {
        return;
    }
    for (size_t s = 0; s < plan->n_slots; s++) {
        if (((plan->slots[s] >> observation->date) & 1) == 0) {
            continue;
        }
        for (size_t g = 0; g < plan->n_groups; g++) {
            int dim = plan->groups[g].dim[0];
            if (is_cross(&plan->groups[g])) {
                continue;
            }
            Tally *tally = &tallies_of(clusters, s, g, dim < 0 ? 0 : codes[dim])[cluster];
            tally->n++;
            tally->x += observation->is_hit;
            tally->sum += km_fixed(observation->waarde);
            tally->squares += km_fixed(observation->waarde * observation->waarde);
        }
    }
}

/* The clusters of a block that have units, and the units that have none: each is one by itself. */
typedef struct {
    int64_t *n, *x;
    double *sum;
    double squares;
    size_t count;
    KmSums single;
    int64_t single_x;
} Block;

/* Their own order is that in which they were first met, which may not matter. */
static int by_content(const void *left, const void *right)
{
    const Tally *a = left;
    const Tally *b = right;
    if (a->n != b->n) {
        return a->n < b->n ? -1 : 1;
    }
    if (a->x != b->x) {
        return a->x < b->x ? -1 : 1;
    }
    return (a->sum > b->sum) - (a->sum < b->sum);
}

static Block gather(KmArena *scratch, const KmClusters *clusters, const Tally *tallies)
{
    size_t room = clusters->n_clusters + (size_t)tallies[0].n;
    Tally *met = KM_NEW_ARRAY(scratch, Tally, clusters->n_clusters);
    Block block = {.n = KM_NEW_ARRAY(scratch, int64_t, room),
                   .x = KM_NEW_ARRAY(scratch, int64_t, room),
                   .sum = KM_NEW_ARRAY(scratch, double, room),
                   .single = {tallies[0].n, km_unfixed(tallies[0].sum, tallies[0].n),
                              km_unfixed(tallies[0].squares, tallies[0].n)},
                   .single_x = tallies[0].x};
    KmFixed squares = 0;
    int64_t units = 0;
    for (size_t c = 1; c < clusters->n_clusters; c++) {
        if (tallies[c].n > 0) {
            met[block.count++] = tallies[c];
            squares += tallies[c].squares;
            units += tallies[c].n;
        }
    }
    qsort(met, block.count, sizeof *met, by_content);
    for (size_t c = 0; c < block.count; c++) {
        block.n[c] = met[c].n;
        block.x[c] = met[c].x;
        block.sum[c] = km_unfixed(met[c].sum, met[c].n);
    }
    block.squares = km_unfixed(squares, units);
    return block;
}

static double units_of(const Block *block)
{
    double units = (double)block->single.n;
    for (size_t c = 0; c < block->count; c++) {
        units += (double)block->n[c];
    }
    return units;
}

static bool measure_share(Block *block, KmDesignEffect *effect)
{
    KmError err = {0};
    KmClusteredProportion found;
    size_t count = block->count;
    for (int64_t i = 0; i < block->single.n; i++) {
        block->n[count] = 1;
        block->x[count++] = i < block->single_x;
    }
    if (!km_clustered_proportion((KmCounts){block->x, count}, (KmCounts){block->n, count}, 0.95,
                                 &found, &err)) {
        return false;
    }
    effect->deff = found.deff.number;
    effect->effective_n = found.effective_n;
    return found.deff.state == KM_VALUE_DEFINED;
}

static bool measure_mean(const Block *block, KmDesignEffect *effect)
{
    KmError err = {0};
    KmClusteredMean found;
    if (!km_clustered_mean((KmSeries){block->sum, block->count}, (KmCounts){block->n, block->count},
                           block->squares, &block->single, 0.95, &found, &err)) {
        return false;
    }
    effect->deff = found.deff.number;
    effect->effective_n = found.effective_n;
    return found.deff.state == KM_VALUE_DEFINED;
}

static KmDesignEffect effect_of(const KmClusters *clusters, const Tally *tallies, bool is_mean,
                                double *ret_units)
{
    KmArena *scratch = km_arena_open();
    Block block = gather(scratch, clusters, tallies);
    KmDesignEffect effect = {.clusters = (int64_t)block.count + block.single.n};
    *ret_units = units_of(&block);
    bool is_told = effect.clusters >= KM_LEAST_CLUSTERS &&
                   (is_mean ? measure_mean(&block, &effect) : measure_share(&block, &effect));
    if (!is_told) {
        effect.deff = effect.effective_n = 0.0;
    }
    km_arena_close(scratch);
    return effect;
}

KmDesignEffect km_clusters_design(const KmClusters *clusters, size_t slot, size_t group,
                                  uint32_t code, bool is_mean)
{
    double units = 0.0;
    double all = 0.0;
    KmDesignEffect own =
        effect_of(clusters, tallies_of(clusters, slot, group, code), is_mean, &units);
    if (own.effective_n > 0.0 || group == 0 || !(units > 0.0)) {
        return own;
    }
    KmDesignEffect total = effect_of(clusters, tallies_of(clusters, slot, 0, 0), is_mean, &all);
    total.is_of_total = true;
    total.effective_n = total.effective_n > 0.0 ? units * (total.effective_n / all) : 0.0;
    return total;
}
