/* Changes between published rows: only when both ends are shown, under the same block. */
#ifndef ENGINE_DISCLOSURE_CHANGES_H
#define ENGINE_DISCLOSURE_CHANGES_H

#include "engine/disclosure/gate.h"

/* A row in the making. `source` is set only for a block shown alone. */
typedef struct {
    KmPublishedFigure figure;
    const KmFigure *source;
} KmRow;

/* All rows of one indicator. */
void km_changes_fill(KmArena *arena, const KmGateInput *input, KmRow *rows, size_t n_rows);

#endif
