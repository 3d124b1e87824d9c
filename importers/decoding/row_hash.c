#include "importers/decoding/row_hash.h"

KmRowHash km_row_hash_start(const KmHeader *header)
{
    KmRowHash hash = {.keyed = km_keyed_hash_new(), .own_number = header->record_column};
    if (hash.own_number >= 0 && header->field_of_column[hash.own_number] != KM_COLUMN_RECORD) {
        hash.own_number = -1; /* a field of the contract, which counts */
    }
    return hash;
}

/* Of the cells' bytes, which lie one behind the other, and of their lengths: 1;23 is not 12;3. */
static uint64_t hash_cells(const KmRowHash *hash, const KmRecord *r, int from, int to)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint32_t lengths[KM_MOST_COLUMNS];
    size_t n = 0;
    if (from >= to) {
        return 0;
    }
    for (int i = from; i < to; i++) {
        lengths[n++] = (uint32_t)r->fields[i].length;
    }
    const char *bytes = r->fields[from].bytes;
    const char *end = r->fields[to - 1].bytes + r->fields[to - 1].length;
    return km_keyed_hash(&hash->keyed, bytes, (size_t)(end - bytes)) * odd ^
           km_keyed_hash(&hash->keyed, lengths, n * sizeof *lengths);
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
