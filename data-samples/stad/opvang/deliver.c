#include "stad/opvang/deliver.h"

#include "stad/gemeente/partners.h"

#include "stad/opvang/opvang.h"

void opvang_deliver(const Round *round)
{
    if (partners_are_delivered(round->index)) {
        deliver_partners(round);
        deliver_benchmark(round);
    }
    deliver_lrk(round);
    deliver_population_counts(round);
    deliver_contacts(round);
    deliver_hours(round);
}
