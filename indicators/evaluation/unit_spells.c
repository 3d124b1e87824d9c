#include "indicators/evaluation/unit_spells.h"

#include <stdlib.h>
#include <string.h>

/* A person's key is eight bytes; a text's is eight bytes of mark and then the text, so longer. */
static const char text_mark[8] = "text";

struct KmUnits {
    KmPool *keys;
    char *key; /* a text's key in the making */
    size_t capacity;
    KmArena *arena;
};

KmUnits *km_units_open(KmArena *arena)
{
    KmUnits *units = KM_NEW(arena, KmUnits);
    units->keys = km_pool_open(arena);
    units->arena = arena;
    return units;
}

static uint32_t text_unit(KmUnits *units, const char *text, size_t length)
{
    if (sizeof text_mark + length > units->capacity) {
        units->capacity = 2 * (sizeof text_mark + length);
        units->key = km_alloc(units->arena, units->capacity);
    }
    memcpy(units->key, text_mark, sizeof text_mark);
    memcpy(units->key + sizeof text_mark, text, length);
    return km_pool_add(units->keys, units->key, sizeof text_mark + length);
}

bool km_unit_of_cell(KmUnits *units, const KmCell *cell, uint32_t *ret_unit)
{
    if (cell->type == KM_CELL_INT) {
        *ret_unit = km_pool_add(units->keys, &cell->integer, sizeof cell->integer);
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
    return km_pool_count(units->keys);
}

const char *km_unit_text(const KmUnits *units, uint32_t unit)
{
    bool is_text = km_pool_length(units->keys, unit) > sizeof text_mark;
    return is_text ? km_pool_text(units->keys, unit) + sizeof text_mark : NULL;
}

int64_t km_unit_person(const KmUnits *units, uint32_t unit)
{
    int64_t person = 0;
    memcpy(&person, km_pool_bytes(units->keys, unit), sizeof person);
    return person;
}

KmSpellTable km_spell_table_init(KmArena *arena)
{
    return (KmSpellTable){.arena = arena};
}

void km_spell_table_add(KmSpellTable *table, KmUnitSpell row)
{
    KM_GROW(table->arena, table->rows, table->n_rows, table->capacity);
    table->rows[table->n_rows++] = row;
}

static int by_start(const void *left, const void *right)
{
    const KmUnitSpell *a = left;
    const KmUnitSpell *b = right;
    if (a->spell.from != b->spell.from) {
        return a->spell.from < b->spell.from ? -1 : 1;
    }
    if (a->spell.to != b->spell.to) {
        return a->spell.to < b->spell.to ? -1 : 1;
    }
    if (a->value < b->value || a->value > b->value) {
        return a->value < b->value ? -1 : 1;
    }
    return (a->code > b->code) - (a->code < b->code);
}

void km_spell_table_index(KmSpellTable *table, size_t n_units)
{
    size_t *starts = KM_NEW_ARRAY(table->arena, size_t, n_units + 2);
    KmUnitSpell *sorted = KM_NEW_ARRAY(table->arena, KmUnitSpell, table->n_rows);
    for (size_t i = 0; i < table->n_rows; i++) {
        starts[table->rows[i].unit + 2]++;
    }
    for (size_t u = 2; u < n_units + 2; u++) {
        starts[u] += starts[u - 1];
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        sorted[starts[table->rows[i].unit + 1]++] = table->rows[i];
    }
    for (size_t u = 0; u < n_units; u++) {
        if (starts[u + 1] - starts[u] > 1) {
            qsort(sorted + starts[u], starts[u + 1] - starts[u], sizeof *sorted, by_start);
        }
    }
    table->rows = sorted;
    table->capacity = table->n_rows;
    table->starts = starts;
    table->n_units = n_units;
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

double km_spell_table_sum(const KmSpellTable *table, uint32_t unit, KmDate day)
{
    size_t count = 0;
    const KmUnitSpell *rows = km_spell_table_of(table, unit, &count);
    double sum = 0.0;
    for (size_t i = 0; i < count && rows[i].spell.from <= day; i++) {
        if (day < rows[i].spell.to) {
            sum += rows[i].value;
        }
    }
    return sum;
}
