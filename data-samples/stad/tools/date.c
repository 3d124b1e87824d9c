#include "stad/tools/date.h"

#include <stdbool.h>

enum { FEBRUARY = 2, MARCH = 3, AUGUST = 8, DAYS_IN_ERA = 146097, EPOCH_SHIFT = 719468 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == FEBRUARY && is_leap(year) ? 29 : lengths[month - 1];
}

/* Years are counted from March here, so that the leap day is the last day of its year. */
Day day_of(int year, int month, int day_in_month)
{
    int shifted = month <= FEBRUARY ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int month_from_march = month > FEBRUARY ? month - 3 : month + 9;
    int day_of_year = (153 * month_from_march + 2) / 5 + day_in_month - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_IN_ERA + day_of_era - EPOCH_SHIFT;
}

void civil_of(Day day, int *year, int *month, int *day_in_month)
{
    int shifted = day + EPOCH_SHIFT;
    int era = (shifted >= 0 ? shifted : shifted - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int day_of_era = shifted - era * DAYS_IN_ERA;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;

    *day_in_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= FEBRUARY ? 1 : 0);
}

Day months_after(Day birth, int months)
{
    int year, month, day;

    civil_of(birth, &year, &month, &day);
    bool leap_child = month == FEBRUARY && day == 29;
    int index = year * 12 + (month - 1) + months;
    year = index / 12;
    month = index % 12 + 1;
    if (leap_child && months % 12 == 0 && !is_leap(year)) {
        return day_of(year, MARCH, 1);
    }
    int length = month_length(year, month);
    return day_of(year, month, day > length ? length : day);
}

int completed_years(Day birth, Day on)
{
    int years = (on - birth) / 366;

    while (months_after(birth, (years + 1) * 12) <= on) {
        years++;
    }
    return years;
}

Day next_weekday(Day day)
{
    int weekday = ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday; 0 = Monday */

    return weekday < 5 ? day : day + 7 - weekday;
}

Day school_year_start(Day day)
{
    int year, month, day_in_month;

    civil_of(day, &year, &month, &day_in_month);
    return day_of(month >= AUGUST ? year : year - 1, AUGUST, 1);
}
