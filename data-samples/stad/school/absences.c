#include "stad/school/absences.h"

#include "stad/gemeente/sites.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"

enum { FOUR_WEEKS = 28, STOPPED_BY_NEXT_REPORT = 6, OF_AGE = 18 };

typedef struct {
    AbsenceKind kind;
    double per_year; /* chance for a child of compulsory age; absolute: for who is at no school */
    double mean_days;
    int from_age;
} Habit;

static const Habit habits[] = {
    {ABSENCE_ABSOLUTE, .03, 60, 5}, {ABSENCE_RELATIVE, .019, 20, 7},  {ABSENCE_LONG, .0032, 110, 6},
    {ABSENCE_HOLIDAY, .006, 6, 5},  {ABSENCE_EXEMPTION, .02, 500, 5}, {ABSENCE_SICK, .007, 40, 8},
};

static Day office_start(void)
{
    return day_of(2023, 8, 21);
}

/* A long episode is reported again every four weeks, under a new number, with days between. */
static void report(City *city, Random *random, Absence absence)
{
    Day end = absence.to == NEVER ? city_end() : absence.to;

    if (absence.kind != ABSENCE_LONG && absence.kind != ABSENCE_RELATIVE) {
        PUSH(city->school_area->absences, absence);
        return;
    }
    for (Day from = absence.from; from < end;) {
        Absence part = absence;
        Day next = from + FOUR_WEEKS + random_between(random, 0, 12);
        part.from = from;
        part.site = absence.site == NO_SITE ? NO_SITE : site_on(city, absence.site, from);
        part.to = next < end ? from + FOUR_WEEKS : absence.to;
        part.quarter_hours = random_between(random, 64, 360);
        part.repeats = from > absence.from;
        part.end_reason = next < end ? STOPPED_BY_NEXT_REPORT : absence.end_reason;
        PUSH(city->school_area->absences, part);
        from = next;
    }
}

static void miss_school(City *city, size_t index, Random *random, const Habit *habit, Day day)
{
    static const double reasons[] = {.6, .2, .02, .12, .02, .04};
    const Child *child = &city->children.items[index];
    Day from = next_weekday(day);
    const Enrolment *row = enrolment_on(city, child, from);
    bool at_school = habit->kind != ABSENCE_ABSOLUTE && habit->kind != ABSENCE_EXEMPTION;
    Absence absence = {.child = (uint32_t)index,
                       .kind = habit->kind,
                       .from = from,
                       .site = row == NULL ? NO_SITE : row->site};

    if (at_school != (row != NULL) || from >= city_end()) {
        return;
    }
    absence.to = from + 1 + random_waiting_days(random, habit->mean_days);
    absence.end_reason = (int)random_weighted(random, reasons, 6);
    absence.quarter_hours = random_between(random, 4, 200);
    if (absence.to >= city_end() || random_chance(random, 0.02)) {
        absence.to = NEVER;
    }
    report(city, random, absence);
}

static void attend(City *city, size_t index)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_ABSENCES, index);
    const Child child = city->children.items[index];
    double by_education = child.education == EDUCATION_LOW ? 1.9 : 0.75;

    for (size_t h = 0; h < sizeof habits / sizeof habits[0]; h++) {
        Day from = months_after(child.birth, 12 * habits[h].from_age);
        Day day = from > office_start() ? from : office_start();
        double mean = 365.0 / (habits[h].per_year * by_education);
        day = day > child.arrival ? day : child.arrival;
        while ((day += 1 + random_waiting_days(&random, mean)) < city_end() && day < child.gone &&
               day < months_after(child.birth, 12 * OF_AGE)) {
            miss_school(city, index, &random, &habits[h], day);
            day += 200;
        }
    }
}

/* Some leave before the end of their last school year; a few who are said to have left are back
 * when the next one begins. */
static void leave_early(City *city, size_t index)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_LEAVERS, index);
    const Child *child = &city->children.items[index];

    for (size_t nth = 0; nth < child->enrolments.count; nth++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + nth];
        bool is_last = nth + 1 == child->enrolments.count;
        int year, month, date;
        civil_of(row->to, &year, &month, &date);
        bool may_leave = row->secondary && month == 8 && date == 1 && row->to < city_end() &&
                         !row->moved && completed_years(child->birth, row->to) >= 15;
        if (!may_leave || !random_chance(&random, is_last ? 0.12 : 0.006)) {
            continue;
        }
        Absence left = {.child = (uint32_t)index,
                        .kind = ABSENCE_LEFT,
                        .from = next_weekday(row->to - random_between(&random, 12, 130)),
                        .to = is_last ? NEVER : day_of(year, 9, 20),
                        .site = row->site};
        left.definitive_only = is_last && random_chance(&random, 0.1);
        left.qualified = is_last && random_chance(&random, 0.08);
        PUSH(city->school_area->absences, left);
    }
}

/* Who finishes practical training is no early leaver; of most the office tells where they went. */
static void tell_destination(City *city, size_t index)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_DESTINATIONS, index);
    const Child *child = &city->children.items[index];
    const Enrolment *last =
        child->enrolments.count == 0
            ? NULL
            : &city->enrolments.items[child->enrolments.first + child->enrolments.count - 1];

    if (last == NULL || last->kind != SCHOOL_PRO || last->moved || !random_chance(&random, 0.75)) {
        return;
    }
    Absence left = {.child = (uint32_t)index,
                    .kind = ABSENCE_LEFT,
                    .from = next_weekday(last->to + random_between(&random, 10, 90)),
                    .to = NEVER,
                    .site = last->site,
                    .qualified = true};
    if (left.from < city_end()) {
        PUSH(city->school_area->absences, left);
    }
}

Destination absence_destination(size_t number)
{
    return (Destination)(number % 5U);
}

void absences_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        leave_early(city, i);
        attend(city, i);
    }
    for (size_t i = 0; i < city->children.count; i++) {
        tell_destination(city, i);
    }
}
