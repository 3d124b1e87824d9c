/* The pseudonym key and what it makes: keyed BLAKE2b-128 (libsodium) over a tag and the normalised
 * nine digits, so that a BSN can be forgotten at once. The key lives in a file of its own (0400,
 * never beside the store); only import and erase need it. A plain hash of a BSN is undone in a
 * minute; this is not, without the key. */
#ifndef IMPORTERS_PERSONS_PSEUDONYM_H
#define IMPORTERS_PERSONS_PSEUDONYM_H

#include "engine/base/arena.h"
#include "engine/store/store.h"

typedef struct KmKey KmKey;

/* Makes a new key file (random, O_EXCL, 0400). Refuses an existing file. */
bool km_key_create(const char *path, KmError *err) KM_MUST_USE;
/* Reads a key; refuses group- or world-readable files and damaged ones. Locked in memory where the
 * system allows. */
bool km_key_open(const char *path, KmKey **ret_key, KmError *err) KM_MUST_USE;
void km_key_close(KmKey *key);           /* wipes; NULL is fine */
const char *km_key_id(const KmKey *key); /* 8 hex digits, safe to print */
/* First use binds the store to the key; later a wrong key is refused (KM_ERROR_USAGE): else every
 * child would silently become a new one. */
bool km_key_bind(const KmKey *key, KmStore *store, KmError *err) KM_MUST_USE;

/* `tag`: "bsn", "owr" (onderwijsnummer), "gezin", "inhoud" (file contents) … */
void km_pseudonym(const KmKey *key, const char *tag, const void *bytes, size_t length,
                  uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES]);

#endif
