#include "stad/truth/events.h"

#include "stad/jgz/assessment.h"

#include <stdlib.h>

static void happens(Events *events, Day day, EventKind kind, size_t child, size_t item)
{
    if (day >= city_end()) {
        return;
    }
    if (events->count == events->capacity) {
        events->capacity = events->capacity == 0 ? 65536 : events->capacity * 2;
        Event *larger = realloc(events->items, events->capacity * sizeof *larger);
        if (larger == NULL) {
            give_up("no memory", "events");
        }
        events->items = larger;
    }
    events->items[events->count++] = (Event){day, kind, (uint32_t)child, (uint32_t)item};
}

static void homes(Events *events, const City *city, size_t index, const Child *child)
{
    for (size_t i = child->stays.first; i < child->stays.first + child->stays.count; i++) {
        happens(events, city->stays.items[i].from, EVENT_MOVES_IN, index, i);
        happens(events, city->stays.items[i].to, EVENT_LEAVES_HOME, index, i);
    }
}

static void decisions(Events *events, const City *city, size_t index, const Child *child)
{
    size_t end = child->decisions.first + child->decisions.count;

    for (size_t i = child->decisions.first; i < end; i++) {
        const Decision *decision = &city->decisions.items[i];
        happens(events, decision->decided, EVENT_DECISION, index, i);
        if (decision->verdict == VERDICT_YES) {
            Day led = decision->led > decision->decided ? decision->led : decision->decided;
            happens(events, decision->start, EVENT_INDICATION_STARTS, index, i);
            happens(events, decision->end, EVENT_INDICATION_ENDS, index, i);
            happens(events, led, EVENT_LED, index, i);
        }
    }
}

static void places(Events *events, const City *city, size_t index, const Child *child)
{
    size_t end = child->placements.first + child->placements.count;

    for (size_t i = child->placements.first; i < end; i++) {
        const Placement *place = &city->placements.items[i];
        happens(events, place->from, EVENT_PLACE_STARTS, index, i);
        happens(events, place->to, EVENT_PLACE_ENDS, index, i);
        if (place->waiting_since != NEVER) {
            Day since = place->waiting_since > place->from ? place->waiting_since : place->from;
            happens(events, since, EVENT_WAITS_AT_HOUDER, index, i);
        }
    }
}

static void school(Events *events, const City *city, size_t index, const Child *child)
{
    size_t end = child->enrolments.first + child->enrolments.count;

    for (size_t i = child->enrolments.first; i < end; i++) {
        happens(events, city->enrolments.items[i].from, EVENT_STARTS_SCHOOL, index, i);
        happens(events, city->enrolments.items[i].to, EVENT_LEAVES_SCHOOL, index, i);
    }
}

/* Events of a day and kind stay in the order in which they were put down. */
static int by_day(const void *left, const void *right)
{
    const Event *a = left;
    const Event *b = right;

    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->child != b->child) {
        return a->child < b->child ? -1 : 1;
    }
    return a->item < b->item ? -1 : a->item > b->item;
}

Events events_of(const City *city)
{
    Events events = {NULL, 0, 0};

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        if (child->birth < assessment_first_birth()) {
            continue; /* past the fifth birthday on the first reference date */
        }
        homes(&events, city, i, child);
        decisions(&events, city, i, child);
        places(&events, city, i, child);
        school(&events, city, i, child);
        happens(&events, months_after(child->birth, 30), EVENT_TURNS_HALF_PAST_TWO, i, 0);
    }
    if (events.count > 0) {
        qsort(events.items, events.count, sizeof *events.items, by_day);
    }
    return events;
}

void events_release(Events *events)
{
    free(events->items);
    events->items = NULL;
}
