#include "engine/figures/period.h"

#include <stdio.h>
#include <string.h>

static KmDate day_of(int year, int month, int day)
{
    KmDate date = KM_DATE_MIN;
    return km_date_from_civil(year, month, day, &date) ? date : KM_DATE_MIN;
}

static KmPeriod quarter(int year, int number)
{
    KmPeriod p = {.kind = KM_PERIOD_QUARTER, .from = day_of(year, 3 * number - 2, 1)};
    p.to = km_date_plus_months(p.from, 3);
    (void)snprintf(p.text, sizeof p.text, "%04dK%d", year, number);
    return p;
}

static KmPeriod school_year(int year)
{
    KmPeriod p = {
        .kind = KM_PERIOD_SCHOOL_YEAR, .from = day_of(year, 8, 1), .to = day_of(year + 1, 8, 1)};
    (void)snprintf(p.text, sizeof p.text, "%04d-%04d", year, year + 1);
    return p;
}

static KmPeriod month(int year, int number)
{
    KmPeriod p = {.kind = KM_PERIOD_MONTH, .from = day_of(year, number, 1)};
    p.to = km_date_plus_months(p.from, 1);
    (void)snprintf(p.text, sizeof p.text, "%04d-%02d", year, number);
    return p;
}

static KmPeriod single_day(KmDate date)
{
    KmPeriod p = {.kind = KM_PERIOD_DAY, .from = date, .to = date + 1};
    KmCivil c = km_civil_from_date(date);
    (void)snprintf(p.text, sizeof p.text, "%04d-%02d-%02d", c.year, c.month, c.day);
    return p;
}

static bool number(const char *text, int n, int *ret_value)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    *ret_value = value;
    return true;
}

static bool parse_single(const char *text, size_t length, KmPeriod *ret_period)
{
    int year;
    int second;
    if (length < 6 || !number(text, 4, &year) || year < 1950 || year > 2150) {
        return false;
    }
    KmDate date;
    if (km_date_parse_iso(text, length, &date)) {
        *ret_period = single_day(date);
        return true;
    }
    if (length == 6 && (text[4] == 'K' || text[4] == 'k') && text[5] >= '1' && text[5] <= '4') {
        *ret_period = quarter(year, text[5] - '0');
        return true;
    }
    if (length == 7 && text[4] == '-' && number(text + 5, 2, &second) && second >= 1 &&
        second <= 12) {
        *ret_period = month(year, second);
        return true;
    }
    if (length == 9 && text[4] == '-' && number(text + 5, 4, &second) && second == year + 1) {
        *ret_period = school_year(year);
        return true;
    }
    return false;
}

static bool refuse(const char *text, KmError *err)
{
    (void)km_error_set(
        err, KM_ERROR_USAGE,
        "'%.40s' is not a period; write 2026K3, 2025-2026, 2026-09, 2026-10-01 or a range "
        "such as 2025K4..2026K3",
        text);
    bool is_year = strlen(text) == 4 && strspn(text, "0123456789") == 4;
    return is_year ? km_error_hint(err, "the calendar year %s is %sK1..%sK4", text, text, text)
                   : false;
}

bool km_period_range(const KmPeriod *a, const KmPeriod *b, KmPeriod *ret_range, KmError *err)
{
    if (a->kind != b->kind || a->from > b->from) {
        return km_error_set(
            err, KM_ERROR_USAGE,
            "'%s..%s' is not a range: both ends must be of one kind, the first not after the last",
            a->text, b->text);
    }
    KmPeriod range = *a;
    range.to = b->to;
    range.is_range = a->from != b->from;
    if (range.is_range) {
        (void)snprintf(range.text, sizeof range.text, "%.14s..%.14s", a->text, b->text);
    }
    *ret_range = range;
    return true;
}

bool km_period_parse(const char *text, KmPeriod *ret_period, KmError *err)
{
    const char *dots = strstr(text, "..");
    if (dots == NULL) {
        return parse_single(text, strlen(text), ret_period) || refuse(text, err);
    }
    KmPeriod first;
    KmPeriod last;
    if (!parse_single(text, (size_t)(dots - text), &first) ||
        !parse_single(dots + 2, strlen(dots + 2), &last)) {
        return refuse(text, err);
    }
    return km_period_range(&first, &last, ret_period, err);
}

static KmPeriod shift_single(KmPeriodKind kind, KmDate from, int steps)
{
    KmCivil c = km_civil_from_date(from);
    int months = c.year * 12 + c.month - 1;
    switch (kind) {
    case KM_PERIOD_QUARTER:
        months += 3 * steps;
        return quarter(months / 12, months % 12 / 3 + 1);
    case KM_PERIOD_SCHOOL_YEAR:
        return school_year(c.year + steps);
    case KM_PERIOD_MONTH:
        months += steps;
        return month(months / 12, months % 12 + 1);
    case KM_PERIOD_DAY:
        break;
    }
    return single_day(from + steps);
}

int km_period_parts(const KmPeriod *period)
{
    if (!period->is_range) {
        return 1;
    }
    int n = 0;
    for (KmPeriod p = shift_single(period->kind, period->from, 0); p.from < period->to; n++) {
        p = shift_single(p.kind, p.from, 1);
    }
    return n;
}

KmPeriod km_period_part(const KmPeriod *period, int i)
{
    return shift_single(period->kind, period->from, i);
}

KmPeriod km_period_shift(const KmPeriod *period, int steps)
{
    KmPeriod first = shift_single(period->kind, period->from, steps);
    if (!period->is_range) {
        return first;
    }
    KmPeriod last = shift_single(period->kind, period->from, steps + km_period_parts(period) - 1);
    KmPeriod range = first;
    KmError unused;
    return km_period_range(&first, &last, &range, &unused) ? range : first;
}

KmPeriod km_period_quarter_of(KmDate day)
{
    KmCivil c = km_civil_from_date(day);
    return quarter(c.year, (c.month - 1) / 3 + 1);
}

KmPeriod km_period_month_of(KmDate day)
{
    KmCivil c = km_civil_from_date(day);
    return month(c.year, c.month);
}

static char *dutch_single(KmArena *arena, const KmPeriod *period)
{
    static const char *const ordinal[5] = {"", "eerste", "tweede", "derde", "vierde"};
    KmCivil c = km_civil_from_date(period->from);
    switch (period->kind) {
    case KM_PERIOD_QUARTER:
        return km_format(arena, "%s kwartaal %d", ordinal[(c.month - 1) / 3 + 1], c.year);
    case KM_PERIOD_SCHOOL_YEAR:
        return km_format(arena, "schooljaar %d-%d", c.year, c.year + 1);
    case KM_PERIOD_MONTH:
        return km_strdup(arena, km_date_dutch(arena, period->from) + 2);
    case KM_PERIOD_DAY:
        break;
    }
    return km_date_dutch(arena, period->from);
}

char *km_period_dutch(KmArena *arena, const KmPeriod *period)
{
    KmPeriod first = km_period_part(period, 0);
    if (!period->is_range) {
        return dutch_single(arena, &first);
    }
    KmPeriod last = km_period_part(period, km_period_parts(period) - 1);
    return km_format(arena, "%s tot en met %s", dutch_single(arena, &first),
                     dutch_single(arena, &last));
}
