#include "engine/base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    BLOCK_SIZE = 64 * 1024, /* of a young arena; what is larger gets a block of its own */
    GROWN_BLOCKS = 64,      /* from so many on, blocks are a large page */
    ALIGNMENT = 16,
    SMALL_PAGE = 4096,
    LARGE_PAGE = 2 * 1024 * 1024
};

typedef struct Block {
    struct Block *previous;
    size_t size; /* usable bytes */
    size_t used;
    bool is_single; /* holds one large thing */
    bool is_marked; /* a mark points at it: it stays where it is */
    _Alignas(ALIGNMENT) unsigned char bytes[];
} Block;

struct KmArena {
    Block *top;
    size_t n_shared; /* blocks of small things */
};

_Noreturn static void out_of_memory(size_t size)
{
    (void)fprintf(stderr,
                  "kansmeter: out of memory (%zu bytes asked); nothing half-done was kept\n", size);
    abort();
}

/* ---- blocks ----
 * Up to a large page they come from malloc; larger ones from the system itself, which gives them
 * back whole when they go and moves them without copying when they grow. The first touch of every
 * small page costs a fault, so whole large pages are asked for, where the system has them. */

static bool is_mapped(size_t total)
{
    return total >= LARGE_PAGE;
}

/* What the system mapped, if it did. */
static Block *take_mapped(void *place, size_t total)
{
    if (place == MAP_FAILED) {
        out_of_memory(total);
    }
    (void)madvise(place, total, MADV_HUGEPAGE);
    return place;
}

/* `total` bytes, the head included. Of a mapped or cleared block everything behind it is zero. */
static Block *block_new(Block *previous, size_t total, bool is_cleared)
{
    Block *block = NULL;
    if (is_mapped(total)) {
        block = take_mapped(
            mmap(NULL, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), total);
    } else {
        block = is_cleared ? calloc(1, total) : malloc(total);
    }
    if (block == NULL) {
        out_of_memory(total);
    }
    *block = (Block){.previous = previous, .size = total - sizeof *block};
    return block;
}

static void block_free(Block *block)
{
    size_t total = sizeof *block + block->size;
    if (is_mapped(total)) {
        (void)munmap(block, total);
    } else {
        free(block);
    }
}

/* Twice as large; what is added is not zeroed. */
static Block *block_widen(Block *block)
{
    size_t total = sizeof *block + block->size;
    Block *moved = NULL;
    if (is_mapped(total)) {
        moved = take_mapped(mremap(block, total, 2 * total, MREMAP_MAYMOVE), 2 * total);
    } else if (is_mapped(2 * total)) {
        moved = block_new(NULL, 2 * total, false);
        memcpy(moved, block, total);
        free(block);
    } else {
        moved = realloc(block, 2 * total);
    }
    if (moved == NULL) {
        out_of_memory(2 * total);
    }
    moved->size = 2 * total - sizeof *moved;
    return moved;
}

KmArena *km_arena_open(void)
{
    KmArena *arena = malloc(sizeof *arena);
    if (arena == NULL) {
        out_of_memory(sizeof *arena);
    }
    arena->top = block_new(NULL, BLOCK_SIZE, false);
    arena->n_shared = 1;
    return arena;
}

void km_arena_close(KmArena *arena)
{
    if (arena == NULL) {
        return;
    }
    Block *block = arena->top;
    while (block != NULL) {
        Block *previous = block->previous;
        block_free(block);
        block = previous;
    }
    free(arena);
}

/* The other's blocks go in under the top one: marks taken before stay good. */
void km_arena_adopt(KmArena *arena, KmArena *other)
{
    Block *last = other->top;
    while (last->previous != NULL) {
        last = last->previous;
    }
    last->previous = arena->top->previous;
    arena->top->previous = other->top;
    arena->n_shared += other->n_shared;
    free(other);
}

/* A large thing gets a block of its own, which the system may have zeroed already. */
static void *take(KmArena *arena, size_t size, bool is_zeroed)
{
    if (size > SIZE_MAX / 2) {
        out_of_memory(size);
    }
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->top->size - arena->top->used < rounded && rounded > BLOCK_SIZE - sizeof(Block)) {
        arena->top = block_new(arena->top, sizeof(Block) + rounded, is_zeroed);
        arena->top->used = arena->top->size;
        arena->top->is_single = true;
        return arena->top->bytes;
    }
    if (arena->top->size - arena->top->used < rounded) {
        bool is_grown = arena->n_shared++ >= GROWN_BLOCKS;
        arena->top = block_new(arena->top, is_grown ? LARGE_PAGE : BLOCK_SIZE, false);
    }
    void *place = arena->top->bytes + arena->top->used;
    arena->top->used += rounded;
    return is_zeroed ? memset(place, 0, rounded) : place;
}

void *km_alloc(KmArena *arena, size_t size)
{
    return take(arena, size, true);
}

void *km_alloc_bare(KmArena *arena, size_t size)
{
    return take(arena, size, false);
}

void *km_alloc_array(KmArena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size) {
        out_of_memory(SIZE_MAX);
    }
    return km_alloc(arena, count * size);
}

void *km_alloc_table(KmArena *arena, size_t count, size_t size)
{
    void *table = km_alloc_array(arena, count, size);
    volatile unsigned char *bytes = table;
    for (size_t i = 0; i < count * size; i += SMALL_PAGE) {
        bytes[i] = 0;
    }
    return table;
}

void *km_grow(KmArena *arena, void *items, size_t count, size_t *ret_capacity, size_t size)
{
    if (count < *ret_capacity) {
        return items;
    }
    size_t capacity = *ret_capacity == 0 ? 16 : *ret_capacity * 2;
    void *grown = km_alloc_array(arena, capacity, size);
    if (count > 0) {
        memcpy(grown, items, count * size);
    }
    *ret_capacity = capacity;
    return grown;
}

/* The link to the block that holds nothing but these items, or NULL. */
static Block **block_of(KmArena *arena, const void *items)
{
    for (Block **link = &arena->top; *link != NULL; link = &(*link)->previous) {
        if ((*link)->bytes == items) {
            return (*link)->is_single && !(*link)->is_marked ? link : NULL;
        }
    }
    return NULL;
}

/* A block that an array outgrows into is a power of two, its head included: whole pages. */
void *km_grow_moving(KmArena *arena, void *items, size_t count, size_t *ret_capacity, size_t size)
{
    if (count < *ret_capacity) {
        return items;
    }
    if (*ret_capacity > SIZE_MAX / 4 / size) {
        out_of_memory(SIZE_MAX);
    }
    bool is_large = *ret_capacity * size > BLOCK_SIZE - sizeof(Block);
    Block **link = is_large ? block_of(arena, items) : NULL;
    if (link == NULL && *ret_capacity * size <= BLOCK_SIZE / 2) {
        return km_grow(arena, items, count, ret_capacity, size);
    }
    if (link == NULL) {
        size_t total = 2 * (size_t)BLOCK_SIZE;
        while (total - sizeof(Block) < 2 * *ret_capacity * size) {
            total *= 2;
        }
        size_t capacity = (total - sizeof(Block)) / size;
        void *grown = km_alloc(arena, total - sizeof(Block));
        memcpy(grown, items, count * size);
        *ret_capacity = capacity;
        return grown;
    }
    *link = block_widen(*link);
    (*link)->used = (*link)->size;
    *ret_capacity = (*link)->size / size;
    return (*link)->bytes;
}

char *km_strndup(KmArena *arena, const char *text, size_t length)
{
    char *copy = km_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *km_strdup(KmArena *arena, const char *text)
{
    return km_strndup(arena, text, strlen(text));
}

char *km_vformat(KmArena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = km_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
    if (length > 0) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

char *km_format(KmArena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = km_vformat(arena, format, args);
    va_end(args);
    return text;
}

KmArenaMark km_arena_mark(const KmArena *arena)
{
    arena->top->is_marked = true;
    return (KmArenaMark){.block = arena->top, .used = arena->top->used};
}

void km_arena_reset(KmArena *arena, KmArenaMark mark)
{
    while (arena->top != mark.block) {
        Block *previous = arena->top->previous;
        arena->n_shared -= arena->top->is_single ? 0 : 1;
        block_free(arena->top);
        arena->top = previous;
    }
    arena->top->used = mark.used;
}
