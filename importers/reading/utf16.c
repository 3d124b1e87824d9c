#include "importers/reading/utf16.h"

#include <string.h>

enum { REPLACEMENT = 0xfffd };

bool km_utf16_has_mark(KmSlice head, bool *ret_is_big_endian)
{
    bool big = head.length >= 2 && memcmp(head.bytes, "\xfe\xff", 2) == 0;
    bool little = head.length >= 2 && memcmp(head.bytes, "\xff\xfe", 2) == 0;
    bool is_utf32 = little && head.length >= 4 && head.bytes[2] == '\0' && head.bytes[3] == '\0';
    *ret_is_big_endian = big;
    return big || (little && !is_utf32);
}

static size_t put(char *into, unsigned point)
{
    if (point < 0x80) {
        into[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        into[0] = (char)(0xc0 | (point >> 6));
        into[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        into[0] = (char)(0xe0 | (point >> 12));
        into[1] = (char)(0x80 | ((point >> 6) & 0x3f));
        into[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    into[0] = (char)(0xf0 | (point >> 18));
    into[1] = (char)(0x80 | ((point >> 12) & 0x3f));
    into[2] = (char)(0x80 | ((point >> 6) & 0x3f));
    into[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

static size_t put_broken(KmUtf16 *state, char *into)
{
    state->broken_line = state->broken_line == 0 ? state->lines + 1 : state->broken_line;
    return put(into, REPLACEMENT);
}

static size_t put_unit(KmUtf16 *state, unsigned unit, char *into)
{
    size_t n = 0;
    bool is_low = unit >= 0xdc00 && unit <= 0xdfff;
    if (state->high != 0 && is_low) {
        n = put(into, 0x10000 + ((state->high - 0xd800) << 10) + (unit - 0xdc00));
        state->high = 0;
        return n;
    }
    if (state->high != 0) {
        n = put_broken(state, into);
        state->high = 0;
    }
    if (is_low) {
        return n + put_broken(state, into + n);
    }
    if (unit >= 0xd800 && unit <= 0xdbff) {
        state->high = unit;
        return n;
    }
    state->lines += unit == '\n' ? 1 : 0;
    return n + put(into + n, unit);
}

size_t km_utf16_to_utf8(KmUtf16 *state, KmSlice bytes, char *into)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        if (!state->has_half) {
            state->half = byte;
            state->has_half = true;
            continue;
        }
        unsigned first = state->half;
        unsigned unit = state->is_big_endian ? first << 8 | byte : (unsigned)byte << 8 | first;
        state->has_half = false;
        n += put_unit(state, unit, into + n);
    }
    return n;
}

void km_utf16_end(KmUtf16 *state)
{
    if ((state->high != 0 || state->has_half) && state->broken_line == 0) {
        state->broken_line = state->lines + 1;
    }
}
