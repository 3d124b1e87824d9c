#include "importers/reading/record_draft.h"

#include "importers/reading/find_signs.h"

#include <string.h>

/* Cells are copied so many bytes at a time, with whatever stands behind them. */
enum { FIRST_TEXT = 64 * 1024, COPIED = 16 };

_Static_assert((int)KM_READ_BEYOND >= (int)KM_STRETCH && (int)KM_READ_BEYOND >= (int)COPIED,
               "a line is read in whole stretches");

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

static void grow(KmRecordDraft *draft)
{
    char *grown = km_alloc(draft->arena, draft->capacity * 2);
    memcpy(grown, draft->text, draft->used);
    for (int i = 0; i < draft->n_fields; i++) {
        draft->fields[i].bytes = grown + (draft->fields[i].bytes - draft->text);
    }
    draft->text = grown;
    draft->capacity *= 2;
}

/* Room for a text of so many bytes, and for what is written over its end. */
static void reserve(KmRecordDraft *draft, size_t length)
{
    while (draft->capacity - draft->used < length + COPIED) {
        grow(draft);
    }
}

void km_record_draft_add(KmRecordDraft *draft, const char *bytes, size_t length)
{
    if (draft->n_fields >= KM_MOST_COLUMNS) {
        draft->has_too_many = true;
        return;
    }
    if (length > draft->most_field) {
        draft->has_giant = true;
        length = 0;
    }
    reserve(draft, length);
    char *text = draft->text + draft->used;
    if (length > 0) {
        memcpy(text, bytes, length);
    }
    draft->fields[draft->n_fields++] = (KmSlice){text, length};
    draft->used += length;
}

/* A line on its way into a draft. Of its separators and quotes those are found that stand in the
 * stretch at hand; the end of the line counts as one. */
typedef struct {
    char separator;
    const char *stretch; /* at first where the line begins */
    const char *end;
    uint64_t found;  /* in the stretch and not passed yet */
    KmSlice *fields; /* room for the next ones */
    char *text;      /* and for their bytes */
} Splitting;

/* What lies behind the end is found, too, but nobody gets that far. */
static inline void find_in_stretch(Splitting *s)
{
    size_t left = (size_t)(s->end - s->stretch);
    s->found = km_find_signs(s->stretch, s->separator, '"');
    if (left < KM_STRETCH) {
        s->found |= UINT64_C(1) << left;
    }
}

/* Not to be asked again when it gave the end. */
static inline const char *next_sign(Splitting *s)
{
    while (s->found == 0) {
        s->stretch += KM_STRETCH;
        find_in_stretch(s);
    }
    const char *sign = s->stretch + (unsigned)__builtin_ctzll(s->found);
    s->found &= s->found - 1;
    return sign;
}

static inline bool is_quote(const Splitting *s, const char *at)
{
    return at < s->end && *at == '"';
}

static inline bool is_padding(char byte)
{
    return byte == ' ' || byte == '\t';
}

static KmSlice trimmed(const char *from, const char *end)
{
    while (end > from && is_padding(end[-1])) {
        end--;
    }
    while (end > from && is_padding(*from)) {
        from++;
    }
    return (KmSlice){from, (size_t)(end - from)};
}

static inline void copy(char *into, const char *from, size_t length)
{
    memcpy(into, from, COPIED);
    for (size_t i = COPIED; i < length; i += COPIED) {
        memcpy(into + i, from + i, COPIED);
    }
}

static inline void end_field(Splitting *s, size_t length)
{
    *s->fields++ = (KmSlice){s->text, length};
    s->text += length;
}

/* A cell without quotes; the blanks around it are no part of it. */
static inline void take_plain(Splitting *s, const char *from, const char *end)
{
    KmSlice cell = {from, (size_t)(end - from)};
    if (from < end && ((unsigned char)*from <= ' ' || (unsigned char)end[-1] <= ' ')) {
        cell = trimmed(from, end);
    }
    copy(s->text, cell.bytes, cell.length);
    end_field(s, cell.length);
}

/* A cell whose quote was just passed; two quotes inside it are one. Returns where it ends, behind
 * its other quote; NULL where only libcsv can say what it is. */
static inline const char *take_quoted(Splitting *s, const char *from)
{
    size_t n = 0;
    for (;;) {
        const char *at = next_sign(s);
        if (at == s->end) {
            return NULL; /* goes on below */
        }
        if (*at != '"') {
            continue;
        }
        bool is_pair = is_quote(s, at + 1);
        size_t run = (size_t)(at - from) + (is_pair ? 1 : 0);
        copy(s->text + n, from, run);
        n += run;
        const char *next = next_sign(s);
        if (!is_pair) {
            end_field(s, n);
            return next == at + 1 ? next : NULL;
        }
        from = next + 1;
    }
}

/* The whole line, cell by cell. False: it is libcsv's. */
static inline bool split(Splitting *s, const KmSlice *most)
{
    const char *from = s->stretch;
    do {
        const char *sign = next_sign(s);
        if (s->fields == most) {
            return false;
        }
        if (!is_quote(s, sign)) {
            take_plain(s, from, sign);
        } else {
            sign = sign == from ? take_quoted(s, from + 1) : NULL;
            if (sign == NULL) {
                return false;
            }
        }
        from = sign + 1;
    } while (from <= s->end);
    return true;
}

static size_t without_ending(KmSlice line)
{
    size_t length = line.length;
    while (length > 0 && (line.bytes[length - 1] == '\n' || line.bytes[length - 1] == '\r')) {
        length--;
    }
    return length;
}

bool km_record_draft_split(KmRecordDraft *draft, KmSlice line)
{
    size_t length = without_ending(line);
    if (length > draft->most_field) {
        return false; /* it may hold a cell that is too long */
    }
    reserve(draft, length);
    Splitting s = {.separator = draft->separator,
                   .stretch = line.bytes,
                   .end = line.bytes + length,
                   .fields = draft->fields,
                   .text = draft->text};
    find_in_stretch(&s);
    if (!split(&s, draft->fields + KM_MOST_COLUMNS)) {
        return false;
    }
    draft->n_fields = (int)(s.fields - draft->fields);
    draft->used = (size_t)(s.text - draft->text);
    return true;
}
