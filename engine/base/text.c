#include "engine/base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

KmText km_text_init(KmArena *arena)
{
    KmText text = {.arena = arena, .capacity = 256};
    text.bytes = km_alloc(arena, text.capacity);
    return text;
}

void km_text_add_n(KmText *text, const char *piece, size_t length)
{
    if (text->length + length + 1 > text->capacity) {
        size_t capacity = text->capacity * 2;
        while (capacity < text->length + length + 1) {
            capacity *= 2;
        }
        char *bytes = km_alloc(text->arena, capacity);
        memcpy(bytes, text->bytes, text->length);
        text->bytes = bytes;
        text->capacity = capacity;
    }
    memcpy(text->bytes + text->length, piece, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void km_text_add(KmText *text, const char *piece)
{
    km_text_add_n(text, piece, strlen(piece));
}

void km_text_add_char(KmText *text, char c)
{
    km_text_add_n(text, &c, 1);
}

void km_text_addf(KmText *text, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (length >= 0 && (size_t)length < sizeof line) {
        km_text_add_n(text, line, (size_t)length);
        return;
    }
    va_start(args, format);
    char *longer = km_vformat(text->arena, format, args);
    va_end(args);
    km_text_add(text, longer);
}

static bool is_control(unsigned char c)
{
    return c < 0x20 || c == 0x7f;
}

void km_text_add_html(KmText *text, const char *piece)
{
    for (const char *p = piece; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            km_text_add(text, "&amp;");
            break;
        case '<':
            km_text_add(text, "&lt;");
            break;
        case '>':
            km_text_add(text, "&gt;");
            break;
        case '"':
            km_text_add(text, "&quot;");
            break;
        case '\'':
            km_text_add(text, "&#39;");
            break;
        default:
            km_text_add_char(text, is_control((unsigned char)*p) && *p != '\n' ? ' ' : *p);
        }
    }
}

static bool looks_like_formula(const char *piece)
{
    while (*piece == ' ') {
        piece++;
    }
    return *piece != '\0' && strchr("=+-@\t\r", *piece) != NULL;
}

void km_text_add_csv(KmText *text, const char *piece, char separator)
{
    bool formula = looks_like_formula(piece);
    bool quote =
        strpbrk(piece, "\"\r\n") != NULL || strchr(piece, separator) != NULL || piece[0] == ' ';
    if (quote) {
        km_text_add_char(text, '"');
    }
    if (formula) {
        km_text_add_char(text, '\'');
    }
    for (const char *p = piece; *p != '\0'; p++) {
        if (*p == '"') {
            km_text_add_char(text, '"');
        }
        km_text_add_char(text, *p);
    }
    if (quote) {
        km_text_add_char(text, '"');
    }
}

void km_text_add_json(KmText *text, const char *piece)
{
    km_text_add_char(text, '"');
    for (const char *p = piece; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\') {
            km_text_add_char(text, '\\');
            km_text_add_char(text, *p);
        } else if (c == '\n') {
            km_text_add(text, "\\n");
        } else if (is_control(c)) {
            km_text_addf(text, "\\u%04x", c);
        } else {
            km_text_add_char(text, *p);
        }
    }
    km_text_add_char(text, '"');
}

void km_text_add_sql(KmText *text, const char *piece)
{
    km_text_add_char(text, '\'');
    for (const char *p = piece; *p != '\0'; p++) {
        if (*p == '\'') {
            km_text_add_char(text, '\'');
        }
        km_text_add_char(text, *p);
    }
    km_text_add_char(text, '\'');
}

/* Decodes one code point; returns its length, or 0 when the bytes are not valid UTF-8. */
static size_t decode(const unsigned char *p, size_t left, uint32_t *ret_point)
{
    if (left == 0) {
        return 0;
    }
    if (p[0] < 0x80) {
        *ret_point = p[0];
        return 1;
    }
    size_t length = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (p[0] < 0xc2 || p[0] > 0xf4 || left < length) {
        return 0;
    }
    uint32_t point = p[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
        point = point << 6 | (p[i] & 0x3f);
    }
    if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        return 0;
    }
    *ret_point = point;
    return length;
}

bool km_utf8_valid(const char *bytes, size_t length)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t at = 0;
    while (at < length) {
        uint32_t point;
        size_t step = decode(p + at, length - at, &point);
        if (step == 0) {
            return false;
        }
        at += step;
    }
    return true;
}

size_t km_utf8_length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return n;
}

static bool is_unprintable(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x061c ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

void km_text_add_terminal(KmText *text, const char *piece, size_t most)
{
    const unsigned char *p = (const unsigned char *)piece;
    size_t left = strlen(piece);
    for (size_t shown = 0; left > 0; shown++) {
        if (shown == most) {
            km_text_add(text, "…");
            return;
        }
        uint32_t point = 0;
        size_t step = decode(p, left, &point);
        if (step == 0) {
            km_text_addf(text, "\\x%02x", *p);
            step = 1;
        } else if (is_unprintable(point)) {
            km_text_addf(text, point < 0x100 ? "\\x%02x" : "\\u{%04x}", (unsigned)point);
        } else {
            km_text_add_n(text, (const char *)p, step);
        }
        p += step;
        left -= step;
    }
}

bool km_text_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool km_text_starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool km_text_ends_with(const char *text, const char *suffix)
{
    size_t n = strlen(text);
    size_t m = strlen(suffix);
    return n >= m && strcmp(text + n - m, suffix) == 0;
}

/* The ASCII letter under an accented Latin-1 letter (U+00C0..U+00FF), lower case; 0 when there is
 * none. */
static char strip_accent(uint32_t point)
{
    static const char plain[64] =
        "aaaaaaaceeeeiiiidnooooo\0ouuuuy\0saaaaaaaceeeeiiiidnooooo\0ouuuuy\0y";
    return point >= 0xc0 && point <= 0xff ? plain[point - 0xc0] : '\0';
}

/* An accent that stands behind its letter, as macOS writes them. */
static bool is_accent(uint32_t point)
{
    return point >= 0x0300 && point <= 0x036f;
}

static bool is_gap(uint32_t point)
{
    return point == ' ' || point == '\t' || point == 0xa0 || point == '_' || point == '-' ||
           point == '.' || point == '/' || point == '\n' || point == '\r';
}

char *km_text_fold(KmArena *arena, const char *text, size_t length)
{
    char *folded = km_alloc(arena, length + 1);
    size_t n = 0;
    bool gap = false;
    const unsigned char *p = (const unsigned char *)text;
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t step = decode(p + at, length - at, &point);
        size_t width = step == 0 ? 1 : step;
        if (step != 0 && (is_gap(point) || is_accent(point))) {
            gap = is_gap(point) ? n > 0 : gap;
            at += width;
            continue;
        }
        if (gap) {
            folded[n++] = '_';
            gap = false;
        }
        char plain = strip_accent(point);
        if (plain != '\0') {
            folded[n++] = plain;
        } else if (point >= 'A' && point <= 'Z' && step == 1) {
            folded[n++] = (char)(point - 'A' + 'a');
        } else {
            memcpy(folded + n, p + at, width);
            n += width;
        }
        at += width;
    }
    folded[n] = '\0';
    return folded;
}

char *km_text_slug(KmArena *arena, const char *text)
{
    char *slug = km_text_fold(arena, text, strlen(text));
    size_t n = 0;
    for (const char *p = slug; *p != '\0' && n < 64; p++) {
        bool keep = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (keep) {
            slug[n++] = *p;
        } else if (n > 0 && slug[n - 1] != '-') {
            slug[n++] = '-';
        }
    }
    while (n > 0 && slug[n - 1] == '-') {
        n--;
    }
    slug[n] = '\0';
    return slug;
}

enum { LONGEST_WORD = 40 };

static int smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

static int edit_distance(const char *a, const char *b)
{
    int n = (int)strlen(a);
    int m = (int)strlen(b);
    int cost[LONGEST_WORD + 1][LONGEST_WORD + 1];
    if (n > LONGEST_WORD || m > LONGEST_WORD) {
        return LONGEST_WORD;
    }
    for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            int change = a[i - 1] != b[j - 1];
            cost[i][j] =
                smallest(cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                cost[i - 2][j - 2] + 1 < cost[i][j]) {
                cost[i][j] = cost[i - 2][j - 2] + 1;
            }
        }
    }
    return cost[n][m];
}

const char *km_text_nearest(const char *word, const char *const *candidates, size_t n_candidates)
{
    const char *nearest = NULL;
    int best = (int)strlen(word) / 3 + 1;
    for (size_t i = 0; i < n_candidates; i++) {
        int distance = edit_distance(word, candidates[i]);
        if (distance < best || (distance == best && nearest == NULL && best > 0)) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
