/* Text: a builder for output, escaping for each place text ends up in, and comparisons that ignore
 * what a clerk varies (case, accents, spaces, underscores, hyphens).
 *
 * All text inside the program is UTF-8. Nothing here looks at the locale.
 */
#ifndef ENGINE_BASE_TEXT_H
#define ENGINE_BASE_TEXT_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A growing UTF-8 text in an arena; `bytes` is NUL-terminated and never NULL after _init. */
typedef struct {
    KmArena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
} KmText;

KmText km_text_init(KmArena *arena);
void km_text_add(KmText *text, const char *piece);
void km_text_add_n(KmText *text, const char *piece, size_t length);
void km_text_addf(KmText *text, const char *format, ...) KM_PRINTF(2, 3);
void km_text_add_char(KmText *text, char c);

/* Escaped for HTML and XML text and attributes: & < > " ' and control bytes (replaced by a space).
 */
void km_text_add_html(KmText *text, const char *piece);
/* One CSV cell by RFC 4180, quoted only when needed; a text that a spreadsheet would run as a
 * formula
 * (= + - @ TAB CR first, also after spaces) gets a leading apostrophe. Numbers: km_text_addf. */
void km_text_add_csv(KmText *text, const char *piece, char separator);
/* A JSON string with its quotes. */
void km_text_add_json(KmText *text, const char *piece);
/* Safe for a terminal: C0, DEL, C1, bidi and line ends as \xNN or \u{NNNN}, cut at `most`
 * characters. */
void km_text_add_terminal(KmText *text, const char *piece, size_t most);
/* A single-quoted SQL string; quotes doubled. */
void km_text_add_sql(KmText *text, const char *piece);

bool km_text_equal(const char *a, const char *b);
bool km_text_starts_with(const char *text, const char *prefix);
bool km_text_ends_with(const char *text, const char *suffix);

/* A name as headers and code dialects are matched: lower case, accents stripped, runs of spaces
 * (NBSP too), underscores, hyphens, dots, slashes collapsed into one `_`, none at the ends. `Uren
 * per  Week` → `uren_per_week`. */
char *km_text_fold(KmArena *arena, const char *text, size_t length) KM_MUST_USE;
/* An id for deliverers, file names and HTML anchors: like fold with `-` and only [a-z0-9-], at
 * most 64. */
char *km_text_slug(KmArena *arena, const char *text) KM_MUST_USE;

/* Strict UTF-8 (no overlong forms, surrogates, values above 10FFFF). */
bool km_utf8_valid(const char *bytes, size_t length);
/* Number of code points; bytes must be valid. */
size_t km_utf8_length(const char *text);

/* The candidate nearest to `word` when at most a third of its letters differ (Damerau-Levenshtein,
 * optimal string alignment), else NULL. For "did you mean". */
const char *km_text_nearest(const char *word, const char *const *candidates, size_t n_candidates);

#endif
