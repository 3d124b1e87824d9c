#include "engine/figures/frequency.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *dutch;
    KmFrequency frequency;
} FrequencyWord;

static const FrequencyWord words[] = {
    {"month", "elke maand", KM_FREQUENCY_MONTH},
    {"quarter", "elk kwartaal", KM_FREQUENCY_QUARTER},
    {"school_year", "elk schooljaar", KM_FREQUENCY_SCHOOL_YEAR},
    {"year", "elk kalenderjaar", KM_FREQUENCY_YEAR},
    {"on_change", "bij elke wijziging", KM_FREQUENCY_ON_CHANGE},
};

enum { WORDS = sizeof words / sizeof words[0] };

bool km_frequency_find(const char *name, KmFrequency *ret_frequency)
{
    for (size_t i = 0; i < WORDS; i++) {
        if (strcmp(words[i].name, name) == 0) {
            *ret_frequency = words[i].frequency;
            return true;
        }
    }
    return false;
}

const char *km_frequency_names(void)
{
    return "month, quarter, school_year, year, on_change";
}

const char *km_frequency_dutch(KmFrequency frequency)
{
    for (size_t i = 0; i < WORDS; i++) {
        if (words[i].frequency == frequency) {
            return words[i].dutch;
        }
    }
    return "";
}

static KmPeriod parse_known(const char *text)
{
    KmError err = {0};
    KmPeriod period = {0};
    bool good = km_period_parse(text, &period, &err);
    assert(good && "a period we wrote ourselves");
    (void)good;
    return period;
}

KmPeriod km_frequency_period_of(KmFrequency frequency, KmDate day)
{
    KmCivil civil = km_civil_from_date(day);
    int year = civil.year;
    char text[64];
    switch (frequency) {
    case KM_FREQUENCY_MONTH:
        (void)snprintf(text, sizeof text, "%d-%02d", year, civil.month);
        return parse_known(text);
    case KM_FREQUENCY_SCHOOL_YEAR:
        year -= civil.month < 8;
        (void)snprintf(text, sizeof text, "%d-%d", year, year + 1);
        return parse_known(text);
    case KM_FREQUENCY_YEAR:
        (void)snprintf(text, sizeof text, "%dK1..%dK4", year, year);
        return parse_known(text);
    case KM_FREQUENCY_QUARTER:
    case KM_FREQUENCY_ON_CHANGE:
        break;
    }
    return km_period_quarter_of(day);
}

size_t km_frequency_periods(KmFrequency frequency, KmDate from, KmDate to, KmPeriod *ret_periods,
                            size_t most)
{
    size_t n = 0;
    if (frequency == KM_FREQUENCY_ON_CHANGE) {
        return 0;
    }
    for (KmDate day = from; day < to && n < most;) {
        KmPeriod period = km_frequency_period_of(frequency, day);
        if (period.to <= to) {
            ret_periods[n++] = period;
        }
        day = period.to;
    }
    return n;
}

KmDate km_frequency_due(const KmDeliveryTerms *terms, const KmPeriod *period)
{
    return period->to - 1 + terms->due_days;
}
