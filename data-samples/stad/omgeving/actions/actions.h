/* C16: the register in which the working groups keep what they do. */
#ifndef STAD_OMGEVING_ACTIONS_H
#define STAD_OMGEVING_ACTIONS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

enum { GROUPS = 6, ACTIONS = 22, TOPICS = 2, STUDIES = 9, REQUESTS = 18, NO_STUDY = -1 };

/* An action or measure of the plan, and the two things that are done for it. */
typedef struct {
    const char *code;
    int group;
    struct {
        const char *title;
        const char *owner; /* partner */
    } topics[TOPICS];
} PlanAction;

typedef struct {
    const char *id;
    int action;
    const char *title;
    int start_month; /* since October 2023 */
    int months;      /* it takes */
} Study;

extern const char *const group_codes[GROUPS];
extern const PlanAction plan_actions[ACTIONS];
extern const Study studies[STUDIES];

typedef enum {
    LINE_PROGRESS,
    LINE_EVALUATION,
    LINE_DECISION,
    LINE_RESEARCH,
    LINE_RISK,
    LINE_SHARED,
    LINE_REQUEST /* for data, by researchers */
} LineKind;
typedef enum {
    STATE_NOT_STARTED,
    STATE_ON_TRACK,
    STATE_DELAYED,
    STATE_STOPPED,
    STATE_DONE
} LineState;

typedef struct {
    char id[12];
    int action;
    int group;
    LineKind kind;
    char title[120];
    const char *owner;
    Day start;
    Day deadline; /* NEVER: none agreed */
    Day moved;    /* the deadline from the second quarter on; NEVER: not moved */
    Day done;     /* NEVER: not by the end of the last quarter */
    Day stopped;
    Day delayed_from;
    Day delayed_to;
    int study;
    unsigned shared_with; /* groups, bit set */
    bool changes_course;
} Line;

void actions_build(City *city);
void actions_deliver(const Round *round);
void actions_truth(const City *city, Answers *answers, int quarter);

LineState line_state(const Line *line, Day day);
/* Evaluations and what was shared stand in the file of their own quarter; other lines from a month
 * before they start until the quarter they end in. */
bool line_is_listed(const Line *line, Quarter quarter);
Day line_deadline(const Line *line, Quarter quarter);

#endif
