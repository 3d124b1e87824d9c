/* The one error type. A fallible function returns false and fills KmError; on success it leaves it
 * alone.
 *
 * A message says what was found, what was expected and what to do. `where` is a place in the *data*
 * or a definition file (file, line, column), never in our source. Context lines are added on the
 * way up, innermost first. No message holds anything personal (BSN, name, birth date, address).
 *
 *     if (!km_file_read(arena, path, cap, &bytes, err)) {
 *         return km_error_context(err, "while reading the contract %s", name);
 *     }
 */
#ifndef ENGINE_BASE_ERROR_H
#define ENGINE_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#define KM_MUST_USE __attribute__((warn_unused_result))
#define KM_PRINTF(text_at, first_at) __attribute__((format(printf, text_at, first_at)))

/* The kind decides the exit code (km_error_exit_code). */
typedef enum {
    KM_ERROR_NONE = 0,
    KM_ERROR_USAGE,      /* wrong use or configuration: 2 */
    KM_ERROR_DEFINITION, /* a contract, code list or indicator file is wrong: 2 */
    KM_ERROR_INPUT,      /* a delivered file is refused: 3 */
    KM_ERROR_STORE,      /* the store is damaged, busy, full: 4 */
    KM_ERROR_SYSTEM,     /* disk, permissions, missing program: 4 */
    KM_ERROR_BUG,        /* our own invariant failed: 4 */
    KM_ERROR_LIMIT,      /* a stated limit was reached: 5 */
    KM_ERROR_DISCLOSURE, /* a disclosure rule refused: 6 */
    KM_ERROR_INTERRUPTED /* Ctrl-C: 130 */
} KmErrorKind;

enum { KM_ERROR_CONTEXTS = 4 };

typedef struct {
    KmErrorKind kind;
    char message[640];
    char hint[320]; /* what to do, when it does not fit the message; may be empty */
    char file[256]; /* empty: no place */
    int64_t line;   /* 1-based physical line; 0: unknown */
    int column;     /* 1-based column of the record; 0: unknown */
    char context[KM_ERROR_CONTEXTS][200];
    int n_contexts;
    char code[32];      /* stable name of what was refused ("file-empty"), for texts in other
                           languages and machine-readable output; may be empty */
    char argument[200]; /* what goes with the code; nothing personal */
} KmError;

/* Both return false always, so that a caller can `return km_error_set(...)`. */
bool km_error_set(KmError *err, KmErrorKind kind, const char *format, ...) KM_PRINTF(3, 4);
bool km_error_at(KmError *err, KmErrorKind kind, const char *file, int64_t line, int column,
                 const char *format, ...) KM_PRINTF(6, 7);
/* Adds what to do; returns false. */
bool km_error_hint(KmError *err, const char *format, ...) KM_PRINTF(2, 3);
/* Adds a context line ("while importing …"); full lists keep the innermost. Returns false. */
bool km_error_context(KmError *err, const char *format, ...) KM_PRINTF(2, 3);
/* Adds the code and its argument (NULL: none); returns false. */
bool km_error_code(KmError *err, const char *code, const char *argument);

void km_error_clear(KmError *err);
int km_error_exit_code(KmErrorKind kind);
/* Stable lower-case word for machine-readable output: "usage", "input", … */
const char *km_error_kind_name(KmErrorKind kind);

#endif
