/* On which days the rows of a file begin and end. */
#include "importers/decoding/decoder_inner.h"

static KmDayCounts *open_days(KmArena *arena, KmDate first, int field)
{
    if (field < 0) {
        return NULL;
    }
    KmDayCounts *counts = KM_NEW(arena, KmDayCounts);
    counts->first = first;
    return counts;
}

KmDayBooks km_day_books_open(KmArena *arena, const KmContract *c, KmDate first)
{
    return (KmDayBooks){.begins = open_days(arena, first, c->from_field),
                        .ends = open_days(arena, first, c->to_field),
                        .stamped = open_days(arena, first, c->dated_by)};
}

static void count_day(const KmDecoder *d, KmDayCounts *counts, int field)
{
    KmDate day;
    if (counts != NULL && km_decoder_date(d, field, &day)) {
        km_day_counts_add(counts, day);
    }
}

void km_decode_days(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    count_day(d, d->days.begins, c->from_field);
    count_day(d, d->days.ends, c->to_field);
    count_day(d, d->days.stamped, c->dated_by);
    d->tally.outside += d->row->is_outside ? 1 : 0;
}
