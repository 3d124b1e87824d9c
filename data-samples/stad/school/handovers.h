/* C07: from childcare to primary school, and from group 8 to secondary school. */
#ifndef STAD_SCHOOL_HANDOVERS_H
#define STAD_SCHOOL_HANDOVERS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

typedef enum { HANDOVER_CARE, HANDOVER_SECONDARY } HandoverKind;

typedef struct {
    uint32_t child;
    HandoverKind kind;
    int from; /* site */
    int to;   /* site; NO_SITE: outside the city */
    Day day;  /* it began */
    Day form; /* NEVER: not sent */
    bool consent;
    Day talk; /* NEVER: no conversation */
    bool parent_present;
    Day file_sent; /* NEVER: not sent */
    Day file_received;
    bool school_tells_too;     /* both parties deliver the same event … */
    bool only_school_has_talk; /* … and only the school wrote the conversation down */
} Handover;

void handovers_build(City *city);
void handovers_deliver(const Round *round);
void handovers_truth(const City *city, Answers *answers, int quarter);
void transitions_truth(const City *city, Answers *answers, int quarter);

#endif
