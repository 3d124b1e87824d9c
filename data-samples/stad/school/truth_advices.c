/* The answers about advices: the files of October stand for the years that have one. */
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <stdio.h>
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

static void count_results(const Advice *advice, int least, Count *all)
{
    for (int i = 0; i < SUBJECTS; i++) {
        all->units += advice->levels[i] >= 0;
        all->hits += advice->levels[i] >= least;
    }
}

static void count_year(const City *city, Answers *answers, int quarter, int year)
{
    Day last = day_of(year, 7, 31);
    const char *period = city_quarter(quarter).name;
    Groups revised;
    Groups possible;
    Count results[2] = {{0}}; /* at the fundamental level, and at the target level */

    (void)memset(&revised, 0, sizeof revised);
    (void)memset(&possible, 0, sizeof possible);
    for (size_t i = 0; i < city->school_area->advices.count; i++) {
        const Advice *advice = &city->school_area->advices.items[i];
        if (advice->year != year || !is_kept(advice)) {
            continue;
        }
        Person person = person_on(city, &city->children.items[advice->child], last);
        bool is_higher = advice->test > advice->first;
        count_results(advice, 1, &results[0]);
        count_results(advice, 2, &results[1]);
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
    answer_total(answers, "ref-1f", quarter, results[0]);
    answer_total(answers, "ref-1s2f", quarter, results[1]);
}

/* ---- the same test, another advice ---- */

/* Levels of the ladder: pro 1, vmbo-bb 2, … vwo 6; a double advice lies half-way. */
static double level_of(int step)
{
    return step == 0 ? 1.0 : 1.5 + 0.5 * (double)step;
}

typedef struct {
    double sum;
    int units;
} Mean;

typedef struct {
    Mean all;
    Mean sex[3];
    Mean language[4];
    Mean education[4];
    Mean income[INCOMES];
    int excluded;
    int sex_excluded[3];
    int language_excluded[4];
    int education_excluded[4];
    int income_excluded[INCOMES];
} Means;

static void add(Mean *mean, double value)
{
    mean->sum += value;
    mean->units++;
}

static double mean_of(Mean mean)
{
    return mean.sum / (double)mean.units;
}

static void answer_mean(Answers *answers, const char *period, const char *dim, const char *code,
                        Mean mean, int excluded)
{
    static const char *const indicators[] = {"advies-gelijk-toets", "advies-gat-gelijk-toets"};

    for (int i = 0; i < 2; i++) {
        bool is_gap = i == 1;
        bool is_level = strcmp(dim, "opleiding_ouders") == 0 ||
                        strcmp(dim, "inkomensklasse") == 0 || strcmp(dim, "geslacht") == 0;
        Answer answer = {.units = mean.units,
                         .hits = mean.sum,
                         .excluded = excluded,
                         .has_estimate = mean.units > 0,
                         .estimate = mean.units > 0 ? mean_of(mean) : 0.0};
        if (mean.units == 0 || (is_gap && !is_level)) {
            continue;
        }
        (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicators[i]);
        (void)snprintf(answer.period, sizeof answer.period, "%s", period);
        (void)snprintf(answer.dim1, sizeof answer.dim1, "%s", dim);
        (void)snprintf(answer.code1, sizeof answer.code1, "%s", code);
        answers_add(answers, &answer);
    }
}

static void answer_means(Answers *answers, const char *period, const char *dim,
                         const char *const *codes, const Mean *means, const int *excluded, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        answer_mean(answers, period, dim, codes[i], means[i], excluded[i]);
    }
}

static void answer_difference(Answers *answers, const char *period, const char *measure, Mean one,
                              Mean other)
{
    Answer answer = {.units = one.units + other.units, .has_estimate = true};

    if (one.units == 0 || other.units == 0) {
        return;
    }
    answer.estimate = mean_of(one) - mean_of(other);
    (void)snprintf(answer.indicator, sizeof answer.indicator, "advies-gat-gelijk-toets");
    (void)snprintf(answer.period, sizeof answer.period, "%s", period);
    if (measure[0] != '\0') {
        (void)snprintf(answer.dim1, sizeof answer.dim1, "maat");
        (void)snprintf(answer.code1, sizeof answer.code1, "%s-verschil", measure);
    }
    answers_add(answers, &answer);
}

static void count_means(Means *means, Person person, double value)
{
    add(&means->all, value);
    add(&means->sex[person.sex], value);
    add(&means->language[person.language], value);
    add(&means->education[person.education], value);
    add(&means->income[person.income], value);
}

static void exclude_means(Means *means, Person person)
{
    means->excluded++;
    means->sex_excluded[person.sex]++;
    means->language_excluded[person.language]++;
    means->education_excluded[person.education]++;
    means->income_excluded[person.income]++;
}

static void answer_equal_test(Answers *answers, const char *period, const Means *means)
{
    static const char *const sexes[] = {"m", "v", "x"};
    static const char *const languages[] = {"onbekend", "nl", "nl-meertalig", "anders"};
    static const char *const educations[] = {"onbekend", "laag", "midden", "hoog"};

    answer_mean(answers, period, "", "", means->all, means->excluded);
    answer_means(answers, period, "geslacht", sexes, means->sex, means->sex_excluded, 3);
    answer_means(answers, period, "thuistaal", languages, means->language, means->language_excluded,
                 4);
    answer_means(answers, period, "opleiding_ouders", educations, means->education,
                 means->education_excluded, 4);
    answer_means(answers, period, "inkomensklasse", income_codes, means->income,
                 means->income_excluded, INCOMES);
    answer_difference(answers, period, "", means->education[EDUCATION_HIGH],
                      means->education[EDUCATION_LOW]);
    answer_difference(answers, period, "opleiding_ouders", means->education[EDUCATION_HIGH],
                      means->education[EDUCATION_LOW]);
    answer_difference(answers, period, "inkomensklasse", means->income[INCOME_ABOVE],
                      means->income[INCOME_TO_120]);
    answer_difference(answers, period, "geslacht", means->sex[SEX_BOY], means->sex[SEX_GIRL]);
}

/* Each beside the mean of all with the same test advice. */
static void count_equal_test(const City *city, Answers *answers, int quarter, int year)
{
    const SchoolArea *area = city->school_area;
    Day last = day_of(year, 7, 31);
    Mean by_test[LADDER] = {{0.0, 0}};
    Means means;

    (void)memset(&means, 0, sizeof means);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < area->advices.count; i++) {
            const Advice *advice = &area->advices.items[i];
            int definitive = definitive_of(advice);
            if (advice->year != year || !is_kept(advice)) {
                continue;
            }
            bool is_whole = is_on_ladder(advice->test) && is_on_ladder(definitive);
            if (pass == 0 && is_whole) {
                add(&by_test[advice->test], level_of(definitive));
            } else if (pass == 1) {
                Person person = person_on(city, &city->children.items[advice->child], last);
                if (is_whole) {
                    count_means(&means, person,
                                level_of(definitive) - mean_of(by_test[advice->test]));
                } else {
                    exclude_means(&means, person);
                }
            }
        }
    }
    answer_equal_test(answers, city_quarter(quarter).name, &means);
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
        count_equal_test(city, answers, quarter, FIRST_YEAR_WITH_TEST + quarter / 4);
    }
    if (quarter % 4 == 0) {
        count_third_year(city, answers, quarter);
    }
}
