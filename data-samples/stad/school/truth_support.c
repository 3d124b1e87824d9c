/* The answers about reviews of plans, meetings, group support and declarations. */
#include "stad/omgeving/model.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR = 365, BY_HOME = BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION };

/* Of every child: is it counted, on which day, and is it a hit? */
typedef struct {
    Day *day; /* 0: not counted */
    bool *hit;
    bool *excluded;
} Marks;

static Marks marks_new(const City *city)
{
    size_t n = city->children.count + 1;
    Marks marks = {calloc(n, sizeof *marks.day), calloc(n, sizeof *marks.hit),
                   calloc(n, sizeof *marks.excluded)};

    if (marks.day == NULL || marks.hit == NULL || marks.excluded == NULL) {
        give_up("no memory", "support");
    }
    return marks;
}

static void mark(Marks *marks, size_t child, Day day, bool hit)
{
    marks->day[child] = day > marks->day[child] ? day : marks->day[child];
    marks->hit[child] = marks->hit[child] || hit;
}

static void marks_answer(const City *city, Answers *answers, const char *indicator, int quarter,
                         Marks *marks)
{
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        if (marks->day[i] == 0) {
            continue;
        }
        Person person = person_on(city, &city->children.items[i], marks->day[i]);
        if (marks->excluded[i] && !marks->hit[i]) {
            groups_exclude(&groups, person);
        } else {
            groups_count(&groups, person, marks->hit[i]);
        }
    }
    groups_answer(answers, indicator, city_quarter(quarter).name, &groups, BY_HOME);
    free(marks->day);
    free(marks->hit);
    free(marks->excluded);
}

static bool is_within(Day day, Quarter bounds)
{
    return day != NEVER && bounds.first <= day && day <= bounds.last;
}

/* A plan of a year or older, and whether it was looked at again since a year. */
static void count_reviews(const City *city, Answers *answers, int quarter)
{
    Day day = city_quarter(quarter).last;
    Marks marks = marks_new(city);

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        bool open = dossier->asked <= day && (dossier->to == NEVER || day < dossier->to);
        if (dossier->child == NO_CHILD || !dossier_is_support(dossier) || !open) {
            continue;
        }
        Day review = dossier_review(dossier, day);
        bool is_old = dossier->plan != NEVER && day - dossier->plan >= YEAR;
        bool is_fresh = review != NEVER && day - review < YEAR;
        marks.hit[dossier->child] = marks.hit[dossier->child] || is_fresh;
        marks.day[dossier->child] = is_old ? day : marks.day[dossier->child];
    }
    marks_answer(city, answers, "opp-geevalueerd", quarter, &marks);
}

static void count_meetings(const City *city, Answers *answers, int quarter)
{
    Marks marks = marks_new(city);

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->child != NO_CHILD && is_within(dossier->meeting, city_quarter(quarter))) {
            mark(&marks, (size_t)dossier->child, dossier->meeting, dossier->parent_present);
        }
    }
    marks_answer(city, answers, "ouder-aan-tafel", quarter, &marks);
}

static void count_finished(const City *city, Answers *answers, int quarter)
{
    Marks marks = marks_new(city);

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        Day last = dossier->to == NEVER ? NEVER : dossier->to - 1;
        if (dossier->child != NO_CHILD && dossier->is_group && dossier->start != NEVER &&
            is_within(last, city_quarter(quarter))) {
            mark(&marks, (size_t)dossier->child, last, dossier->end_reason == 0);
        }
    }
    marks_answer(city, answers, "collectief-voltooid", quarter, &marks);
}

/* ---- a school year ---- */

typedef struct {
    bool has_group[MAX_SITES];
    bool only_counts[MAX_SITES]; /* of a group at least */
} Schools;

static bool runs_in(const Dossier *dossier, Day first, Day after)
{
    return dossier->is_group && dossier->start < after &&
           (dossier->to == NEVER || dossier->to > first);
}

static void count_members(const City *city, Answers *answers, int quarter, int year)
{
    Day october = year_start(year) + 61;
    Schools schools = {.has_group = {false}};
    Marks marks = marks_new(city);

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (!runs_in(dossier, year_start(year), year_start(year + 1))) {
            continue;
        }
        schools.has_group[dossier->site] = true;
        if (dossier->child == NO_CHILD) {
            schools.only_counts[dossier->site] = true;
        } else {
            marks.hit[dossier->child] = true;
        }
    }
    for (size_t i = 0; i < city->children.count; i++) {
        const Enrolment *row = enrolment_on(city, &city->children.items[i], october);
        if (row != NULL && schools.has_group[row->site]) {
            marks.day[i] = october;
            marks.excluded[i] = schools.only_counts[row->site];
        }
    }
    marks_answer(city, answers, "collectief-bereik", quarter, &marks);
}

/* ---- 1 October ---- */

static void count_declarations(const City *city, Answers *answers, int quarter)
{
    Day october = city_quarter(quarter).first;
    Marks marks = marks_new(city);

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        if (enrolment_on(city, child, october) != NULL &&
            person_on(city, child, october).wijk != WIJK_UNKNOWN) {
            marks.day[i] = october;
        }
    }
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->kind == SUPPORT_TLV && dossier->tlv_from <= october &&
            october < dossier->tlv_to) {
            marks.hit[dossier->child] = true;
        }
    }
    marks_answer(city, answers, "tlv-deelname", quarter, &marks);
}

void support_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);

    count_reviews(city, answers, quarter);
    count_meetings(city, answers, quarter);
    count_finished(city, answers, quarter);
    if (year > 0) {
        count_members(city, answers, quarter, year);
    }
    if (quarter % 4 == 0) {
        count_declarations(city, answers, quarter);
    }
}
