/* Which rows count. For each day, contract and deliverer, among the deliveries received on or
 * before the knowledge date and not withdrawn by then, the newest whose authority covers that day
 * speaks alone. Newest by (received, end of period, stated version, lines, bytes, content hash).
 * Nothing in that hangs on the order of importing: an unstated version is a number in a name only.
 * Of two unstated versions received on one day the larger file counts; the keyed hash decides only
 * between files of equal lines and bytes, so that no hash need be kept that could confirm what a
 * small file holds. Of stated versions of one period only the highest counts, whenever it was
 * received. A register speaks from its period's start until the next register delivery's.
 *
 * A `mutatie` does not speak alone but in a stack: the newest full delivery of its own or an
 * earlier period below, the mutations since then above it, itself on top. What a higher layer says
 * of a key replaces what lower ones say. Without a full delivery below it it says nothing: some
 * rows may not pass for all. Pure: deliveries in, segments out. */
#ifndef INDICATORS_SELECTION_H
#define INDICATORS_SELECTION_H

#include "engine/base/arena.h"
#include "engine/store/delivery.h"

typedef struct {
    size_t delivery; /* index in the list given */
    KmDate from, to; /* speaks on these days, [from, to) */
    uint32_t stack; /* 0: speaks alone; else the segments of one stack, lowest layer first, with the
                       same days */
} KmSegment;

/* What a delivery is beside the others known with it; marks that travel to its figures. */
typedef struct {
    bool corrects; /* called a correction, or after another full delivery of its period */
    bool shrank;   /* fewer than half the rows of the one before it */
} KmSelectionMarks;

typedef struct {
    const KmSegment *segments; /* by contract, deliverer (byte order), from; none empty */
    size_t n_segments;
    KmDate knowledge;
    const KmSelectionMarks *marks; /* by delivery in the list */
} KmSelection;

/* The last day on which something became known: received or withdrawn. KM_DATE_EVER: nothing. */
KmDate km_selection_latest(const KmDelivery *deliveries, size_t n_deliveries);
/* `knowledge` KM_DATE_OPEN: km_selection_latest. */
KmSelection km_selection_make(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                              KmDate knowledge);

#endif
