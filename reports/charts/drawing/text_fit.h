/* How much room words take, and where they go so that they do not lie over each other. Widths are
 * those of the widest font that may stand in for Open Sans (DejaVu Sans, what a bare Linux has). */
#ifndef REPORTS_TEXT_FIT_H
#define REPORTS_TEXT_FIT_H

#include "engine/base/arena.h"

#include <stddef.h>

double km_text_width(const char *text, double size, bool bold);

typedef struct {
    const char *const *lines;
    size_t count;
} KmLines;
/* Broken at spaces; a word that is too long by itself is broken inside. Never zero lines. */
KmLines km_text_wrap(KmArena *arena, const char *text, double size, bool bold, double width);

/* The same number of lines, of about equal length: no last line of one word; two lines part at a
 * pause when there is a good one. */
KmLines km_text_balance(KmArena *arena, const char *text, double size, bool bold, double width);

/* Labels on one vertical line, kept in the order of what they point at: `centre` moves as little as
 * needed so that none overlap and all lie between top and bottom (when they fit). */
typedef struct {
    double anchor; /* what it points at */
    double centre, height;
    double weight; /* how dearly it wants to stay; 0 counts as 1 */
} KmSlot;
void km_slots_spread(KmSlot *slots, size_t n, double top, double bottom);

#endif
