/* Blocks on their way from one thread to another: a second thread fills them in turn, this one
 * takes them in the same order and gives each back when it is empty. What a block is, only the two
 * sides know; here it has a number. */
#ifndef IMPORTERS_READING_RELAY_H
#define IMPORTERS_READING_RELAY_H

#include "engine/base/arena.h"

enum { KM_RELAY_BLOCKS = 32 };

typedef struct KmRelay KmRelay;

/* Fills a block; runs on the second thread, from open to close. False: it was the last one. */
typedef bool (*KmRelayFill)(void *self, size_t block);

/* NULL when no thread is to be had: then do the work in place. */
KmRelay *km_relay_open(KmArena *arena, KmRelayFill fill, void *self) KM_MUST_USE;
/* The next filled block, waiting for it; not after the last one. */
size_t km_relay_take(KmRelay *relay) KM_MUST_USE;
/* The block taken may be filled again. */
void km_relay_give_back(KmRelay *relay);
/* Stops the thread after the block it is at, and waits for that. NULL is fine. */
void km_relay_close(KmRelay *relay);

#endif
