/* The pseudonym key and what it makes: keyed BLAKE2b-128 (libsodium) over a tag and the normalised
 * nine digits, so that a BSN can be forgotten at once. The key lives in a file of its own (0400,
 * never beside the store); only import and erase need it. A plain hash of a BSN is undone in a
 * minute; this is not, without the key.
 *
 * A key can be changed (key_change.h). Its successor holds the keys before it as well: what those
 * make is hashed once more under the new one, so that what is stored can be taken along without the
 * numbers. Whoever has an old key and today's store learns nothing: each pseudonym in it needs the
 * newest key too. With an old store, such as a backup, an old key is as good as ever. */
#ifndef IMPORTERS_PERSONS_PSEUDONYM_H
#define IMPORTERS_PERSONS_PSEUDONYM_H

#include "engine/base/arena.h"
#include "engine/store/rekey.h"

typedef struct KmKey KmKey;

/* Makes a new key file (random, O_EXCL, 0400). Refuses an existing file. */
bool km_key_create(const char *path, KmError *err) KM_MUST_USE;
/* Reads a key; refuses group- or world-readable files and damaged ones. Locked in memory where the
 * system allows. */
bool km_key_open(const char *path, KmKey **ret_key, KmError *err) KM_MUST_USE;
void km_key_close(KmKey *key);           /* wipes; NULL is fine */
const char *km_key_id(const KmKey *key); /* 8 hex digits, safe to print */
/* A new random key that follows on `key`; in memory only until it is saved (O_EXCL, 0400). */
bool km_key_succeed(const KmKey *key, KmKey **ret_successor, KmError *err) KM_MUST_USE;
bool km_key_save(const KmKey *key, const char *path, KmError *err) KM_MUST_USE;
size_t km_key_generations(const KmKey *key); /* 1: never changed */
/* Which of its generations, from 0, has this id; −1: none. The last one is the key itself. */
int km_key_generation_of(const KmKey *key, const char *id, size_t length);
/* First use binds the store to the key; later a wrong key is refused (KM_ERROR_USAGE): else every
 * child would silently become a new one. */
bool km_key_bind(const KmKey *key, KmStore *store, KmError *err) KM_MUST_USE;
/* Binds the store to this key whatever it was bound to: when all it holds was taken along. */
bool km_key_rebind(const KmKey *key, KmStore *store, KmError *err) KM_MUST_USE;

/* `tag`: "bsn", "owr" (onderwijsnummer), "gezin", "inhoud" (file contents) … */
void km_pseudonym(const KmKey *key, const char *tag, const void *bytes, size_t length,
                  uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES]);
/* The same as a number, never negative, where 63 bits will do. */
int64_t km_keyed_number(const KmKey *key, const char *tag, const void *bytes, size_t length);
/* What this generation of the key made becomes what the key itself makes. */
void km_pseudonym_renew(const KmKey *key, size_t generation, uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
int64_t km_keyed_number_renew(const KmKey *key, size_t generation, int64_t number);

#endif
