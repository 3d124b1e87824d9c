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
    Day else_decided; /* had the counter never opened */
    Ruling ruling;
    int cents;
    const char *referrer; /* sector; "": the family itself */
    int site;             /* of the referrer; NO_SITE */
    bool household;       /* for all children of the family */
    bool undated;         /* the deliverer never tells the day of the decision */
} Application;

void schemes_build(City *city);
/* The planted effect: since 1 October 2025 one counter decides within three weeks on what a
 * professional referred. What it gained of `verwijzing-toegekend`: the mean over the nine months
 * of application since of the share granted in time, less what it would have been. */
double schemes_counter_gain(const City *city);
void schemes_deliver(const Round *round);
void schemes_truth(const City *city, Answers *answers, int quarter);

#endif
