#include "importers/reading/encoding.h"

#include "engine/base/text.h"

#include <string.h>

/* Windows-1252 0x80–0x9F as Unicode; 0: not defined. Source: unicode.org, CP1252.TXT. */
static const uint16_t cp1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static void count_stray(KmEncodingWatch *watch, unsigned char byte)
{
    watch->stray++;
    bool undefined = byte >= 0x80 && byte < 0xa0 && cp1252[byte - 0x80] == 0;
    if (undefined && watch->undefined_line == 0) {
        watch->undefined_line = watch->lines + 1;
    }
}

/* The first byte of a sequence: how many follow, and between which bounds the next one lies. */
static void begin_sequence(KmEncodingWatch *watch, unsigned char byte)
{
    watch->low = 0x80;
    watch->high = 0xbf;
    if (byte < 0x80) {
        watch->lines += byte == '\n' ? 1 : 0;
    } else if (byte >= 0xc2 && byte <= 0xdf) {
        watch->pending = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
        watch->pending = 2;
        watch->low = byte == 0xe0 ? 0xa0 : 0x80;
        watch->high = byte == 0xed ? 0x9f : 0xbf;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
        watch->pending = 3;
        watch->low = byte == 0xf0 ? 0x90 : 0x80;
        watch->high = byte == 0xf4 ? 0x8f : 0xbf;
    } else {
        count_stray(watch, byte);
    }
}

/* An A with a tilde or a circumflex stands for the first byte of a letter, and the next letter for
 * its second. */
static void watch_twice(KmEncodingWatch *watch, unsigned char byte)
{
    bool after_first = watch->last == 0xc383 || watch->last == 0xc382;
    bool is_second = byte == 0xc2 || byte == 0xc5 || byte == 0xc6 || byte == 0xcb || byte == 0xe2;
    watch->twice += after_first && is_second ? 1 : 0;
    watch->last = (watch->last << 8 | byte) & 0xffff;
}

static void watch_byte(KmEncodingWatch *watch, unsigned char byte)
{
    watch_twice(watch, byte);
    if (watch->pending == 0) {
        begin_sequence(watch, byte);
    } else if (byte >= watch->low && byte <= watch->high) {
        watch->low = 0x80;
        watch->high = 0xbf;
        watch->wide += --watch->pending == 0 ? 1 : 0;
    } else {
        watch->stray++;
        watch->pending = 0;
        begin_sequence(watch, byte);
    }
}

enum { STRETCH = 64 };

/* Whether a stretch of bytes is ASCII, and how many lines end in it. */
static bool is_plain(const char *bytes, int64_t *ret_lines)
{
    unsigned char all = 0;
    unsigned char lines = 0;
    for (int i = 0; i < STRETCH; i++) {
        all |= (unsigned char)bytes[i];
        lines = (unsigned char)(lines + (bytes[i] == '\n' ? 1 : 0));
    }
    *ret_lines = lines;
    return all < 0x80;
}

/* Past as many plain stretches as there are from here on. */
static size_t skip_plain(KmEncodingWatch *watch, const char *bytes, size_t from, size_t length)
{
    int64_t lines;
    size_t at = from;
    while (watch->pending == 0 && at + STRETCH <= length && is_plain(bytes + at, &lines)) {
        watch->lines += lines;
        at += STRETCH;
    }
    watch->last = at > from ? 0 : watch->last;
    return at;
}

void km_encoding_watch(KmEncodingWatch *watch, const char *bytes, size_t length)
{
    if (watch->bytes == 0 && length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        watch->has_bom = true;
    }
    watch->bytes += (int64_t)length;
    for (size_t i = 0; i < length;) {
        i = skip_plain(watch, bytes, i, length);
        for (size_t end = i + STRETCH; i < length && i < end; i++) {
            watch_byte(watch, (unsigned char)bytes[i]);
        }
    }
}

void km_encoding_watch_end(KmEncodingWatch *watch)
{
    watch->stray += watch->pending > 0 ? 1 : 0;
    watch->pending = 0;
}

const char *km_encoding_name(const KmEncodingWatch *watch)
{
    int64_t wide = watch->wide - (watch->has_bom ? 1 : 0);
    if (watch->was_utf16) {
        return "utf-16";
    }
    if (watch->stray > 0) {
        return wide > 0 ? "utf-8 en windows-1252 door elkaar" : "windows-1252";
    }
    if (watch->twice > 0) {
        return "utf-8, dubbel gecodeerd";
    }
    if (watch->has_bom) {
        return "utf-8 met BOM";
    }
    return wide > 0 ? "utf-8" : "ascii";
}

static size_t put_utf8(char *into, unsigned point)
{
    if (point < 0x800) {
        into[0] = (char)(0xc0 | (point >> 6));
        into[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    into[0] = (char)(0xe0 | (point >> 12));
    into[1] = (char)(0x80 | ((point >> 6) & 0x3f));
    into[2] = (char)(0x80 | (point & 0x3f));
    return 3;
}

bool km_slice_is_ascii(KmSlice slice)
{
    for (size_t i = 0; i < slice.length; i++) {
        if ((unsigned char)slice.bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

/* The byte that this point is in Windows-1252; -1: none. */
static int byte_of(unsigned point)
{
    if (point <= 0xff) {
        return (int)point; /* what it does not define passes as it is */
    }
    for (int i = 0; i < 32; i++) {
        if (cp1252[i] == point) {
            return 0x80 + i;
        }
    }
    return -1;
}

/* Well-formed UTF-8: its first point, and how many bytes that takes. */
static size_t take_point(const char *bytes, unsigned *ret_point)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t n = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    *ret_point = n == 1 ? at[0] : at[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        *ret_point = *ret_point << 6 | (at[i] & 0x3f);
    }
    return n;
}

/* A letter of a European language, or a sign such as a dash, a quote or the euro. */
static bool is_usual(unsigned point)
{
    return point < 0x80 || (point >= 0xa0 && point < 0x180) || (point >= 0x2010 && point < 0x2123);
}

static bool are_usual(const char *bytes, size_t length)
{
    unsigned point;
    for (size_t i = 0; i < length; i += take_point(bytes + i, &point)) {
        (void)take_point(bytes + i, &point);
        if (!is_usual(point)) {
            return false;
        }
    }
    return true;
}

/* Of a cell in UTF-8 that is UTF-8 encoded once more: what it was before. 0: it is no such cell. */
static size_t decode_once(KmSlice cell, char *into)
{
    size_t n = 0;
    for (size_t i = 0; i < cell.length;) {
        unsigned point;
        i += take_point(cell.bytes + i, &point);
        int byte = byte_of(point);
        if (byte < 0) {
            return 0;
        }
        into[n++] = (char)byte;
    }
    return n < cell.length && km_utf8_valid(into, n) && are_usual(into, n) ? n : 0;
}

size_t km_encoding_to_utf8(KmSlice cell, char *into)
{
    if (km_utf8_valid(cell.bytes, cell.length)) {
        size_t once = decode_once(cell, into);
        if (once == 0) {
            memcpy(into, cell.bytes, cell.length);
        }
        return once == 0 ? cell.length : once;
    }
    size_t n = 0;
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char byte = (unsigned char)cell.bytes[i];
        if (byte < 0x80) {
            into[n++] = (char)byte;
            continue;
        }
        unsigned point = byte < 0xa0 ? cp1252[byte - 0x80] : byte;
        n += put_utf8(into + n, point == 0 ? 0xfffd : point);
    }
    return n;
}
