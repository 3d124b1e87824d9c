/* What tells a row from others: a keyed hash of all its cells but the deliverer's own row number.
 * It depends on the record alone, so that the reading thread can make it. */
#ifndef IMPORTERS_DECODING_ROW_HASH_H
#define IMPORTERS_DECODING_ROW_HASH_H

#include "importers/decoding/keyed_hash.h"
#include "importers/dialect/header.h"

typedef struct {
    KmKeyedHash keyed;
    int own_number; /* column; −1: none */
} KmRowHash;

KmRowHash km_row_hash_start(const KmHeader *header);
uint64_t km_row_hash(const KmRowHash *hash, const KmRecord *record);

#endif
