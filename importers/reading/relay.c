#include "importers/reading/relay.h"

#include <pthread.h>

struct KmRelay {
    KmRelayFill fill;
    void *self;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t moved;
    size_t filled, emptied; /* blocks, ever */
    bool has_ended;         /* the last block is filled */
    bool is_stopped;
};

/* Once a side has to wait, it waits for so many: a thread that wakes up for every block is slower
 * than one that sleeps longer. */
enum { WAIT_FOR = KM_RELAY_BLOCKS / 2 };

/* A free block to fill; false when nobody wants more. */
static bool wait_for_room(KmRelay *relay, size_t *ret_block)
{
    (void)pthread_mutex_lock(&relay->lock);
    size_t most = KM_RELAY_BLOCKS - 1;
    while (relay->filled - relay->emptied > most && !relay->is_stopped) {
        most = KM_RELAY_BLOCKS - WAIT_FOR;
        (void)pthread_cond_wait(&relay->moved, &relay->lock);
    }
    bool goes_on = !relay->is_stopped;
    *ret_block = relay->filled % KM_RELAY_BLOCKS;
    (void)pthread_mutex_unlock(&relay->lock);
    return goes_on;
}

/* Wakes the other side, which waits only when all blocks are full or empty, when it has what it
 * waits for. */
static void move_on(KmRelay *relay, size_t *counter, bool is_last)
{
    (void)pthread_mutex_lock(&relay->lock);
    ++*counter;
    relay->has_ended = relay->has_ended || is_last;
    size_t full = relay->filled - relay->emptied;
    if (full == WAIT_FOR || is_last) {
        (void)pthread_cond_signal(&relay->moved);
    }
    (void)pthread_mutex_unlock(&relay->lock);
}

static void *fill_on(void *self)
{
    KmRelay *relay = self;
    size_t block = 0;
    bool has_more = true;
    while (has_more && wait_for_room(relay, &block)) {
        has_more = relay->fill(relay->self, block);
        move_on(relay, &relay->filled, !has_more);
    }
    return NULL;
}

KmRelay *km_relay_open(KmArena *arena, KmRelayFill fill, void *self)
{
    KmRelay *relay = KM_NEW(arena, KmRelay);
    relay->fill = fill;
    relay->self = self;
    (void)pthread_mutex_init(&relay->lock, NULL);
    (void)pthread_cond_init(&relay->moved, NULL);
    if (pthread_create(&relay->thread, NULL, fill_on, relay) != 0) {
        (void)pthread_cond_destroy(&relay->moved);
        (void)pthread_mutex_destroy(&relay->lock);
        return NULL;
    }
    return relay;
}

size_t km_relay_take(KmRelay *relay)
{
    (void)pthread_mutex_lock(&relay->lock);
    size_t least = 1;
    while (relay->filled - relay->emptied < least && !(relay->has_ended && least > 1)) {
        least = WAIT_FOR;
        (void)pthread_cond_wait(&relay->moved, &relay->lock);
    }
    size_t block = relay->emptied % KM_RELAY_BLOCKS;
    (void)pthread_mutex_unlock(&relay->lock);
    return block;
}

void km_relay_give_back(KmRelay *relay)
{
    move_on(relay, &relay->emptied, false);
}

void km_relay_close(KmRelay *relay)
{
    if (relay == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&relay->lock);
    relay->is_stopped = true;
    (void)pthread_cond_signal(&relay->moved);
    (void)pthread_mutex_unlock(&relay->lock);
    (void)pthread_join(relay->thread, NULL);
    (void)pthread_cond_destroy(&relay->moved);
    (void)pthread_mutex_destroy(&relay->lock);
}
