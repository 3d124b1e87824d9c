/* From observations to counts. Private to this layer. */
#ifndef INDICATORS_COUNTING_H
#define INDICATORS_COUNTING_H

#include "indicators/evaluation/evaluation.h"
#include "indicators/evaluation/overlaps.h"

/* All in the job's arena. */
typedef struct {
    const KmBlockPlan *plan; /* a slot per period */
    KmBlocks *blocks;
    const int (*before)[KM_LOOKS_BACK];
    const KmOverlaps *overlaps; /* shares and means; NULL: not counted */
    const KmClusters *clusters; /* NULL: units are independent, or not counted */
} KmCounted;

/* Reads the body of an opened job and counts what it sees. `is_compared`: also who stayed, and
 * clusters. */
bool km_job_count(KmJob *job, const KmPeriod *periods, size_t n_periods, bool is_compared,
                  KmCounted *ret_counted, KmError *err) KM_MUST_USE;

#endif
