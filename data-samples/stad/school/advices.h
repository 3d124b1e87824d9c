/* C08: advice, test and advice after the test of each pupil of group 8. */
#ifndef STAD_SCHOOL_ADVICES_H
#define STAD_SCHOOL_ADVICES_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

/* Steps of the ladder: pro, vmbo-bb, bb/kb, kb, kb/gt, gt, gt/havo, havo, havo/vwo, vwo. */
enum { ADVICE_NONE = -1, LADDER = 10, ADVICE_VSO = 10, ADVICE_IMPOSSIBLE = 11, ADVICES = 12 };
enum { FIRST_YEAR_TOLD = 2021, FIRST_YEAR_WITH_TEST = 2024, LAST_YEAR_TOLD = 2026, SUBJECTS = 3 };

typedef struct {
    uint32_t child;
    int year; /* the school year ends in it */
    int site;
    int left_site; /* where the first advice was given; NO_SITE: the same school */
    int first;     /* ADVICE_NONE: missing */
    int test;      /* ADVICE_NONE: none */
    int second;
    bool exempt;
    bool told_late;   /* the definitive advice is not in the file of May */
    bool wrongly_low; /* in the file of May the definitive advice is below the provisional one */
    Day first_day;    /* NEVER: not told */
    Day test_day;
    Day second_day;
    int provider;         /* of the test; −1: none */
    int levels[SUBJECTS]; /* 0 below 1F, 1 1F, 2 1S or 2F; −1: none */
    int secondary_site;
} Advice;

void advices_build(City *city);
void advices_deliver(const Round *round);
void duo_deliver(const Round *round);
void advices_truth(const City *city, Answers *answers, int quarter);

bool is_on_ladder(int step);
/* A file of October tells again what the file of May said; that of the last year is still to come.
 */
bool is_corrected(int year);

#endif
