/* What tells a row from others: a hash (XXH3 of 64 bits, with a secret; github.com/Cyan4973/xxHash,
 * doc/xxhash_spec.md) of all its cells but the deliverer's own row number.
 * It depends on the record alone, so that the reading thread can make it. */
#ifndef IMPORTERS_DECODING_ROW_HASH_H
#define IMPORTERS_DECODING_ROW_HASH_H

#include "importers/dialect/header.h"

enum { KM_ROW_SECRET_BYTES = 192 };

typedef struct {
    /* Fresh for each file, so that nobody can make rows ahead that collide. */
    unsigned char secret[KM_ROW_SECRET_BYTES];
    int own_number; /* column; −1: none */
} KmRowHash;

KmRowHash km_row_hash_start(const KmHeader *header);
uint64_t km_row_hash(const KmRowHash *hash, const KmRecord *record);

#endif
