#include "indicators/evaluation/evaluation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    KmEvaluation *evaluation;
    KmDimension *dimension;
    const KmRegister *source;
    size_t n_listed; /* codes below this number are on the dimension's list */
    bool is_own;     /* of the units counted; another register's numbers would be other units, while
                        its texts describe the second kind of units that a rate may have */
} Reader;

uint32_t km_dimension_code(KmDimension *dimension, const KmCell *cell)
{
    char number[32];
    int length = 0;
    switch (cell->type) {
    case KM_CELL_TEXT:
        return cell->length == 0 ? 0
                                 : km_pool_add(dimension->codes, cell->text, (size_t)cell->length);
    case KM_CELL_INT:
        length = snprintf(number, sizeof number, "%lld", (long long)cell->integer);
        return km_pool_add(dimension->codes, number, (size_t)length);
    case KM_CELL_NULL:
    case KM_CELL_REAL:
        break;
    }
    return KM_POOL_ABSENT;
}

static KmDate day_or(const KmCell *cell, KmDate otherwise)
{
    return cell->type == KM_CELL_INT ? (KmDate)cell->integer : otherwise;
}

/* NULL and codes outside the dimension's list are `onbekend`; its codes stand first in the pool. */
static uint32_t known_code(Reader *reader, const KmCell *cell)
{
    uint32_t code = km_dimension_code(reader->dimension, cell);
    bool has_list = reader->source->dimension.n_codes > 0;
    return code == KM_POOL_ABSENT || (has_list && code >= reader->n_listed) ? 0 : code;
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmUnitSpell row = {.spell = {day_or(&cells[1], KM_DATE_EVER), day_or(&cells[2], KM_DATE_OPEN)}};
    (void)n_cells;
    if (cells[0].type == KM_CELL_INT && !reader->is_own) {
        return true;
    }
    if (!km_unit_of_cell(reader->evaluation->units, &cells[0], &row.unit)) {
        return km_error_at(err, KM_ERROR_DEFINITION, reader->source->file, reader->source->line, 0,
                           "register '%s' gave a row without a unit; every row needs one",
                           reader->source->name);
    }
    if (row.spell.to < row.spell.from) {
        return km_error_at(err, KM_ERROR_DEFINITION, reader->source->file, reader->source->line, 0,
                           "register '%s' gave a spell that ends before it begins",
                           reader->source->name);
    }
    row.code = known_code(reader, &cells[3]);
    if (row.spell.from < row.spell.to) {
        km_spell_table_add(&reader->dimension->table, row);
    }
    return true;
}

static int by_text(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

/* Numbers codes by their text, so that the order in which rows came shows nowhere. */
static void order_codes(KmEvaluation *evaluation, KmDimension *dimension)
{
    size_t count = km_pool_count(dimension->codes);
    const char **texts = KM_NEW_ARRAY(evaluation->arena, const char *, count);
    uint32_t *ranks = KM_NEW_ARRAY(evaluation->arena, uint32_t, count);
    KmPool *ordered = km_pool_open(evaluation->arena);
    for (size_t i = 0; i < count; i++) {
        texts[i] = km_pool_text(dimension->codes, (uint32_t)i);
    }
    qsort(texts + 1, count - 1, sizeof *texts, by_text);
    for (size_t i = 0; i < count; i++) {
        ranks[km_pool_add_text(dimension->codes, texts[i])] = km_pool_add_text(ordered, texts[i]);
    }
    for (size_t i = 0; i < dimension->table.n_rows; i++) {
        dimension->table.rows[i].code = ranks[dimension->table.rows[i].code];
    }
    dimension->codes = ordered;
}

static bool describes(const KmRegister *source, const KmDimension *dimension)
{
    return source->form == KM_REGISTER_DIMENSION &&
           strcmp(source->dimension.name, dimension->name) == 0;
}

/* Children are numbers, and another register's numbers are other units. */
static bool tells_of_others(const KmRegister *source, const KmDimension *dimension)
{
    return strcmp(source->unit, "kind") == 0 && strcmp(dimension->unit, "kind") != 0;
}

static size_t list_codes(KmDimension *dimension, const KmRegister *registers, size_t n_registers)
{
    for (size_t i = 0; i < n_registers; i++) {
        const KmDimensionText *text = &registers[i].dimension;
        for (size_t c = 0; describes(&registers[i], dimension) && c < text->n_codes; c++) {
            (void)km_pool_add_text(dimension->codes, text->codes[c].code);
        }
    }
    return km_pool_count(dimension->codes);
}

static bool is_for_ever(const KmSpellTable *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        const KmUnitSpell *row = &table->rows[i];
        if (row->spell.from > KM_DATE_EVER || row->spell.to < KM_DATE_OPEN ||
            (i > 0 && row[-1].unit == row->unit)) {
            return false;
        }
    }
    return true;
}

/* From the scratch table to what stays: a code by unit where that says it all. */
static void keep(KmEvaluation *evaluation, KmDimension *dimension)
{
    KmSpellTable *table = &dimension->table;
    if (is_for_ever(table)) {
        uint32_t *always = KM_NEW_ARRAY(evaluation->arena, uint32_t, table->n_units);
        for (size_t i = 0; i < table->n_rows; i++) {
            always[table->rows[i].unit] = table->rows[i].code + 1;
        }
        dimension->always = always;
        dimension->n_always = table->n_units;
        *table = km_spell_table_init(evaluation->arena);
        return;
    }
    KmUnitSpell *rows = KM_NEW_ARRAY(evaluation->arena, KmUnitSpell, table->n_rows);
    uint32_t *starts = KM_NEW_ARRAY(evaluation->arena, uint32_t, table->n_units + 1);
    memcpy(rows, table->rows, table->n_rows * sizeof *rows);
    memcpy(starts, table->starts, (table->n_units + 1) * sizeof *starts);
    table->arena = evaluation->arena;
    table->rows = rows;
    table->starts = starts;
    table->capacity = table->n_rows;
}

static bool load(KmEvaluation *evaluation, KmDimension *dimension, KmError *err)
{
    static const char *const columns[] = {"unit", "van", "tot", "code"};
    size_t n_registers = 0;
    const KmRegister *registers = km_catalogue_registers(evaluation->catalogue, &n_registers);
    size_t n_listed = list_codes(dimension, registers, n_registers);
    for (size_t i = 0; i < n_registers; i++) {
        if (!describes(&registers[i], dimension) || tells_of_others(&registers[i], dimension)) {
            continue;
        }
        Reader reader = {evaluation, dimension, &registers[i], n_listed,
                         strcmp(registers[i].unit, dimension->unit) == 0};
        KmGuardedSelect select = {.sql = registers[i].sql,
                                  .file = registers[i].file,
                                  .line = registers[i].line,
                                  .columns = columns,
                                  .n_columns = sizeof columns / sizeof *columns,
                                  .n_required = sizeof columns / sizeof *columns};
        if (!km_work_select(evaluation->work, &select, (KmRowSink){&reader, take_row}, err)) {
            return false;
        }
    }
    order_codes(evaluation, dimension);
    km_spell_table_index(&dimension->table, km_units_count(evaluation->units));
    keep(evaluation, dimension);
    return true;
}

static KmDimension *start(KmEvaluation *evaluation, const char *name, const char *unit)
{
    KmDimension *dimension = KM_NEW(evaluation->arena, KmDimension);
    dimension->name = km_strdup(evaluation->arena, name);
    dimension->unit = km_strdup(evaluation->arena, unit);
    dimension->codes = km_pool_open(evaluation->arena);
    return dimension;
}

static void note(KmEvaluation *evaluation, KmDimension *dimension)
{
    dimension->next = evaluation->dimensions;
    evaluation->dimensions = dimension;
}

static bool load_own(KmEvaluation *evaluation, const char *name, const char *unit, KmError *err)
{
    KmDimension *dimension = start(evaluation, name, unit);
    (void)km_pool_add_text(dimension->codes, "onbekend");
    KmArena *scratch = km_arena_open();
    dimension->table = km_spell_table_init(scratch);
    bool is_loaded = load(evaluation, dimension, err);
    km_arena_close(scratch);
    if (is_loaded) {
        note(evaluation, dimension);
    }
    return is_loaded;
}

/* ---- shared between evaluations ---- */

static bool tells_of_numbered_only(const KmEvaluation *evaluation, const KmDimension *dimension)
{
    size_t n_numbered = km_units_numbered(evaluation->units);
    const KmSpellTable *table = &dimension->table;
    for (size_t u = n_numbered; u < dimension->n_always; u++) {
        if (dimension->always[u] != 0) {
            return false;
        }
    }
    return table->n_units <= n_numbered || table->starts[n_numbered] == table->n_rows;
}

static void share(KmEvaluation *evaluation, KmShelfDimension *place)
{
    const KmDimension *made = evaluation->dimensions;
    place->n_codes = km_pool_count(made->codes);
    place->codes = KM_NEW_ARRAY(evaluation->arena, const char *, place->n_codes);
    for (size_t i = 0; i < place->n_codes; i++) {
        place->codes[i] = km_pool_text(made->codes, (uint32_t)i);
    }
    place->is_shared = tells_of_numbered_only(evaluation, made);
    place->made = made;
}

/* Who had which code when is read where it stands; codes may come to it, so those are copied. */
static void borrow(KmEvaluation *evaluation, const KmShelfDimension *place)
{
    KmDimension *dimension = start(evaluation, place->name, place->unit);
    for (size_t i = 0; i < place->n_codes; i++) {
        (void)km_pool_add_text(dimension->codes, place->codes[i]);
    }
    dimension->table = place->made->table;
    dimension->always = place->made->always;
    dimension->n_always = place->made->n_always;
    note(evaluation, dimension);
}

/* Its place's lock is held. */
static bool fetch(KmEvaluation *evaluation, KmShelfDimension *place, KmError *err)
{
    if (place->made != NULL && place->is_shared) {
        borrow(evaluation, place);
        return true;
    }
    if (!load_own(evaluation, place->name, place->unit, err)) {
        return false;
    }
    if (place->made == NULL) {
        share(evaluation, place);
    }
    return true;
}

static KmDimension *find(const KmEvaluation *evaluation, const char *name, const char *unit)
{
    KmDimension *known = evaluation->dimensions;
    while (known != NULL && (strcmp(known->name, name) != 0 || strcmp(known->unit, unit) != 0)) {
        known = known->next;
    }
    return known;
}

bool km_evaluation_dimension_begin(KmEvaluation *evaluation, const char *name, const char *unit,
                                   KmError *err)
{
    if (evaluation->shelf == NULL || find(evaluation, name, unit) != NULL) {
        return true;
    }
    KmShelfDimension *place = km_shelf_dimension(evaluation->shelf, name, unit);
    if (pthread_mutex_trylock(&place->lock) != 0) {
        return true;
    }
    bool ok = fetch(evaluation, place, err);
    (void)pthread_mutex_unlock(&place->lock);
    return ok;
}

bool km_evaluation_dimension(KmEvaluation *evaluation, const char *name, const char *unit,
                             KmDimension **ret_dimension, KmError *err)
{
    bool ok = true;
    if (find(evaluation, name, unit) == NULL && evaluation->shelf == NULL) {
        ok = load_own(evaluation, name, unit, err);
    } else if (find(evaluation, name, unit) == NULL) {
        KmShelfDimension *place = km_shelf_dimension(evaluation->shelf, name, unit);
        (void)pthread_mutex_lock(&place->lock);
        ok = fetch(evaluation, place, err);
        (void)pthread_mutex_unlock(&place->lock);
    }
    if (ok) {
        *ret_dimension = find(evaluation, name, unit);
    }
    return ok;
}

uint32_t km_dimension_on(const KmDimension *dimension, uint32_t unit, KmDate day)
{
    if (dimension->always != NULL) {
        uint32_t code = unit < dimension->n_always ? dimension->always[unit] : 0;
        return code == 0 ? 0 : code - 1;
    }
    const KmUnitSpell *row = km_spell_table_on(&dimension->table, unit, day);
    return row == NULL ? 0 : row->code;
}

void km_job_codes(const KmJob *job, uint32_t unit, KmDate day, uint32_t *ret_codes)
{
    for (size_t d = 0; d < job->n_dimensions; d++) {
        const KmUnitSpell *own = km_spell_table_on(&job->overrides[d], unit, day);
        ret_codes[d] = own == NULL ? km_dimension_on(job->dimensions[d], unit, day) : own->code;
    }
}

bool km_job_has_fixed_codes(const KmJob *job, uint32_t unit)
{
    size_t n_own = 0;
    for (size_t d = 0; d < job->n_dimensions; d++) {
        (void)km_spell_table_of(&job->overrides[d], unit, &n_own);
        if (job->dimensions[d]->always == NULL || n_own > 0) {
            return false;
        }
    }
    return true;
}
