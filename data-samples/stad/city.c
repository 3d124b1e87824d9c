#include "stad/city.h"

#include <stdio.h>
#include <stdlib.h>

Day city_start(void)
{
    return day_of(2020, 1, 1);
}

Day city_end(void)
{
    return day_of(2026, 10, 1);
}

Quarter city_quarter(int index)
{
    int running = index + 15; /* quarters since the first of 2020 */
    int year = 2020 + running / 4;
    int quarter = running % 4;
    Quarter result;

    result.first = day_of(year, quarter * 3 + 1, 1);
    result.last = months_after(result.first, 3) - 1;
    (void)snprintf(result.name, sizeof result.name, "%04uK%u", (unsigned)year % 10000U,
                   (unsigned)quarter % 4U + 1U);
    return result;
}

Day programme_start(void)
{
    return day_of(2025, 4, 1);
}

bool in_programme(int wijk)
{
    return wijk == 3 || wijk == 6;
}

void give_up(const char *what, const char *subject)
{
    (void)fprintf(stderr, "maak-stad: %s: %s\n", what, subject);
    exit(EXIT_FAILURE);
}

static void *with_room(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    size_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
    void *larger = realloc(items, wanted * size);
    if (larger == NULL) {
        give_up("no memory", "list of the city");
    }
    *capacity = wanted;
    return larger;
}

#define APPEND(list, item)                                                                         \
    ((list).items = with_room((list).items, (list).count, &(list).capacity, sizeof(item)),         \
     (list).items[(list).count] = (item), &(list).items[(list).count++])

static void extend(Slice *slice, size_t index)
{
    if (slice->count == 0) {
        slice->first = index;
    }
    slice->count++;
}

void city_add_address(City *city, Address address)
{
    (void)APPEND(city->addresses, address);
}

Child *city_add_child(City *city, Child child)
{
    return APPEND(city->children, child);
}

void city_add_stay(City *city, Child *child, Stay stay)
{
    extend(&child->stays, city->stays.count);
    (void)APPEND(city->stays, stay);
}

void city_add_decision(City *city, Child *child, Decision decision)
{
    extend(&child->decisions, city->decisions.count);
    (void)APPEND(city->decisions, decision);
}

void city_add_placement(City *city, Child *child, Placement placement)
{
    extend(&child->placements, city->placements.count);
    (void)APPEND(city->placements, placement);
}

void city_add_enrolment(City *city, Child *child, Enrolment enrolment)
{
    extend(&child->enrolments, city->enrolments.count);
    (void)APPEND(city->enrolments, enrolment);
}

void city_release(City *city)
{
    free(city->addresses.items);
    free(city->children.items);
    free(city->stays.items);
    free(city->decisions.items);
    free(city->placements.items);
    free(city->enrolments.items);
}

const Address *city_home(const City *city, const Child *child, Day day)
{
    const Stay *stays = city->stays.items + child->stays.first;
    size_t last = child->stays.count - 1;

    for (size_t i = 0; i < last; i++) {
        if (day < stays[i].to) {
            return &city->addresses.items[stays[i].address];
        }
    }
    return &city->addresses.items[stays[last].address];
}
