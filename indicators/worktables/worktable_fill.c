#include "indicators/worktables/worktables.h"

#include "engine/base/pool.h"
#include "indicators/worktables/contract_table.h"
#include "indicators/worktables/layers.h"

#include <stdlib.h>
#include <string.h>

/* A row cut to one segment. Content (all kept columns but the own end) is one number, so that equal
 * pieces of different deliveries are found by it. */
typedef struct {
    uint32_t content;
    uint32_t segment; /* in the selection */
    KmDate van, tot;
    int32_t levering, regel;
    KmDate own_end; /* KM_DATE_OPEN = NULL */
} Piece;

enum { NONE = -1 };

typedef struct {
    const KmTableSpec *spec; /* of the kept columns */
    const KmSelection *selection;
    const KmDelivery *deliveries;
    const KmPersonMap *persons;
    KmArena *arena;
    KmPool *texts;           /* of text cells and deliverers */
    KmPool *contents;        /* rows of int64_t: deliverer, then each kept column */
    int64_t *row;            /* one content in the making */
    int end_column;          /* of the own end among the kept columns, or NONE (also of events,
                                whose one day is content) */
    int from_cell, to_cell;  /* of the own spell among the scanned cells, or NONE */
    int key_cell, gone_cell; /* of the row's key and of what says that it is gone, or NONE */
    KmLayers *layers;        /* NULL: nothing but full deliveries */
    int64_t n_numbers;
    uint32_t *first_segment; /* by delivery number: segment + 1 */
    uint32_t *next_segment;  /* by segment: segment + 1 */
    uint32_t *deliverers;    /* by segment, in texts */
    Piece *pieces;
    size_t n_pieces, capacity;
    size_t n_speaking; /* segments of the contract */
    KmColumnsMaker *maker;
    KmCell *made; /* one row of the table in the making */
} Gather;

static const int64_t null_value = INT64_MIN;

static int64_t pack(Gather *gather, const KmCell *cell)
{
    int64_t bits = null_value;
    switch (cell->type) {
    case KM_CELL_NULL:
        break;
    case KM_CELL_INT:
        bits = cell->integer;
        break;
    case KM_CELL_REAL:
        memcpy(&bits, &cell->real, sizeof bits);
        break;
    case KM_CELL_TEXT:
        bits = km_pool_add(gather->texts, cell->text, (size_t)cell->length);
        break;
    }
    return bits;
}

static KmSpell own_spell(const Gather *gather, const KmCell *cells)
{
    static const KmCell null_cell = {.type = KM_CELL_NULL};
    return km_worktable_spell(gather->spec,
                              gather->from_cell == NONE ? &null_cell : &cells[gather->from_cell],
                              gather->to_cell == NONE ? &null_cell : &cells[gather->to_cell]);
}

static uint32_t content_of(Gather *gather, const KmCell *columns, uint32_t segment)
{
    size_t n_columns = gather->spec->n_columns;
    gather->row[0] = gather->deliverers[segment];
    for (size_t c = 0; c < n_columns; c++) {
        int64_t bits = (int)c == gather->end_column ? null_value : pack(gather, &columns[c]);
        bool is_person = gather->spec->columns[c].type == KM_COLUMN_PERSON;
        gather->row[1 + c] = is_person ? km_person_of(gather->persons, bits) : bits;
    }
    return km_pool_add(gather->contents, gather->row, (1 + n_columns) * sizeof *gather->row);
}

static bool is_overruled(const Gather *gather, const KmCell *cells, uint32_t segment)
{
    return gather->layers != NULL &&
           km_layers_overrule(gather->layers, segment, &cells[gather->key_cell],
                              &cells[gather->gone_cell]);
}

/* The row cut to a segment; false: nothing of it is left. */
static bool cut(const KmSegment *segment, KmSpell own, KmSpell *ret_spell)
{
    ret_spell->from = own.from > segment->from ? own.from : segment->from;
    ret_spell->to = own.to < segment->to ? own.to : segment->to;
    bool holds_never =
        own.from == own.to && own.from >= segment->from && ret_spell->from < segment->to;
    return ret_spell->from < ret_spell->to || holds_never;
}

/* One delivery speaks, once: no row can go on in another one, so each goes into the table as it
 * comes. */
static bool stands_alone(const Gather *gather)
{
    return gather->n_speaking == 1 && gather->layers == NULL;
}

static KmCell text_of(const char *text)
{
    return (KmCell){.type = KM_CELL_TEXT, .text = text, .length = (int32_t)strlen(text)};
}

static KmCell int_of(int64_t value)
{
    return (KmCell){.type = KM_CELL_INT, .integer = value};
}

static void begin_row(const Gather *gather, int64_t levering, int64_t regel, uint32_t deliverer,
                      KmSpell spell)
{
    KmCell *made = gather->made;
    made[0] = int_of(levering);
    made[1] = int_of(regel);
    made[2] = text_of(km_pool_text(gather->texts, deliverer));
    made[3] = int_of(spell.from);
    made[4] = int_of(spell.to);
}

static bool take_alone(const Gather *gather, const KmCell *cells, KmSpell own, KmError *err)
{
    const KmTableSpec *spec = gather->spec;
    uint32_t segment = gather->first_segment[cells[0].integer] - 1;
    KmCell *made = gather->made + KM_WORKTABLE_OWN_COLUMNS;
    KmSpell spell;
    if (!cut(&gather->selection->segments[segment], own, &spell)) {
        return true;
    }
    begin_row(gather, cells[0].integer, cells[1].integer, gather->deliverers[segment], spell);
    memcpy(made, cells + 2, spec->n_columns * sizeof *made);
    for (size_t c = 0; c < spec->n_columns; c++) {
        if (spec->columns[c].type == KM_COLUMN_PERSON && made[c].type == KM_CELL_INT) {
            made[c].integer = km_person_of(gather->persons, made[c].integer);
        } else if ((int)c == gather->end_column && made[c].type == KM_CELL_INT &&
                   made[c].integer == KM_DATE_OPEN) {
            made[c] = (KmCell){.type = KM_CELL_NULL};
        }
    }
    return km_columns_add(gather->maker, gather->made, err);
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Gather *gather = self;
    int64_t number = cells[0].integer;
    KmSpell own = own_spell(gather, cells);
    bool has_content = false;
    uint32_t content = 0;
    (void)n_cells;
    (void)err;
    if (number < 0 || number >= gather->n_numbers) {
        return true;
    }
    if (stands_alone(gather)) {
        return take_alone(gather, cells, own, err);
    }
    for (uint32_t s = gather->first_segment[number]; s != 0; s = gather->next_segment[s - 1]) {
        KmSpell spell;
        if (!cut(&gather->selection->segments[s - 1], own, &spell) ||
            is_overruled(gather, cells, s - 1)) {
            continue;
        }
        if (!has_content) {
            content = content_of(gather, cells + 2, s - 1);
            has_content = true;
        }
        KM_GROW_MOVING(gather->arena, gather->pieces, gather->n_pieces, gather->capacity);
        gather->pieces[gather->n_pieces++] = (Piece){
            content,
            s - 1,
            spell.from,
            spell.to,
            (int32_t)number,
            (int32_t)cells[1].integer,
            gather->to_cell != NONE && cells[gather->to_cell].type == KM_CELL_INT
                ? (KmDate)cells[gather->to_cell].integer
                : KM_DATE_OPEN,
        };
    }
    return true;
}

static int by_content_and_start(const void *left, const void *right)
{
    const Piece *a = left;
    const Piece *b = right;
    if (a->content != b->content) {
        return a->content < b->content ? -1 : 1;
    }
    if (a->van != b->van) {
        return a->van < b->van ? -1 : 1;
    }
    if (a->tot != b->tot) {
        return a->tot < b->tot ? -1 : 1;
    }
    return (a->regel > b->regel) - (a->regel < b->regel);
}

/* Pieces by content: a counting sort, then each content's few by start. */
static Piece *sorted_pieces(Gather *gather)
{
    size_t n_contents = km_pool_count(gather->contents);
    size_t *starts = KM_NEW_ARRAY(gather->arena, size_t, n_contents + 2);
    Piece *sorted = KM_NEW_ARRAY(gather->arena, Piece, gather->n_pieces);
    for (size_t i = 0; i < gather->n_pieces; i++) {
        starts[gather->pieces[i].content + 2]++;
    }
    for (size_t c = 2; c < n_contents + 2; c++) {
        starts[c] += starts[c - 1];
    }
    for (size_t i = 0; i < gather->n_pieces; i++) {
        sorted[starts[gather->pieces[i].content + 1]++] = gather->pieces[i];
    }
    for (size_t c = 0; c < n_contents; c++) {
        size_t count = starts[c + 1] - starts[c];
        if (count > 1) {
            qsort(sorted + starts[c], count, sizeof *sorted, by_content_and_start);
        }
    }
    return sorted;
}

static bool touches(const Piece *before, const Piece *after)
{
    return before->tot == after->van && before->segment != after->segment;
}

/* Joins what adjoins within one content, in place; returns how many are left. A full export a
 * quarter makes one chain, so the chain begun last is tried first; `open` bounds the search for
 * contents of which many pieces run side by side. */
static size_t join(Piece *pieces, size_t count)
{
    size_t kept = 0;
    size_t open = 0; /* chains before this one ended before any later piece starts */
    for (size_t i = 0; i < count; i++) {
        bool joined = false;
        while (open < kept && pieces[open].tot < pieces[i].van) {
            open++;
        }
        for (size_t k = open; k < kept && pieces[i].van < pieces[i].tot && !joined; k++) {
            if (pieces[k].van < pieces[k].tot && touches(&pieces[k], &pieces[i])) {
                KmDate van = pieces[k].van;
                pieces[k] = pieces[i];
                pieces[k].van = van;
                joined = true;
            }
        }
        if (!joined) {
            pieces[kept++] = pieces[i];
        }
    }
    return kept;
}

static void join_all(Gather *gather)
{
    Piece *pieces = sorted_pieces(gather);
    size_t kept = 0;
    for (size_t start = 0; start < gather->n_pieces;) {
        size_t end = start + 1;
        while (end < gather->n_pieces && pieces[end].content == pieces[start].content) {
            end++;
        }
        size_t count = join(pieces + start, end - start);
        memmove(pieces + kept, pieces + start, count * sizeof *pieces);
        kept += count;
        start = end;
    }
    gather->pieces = pieces;
    gather->n_pieces = kept;
}

/* Codes stay numbers: the table has their words. */
static KmCell unpack(const Gather *gather, size_t column, int64_t bits)
{
    KmCell cell = {.type = KM_CELL_NULL};
    KmColumnType type = gather->spec->columns[column].type;
    if (bits == null_value) {
        return cell;
    }
    switch (type) {
    case KM_COLUMN_REAL:
        cell.type = KM_CELL_REAL;
        memcpy(&cell.real, &bits, sizeof cell.real);
        break;
    case KM_COLUMN_TEXT:
        cell = text_of(km_pool_text(gather->texts, (uint32_t)bits));
        break;
    case KM_COLUMN_INT:
    case KM_COLUMN_DATE:
    case KM_COLUMN_PERSON:
    case KM_COLUMN_CODE:
        cell = int_of(bits);
        break;
    }
    return cell;
}

static bool add_pieces(const Gather *gather, KmError *err)
{
    for (size_t i = 0; i < gather->n_pieces; i++) {
        const Piece *piece = &gather->pieces[i];
        const int64_t *row = km_pool_bytes(gather->contents, piece->content);
        begin_row(gather, piece->levering, piece->regel, (uint32_t)row[0],
                  (KmSpell){piece->van, piece->tot});
        for (size_t c = 0; c < gather->spec->n_columns; c++) {
            int64_t bits = row[1 + c];
            if ((int)c == gather->end_column && piece->own_end != KM_DATE_OPEN) {
                bits = piece->own_end;
            }
            gather->made[KM_WORKTABLE_OWN_COLUMNS + c] = unpack(gather, c, bits);
        }
        if (!km_columns_add(gather->maker, gather->made, err)) {
            return false;
        }
    }
    return true;
}

/* The columns somebody names; `leverancier` and the like are the table's own. */
static KmTableSpec keep_columns(KmArena *arena, const KmTableSpec *spec, const KmWordSet *words)
{
    KmTableSpec kept = *spec;
    KmColumn *columns = KM_NEW_ARRAY(arena, KmColumn, spec->n_columns);
    kept.n_columns = 0;
    for (size_t c = 0; c < spec->n_columns; c++) {
        if (km_words_keep(words, spec->contract, spec->columns[c].name)) {
            columns[kept.n_columns++] = spec->columns[c];
        }
    }
    kept.columns = columns;
    return kept;
}

/* The speaking deliveries of the contract, ascending, each once; and their segments by number. */
static size_t speaking(Gather *gather, int64_t *numbers)
{
    size_t count = 0;
    const KmSelection *selection = gather->selection;
    for (size_t s = selection->n_segments; s-- > 0;) {
        const KmDelivery *delivery = &gather->deliveries[selection->segments[s].delivery];
        if (strcmp(delivery->contract, gather->spec->contract) != 0) {
            continue;
        }
        gather->deliverers[s] = km_pool_add_text(gather->texts, delivery->deliverer);
        gather->next_segment[s] = gather->first_segment[delivery->number];
        gather->first_segment[delivery->number] = (uint32_t)s + 1;
        gather->n_speaking++;
    }
    for (int64_t n = 0; n < gather->n_numbers; n++) {
        if (gather->first_segment[n] != 0) {
            numbers[count++] = n;
        }
    }
    return count;
}

static int64_t highest_number(const KmDelivery *deliveries, const KmSelection *selection)
{
    int64_t highest = 0;
    for (size_t s = 0; s < selection->n_segments; s++) {
        int64_t number = deliveries[selection->segments[s].delivery].number;
        highest = number > highest ? number : highest;
    }
    return highest;
}

/* The scanned columns: the kept ones, then the own spell's where they are not among them. */
static size_t scanned_columns(Gather *gather, const char **names)
{
    const KmTableSpec *spec = gather->spec;
    size_t count = 0;
    gather->from_cell = gather->to_cell = gather->end_column = NONE;
    for (size_t c = 0; c < spec->n_columns; c++) {
        names[count++] = spec->columns[c].name;
        if (strcmp(spec->columns[c].name, spec->spell_from) == 0) {
            gather->from_cell = (int)count + 1;
        }
        if (strcmp(spec->columns[c].name, spec->spell_to) == 0) {
            gather->to_cell = (int)count + 1;
            gather->end_column = strcmp(spec->spell_from, spec->spell_to) == 0 ? NONE : (int)c;
        }
    }
    gather->key_cell = gather->gone_cell = NONE;
    if (gather->layers != NULL) {
        names[count++] = KM_ROW_KEY_COLUMN;
        gather->key_cell = (int)count + 1;
        names[count++] = KM_ROW_GONE_COLUMN;
        gather->gone_cell = (int)count + 1;
    }
    if (gather->from_cell == NONE && spec->spell_from[0] != '\0') {
        names[count++] = spec->spell_from;
        gather->from_cell = (int)count + 1;
    }
    if (gather->to_cell == NONE && spec->spell_to[0] != '\0') {
        names[count++] = spec->spell_to;
        gather->to_cell = (int)count + 1;
    }
    return count;
}

static bool fill(Gather *gather, KmStore *store, KmColumns **ret_table, KmError *err)
{
    const KmTableSpec *spec = gather->spec;
    const char **names = KM_NEW_ARRAY(gather->arena, const char *, spec->n_columns + 4);
    int64_t *numbers = KM_NEW_ARRAY(gather->arena, int64_t, (size_t)gather->n_numbers);
    size_t n_speaking = speaking(gather, numbers);
    if (!km_layers_read(store, gather->arena, spec->contract, gather->deliveries, gather->selection,
                        &gather->layers, err)) {
        return false;
    }
    size_t n_names = scanned_columns(gather, names);
    gather->made = KM_NEW_ARRAY(gather->arena, KmCell, KM_WORKTABLE_OWN_COLUMNS + spec->n_columns);
    bool ok = km_contract_table_begin(store, gather->arena, spec, &gather->maker, err) &&
              (n_speaking == 0 || km_table_scan(store, spec->contract, names, n_names, numbers,
                                                n_speaking, (KmRowSink){gather, take_row}, err));
    if (ok && !stands_alone(gather)) {
        join_all(gather);
        ok = add_pieces(gather, err);
    }
    if (ok) {
        *ret_table = km_contract_table_end(gather->maker, gather->arena, spec);
    } else if (gather->maker != NULL) {
        km_columns_drop(gather->maker);
    }
    return ok;
}

bool km_worktable_fill(KmStore *store, const KmTableSpec *spec, const KmDelivery *deliveries,
                       const KmSelection *selection, const KmPersonMap *persons,
                       const KmWordSet *words, KmColumns **ret_table, KmError *err)
{
    KmArena *scratch = km_arena_open();
    KmTableSpec kept = keep_columns(scratch, spec, words);
    Gather gather = {.spec = &kept,
                     .selection = selection,
                     .deliveries = deliveries,
                     .persons = persons,
                     .arena = scratch,
                     .texts = km_pool_open(scratch),
                     .contents = km_pool_open(scratch),
                     .row = KM_NEW_ARRAY(scratch, int64_t, 1 + kept.n_columns),
                     .n_numbers = highest_number(deliveries, selection) + 1};
    gather.first_segment = KM_NEW_ARRAY(scratch, uint32_t, (size_t)gather.n_numbers);
    gather.next_segment = KM_NEW_ARRAY(scratch, uint32_t, selection->n_segments);
    gather.deliverers = KM_NEW_ARRAY(scratch, uint32_t, selection->n_segments);
    bool is_done = fill(&gather, store, ret_table, err);
    km_arena_close(scratch);
    if (!is_done) {
        return km_error_context(err, "while selecting the rows of %s", spec->contract);
    }
    return true;
}
