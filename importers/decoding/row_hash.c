#include "importers/decoding/row_hash.h"

#include <string.h>

KmRowHash km_row_hash_start(const KmHeader *header)
{
    KmRowHash hash = {.own_number = header->record_column};
    if (hash.own_number >= 0 && header->field_of_column[hash.own_number] != KM_COLUMN_RECORD) {
        hash.own_number = -1; /* a field of the contract, which counts */
    }
    randombytes_buf(hash.secret, sizeof hash.secret);
    return hash;
}

/* The cells of a record lie one behind the other. */
static uint64_t hash_cells(const KmRowHash *hash, const KmRecord *r, int from, int to)
{
    unsigned char digest[crypto_shorthash_BYTES];
    uint64_t shape = 0;
    uint64_t number;
    if (from >= to) {
        return 0;
    }
    for (int i = from; i < to; i++) {
        shape = shape * 131 + r->fields[i].length;
    }
    const char *bytes = r->fields[from].bytes;
    const char *end = r->fields[to - 1].bytes + r->fields[to - 1].length;
    (void)crypto_shorthash(digest, (const unsigned char *)bytes, (size_t)(end - bytes),
                           hash->secret);
    memcpy(&number, digest, sizeof number);
    return number ^ shape;
}

/* A row is the same when it comes twice under two numbers of its own. */
uint64_t km_row_hash(const KmRowHash *hash, const KmRecord *record)
{
    int own = hash->own_number;
    int n = record->n_fields;
    if (own < 0 || own >= n) {
        return hash_cells(hash, record, 0, n);
    }
    return hash_cells(hash, record, 0, own) * 131 + hash_cells(hash, record, own + 1, n);
}
