/* Private to the kept runs: figures as bytes. A run is mostly columns that stand still, run along
 * with another or take a few values; so figures are written column by column, 512 at a time, each
 * column in the shortest of a few ways. A column is one 8-byte word of KmFigure, whatever it holds:
 * no member can be forgotten, and what comes back is the same to the last bit. Behind them come the
 * comparisons of those that have any, in the same way. */
#ifndef INDICATORS_KEPT_PART_H
#define INDICATORS_KEPT_PART_H

#include "engine/base/text.h"
#include "engine/figures/figure.h"

/* Adds `n_figures` figures to `to`. */
void km_kept_pack(KmArena *scratch, const KmFigure *figures, size_t n_figures, KmText *to);
/* Into `figures`, which are zeroed; their texts point into `bytes`, which end with a NUL that is
 * not counted, their comparisons into `arena`. False: not what km_kept_pack makes of that many
 * figures. */
bool km_kept_unpack(KmArena *arena, const char *bytes, size_t length, KmFigure *figures,
                    size_t n_figures) KM_MUST_USE;

#endif
