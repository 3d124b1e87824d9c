/* Private to the reader: where two signs stand in a stretch of bytes, as one bit a byte, the lowest
 * for the first. Two ways with the same result: by words, which any machine can, and by the
 * processor's own comparison of sixteen bytes, where it is certain to have one. */
#ifndef IMPORTERS_READING_FIND_SIGNS_H
#define IMPORTERS_READING_FIND_SIGNS_H

#include <endian.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { KM_STRETCH = 64 };

/* The high bit of each byte of the word that is this one. */
static inline uint64_t km_find_in_word(uint64_t word, char byte)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t other = word ^ (UINT64_C(0x0101010101010101) * (unsigned char)byte);
    return ~(((other & low) + low) | other | low);
}

static inline uint64_t km_find_signs_by_words(const char *bytes, char a, char b)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < KM_STRETCH; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        word = le64toh(word);
        uint64_t high = km_find_in_word(word, a) | km_find_in_word(word, b);
        /* Brings the eight bits together in the highest byte. */
        found |= ((high >> 7) * UINT64_C(0x0102040810204080) >> 56) << i;
    }
    return found;
}

static inline uint64_t km_find_signs(const char *bytes, char a, char b)
{
#ifdef __SSE2__
    uint64_t found = 0;
    for (unsigned i = 0; i < KM_STRETCH; i += 16) {
        __m128i some;
        memcpy(&some, bytes + i, sizeof some);
        __m128i is_sign = _mm_or_si128(_mm_cmpeq_epi8(some, _mm_set1_epi8(a)),
                                       _mm_cmpeq_epi8(some, _mm_set1_epi8(b)));
        found |= (uint64_t)(unsigned)_mm_movemask_epi8(is_sign) << i;
    }
    return found;
#else
    return km_find_signs_by_words(bytes, a, b);
#endif
}

#endif
