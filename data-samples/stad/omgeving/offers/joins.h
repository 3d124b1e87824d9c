/* C11b: which child takes part in what, and how often. */
#ifndef STAD_OMGEVING_JOINS_H
#define STAD_OMGEVING_JOINS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

/* A school year is counted in stretches: August and September, three quarters, and July. */
enum { STRETCHES = 5 };

typedef enum {
    JOIN_PLACED,
    JOIN_WAITING,
    JOIN_FULL,
    JOIN_WITHDRAWN,
    JOIN_DONE,
    JOIN_STOPPED
} JoinStatus;

/* One child and one offer in one school year. */
typedef struct {
    uint32_t child;
    int offer;
    int year; /* 0: 2023-2024 */
    Day registered;
    Day start; /* NEVER: not told */
    Day end;   /* of a match, the first day no longer; NEVER: goes on */
    int preference;
    JoinStatus status; /* how it ended */
    bool card_only;    /* known by a card, not by a number of the child */
    bool two_cards;
    short booked[STRETCHES];
    short attended[STRETCHES];
} Join;

void joins_build(City *city);
void joins_deliver(const Round *round);
void joins_truth(const City *city, Answers *answers, int quarter);
void day_truth(const City *city, Answers *answers, int quarter);

/* The children on the paper lists of these days: each month anew, `<5` as four. */
long joins_most_on_lists(const City *city, Day from, Day until);

/* First day of a stretch; STRETCHES: of the next school year. */
Day stretch_start(int year, int stretch);
bool join_took_place(const Join *join);

/* The parents of toddlers with a place: joins by child in a list of their own. */
void parents_build(City *city);
void parents_truth(const City *city, Answers *answers, int quarter);

#endif
