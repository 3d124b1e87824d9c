/* The answers about how pupils take part in the lengthened day: in how many areas, how many hours a
 * week, how faithfully, and whether they got what they asked for first. */
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/joins.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/truth/people.h"

#include <string.h>

enum { FIRST_OF_OCTOBER = 61, FIRST_CHOICE = 1 };

static const Offer *offer_of(const City *city, const Join *join)
{
    return &city->omgeving->offers.items[join->offer];
}

static Slice joins_of(const City *city, size_t child)
{
    return city->omgeving->joins_of[child];
}

static const Join *join_of(const City *city, Slice slice, size_t nth)
{
    return &city->omgeving->joins.items[slice.first + nth];
}

static int attended(const Join *join)
{
    int total = 0;

    for (int stretch = 0; stretch < STRETCHES; stretch++) {
        total += join->attended[stretch];
    }
    return total;
}

/* The library tells who came, not what was booked or for how long. */
static bool is_told_in_full(const Offer *offer)
{
    return offer->programme == PROGRAMME_DAY &&
           strcmp(partners[offer_deliverer(offer)].id, "bibliotheek-de-boekenmolen") != 0;
}

static int areas_of(const City *city, size_t child, int year)
{
    bool seen[AREAS] = {false};
    int count = 0;

    for (size_t i = 0; i < joins_of(city, child).count; i++) {
        const Join *join = join_of(city, joins_of(city, child), i);
        Area area = offer_of(city, join)->area;
        if (join->year == year && area < AREA_LIBRARY && attended(join) > 0 && !seen[area]) {
            seen[area] = true;
            count++;
        }
    }
    return count;
}

/* Of each programme the hours the pupil was there, by the weeks it lasts. */
static double week_hours_of(const City *city, size_t child, int year)
{
    double sum = 0.0;

    for (size_t i = 0; i < joins_of(city, child).count; i++) {
        const Join *join = join_of(city, joins_of(city, child), i);
        const Offer *offer = offer_of(city, join);
        if (join->year == year && is_told_in_full(offer)) {
            double hours = (double)(attended(join) * offer->week_quarters) / 4.0;
            sum += hours / (double)offer->weeks;
        }
    }
    return sum;
}

typedef enum { CHOICE_NONE, CHOICE_MISSED, CHOICE_GOT } Choice;

static Choice first_choice(const City *city, size_t child, int year)
{
    Choice choice = CHOICE_NONE;

    for (size_t i = 0; i < joins_of(city, child).count; i++) {
        const Join *join = join_of(city, joins_of(city, child), i);
        if (join->year == year && join->preference == FIRST_CHOICE) {
            choice = choice == CHOICE_GOT || join_took_place(join) ? CHOICE_GOT : CHOICE_MISSED;
        }
    }
    return choice;
}

static void count_choices(const City *city, Answers *answers, int quarter, int year)
{
    Day october = year_start(year) + FIRST_OF_OCTOBER;
    Groups choices;

    (void)memset(&choices, 0, sizeof choices);
    for (size_t i = 0; i < city->children.count; i++) {
        Choice choice = first_choice(city, i, year);
        if (choice != CHOICE_NONE) {
            groups_count(&choices, person_on(city, &city->children.items[i], october),
                         choice == CHOICE_GOT);
        }
    }
    groups_answer(answers, "eerste-voorkeur", city_quarter(quarter).name, &choices,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
}

static void count_year(const City *city, Answers *answers, int quarter, int year)
{
    Day october = year_start(year) + FIRST_OF_OCTOBER;
    const char *period = city_quarter(quarter).name;
    Groups areas;
    Groups hours;

    (void)memset(&areas, 0, sizeof areas);
    (void)memset(&hours, 0, sizeof hours);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, october);
        Person person = person_on(city, child, october);
        if (row == NULL || !site_has_rich_day(&city->sites[row->site])) {
            continue;
        }
        if (areas_of(city, i, year) > 0) {
            groups_value(&areas, person, (double)areas_of(city, i, year));
        }
        if (week_hours_of(city, i, year) > 0.0) {
            groups_value(&hours, person, week_hours_of(city, i, year));
        }
    }
    groups_answer(answers, "rld-breedte", period, &areas,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    groups_answer(answers, "rld-uren", period, &hours,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* In the stretches that begin in the quarter; more often than booked is every time. */
static void count_attendance(const City *city, Answers *answers, int quarter)
{
    Quarter told = city_quarter(quarter);
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        Person person = person_on(city, &city->children.items[i], told.last);
        int booked = 0;
        int came = 0;
        for (size_t nth = 0; nth < joins_of(city, i).count; nth++) {
            const Join *join = join_of(city, joins_of(city, i), nth);
            for (int s = 0; s < STRETCHES && is_told_in_full(offer_of(city, join)); s++) {
                Day day = stretch_start(join->year, s);
                if (told.first <= day && day <= told.last) {
                    booked += join->booked[s];
                    came +=
                        join->attended[s] < join->booked[s] ? join->attended[s] : join->booked[s];
                }
            }
        }
        groups_share(&groups, person, booked, (double)came);
    }
    groups_answer(answers, "rld-trouw", told.name, &groups,
                  BY_WIJK | BY_SEX | BY_AGE | BY_LANGUAGE | BY_EDUCATION | BY_INCOME);
}

void day_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);

    count_attendance(city, answers, quarter);
    if (quarter % 4 == 3) { /* what a choice needs is delivered of the first school year as well */
        count_choices(city, answers, quarter, quarter / 4);
    }
    if (year > 0) {
        count_year(city, answers, quarter, year);
    }
}
