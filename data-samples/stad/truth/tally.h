/* The blocks of waarheid.csv: units, hits, excluded and unknown, by indicator and quarter. */
#ifndef STAD_TALLY_H
#define STAD_TALLY_H

#include "stad/city.h"
#include "stad/truth/answers.h"

typedef enum {
    COUNT_REACH,
    COUNT_REACH_640,
    COUNT_INDICATED,
    COUNT_ASSESSED,
    COUNT_NO_CARE,
    COUNT_PLACES,
    COUNT_FUNNEL,
    INDICATORS
} Indicator;

typedef enum {
    STAGE_UNDECIDED,
    STAGE_NOT_INDICATED,
    STAGE_INDICATED,
    STAGE_LED,
    STAGE_PLACED,
    STAGE_PLACED_640,
    STAGES
} Stage;

enum { WIJK_CODES = WIJKEN + 2, AGES = 3, SEXES = 3, LANGUAGES = 4, EDUCATIONS = 4 };

typedef struct {
    Count all;
    Count wijk[WIJKEN];
    Count sex[SEXES];
    Count age[AGES]; /* 2, 3, 4 */
    Count language[LANGUAGES];
    Count education[EDUCATIONS];
    Count wijk_language[WIJKEN][LANGUAGES];
    Count place[MAX_SITES]; /* by site of the ve place, also when its number is a newer one */
    Count renewed[MAX_SITES];
    Count no_place;
} Blocks;

typedef struct {
    Blocks blocks[INDICATORS][QUARTERS];
    int stages[QUARTERS][STAGES];
} Tally;

/* The block a child falls in. */
typedef struct {
    int wijk;
    Sex sex;
    int age;
    Language language;
    Education education;
    int place;    /* site of the ve place + 1; 0: none. Asked of COUNT_REACH_640 only */
    bool renewed; /* it goes under its new number */
} Traits;

typedef enum { OUTCOME_MISS, OUTCOME_HIT, OUTCOME_UNKNOWN, OUTCOME_EXCLUDED } Outcome;

void tally_child(Tally *tally, Indicator indicator, int quarter, Traits traits, Outcome outcome);
void tally_places(Tally *tally, int quarter, int wijk, int places);
void tally_answer(const City *city, const Tally *tally, Answers *answers);

#endif
