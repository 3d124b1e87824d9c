#include "indicators/evaluation/clusters.h"

#include "engine/stats/proportions/cluster.h"

typedef struct {
    int32_t n, x;
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
        }
    }
}

typedef struct {
    size_t clusters;
    double n, deff; /* deff 0: not to be told */
    double effective_n;
} Effect;

static Effect effect_in(KmArena *scratch, const KmClusters *clusters, const Tally *tallies)
{
    size_t single = (size_t)tallies[0].n; /* without a cluster */
    int64_t *n = KM_NEW_ARRAY(scratch, int64_t, clusters->n_clusters + single);
    int64_t *x = KM_NEW_ARRAY(scratch, int64_t, clusters->n_clusters + single);
    Effect effect = {.clusters = single, .n = (double)single};
    for (size_t i = 0; i < single; i++) {
        n[i] = 1;
        x[i] = i < (size_t)tallies[0].x;
    }
    for (size_t c = 1; c < clusters->n_clusters; c++) {
        if (tallies[c].n > 0) {
            n[effect.clusters] = tallies[c].n;
            x[effect.clusters++] = tallies[c].x;
            effect.n += (double)tallies[c].n;
        }
    }
    KmError err = {0};
    KmClusteredProportion found;
    if (effect.clusters >= KM_LEAST_CLUSTERS &&
        km_clustered_proportion((KmCounts){x, effect.clusters}, (KmCounts){n, effect.clusters},
                                0.95, &found, &err) &&
        found.deff.state == KM_VALUE_DEFINED) {
        effect.effective_n = found.effective_n;
        effect.deff = effect.n / found.effective_n;
    }
    return effect;
}

static Effect effect_of(const KmClusters *clusters, const Tally *tallies)
{
    KmArena *scratch = km_arena_open();
    Effect effect = effect_in(scratch, clusters, tallies);
    km_arena_close(scratch);
    return effect;
}

double km_clusters_effective_n(const KmClusters *clusters, size_t slot, size_t group, uint32_t code)
{
    Effect own = effect_of(clusters, tallies_of(clusters, slot, group, code));
    if (own.deff > 0.0 || group == 0 || !(own.n > 0.0)) {
        return own.effective_n;
    }
    Effect total = effect_of(clusters, tallies_of(clusters, slot, 0, 0));
    return total.deff > 0.0 ? own.n / total.deff : 0.0;
}
