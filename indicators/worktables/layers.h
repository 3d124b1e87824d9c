/* Deliveries of changes: which layer of a stack (selection.h) has the last word on a row. A row is
 * known by the keyed hash of its key (KM_ROW_KEY_COLUMN); without a whole key it stands alone. */
#ifndef INDICATORS_LAYERS_H
#define INDICATORS_LAYERS_H

#include "indicators/worktables/selection.h"

typedef struct KmLayers KmLayers;

/* Reads the keys of the contract's deliveries that lie in stacks; `*ret_layers` NULL when none
 * does. */
bool km_layers_read(KmStore *store, KmArena *arena, const char *contract,
                    const KmDelivery *deliveries, const KmSelection *selection,
                    KmLayers **ret_layers, KmError *err) KM_MUST_USE;
/* A row of that segment does not count: a higher layer says something of its key, or the row itself
 * says that it is gone. `key` and `gone`: its cells of the two columns. */
bool km_layers_overrule(const KmLayers *layers, uint32_t segment, const KmCell *key,
                        const KmCell *gone);

#endif
