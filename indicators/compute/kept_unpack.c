#include "indicators/compute/kept_form.h"

#include <string.h>

typedef struct {
    const unsigned char *at, *end;
    bool is_wrong; /* ended too early, or is not ours */
} Bytes;

static const unsigned char *take(Bytes *bytes, size_t length)
{
    if ((size_t)(bytes->end - bytes->at) < length) {
        bytes->is_wrong = true;
        return NULL;
    }
    const unsigned char *taken = bytes->at;
    bytes->at += length;
    return taken;
}

static unsigned take_byte(Bytes *bytes)
{
    const unsigned char *byte = take(bytes, 1);
    return byte == NULL ? 0 : *byte;
}

static uint64_t take_word(Bytes *bytes)
{
    uint64_t value = 0;
    const unsigned char *word = take(bytes, KM_KEPT_WORD);
    if (word != NULL) {
        memcpy(&value, word, KM_KEPT_WORD);
    }
    return value;
}

static uint64_t unzigzag(uint64_t value)
{
    return value >> 1 ^ (0 - (value & 1));
}

static uint64_t take_varint(Bytes *bytes)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        unsigned byte = take_byte(bytes);
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    bytes->is_wrong = true;
    return 0;
}

/* Rows of `size` bytes, being filled column by column. */
typedef struct {
    char *first;
    size_t size, n;
} Rows;

static char *cell_of(const Rows *rows, size_t row, size_t column)
{
    return rows->first + row * rows->size + column * KM_KEPT_WORD;
}

static void set(const Rows *rows, size_t row, size_t column, uint64_t value)
{
    memcpy(cell_of(rows, row, column), &value, KM_KEPT_WORD);
}

static void unpack_same(Bytes *bytes, const Rows *rows, size_t column)
{
    uint64_t value = take_word(bytes);
    for (size_t i = 0; i < rows->n; i++) {
        set(rows, i, column, value);
    }
}

static void unpack_another(Bytes *bytes, const Rows *rows, size_t column)
{
    size_t another = take_byte(bytes);
    if (another >= column) {
        bytes->is_wrong = true;
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        memcpy(cell_of(rows, i, column), cell_of(rows, i, another), KM_KEPT_WORD);
    }
}

static void unpack_steps(Bytes *bytes, const Rows *rows, size_t column)
{
    uint64_t value = 0;
    for (size_t i = 0; i < rows->n && !bytes->is_wrong; i++) {
        value += unzigzag(take_varint(bytes));
        set(rows, i, column, value);
    }
}

static void unpack_few(Bytes *bytes, const Rows *rows, size_t column)
{
    size_t n_values = take_byte(bytes);
    const unsigned char *values = take(bytes, n_values * KM_KEPT_WORD);
    const unsigned char *which = take(bytes, rows->n);
    if (values == NULL || which == NULL) {
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        if (which[i] >= n_values) {
            bytes->is_wrong = true;
            return;
        }
        memcpy(cell_of(rows, i, column), values + which[i] * (size_t)KM_KEPT_WORD, KM_KEPT_WORD);
    }
}

static void unpack_plain(Bytes *bytes, const Rows *rows, size_t column)
{
    const unsigned char *cells = take(bytes, rows->n * KM_KEPT_WORD);
    for (size_t i = 0; i < rows->n && cells != NULL; i++) {
        memcpy(cell_of(rows, i, column), cells + i * KM_KEPT_WORD, KM_KEPT_WORD);
    }
}

static void unpack_column(Bytes *bytes, const Rows *rows, size_t column)
{
    switch (take_byte(bytes)) {
    case KM_KEPT_ZERO:
        return;
    case KM_KEPT_SAME:
        unpack_same(bytes, rows, column);
        return;
    case KM_KEPT_ANOTHER:
        unpack_another(bytes, rows, column);
        return;
    case KM_KEPT_STEPS:
        unpack_steps(bytes, rows, column);
        return;
    case KM_KEPT_FEW:
        unpack_few(bytes, rows, column);
        return;
    case KM_KEPT_PLAIN:
        unpack_plain(bytes, rows, column);
        return;
    default:
        bytes->is_wrong = true;
    }
}

static bool unpack_rows(Bytes *bytes, void *first, size_t size, size_t n)
{
    for (size_t at = 0; at < n && !bytes->is_wrong; at += KM_KEPT_ROWS) {
        const Rows rows = {(char *)first + at * size, size, km_kept_rows_at(at, n)};
        for (size_t c = 0; c < size / KM_KEPT_WORD && !bytes->is_wrong; c++) {
            unpack_column(bytes, &rows, c);
        }
    }
    return !bytes->is_wrong;
}

/* Puts the figures' texts back; false when one lies outside. */
static bool point(KmFigure *figures, size_t n, const char *texts, uint64_t length)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t t = 0; t < KM_KEPT_TEXTS; t++) {
            uint64_t place;
            memcpy(&place, (char *)&figures[i] + km_kept_texts_at[t], sizeof place);
            if (place > length) {
                return false;
            }
            const char *text = place == 0 ? NULL : texts + place - 1;
            memcpy((char *)&figures[i] + km_kept_texts_at[t], &text, sizeof text);
        }
    }
    return true;
}

/* Where a figure's comparisons are stands whether it has them. */
static uint64_t compared_word(const KmFigure *figure)
{
    uint64_t word;
    memcpy(&word, (const char *)figure + KM_KEPT_COMPARED_AT * (size_t)KM_KEPT_WORD, sizeof word);
    return word;
}

static bool unpack_compared(KmArena *arena, Bytes *bytes, KmFigure *figures, size_t n_figures)
{
    size_t n = 0;
    for (size_t i = 0; i < n_figures; i++) {
        n += compared_word(&figures[i]) != 0 ? 1 : 0;
    }
    KmComparison *compared = KM_NEW_ARRAY(arena, KmComparison, n * KM_COMPARISONS);
    bool ok = unpack_rows(bytes, compared, KM_KEPT_COMPARED, n);
    for (size_t i = 0; i < n_figures; i++) {
        if (compared_word(&figures[i]) != 0) {
            figures[i].compared = compared;
            compared += KM_COMPARISONS;
        }
    }
    return ok;
}

bool km_kept_unpack(KmArena *arena, const char *bytes, size_t length, KmFigure *figures,
                    size_t n_figures)
{
    Bytes rest = {.at = (const unsigned char *)bytes, .end = (const unsigned char *)bytes + length};
    uint64_t texts_length = take_word(&rest);
    const char *texts = (const char *)take(&rest, texts_length);
    if (texts == NULL || (texts_length > 0 && texts[texts_length - 1] != '\0')) {
        return false;
    }
    return unpack_rows(&rest, figures, KM_KEPT_FIGURE, n_figures) &&
           point(figures, n_figures, texts, texts_length) &&
           unpack_compared(arena, &rest, figures, n_figures) && rest.at == rest.end;
}
