/* Private to the store: a chain of lines. Each carries the BLAKE2b-256 of the one before and of its
 * own texts, so that a changed, moved or removed line no longer fits what follows. */
#ifndef ENGINE_STORE_CHAIN_H
#define ENGINE_STORE_CHAIN_H

#include "engine/base/error.h"

#include <stddef.h>

enum { KM_CHAIN_TEXT = 65 }; /* 64 hex digits and the end */

/* `previous`: "" for the first line. Each text counts with its length, so that no two lines share a
 * hash by moving a border. */
bool km_chain_next(const char *previous, const char *const *texts, size_t n_texts,
                   char ret_chain[KM_CHAIN_TEXT], KmError *err) KM_MUST_USE;

#endif
