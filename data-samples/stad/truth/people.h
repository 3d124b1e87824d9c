/* Who a child is on a day, as the deliveries together tell it; and counts of children by group. */
#ifndef STAD_TRUTH_PEOPLE_H
#define STAD_TRUTH_PEOPLE_H

#include "stad/city.h"
#include "stad/truth/answers.h"

typedef enum { INCOME_UNKNOWN, INCOME_TO_120, INCOME_TO_140, INCOME_ABOVE, INCOMES } Income;

enum { AGE_GROUPS = 20, WIJK_UNKNOWN = WIJKEN };
enum {
    BY_WIJK = 1,
    BY_SEX = 2,
    BY_AGE = 4,
    BY_LANGUAGE = 8,
    BY_EDUCATION = 16,
    BY_INCOME = 32,
    WITHOUT_TOTAL = 64,
    BY_SCHOOL = 128 /* and by its board */
};

typedef struct {
    int wijk; /* WIJK_UNKNOWN: does not live here that day */
    int age;
    Sex sex;
    Language language;
    Education education;
    Income income;
    const Site *sites;
    size_t school; /* its place in sites + 1; 0: at none that day */
} Person;

typedef struct {
    Count all;
    Count wijk[WIJKEN + 1];
    Count age[AGE_GROUPS];
    Count sex[3];
    Count language[4];
    Count education[4];
    Count income[INCOMES];
    Count age_income[AGE_GROUPS][INCOMES];
    const Site *sites;
    Count school[MAX_SITES + 1];
} Groups;

extern const char *const income_codes[INCOMES];

/* Children who share an address, and have parents who speak and learned the same, become brothers
 * and sisters. Changes nothing but their family numbers. */
void families_build(City *city);

/* Of a family, the same all the time. */
Income income_of(const City *city, const Child *child);
bool is_resident(const City *city, const Child *child, Day day);
/* NULL: at no school that day. */
const Enrolment *enrolment_on(const City *city, const Child *child, Day day);
Person person_on(const City *city, const Child *child, Day day);

void groups_count(Groups *groups, Person person, bool hit);
/* What a person has, of a mean; and how much of how many, of a rate. */
void groups_value(Groups *groups, Person person, double value);
void groups_share(Groups *groups, Person person, int of, double value);
/* In the population, whether a hit is not known. */
void groups_unknown(Groups *groups, Person person);
/* Taken out of the population, and counted apart. */
void groups_exclude(Groups *groups, Person person);
/* The total, unless it is asked without, and the asked dimensions. */
void groups_answer(Answers *answers, const char *indicator, const char *period,
                   const Groups *groups, unsigned by);
void answer_total(Answers *answers, const char *indicator, int quarter, Count counted);

#endif
