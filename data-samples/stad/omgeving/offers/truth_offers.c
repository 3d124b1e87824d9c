/* The answers about what is on offer and which partners do something. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/truth/people.h"

#include <string.h>

static bool overlaps(const Offer *offer, Day first, Day last)
{
    return offer->from <= last && offer->to > first;
}

static void count_in_view(const City *city, Answers *answers, int quarter)
{
    const Omgeving *o = city->omgeving;
    Day day = city_quarter(quarter).last;
    bool seen[PARTNERS] = {false};
    Count all = {.units = PARTNERS};

    for (size_t i = 0; i < o->offers.count; i++) {
        const Offer *offer = &o->offers.items[i];
        Day verified = offer_verified(offer, day);
        if (overlaps(offer, day, day) && verified != NEVER && verified > months_after(day, -12)) {
            seen[offer->provider] = true;
        }
    }
    for (int partner = 0; partner < PARTNERS; partner++) {
        all.hits += seen[partner];
    }
    answer_total(answers, "aanbod-in-beeld", quarter, all);
}

static void count_active(const City *city, Answers *answers, int quarter)
{
    const Omgeving *o = city->omgeving;
    Quarter bounds = city_quarter(quarter);
    bool active[PARTNERS + 1] = {false}; /* the last: no partner */
    Count all = {.units = PARTNERS};

    for (size_t i = 0; i < o->offers.count; i++) {
        const Offer *offer = &o->offers.items[i];
        active[offer->provider] |= overlaps(offer, bounds.first, bounds.last);
    }
    for (size_t i = 0; i < o->lines.count; i++) {
        const Line *line = &o->lines.items[i];
        int owner = partner_number(line->owner);
        active[owner == NO_PARTNER ? PARTNERS : owner] |= line_is_listed(line, bounds);
    }
    for (size_t i = 0; i < o->sessions.count; i++) {
        const Session *session = &o->sessions.items[i];
        int provider = partner_number(session->provider);
        active[provider == NO_PARTNER ? PARTNERS : provider] |=
            !session->cancelled && bounds.first <= session->day && session->day <= bounds.last;
    }
    for (int partner = 0; partner < PARTNERS; partner++) {
        all.hits += active[partner];
    }
    answer_total(answers, "partner-actief", quarter, all);
}

/* What a school had in a school year. */
typedef struct {
    bool area[AREAS];
    int day_areas; /* of the programme that lengthens the day */
    int day_quarters;
    int day_weeks;
} Supply;

/* With what it had under the names of the schools it was before. */
static Supply supply_of(const City *city, int site, Day first, Day last)
{
    const Omgeving *o = city->omgeving;
    bool day_area[AREAS] = {false};
    Supply supply = {.day_areas = 0};

    for (size_t i = 0; i < o->offers.count; i++) {
        const Offer *offer = &o->offers.items[i];
        bool is_here = offer->site != NO_SITE && site_on(city, offer->site, last + 1) == site;
        if (!is_here || !overlaps(offer, first, last) || offer->area >= AREA_LIBRARY) {
            continue;
        }
        supply.area[offer->area] = true;
        if (offer->programme == PROGRAMME_DAY) {
            supply.day_areas += !day_area[offer->area];
            day_area[offer->area] = true;
            supply.day_quarters += offer->week_quarters;
            supply.day_weeks = offer->weeks > supply.day_weeks ? offer->weeks : supply.day_weeks;
        }
    }
    return supply;
}

static bool covers_all(const Supply *supply)
{
    for (int area = 0; area < AREAS; area++) {
        if (!supply->area[area]) {
            return false;
        }
    }
    return true;
}

static void count_schools(const City *city, Answers *answers, int quarter, int year)
{
    Groups coverage;
    Groups days;

    (void)memset(&coverage, 0, sizeof coverage);
    (void)memset(&days, 0, sizeof days);
    for (int i = 0; i < city->site_count; i++) {
        const Site *site = &city->sites[i];
        Supply supply = supply_of(city, i, year_start(year), year_start(year + 1) - 1);
        Person place = {.wijk = site->wijk};
        if (!site_is_open(site, city_quarter(quarter).last)) { /* not in the quarter's register */
            continue;
        }
        if (site->use == SITE_SCHOOL) {
            groups_count(&coverage, place, covers_all(&supply));
        }
        if (site_has_rich_day(site)) {
            groups_count(&days, place,
                         supply.day_areas >= 2 && supply.day_quarters >= 8 &&
                             supply.day_weeks >= 28);
        }
    }
    groups_answer(answers, "domeindekking-locatie", city_quarter(quarter).name, &coverage, BY_WIJK);
    groups_answer(answers, "rld-locaties", city_quarter(quarter).name, &days, BY_WIJK);
}

void offers_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);

    count_in_view(city, answers, quarter);
    count_active(city, answers, quarter);
    use_truth(city, answers, quarter);
    if (year > 0) {
        count_schools(city, answers, quarter, year);
    }
}
