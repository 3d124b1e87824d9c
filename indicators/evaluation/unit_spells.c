#include "indicators/evaluation/unit_spells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers below this have a place of their own in a table; others (keyed numbers of families) are
 * looked up. */
enum { MOST_DIRECT = 1 << 26 };

typedef struct {
    const char *text; /* NULL: a number */
    int64_t number;
} Name;

struct KmUnits {
    KmArena *arena;
    size_t n_numbered; /* these units are their own numbers */
    Name *names;       /* of the others */
    size_t n_names, capacity;
    uint32_t *direct; /* by number: unit + 1 */
    size_t n_direct;
    KmPool *numbers, *texts;
    uint32_t *of_number, *of_text; /* by place in the pool: its unit */
    size_t numbers_capacity, texts_capacity;
};

KmUnits *km_units_open(KmArena *arena, size_t n_numbered)
{
    KmUnits *units = KM_NEW(arena, KmUnits);
    units->arena = arena;
    units->n_numbered = n_numbered;
    units->numbers = km_pool_open(arena);
    units->texts = km_pool_open(arena);
    return units;
}

static uint32_t add_name(KmUnits *units, Name name)
{
    KM_GROW_MOVING(units->arena, units->names, units->n_names, units->capacity);
    units->names[units->n_names] = name;
    return (uint32_t)(units->n_numbered + units->n_names++);
}

static void widen_direct(KmUnits *units, size_t number)
{
    size_t wider = units->n_direct == 0 ? 1024 : units->n_direct;
    while (wider <= number) {
        wider *= 2;
    }
    uint32_t *direct = KM_NEW_ARRAY(units->arena, uint32_t, wider);
    if (units->n_direct > 0) {
        memcpy(direct, units->direct, units->n_direct * sizeof *direct);
    }
    units->direct = direct;
    units->n_direct = wider;
}

static uint32_t pooled_number(KmUnits *units, int64_t number)
{
    size_t known = km_pool_count(units->numbers);
    uint32_t place = km_pool_add(units->numbers, &number, sizeof number);
    if (place == known) {
        KM_GROW(units->arena, units->of_number, known, units->numbers_capacity);
        units->of_number[place] = add_name(units, (Name){.number = number});
    }
    return units->of_number[place];
}

static uint32_t number_unit(KmUnits *units, int64_t number)
{
    if (number >= 0 && (uint64_t)number < units->n_numbered) {
        return (uint32_t)number;
    }
    if (number < 0 || number >= MOST_DIRECT) {
        return pooled_number(units, number);
    }
    if ((size_t)number >= units->n_direct) {
        widen_direct(units, (size_t)number);
    }
    if (units->direct[number] == 0) {
        units->direct[number] = add_name(units, (Name){.number = number}) + 1;
    }
    return units->direct[number] - 1;
}

static uint32_t text_unit(KmUnits *units, const char *text, size_t length)
{
    size_t known = km_pool_count(units->texts);
    uint32_t place = km_pool_add(units->texts, text, length);
    if (place == known) {
        KM_GROW(units->arena, units->of_text, known, units->texts_capacity);
        units->of_text[place] = add_name(units, (Name){.text = km_pool_text(units->texts, place)});
    }
    return units->of_text[place];
}

bool km_unit_of_cell(KmUnits *units, const KmCell *cell, uint32_t *ret_unit)
{
    if (cell->type == KM_CELL_INT) {
        *ret_unit = number_unit(units, cell->integer);
        return true;
    }
    if (cell->type == KM_CELL_TEXT && cell->length > 0) {
        *ret_unit = text_unit(units, cell->text, (size_t)cell->length);
        return true;
    }
    return false;
}

size_t km_units_count(const KmUnits *units)
{
    return units->n_numbered + units->n_names;
}

size_t km_units_numbered(const KmUnits *units)
{
    return units->n_numbered;
}

const char *km_unit_text(const KmUnits *units, uint32_t unit)
{
    return unit < units->n_numbered ? NULL : units->names[unit - units->n_numbered].text;
}

int64_t km_unit_person(const KmUnits *units, uint32_t unit)
{
    return unit < units->n_numbered ? unit : units->names[unit - units->n_numbered].number;
}

KmSpellTable km_spell_table_init(KmArena *arena)
{
    return (KmSpellTable){.arena = arena};
}

void km_spell_table_add(KmSpellTable *table, KmUnitSpell row)
{
    KM_GROW_MOVING(table->arena, table->rows, table->n_rows, table->capacity);
    table->is_mixed =
        table->is_mixed || (table->n_rows > 0 && row.unit < table->rows[table->n_rows - 1].unit);
    table->rows[table->n_rows++] = row;
}

void km_spell_table_add_value(KmSpellTable *table, KmUnitSpell row, double value)
{
    row.code = 0;
    if (fabs(value) > 0.0) {
        KM_GROW_MOVING(table->arena, table->values, table->n_values, table->values_capacity);
        table->values[table->n_values++] = value;
        row.code = (uint32_t)table->n_values;
    }
    km_spell_table_add(table, row);
}

double km_spell_table_value(const KmSpellTable *table, const KmUnitSpell *row)
{
    return row->code == 0 || table->values == NULL ? 0.0 : table->values[row->code - 1];
}

static int by_start(const void *left, const void *right, void *self)
{
    const KmSpellTable *table = self;
    const KmUnitSpell *a = left;
    const KmUnitSpell *b = right;
    if (a->spell.from != b->spell.from) {
        return a->spell.from < b->spell.from ? -1 : 1;
    }
    if (a->spell.to != b->spell.to) {
        return a->spell.to < b->spell.to ? -1 : 1;
    }
    if (table->values != NULL) {
        double x = km_spell_table_value(table, a);
        double y = km_spell_table_value(table, b);
        return (x > y) - (x < y);
    }
    return (a->code > b->code) - (a->code < b->code);
}

/* Rows mostly come unit by unit: then they stay where they are. */
static void bring_together(KmSpellTable *table)
{
    KmUnitSpell *sorted = KM_NEW_ARRAY(table->arena, KmUnitSpell, table->n_rows);
    for (size_t i = 0; i < table->n_rows; i++) {
        sorted[table->starts[table->rows[i].unit + 1]++] = table->rows[i];
    }
    table->rows = sorted;
    table->capacity = table->n_rows;
    table->is_mixed = false;
}

void km_spell_table_index(KmSpellTable *table, size_t n_units)
{
    uint32_t *starts = KM_NEW_ARRAY(table->arena, uint32_t, n_units + 2);
    size_t shift = table->is_mixed ? 2 : 1;
    for (size_t i = 0; i < table->n_rows; i++) {
        starts[table->rows[i].unit + shift]++;
    }
    for (size_t u = 1; u < n_units + 2; u++) {
        starts[u] += starts[u - 1];
    }
    table->starts = starts;
    table->n_units = n_units;
    if (table->is_mixed) {
        bring_together(table);
    }
    for (size_t u = 0; u < n_units; u++) {
        if (starts[u + 1] - starts[u] > 1) {
            qsort_r(table->rows + starts[u], starts[u + 1] - starts[u], sizeof *table->rows,
                    by_start, table);
        }
    }
}

const KmUnitSpell *km_spell_table_of(const KmSpellTable *table, uint32_t unit, size_t *ret_count)
{
    if (unit >= table->n_units || table->starts[unit] == table->starts[unit + 1]) {
        *ret_count = 0;
        return NULL;
    }
    *ret_count = table->starts[unit + 1] - table->starts[unit];
    return &table->rows[table->starts[unit]];
}

const KmUnitSpell *km_spell_table_on(const KmSpellTable *table, uint32_t unit, KmDate day)
{
    size_t count = 0;
    const KmUnitSpell *rows = km_spell_table_of(table, unit, &count);
    const KmUnitSpell *found = NULL;
    for (size_t i = 0; i < count && rows[i].spell.from <= day; i++) {
        if (day >= rows[i].spell.to) {
            continue;
        }
        if (found == NULL || found->spell.from < rows[i].spell.from || rows[i].code < found->code) {
            found = &rows[i];
        }
    }
    return found;
}
