/* Numbers as people write them. Parsing takes the whole slice or fails; nothing looks at the
 * locale. The decimal comma of Dutch output lives here and nowhere else. Undefined numbers are a
 * state elsewhere, never NaN. */
#ifndef ENGINE_BASE_NUMBER_H
#define ENGINE_BASE_NUMBER_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decimal digits with an optional sign; false when empty, other bytes occur, or it does not fit. */
bool km_parse_int(const char *text, size_t length, int64_t *ret_value) KM_MUST_USE;
/* Machine notation: sign, digits, `.`, digits, exponent. False on anything else, infinities
 * included. */
bool km_parse_real(const char *text, size_t length, double *ret_value) KM_MUST_USE;

/* 1234567 → "1.234.567" */
char *km_dutch_count(KmArena *arena, int64_t value) KM_MUST_USE;
/* 12.345 with 1 decimal → "12,3"; -0.04 with 1 → "0,0". */
char *km_dutch_decimal(KmArena *arena, double value, int decimals) KM_MUST_USE;
/* A share 0–1 as a percentage: 0.8469, 1 → "84,7%". */
char *km_dutch_percent(KmArena *arena, double share, int decimals) KM_MUST_USE;
/* Shortest text that reads back to the same double; "." as decimal sign, for CSV and JSON. */
char *km_machine_real(KmArena *arena, double value) KM_MUST_USE;

#endif
