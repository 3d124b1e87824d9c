/* Units and their spells. A unit is a person number or a text id (site, partner); inside one
 * evaluation each has a dense number. A table of spells is filled row by row, then indexed once, so
 * that one unit's spells lie together, by start. */
#ifndef INDICATORS_UNIT_SPELLS_H
#define INDICATORS_UNIT_SPELLS_H

#include "engine/base/pool.h"
#include "engine/store/table.h"
#include "indicators/worktables/spells.h"

typedef struct KmUnits KmUnits;

/* Numbers below `n_numbered` are units by that very number, the same to all who open units so;
 * others are numbered after them, as they come. */
KmUnits *km_units_open(KmArena *arena, size_t n_numbered);
size_t km_units_numbered(const KmUnits *units);
/* False when the cell is no unit: NULL, a fraction, an empty text. */
bool km_unit_of_cell(KmUnits *units, const KmCell *cell, uint32_t *ret_unit) KM_MUST_USE;
size_t km_units_count(const KmUnits *units);
/* NULL for a person. */
const char *km_unit_text(const KmUnits *units, uint32_t unit);
int64_t km_unit_person(const KmUnits *units, uint32_t unit);

typedef struct {
    uint32_t unit;
    uint32_t code; /* of a dimension, in its pool; of a value (below); 0 otherwise */
    KmSpell spell;
} KmUnitSpell;

typedef struct {
    KmArena *arena;
    KmUnitSpell *rows;
    size_t n_rows, capacity;
    double *values; /* by code, less one; NULL: codes are of a dimension */
    size_t n_values, values_capacity;
    bool is_mixed;    /* some row's unit stands below that of the row before it */
    uint32_t *starts; /* by unit, n_units + 1; after indexing */
    size_t n_units;
} KmSpellTable;

KmSpellTable km_spell_table_init(KmArena *arena);
void km_spell_table_add(KmSpellTable *table, KmUnitSpell row);
/* A table has rows with codes or rows with values, never both. */
void km_spell_table_add_value(KmSpellTable *table, KmUnitSpell row, double value);
double km_spell_table_value(const KmSpellTable *table, const KmUnitSpell *row);
/* Sorts by unit, start, end, value, code: the order of the rows given no longer shows. */
void km_spell_table_index(KmSpellTable *table, size_t n_units);
/* The rows of one unit; NULL and 0 when it has none. */
const KmUnitSpell *km_spell_table_of(const KmSpellTable *table, uint32_t unit, size_t *ret_count);
/* The row that holds on `day`: the latest started, then the lowest code of those; or NULL. */
const KmUnitSpell *km_spell_table_on(const KmSpellTable *table, uint32_t unit, KmDate day);

#endif
