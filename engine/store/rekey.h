/* The pseudonym key is changed: all that the old key made becomes what the new one makes of it, in
 * one transaction of the caller's. Who is who, which rows belong together and which delivery counts
 * stay as they were; so do all figures. */
#ifndef ENGINE_STORE_REKEY_H
#define ENGINE_STORE_REKEY_H

#include "engine/store/acts.h"

/* Old to new. */
typedef struct {
    const void *self;
    void (*digest)(const void *self, uint8_t digest[KM_PSEUDONYM_BYTES]);
    int64_t (*number)(const void *self, int64_t number);
} KmRekey;

/* A column of a contract's table that holds keyed numbers. */
typedef struct {
    const char *contract, *column;
} KmKeyedColumn;

/* Whether two deliveries that only differ in content (received, size and version alike) would still
 * count in the same order: the content's hash decides then. Else take another new key. */
bool km_rekey_keeps_order(KmStore *store, const KmRekey *rekey, bool *ret_keeps,
                          KmError *err) KM_MUST_USE;
/* Columns that the store does not have are passed over. Checks what was decided against the old
 * seal first, and seals it with the new one. */
bool km_rekey_store(KmStore *store, const KmRekey *rekey, const KmKeyedColumn *columns, size_t n,
                    const KmActSealer *old_seal, const KmActSealer *new_seal,
                    KmError *err) KM_MUST_USE;

typedef struct {
    const char *old, *new; /* ids */
    KmDate day;
    int64_t persons; /* known then; given by km_key_change_add */
    const char *reason;
} KmKeyChange;

bool km_key_change_add(KmStore *store, KmKeyChange *change, KmError *err) KM_MUST_USE;
/* All, oldest first. */
bool km_key_change_list(KmStore *store, KmArena *arena, KmKeyChange **ret_changes,
                        size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
