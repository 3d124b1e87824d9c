/*
 * What follows from going to school: handovers, advices, support and absence (C07, C08, C09, C10):
 * drawn, delivered and counted.
 */
#ifndef STAD_SCHOOL_AREA_H
#define STAD_SCHOOL_AREA_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

void school_area_build(City *city);
void school_area_release(City *city);
void school_area_deliver(const Round *round);
/* What comes once, beside the quarters. */
void school_area_tables(const char *directory);
void school_area_truth(const City *city, Answers *answers);

#endif
