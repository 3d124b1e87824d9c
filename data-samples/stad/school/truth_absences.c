/* The answers about absence. */
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <stdlib.h>
#include <string.h>

enum { FOUR_WEEKS = 28, GAP = 14, QUARTER_YEAR = 91, SIXTEEN_HOURS = 64 };

/* The reports of a child lie together; those that were over before the first file are not known. */
static bool is_known(const Absence *absence)
{
    return absence->to == NEVER || absence->to > city_quarter(0).first;
}

static Day day_at_age(const Child *child, int years)
{
    return months_after(child->birth, 12 * years);
}

/* ---- children who sit at home ---- */

typedef struct {
    Day since;
    Day counts_from;
    Day to;
} Episode;

/* The episode a day lies in: from report to report, with no more than fourteen days between. */
static bool episode_on(const SchoolArea *area, Slice reports, Day day, Episode *ret_episode)
{
    Episode episode = {NEVER, NEVER, 0};
    Day to = -NEVER;

    for (size_t i = 0; i < reports.count; i++) { /* by first day */
        const Absence *report = &area->absences.items[reports.first + i];
        bool counts = report->kind == ABSENCE_ABSOLUTE || report->kind == ABSENCE_LONG;
        if (!counts || !is_known(report)) {
            continue;
        }
        if (to < report->from - GAP) {
            if (episode.counts_from <= day && day < to) {
                break;
            }
            episode = (Episode){report->from, NEVER, 0};
            to = -NEVER;
        }
        Day from = report->from + (report->kind == ABSENCE_LONG ? FOUR_WEEKS : 0);
        episode.counts_from = from < episode.counts_from ? from : episode.counts_from;
        to = report->to > to ? report->to : to;
    }
    episode.to = to;
    *ret_episode = episode;
    return episode.counts_from <= day && day < to;
}

static void count_at_home(const City *city, Answers *answers, int quarter, const Slice *reports)
{
    Day day = city_quarter(quarter).last;
    Groups all;
    Groups at_home;

    (void)memset(&all, 0, sizeof all);
    (void)memset(&at_home, 0, sizeof at_home);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Episode episode;
        if (!is_resident(city, child, day) || day < day_at_age(child, 5) ||
            day >= day_at_age(child, 18)) {
            continue;
        }
        Person person = person_on(city, child, day);
        bool sits = episode_on(city->school_area, reports[i], day, &episode);
        groups_count(&all, person, sits);
        if (sits) {
            groups_count(&at_home, person, day >= episode.since + QUARTER_YEAR);
        }
    }
    groups_answer(answers, "thuiszitters", city_quarter(quarter).name, &all,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    groups_answer(answers, "thuiszitters-3mnd", city_quarter(quarter).name, &at_home,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* ---- sixteen hours ---- */

/* Both the pupil is enrolled, five to seventeen years old, and the report holds. */
static bool missed_on_a_day(const Child *child, const Enrolment *row, const Absence *report,
                            Day first, Day last)
{
    Day from = row->from;
    Day to = row->to;

    from = from < first ? first : from;
    from = from < day_at_age(child, 5) ? day_at_age(child, 5) : from;
    from = from < report->from ? report->from : from;
    to = to > last + 1 ? last + 1 : to;
    to = to > day_at_age(child, 18) ? day_at_age(child, 18) : to;
    to = to > report->to ? report->to : to;
    return from < to;
}

static bool missed_sixteen_hours(const City *city, const Child *child, Slice reports, Day first,
                                 Day last)
{
    for (size_t i = 0; i < reports.count; i++) {
        const Absence *report = &city->school_area->absences.items[reports.first + i];
        bool counts = report->kind == ABSENCE_RELATIVE || report->kind == ABSENCE_LONG;
        for (size_t nth = 0; counts && nth < child->enrolments.count; nth++) {
            const Enrolment *row = &city->enrolments.items[child->enrolments.first + nth];
            if (report->quarter_hours > SIXTEEN_HOURS &&
                missed_on_a_day(child, row, report, first, last)) {
                return true;
            }
        }
    }
    return false;
}

/* The last day in the year on which the pupil was on a school's roll; NEVER: on none. */
static Day last_day_of(const City *city, const Child *child, Day first, Day last)
{
    Day latest = NEVER;

    for (size_t nth = 0; nth < child->enrolments.count; nth++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + nth];
        Absence always = {.from = first, .to = NEVER};
        Day to = row->to > last + 1 ? last + 1 : row->to;
        to = to > day_at_age(child, 18) ? day_at_age(child, 18) : to;
        if (missed_on_a_day(child, row, &always, first, last) && (latest == NEVER || to > latest)) {
            latest = to - 1;
        }
    }
    return latest;
}

static void count_year(const City *city, Answers *answers, int quarter, const Slice *reports)
{
    int year = 2024 + quarter / 4;
    Day first = day_of(year - 1, 8, 1);
    Day last = day_of(year, 7, 31);
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day day = last_day_of(city, child, first, last);
        if (day != NEVER) {
            groups_count(&groups, person_on(city, child, day),
                         missed_sixteen_hours(city, child, reports[i], first, last));
        }
    }
    groups_answer(answers, "verzuim-relatief", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
}

/* ---- at no school ---- */

/* Of the days of the year on which the child lives here and is five to seventeen, a report holds on
 * one. */
static bool is_truant(const SchoolArea *area, Slice reports, Day from, Day to)
{
    for (size_t i = 0; i < reports.count; i++) {
        const Absence *report = &area->absences.items[reports.first + i];
        if (report->kind == ABSENCE_ABSOLUTE && is_known(report) && report->from < to &&
            from < report->to) {
            return true;
        }
    }
    return false;
}

static void count_truants(const City *city, Answers *answers, int quarter, const Slice *reports)
{
    int year = 2024 + quarter / 4;
    Day first = day_of(year - 1, 8, 1);
    Day after = day_of(year, 8, 1);
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day here = city->stays.items[child->stays.first].from;
        Day from = day_at_age(child, 5) > first ? day_at_age(child, 5) : first;
        Day to = day_at_age(child, 18) < after ? day_at_age(child, 18) : after;
        from = here > from ? here : from;
        to = child->gone < to ? child->gone : to;
        if (from < to) {
            groups_count(&groups, person_on(city, child, to - 1),
                         is_truant(city->school_area, reports[i], from, to));
        }
    }
    groups_answer(answers, "verzuim-absoluut", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* ---- early leavers ---- */

static bool left_between(const SchoolArea *area, Slice reports, Day first, Day after)
{
    for (size_t i = 0; i < reports.count; i++) {
        const Absence *report = &area->absences.items[reports.first + i];
        if (report->kind == ABSENCE_LEFT && !report->qualified && first <= report->from &&
            report->from < after) {
            return true;
        }
    }
    return false;
}

static void count_leavers(const City *city, Answers *answers, int quarter, const Slice *reports)
{
    int year = 2023 + quarter / 4;
    Day before = day_of(year - 1, 10, 1);
    Day day = day_of(year, 10, 1);
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, before);
        if (row == NULL || !row->secondary || before < day_at_age(child, 12) ||
            before >= day_at_age(child, 23)) {
            continue;
        }
        groups_count(&groups, person_on(city, child, day),
                     enrolment_on(city, child, day) == NULL &&
                         left_between(city->school_area, reports[i], before, day));
    }
    groups_answer(answers, "vsv", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* Per child, sorted by first day. */
static int by_first_day(const void *left, const void *right)
{
    const Absence *a = left;
    const Absence *b = right;

    if (a->child != b->child) {
        return a->child < b->child ? -1 : 1;
    }
    return (a->from > b->from) - (a->from < b->from);
}

static SchoolArea sorted(const City *city, Slice *reports)
{
    SchoolArea area = *city->school_area;
    size_t count = area.absences.count;

    area.absences.items = malloc((count + 1) * sizeof *area.absences.items);
    if (area.absences.items == NULL) {
        give_up("no memory", "absences");
    }
    (void)memcpy(area.absences.items, city->school_area->absences.items,
                 count * sizeof *area.absences.items);
    qsort(area.absences.items, count, sizeof *area.absences.items, by_first_day);
    for (size_t i = 0; i < count; i++) {
        Slice *slice = &reports[area.absences.items[i].child];
        slice->first = slice->count == 0 ? i : slice->first;
        slice->count++;
    }
    return area;
}

void absences_truth(const City *city, Answers *answers, int quarter)
{
    Slice *reports = calloc(city->children.count + 1, sizeof *reports);
    City known = *city;

    if (reports == NULL) {
        give_up("no memory", "absences");
    }
    SchoolArea area = sorted(city, reports);
    known.school_area = &area;
    count_at_home(&known, answers, quarter, reports);
    if (quarter % 4 == 3 && quarter > 3) { /* the first year began before the first file */
        count_year(&known, answers, quarter, reports);
        count_truants(&known, answers, quarter, reports);
    }
    if (quarter % 4 == 0 && quarter > 0) {
        count_leavers(&known, answers, quarter, reports);
    }
    free(area.absences.items);
    free(reports);
}
