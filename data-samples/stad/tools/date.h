/*
 * Own date arithmetic of the sample city: day numbers since 1970-01-01 (proleptic Gregorian).
 * Deliberately not the engine's: the truth file is a second opinion.
 */
#ifndef STAD_DATE_H
#define STAD_DATE_H

#include <stdint.h>

typedef int32_t Day;

/* A day that never comes: an open end. */
#define NEVER INT32_MAX

Day day_of(int year, int month, int day_in_month);
void civil_of(Day day, int *year, int *month, int *day_in_month);

/*
 * The day a child born on `birth` completes `months` months: the same day number, clamped to the
 * end of the month; except that birthdays of 29-February children fall on 1 March in other years.
 */
Day months_after(Day birth, int months);

int completed_years(Day birth, Day on);

/* Saturday or Sunday shifts to the Monday after. */
Day next_weekday(Day day);

/* First day of the school year (1 August) that `day` lies in. */
Day school_year_start(Day day);

#endif
