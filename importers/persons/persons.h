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
/* Says that the number comes soon, so that its place is fetched meanwhile. */
void km_persons_expect(const KmPersons *persons, uint32_t number, KmPersonKind kind);
/* The person of a number that is known; 0 when it is not: then it is hashed, and the place of its
 * pseudonym fetched. */
int64_t km_persons_foresee(KmPersons *persons, uint32_t number, KmPersonKind kind,
                           uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES]);
/* `pseudonym`: what was foreseen; NULL: nothing was. */
int64_t km_persons_of_number(KmPersons *persons, uint32_t number, KmPersonKind kind,
                             const uint8_t *pseudonym);
/* Within one file a child has one number of the deliverer's own: false when it had another before
 * (twins, of whom one got the number of the other). The person must be known by now. */
void km_persons_begin_file(KmPersons *persons);
bool km_persons_keeps_own_number(KmPersons *persons, uint32_t number, KmPersonKind kind,
                                 const char *own, size_t length);
/* Likewise one birth date and one sex (not 0). */
bool km_persons_keeps_birth(KmPersons *persons, int64_t person, KmDate birth);
bool km_persons_keeps_sex(KmPersons *persons, int64_t person, int32_t sex);
int64_t km_persons_of_pseudonym(KmPersons *persons, const uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
/* A child without a personal number: provisional, the same one wherever this deliverer uses its own
 * number. Which numbered child it is, if any, is decided when deliveries are selected
 * (indicators/worktables/person_map.h). */
int64_t km_persons_of_own_number(KmPersons *persons, const char *deliverer, const char *number,
                                 size_t length);
/* Who was erased (erasure.h) does not come back. */
bool km_persons_know_erased(const KmPersons *persons); /* false: nobody ever was */
bool km_persons_is_erased_number(const KmPersons *persons, uint32_t number, KmPersonKind kind);
bool km_persons_is_erased_pseudonym(const KmPersons *persons,
                                    const uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
bool km_persons_is_erased_own_number(const KmPersons *persons, const char *deliverer,
                                     const char *number, size_t length);
/* What the store knows a personal number by. */
void km_person_pseudonym(const KmKey *key, uint32_t number, KmPersonKind kind,
                         uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES]);
/* The keyed hash of birth date, sex (number of its code) and postcode; never negative. */
int64_t km_link_hash(const KmKey *key, KmDate birth, int64_t sex, const char *pc6);
/* Saves what the file added, or forgets it. */
/* The highest person number so far; and writing persons up to it while this goes on on another
 * thread (km_person_book_write). */
int64_t km_persons_last(const KmPersons *persons);
bool km_persons_write(KmPersons *persons, int64_t number, KmError *err) KM_MUST_USE;
bool km_persons_save(KmPersons *persons, KmError *err) KM_MUST_USE;
void km_persons_undo(KmPersons *persons);

#endif
