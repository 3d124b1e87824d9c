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
/* How many independent units a share of the block is worth (engine/stats/proportions/cluster.h). A
 * block of fewer than KM_LEAST_CLUSTERS clusters takes the total's design effect, which its own few
 * could not tell; 0 when the total has too few as well, or nobody or everybody is a hit: then it is
 * worth its own number. */
enum { KM_LEAST_CLUSTERS = 10 };
double km_clusters_effective_n(const KmClusters *clusters, size_t slot, size_t group,
                               uint32_t code);

#endif
