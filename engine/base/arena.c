#include "engine/base/arena.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

typedef struct Block {
    struct Block *previous;
    size_t size; /* usable bytes */
    size_t used;
    bool is_marked; /* a mark points at it: it stays where it is */
    _Alignas(ALIGNMENT) unsigned char bytes[];
} Block;

struct KmArena {
    Block *top;
};

_Noreturn static void out_of_memory(size_t size)
{
    (void)fprintf(stderr,
                  "kansmeter: out of memory (%zu bytes asked); nothing half-done was kept\n", size);
    abort();
}

static Block *block_new(Block *previous, size_t size)
{
    Block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        out_of_memory(size);
    }
    *block = (Block){.previous = previous, .size = size};
    return block;
}

/* Of one large thing. Fresh pages from the system are zero already: calloc knows. */
static Block *block_for(Block *previous, size_t size)
{
    Block *block = calloc(1, sizeof *block + size);
    if (block == NULL) {
        out_of_memory(size);
    }
    *block = (Block){.previous = previous, .size = size, .used = size};
    return block;
}

KmArena *km_arena_open(void)
{
    KmArena *arena = malloc(sizeof *arena);
    if (arena == NULL) {
        out_of_memory(sizeof *arena);
    }
    arena->top = block_new(NULL, BLOCK_SIZE);
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
        free(block);
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
    free(other);
}

void *km_alloc(KmArena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        out_of_memory(size);
    }
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->top->size - arena->top->used < rounded && rounded > BLOCK_SIZE) {
        arena->top = block_for(arena->top, rounded);
        return arena->top->bytes;
    }
    if (arena->top->size - arena->top->used < rounded) {
        arena->top = block_new(arena->top, BLOCK_SIZE);
    }
    void *place = arena->top->bytes + arena->top->used;
    arena->top->used += rounded;
    memset(place, 0, rounded);
    return place;
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
    enum { SMALL_PAGE = 4096, LARGE_PAGE = 2 * 1024 * 1024 };
    char *place = km_alloc_array(arena, count, size);
    size_t skip = SMALL_PAGE - (size_t)((uintptr_t)place % SMALL_PAGE);
    if (count * size >= LARGE_PAGE) {
        (void)madvise(place + skip, count * size - skip, MADV_HUGEPAGE);
    }
    return place;
}

void km_arena_give_back(void)
{
    /* Left alone, malloc takes ever larger blocks from its heaps, where those that are freed leave
     * holes that the next ones do not fit: a fifth of an import's memory. */
    (void)mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
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
            return (*link)->size > BLOCK_SIZE && !(*link)->is_marked ? link : NULL;
        }
    }
    return NULL;
}

void *km_grow_moving(KmArena *arena, void *items, size_t count, size_t *ret_capacity, size_t size)
{
    if (count < *ret_capacity) {
        return items;
    }
    bool is_large = *ret_capacity > BLOCK_SIZE / size;
    Block **link = is_large ? block_of(arena, items) : NULL;
    if (link == NULL || *ret_capacity > SIZE_MAX / 4 / size) {
        return km_grow(arena, items, count, ret_capacity, size);
    }
    size_t wider = 2 * (*link)->size;
    Block *moved = realloc(*link, sizeof *moved + wider);
    if (moved == NULL) {
        out_of_memory(wider);
    }
    moved->size = moved->used = wider;
    *link = moved;
    *ret_capacity *= 2;
    return moved->bytes;
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
        free(arena->top);
        arena->top = previous;
    }
    arena->top->used = mark.used;
}
