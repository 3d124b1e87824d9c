#include "importers/reading/record_draft.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

enum { FIRST_TEXT = 64 * 1024, WORD = KM_READ_BEYOND };

KmRecordDraft *km_record_draft_open(KmArena *arena, char separator, size_t most_field)
{
    KmRecordDraft *draft = KM_NEW(arena, KmRecordDraft);
    draft->arena = arena;
    draft->separator = separator;
    draft->most_field = most_field;
    draft->capacity = FIRST_TEXT;
    draft->text = km_alloc(arena, FIRST_TEXT);
    return draft;
}

void km_record_draft_clear(KmRecordDraft *draft)
{
    draft->used = 0;
    draft->n_fields = 0;
    draft->has_too_many = false;
    draft->has_giant = false;
}

/* Room for a text of so many bytes, and for a word that is written over its end. */
static void reserve(KmRecordDraft *draft, size_t length)
{
    while (draft->capacity - draft->used < length + WORD) {
        char *grown = km_alloc(draft->arena, draft->capacity * 2);
        memcpy(grown, draft->text, draft->used);
        draft->text = grown;
        draft->capacity *= 2;
    }
}

/* The bytes of a field are in their place. */
static void end_field(KmRecordDraft *draft, size_t length)
{
    if (draft->n_fields >= KM_MOST_COLUMNS) {
        draft->has_too_many = true;
        return;
    }
    if (length > draft->most_field) {
        draft->has_giant = true;
        length = 0;
    }
    draft->used += length;
    draft->ends[draft->n_fields++] = draft->used;
}

void km_record_draft_add(KmRecordDraft *draft, const char *bytes, size_t length)
{
    reserve(draft, length);
    if (length > 0) {
        memcpy(draft->text + draft->used, bytes, length);
    }
    end_field(draft, length);
}

const KmSlice *km_record_draft_fields(KmRecordDraft *draft)
{
    size_t start = 0;
    for (int i = 0; i < draft->n_fields; i++) {
        draft->fields[i] = (KmSlice){draft->text + start, draft->ends[i] - start};
        start = draft->ends[i];
    }
    return draft->fields;
}

static bool is_padding(const KmRecordDraft *draft, char byte)
{
    return (byte == ' ' || byte == '\t') && byte != draft->separator;
}

/* The high bit of each byte of the word that is this one. */
static inline uint64_t find_in_word(uint64_t word, char byte)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t other = word ^ (UINT64_C(0x0101010101010101) * (unsigned char)byte);
    return ~(((other & low) + low) | other | low);
}

/* Copies up to the first of two bytes, a word at a time. Returns the number of bytes before it. */
static inline size_t copy_until(char *into, KmSlice from, char a, char b)
{
    for (size_t i = 0; i < from.length; i += WORD) {
        uint64_t word;
        memcpy(&word, from.bytes + i, WORD);
        memcpy(into + i, &word, WORD);
        word = le64toh(word);
        uint64_t found = find_in_word(word, a) | find_in_word(word, b);
        if (found != 0) {
            size_t n = i + (size_t)__builtin_ctzll(found) / 8;
            return n < from.length ? n : from.length;
        }
    }
    return from.length;
}

/* Takes blanks off both ends of a field that is in its place. */
static size_t trim_padding(const KmRecordDraft *draft, char *text, size_t length)
{
    size_t skip = 0;
    while (length > 0 && is_padding(draft, text[length - 1])) {
        length--;
    }
    while (skip < length && is_padding(draft, text[skip])) {
        skip++;
    }
    if (skip > 0) {
        memmove(text, text + skip, length - skip);
    }
    return length - skip;
}

/* A cell from `at` on, and where it ends; NULL where only libcsv can say what it is. */
static const char *take_plain(KmRecordDraft *draft, const char *at, const char *end)
{
    char *into = draft->text + draft->used;
    KmSlice rest = {at, (size_t)(end - at)};
    size_t n = copy_until(into, rest, draft->separator, '"');
    if (n < rest.length && at[n] == '"') {
        return NULL;
    }
    end_field(draft, trim_padding(draft, into, n));
    return at + n;
}

/* Two quotes inside a cell are one. */
static const char *take_quoted(KmRecordDraft *draft, const char *at, const char *end)
{
    char *into = draft->text + draft->used;
    const char *from = at + 1;
    size_t n = 0;
    for (bool is_inside = true; is_inside;) {
        size_t run = copy_until(into + n, (KmSlice){from, (size_t)(end - from)}, '"', '"');
        n += run;
        from += run;
        is_inside = end - from > 1 && from[1] == '"';
        if (is_inside) {
            into[n++] = '"';
            from += 2;
        }
    }
    if (from == end || (from + 1 < end && from[1] != draft->separator)) {
        return NULL; /* goes on below, or is not well quoted */
    }
    size_t length = (size_t)(from - at - 1);
    if (length > n && length > draft->most_field) {
        return NULL; /* shorter without its quotes, perhaps */
    }
    end_field(draft, n);
    return from + 1;
}

bool km_record_draft_split(KmRecordDraft *draft, KmSlice line)
{
    const char *at = line.bytes;
    const char *end = line.bytes + line.length;
    while (end > at && (end[-1] == '\n' || end[-1] == '\r')) {
        end--;
    }
    reserve(draft, line.length);
    for (;;) {
        bool is_quoted = at < end && *at == '"';
        at = is_quoted ? take_quoted(draft, at, end) : take_plain(draft, at, end);
        if (at == NULL) {
            km_record_draft_clear(draft);
            return false;
        }
        if (at == end) {
            return true;
        }
        at++;
    }
}
