/* Persons who must go: a list of personal numbers, one a line under a header, and what is
 * remembered so that they do not come back with a file.
 *
 * A number's mark is made from the digits with a tag of its own, so that it outlives a change of
 * key like a pseudonym does; a pseudonym's mark is made from the pseudonym, for rows that come with
 * a pseudonym or a deliverer's own number only. After a change of key the second kind is no longer
 * found: then the list is given once more. */
#ifndef IMPORTERS_PERSONS_ERASURE_H
#define IMPORTERS_PERSONS_ERASURE_H

#include "engine/store/erase.h"
#include "importers/fields/field.h"
#include "importers/persons/pseudonym.h"

typedef struct {
    int64_t numbers; /* on the list, different ones */
    int64_t known;   /* of those, in the store */
    KmErasure erasure;
} KmErasureResult;

/* Inside a transaction, which the caller rolls back for a trial. One fault (KM_ERROR_INPUT, with
 * the line, never the number) and nothing may be kept. The header is `BSN`, `onderwijsnummer` or
 * `nummer`. */
bool km_erasure_run(KmArena *arena, KmStore *store, const KmKey *key, const char *path, KmDate day,
                    KmErasureResult *ret_result, KmError *err) KM_MUST_USE;

/* The mark of a personal number, of its nine digits. */
void km_erased_mark_number(const KmKey *key, uint32_t number, KmPersonKind kind,
                           KmErasedMark *ret_mark);
void km_erased_mark_pseudonym(const KmKey *key, const uint8_t pseudonym[KM_PSEUDONYM_BYTES],
                              KmErasedMark *ret_mark);
/* Whether the mark is among those read (ascending). */
bool km_erased_holds(const KmErasedMark *marks, size_t n, const KmErasedMark *mark);

#endif
