#include "stad/truth/people.h"

#include "stad/gemeente/districts.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/tools/random.h"

#include <stdio.h>
#include <stdlib.h>

const char *const income_codes[INCOMES] = {"onbekend", "tot120", "120-140", "boven140"};

Income income_of(const City *city, const Child *child)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_INCOME, child->family);
    size_t home = city->stays.items[child->stays.first].address;
    double low = district(city->addresses.items[home].wijk)->education[0];
    double weights[INCOMES] = {0.04, 0.03 + 0.22 * low, 0.03 + 0.08 * low, 0.0};

    if (child->education == EDUCATION_HIGH) {
        weights[INCOME_TO_120] /= 3.0;
        weights[INCOME_TO_140] /= 2.0;
    } else if (child->education == EDUCATION_LOW) {
        weights[INCOME_TO_120] *= 2.5;
        weights[INCOME_TO_140] *= 1.5;
    }
    weights[INCOME_ABOVE] =
        1.0 - weights[INCOME_UNKNOWN] - weights[INCOME_TO_120] - weights[INCOME_TO_140];
    return (Income)random_weighted(&random, weights, INCOMES);
}

bool is_resident(const City *city, const Child *child, Day day)
{
    return child->birth <= day && city->stays.items[child->stays.first].from <= day &&
           day < child->gone;
}

const Enrolment *enrolment_on(const City *city, const Child *child, Day day)
{
    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (row->from <= day && day < row->to) {
            return row;
        }
    }
    return NULL;
}

/* The municipality's file of a quarter leaves out who was eighteen when it began. */
static bool is_in_register(const City *city, const Child *child, Day day)
{
    int year, month, date;

    civil_of(day, &year, &month, &date);
    Day first_of_quarter = day_of(year, (month - 1) / 3 * 3 + 1, 1);
    return is_resident(city, child, day) && months_after(child->birth, 216) > first_of_quarter;
}

/* JGZ's latest decision that says it, else what the school has on record. */
Person person_on(const City *city, const Child *child, Day day)
{
    bool resident = is_in_register(city, child, day);
    const Enrolment *row = enrolment_on(city, child, day);
    Person person = {.wijk = resident ? city_home(city, child, day)->wijk : WIJK_UNKNOWN,
                     .age = completed_years(child->birth, day),
                     .sex = child->sex,
                     .income = resident ? income_of(city, child) : INCOME_UNKNOWN};

    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        bool known = decision->decided <= day;
        if (known && decision->language != LANGUAGE_UNKNOWN) {
            person.language = decision->language;
        }
        if (known && decision->education != EDUCATION_UNKNOWN) {
            person.education = decision->education;
        }
    }
    person.sites = city->sites;
    person.school = row == NULL ? 0 : (size_t)row->site + 1;
    if (row != NULL && person.language == LANGUAGE_UNKNOWN) {
        person.language = row->language;
    }
    if (row != NULL && person.education == EDUCATION_UNKNOWN) {
        person.education = row->education;
    }
    return person;
}

static void add(Count *to, Count part)
{
    to->units += part.units;
    to->hits += part.hits;
    to->excluded += part.excluded;
    to->unknown += part.unknown;
}

static void groups_add(Groups *groups, Person person, Count part)
{
    int age = person.age < AGE_GROUPS ? person.age : AGE_GROUPS - 1;
    age = age < 0 ? 0 : age; /* a start before birth, by mistake */

    add(&groups->all, part);
    add(&groups->wijk[person.wijk], part);
    add(&groups->age[age], part);
    add(&groups->sex[person.sex], part);
    add(&groups->language[person.language], part);
    add(&groups->education[person.education], part);
    add(&groups->income[person.income], part);
    add(&groups->age_income[age][person.income], part);
    groups->sites = person.sites;
    add(&groups->school[person.school], part);
}

void groups_count(Groups *groups, Person person, bool hit)
{
    groups_add(groups, person, (Count){.units = 1, .hits = hit});
}

void groups_value(Groups *groups, Person person, double value)
{
    groups_share(groups, person, 1, value);
}

void groups_share(Groups *groups, Person person, int of, double value)
{
    groups_add(groups, person, (Count){.units = of, .hits = value});
}

void groups_unknown(Groups *groups, Person person)
{
    groups_add(groups, person, (Count){.units = 1, .unknown = 1});
}

void groups_exclude(Groups *groups, Person person)
{
    groups_add(groups, person, (Count){.excluded = 1});
}

static void answer_list(Answers *answers, const char *indicator, const char *period,
                        const char *dim, const char *const *codes, const Count *counts, int size)
{
    for (int i = 0; i < size; i++) {
        answers_count(answers, indicator, period, dim, codes[i], counts[i]);
    }
}

static void answer_wijken(Answers *answers, const char *indicator, const char *period,
                          const Groups *groups)
{
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char digits[WIJK_DIGITS];
        char code[WIJK_DIGITS + 2];
        wijk_digits(wijk, digits);
        (void)snprintf(code, sizeof code, "WK%s", digits);
        answers_count(answers, indicator, period, "wijk", code, groups->wijk[wijk]);
    }
    answers_count(answers, indicator, period, "wijk", "onbekend", groups->wijk[WIJK_UNKNOWN]);
}

static void answer_ages(Answers *answers, const char *indicator, const char *period,
                        const Groups *groups)
{
    for (int age = 0; age < AGE_GROUPS; age++) {
        char code[12];
        (void)snprintf(code, sizeof code, "%d", age);
        answers_count(answers, indicator, period, "leeftijd", code, groups->age[age]);
    }
}

/* A school's code begins with its board's, who sends the file in which it stands. */
static void answer_schools(Answers *answers, const char *indicator, const char *period,
                           const Groups *groups)
{
    Count boards[BOARDS] = {{0}};

    for (size_t i = 0; i < MAX_SITES; i++) {
        Count counted = groups->school[i + 1];
        char code[40];
        if (counted.units == 0 && counted.excluded == 0) {
            continue;
        }
        const Site *site = &groups->sites[i];
        add(&boards[site->owner_index], counted);
        (void)snprintf(code, sizeof code, "%s/%s", board_ids[site->owner_index], site->brin);
        answers_count(answers, indicator, period, "school", code, counted);
    }
    answers_count(answers, indicator, period, "school", "onbekend", groups->school[0]);
    answer_list(answers, indicator, period, "organisatie", board_ids, boards, BOARDS);
    answers_count(answers, indicator, period, "organisatie", "onbekend", groups->school[0]);
}

void groups_answer(Answers *answers, const char *indicator, const char *period,
                   const Groups *groups, unsigned by)
{
    static const char *const sexes[] = {"m", "v", "x"};
    static const char *const languages[] = {"onbekend", "nl", "nl-meertalig", "anders"};
    static const char *const educations[] = {"onbekend", "laag", "midden", "hoog"};

    if ((by & WITHOUT_TOTAL) == 0) {
        answers_count(answers, indicator, period, "", "", groups->all);
    }
    if ((by & BY_WIJK) != 0) {
        answer_wijken(answers, indicator, period, groups);
    }
    if ((by & BY_AGE) != 0) {
        answer_ages(answers, indicator, period, groups);
    }
    if ((by & BY_SEX) != 0) {
        answer_list(answers, indicator, period, "geslacht", sexes, groups->sex, 3);
    }
    if ((by & BY_LANGUAGE) != 0) {
        answer_list(answers, indicator, period, "thuistaal", languages, groups->language, 4);
    }
    if ((by & BY_EDUCATION) != 0) {
        answer_list(answers, indicator, period, "opleiding_ouders", educations, groups->education,
                    4);
    }
    if ((by & BY_SCHOOL) != 0) {
        answer_schools(answers, indicator, period, groups);
    }
    if ((by & BY_INCOME) != 0) {
        answer_list(answers, indicator, period, "inkomensklasse", income_codes, groups->income,
                    INCOMES);
    }
}

void answer_total(Answers *answers, const char *indicator, int quarter, Count counted)
{
    answers_count(answers, indicator, city_quarter(quarter).name, "", "", counted);
}
