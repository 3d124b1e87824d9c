/* Another pseudonym key for a store: after a leak, when a keeper leaves, or because it is time.
 *
 * The new key follows on the old one (pseudonym.h), so no number is needed: each pseudonym and each
 * keyed number in the store becomes what the new key makes of it. Persons keep their dense numbers;
 * figures, locks and links of numbers stay what they were. The store keeps when it was done and
 * why (`key_change`), never the old pseudonyms.
 *
 * Files: the new key is written beside the old one as `<key>.new` and synced before the store's
 * commit; after it, the old one gets the name `<key>.<its id>` and the new one takes its place.
 * Killed anywhere in between, the store and the key at hand fit together again on the next open. */
#ifndef IMPORTERS_PERSONS_KEY_CHANGE_H
#define IMPORTERS_PERSONS_KEY_CHANGE_H

#include "engine/store/rekey.h"
#include "importers/contract/contract.h"
#include "importers/persons/pseudonym.h"

/* A successor for this store. Refuses (KM_ERROR_DEFINITION) a store with rows of a contract or
 * column that today's contracts do not know: whether it is keyed is not known then. */
bool km_key_change_draw(KmStore *store, const KmContracts *contracts, const KmKey *old,
                        KmKey **ret_new, KmError *err) KM_MUST_USE;
/* Takes the store along and binds it to `new`; inside a transaction. `change` needs day and
 * reason. */
bool km_key_change_apply(KmStore *store, const KmContracts *contracts, const KmKey *old,
                         const KmKey *new, const KmActSealer *old_seal, const KmActSealer *new_seal,
                         KmKeyChange *change, KmError *err) KM_MUST_USE;

/* Before the commit: `<path>.new`; what a change that was broken off left there goes first. */
bool km_key_place_new(const KmKey *new, const char *path, KmError *err) KM_MUST_USE;
void km_key_place_forget(const char *path);
/* After the commit. */
bool km_key_place_done(const char *path, const char *old_id, KmError *err) KM_MUST_USE;
/* The key at `path`, bound; a change that was broken off between commit and place is finished
 * first. */
bool km_key_place_open(const char *path, KmStore *store, KmKey **ret_key, KmError *err) KM_MUST_USE;

#endif
