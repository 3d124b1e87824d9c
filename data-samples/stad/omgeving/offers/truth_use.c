/* The answers about how much is on offer, how much of it is used, and who offers it together. */
#include "stad/gemeente/districts.h"
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/truth/people.h"

#include <stdio.h>
#include <string.h>

static bool overlaps(const Offer *offer, Day first, Day last)
{
    return offer->from <= last && offer->to > first;
}

static const Offer *offer_of(const City *city, const Join *join)
{
    return &city->omgeving->offers.items[join->offer];
}

/* ---- the library ---- */

static bool borrows(const City *city, size_t child, Day first, Day last)
{
    Slice slice = city->omgeving->joins_of[child];

    for (size_t i = 0; i < slice.count; i++) {
        const Join *join = &city->omgeving->joins.items[slice.first + i];
        for (int s = 0; s < STRETCHES; s++) {
            Day from = stretch_start(join->year, s);
            if (offer_of(city, join)->area == AREA_LIBRARY && !join->card_only &&
                join->attended[s] > 0 && first <= from && from <= last) {
                return true;
            }
        }
    }
    return false;
}

static void count_borrowers(const City *city, Answers *answers, int quarter)
{
    Day last = city_quarter(quarter).last;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        if (is_resident(city, child, last) && completed_years(child->birth, last) < 18) {
            groups_count(&groups, person_on(city, child, last),
                         borrows(city, i, year_before(quarter), last));
        }
    }
    groups_answer(answers, "bieb-actief-lid", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_AGE);
}

/* ---- a school year ---- */

static bool is_of_age(const City *city, const Child *child, Day day)
{
    int age = completed_years(child->birth, day);

    return is_resident(city, child, day) && age >= 4 && age <= 17;
}

/* The library tells how often a child came, not how long it stayed. */
static bool tells_hours(const Offer *offer)
{
    return strcmp(partners[offer->provider].id, "bibliotheek-de-boekenmolen") != 0;
}

typedef struct {
    int quarters; /* of an hour */
    bool came;
    bool unknown; /* of a part of it */
} Time;

static Time time_spent(const City *city, size_t child, int year)
{
    Slice slice = city->omgeving->joins_of[child];
    Time time = {0, false, false};

    for (size_t i = 0; i < slice.count; i++) {
        const Join *join = &city->omgeving->joins.items[slice.first + i];
        const Offer *offer = offer_of(city, join);
        for (int s = 0; s < STRETCHES && join->year == year && offer->area < AREA_LIBRARY; s++) {
            time.came = time.came || join->attended[s] > 0;
            time.unknown = time.unknown || (join->attended[s] > 0 && !tells_hours(offer));
            time.quarters += join->attended[s] * offer->week_quarters;
        }
    }
    return time;
}

static void count_hours(const City *city, Answers *answers, int quarter, int year)
{
    Day last = year_start(year + 1) - 1;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Time time = time_spent(city, i, year);
        if (!time.came || !is_of_age(city, child, last)) {
            continue;
        }
        if (time.unknown) {
            groups_exclude(&groups, person_on(city, child, last));
        } else {
            groups_value(&groups, person_on(city, child, last), time.quarters / 4.0);
        }
    }
    groups_answer(answers, "deelname-uren", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_AGE | BY_LANGUAGE | BY_EDUCATION | BY_INCOME);
}

static void count_places(const City *city, Answers *answers, int quarter, int year)
{
    const char *period = city_quarter(quarter).name;
    Day first = year_start(year);
    Day last = year_start(year + 1) - 1;
    Count all = {0};
    Count wijken[WIJKEN + 1] = {{0}};

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        if (is_of_age(city, child, last)) {
            all.units++;
            wijken[person_on(city, child, last).wijk].units++;
        }
    }
    for (size_t i = 0; i < city->omgeving->offers.count; i++) {
        const Offer *offer = &city->omgeving->offers.items[i];
        if (offer->area < AREA_LIBRARY && overlaps(offer, first, last) && offer->age_from <= 17 &&
            offer->age_to >= 4) {
            all.hits += offer->places;
            wijken[offer->wijk].hits += offer->places;
        }
    }
    answer_total(answers, "aanbod-dichtheid", quarter, all);
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char digits[WIJK_DIGITS];
        char code[WIJK_DIGITS + 2];
        wijk_digits(wijk, digits);
        (void)snprintf(code, sizeof code, "WK%s", digits);
        answers_count(answers, "aanbod-dichtheid", period, "wijk", code, wijken[wijk]);
    }
    answers_count(answers, "aanbod-dichtheid", period, "wijk", "onbekend", wijken[WIJKEN]);
}

/* ---- refused ---- */

/* Does a delivery of the twelve quarters tell of it? */
static bool is_told(const Join *join)
{
    for (int s = 0; s < STRETCHES; s++) {
        Day from = stretch_start(join->year, s);
        Day to = stretch_start(join->year, s + 1);
        bool asked = !join_took_place(join) && from <= join->registered && join->registered < to;
        bool counted = join->booked[s] > 0 || join->attended[s] > 0;
        if ((asked || counted) && city_quarter(0).first <= from &&
            from <= city_quarter(QUARTERS - 1).last) {
            return true;
        }
    }
    return false;
}

static void count_refused(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->joins.count; i++) {
        const Join *join = &city->omgeving->joins.items[i];
        if (offer_of(city, join)->area < AREA_LIBRARY && bounds.first <= join->registered &&
            join->registered <= bounds.last && is_told(join)) {
            all.units++;
            all.hits += join->status == JOIN_FULL;
        }
    }
    answer_total(answers, "geweigerd-vol", quarter, all);
}

/* ---- together ---- */

static void link(bool linked[PARTNERS][PARTNERS], int one, int other)
{
    if (one != NO_PARTNER && other != NO_PARTNER && one != other) {
        linked[one][other] = true;
        linked[other][one] = true;
    }
}

/* Who had a line at the action in one of the four quarters. */
static void link_action(const City *city, int quarter, int action, bool linked[PARTNERS][PARTNERS])
{
    bool works[PARTNERS] = {false};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        int owner = partner_number(line->owner);
        for (int q = quarter - 3; q <= quarter && line->action == action; q++) {
            if (owner != NO_PARTNER && line_is_listed(line, city_quarter(q))) {
                works[owner] = true;
            }
        }
    }
    for (int one = 0; one < PARTNERS; one++) {
        for (int other = 0; other < one; other++) {
            if (works[one] && works[other]) {
                link(linked, one, other);
            }
        }
    }
}

static void count_pairs(const City *city, Answers *answers, int quarter)
{
    bool linked[PARTNERS][PARTNERS] = {{false}};
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->offers.count; i++) {
        const Offer *offer = &city->omgeving->offers.items[i];
        if (overlaps(offer, year_before(quarter), city_quarter(quarter).last)) {
            link(linked, offer->provider, offer->other);
        }
    }
    for (int action = 0; action < ACTIONS; action++) {
        link_action(city, quarter, action, linked);
    }
    for (int one = 0; one < PARTNERS; one++) {
        for (int other = 0; other < one; other++) {
            all.units++;
            all.hits += linked[one][other];
        }
    }
    answer_total(answers, "partner-verbonden", quarter, all);
}

void use_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);

    count_refused(city, answers, quarter);
    if (quarter >= 3) {
        count_borrowers(city, answers, quarter);
        count_pairs(city, answers, quarter);
    }
    if (year > 0) {
        count_hours(city, answers, quarter, year);
        count_places(city, answers, quarter, year);
    }
}
