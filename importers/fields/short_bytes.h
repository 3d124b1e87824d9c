/* Comparing and hashing cells of a few bytes, as nearly all are: in words that overlap, without a
 * call and without a byte beyond the cell. */
#ifndef IMPORTERS_FIELDS_SHORT_BYTES_H
#define IMPORTERS_FIELDS_SHORT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t km_load_eight(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint64_t km_load_four(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Up to eight bytes as one number, which is another one for other bytes of the same length. */
static inline uint64_t km_load_short(const char *bytes, size_t length)
{
    if (length >= 4) {
        return km_load_four(bytes) | km_load_four(bytes + length - 4) << 32;
    }
    if (length == 0) {
        return 0;
    }
    return (uint64_t)(unsigned char)bytes[0] | (uint64_t)(unsigned char)bytes[length / 2] << 8 |
           (uint64_t)(unsigned char)bytes[length - 1] << 16;
}

static inline bool km_same_bytes(const char *a, const char *b, size_t length)
{
    if (length <= 8) {
        return km_load_short(a, length) == km_load_short(b, length);
    }
    for (size_t i = 0; i + 8 < length; i += 8) {
        if (km_load_eight(a + i) != km_load_eight(b + i)) {
            return false;
        }
    }
    return km_load_eight(a + length - 8) == km_load_eight(b + length - 8);
}

/* Each bit of the word counts in the upper half of the product, from its lowest bit on. */
static inline uint64_t km_mix(uint64_t word)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    word = (word ^ word >> 32) * odd;
    return (word ^ word >> 32) * odd;
}

/* To find a place in a small table by the lowest bits of its upper half. */
static inline uint64_t km_hash_bytes(const char *bytes, size_t length)
{
    if (length <= 8) {
        return km_mix(km_load_short(bytes, length) ^ length << 24);
    }
    uint64_t hash = length;
    for (size_t i = 0; i + 8 < length; i += 8) {
        hash = km_mix(hash ^ km_load_eight(bytes + i));
    }
    return km_mix(hash ^ km_load_eight(bytes + length - 8));
}

/* That each of the word's bytes is a digit of ASCII. */
static inline bool km_are_digits(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t beyond = word + (0x7f - '9') * ones; /* the high bit where a byte is more than '9' … */
    uint64_t before = word - '0' * ones;          /* … or less than '0', or above one that is */
    return ((beyond | before | word) & 0x80 * ones) == 0;
}

/* That each of the bytes is a letter, digit or sign of ASCII, or a blank. */
static inline bool km_are_printable(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t beyond = word + 1 * ones;   /* the high bit where a byte is 0x7f or more … */
    uint64_t before = word - ' ' * ones; /* … or less than a blank, or above one that is */
    return ((beyond | before | word) & 0x80 * ones) == 0;
}

#endif
