/* The answers about support. */
#include "stad/gemeente/sites.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"
#include "stad/truth/waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOUR_WEEKS = 28, SIX_WEEKS = 42, SIX_YEARS = 6 };

static bool runs_on(const Dossier *dossier, Day day)
{
    return dossier_is_support(dossier) && dossier_is_told(dossier) && dossier->start <= day &&
           day < dossier->to;
}

/* ---- what runs on the last day ---- */

enum { BY_FAMILY, BY_PERSON, BY_TWO_SECTORS, BY_GROUP, MARKS };

static bool has_mark(const Dossier *dossier, int mark, Day day)
{
    int sectors = dossier->sectors;

    switch (mark) {
    case BY_FAMILY:
        return dossier->family_in_plan;
    case BY_PERSON:
        return dossier->person <= day;
    case BY_TWO_SECTORS: /* more than one bit */
        return (sectors & (sectors - 1)) != 0;
    default:
        return dossier->is_group;
    }
}

/* Children in groups without rows per child: of a group told as '<5' at most four. */
static long most_in_groups(const City *city, Day day)
{
    long most = 0;

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->child == NO_CHILD && dossier->is_group && runs_on(dossier, day)) {
            most += dossier->participants < 5 ? 4 : dossier->participants;
        }
    }
    return most;
}

static void count_running(const City *city, Answers *answers, int quarter)
{
    static const char *const indicators[MARKS] = {"gezin-in-plan", "steunfiguur",
                                                  "integraal-arrangement", "collectief-verhouding"};
    Day day = city_quarter(quarter).last;
    unsigned char *seen = calloc(city->children.count + 1, 1); /* a bit a mark, and one for any */
    Groups groups[MARKS];

    if (seen == NULL) {
        give_up("no memory", "dossiers");
    }
    (void)memset(groups, 0, sizeof groups);
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        for (int mark = 0; dossier->child != NO_CHILD && runs_on(dossier, day) && mark < MARKS;
             mark++) {
            seen[dossier->child] |= (unsigned char)(1U << MARKS);
            seen[dossier->child] |= (unsigned char)(has_mark(dossier, mark, day) ? 1U << mark : 0U);
        }
    }
    for (size_t i = 0; i < city->children.count; i++) {
        for (int mark = 0; seen[i] != 0 && mark < MARKS; mark++) {
            groups_count(&groups[mark], person_on(city, &city->children.items[i], day),
                         (seen[i] & 1U << mark) != 0);
        }
    }
    for (int mark = 0; mark < MARKS; mark++) {
        groups_answer(answers, indicators[mark], city_quarter(quarter).name, &groups[mark],
                      BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    }
    answers_bound(answers, indicators[BY_GROUP], city_quarter(quarter).name,
                  most_in_groups(city, day));
    free(seen);
}

/* ---- schools ---- */

static bool has_group(const City *city, int site, Day day)
{
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->site == site && dossier->is_group && runs_on(dossier, day)) {
            return true;
        }
    }
    return false;
}

static void count_schools(const City *city, Answers *answers, int quarter)
{
    Day day = city_quarter(quarter).last;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (int i = 0; i < city->site_count; i++) {
        if (city->sites[i].use == SITE_SCHOOL && site_is_open(&city->sites[i], day)) {
            groups_count(&groups, (Person){.wijk = city->sites[i].wijk}, has_group(city, i, day));
        }
    }
    groups_answer(answers, "collectief-locaties", city_quarter(quarter).name, &groups, BY_WIJK);
}

/* ---- what began a quarter ago, so that six weeks have passed ---- */

typedef enum { PLANNED_IN_TIME, HELPED_IN_TIME, MET_IN_TIME, BEGUN_IN_TIME } Promise;

static bool is_asked(const City *city, const Dossier *dossier, Promise promise)
{
    bool for_one = dossier->kind != SUPPORT_TLV && !dossier->is_group;

    switch (promise) {
    case PLANNED_IN_TIME:
        return dossier_is_support(dossier) && !dossier->is_group;
    case HELPED_IN_TIME:
        return dossier->kind == SUPPORT_REFERRAL;
    case MET_IN_TIME:
        return dossier->kind != SUPPORT_TLV && dossier->is_complex;
    case BEGUN_IN_TIME:
        break;
    }
    return for_one &&
           completed_years(city->children.items[dossier->child].birth, dossier->asked) < SIX_YEARS;
}

static Day begin_of(const Dossier *dossier, Promise promise)
{
    return promise == PLANNED_IN_TIME ? dossier->start : dossier->asked;
}

static bool is_kept(const Dossier *dossier, Promise promise)
{
    Day done = promise == PLANNED_IN_TIME ? dossier->plan
               : promise == MET_IN_TIME   ? dossier->meeting
                                          : dossier->start;
    int days = promise == MET_IN_TIME ? FOUR_WEEKS : SIX_WEEKS;

    return done != NEVER && done <= begin_of(dossier, promise) + days;
}

/* A child counts once, on the first day in the quarter. */
static void count_promise(const City *city, Answers *answers, int quarter, const char *indicator,
                          Promise promise)
{
    Quarter before = city_quarter(quarter - 1);
    Day *first = calloc(city->children.count + 1, sizeof *first);
    bool *kept = calloc(city->children.count + 1, sizeof *kept);
    Groups groups;

    if (first == NULL || kept == NULL) {
        give_up("no memory", "dossiers");
    }
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        Day day = begin_of(dossier, promise);
        if (dossier->child == NO_CHILD || !is_asked(city, dossier, promise) ||
            !dossier_is_told(dossier) || day < before.first || day > before.last) {
            continue;
        }
        if (first[dossier->child] == 0 || day < first[dossier->child]) {
            first[dossier->child] = day;
            kept[dossier->child] = is_kept(dossier, promise);
        }
    }
    for (size_t i = 0; i < city->children.count; i++) {
        if (first[i] != 0) {
            groups_count(&groups, person_on(city, &city->children.items[i], first[i]), kept[i]);
        }
    }
    groups_answer(answers, indicator, city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    free(first);
    free(kept);
}

/* ---- from request to start ---- */

static void count_waiting(const City *city, Answers *answers, int quarter)
{
    static const int within[] = {SIX_WEEKS};
    Day first = city_quarter(quarter - 3).first;
    Day last = city_quarter(quarter).last;
    Waiting waiting;

    (void)memset(&waiting, 0, sizeof waiting);
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->kind != SUPPORT_ARRANGEMENT || dossier->child == NO_CHILD ||
            dossier->asked < first || dossier->asked > last) {
            continue;
        }
        if (dossier->start <= last) {
            waiting_start(&waiting, dossier->start - dossier->asked);
        } else {
            waiting_lose(&waiting, (dossier->to <= last ? dossier->to : last + 1) - dossier->asked);
        }
    }
    waiting_answer(&waiting, answers, "vraag-arrangement-duur", city_quarter(quarter).name, within,
                   1);
}

/* ---- what the youth team gained ---- */

static bool is_looked_for(const Dossier *dossier)
{
    return dossier->child != NO_CHILD && !dossier->is_group &&
           (dossier->sectors & SECTOR_YOUTH_TEAM) != 0 && runs_on(dossier, day_of(2025, 3, 31));
}

/* Has the child support on that day, and a support person? */
static void see_child(const City *city, long child, Day day, bool *supported, bool *with,
                      bool *without)
{
    *supported = *with = *without = false;
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        if (dossier->child == child && runs_on(dossier, day)) {
            *supported = true;
            *with = *with || dossier->person <= day;
            *without = *without || dossier->else_person <= day;
        }
    }
}

double dossiers_person_gain(const City *city)
{
    enum { FIRST = 7, LAST = 9 }; /* 2025K3 to 2026K1 */
    double sum = 0.0;
    int children = 0;

    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        const Dossier *dossier = &city->school_area->dossiers.items[i];
        int gained = 0;
        int quarters = 0;
        for (int quarter = FIRST; quarter <= LAST && is_looked_for(dossier); quarter++) {
            bool supported, with, without;
            see_child(city, dossier->child, city_quarter(quarter).last, &supported, &with,
                      &without);
            quarters += supported;
            gained += (int)with - (int)without;
        }
        if (quarters > 0) {
            sum += (double)gained / (double)quarters;
            children++;
        }
    }
    return children == 0 ? 0.0 : sum / (double)children;
}

void dossiers_truth(const City *city, Answers *answers, int quarter)
{
    count_running(city, answers, quarter);
    count_schools(city, answers, quarter);
    support_truth(city, answers, quarter);
    if (quarter > 0) {
        count_promise(city, answers, quarter, "opp-tijdig", PLANNED_IN_TIME);
        count_promise(city, answers, quarter, "gezinshulp-start", HELPED_IN_TIME);
        count_promise(city, answers, quarter, "mdo-tijdig", MET_IN_TIME);
        count_promise(city, answers, quarter, "steun-start-6wk", BEGUN_IN_TIME);
    }
    if (quarter > 2) {
        count_waiting(city, answers, quarter);
    }
}
