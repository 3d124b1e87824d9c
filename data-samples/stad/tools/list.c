#include "stad/tools/list.h"

#include "stad/city.h"

#include <stdlib.h>

void *room_for_one(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    *capacity = *capacity == 0 ? 256 : *capacity * 2;
    void *larger = realloc(items, *capacity * size);
    if (larger == NULL) {
        give_up("no memory", "a list of the city");
    }
    return larger;
}
