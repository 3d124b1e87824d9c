#ifndef STAD_OPVANG_DELIVER_H
#define STAD_OPVANG_DELIVER_H

#include "stad/deliveries/deliver.h"

void deliver_partners(const Round *round);
void deliver_lrk(const Round *round);
void deliver_benchmark(const Round *round);
void deliver_population_counts(const Round *round);
void deliver_contacts(const Round *round);
void deliver_hours(const Round *round);

#endif
