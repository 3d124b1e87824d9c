/* The answers about schemes. */
#include "stad/omgeving/model.h"
#include "stad/omgeving/schemes/schemes.h"
#include "stad/truth/people.h"

#include <string.h>

enum { EIGHT_WEEKS = 56, COUNTER_MONTHS = 9 };

static bool is_granted_in(const Application *a, Day first, Day last)
{
    return a->ruling == DECISION_GRANTED && !a->undated && first <= a->decided &&
           a->decided <= last;
}

/* Marks the children that were granted something; a family's grant is for all its children. */
static void mark_granted(const City *city, Day first, Day last, bool *children, bool *families)
{
    for (size_t i = 0; i < city->omgeving->applications.count; i++) {
        const Application *a = &city->omgeving->applications.items[i];
        if (is_granted_in(a, first, last)) {
            const Child *child = &city->children.items[a->child];
            children[a->child] |= !a->household;
            families[child->family - 100000U] |= a->household;
        }
    }
}

static void count_take_up(const City *city, Answers *answers, int quarter)
{
    Day day = city_quarter(quarter).last;
    Groups groups;
    bool *children = calloc(city->children.count + 1, sizeof *children);
    bool *families = calloc(city->children.count + 1, sizeof *families);

    if (children == NULL || families == NULL) {
        give_up("no memory", "schemes");
    }
    (void)memset(&groups, 0, sizeof groups);
    mark_granted(city, year_before(quarter), day, children, families);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        int age = completed_years(child->birth, day);
        Income income = income_of(city, child);
        if (is_resident(city, child, day) && age >= 4 && age < 18 &&
            (income == INCOME_TO_120 || income == INCOME_TO_140)) {
            groups_count(&groups, person_on(city, child, day),
                         children[i] || families[child->family - 100000U]);
        }
    }
    groups_answer(answers, "regeling-bereik", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_AGE);
    free(children);
    free(families);
}

static bool is_granted_in_time(const Application *a, Day decided)
{
    return a->ruling == DECISION_GRANTED && !a->undated && decided <= a->applied + EIGHT_WEEKS;
}

/* Applied for a quarter ago, so that eight weeks have passed. */
static void count_referrals(const City *city, Answers *answers, int quarter)
{
    Quarter before = city_quarter(quarter - 1);
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->applications.count; i++) {
        const Application *a = &city->omgeving->applications.items[i];
        if (a->referrer[0] != '\0' && before.first <= a->applied && a->applied <= before.last) {
            all.units++;
            all.hits += is_granted_in_time(a, a->decided);
        }
    }
    answer_total(answers, "verwijzing-toegekend", quarter, all);
}

/* Referrals of the year, beside the children whom they are meant for. */
static void count_referred(const City *city, Answers *answers, int quarter)
{
    Day last = city_quarter(quarter).last;
    Count all = {0};

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        int age = completed_years(child->birth, last);
        Income income = income_of(city, child);
        all.units += is_resident(city, child, last) && age >= 4 && age < 18 &&
                     (income == INCOME_TO_120 || income == INCOME_TO_140);
    }
    for (size_t i = 0; i < city->omgeving->applications.count; i++) {
        const Application *a = &city->omgeving->applications.items[i];
        all.hits +=
            a->referrer[0] != '\0' && year_before(quarter) <= a->applied && a->applied <= last;
    }
    answer_total(answers, "armoede-verwijzing", quarter, all);
}

double schemes_counter_gain(const City *city)
{
    int all[COUNTER_MONTHS] = {0};
    int gained[COUNTER_MONTHS] = {0};
    double sum = 0.0;

    for (size_t i = 0; i < city->omgeving->applications.count; i++) {
        const Application *a = &city->omgeving->applications.items[i];
        int year, month, day;
        civil_of(a->applied, &year, &month, &day);
        int since = (year - 2025) * 12 + month - 10;
        if (a->referrer[0] != '\0' && since >= 0 && since < COUNTER_MONTHS) {
            all[since]++;
            gained[since] += is_granted_in_time(a, a->decided);
            gained[since] -= is_granted_in_time(a, a->else_decided);
        }
    }
    for (int month = 0; month < COUNTER_MONTHS; month++) {
        sum += all[month] == 0 ? 0.0 : (double)gained[month] / (double)all[month];
    }
    return sum / (double)COUNTER_MONTHS;
}

void schemes_truth(const City *city, Answers *answers, int quarter)
{
    if (quarter > 0) {
        count_referrals(city, answers, quarter);
    }
    if (year_before(quarter) >= city_quarter(0).first) {
        count_take_up(city, answers, quarter);
        count_referred(city, answers, quarter);
    }
}
