/* The form a contract asks of a text: an anchored regular expression of what POSIX extended ones
 * and those of XML Schema have in common. */
#ifndef IMPORTERS_CONTRACT_PATTERN_H
#define IMPORTERS_CONTRACT_PATTERN_H

#include "engine/base/arena.h"
#include "importers/reading/csv_reader.h"

typedef struct KmPattern KmPattern;

/* NULL, or why the text is none. */
const char *km_pattern_fault(KmArena *arena, const char *text);
/* Of a text without fault. To be closed: the arena does not hold all of it. */
KmPattern *km_pattern_open(KmArena *arena, const char *text) KM_MUST_USE;
void km_pattern_close(KmPattern *pattern); /* NULL is fine */
bool km_pattern_fits(const KmPattern *pattern, KmSlice value);
/* Whether it asks for one character of a kind only, which is seen faster than remembered. */
bool km_pattern_is_simple(const KmPattern *pattern);

#endif
