/* Brothers and sisters: children who lived at one address at one time, whose parents speak and
 * learned the same, nine months to ten years apart, four at most. */
#include "stad/truth/people.h"

#include <stdlib.h>

enum { NOBODY = -1, MOST_CHILDREN = 4, DAYS_APART = 270, DAYS_BETWEEN = 3650 };

typedef struct {
    City *city;
    int *last_at;  /* address → the child that came last */
    int *previous; /* child → the one before it at that address */
} Houses;

static const Stay *first_stay(const City *city, const Child *child)
{
    return &city->stays.items[child->stays.first];
}

static bool could_be(const City *city, const Child *a, const Child *b)
{
    int apart = a->birth > b->birth ? a->birth - b->birth : b->birth - a->birth;
    const Stay *here = first_stay(city, a);
    const Stay *there = first_stay(city, b);

    return a->language == b->language && a->education == b->education && apart >= DAYS_APART &&
           apart <= DAYS_BETWEEN && here->from < there->to && there->from < here->to;
}

/* Room for one more who is as far from all of them as from the first. */
static bool fits(const Houses *houses, int at, uint32_t family, const Child *child)
{
    int members = 0;

    for (; at != NOBODY; at = houses->previous[at]) {
        const Child *other = &houses->city->children.items[at];
        if (other->family == family) {
            members++;
            if (!could_be(houses->city, other, child)) {
                return false;
            }
        }
    }
    return members < MOST_CHILDREN;
}

static void find_family(Houses *houses, int index)
{
    Child *child = &houses->city->children.items[index];
    size_t home = first_stay(houses->city, child)->address;

    for (int at = houses->last_at[home]; at != NOBODY; at = houses->previous[at]) {
        const Child *other = &houses->city->children.items[at];
        if (could_be(houses->city, other, child) &&
            fits(houses, houses->last_at[home], other->family, child)) {
            child->family = other->family;
            break;
        }
    }
    houses->previous[index] = houses->last_at[home];
    houses->last_at[home] = index;
}

void families_build(City *city)
{
    Houses houses = {.city = city};

    houses.last_at = malloc((city->addresses.count + 1) * sizeof *houses.last_at);
    houses.previous = malloc((city->children.count + 1) * sizeof *houses.previous);
    if (houses.last_at == NULL || houses.previous == NULL) {
        give_up("no memory", "families");
    }
    for (size_t i = 0; i < city->addresses.count; i++) {
        houses.last_at[i] = NOBODY;
    }
    for (size_t i = 0; i < city->children.count; i++) {
        if (!city->children.items[i].twin) {
            find_family(&houses, (int)i);
        } else { /* with the twin before it, whom later children are compared with */
            city->children.items[i].family = city->children.items[i - 1].family;
        }
    }
    free(houses.last_at);
    free(houses.previous);
}
