#include "deliver.h"

#include "opvang.h"

/* Registers come when something changes: at the start and twice after. */
static bool is_register_quarter(const Round *round)
{
    return round->index == 0 || round->index == 7 || round->index == QUARTERS - 1;
}

void opvang_deliver(const Round *round)
{
    if (is_register_quarter(round)) {
        deliver_partners(round);
        deliver_benchmark(round);
    }
    deliver_lrk(round);
    deliver_population_counts(round);
    deliver_contacts(round);
    deliver_hours(round);
}
