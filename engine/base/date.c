#include "engine/base/date.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int km_days_in_month(int year, int month)
{
    static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month];
}

/* Days since 1970-01-01. Source: H. Hinnant, "chrono-compatible low-level date algorithms",
 * days_from_civil. */
static KmDate day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

bool km_date_from_civil(int year, int month, int day, KmDate *ret_date)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > km_days_in_month(year, month)) {
        return false;
    }
    *ret_date = day_number(year, month, day);
    return true;
}

KmCivil km_civil_from_date(KmDate date)
{
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    int month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return (KmCivil){.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
                     .month = month,
                     .day = day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

static KmDate months_after(KmCivil c, int months, int *ret_day)
{
    int total = c.year * 12 + (c.month - 1) + months;
    int year = total / 12;
    int month = total % 12 + 1;
    int last = km_days_in_month(year, month);
    *ret_day = c.day < last ? c.day : last;
    return day_number(year, month, *ret_day);
}

KmDate km_date_plus_months(KmDate date, int months)
{
    int day = 0;
    return months_after(km_civil_from_date(date), months, &day);
}

KmDate km_birthday(KmDate birth, int months)
{
    int day = 0;
    KmCivil born = km_civil_from_date(birth);
    KmDate date = months_after(born, months, &day);
    bool leapling = born.month == 2 && born.day == 29;
    return leapling && months % 12 == 0 && day == 28 ? date + 1 : date;
}

int km_age_years(KmDate birth, KmDate day)
{
    if (day < birth) {
        return -1;
    }
    int years = km_civil_from_date(day).year - km_civil_from_date(birth).year;
    return km_birthday(birth, 12 * years) <= day ? years : years - 1;
}

static bool digits(const char *text, int n, int *ret_value)
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

bool km_date_parse_iso(const char *text, size_t length, KmDate *ret_date)
{
    int year;
    int month;
    int day;
    return length == 10 && text[4] == '-' && text[7] == '-' && digits(text, 4, &year) &&
           digits(text + 5, 2, &month) && digits(text + 8, 2, &day) &&
           km_date_from_civil(year, month, day, ret_date);
}

char *km_date_iso(KmArena *arena, KmDate date)
{
    if (date == KM_DATE_OPEN || date == KM_DATE_EVER) {
        return km_strdup(arena, "");
    }
    KmCivil c = km_civil_from_date(date);
    return km_format(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

char *km_date_dutch(KmArena *arena, KmDate date)
{
    static const char *const months[12] = {"januari",   "februari", "maart",    "april",
                                           "mei",       "juni",     "juli",     "augustus",
                                           "september", "oktober",  "november", "december"};
    KmCivil c = km_civil_from_date(date);
    return km_format(arena, "%d %s %d", c.day, months[c.month - 1], c.year);
}
