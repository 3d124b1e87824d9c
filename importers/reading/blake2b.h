/* BLAKE2b (RFC 7693), as libsodium's crypto_generichash has it but faster: its compression
 * function, for keyed_hash.h, and the digest of a whole file. */
#ifndef IMPORTERS_READING_BLAKE2B_H
#define IMPORTERS_READING_BLAKE2B_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KM_BLAKE2B_STATE = 8, KM_BLAKE2B_BLOCK = 128, KM_DIGEST_BYTES = 32 };

void km_blake2b_begin(uint64_t ret_state[KM_BLAKE2B_STATE], size_t digest_bytes, size_t key_bytes);
/* `done`: bytes up to and with this block. */
void km_blake2b_compress(uint64_t state[KM_BLAKE2B_STATE], const uint8_t block[KM_BLAKE2B_BLOCK],
                         uint64_t done, bool is_last);
void km_blake2b_end(const uint64_t state[KM_BLAKE2B_STATE], size_t digest_bytes,
                    uint8_t *ret_digest);

/* BLAKE2b-256 without a key, of bytes that come in pieces. */
typedef struct {
    uint64_t state[KM_BLAKE2B_STATE];
    uint64_t done;
    size_t used;
    uint8_t block[KM_BLAKE2B_BLOCK];
} KmDigest;

void km_digest_start(KmDigest *digest);
void km_digest_add(KmDigest *digest, const void *bytes, size_t length);
void km_digest_finish(KmDigest *digest, uint8_t ret_digest[KM_DIGEST_BYTES]);

#endif
