#include "importers/decoding/keyset.h"

#include <sodium.h>

enum { FIRST_SLOTS = 1024 };

#define REMARKED (UINT32_C(1) << 31)

typedef struct {
    uint64_t key;
    uint32_t row;  /* half of the row's hash: only rows of one key are compared by it */
    uint32_t line; /* 0: free; the top bit says that the row was remarked */
} Slot;

struct KmKeyset {
    KmArena *arena;
    unsigned char secret[crypto_shorthash_KEYBYTES];
    Slot *slots;
    size_t n_slots; /* a power of two */
    size_t used;
};

KmKeyset *km_keyset_open(KmArena *arena)
{
    KmKeyset *set = KM_NEW(arena, KmKeyset);
    set->arena = arena;
    set->n_slots = FIRST_SLOTS;
    set->slots = KM_NEW_ARRAY(arena, Slot, FIRST_SLOTS);
    randombytes_buf(set->secret, sizeof set->secret);
    return set;
}

uint64_t km_keyset_hash(const KmKeyset *set, const void *bytes, size_t length)
{
    unsigned char digest[crypto_shorthash_BYTES];
    uint64_t hash = 0;
    (void)crypto_shorthash(digest, bytes, length, set->secret);
    for (size_t i = 0; i < sizeof digest; i++) {
        hash = hash << 8 | digest[i];
    }
    return hash;
}

static Slot *find(Slot *slots, size_t n_slots, uint64_t key)
{
    size_t at = (size_t)key & (n_slots - 1);
    while (slots[at].line != 0 && slots[at].key != key) {
        at = (at + 1) & (n_slots - 1);
    }
    return &slots[at];
}

static void grow(KmKeyset *set)
{
    size_t n = set->n_slots * 2;
    Slot *slots = KM_NEW_ARRAY(set->arena, Slot, n);
    for (size_t i = 0; i < set->n_slots; i++) {
        if (set->slots[i].line != 0) {
            *find(slots, n, set->slots[i].key) = set->slots[i];
        }
    }
    set->slots = slots;
    set->n_slots = n;
}

KmKeyVerdict km_keyset_add(KmKeyset *set, uint64_t key, uint64_t row, int64_t line,
                           bool is_remarked, int64_t *ret_line, bool *ret_was_remarked)
{
    if (set->used * 4 >= set->n_slots * 3) {
        grow(set);
    }
    Slot *slot = find(set->slots, set->n_slots, key);
    Slot fresh = {key, (uint32_t)row, (uint32_t)line | (is_remarked ? REMARKED : 0)};
    if (slot->line == 0) {
        *slot = fresh;
        set->used++;
        return KM_KEY_NEW;
    }
    *ret_line = (int64_t)(slot->line & ~REMARKED);
    *ret_was_remarked = (slot->line & REMARKED) != 0;
    if (slot->row == fresh.row) {
        return KM_KEY_IDENTICAL;
    }
    fresh.line |= REMARKED; /* a row that replaces another is remarked */
    *slot = fresh;
    return KM_KEY_REPLACES;
}
