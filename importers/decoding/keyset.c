#include "importers/decoding/keyset.h"

#include "importers/decoding/keyed_hash.h"

/* Several tables: a table that grows is there twice for a moment, and is then only a part of all.
 */
enum {
    TABLE_BITS = 4,
    TABLES = 1 << TABLE_BITS,
    FIRST_SLOTS = 64,
    MOST_FIRST = 1 << 17, /* that room stays until the end, also when a table has outgrown it */
    DOUBLED_SLOTS = 1 << 16
};

#define REMARKED (UINT32_C(1) << 31)

typedef struct {
    uint64_t key;
    uint32_t row;  /* half of the row's hash: only rows of one key are compared by it */
    uint32_t line; /* 0: free; the top bit says that the row was remarked */
} Slot;

typedef struct {
    KmArena *arena; /* of the slots; NULL: the first ones, of the set's `first` */
    Slot *slots;
    uint32_t n_slots;
    uint32_t used;
} Table;

struct KmKeyset {
    KmKeyedHash hash;
    KmArena *first;
    Table tables[TABLES];
};

/* With room for what chance puts more into one table than into another. */
static uint32_t first_slots(int64_t expected)
{
    int64_t each = expected / TABLES * 4 / 3;
    return (uint32_t)(each < FIRST_SLOTS ? FIRST_SLOTS : each < MOST_FIRST ? each : MOST_FIRST);
}

KmKeyset *km_keyset_open(KmArena *arena, int64_t expected)
{
    KmKeyset *set = KM_NEW(arena, KmKeyset);
    uint32_t n_slots = first_slots(expected);
    set->first = km_arena_open();
    Slot *slots = km_alloc_table(set->first, (size_t)n_slots * TABLES, sizeof *slots);
    set->hash = km_keyed_hash_new();
    for (size_t i = 0; i < TABLES; i++) {
        set->tables[i].slots = slots + i * n_slots;
        set->tables[i].n_slots = n_slots;
    }
    return set;
}

void km_keyset_close(KmKeyset *set)
{
    for (size_t i = 0; i < TABLES; i++) {
        km_arena_close(set->tables[i].arena);
        set->tables[i] = (Table){0};
    }
    km_arena_close(set->first);
    set->first = NULL;
}

uint64_t km_keyset_hash(const KmKeyset *set, const void *bytes, size_t length)
{
    return km_keyed_hash(&set->hash, bytes, length);
}

/* The top bits of a key choose its table, those below its place: multiplied out over any number of
 * slots. */
static uint32_t home(uint32_t n_slots, uint64_t key)
{
    return (uint32_t)(((key << TABLE_BITS >> 32) * n_slots) >> 32);
}

void km_keyset_expect(const KmKeyset *set, uint64_t key)
{
    const Table *table = &set->tables[key >> (64 - TABLE_BITS)];
    __builtin_prefetch(&table->slots[home(table->n_slots, key)], 1);
}

static Slot *find(Slot *slots, uint32_t n_slots, uint64_t key)
{
    uint32_t at = home(n_slots, key);
    while (slots[at].line != 0 && slots[at].key != key) {
        at = at + 1 == n_slots ? 0 : at + 1;
    }
    return &slots[at];
}

static void grow(Table *table)
{
    uint32_t n =
        table->n_slots < DOUBLED_SLOTS ? table->n_slots * 2 : table->n_slots + table->n_slots / 4;
    KmArena *arena = km_arena_open();
    Slot *slots = km_alloc_table(arena, n, sizeof *slots);
    for (uint32_t i = 0; i < table->n_slots; i++) {
        if (table->slots[i].line != 0) {
            *find(slots, n, table->slots[i].key) = table->slots[i];
        }
    }
    km_arena_close(table->arena);
    table->arena = arena;
    table->slots = slots;
    table->n_slots = n;
}

KmKeyVerdict km_keyset_add(KmKeyset *set, uint64_t key, uint64_t row, int64_t line,
                           bool is_remarked, int64_t *ret_line, bool *ret_was_remarked)
{
    Table *table = &set->tables[key >> (64 - TABLE_BITS)];
    if (table->used * UINT64_C(5) >= table->n_slots * UINT64_C(4)) {
        grow(table);
    }
    Slot *slot = find(table->slots, table->n_slots, key);
    Slot fresh = {key, (uint32_t)row, (uint32_t)line | (is_remarked ? REMARKED : 0)};
    if (slot->line == 0) {
        *slot = fresh;
        table->used++;
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

void km_keyset_remark(KmKeyset *set, uint64_t key)
{
    Table *table = &set->tables[key >> (64 - TABLE_BITS)];
    Slot *slot = find(table->slots, table->n_slots, key);
    slot->line |= slot->line != 0 ? REMARKED : 0;
}
