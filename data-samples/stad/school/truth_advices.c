/* The answers about advices: the files of October stand for the years that have one. */
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <string.h>

enum { THIRD_YEAR = 3 };

static bool is_kept(const Advice *advice)
{
    return !advice->wrongly_low || is_corrected(advice->year);
}

/* ADVICE_NONE: not told. */
static int definitive_of(const Advice *advice)
{
    bool is_old = advice->year < FIRST_YEAR_WITH_TEST;

    return advice->told_late && !is_old && !is_corrected(advice->year) ? ADVICE_NONE
                                                                       : advice->second;
}

static void count_results(const Advice *advice, Count *all)
{
    for (int i = 0; i < SUBJECTS; i++) {
        all->units += advice->levels[i] >= 0;
        all->hits += advice->levels[i] == 2;
    }
}

static void count_year(const City *city, Answers *answers, int quarter, int year)
{
    Day last = day_of(year, 7, 31);
    const char *period = city_quarter(quarter).name;
    Groups revised;
    Groups possible;
    Count results = {0};

    (void)memset(&revised, 0, sizeof revised);
    (void)memset(&possible, 0, sizeof possible);
    for (size_t i = 0; i < city->school_area->advices.count; i++) {
        const Advice *advice = &city->school_area->advices.items[i];
        if (advice->year != year || !is_kept(advice)) {
            continue;
        }
        Person person = person_on(city, &city->children.items[advice->child], last);
        bool is_higher = advice->test > advice->first;
        count_results(advice, &results);
        if (!is_on_ladder(advice->first) || !is_on_ladder(advice->test)) {
            groups_exclude(&revised, person);
            continue;
        }
        groups_count(&possible, person, is_higher);
        if (is_higher) {
            int definitive = definitive_of(advice);
            groups_count(&revised, person, is_on_ladder(definitive) && definitive > advice->first);
        }
    }
    groups_answer(answers, "advies-bijgesteld", period, &revised,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    groups_answer(answers, "bijstelling-mogelijk", period, &possible,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    answer_total(answers, "ref-1s2f", quarter, results);
}

static int step_of_third_year(SchoolKind kind)
{
    static const struct {
        SchoolKind kind;
        int step;
    } steps[] = {{SCHOOL_PRO, 0},     {SCHOOL_VMBO_B, 1}, {SCHOOL_VMBO_K, 3},
                 {SCHOOL_VMBO_GT, 5}, {SCHOOL_HAVO, 7},   {SCHOOL_VWO, 9}};

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i].kind == kind) {
            return steps[i].step;
        }
    }
    return ADVICE_NONE;
}

/* Of a double advice, the lower level. */
static int lowest_level(int step)
{
    return step > 0 && step % 2 == 0 ? step - 1 : step;
}

static void count_third_year(const City *city, Answers *answers, int quarter)
{
    int year, month, date;
    Groups groups;

    civil_of(city_quarter(quarter).first, &year, &month, &date);
    Day day = day_of(year, 10, 1);
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->school_area->advices.count; i++) {
        const Advice *advice = &city->school_area->advices.items[i];
        const Child *child = &city->children.items[advice->child];
        const Enrolment *row = enrolment_on(city, child, day);
        if (row == NULL || !row->secondary || row->year != THIRD_YEAR || !is_kept(advice) ||
            !is_on_ladder(definitive_of(advice))) {
            continue;
        }
        groups_count(&groups, person_on(city, child, day),
                     step_of_third_year(row->kind) >= lowest_level(definitive_of(advice)));
    }
    groups_answer(answers, "lj3-op-boven-advies", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

void advices_truth(const City *city, Answers *answers, int quarter)
{
    if (quarter % 4 == 3) {
        count_year(city, answers, quarter, FIRST_YEAR_WITH_TEST + quarter / 4);
    }
    if (quarter % 4 == 0) {
        count_third_year(city, answers, quarter);
    }
}
