/* Spells: half-open stretches of days [from, to). The algebra on which units are counted: merge,
 * intersect, cover, and the state at up to 64 reference dates as the bits of one word.
 * KM_DATE_EVER and KM_DATE_OPEN are the unbounded ends. Pure functions; no memory of their own. */
#ifndef INDICATORS_SPELLS_H
#define INDICATORS_SPELLS_H

#include "engine/base/date.h"

typedef struct {
    KmDate from, to; /* to = first day no longer */
} KmSpell;

enum { KM_MOST_DATES = 64 };

/* Sorts by start, joins what overlaps or touches and drops what is empty, in place; returns how
 * many are left. */
size_t km_spells_merge(KmSpell *spells, size_t count);

/* The days two merged lists have in common. `ret_spells` has room for n_a + n_b and is
 * merged again. */
size_t km_spells_intersect(const KmSpell *a, size_t n_a, const KmSpell *b, size_t n_b,
                           KmSpell *ret_spells);

/* Bit i is set when dates[i] lies in the spell; dates ascend, at most 64. */
uint64_t km_spell_mask(const KmDate *dates, size_t n_dates, KmSpell spell);

#endif
