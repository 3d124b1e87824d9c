#include "indicators/worktables/spells.h"

#include <stdlib.h>

static int by_start(const void *left, const void *right)
{
    const KmSpell *a = left;
    const KmSpell *b = right;
    if (a->from != b->from) {
        return a->from < b->from ? -1 : 1;
    }
    return (a->to > b->to) - (a->to < b->to);
}

size_t km_spells_merge(KmSpell *spells, size_t count)
{
    size_t kept = 0;
    if (count > 1) {
        qsort(spells, count, sizeof *spells, by_start);
    }
    for (size_t i = 0; i < count; i++) {
        if (spells[i].to <= spells[i].from) {
            continue;
        }
        if (kept > 0 && spells[i].from <= spells[kept - 1].to) {
            if (spells[i].to > spells[kept - 1].to) {
                spells[kept - 1].to = spells[i].to;
            }
        } else {
            spells[kept++] = spells[i];
        }
    }
    return kept;
}

size_t km_spells_intersect(const KmSpell *a, size_t n_a, const KmSpell *b, size_t n_b,
                           KmSpell *ret_spells)
{
    size_t count = 0;
    for (size_t i = 0, j = 0; i < n_a && j < n_b;) {
        KmDate from = a[i].from > b[j].from ? a[i].from : b[j].from;
        KmDate to = a[i].to < b[j].to ? a[i].to : b[j].to;
        if (from < to) {
            ret_spells[count++] = (KmSpell){from, to};
        }
        if (a[i].to < b[j].to) {
            i++;
        } else {
            j++;
        }
    }
    return count;
}

/* Number of dates before `day`. */
static unsigned dates_before(const KmDate *dates, size_t n_dates, KmDate day)
{
    size_t low = 0;
    size_t high = n_dates;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dates[middle] < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (unsigned)low;
}

static uint64_t lowest_bits(unsigned count)
{
    return count >= KM_MOST_DATES ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

uint64_t km_spell_mask(const KmDate *dates, size_t n_dates, KmSpell spell)
{
    if (spell.to <= spell.from) {
        return 0;
    }
    return lowest_bits(dates_before(dates, n_dates, spell.to)) &
           ~lowest_bits(dates_before(dates, n_dates, spell.from));
}
