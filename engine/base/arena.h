/* Memory. One sentence for the whole project: a function that takes an arena returns things that
 * live as long as that arena; a function that takes none allocates nothing that outlives the call.
 *
 * Nothing is freed singly; a scratch arena per delivery, indicator or chart is reset to a mark.
 * Running out of memory aborts with one message: the single documented exception to "no exit
 * outside main"; the store stays whole because an unfinished transaction rolls back at the next
 * opening. Blocks are zeroed, unless their name says otherwise.
 */
#ifndef ENGINE_BASE_ARENA_H
#define ENGINE_BASE_ARENA_H

#include "engine/base/error.h"

#include <stdarg.h>
#include <stddef.h>

typedef struct KmArena KmArena;

typedef struct {
    void *block;
    size_t used;
} KmArenaMark;

KmArena *km_arena_open(void);
void km_arena_close(KmArena *arena); /* NULL is fine */

/* `size` bytes, zeroed, aligned for any type. Size 0 gives a valid pointer. */
void *km_alloc(KmArena *arena, size_t size) KM_MUST_USE;
/* Not zeroed: for large buffers that are written before they are read. What nobody writes of it
 * takes no memory. */
void *km_alloc_bare(KmArena *arena, size_t size) KM_MUST_USE;
/* `count` elements; aborts on overflow as on exhaustion. What is large lies in the system's large
 * pages where it has them. */
void *km_alloc_array(KmArena *arena, size_t count, size_t size) KM_MUST_USE;
/* Likewise for what is filled in no order, such as a hash table: the memory is there at once. Read
 * before it is written, every page of it would be mapped twice, and the second time stops all
 * threads for a moment. */
void *km_alloc_table(KmArena *arena, size_t count, size_t size) KM_MUST_USE;
#define KM_NEW(arena, Type) ((Type *)km_alloc((arena), sizeof(Type)))
#define KM_NEW_ARRAY(arena, Type, count) ((Type *)km_alloc_array((arena), (count), sizeof(Type)))

/* A growing array: ensures room for `count + 1` elements, doubling. `*ret_capacity` is updated; the
 * old place stays valid until the arena is reset. Use through KM_GROW,
 * which reads `count` twice. */
void *km_grow(KmArena *arena, void *items, size_t count, size_t *ret_capacity,
              size_t size) KM_MUST_USE;
#define KM_GROW(arena, items, count, capacity)                                                     \
    ((count) < (capacity)                                                                          \
         ? (void)0                                                                                 \
         : (void)((items) = km_grow((arena), (items), (count), &(capacity), sizeof *(items))))

/* Likewise for large arrays that nobody else points into: the old place is gone, its memory used
 * again, and what lies beyond `count` is not zeroed. */
void *km_grow_moving(KmArena *arena, void *items, size_t count, size_t *ret_capacity,
                     size_t size) KM_MUST_USE;
#define KM_GROW_MOVING(arena, items, count, capacity)                                              \
    ((count) < (capacity) ? (void)0                                                                \
                          : (void)((items) = km_grow_moving((arena), (items), (count),             \
                                                            &(capacity), sizeof *(items))))

/* What `other` holds lives as long as `arena` from here on; `other` is gone. */
void km_arena_adopt(KmArena *arena, KmArena *other);

char *km_strdup(KmArena *arena, const char *text) KM_MUST_USE;
char *km_strndup(KmArena *arena, const char *text, size_t length) KM_MUST_USE;
char *km_format(KmArena *arena, const char *format, ...) KM_PRINTF(2, 3) KM_MUST_USE;
char *km_vformat(KmArena *arena, const char *format, va_list args) KM_PRINTF(2, 0) KM_MUST_USE;

KmArenaMark km_arena_mark(const KmArena *arena);
void km_arena_reset(KmArena *arena, KmArenaMark mark);

#endif
