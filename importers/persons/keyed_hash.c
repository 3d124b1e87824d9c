#include "importers/persons/keyed_hash.h"

#include <sodium.h>
#include <string.h>

void km_keyed_hash_start(const uint8_t secret[KM_KEYED_SECRET_BYTES], KmKeyedHash *ret_start)
{
    uint8_t block[KM_BLAKE2B_BLOCK] = {0};
    memcpy(block, secret, KM_KEYED_SECRET_BYTES);
    km_blake2b_begin(ret_start->state, KM_KEYED_HASH_BYTES, KM_KEYED_SECRET_BYTES);
    km_blake2b_compress(ret_start->state, block, sizeof block, false);
    sodium_memzero(block, sizeof block);
}

void km_keyed_hash(const KmKeyedHash *start, const uint8_t message[KM_KEYED_MOST_BYTES],
                   size_t length, uint8_t ret_digest[KM_KEYED_HASH_BYTES])
{
    KmKeyedHash hash = *start;
    km_blake2b_compress(hash.state, message, KM_BLAKE2B_BLOCK + length, true);
    km_blake2b_end(hash.state, KM_KEYED_HASH_BYTES, ret_digest);
}
