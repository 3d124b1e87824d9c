#include "importers/decoding/ahead.h"

#include <pthread.h>
#include <string.h>

enum { N_BLOCKS = 4, ROWS = 512 };

/* Rows on their way. `end`: 1 more blocks follow, 0 the source ended, −1 it failed with `err`. */
typedef struct {
    KmCell *cells;
    size_t n_rows;
    int end;
    KmError err;
    KmArena *texts;
    KmArenaMark empty;
} Block;

struct KmAhead {
    KmRowSource inner;
    size_t n_cells;
    Block blocks[N_BLOCKS];
    size_t row; /* next row of the block being read */
    bool is_threaded;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t moved;
    size_t produced, consumed; /* blocks, ever */
    bool is_stopped;
};

static void keep_texts(Block *block, KmCell *cells, size_t n_cells)
{
    for (size_t i = 0; i < n_cells; i++) {
        if (cells[i].type == KM_CELL_TEXT) {
            cells[i].text = km_strndup(block->texts, cells[i].text, (size_t)cells[i].length);
        }
    }
}

static void fill(KmAhead *ahead, Block *block)
{
    km_arena_reset(block->texts, block->empty);
    block->n_rows = 0;
    block->end = 1;
    while (block->n_rows < ROWS && block->end == 1) {
        KmCell *cells = block->cells + block->n_rows * ahead->n_cells;
        memset(cells, 0, ahead->n_cells * sizeof *cells);
        block->end = ahead->inner.next(ahead->inner.self, cells, &block->err);
        if (block->end == 1) {
            keep_texts(block, cells, ahead->n_cells);
            block->n_rows++;
        }
    }
}

/* A free block to fill, or NULL when nobody wants more. */
static Block *wait_for_room(KmAhead *ahead)
{
    (void)pthread_mutex_lock(&ahead->lock);
    while (ahead->produced - ahead->consumed == N_BLOCKS && !ahead->is_stopped) {
        (void)pthread_cond_wait(&ahead->moved, &ahead->lock);
    }
    Block *block = ahead->is_stopped ? NULL : &ahead->blocks[ahead->produced % N_BLOCKS];
    (void)pthread_mutex_unlock(&ahead->lock);
    return block;
}

static void move_on(KmAhead *ahead, size_t *counter)
{
    (void)pthread_mutex_lock(&ahead->lock);
    ++*counter;
    (void)pthread_cond_broadcast(&ahead->moved);
    (void)pthread_mutex_unlock(&ahead->lock);
}

static void *read_on(void *self)
{
    KmAhead *ahead = self;
    int end = 1;
    while (end == 1) {
        Block *block = wait_for_room(ahead);
        if (block == NULL) {
            return NULL;
        }
        fill(ahead, block);
        end = block->end;
        move_on(ahead, &ahead->produced);
    }
    return NULL;
}

static Block *wait_for_rows(KmAhead *ahead)
{
    (void)pthread_mutex_lock(&ahead->lock);
    while (ahead->produced == ahead->consumed) {
        (void)pthread_cond_wait(&ahead->moved, &ahead->lock);
    }
    Block *block = &ahead->blocks[ahead->consumed % N_BLOCKS];
    (void)pthread_mutex_unlock(&ahead->lock);
    return block;
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    KmAhead *ahead = self;
    for (;;) {
        Block *block = wait_for_rows(ahead);
        if (ahead->row < block->n_rows) {
            memcpy(cells, block->cells + ahead->row * ahead->n_cells,
                   ahead->n_cells * sizeof *cells);
            ahead->row++;
            return 1;
        }
        if (block->end != 1) {
            if (block->end < 0) {
                *err = block->err;
            }
            return block->end;
        }
        ahead->row = 0;
        move_on(ahead, &ahead->consumed);
    }
}

KmAhead *km_ahead_open(KmArena *arena, KmRowSource inner, size_t n_cells)
{
    KmAhead *ahead = KM_NEW(arena, KmAhead);
    ahead->inner = inner;
    ahead->n_cells = n_cells;
    for (size_t i = 0; i < N_BLOCKS; i++) {
        ahead->blocks[i].cells = KM_NEW_ARRAY(arena, KmCell, n_cells * ROWS);
        ahead->blocks[i].texts = km_arena_open();
        ahead->blocks[i].empty = km_arena_mark(ahead->blocks[i].texts);
    }
    (void)pthread_mutex_init(&ahead->lock, NULL);
    (void)pthread_cond_init(&ahead->moved, NULL);
    ahead->is_threaded = pthread_create(&ahead->thread, NULL, read_on, ahead) == 0;
    return ahead;
}

KmRowSource km_ahead_source(KmAhead *ahead)
{
    return ahead->is_threaded ? (KmRowSource){.self = ahead, .next = next_row} : ahead->inner;
}

void km_ahead_close(KmAhead *ahead)
{
    (void)pthread_mutex_lock(&ahead->lock);
    ahead->is_stopped = true;
    (void)pthread_cond_broadcast(&ahead->moved);
    (void)pthread_mutex_unlock(&ahead->lock);
    if (ahead->is_threaded) {
        (void)pthread_join(ahead->thread, NULL);
    }
    for (size_t i = 0; i < N_BLOCKS; i++) {
        km_arena_close(ahead->blocks[i].texts);
    }
    (void)pthread_cond_destroy(&ahead->moved);
    (void)pthread_mutex_destroy(&ahead->lock);
}
