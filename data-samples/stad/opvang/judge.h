/* Judgements on one child and day, shared by the answers of this part. */
#ifndef STAD_OPVANG_JUDGE_H
#define STAD_OPVANG_JUDGE_H

#include "stad/city.h"
#include "stad/truth/answers.h"

enum { NOTHING = -1, AGES = 18, SEXES = 3, LANGUAGES = 4, EDUCATIONS = 4 };

typedef struct {
    Count all;
    Count wijk[WIJKEN];
    Count sex[SEXES];
    Count age[AGES];
    Count language[LANGUAGES];
    Count education[EDUCATIONS];
} Blocks;

typedef struct {
    Sex sex;
    int wijk;
    int age;
    Language language;
    Education education;
} Traits;

typedef struct {
    bool hit;
    bool unknown;
    bool excluded;
} Judged;

bool lives_here(const City *city, const Child *child, Day day);
Traits traits_on(const City *city, const Child *child, Day day);
const Decision *indication_on(const City *city, const Child *child, Day day);
bool at_primary(const City *city, const Child *child, Day day);
bool has_ve_place(const City *city, const Child *child, Day day);
Reason known_reason(const Decision *decision);
void count_child(Blocks *blocks, Traits traits, Judged judged);
void answer_child(Answers *answers, const char *indicator, const char *period, const Blocks *blocks,
                  bool with_age);

void hours_truth(const City *city, Answers *answers, int quarter);
void waiting_truth(const City *city, Answers *answers, int quarter);

#endif
