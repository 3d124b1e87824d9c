/* Weekly timetables of childcare contracts, in quarter hours per weekday. */
#ifndef STAD_OPVANG_TIMETABLES_H
#define STAD_OPVANG_TIMETABLES_H

#include "stad/city.h"

/* The houder that delivers hours per week and days per week, but no hours per weekday. */
enum { HOUDER_WITHOUT_WEEKDAYS = 5 };

/* Fills hours, days and weeks for a place in a ve group: mostly, not always, 640 hours a year. */
void hours_ve(const City *city, Random *random, Placement *placement);

/* Two days at a nursery beside a playgroup: part of a week shared by two sites. */
void hours_two_days(const City *city, Random *random, Placement *placement, int first_day);

void hours_regular(const City *city, Random *random, Placement *placement);

#endif
