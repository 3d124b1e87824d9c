/* C13a: talks and activities with parents, at the boards and houders that keep a record of them. */
#ifndef STAD_OMGEVING_TALKS_H
#define STAD_OMGEVING_TALKS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

typedef enum {
    TALK_START,
    TALK_TRIANGLE,
    TALK_PROGRESS,
    TALK_ADVICE,
    TALK_HOME,
    TALK_ACTIVITY,
    TALK_PHONE,
    TALK_KINDS
} TalkKind;

typedef struct {
    uint32_t child;
    int site;
    Day day;
    TalkKind kind;
    bool parent; /* was there */
    bool pupil;
    bool interpreter;
    bool by_parent; /* asked for it */
} Talk;

void talks_build(City *city);
void talks_deliver(const Round *round);
void talks_truth(const City *city, Answers *answers, int quarter);

#endif
