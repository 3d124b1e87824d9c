#include "importers/persons/keyed_hash.h"

#include <endian.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

enum { BLOCK = KM_KEYED_MOST_BYTES, WORDS = 16, STATE = 8 };

/* RFC 7693, §2.6: the first words of SHA-512. */
static const uint64_t initial[STATE] = {UINT64_C(0x6a09e667f3bcc908), UINT64_C(0xbb67ae8584caa73b),
                                        UINT64_C(0x3c6ef372fe94f82b), UINT64_C(0xa54ff53a5f1d36f1),
                                        UINT64_C(0x510e527fade682d1), UINT64_C(0x9b05688c2b3e6c1f),
                                        UINT64_C(0x1f83d9abfb41bd6b), UINT64_C(0x5be0cd19137e2179)};

static inline uint64_t rotate(uint64_t word, unsigned by)
{
    return word >> by | word << (64 - by);
}

/* §3.1, the mixing function G. */
#define MIX(a, b, c, d, x, y)                                                                      \
    do {                                                                                           \
        v[a] += v[b] + m[x];                                                                       \
        v[d] = rotate(v[d] ^ v[a], 32);                                                            \
        v[c] += v[d];                                                                              \
        v[b] = rotate(v[b] ^ v[c], 24);                                                            \
        v[a] += v[b] + m[y];                                                                       \
        v[d] = rotate(v[d] ^ v[a], 16);                                                            \
        v[c] += v[d];                                                                              \
        v[b] = rotate(v[b] ^ v[c], 63);                                                            \
    } while (0)

/* §3.2, a round with its order of the message's words (§2.7, SIGMA). */
#define ROUND(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15)                \
    do {                                                                                           \
        MIX(0, 4, 8, 12, s0, s1);                                                                  \
        MIX(1, 5, 9, 13, s2, s3);                                                                  \
        MIX(2, 6, 10, 14, s4, s5);                                                                 \
        MIX(3, 7, 11, 15, s6, s7);                                                                 \
        MIX(0, 5, 10, 15, s8, s9);                                                                 \
        MIX(1, 6, 11, 12, s10, s11);                                                               \
        MIX(2, 7, 8, 13, s12, s13);                                                                \
        MIX(3, 4, 9, 14, s14, s15);                                                                \
    } while (0)

/* §3.2, the compression function; `done`: bytes up to and with this block. */
static void compress(uint64_t h[STATE], const uint8_t block[BLOCK], uint64_t done, bool is_last)
{
    uint64_t m[WORDS];
    uint64_t v[WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        uint64_t word;
        memcpy(&word, block + 8 * i, sizeof word);
        m[i] = le64toh(word);
    }
    for (size_t i = 0; i < STATE; i++) {
        v[i] = h[i];
        v[i + STATE] = initial[i];
    }
    v[12] ^= done;
    v[14] ^= is_last ? UINT64_MAX : 0;
    ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);
    ROUND(11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4);
    ROUND(7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8);
    ROUND(9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13);
    ROUND(2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9);
    ROUND(12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11);
    ROUND(13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10);
    ROUND(6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5);
    ROUND(10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0);
    ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);
    for (size_t i = 0; i < STATE; i++) {
        h[i] ^= v[i] ^ v[i + STATE];
    }
}

void km_keyed_hash_start(const uint8_t secret[KM_KEYED_SECRET_BYTES], KmKeyedHash *ret_start)
{
    uint8_t block[BLOCK] = {0};
    memcpy(block, secret, KM_KEYED_SECRET_BYTES);
    memcpy(ret_start->state, initial, sizeof initial);
    /* §2.5: the parameters are lengths of digest and key, fan-out 1, depth 1. */
    ret_start->state[0] ^= 0x01010000U ^ (unsigned)KM_KEYED_SECRET_BYTES << 8 ^ KM_KEYED_HASH_BYTES;
    compress(ret_start->state, block, BLOCK, false);
    sodium_memzero(block, sizeof block);
}

void km_keyed_hash(const KmKeyedHash *start, const uint8_t message[KM_KEYED_MOST_BYTES],
                   size_t length, uint8_t ret_digest[KM_KEYED_HASH_BYTES])
{
    KmKeyedHash hash = *start;
    compress(hash.state, message, BLOCK + length, true);
    const uint64_t digest[] = {htole64(hash.state[0]), htole64(hash.state[1])};
    memcpy(ret_digest, digest, sizeof digest);
}
