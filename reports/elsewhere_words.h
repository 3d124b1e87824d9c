/* What others published (R4) in words, for a page and a sheet alike. */
#ifndef REPORTS_ELSEWHERE_WORDS_H
#define REPORTS_ELSEWHERE_WORDS_H

#include "engine/base/arena.h"
#include "engine/figures/indicator_text.h"

/* "Leiden", "Nederland", or the area as delivered. */
const char *km_elsewhere_area_nl(const KmElsewhere *row, const char *own_area_nl);
/* "totaal", or the name of the group. */
const char *km_elsewhere_group_nl(const KmIndicatorText *text, const KmElsewhere *row);
char *km_elsewhere_value_nl(KmArena *arena, const KmIndicatorText *text, const KmElsewhere *row);

#endif
