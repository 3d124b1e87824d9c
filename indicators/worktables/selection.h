/* Which rows count. For each day, contract and deliverer, among the deliveries received on or
 * before the knowledge date and not withdrawn by then, the newest whose authority covers that day
 * speaks alone; newest by (received, end of period, version, content hash), so that the order of
 * importing never matters. A register speaks from its period's start until the next register
 * delivery's. Pure: deliveries in, segments out. */
#ifndef INDICATORS_SELECTION_H
#define INDICATORS_SELECTION_H

#include "engine/base/arena.h"
#include "engine/store/delivery.h"

typedef struct {
    size_t delivery; /* index in the list given */
    KmDate from, to; /* speaks on these days, [from, to) */
} KmSegment;

typedef struct {
    const KmSegment *segments; /* by contract, deliverer (byte order), from; none empty */
    size_t n_segments;
    KmDate knowledge;
} KmSelection;

/* `knowledge` KM_DATE_OPEN: the latest received date in the list. */
KmSelection km_selection_make(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                              KmDate knowledge);

#endif
