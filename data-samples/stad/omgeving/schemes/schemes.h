/* C12: applications for schemes that help families with little money. */
#ifndef STAD_OMGEVING_SCHEMES_H
#define STAD_OMGEVING_SCHEMES_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

enum { SCHEMES = 6, SCHEMES_OF_FUND = 2 }; /* the fund runs the first two */

typedef enum { DECISION_GRANTED, DECISION_REFUSED, DECISION_DROPPED } Ruling;

typedef struct {
    uint32_t child;
    int scheme;
    Day applied;
    Day decided;
    Ruling ruling;
    int cents;
    const char *referrer; /* sector; "": the family itself */
    int site;             /* of the referrer; NO_SITE */
    bool household;       /* for all children of the family */
    bool undated;         /* the deliverer never tells the day of the decision */
} Application;

void schemes_build(City *city);
void schemes_deliver(const Round *round);
void schemes_truth(const City *city, Answers *answers, int quarter);

#endif
