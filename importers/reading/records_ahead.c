#include "importers/reading/records_ahead.h"

#include "importers/reading/relay.h"

#include <string.h>

enum { MOST_RECORDS = 512, MOST_CELLS = 8 * 1024, MOST_BYTES = 64 * 1024 };

/* Records on their way. `end`: 1 more blocks follow, 0 the file ended, −1 it failed with `err`. */
typedef struct {
    KmRecord *records; /* MOST_RECORDS */
    size_t n_records;
    int end;
    KmError err;
    KmSlice *cells; /* MOST_CELLS */
    char *text;     /* MOST_BYTES */
    size_t n_cells, n_bytes;
    KmArena *arena;    /* the block's own; NULL: it was never filled */
    KmArenaMark empty; /* behind it comes what found no room above */
} Block;

struct KmRecordsAhead {
    KmRecordSource inner;
    KmRecordMark mark;
    Block blocks[KM_RELAY_BLOCKS];
    KmRelay *relay; /* NULL: without a second thread */
    Block *block;   /* being read; NULL: none */
    size_t record;  /* next one of it */
};

static KmSlice *room_for_cells(Block *block, size_t n)
{
    if (n > MOST_CELLS - block->n_cells) {
        return KM_NEW_ARRAY(block->arena, KmSlice, n);
    }
    block->n_cells += n;
    return block->cells + block->n_cells - n;
}

static char *room_for_text(Block *block, size_t n)
{
    if (n > MOST_BYTES - block->n_bytes) {
        return km_alloc(block->arena, n);
    }
    block->n_bytes += n;
    return block->text + block->n_bytes - n;
}

static bool is_full(const Block *block)
{
    return block->n_records == MOST_RECORDS || block->n_cells > MOST_CELLS / 8 * 7 ||
           block->n_bytes > MOST_BYTES / 8 * 7;
}

/* The cells stay one behind the other. */
static void keep_cells(Block *block, KmRecord *record)
{
    size_t n = (size_t)record->n_fields;
    if (n == 0) {
        return;
    }
    const KmSlice *last = &record->fields[n - 1];
    size_t bytes = (size_t)(last->bytes + last->length - record->fields[0].bytes);
    KmSlice *cells = room_for_cells(block, n);
    char *text = room_for_text(block, bytes);
    memcpy(text, record->fields[0].bytes, bytes);
    for (size_t i = 0; i < n; i++) {
        cells[i] = (KmSlice){text, record->fields[i].length};
        text += cells[i].length;
    }
    record->fields = cells;
}

static int read_marked(void *self, KmRecord *ret_record, KmError *err)
{
    const KmRecordsAhead *ahead = self;
    int got = ahead->inner.next(ahead->inner.self, ret_record, err);
    if (got == 1) {
        ret_record->mark = ahead->mark.make(ahead->mark.self, ret_record);
    }
    return got;
}

static void make_empty(Block *block)
{
    if (block->arena == NULL) {
        block->arena = km_arena_open();
        block->records = km_alloc_bare(block->arena, MOST_RECORDS * sizeof *block->records);
        block->cells = km_alloc_bare(block->arena, MOST_CELLS * sizeof *block->cells);
        block->text = km_alloc_bare(block->arena, MOST_BYTES);
        block->empty = km_arena_mark(block->arena);
    }
    km_arena_reset(block->arena, block->empty);
    block->n_cells = 0;
    block->n_bytes = 0;
    block->n_records = 0;
    block->end = 1;
}

static bool fill(void *self, size_t nth)
{
    KmRecordsAhead *ahead = self;
    Block *block = &ahead->blocks[nth];
    make_empty(block);
    while (!is_full(block) && block->end == 1) {
        KmRecord *record = &block->records[block->n_records];
        block->end = read_marked(ahead, record, &block->err);
        if (block->end == 1) {
            keep_cells(block, record);
            record->is_last = false;
            block->n_records++;
        }
    }
    if (block->n_records > 0) {
        block->records[block->n_records - 1].is_last = true;
    }
    return block->end == 1;
}

static int next_record(void *self, KmRecord *ret_record, KmError *err)
{
    KmRecordsAhead *ahead = self;
    for (;;) {
        if (ahead->block == NULL) {
            ahead->block = &ahead->blocks[km_relay_take(ahead->relay)];
            ahead->record = 0;
        }
        Block *block = ahead->block;
        if (ahead->record < block->n_records) {
            *ret_record = block->records[ahead->record++];
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

KmRecordsAhead *km_records_ahead_open(KmArena *arena, KmRecordSource inner, KmRecordMark mark)
{
    KmRecordsAhead *ahead = KM_NEW(arena, KmRecordsAhead);
    ahead->inner = inner;
    ahead->mark = mark;
    ahead->relay = km_relay_open(arena, fill, ahead);
    return ahead;
}

KmRecordSource km_records_ahead_source(KmRecordsAhead *ahead)
{
    return (KmRecordSource){.self = ahead,
                            .next = ahead->relay != NULL ? next_record : read_marked};
}

void km_records_ahead_close(KmRecordsAhead *ahead)
{
    km_relay_close(ahead->relay);
    for (size_t i = 0; i < KM_RELAY_BLOCKS; i++) {
        km_arena_close(ahead->blocks[i].arena);
    }
}
