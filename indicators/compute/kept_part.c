#include "indicators/compute/kept_part.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    FIGURE_SIZE = 408,
    COMPARED_SIZE = KM_COMPARISONS * sizeof(KmComparison),
    WORD = 8,
    MOST_COLUMNS = (FIGURE_SIZE > COMPARED_SIZE ? FIGURE_SIZE : COMPARED_SIZE) / WORD,
    ROWS = 512,       /* of one chunk: its figures stay in the processor's cache */
    VALUES = 64,      /* a column of so many values at most gets a list of them … */
    LIST_SLOTS = 128, /* … found through so many places */
    VARINT = 10
};

/* How a column of a chunk is written. */
typedef enum {
    ALL_ZERO,
    ALL_THE_SAME, /* the value */
    AS_ANOTHER,   /* the number of an earlier column */
    STEPS,        /* differences with the row before, short when small */
    A_FEW,        /* the list of values, then a byte a row */
    AS_IT_IS
} Way;

/* In the bytes a text is its place among the texts plus one; 0: NULL. */
static const size_t texts_at[] = {
    offsetof(KmFigure, indicator),     offsetof(KmFigure, period),
    offsetof(KmFigure, block.dim[0]),  offsetof(KmFigure, block.dim[1]),
    offsetof(KmFigure, block.code[0]), offsetof(KmFigure, block.code[1]),
    offsetof(KmFigure, method),        offsetof(KmFigure, missing),
    offsetof(KmFigure, flags),         offsetof(KmFigure, run),
};
enum { TEXTS = sizeof texts_at / sizeof *texts_at };
/* Whether it is compared with anything. */
enum { COMPARED_AT = offsetof(KmFigure, compared) / WORD };
_Static_assert(sizeof(KmFigure) == FIGURE_SIZE,
               "a figure has changed: give texts_at its new texts, then FIGURE_SIZE its size");
_Static_assert(FIGURE_SIZE % WORD == 0 && COMPARED_SIZE % WORD == 0, "they are whole words");
_Static_assert(sizeof(const char *) == WORD, "a text's place fits where it was pointed to");

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
    uint64_t cells[MOST_COLUMNS]
                  [ROWS + WORD]; /* no power of two apart: they would push each other out */
    size_t n_rows;
    bool is_plain[MOST_COLUMNS]; /* written so that another column may be as this one */
} Chunk;

static void put_word(KmText *to, uint64_t value)
{
    char bytes[WORD];
    memcpy(bytes, &value, WORD);
    km_text_add_n(to, bytes, WORD);
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

static uint64_t unzigzag(uint64_t value)
{
    return value >> 1 ^ (0 - (value & 1));
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
        if (slots[at] == 0 && n_values == VALUES) {
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
    return memcmp(cells, cells + 1, (n - 1) * WORD) == 0;
}

/* Columns that run along: a bound with its estimate, units with the count. */
static size_t another_like(const Chunk *chunk, size_t column)
{
    const uint64_t *cells = chunk->cells[column];
    for (size_t k = 0; k < column; k++) {
        if (chunk->is_plain[k] && chunk->cells[k][0] == cells[0] &&
            memcmp(chunk->cells[k], cells, chunk->n_rows * WORD) == 0) {
            return k;
        }
    }
    return column;
}

static void pack_plain(const uint64_t *cells, size_t n, KmText *to)
{
    uint64_t values[VALUES];
    unsigned char which[ROWS];
    unsigned char steps[ROWS * VARINT];
    size_t n_values = list_values(cells, n, values, which);
    size_t list_length = n_values == 0 ? SIZE_MAX : 1 + n_values * WORD + n;
    size_t steps_length = pack_steps(cells, n, steps);
    if (list_length < n * WORD && list_length <= steps_length) {
        km_text_add_char(to, A_FEW);
        km_text_add_char(to, (char)n_values);
        km_text_add_n(to, (const char *)values, n_values * WORD);
        km_text_add_n(to, (const char *)which, n);
    } else if (steps_length < n * WORD) {
        km_text_add_char(to, STEPS);
        km_text_add_n(to, (const char *)steps, steps_length);
    } else {
        km_text_add_char(to, AS_IT_IS);
        km_text_add_n(to, (const char *)cells, n * WORD);
    }
}

static void pack_column(Chunk *chunk, size_t column, KmText *to)
{
    const uint64_t *cells = chunk->cells[column];
    chunk->is_plain[column] = false;
    if (is_same(cells, chunk->n_rows)) {
        km_text_add_char(to, cells[0] == 0 ? ALL_ZERO : ALL_THE_SAME);
        if (cells[0] != 0) {
            put_word(to, cells[0]);
        }
        return;
    }
    size_t another = another_like(chunk, column);
    if (another < column) {
        km_text_add_char(to, AS_ANOTHER);
        km_text_add_char(to, (char)another);
        return;
    }
    chunk->is_plain[column] = true;
    pack_plain(cells, chunk->n_rows, to);
}

static void take_figures(Chunk *chunk, Texts *texts, const KmFigure *figures)
{
    for (size_t i = 0; i < chunk->n_rows; i++) {
        uint64_t words[FIGURE_SIZE / WORD];
        memcpy(words, &figures[i], FIGURE_SIZE);
        for (size_t t = 0; t < TEXTS; t++) {
            const char *text;
            memcpy(&text, (const char *)&figures[i] + texts_at[t], sizeof text);
            words[texts_at[t] / WORD] = place_of(texts, text);
        }
        words[COMPARED_AT] = figures[i].compared != NULL ? 1 : 0;
        for (size_t c = 0; c < FIGURE_SIZE / WORD; c++) {
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
            uint64_t words[COMPARED_SIZE / WORD];
            memcpy(words, figure->compared, COMPARED_SIZE);
            for (size_t c = 0; c < COMPARED_SIZE / WORD; c++) {
                chunk->cells[c][n] = words[c];
            }
            n++;
        }
    }
    return figure;
}

static size_t rows_at(size_t at, size_t n)
{
    return n - at < ROWS ? n - at : ROWS;
}

static void pack_chunk(Chunk *chunk, size_t size, KmText *to)
{
    for (size_t c = 0; c < size / WORD; c++) {
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
    for (size_t at = 0; at < n_figures; at += ROWS) {
        chunk->n_rows = rows_at(at, n_figures);
        take_figures(chunk, &texts, figures + at);
        pack_chunk(chunk, FIGURE_SIZE, &chunks);
    }
    for (size_t at = 0; at < n_compared; at += ROWS) {
        chunk->n_rows = rows_at(at, n_compared);
        next = take_compared(chunk, next);
        pack_chunk(chunk, COMPARED_SIZE, &chunks);
    }
    put_word(to, texts.bytes.length);
    km_text_add_n(to, texts.bytes.bytes, texts.bytes.length);
    km_text_add_n(to, chunks.bytes, chunks.length);
}

/* ---- unpacking ---- */

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
    const unsigned char *word = take(bytes, WORD);
    if (word != NULL) {
        memcpy(&value, word, WORD);
    }
    return value;
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
    return rows->first + row * rows->size + column * WORD;
}

static void set(const Rows *rows, size_t row, size_t column, uint64_t value)
{
    memcpy(cell_of(rows, row, column), &value, WORD);
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
        memcpy(cell_of(rows, i, column), cell_of(rows, i, another), WORD);
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
    const unsigned char *values = take(bytes, n_values * WORD);
    const unsigned char *which = take(bytes, rows->n);
    if (values == NULL || which == NULL) {
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        if (which[i] >= n_values) {
            bytes->is_wrong = true;
            return;
        }
        memcpy(cell_of(rows, i, column), values + which[i] * (size_t)WORD, WORD);
    }
}

static void unpack_plain(Bytes *bytes, const Rows *rows, size_t column)
{
    const unsigned char *cells = take(bytes, rows->n * WORD);
    for (size_t i = 0; i < rows->n && cells != NULL; i++) {
        memcpy(cell_of(rows, i, column), cells + i * WORD, WORD);
    }
}

static void unpack_column(Bytes *bytes, const Rows *rows, size_t column)
{
    switch (take_byte(bytes)) {
    case ALL_ZERO:
        return;
    case ALL_THE_SAME:
        unpack_same(bytes, rows, column);
        return;
    case AS_ANOTHER:
        unpack_another(bytes, rows, column);
        return;
    case STEPS:
        unpack_steps(bytes, rows, column);
        return;
    case A_FEW:
        unpack_few(bytes, rows, column);
        return;
    case AS_IT_IS:
        unpack_plain(bytes, rows, column);
        return;
    default:
        bytes->is_wrong = true;
    }
}

static bool unpack_rows(Bytes *bytes, void *first, size_t size, size_t n)
{
    for (size_t at = 0; at < n && !bytes->is_wrong; at += ROWS) {
        const Rows rows = {(char *)first + at * size, size, rows_at(at, n)};
        for (size_t c = 0; c < size / WORD && !bytes->is_wrong; c++) {
            unpack_column(bytes, &rows, c);
        }
    }
    return !bytes->is_wrong;
}

/* Puts the figures' texts back; false when one lies outside. */
static bool point(KmFigure *figures, size_t n, const char *texts, uint64_t length)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t t = 0; t < TEXTS; t++) {
            uint64_t place;
            memcpy(&place, (char *)&figures[i] + texts_at[t], sizeof place);
            if (place > length) {
                return false;
            }
            const char *text = place == 0 ? NULL : texts + place - 1;
            memcpy((char *)&figures[i] + texts_at[t], &text, sizeof text);
        }
    }
    return true;
}

/* Where a figure's comparisons are stands whether it has them. */
static uint64_t compared_word(const KmFigure *figure)
{
    uint64_t word;
    memcpy(&word, (const char *)figure + COMPARED_AT * (size_t)WORD, sizeof word);
    return word;
}

static bool unpack_compared(KmArena *arena, Bytes *bytes, KmFigure *figures, size_t n_figures)
{
    size_t n = 0;
    for (size_t i = 0; i < n_figures; i++) {
        n += compared_word(&figures[i]) != 0 ? 1 : 0;
    }
    KmComparison *compared = KM_NEW_ARRAY(arena, KmComparison, n * KM_COMPARISONS);
    bool ok = unpack_rows(bytes, compared, COMPARED_SIZE, n);
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
    return unpack_rows(&rest, figures, FIGURE_SIZE, n_figures) &&
           point(figures, n_figures, texts, texts_length) &&
           unpack_compared(arena, &rest, figures, n_figures) && rest.at == rest.end;
}
