/* Keyed BLAKE2b-128 (RFC 7693) of short messages, many under one key: the block that holds the key
 * is worked in once instead of for each message, which halves the cost of a pseudonym. The digests
 * are those of libsodium's crypto_generichash. */
#ifndef IMPORTERS_PERSONS_KEYED_HASH_H
#define IMPORTERS_PERSONS_KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { KM_KEYED_HASH_BYTES = 16, KM_KEYED_SECRET_BYTES = 32, KM_KEYED_MOST_BYTES = 128 };

/* The key worked in: as secret as the key. */
typedef struct {
    uint64_t state[8];
} KmKeyedHash;

void km_keyed_hash_start(const uint8_t secret[KM_KEYED_SECRET_BYTES], KmKeyedHash *ret_start);
/* Of the first `length` bytes, 1 … KM_KEYED_MOST_BYTES; the bytes behind them must be 0. */
void km_keyed_hash(const KmKeyedHash *start, const uint8_t message[KM_KEYED_MOST_BYTES],
                   size_t length, uint8_t ret_digest[KM_KEYED_HASH_BYTES]);

#endif
