/* The answers about children who leave a child centre: a ve site whose partner school is far
 * enough. */
#include "stad/opvang/centres.h"

#include "stad/omgeving/model.h"
#include "stad/opvang/facts.h"
#include "stad/opvang/model.h"
#include "stad/truth/people.h"

#include <string.h>

enum { HALF_A_YEAR = 183, CENTRE = 4 };

static const Enrolment *first_primary(const City *city, const Child *child)
{
    const Enrolment *first = NULL;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (!row->secondary && (first == NULL || row->from < first->from)) {
            first = row;
        }
    }
    return first;
}

static int quarter_of(Day day)
{
    int quarter = 0;

    while (city_quarter(quarter).last < day) {
        quarter++;
    }
    return quarter;
}

/* The school a place leads to on a day, as the register of that quarter says; NO_SITE: none. */
static int school_of(const City *city, const Placement *place, Day day)
{
    int quarter = quarter_of(day);
    int school = fact_partner_school(city, place->site, quarter);

    return is_ve_hours(city, place, day) && school != NO_SITE &&
                   fact_ikc_stage(city, school, quarter) >= CENTRE
               ? school
               : NO_SITE;
}

typedef struct {
    bool left;
    bool went;
} Leaver;

static Leaver leaver_of(const City *city, const Child *child, const Enrolment *school)
{
    Day from = school->from - HALF_A_YEAR;
    Day first = city_quarter(0).first;
    Leaver leaver = {false, false};

    for (Day day = from > first ? from : first; day < school->from; day++) {
        for (size_t i = 0; i < child->placements.count; i++) {
            int site = school_of(city, &city->placements.items[child->placements.first + i], day);
            leaver.left |= site != NO_SITE;
            leaver.went |= site != NO_SITE && site == school->site;
        }
    }
    return leaver;
}

void centres_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);
    Groups groups;

    if (year <= 0) {
        return;
    }
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *school = first_primary(city, child);
        if (school == NULL || school->from < year_start(year) ||
            school->from >= year_start(year + 1)) {
            continue;
        }
        Leaver leaver = leaver_of(city, child, school);
        if (leaver.left) {
            groups_count(&groups, person_on(city, child, school->from), leaver.went);
        }
    }
    groups_answer(answers, "ikc-doorstroom", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}
