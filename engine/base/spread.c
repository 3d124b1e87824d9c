#include "engine/base/spread.h"

#include "engine/base/cores.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct {
    KmPiece piece;
    void *self;
    size_t n;
    atomic_size_t next;
} Work;

typedef struct {
    Work *work;
    KmArena *arena;
    pthread_t thread;
} Helper;

static void go_on(Work *work, KmArena *arena)
{
    for (size_t i = atomic_fetch_add(&work->next, 1); i < work->n;
         i = atomic_fetch_add(&work->next, 1)) {
        work->piece(work->self, i, arena);
    }
}

static void *run(void *self)
{
    Helper *helper = self;
    go_on(helper->work, helper->arena);
    return NULL;
}

void km_spread(KmArena *arena, size_t n, KmPiece piece, void *self)
{
    Work work = {.piece = piece, .self = self, .n = n};
    size_t most = n < 2 ? 0 : (km_cores() < n ? km_cores() : n) - 1;
    Helper *helpers = KM_NEW_ARRAY(arena, Helper, most);
    size_t started = 0;
    for (; started < most; started++) {
        Helper *helper = &helpers[started];
        *helper = (Helper){.work = &work, .arena = km_arena_open()};
        if (pthread_create(&helper->thread, NULL, run, helper) != 0) {
            km_arena_close(helper->arena); /* those that did start do the rest */
            break;
        }
    }
    go_on(&work, arena);
    for (size_t h = 0; h < started; h++) {
        (void)pthread_join(helpers[h].thread, NULL);
        km_arena_adopt(arena, helpers[h].arena);
    }
}
