/* The spells form, read: each labelled SELECT becomes a table of spells by unit. */
#include "indicators/evaluation/evaluation.h"

#include <math.h>

enum { UNIT, VAN, TOT, WAARDE, FIXED_COLUMNS };
/* A unit may have a thousand such rows at once. */
enum { MOST_ROW_VALUE = 1000000 };

typedef struct {
    KmJob *job;
    const KmSection *section;
    KmSpellTable *table;
} Reader;

static bool refuse(const Reader *reader, const char *what, KmError *err)
{
    return km_error_at(err, KM_ERROR_DEFINITION, reader->job->definition->file,
                       reader->section->line, 0, "section '%.100s' of %s %s",
                       reader->section->label, reader->job->definition->text.id, what);
}

static void take_overrides(Reader *reader, const KmCell *cells, KmUnitSpell row)
{
    KmJob *job = reader->job;
    for (size_t d = 0; d < job->n_dimensions; d++) {
        row.code = km_dimension_code(job->dimensions[d], &cells[d]);
        if (row.code != KM_POOL_ABSENT) {
            km_spell_table_add(&job->overrides[d], row);
        }
    }
}

static bool take_value(const Reader *reader, const KmCell *cell, double *ret_value, KmError *err)
{
    switch (cell->type) {
    case KM_CELL_NULL:
        break;
    case KM_CELL_INT:
        *ret_value = (double)cell->integer;
        break;
    case KM_CELL_REAL:
        *ret_value = cell->real;
        break;
    case KM_CELL_TEXT:
        return refuse(reader, "gave a text as waarde; a number is expected", err);
    }
    if (reader->section->kind == KM_SECTION_POSSIBLE &&
        (*ret_value < 0.0 || cell->type == KM_CELL_NULL)) {
        return refuse(reader, "gave a row without a waarde from 0: how many there may be", err);
    }
    return fabs(*ret_value) <= MOST_ROW_VALUE ||
           refuse(reader, "gave a waarde beyond a million", err);
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmUnitSpell row = {.spell = {KM_DATE_EVER, KM_DATE_OPEN}};
    double value = 0.0;
    (void)n_cells;
    if (!km_unit_of_cell(reader->job->evaluation->units, &cells[UNIT], &row.unit)) {
        return refuse(reader, "gave a row without a unit (NULL, a fraction or an empty text)", err);
    }
    if (cells[VAN].type == KM_CELL_INT) {
        row.spell.from = (KmDate)cells[VAN].integer;
    }
    if (cells[TOT].type == KM_CELL_INT) {
        row.spell.to = (KmDate)cells[TOT].integer;
    }
    if (row.spell.to < row.spell.from) {
        return refuse(reader,
                      "gave a spell that ends before it begins (tot < van); tot is the first day "
                      "after",
                      err);
    }
    if (row.spell.to == row.spell.from) {
        return true;
    }
    if (!take_value(reader, &cells[WAARDE], &value, err)) {
        return false;
    }
    reader->job->has_values = reader->job->has_values || fabs(value) > 0.0;
    km_spell_table_add_value(reader->table, row, value);
    take_overrides(reader, cells + FIXED_COLUMNS, row);
    return true;
}

static bool read_section(KmJob *job, size_t s, KmError *err)
{
    const char *columns[FIXED_COLUMNS + KM_MOST_BLOCK_DIMENSIONS] = {"unit", "van", "tot",
                                                                     "waarde"};
    const KmSection *section = &job->definition->sections[s];
    Reader reader = {.job = job, .section = section, .table = &job->sections[s]};
    for (size_t d = 0; d < job->n_dimensions; d++) {
        columns[FIXED_COLUMNS + d] = job->dimensions[d]->name;
    }
    KmGuardedSelect select = {.sql = section->sql,
                              .file = job->definition->file,
                              .line = section->line,
                              .columns = columns,
                              .n_columns = FIXED_COLUMNS + job->n_dimensions,
                              .n_required = WAARDE};
    if (!km_work_select(job->evaluation->work, &select, (KmRowSink){&reader, take_row}, err)) {
        return km_error_context(err, "in section '%.100s' of %s", section->label,
                                job->definition->text.id);
    }
    return true;
}

static size_t most_spells(const KmJob *job)
{
    size_t room = KM_MOST_DATES;
    for (size_t s = 0; s < job->definition->n_sections; s++) {
        for (size_t u = 0; u < job->sections[s].n_units; u++) {
            size_t count = job->sections[s].starts[u + 1] - job->sections[s].starts[u];
            room = count > room ? count : room;
        }
    }
    return room * (job->definition->n_sections + 1);
}

/* ---- units counted without being known ---- */

/* On the reference day, or on any day of the window. */
static bool is_met(const KmJob *job, const KmWindow *window, KmSpell spell)
{
    KmDate from = km_time_is_day(job->definition->text.time) ? window->to - 1 : window->from;
    return spell.from < window->to && from < spell.to;
}

static void add_possible(KmJob *job, size_t section)
{
    const KmSpellTable *table = &job->sections[section];
    for (uint32_t unit = 0; unit < table->n_units; unit++) {
        size_t count = 0;
        const KmUnitSpell *rows = km_spell_table_of(table, unit, &count);
        for (uint32_t w = 0; w < job->n_windows; w++) {
            for (size_t i = 0; i < count; i++) {
                if (is_met(job, &job->windows[w], rows[i].spell)) {
                    km_job_add_leeway(job,
                                      (KmLeeway){.unit = unit,
                                                 .date = w,
                                                 .day = job->windows[w].to - 1,
                                                 .above = km_spell_table_value(table, &rows[i]),
                                                 .is_anywhere = true,
                                                 .section = (int)section});
                }
            }
        }
    }
}

bool km_sections_read(KmJob *job, KmError *err)
{
    size_t n_sections = job->definition->n_sections;
    job->sections = KM_NEW_ARRAY(job->arena, KmSpellTable, n_sections);
    for (size_t s = 0; s < n_sections; s++) {
        job->sections[s] = km_spell_table_init(job->arena);
        if (!read_section(job, s, err)) {
            return false;
        }
    }
    size_t n_units = km_units_count(job->evaluation->units);
    for (size_t s = 0; s < n_sections; s++) {
        km_spell_table_index(&job->sections[s], n_units);
    }
    for (size_t d = 0; d < job->n_dimensions; d++) {
        km_spell_table_index(&job->overrides[d], n_units);
    }
    job->room = most_spells(job);
    for (size_t i = 0; i < sizeof job->spells / sizeof *job->spells; i++) {
        job->spells[i] = KM_NEW_ARRAY(job->arena, KmSpell, job->room);
    }
    for (size_t s = 0; s < n_sections; s++) {
        if (job->definition->sections[s].kind == KM_SECTION_POSSIBLE) {
            add_possible(job, s);
        }
    }
    return true;
}
