#include "importers/decoding/ahead.h"

#include "importers/reading/relay.h"

#include <string.h>

enum { MOST_ROWS = 512, MOST_TEXT = 64 * 1024, FULL_TEXT = MOST_TEXT / 8 * 7 };

/* Rows on their way. `end`: 1 more blocks follow, 0 the source ended, −1 it failed with `err`. */
typedef struct {
    KmCell *cells;
    size_t n_rows;
    int end;
    KmError err;
    int64_t number; /* of the escort */
    char *texts;    /* of the cells: MOST_TEXT bytes */
    size_t used;
    KmArena *arena;    /* the block's own; NULL: it was never filled */
    KmArenaMark empty; /* behind it come the texts that found no room in `texts` */
} Block;

struct KmAhead {
    KmRowSource inner;
    size_t n_cells;
    size_t *texts; /* cells that may have one */
    size_t n_texts;
    KmAheadEscort escort; /* without functions: none */
    Block blocks[KM_RELAY_BLOCKS];
    KmRelay *relay; /* NULL: without a second thread */
    Block *block;   /* being read; NULL: none */
    size_t row;     /* next row of it */
};

static const char *keep_text(Block *block, const KmCell *cell)
{
    size_t length = (size_t)cell->length;
    if (MOST_TEXT - block->used < length) {
        return km_strndup(block->arena, cell->text, length);
    }
    char *place = block->texts + block->used;
    memcpy(place, cell->text, length);
    block->used += length;
    return place;
}

static void keep_texts(const KmAhead *ahead, Block *block, KmCell *cells)
{
    for (size_t i = 0; i < ahead->n_texts; i++) {
        KmCell *cell = &cells[ahead->texts[i]];
        if (cell->type == KM_CELL_TEXT) {
            cell->text = keep_text(block, cell);
        }
    }
}

static void make_empty(Block *block, size_t n_cells)
{
    if (block->arena == NULL) {
        block->arena = km_arena_open();
        block->cells = km_alloc_bare(block->arena, n_cells * MOST_ROWS * sizeof *block->cells);
        block->texts = km_alloc_bare(block->arena, MOST_TEXT);
        block->empty = km_arena_mark(block->arena);
    }
    km_arena_reset(block->arena, block->empty);
    block->used = 0;
    block->n_rows = 0;
    block->end = 1;
}

static bool fill(void *self, size_t nth)
{
    KmAhead *ahead = self;
    Block *block = &ahead->blocks[nth];
    make_empty(block, ahead->n_cells);
    while (block->n_rows < MOST_ROWS && block->used < FULL_TEXT && block->end == 1) {
        KmCell *cells = block->cells + block->n_rows * ahead->n_cells;
        block->end = ahead->inner.next(ahead->inner.self, cells, &block->err);
        if (block->end == 1) {
            keep_texts(ahead, block, cells);
            block->n_rows++;
        }
    }
    block->number = ahead->escort.filled != NULL ? ahead->escort.filled(ahead->escort.self) : 0;
    return block->end == 1;
}

static bool take_block(KmAhead *ahead, KmError *err)
{
    ahead->block = &ahead->blocks[km_relay_take(ahead->relay)];
    ahead->row = 0;
    return ahead->escort.taken == NULL ||
           ahead->escort.taken(ahead->escort.self, ahead->block->number, err);
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    KmAhead *ahead = self;
    for (;;) {
        if (ahead->block == NULL && !take_block(ahead, err)) {
            return -1;
        }
        Block *block = ahead->block;
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
        ahead->block = NULL;
        km_relay_give_back(ahead->relay);
    }
}

static void find_texts(KmAhead *ahead, KmArena *arena, const KmTableSpec *spec)
{
    ahead->n_cells = 1 + spec->n_columns;
    ahead->texts = KM_NEW_ARRAY(arena, size_t, spec->n_columns);
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (spec->columns[i].type == KM_COLUMN_TEXT) {
            ahead->texts[ahead->n_texts++] = 1 + i;
        }
    }
}

KmAhead *km_ahead_open(KmArena *arena, KmRowSource inner, const KmTableSpec *spec,
                       const KmAheadEscort *escort)
{
    KmAhead *ahead = KM_NEW(arena, KmAhead);
    ahead->inner = inner;
    find_texts(ahead, arena, spec);
    ahead->escort = escort != NULL ? *escort : (KmAheadEscort){.self = NULL};
    ahead->relay = km_relay_open(arena, fill, ahead);
    return ahead;
}

KmRowSource km_ahead_source(KmAhead *ahead)
{
    return ahead->relay != NULL ? (KmRowSource){.self = ahead, .next = next_row} : ahead->inner;
}

void km_ahead_close(KmAhead *ahead)
{
    km_relay_close(ahead->relay);
    for (size_t i = 0; i < KM_RELAY_BLOCKS; i++) {
        km_arena_close(ahead->blocks[i].arena);
    }
}
