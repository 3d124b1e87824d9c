/* From a personal number to the store's dense person number: the number is hashed under the key,
 * the pseudonym looked up or added, and the number forgotten. Within a batch each number is hashed
 * once; the little table for that is wiped at the end. */
#ifndef IMPORTERS_PERSONS_PERSONS_H
#define IMPORTERS_PERSONS_PERSONS_H

#include "engine/store/delivery.h"
#include "importers/fields/field.h"
#include "importers/persons/pseudonym.h"

typedef struct KmPersons KmPersons;

bool km_persons_open(KmArena *arena, KmStore *store, const KmKey *key, KmPersons **ret_persons,
                     KmError *err) KM_MUST_USE;
void km_persons_close(KmPersons *persons); /* wipes; NULL is fine */
int64_t km_persons_of_number(KmPersons *persons, uint32_t number, KmPersonKind kind);
int64_t km_persons_of_pseudonym(KmPersons *persons, const uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
/* Saves what the file added, or forgets it. */
bool km_persons_save(KmPersons *persons, KmError *err) KM_MUST_USE;
void km_persons_undo(KmPersons *persons);

#endif
