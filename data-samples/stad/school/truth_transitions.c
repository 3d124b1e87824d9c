/* The answers about transitions in full: whom childcare hands over at all, whose parents refuse,
 * who comes to a school with an early-years programme, and whose file goes on in time. */
#include "stad/gemeente/partners.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <stdlib.h>
#include <string.h>

enum {
    SIX_WEEKS = 42,
    QUARTER_YEAR = 92,
    FIRST_OF_OCTOBER = 61,
    LAST_MONTHS = 10,
    GROUP_EIGHT = 8
};

/* The first day at a primary school; NEVER: none. */
static Day first_day(const City *city, const Child *child)
{
    Day first = NEVER;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (!row->secondary && row->from < first) {
            first = row->from;
        }
    }
    return first;
}

/* With a houder that tells of handovers, on a day of the three months before. What ended before the
 * first file is not known. */
static bool was_cared_for(const City *city, const Child *child, Day school)
{
    for (size_t i = 0; i < child->placements.count; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        if (place->care != CARE_BSO && place->week_quarters > 0 && place->from < school &&
            place->to > school - QUARTER_YEAR && place->to > city_quarter(0).first &&
            houder_is_partner(city->sites[place->site].owner_index)) {
            return true;
        }
    }
    return false;
}

static bool was_ever_indicated(const City *city, const Child *child, Day day)
{
    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->verdict == VERDICT_YES && decision->decided <= day) {
            return true;
        }
    }
    return false;
}

typedef struct {
    bool asked;
    bool refused;
    Day form;
    Day file_sent;
} Told;

/* What the newest files tell of a child's handovers. */
static Told *tell(const City *city)
{
    Told *told = malloc((city->children.count + 1) * sizeof *told);

    if (told == NULL) {
        give_up("no memory", "transitions");
    }
    for (size_t i = 0; i < city->children.count; i++) {
        told[i] = (Told){false, false, NEVER, NEVER};
    }
    for (size_t i = 0; i < city->school_area->handovers.count; i++) {
        const Handover *handover = &city->school_area->handovers.items[i];
        Told *child = &told[handover->child];
        if (handover->day >= city_end()) {
            continue;
        }
        if (handover->kind == HANDOVER_SECONDARY) {
            child->file_sent = handover->file_sent;
        } else {
            child->asked = true;
            child->refused |= !handover->consent;
            child->form = handover->form < child->form ? handover->form : child->form;
        }
    }
    return told;
}

static void count_toddlers(const City *city, Answers *answers, int quarter, const Told *told)
{
    Quarter before = city_quarter(quarter - 1);
    const char *period = city_quarter(quarter).name;
    Groups any;
    Groups refused;

    (void)memset(&any, 0, sizeof any);
    (void)memset(&refused, 0, sizeof refused);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day day = first_day(city, child);
        if (day < before.first || day > before.last) {
            continue;
        }
        Person person = person_on(city, child, day);
        if (was_cared_for(city, child, day)) {
            groups_count(&any, person, told[i].form <= day + SIX_WEEKS);
        }
        if (told[i].asked) {
            groups_count(&refused, person, told[i].refused);
        }
    }
    groups_answer(answers, "overdracht-alle", period, &any,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    groups_answer(answers, "overdracht-geen-toestemming", period, &refused,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* In the districts of the programme and one more, ordinary primary schools have one. */
static bool has_early_years(const Site *site)
{
    enum { ONE_MORE = 5 };

    return strcmp(site->kind, "bo") == 0 && (in_programme(site->wijk) || site->wijk == ONE_MORE);
}

static void count_early_years(const City *city, Answers *answers, int quarter)
{
    Day october = year_start(quarter / 4) + FIRST_OF_OCTOBER;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, october);
        bool is_young = row != NULL && !row->secondary && (row->year == 1 || row->year == 2);
        if (is_young && was_ever_indicated(city, child, october)) {
            groups_count(&groups, person_on(city, child, october),
                         has_early_years(&city->sites[row->site]));
        }
    }
    groups_answer(answers, "vroegschool-bereik", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

static void count_files(const City *city, Answers *answers, int quarter, const Told *told)
{
    Day first = year_start(quarter / 4);
    Day last = year_start(quarter / 4 + 1) - 1;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, last);
        if (row != NULL && !row->secondary && row->year == GROUP_EIGHT &&
            board_is_partner(city->sites[row->site].owner_index)) {
            groups_count(&groups, person_on(city, child, last),
                         first <= told[i].file_sent &&
                             told[i].file_sent < months_after(first, LAST_MONTHS));
        }
    }
    groups_answer(answers, "oso-tijdig", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
}

void transitions_truth(const City *city, Answers *answers, int quarter)
{
    Told *told = tell(city);

    if (quarter > 0) { /* nobody told who came to school before the first file */
        count_toddlers(city, answers, quarter, told);
    }
    if (quarter % 4 == 0) {
        count_early_years(city, answers, quarter);
    }
    if (quarter % 4 == 3 && quarter > 3) { /* the first year began before the first file */
        count_files(city, answers, quarter, told);
    }
    free(told);
}
