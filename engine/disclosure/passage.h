/* One indicator through the gate: its rows, judged by its own sheet alone. Private to the gate. */
#ifndef ENGINE_DISCLOSURE_PASSAGE_H
#define ENGINE_DISCLOSURE_PASSAGE_H

#include "engine/disclosure/changes.h"

typedef struct {
    KmArena *arena; /* nobody else's during the passage */
    const KmGateInput *input;
    KmArena *rows_arena; /* of the list of rows alone: a copy of it is all that is needed */
    KmRow *rows;
    size_t n_rows;
    size_t capacity;
} KmPassage;

bool km_pass_indicator(KmPassage *passage, const KmIndicatorText *text, KmError *err) KM_MUST_USE;

/* A gap between groups of an indicator whose rows stand among `levels`. */
bool km_pass_gap(KmPassage *passage, const KmIndicatorText *text, const KmPublishedFigure *levels,
                 size_t n_levels, KmError *err) KM_MUST_USE;

#endif
