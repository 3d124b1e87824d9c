/* A hash of 64 bits that nobody can foresee who does not know its secret: XXH3
 * (github.com/Cyan4973/xxHash, doc/xxhash_spec.md) with a secret that is fresh for each file, so
 * that nobody can make rows ahead that pass for one another. Never to be stored. */
#ifndef IMPORTERS_DECODING_KEYED_HASH_H
#define IMPORTERS_DECODING_KEYED_HASH_H

#include <sodium.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { KM_HASH_SECRET_BYTES = 192 };

typedef struct {
    unsigned char secret[KM_HASH_SECRET_BYTES];
} KmKeyedHash;

static inline KmKeyedHash km_keyed_hash_new(void)
{
    KmKeyedHash hash;
    randombytes_buf(hash.secret, sizeof hash.secret);
    return hash;
}

static inline uint64_t km_keyed_hash(const KmKeyedHash *hash, const void *bytes, size_t length)
{
    return XXH3_64bits_withSecret(bytes, length, hash->secret, sizeof hash->secret);
}

#endif
