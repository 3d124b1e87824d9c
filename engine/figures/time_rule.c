#include "engine/figures/time_rule.h"

#include <stdio.h>

static KmDate day_of(int year, int month, int day)
{
    KmDate date = KM_DATE_MIN;
    return km_date_from_civil(year, month, day, &date) ? date : KM_DATE_MIN;
}

/* The last day `day`-`month` before `before`. */
static KmDate last_before(KmDate before, int month, int day)
{
    int year = km_civil_from_date(before).year;
    KmDate date = day_of(year, month, day);
    return date < before ? date : day_of(year - 1, month, day);
}

static KmWindow earlier(KmWindow window, int quarters)
{
    if (quarters == 0) {
        return window;
    }
    return (KmWindow){km_date_plus_months(window.from, -3 * quarters),
                      km_date_plus_months(window.to, -3 * quarters)};
}

KmWindow km_time_window(KmTimeRule rule, int delay, const KmPeriod *period)
{
    KmWindow window = {period->from, period->to};
    KmDate day = 0;
    switch (rule) {
    case KM_TIME_QUARTER_END:
    case KM_TIME_COHORT:
    case KM_TIME_FLOW:
        break;
    case KM_TIME_YEAR:
        window.from = km_date_plus_months(period->to, -12);
        break;
    case KM_TIME_OCTOBER:
        day = last_before(period->to, 10, 1);
        return (KmWindow){day, day + 1};
    case KM_TIME_FEBRUARY:
        day = last_before(period->to, 2, 1);
        return (KmWindow){day, day + 1};
    case KM_TIME_SCHOOL_YEAR:
        day = last_before(period->to, 7, 31);
        return (KmWindow){km_date_plus_months(day + 1, -12), day + 1};
    }
    return earlier(window, delay);
}

bool km_time_is_measured(KmTimeRule rule, const KmPeriod *period)
{
    KmWindow window = km_time_window(rule, 0, period);
    return !period->is_range && window.to > period->from;
}

bool km_time_is_day(KmTimeRule rule)
{
    return rule == KM_TIME_QUARTER_END || rule == KM_TIME_OCTOBER || rule == KM_TIME_FEBRUARY;
}

bool km_time_is_yearly(KmTimeRule rule)
{
    return rule == KM_TIME_OCTOBER || rule == KM_TIME_FEBRUARY || rule == KM_TIME_SCHOOL_YEAR;
}

bool km_time_is_quarterly(KmTimeRule rule)
{
    return rule == KM_TIME_QUARTER_END || rule == KM_TIME_COHORT || rule == KM_TIME_FLOW;
}

const char *km_time_name(KmTimeRule rule)
{
    static const char *const names[] = {"KE", "COH", "KP", "R12", "OKT", "FEB", "SJ"};
    return names[rule];
}

char *km_time_dutch(KmArena *arena, KmTimeRule rule, const KmPeriod *period)
{
    KmWindow window = km_time_window(rule, 0, period);
    KmCivil first = km_civil_from_date(window.from);
    if (rule == KM_TIME_SCHOOL_YEAR) {
        return km_format(arena, "schooljaar %d-%d", first.year, first.year + 1);
    }
    if (km_time_is_yearly(rule)) {
        return km_date_dutch(arena, window.from);
    }
    if (rule == KM_TIME_YEAR) {
        KmCivil last = km_civil_from_date(window.to - 1);
        return km_format(arena, "12 maanden tot en met %s",
                         km_date_dutch(arena, day_of(last.year, last.month, 1)) + 2);
    }
    return km_period_dutch(arena, period);
}
