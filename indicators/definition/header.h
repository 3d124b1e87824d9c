/* The strict little reader below indicator and register files: physical lines with their numbers,
 * and a header of `-- key: value` lines in which every unknown, double and missing key is refused
 * with its line and the nearest key there is. No opinion about what the keys mean. */
#ifndef INDICATORS_HEADER_H
#define INDICATORS_HEADER_H

#include "engine/base/arena.h"

#include <stddef.h>

typedef enum {
    KM_LINE_BLANK, /* empty, or `--` alone */
    KM_LINE_KEY,   /* `-- key: value`, `-- key argument: value` */
    KM_LINE_MORE,  /* `--` and two or more spaces: goes on with what was before */
    KM_LINE_NOTE,  /* any other comment */
    KM_LINE_SQL
} KmLineKind;

typedef struct {
    KmLineKind kind;
    int64_t number;
    const char *text;     /* the whole line, without its end */
    const char *key;      /* KM_LINE_KEY */
    const char *argument; /* KM_LINE_KEY: between key and colon, "" when nothing */
    const char *value;    /* KM_LINE_KEY, KM_LINE_MORE: trimmed */
} KmFileLine;

typedef struct {
    KmArena *arena;
    const char *file;
    const KmFileLine *lines;
    size_t count;
    size_t at; /* the reader's place */
} KmFileLines;

/* Refuses NUL bytes, tabs' fellow control bytes and what is not UTF-8. A byte order mark and CR are
 * dropped. */
bool km_file_lines(KmArena *arena, const char *file, const char *bytes, size_t length,
                   KmFileLines *ret_lines, KmError *err) KM_MUST_USE;

typedef struct {
    const char *name;
    bool is_required;
    bool repeats;
    const char *expected; /* for the remedy when it is missing: "proportion, mean, …" */
} KmHeaderKey;

typedef struct {
    const char *key;
    const char *value;
    int64_t line;
} KmHeaderEntry;

typedef struct {
    const char *file;
    const KmHeaderEntry *entries;
    size_t count;
    int64_t end; /* line of the first section */
} KmHeader;

/* Reads up to the first line whose key is one of `stops`, without stops up to the first blank line,
 * and in any case up to the first line of SQL; lines->at is left there. */
bool km_header_read(KmFileLines *lines, const KmHeaderKey *keys, size_t n_keys,
                    const char *const *stops, size_t n_stops, KmHeader *ret_header,
                    KmError *err) KM_MUST_USE;
/* Refuses the first required key that is missing. */
bool km_header_complete(const KmHeader *header, const KmHeaderKey *keys, size_t n_keys,
                        KmError *err) KM_MUST_USE;
/* NULL when it is not there. */
const KmHeaderEntry *km_header_find(const KmHeader *header, const char *key);
/* The value, "" when the key is not there. */
const char *km_header_text(const KmHeader *header, const char *key);
/* The value's place among `words`; refuses others. A key that is not there gives 0. */
bool km_header_word(const KmHeader *header, const char *key, const char *const *words,
                    size_t n_words, size_t *ret_index, KmError *err) KM_MUST_USE;
/* A whole number from `low` to `high`; a key that is not there gives `otherwise`. */
typedef struct {
    int64_t low, high, otherwise;
} KmHeaderRange;
bool km_header_int(const KmHeader *header, const char *key, KmHeaderRange range, int *ret_value,
                   KmError *err) KM_MUST_USE;

/* Refuses with "what 'word' is not …" and the nearest candidate as the remedy; returns false. */
bool km_refuse_word(KmError *err, const char *file, int64_t line, const char *what,
                    const char *word, const char *const *candidates, size_t n_candidates);

/* "a, b ,c" → three trimmed pieces; "" → none. */
size_t km_split(KmArena *arena, const char *text, char separator, const char ***ret_pieces);
/* A copy without white space at both ends. */
char *km_trim(KmArena *arena, const char *text, size_t length) KM_MUST_USE;
/* [a-z0-9], then also _ and -, at most 64. */
bool km_is_name(const char *text);

#endif
