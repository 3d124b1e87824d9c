/* Units that came together: children of one school, toddlers of one site. Beside the blocks, counts
 * per cluster of every block of at most one dimension, so that its interval rests on how much the
 * clusters differ. A unit without a cluster is one by itself. */
#ifndef INDICATORS_CLUSTERS_H
#define INDICATORS_CLUSTERS_H

#include "indicators/evaluation/blocks.h"

typedef struct KmClusters KmClusters;

/* `n_clusters`: codes of the cluster dimension, 0 being `onbekend`. The plan must live on. */
KmClusters *km_clusters_open(KmArena *arena, const KmBlockPlan *plan, size_t n_clusters);
void km_clusters_add(KmClusters *clusters, const KmObservation *observation, const uint32_t *codes,
                     uint32_t cluster);
/* How much less certain than independent units (engine/stats/proportions/cluster.h). A block of
 * fewer than KM_LEAST_CLUSTERS clusters takes the total's design effect, which its own few could
 * not tell: then `deff` and `clusters` are the total's and effective_n / n is as of the total. */
enum { KM_LEAST_CLUSTERS = 10 };
typedef struct {
    double effective_n; /* independent units that the share or mean is worth; 0: its own number */
    double deff;
    int64_t clusters;
    bool is_of_total;
} KmDesignEffect;

/* `is_mean`: of a mean, else of a share. effective_n 0 when the total has too few clusters as well,
 * when nobody or everybody is a hit, or when all values are equal. */
KmDesignEffect km_clusters_design(const KmClusters *clusters, size_t slot, size_t group,
                                  uint32_t code, bool is_mean);

#endif
