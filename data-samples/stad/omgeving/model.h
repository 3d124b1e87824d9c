/* What this part of the city adds to its plain records. All random draws have streams of their own,
 * so that they move nothing else. */
#ifndef STAD_OMGEVING_MODEL_H
#define STAD_OMGEVING_MODEL_H

#include "stad/city.h"
#include "stad/omgeving/actions/actions.h"
#include "stad/omgeving/offers/joins.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/omgeving/schemes/schemes.h"
#include "stad/omgeving/survey/survey.h"
#include "stad/omgeving/talks/talks.h"
#include "stad/omgeving/training/training.h"
#include "stad/tools/list.h"
#include "stad/tools/random.h"

#include <stdlib.h>

enum {
    STREAM_ACTIONS = 201,
    STREAM_TRAINING,
    STREAM_INCOME,
    STREAM_SCHEMES,
    STREAM_OFFERS,
    STREAM_JOINS,
    STREAM_PAPER,
    STREAM_TALKS,
    STREAM_SURVEY,
    STREAM_COUNTER,
    STREAM_PARENTS
};

typedef struct Omgeving {
    LIST_OF(Line) lines;
    LIST_OF(Session) sessions;
    LIST_OF(Trainee) trainees; /* by session */
    LIST_OF(Application) applications;
    LIST_OF(Offer) offers;
    Programmes programmes;
    LIST_OF(Join) joins;   /* by child */
    Slice *joins_of;       /* by child */
    LIST_OF(Join) parents; /* of toddlers, in the parent programme; by child */
    LIST_OF(Talk) talks;   /* by child */
    LIST_OF(Response) responses;
} Omgeving;

/* First day of the twelve months that end with a quarter. */
Day year_before(int quarter);
/* The school year (0: 2023-2024) that is told in a quarter; NO_YEAR in others, and for the year
 * that began before the first delivery. */
enum { NO_YEAR = -1 };
int school_year_told(int quarter);

#endif
