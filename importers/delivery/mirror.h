/* The mirror in a return report: what a deliverer's file adds up to, so that it can be laid beside
 * the deliverer's own system, and beside all deliverers of the same contract and period.
 *
 * Sums are shown over at least ten rows. The city stands beside them only when at least three other
 * deliverers hold at least ten rows together: taking one's own from the total then leaves a group
 * in which nobody can be told apart. Shown are row counts, shares of rows, and sums of columns that
 * add up; never anything per person. */
#ifndef IMPORTERS_DELIVERY_MIRROR_H
#define IMPORTERS_DELIVERY_MIRROR_H

#include "importers/delivery/batch.h"

enum { KM_MIRROR_FEWEST_ROWS = 10, KM_MIRROR_FEWEST_OTHERS = 3 };

/* After the last file of the batch. Of every accepted result whose totals are known. */
bool km_mirror_fill(KmBatch *batch, KmImportResult *results, size_t n, KmError *err) KM_MUST_USE;
/* What the rows of one delivery in the store add up to: one per contract->totals. */
bool km_mirror_sums(KmBatch *batch, const KmContract *contract, int64_t delivery,
                    const KmColumnSum **ret_sums, KmError *err) KM_MUST_USE;

#endif
