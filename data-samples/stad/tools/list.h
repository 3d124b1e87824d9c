/* Lists that grow. */
#ifndef STAD_LIST_H
#define STAD_LIST_H

#include <stddef.h>

/* Room for one more item of a list. */
void *room_for_one(void *items, size_t count, size_t *capacity, size_t size);
#define PUSH(list, item)                                                                           \
    ((list).items = room_for_one((list).items, (list).count, &(list).capacity, sizeof(item)),      \
     (list).items[(list).count++] = (item))

#endif
