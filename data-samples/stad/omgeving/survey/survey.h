/* C13b: the yearly survey of parents, pupils and professionals. */
#ifndef STAD_OMGEVING_SURVEY_H
#define STAD_OMGEVING_SURVEY_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

typedef enum { ASKED_PARENT, ASKED_PUPIL, ASKED_PROFESSIONAL } Asked;
enum { QUESTIONS = 8, NO_ANSWER = 0, DONT_KNOW = 9, SURVEY_YEARS = 3 };

typedef struct {
    int year; /* 0: 2023-2024 */
    Asked asked;
    int site;
    int second_site; /* of a parent who answers for a second child; NO_SITE */
    bool invited;    /* not: came by an open link */
    Day filled;      /* NEVER: not at all */
    Language language;
    Education education;
    unsigned char answers[QUESTIONS]; /* 1 … 5, DONT_KNOW or NO_ANSWER */
} Response;

void survey_build(City *city);
void survey_deliver(const Round *round);
void survey_truth(const City *city, Answers *answers, int quarter);

#endif
