/* Erasing persons: the one exception to append-only. Their rows go from every delivery, their
 * pseudonyms, links and the findings about their lines with them; counts of deliveries, figures and
 * the log stay. What is left of them is a keyed hash with a tag of its own, so that a file that
 * names them again is read without them.
 *
 * Free pages are overwritten (secure_delete), and km_store_compact makes the file anew. */
#ifndef ENGINE_STORE_ERASE_H
#define ENGINE_STORE_ERASE_H

#include "engine/store/store.h"

/* What is remembered of an erased person. */
typedef struct {
    uint8_t hash[KM_PSEUDONYM_BYTES];
} KmErasedMark;

typedef struct {
    int64_t persons; /* numbers of theirs in the store: also those that were linked to them */
    int64_t rows;
    int64_t findings;
    int64_t unsure; /* rows without a personal number that may be theirs or a twin's: they stay */
    int64_t *deliveries; /* whose rows went */
    size_t n_deliveries;
} KmErasure;

/* A pseudonym's mark; called for every number that goes. */
typedef struct {
    const void *self;
    void (*make)(const void *self, const uint8_t pseudonym[KM_PSEUDONYM_BYTES],
                 KmErasedMark *ret_mark);
} KmErasedMarker;

/* Inside a transaction. With the persons go those whom a link makes the same child, and rows
 * without a personal number whose birth date, sex and postcode only they have. */
bool km_erase_persons(KmStore *store, KmArena *arena, const int64_t *persons, size_t n,
                      const KmErasedMarker *marker, KmDate day, KmErasure *ret_erasure,
                      KmError *err) KM_MUST_USE;
/* Inside a transaction; the same mark again changes nothing. */
bool km_erased_add(KmStore *store, const KmErasedMark *mark, KmDate day, KmError *err) KM_MUST_USE;
/* Ascending. */
bool km_erased_read(KmStore *store, KmArena *arena, KmErasedMark **ret_marks, size_t *ret_count,
                    KmError *err) KM_MUST_USE;
/* Outside a transaction: the file without what was deleted. */
bool km_store_compact(KmStore *store, KmError *err) KM_MUST_USE;

#endif
