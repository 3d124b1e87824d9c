#include "engine/base/pool.h"

#include <string.h>

typedef struct {
    const char *bytes;
    size_t length;
    uint64_t hash;
} Entry;

struct KmPool {
    KmArena *arena;
    Entry *entries;
    size_t count, capacity;
    uint32_t *slots; /* number + 1; 0 = free; a power of two of them, at most half full */
    size_t n_slots;
    uint32_t next; /* after the one found last */
};

KmPool *km_pool_open(KmArena *arena)
{
    KmPool *pool = KM_NEW(arena, KmPool);
    pool->arena = arena;
    pool->n_slots = 64;
    pool->slots = KM_NEW_ARRAY(arena, uint32_t, pool->n_slots);
    return pool;
}

static uint64_t stir(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

/* Word by word with a multiply between; not for hostile keys, the caps on input bound the work. */
static uint64_t hash_of(const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ length;
    for (; length >= sizeof(uint64_t); length -= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        hash = stir(hash, word);
        at += sizeof word;
    }
    if (length > 0) {
        uint64_t word = 0;
        for (size_t i = 0; i < length; i++) {
            word |= (uint64_t)at[i] << (8 * i);
        }
        hash = stir(hash, word);
    }
    return hash;
}

static size_t slot_of(const KmPool *pool, const void *bytes, size_t length, uint64_t hash)
{
    size_t slot = (size_t)hash & (pool->n_slots - 1);
    for (; pool->slots[slot] != 0; slot = (slot + 1) & (pool->n_slots - 1)) {
        const Entry *entry = &pool->entries[pool->slots[slot] - 1];
        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->bytes, bytes, length) == 0) {
            break;
        }
    }
    return slot;
}

static void widen(KmPool *pool)
{
    pool->n_slots *= 4;
    pool->slots = KM_NEW_ARRAY(pool->arena, uint32_t, pool->n_slots);
    for (size_t i = 0; i < pool->count; i++) {
        size_t slot = (size_t)pool->entries[i].hash & (pool->n_slots - 1);
        while (pool->slots[slot] != 0) {
            slot = (slot + 1) & (pool->n_slots - 1);
        }
        pool->slots[slot] = (uint32_t)i + 1;
    }
}

/* One full export after another comes in the same order, so the one after the last found is looked
 * at before any hashing: half the time of a lookup. */
static bool is_next(const KmPool *pool, const void *bytes, size_t length)
{
    return pool->next < pool->count && pool->entries[pool->next].length == length &&
           memcmp(pool->entries[pool->next].bytes, bytes, length) == 0;
}

uint32_t km_pool_add(KmPool *pool, const void *bytes, size_t length)
{
    if (is_next(pool, bytes, length)) {
        return pool->next++;
    }
    uint64_t hash = hash_of(bytes, length);
    size_t slot = slot_of(pool, bytes, length, hash);
    if (pool->slots[slot] != 0) {
        pool->next = pool->slots[slot];
        return pool->slots[slot] - 1;
    }
    if (2 * (pool->count + 1) > pool->n_slots) {
        widen(pool);
        slot = slot_of(pool, bytes, length, hash);
    }
    KM_GROW_MOVING(pool->arena, pool->entries, pool->count, pool->capacity);
    char *copy = km_alloc(pool->arena, length + 1);
    memcpy(copy, bytes, length);
    pool->entries[pool->count] = (Entry){copy, length, hash};
    pool->slots[slot] = (uint32_t)++pool->count;
    pool->next = (uint32_t)pool->count;
    return (uint32_t)pool->count - 1;
}

uint32_t km_pool_add_text(KmPool *pool, const char *text)
{
    return km_pool_add(pool, text, strlen(text));
}

uint32_t km_pool_find(const KmPool *pool, const void *bytes, size_t length)
{
    size_t slot = slot_of(pool, bytes, length, hash_of(bytes, length));
    return pool->slots[slot] == 0 ? KM_POOL_ABSENT : pool->slots[slot] - 1;
}

size_t km_pool_count(const KmPool *pool)
{
    return pool->count;
}

const void *km_pool_bytes(const KmPool *pool, uint32_t number)
{
    return pool->entries[number].bytes;
}

size_t km_pool_length(const KmPool *pool, uint32_t number)
{
    return pool->entries[number].length;
}

const char *km_pool_text(const KmPool *pool, uint32_t number)
{
    return pool->entries[number].bytes;
}
