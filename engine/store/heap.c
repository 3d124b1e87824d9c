#include "engine/store/heap.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Each piece has its size before it. */
typedef struct {
    int64_t size;
} Head;

/* Memory may go back on another thread than it came from, so the count may be off, but not by what
 * comes after a limit was set. */
static _Thread_local int64_t in_use;
static _Thread_local int64_t most = INT64_MAX;

static bool is_too_much(int64_t more)
{
    return more > 0 && in_use > most - more;
}

static void *give(Head *head, int64_t size)
{
    head->size = size;
    return head + 1;
}

static void *get(int size)
{
    Head *head = is_too_much(size) ? NULL : malloc(sizeof *head + (size_t)size);
    if (head == NULL) {
        return NULL;
    }
    in_use += size;
    return give(head, size);
}

static void let_go(void *piece)
{
    Head *head = (Head *)piece - 1;
    in_use -= head->size;
    free(head);
}

static void *get_other(void *piece, int size)
{
    Head *head = (Head *)piece - 1;
    int64_t before = head->size;
    Head *other = is_too_much(size - before) ? NULL : realloc(head, sizeof *other + (size_t)size);
    if (other == NULL) {
        return NULL;
    }
    in_use += size - before;
    return give(other, size);
}

static int size_of(void *piece)
{
    return (int)((const Head *)piece - 1)->size;
}

static int round_up(int size)
{
    return (size + 7) & ~7;
}

static int begin(void *self)
{
    (void)self;
    return SQLITE_OK;
}

static void end(void *self)
{
    (void)self;
}

/* Before anybody can have asked SQLite for anything. */
__attribute__((constructor)) static void take_over(void)
{
    static const sqlite3_mem_methods methods = {.xMalloc = get,
                                                .xFree = let_go,
                                                .xRealloc = get_other,
                                                .xSize = size_of,
                                                .xRoundup = round_up,
                                                .xInit = begin,
                                                .xShutdown = end};
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void km_heap_limit(size_t bytes)
{
    most = in_use + (int64_t)bytes;
}

void km_heap_free(void)
{
    most = INT64_MAX;
}
