/* The answers about talks with parents, per school year. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_OF_OCTOBER = 61, HALF_A_YEAR = 182, GROUP_FIVE = 5 };

typedef struct {
    bool triangle; /* with parent and pupil */
    bool parent;   /* a parent was met, whatever for */
    bool activity;
} Met;

static void mark_met(const City *city, Day first, Day last, Met *met)
{
    for (size_t i = 0; i < city->omgeving->talks.count; i++) {
        const Talk *talk = &city->omgeving->talks.items[i];
        if (talk->day < first || talk->day > last || !talk->parent) {
            continue;
        }
        met[talk->child].parent = true;
        met[talk->child].activity |= talk->kind == TALK_ACTIVITY;
        met[talk->child].triangle |= talk->kind == TALK_TRIANGLE && talk->pupil;
    }
}

static bool is_at_partner(const City *city, const Enrolment *row)
{
    return board_is_partner(city->sites[row->site].owner_index);
}

static void count_triangles(const City *city, Answers *answers, int quarter, const Met *met)
{
    Day day = year_start(school_year_told(quarter)) + FIRST_OF_OCTOBER;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, day);
        if (row != NULL && is_at_partner(city, row) &&
            (row->secondary || row->year >= GROUP_FIVE)) {
            groups_count(&groups, person_on(city, child, day), met[i].triangle);
        }
    }
    groups_answer(answers, "driehoeksgesprek", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
}

/* Days of the year at schools that keep a record of talks. */
static int days_at_partners(const City *city, const Child *child, Day first, Day last)
{
    int days = 0;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        Day from = row->from > first ? row->from : first;
        Day to = row->to < last + 1 ? row->to : last + 1;
        days += is_at_partner(city, row) && from < to ? to - from : 0;
    }
    return days;
}

/* In the municipality's register on a day of the year: those of eighteen are not. */
static bool has_family(const City *city, const Child *child, Day first, Day last)
{
    for (Day day = first; day <= last; day++) {
        if (person_on(city, child, day).wijk != WIJK_UNKNOWN) {
            return true;
        }
    }
    return false;
}

typedef struct {
    bool counts; /* a child half a year at school */
    bool counts_for_activities;
    bool parent;
    bool activity;
} Family;

static void count_families(const City *city, Answers *answers, int quarter, const Met *met)
{
    Day first = year_start(school_year_told(quarter));
    Day last = year_start(school_year_told(quarter) + 1) - 1;
    Family *families = calloc(city->children.count + 1, sizeof *families);
    Count unmet = {0};
    Count active = {0};

    if (families == NULL) {
        give_up("no memory", "talks");
    }
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        int days = days_at_partners(city, child, first, last);
        Family *family = &families[child->family - 100000U];
        if (days == 0 || !has_family(city, child, first, last)) {
            continue;
        }
        family->counts_for_activities = true;
        family->activity |= met[i].activity;
        family->counts |= days >= HALF_A_YEAR;
        family->parent |= days >= HALF_A_YEAR && met[i].parent;
    }
    for (size_t i = 0; i < city->children.count; i++) {
        unmet.units += families[i].counts;
        unmet.hits += families[i].counts && !families[i].parent;
        active.units += families[i].counts_for_activities;
        active.hits += families[i].activity;
    }
    answer_total(answers, "gezin-zonder-contact", quarter, unmet);
    answer_total(answers, "ouderactiviteit", quarter, active);
    free(families);
}

/* ---- new pupils ---- */

enum { SIX_WEEKS = 42 };

/* Of the rows at one school that are in the files, the first; the school a merger made is the one
 * the pupil was at before. */
static bool is_first_at_school(const City *city, const Child *child, const Enrolment *row)
{
    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *other = &city->enrolments.items[child->enrolments.first + i];
        if (site_on(city, other->site, row->from) == row->site && other->from < row->from &&
            other->to > city_quarter(0).first) {
            return false;
        }
    }
    return true;
}

/* The row with which a pupil is new at a school that keeps a record, the first of the year; NULL:
 * none. */
static const Enrolment *new_row(const City *city, const Child *child, Day first, Day last)
{
    const Enrolment *found = NULL;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (first <= row->from && row->from <= last && is_at_partner(city, row) &&
            is_first_at_school(city, child, row) && (found == NULL || row->from < found->from)) {
            found = row;
        }
    }
    return found;
}

/* Lessons begin on the first day of the school year in this city. */
static void count_new_pupils(const City *city, Answers *answers, int quarter, int year)
{
    Day first = year_start(year);
    Day last = year_start(year + 1) - 1;
    bool *met = calloc(city->children.count + 1, sizeof *met);
    Groups groups;

    if (met == NULL) {
        give_up("no memory", "talks");
    }
    for (size_t i = 0; i < city->omgeving->talks.count; i++) {
        const Talk *talk = &city->omgeving->talks.items[i];
        const Enrolment *row = new_row(city, &city->children.items[talk->child], first, last);
        met[talk->child] |= row != NULL && talk->kind == TALK_START && talk->parent &&
                            row->from <= talk->day && talk->day <= row->from + SIX_WEEKS;
    }
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = new_row(city, child, first, last);
        if (row != NULL) {
            groups_count(&groups, person_on(city, child, row->from), met[i]);
        }
    }
    groups_answer(answers, "startgesprek-6wk", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
    free(met);
}

void talks_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);
    Met *met = year <= 0 ? NULL : calloc(city->children.count + 1, sizeof *met);

    if (year <= 0) { /* the first year began before the first file */
        return;
    }
    if (met == NULL) {
        give_up("no memory", "talks");
    }
    mark_met(city, year_start(year), year_start(year + 1) - 1, met);
    count_triangles(city, answers, quarter, met);
    count_families(city, answers, quarter, met);
    count_new_pupils(city, answers, quarter, year);
    free(met);
}
