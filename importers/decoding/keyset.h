/* The keys of one file's rows: finds identical rows and rows with the same key. Sixteen bytes a
 * key and at most nine of air; keys are hashes with a fresh secret (keyed_hash.h), so nobody can
 * make a file of colliding rows ahead.
 */
#ifndef IMPORTERS_DECODING_KEYSET_H
#define IMPORTERS_DECODING_KEYSET_H

#include "engine/base/arena.h"

typedef struct KmKeyset KmKeyset;

typedef enum { KM_KEY_NEW, KM_KEY_IDENTICAL, KM_KEY_REPLACES } KmKeyVerdict;

/* `expected`: keys that are likely to come, at most; room for them is made at once. */
KmKeyset *km_keyset_open(KmArena *arena, int64_t expected) KM_MUST_USE;
void km_keyset_close(KmKeyset *set);
uint64_t km_keyset_hash(const KmKeyset *set, const void *bytes, size_t length);

/* Says that the key comes soon, so that its place is fetched meanwhile. */
void km_keyset_expect(const KmKeyset *set, uint64_t key);
/* Notes the row on `line`. When the key was there, `ret_line` is the earlier line and
 * `ret_was_remarked` what was said of it; a row that replaces takes its place. */
KmKeyVerdict km_keyset_add(KmKeyset *set, uint64_t key, uint64_t row, int64_t line,
                           bool is_remarked, int64_t *ret_line, bool *ret_was_remarked);
/* The row that has the key was remarked after it was noted. */
void km_keyset_remark(KmKeyset *set, uint64_t key);

#endif
