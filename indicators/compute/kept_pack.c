#include "indicators/compute/kept_form.h"

#include <stdint.h>
#include <string.h>

enum {
    LIST_SLOTS = 128, /* a list of values is found through so many places */
    VARINT = 10
};

const size_t km_kept_texts_at[KM_KEPT_TEXTS] = {
    offsetof(KmFigure, indicator),     offsetof(KmFigure, period),
    offsetof(KmFigure, block.dim[0]),  offsetof(KmFigure, block.dim[1]),
    offsetof(KmFigure, block.code[0]), offsetof(KmFigure, block.code[1]),
    offsetof(KmFigure, method),        offsetof(KmFigure, missing),
    offsetof(KmFigure, flags),         offsetof(KmFigure, run),
};
_Static_assert(
    sizeof(KmFigure) == KM_KEPT_FIGURE,
    "a figure has changed: give km_kept_texts_at its new texts, then KM_KEPT_FIGURE its size");
_Static_assert(KM_KEPT_FIGURE % KM_KEPT_WORD == 0 && KM_KEPT_COMPARED % KM_KEPT_WORD == 0,
               "they are whole words");
_Static_assert(sizeof(const char *) == KM_KEPT_WORD, "a text's place fits where it was pointed to");

/* ---- texts ---- */

typedef struct {
    KmArena *arena;
    KmText bytes;
    uint64_t *places; /* by hash; 0: free */
    size_t n_slots, n_texts;
} Texts;

static size_t slot_of(const Texts *texts, const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211U;
    }
    size_t at = (size_t)(hash ^ hash >> 29) & (texts->n_slots - 1);
    while (texts->places[at] != 0 &&
           strcmp(texts->bytes.bytes + texts->places[at] - 1, text) != 0) {
        at = (at + 1) & (texts->n_slots - 1);
    }
    return at;
}

static void make_room(Texts *texts)
{
    if (2 * texts->n_texts < texts->n_slots) {
        return;
    }
    const uint64_t *old = texts->places;
    size_t n_old = texts->n_slots;
    texts->n_slots = n_old == 0 ? 64 : 2 * n_old;
    texts->places = KM_NEW_ARRAY(texts->arena, uint64_t, texts->n_slots);
    for (size_t i = 0; i < n_old; i++) {
        if (old[i] != 0) {
            const char *text = texts->bytes.bytes + old[i] - 1;
            texts->places[slot_of(texts, text, strlen(text))] = old[i];
        }
    }
}

static uint64_t place_of(Texts *texts, const char *text)
{
    if (text == NULL) {
        return 0;
    }
    make_room(texts);
    size_t length = strlen(text);
    size_t at = slot_of(texts, text, length);
    if (texts->places[at] == 0) {
        texts->places[at] = texts->bytes.length + 1;
        texts->n_texts++;
        km_text_add_n(&texts->bytes, text, length + 1);
    }
    return texts->places[at];
}

/* ---- packing ---- */

typedef struct {
    uint64_t cells[KM_KEPT_COLUMNS][KM_KEPT_ROWS + KM_KEPT_WORD]; /* no power of two apart: they
                                                                     would push each other out */
    size_t n_rows;
    bool is_plain[KM_KEPT_COLUMNS]; /* written so that another column may be as this one */
} Chunk;

static void put_word(KmText *to, uint64_t value)
{
    char bytes[KM_KEPT_WORD];
    memcpy(bytes, &value, KM_KEPT_WORD);
    km_text_add_n(to, bytes, KM_KEPT_WORD);
}

static size_t write_varint(unsigned char *bytes, uint64_t value)
{
    size_t n = 0;
    while (value >= 0x80) {
        bytes[n++] = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    bytes[n++] = (unsigned char)value;
    return n;
}

static uint64_t zigzag(uint64_t now, uint64_t before)
{
    uint64_t step = now - before;
    return step << 1 ^ (0 - (step >> 63));
}

static size_t pack_steps(const uint64_t *cells, size_t n, unsigned char *bytes)
{
    size_t length = 0;
    uint64_t before = 0;
    for (size_t i = 0; i < n; i++) {
        length += write_varint(bytes + length, zigzag(cells[i], before));
        before = cells[i];
    }
    return length;
}

/* The length of the list; 0: there are too many values. */
static size_t list_values(const uint64_t *cells, size_t n, uint64_t *values, unsigned char *which)
{
    unsigned char slots[LIST_SLOTS] = {0}; /* the place in the list plus one */
    size_t n_values = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(cells[i] * 0x9E3779B97F4A7C15U >> 57);
        while (slots[at] != 0 && values[slots[at] - 1] != cells[i]) {
            at = (at + 1) % LIST_SLOTS;
        }
        if (slots[at] == 0 && n_values == KM_KEPT_VALUES) {
            return 0;
        }
        if (slots[at] == 0) {
            values[n_values++] = cells[i];
            slots[at] = (unsigned char)n_values;
        }
        which[i] = (unsigned char)(slots[at] - 1);
    }
    return n_values;
}

static bool is_same(const uint64_t *cells, size_t n)
{
    return memcmp(cells, cells + 1, (n - 1) * KM_KEPT_WORD) == 0;
}

/* Columns that run along: a bound with its estimate, units with the count. */
static size_t another_like(const Chunk *chunk, size_t column)
{
    const uint64_t *cells = chunk->cells[column];
    for (size_t k = 0; k < column; k++) {
        if (chunk->is_plain[k] && chunk->cells[k][0] == cells[0] &&
            memcmp(chunk->cells[k], cells, chunk->n_rows * KM_KEPT_WORD) == 0) {
            return k;
        }
    }
    return column;
}

static void pack_plain(const uint64_t *cells, size_t n, KmText *to)
{
    uint64_t values[KM_KEPT_VALUES];
    unsigned char which[KM_KEPT_ROWS];
    unsigned char steps[KM_KEPT_ROWS * VARINT];
    size_t n_values = list_values(cells, n, values, which);
    size_t list_length = n_values == 0 ? SIZE_MAX : 1 + n_values * KM_KEPT_WORD + n;
    size_t steps_length = pack_steps(cells, n, steps);
    if (list_length < n * KM_KEPT_WORD && list_length <= steps_length) {
        km_text_add_char(to, KM_KEPT_FEW);
        km_text_add_char(to, (char)n_values);
        km_text_add_n(to, (const char *)values, n_values * KM_KEPT_WORD);
        km_text_add_n(to, (const char *)which, n);
    } else if (steps_length < n * KM_KEPT_WORD) {
        km_text_add_char(to, KM_KEPT_STEPS);
        km_text_add_n(to, (const char *)steps, steps_length);
    } else {
        km_text_add_char(to, KM_KEPT_PLAIN);
        km_text_add_n(to, (const char *)cells, n * KM_KEPT_WORD);
    }
}

static void pack_column(Chunk *chunk, size_t column, KmText *to)
{
    const uint64_t *cells = chunk->cells[column];
    chunk->is_plain[column] = false;
    if (is_same(cells, chunk->n_rows)) {
        km_text_add_char(to, cells[0] == 0 ? KM_KEPT_ZERO : KM_KEPT_SAME);
        if (cells[0] != 0) {
            put_word(to, cells[0]);
        }
        return;
    }
    size_t another = another_like(chunk, column);
    if (another < column) {
        km_text_add_char(to, KM_KEPT_ANOTHER);
        km_text_add_char(to, (char)another);
        return;
    }
    chunk->is_plain[column] = true;
    pack_plain(cells, chunk->n_rows, to);
}

static void take_figures(Chunk *chunk, Texts *texts, const KmFigure *figures)
{
    for (size_t i = 0; i < chunk->n_rows; i++) {
        uint64_t words[KM_KEPT_FIGURE / KM_KEPT_WORD];
        memcpy(words, &figures[i], KM_KEPT_FIGURE);
        for (size_t t = 0; t < KM_KEPT_TEXTS; t++) {
            const char *text;
            memcpy(&text, (const char *)&figures[i] + km_kept_texts_at[t], sizeof text);
            words[km_kept_texts_at[t] / KM_KEPT_WORD] = place_of(texts, text);
        }
        words[KM_KEPT_COMPARED_AT] = figures[i].compared != NULL ? 1 : 0;
        for (size_t c = 0; c < KM_KEPT_FIGURE / KM_KEPT_WORD; c++) {
            chunk->cells[c][i] = words[c];
        }
    }
}

/* Of the next figures that have any. */
static const KmFigure *take_compared(Chunk *chunk, const KmFigure *figure)
{
    size_t n = 0;
    for (; n < chunk->n_rows; figure++) {
        if (figure->compared != NULL) {
            uint64_t words[KM_KEPT_COMPARED / KM_KEPT_WORD];
            memcpy(words, figure->compared, KM_KEPT_COMPARED);
            for (size_t c = 0; c < KM_KEPT_COMPARED / KM_KEPT_WORD; c++) {
                chunk->cells[c][n] = words[c];
            }
            n++;
        }
    }
    return figure;
}

size_t km_kept_rows_at(size_t at, size_t n)
{
    return n - at < KM_KEPT_ROWS ? n - at : KM_KEPT_ROWS;
}

static void pack_chunk(Chunk *chunk, size_t size, KmText *to)
{
    for (size_t c = 0; c < size / KM_KEPT_WORD; c++) {
        pack_column(chunk, c, to);
    }
}

static size_t count_compared(const KmFigure *figures, size_t n_figures)
{
    size_t n = 0;
    for (size_t i = 0; i < n_figures; i++) {
        n += figures[i].compared != NULL ? 1 : 0;
    }
    return n;
}

void km_kept_pack(KmArena *scratch, const KmFigure *figures, size_t n_figures, KmText *to)
{
    Texts texts = {.arena = scratch, .bytes = km_text_init(scratch)};
    KmText chunks = km_text_init(scratch);
    Chunk *chunk = KM_NEW(scratch, Chunk);
    size_t n_compared = count_compared(figures, n_figures);
    const KmFigure *next = figures;
    for (size_t at = 0; at < n_figures; at += KM_KEPT_ROWS) {
        chunk->n_rows = km_kept_rows_at(at, n_figures);
        take_figures(chunk, &texts, figures + at);
        pack_chunk(chunk, KM_KEPT_FIGURE, &chunks);
    }
    for (size_t at = 0; at < n_compared; at += KM_KEPT_ROWS) {
        chunk->n_rows = km_kept_rows_at(at, n_compared);
        next = take_compared(chunk, next);
        pack_chunk(chunk, KM_KEPT_COMPARED, &chunks);
    }
    put_word(to, texts.bytes.length);
    km_text_add_n(to, texts.bytes.bytes, texts.bytes.length);
    km_text_add_n(to, chunks.bytes, chunks.length);
}
