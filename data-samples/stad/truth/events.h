/* Everything that happens in the city, in the order of days. */
#ifndef STAD_EVENTS_H
#define STAD_EVENTS_H

#include "stad/city.h"

/* Events of one day happen in this order. */
typedef enum {
    EVENT_LEAVES_HOME,
    EVENT_MOVES_IN,
    EVENT_DECISION,
    EVENT_INDICATION_STARTS,
    EVENT_INDICATION_ENDS,
    EVENT_LED,
    EVENT_PLACE_ENDS,
    EVENT_PLACE_STARTS,
    EVENT_WAITS_AT_HOUDER,
    EVENT_LEAVES_SCHOOL,
    EVENT_STARTS_SCHOOL,
    EVENT_TURNS_HALF_PAST_TWO
} EventKind;

typedef struct {
    Day day;
    EventKind kind;
    uint32_t child;
    uint32_t item; /* stay, decision, placement or enrolment */
} Event;

typedef struct {
    Event *items;
    size_t count;
    size_t capacity;
} Events;

Events events_of(const City *city);
void events_release(Events *events);

#endif
