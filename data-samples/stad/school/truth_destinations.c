/* The answers about where pupils of practical training are half a year after they left. */
#include "stad/omgeving/model.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <string.h>

enum { HALF_A_YEAR = 183 };

static bool goes_on(const City *city, const Child *child, Day day)
{
    const Enrolment *row = enrolment_on(city, child, day);

    return row != NULL && row->kind == SCHOOL_PRO;
}

/* The row with which the child last left in these days; NULL: none. */
static const Enrolment *left_with(const City *city, const Child *child, Day first, Day last)
{
    const Enrolment *found = NULL;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (row->kind == SCHOOL_PRO && first <= row->to && row->to <= last &&
            !goes_on(city, child, row->to)) {
            found = row;
        }
    }
    return found;
}

/* What the attendance office told last within half a year; NOT_TOLD: nothing. */
static Destination told_about(const City *city, size_t child, Day left)
{
    const SchoolArea *area = city->school_area;
    Destination told = DESTINATION_NOT_TOLD;
    Day newest = NEVER;

    for (size_t i = 0; i < area->absences.count; i++) {
        const Absence *report = &area->absences.items[i];
        if (report->child == child && report->kind == ABSENCE_LEFT &&
            absence_destination(i) != DESTINATION_NOT_TOLD && report->from >= left - HALF_A_YEAR &&
            report->from <= left + HALF_A_YEAR && (newest == NEVER || report->from > newest)) {
            newest = report->from;
            told = absence_destination(i);
        }
    }
    return told;
}

/* Of who left in the twelve months until half a year ago. */
void destinations_truth(const City *city, Answers *answers, int quarter)
{
    Groups groups;

    if (quarter < 2 || year_before(quarter - 2) < city_quarter(0).first) {
        return;
    }
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row =
            left_with(city, child, year_before(quarter - 2), city_quarter(quarter - 2).last);
        if (row == NULL) {
            continue;
        }
        Person person = person_on(city, child, row->to);
        Destination told = told_about(city, i, row->to);
        bool at_school = enrolment_on(city, child, row->to + HALF_A_YEAR) != NULL;
        if (row->moved) {
            groups_exclude(&groups, person);
        } else if (!at_school && told == DESTINATION_NOT_TOLD) {
            groups_unknown(&groups, person);
        } else {
            groups_count(&groups, person, at_school || told != DESTINATION_NONE);
        }
    }
    groups_answer(answers, "pro-vso-bestemming", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}
