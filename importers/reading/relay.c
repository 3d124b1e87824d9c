#include "importers/reading/relay.h"

#include <pthread.h>

struct KmRelay {
    KmRelayFill fill;
    void *self;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t moved;
    size_t filled, emptied;        /* blocks, ever */
    size_t queue[KM_RELAY_BLOCKS]; /* the filled ones, each at its number of filling */
    size_t free[KM_RELAY_BLOCKS];  /* the one emptied last is filled first: its memory is at hand */
    size_t n_free;
    bool has_ended; /* the last block is filled */
    bool is_stopped;
    size_t wanted;   /* filled blocks: who waits goes on when there are so many */
    size_t patience; /* of who takes them: how many it waited for last */
};

/* Either side, once it waits long, waits until half of the blocks are there for it. */
enum { MOST_PATIENCE = KM_RELAY_BLOCKS / 2 };

/* A free block to fill; false when nobody wants more. */
static bool wait_for_room(KmRelay *relay, size_t *ret_block)
{
    (void)pthread_mutex_lock(&relay->lock);
    if (relay->filled - relay->emptied == KM_RELAY_BLOCKS) {
        relay->wanted = MOST_PATIENCE;
        while (relay->filled - relay->emptied > relay->wanted && !relay->is_stopped) {
            (void)pthread_cond_wait(&relay->moved, &relay->lock);
        }
    }
    bool goes_on = !relay->is_stopped;
    if (goes_on) {
        *ret_block = relay->free[--relay->n_free];
    }
    (void)pthread_mutex_unlock(&relay->lock);
    return goes_on;
}

/* The other side waits only when all blocks are full or empty, until it has what it waits for. */
static void wake(KmRelay *relay, bool is_last)
{
    if (relay->filled - relay->emptied == relay->wanted || is_last) {
        (void)pthread_cond_signal(&relay->moved);
    }
}

static void put(KmRelay *relay, size_t block, bool is_last)
{
    (void)pthread_mutex_lock(&relay->lock);
    relay->queue[relay->filled++ % KM_RELAY_BLOCKS] = block;
    relay->has_ended = is_last;
    wake(relay, is_last);
    (void)pthread_mutex_unlock(&relay->lock);
}

static void *fill_on(void *self)
{
    KmRelay *relay = self;
    size_t block = 0;
    bool has_more = true;
    while (has_more && wait_for_room(relay, &block)) {
        has_more = relay->fill(relay->self, block);
        put(relay, block, !has_more);
    }
    return NULL;
}

KmRelay *km_relay_open(KmArena *arena, KmRelayFill fill, void *self)
{
    KmRelay *relay = KM_NEW(arena, KmRelay);
    relay->fill = fill;
    relay->self = self;
    while (relay->n_free < KM_RELAY_BLOCKS) {
        relay->free[relay->n_free] = relay->n_free;
        relay->n_free++;
    }
    (void)pthread_mutex_init(&relay->lock, NULL);
    (void)pthread_cond_init(&relay->moved, NULL);
    if (pthread_create(&relay->thread, NULL, fill_on, relay) != 0) {
        (void)pthread_cond_destroy(&relay->moved);
        (void)pthread_mutex_destroy(&relay->lock);
        return NULL;
    }
    return relay;
}

/* A thread that wakes up for every block is slower than one that sleeps longer, but the first
 * blocks are wanted soon: each time it has to wait, it waits for twice as many. */
static size_t next_patience(KmRelay *relay)
{
    if (relay->patience < MOST_PATIENCE) {
        relay->patience = relay->patience == 0 ? 1 : 2 * relay->patience;
    }
    return relay->patience;
}

size_t km_relay_take(KmRelay *relay)
{
    (void)pthread_mutex_lock(&relay->lock);
    if (relay->filled == relay->emptied) {
        relay->wanted = next_patience(relay);
        while (relay->filled - relay->emptied < relay->wanted && !relay->has_ended) {
            (void)pthread_cond_wait(&relay->moved, &relay->lock);
        }
    }
    size_t block = relay->queue[relay->emptied % KM_RELAY_BLOCKS];
    (void)pthread_mutex_unlock(&relay->lock);
    return block;
}

void km_relay_give_back(KmRelay *relay)
{
    (void)pthread_mutex_lock(&relay->lock);
    relay->free[relay->n_free++] = relay->queue[relay->emptied++ % KM_RELAY_BLOCKS];
    wake(relay, false);
    (void)pthread_mutex_unlock(&relay->lock);
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
