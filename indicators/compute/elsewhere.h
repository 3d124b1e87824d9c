/* Published figures (contract `benchmark`) into the texts of the indicators they are about: rows
 * that name an indicator, and a dimension and code it has, or none. Of each deliverer the newest
 * delivery speaks for all its history. Percentages become shares where the indicator is one. */
#ifndef INDICATORS_ELSEWHERE_H
#define INDICATORS_ELSEWHERE_H

#include "indicators/compute/compute.h"

typedef struct {
    KmDate knowledge;             /* deliveries received later are not used */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
    const char *area_nl; /* the own area, "Leiden"; also known by its code, "GM0546": that of the
                            districts in the code list `wijk` (CBS: WK0546…) */
} KmElsewhereRequest;

bool km_elsewhere_read(KmStore *store, KmCatalogue *catalogue, const KmElsewhereRequest *request,
                       KmError *err) KM_MUST_USE;

#endif
