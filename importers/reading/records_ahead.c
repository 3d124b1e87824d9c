#include "importers/reading/records_ahead.h"

#include "importers/reading/relay.h"

#include <string.h>

enum { MOST_RECORDS = 512, MOST_BYTES = 128 * 1024 };

/* Records on their way. `end`: 1 more blocks follow, 0 the file ended, −1 it failed with `err`. */
typedef struct {
    KmRecord records[MOST_RECORDS];
    size_t n_records;
    int end;
    KmError err;
    KmArena *cells;
    KmArenaMark empty;
} Block;

struct KmRecordsAhead {
    KmRecordSource inner;
    Block *blocks;
    KmRelay *relay; /* NULL: without a second thread */
    Block *block;   /* being read; NULL: none */
    size_t record;  /* next one of it */
};

/* The cells stay one behind the other. Returns the bytes kept. */
static size_t keep_cells(Block *block, KmRecord *record)
{
    size_t bytes = 0;
    size_t n = (size_t)record->n_fields;
    for (size_t i = 0; i < n; i++) {
        bytes += record->fields[i].length;
    }
    KmSlice *fields = KM_NEW_ARRAY(block->cells, KmSlice, n);
    char *text = km_alloc(block->cells, bytes);
    if (bytes > 0) {
        memcpy(text, record->fields[0].bytes, bytes);
    }
    for (size_t i = 0; i < n; i++) {
        fields[i] = (KmSlice){text, record->fields[i].length};
        text += fields[i].length;
    }
    record->fields = fields;
    return bytes + n * sizeof *fields;
}

static bool fill(void *self, size_t nth)
{
    KmRecordsAhead *ahead = self;
    Block *block = &ahead->blocks[nth];
    size_t bytes = 0;
    km_arena_reset(block->cells, block->empty);
    block->n_records = 0;
    block->end = 1;
    while (block->n_records < MOST_RECORDS && bytes < MOST_BYTES && block->end == 1) {
        KmRecord *record = &block->records[block->n_records];
        block->end = ahead->inner.next(ahead->inner.self, record, &block->err);
        if (block->end == 1) {
            bytes += keep_cells(block, record);
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

KmRecordsAhead *km_records_ahead_open(KmArena *arena, KmRecordSource inner)
{
    KmRecordsAhead *ahead = KM_NEW(arena, KmRecordsAhead);
    ahead->inner = inner;
    ahead->blocks = KM_NEW_ARRAY(arena, Block, KM_RELAY_BLOCKS);
    for (size_t i = 0; i < KM_RELAY_BLOCKS; i++) {
        ahead->blocks[i].cells = km_arena_open();
        ahead->blocks[i].empty = km_arena_mark(ahead->blocks[i].cells);
    }
    ahead->relay = km_relay_open(arena, fill, ahead);
    return ahead;
}

KmRecordSource km_records_ahead_source(KmRecordsAhead *ahead)
{
    return ahead->relay != NULL ? (KmRecordSource){.self = ahead, .next = next_record}
                                : ahead->inner;
}

void km_records_ahead_close(KmRecordsAhead *ahead)
{
    km_relay_close(ahead->relay);
    for (size_t i = 0; i < KM_RELAY_BLOCKS; i++) {
        km_arena_close(ahead->blocks[i].cells);
    }
}
