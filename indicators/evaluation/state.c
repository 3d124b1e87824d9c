/* The state form: the guarded SELECT once per reference date, a row a unit. */
#include "indicators/evaluation/evaluation.h"

#include <math.h>
#include <string.h>

enum {
    UNIT,
    RESULT,
    NOEMER,
    UITGESLOTEN,
    ONBEKEND,
    DAG,
    LAAG,
    HOOG,
    NOEMER_LAAG,
    NOEMER_HOOG,
    MOGELIJK,
    FIXED_COLUMNS
};

typedef struct {
    KmJob *job;
    const KmSection *section;
    uint32_t date;
    size_t capacity;
    uint32_t *last_seen; /* by unit: the last date it was seen on, plus one */
    size_t n_last_seen;
} Reader;

static bool refuse(const Reader *reader, const char *what, KmError *err)
{
    return km_error_at(err, KM_ERROR_DEFINITION, reader->job->definition->file,
                       reader->section->line, 0, "section '%.100s' of %s %s",
                       reader->section->label, reader->job->definition->text.id, what);
}

/* NULL is 0, as the column may be absent. */
static bool take_flag(const Reader *reader, const KmCell *cell, const char *what, bool *ret_flag,
                      KmError *err)
{
    if (cell->type == KM_CELL_NULL) {
        *ret_flag = false;
        return true;
    }
    if (cell->type != KM_CELL_INT || (cell->integer != 0 && cell->integer != 1)) {
        return refuse(reader, what, err);
    }
    *ret_flag = cell->integer == 1;
    return true;
}

static const char not_a_number[] = "gave a waarde that is not a number; leave the unit out instead";

static bool take_number(const Reader *reader, const KmCell *cell, double *ret_number, KmError *err)
{
    switch (cell->type) {
    case KM_CELL_INT:
        *ret_number = (double)cell->integer;
        break;
    case KM_CELL_REAL:
        *ret_number = cell->real;
        break;
    case KM_CELL_NULL:
        if (reader->job->definition->text.kind == KM_KIND_RATE) {
            *ret_number = 0.0;
            return true;
        }
        return refuse(reader, not_a_number, err);
    case KM_CELL_TEXT:
        return refuse(reader, not_a_number, err);
    }
    return fabs(*ret_number) <= KM_MOST_WAARDE ||
           refuse(reader, "gave a waarde beyond a thousand million", err);
}

static bool take_result(Reader *reader, const KmCell *cell, KmObservation *seen, KmError *err)
{
    switch (reader->job->definition->text.kind) {
    case KM_KIND_PROPORTION:
        if (cell->type == KM_CELL_NULL) {
            return refuse(reader, "gave a hit that is empty; 0 or 1 is expected", err);
        }
        return take_flag(reader, cell, "gave a hit that is not 0 or 1", &seen->is_hit, err);
    case KM_KIND_MEAN:
    case KM_KIND_RATE:
        return take_number(reader, cell, &seen->waarde, err);
    case KM_KIND_DISTRIBUTION:
        if (cell->type == KM_CELL_NULL) {
            return refuse(reader, "gave a row without a category in waarde", err);
        }
        return true;
    case KM_KIND_COUNT:
    case KM_KIND_DURATION:
    case KM_KIND_GAP:
        break;
    }
    return true;
}

static bool take_noemer(const Reader *reader, const KmCell *cell, KmObservation *seen, KmError *err)
{
    seen->noemer = 1.0;
    if (cell->type == KM_CELL_INT && cell->integer >= 0) {
        seen->noemer = (double)cell->integer;
    } else if (cell->type == KM_CELL_REAL && cell->real >= 0.0) {
        seen->noemer = cell->real;
    } else if (cell->type != KM_CELL_NULL) {
        return refuse(reader, "gave a noemer that is not a number from 0", err);
    }
    if (!(seen->noemer <= KM_MOST_WAARDE)) {
        return refuse(reader, "gave a noemer beyond a thousand million", err);
    }
    bool is_one_or_none =
        seen->noemer < 0.5 ? !(seen->noemer > 0.0) : !(seen->noemer < 1.0 || seen->noemer > 1.0);
    if (!is_one_or_none && reader->job->definition->text.kind != KM_KIND_RATE) {
        return refuse(reader, "gave a noemer that is not 0 or 1; only a rate has others", err);
    }
    if (reader->job->definition->text.is_percent &&
        (seen->waarde < 0.0 || seen->waarde > seen->noemer)) {
        return refuse(
            reader,
            "gave a waarde outside 0 … noemer; what is written as a percentage is part of "
            "a whole",
            err);
    }
    return true;
}

static bool take_day(const Reader *reader, const KmCell *cell, KmObservation *seen, KmError *err)
{
    const KmWindow *window = &reader->job->windows[reader->date];
    seen->day = window->to - 1;
    if (cell->type == KM_CELL_INT) {
        seen->day = (KmDate)cell->integer;
        if (seen->day < window->from || seen->day >= window->to) {
            return refuse(reader, "gave a dag outside :van … :tot", err);
        }
    }
    return true;
}

/* ---- what is known as an interval ---- */

static bool take_end(const Reader *reader, const KmCell *cell, double value, double *ret_end,
                     KmError *err)
{
    if (cell->type == KM_CELL_TEXT) {
        return refuse(reader, "gave a text as laag, hoog, noemer_laag or noemer_hoog", err);
    }
    *ret_end = cell->type == KM_CELL_NULL  ? value
               : cell->type == KM_CELL_INT ? (double)cell->integer
                                           : cell->real;
    return fabs(*ret_end) <= KM_MOST_WAARDE ||
           refuse(reader, "gave a laag, hoog, noemer_laag or noemer_hoog beyond a thousand million",
                  err);
}

static bool take_ends(const Reader *reader, const KmCell *cells, const KmObservation *seen,
                      KmLeeway *leeway, KmError *err)
{
    double low = 0.0;
    double high = 0.0;
    double least = 0.0;
    double most = 0.0;
    if (!take_end(reader, &cells[LAAG], seen->waarde, &low, err) ||
        !take_end(reader, &cells[HOOG], seen->waarde, &high, err) ||
        !take_end(reader, &cells[NOEMER_LAAG], seen->noemer, &least, err) ||
        !take_end(reader, &cells[NOEMER_HOOG], seen->noemer, &most, err)) {
        return false;
    }
    leeway->below = seen->waarde - low;
    leeway->above = high - seen->waarde;
    leeway->noemer_below = seen->noemer - least;
    leeway->noemer_above = most - seen->noemer;
    if (leeway->below < 0.0 || leeway->above < 0.0) {
        return refuse(reader, "gave a waarde outside laag … hoog", err);
    }
    return (leeway->noemer_below >= 0.0 && leeway->noemer_above >= 0.0 && least >= 0.0) ||
           refuse(reader, "gave a noemer outside noemer_laag … noemer_hoog, or one below 0", err);
}

static bool take_possible(const Reader *reader, const KmCell *cell, const KmObservation *seen,
                          KmLeeway *leeway, KmError *err)
{
    if (cell->type == KM_CELL_NULL) {
        return true;
    }
    if (cell->type != KM_CELL_INT || cell->integer < 0 || cell->integer > KM_MOST_WAARDE) {
        return refuse(reader, "gave a mogelijk that is not a whole number from 0", err);
    }
    leeway->above = (double)cell->integer;
    leeway->is_anywhere = true;
    return !(seen->noemer > 0.0) ||
           refuse(reader,
                  "gave a mogelijk for a unit that is in n; `noemer` is 0 for who was counted "
                  "without being known, and `onbekend` says that a hit is not sure",
                  err);
}

static bool take_leeway(Reader *reader, const KmCell *cells, const KmObservation *seen,
                        KmError *err)
{
    KmIndicatorKind kind = reader->job->definition->text.kind;
    bool has_ends = cells[LAAG].type != KM_CELL_NULL || cells[HOOG].type != KM_CELL_NULL;
    bool has_noemer =
        cells[NOEMER_LAAG].type != KM_CELL_NULL || cells[NOEMER_HOOG].type != KM_CELL_NULL;
    bool has_possible = cells[MOGELIJK].type != KM_CELL_NULL;
    KmLeeway leeway = {.unit = seen->unit, .date = seen->date, .day = seen->day};
    if (!has_ends && !has_noemer && !has_possible) {
        return true;
    }
    if (has_possible && kind != KM_KIND_PROPORTION) {
        return refuse(reader,
                      "gave a mogelijk; only a proportion has one, others have laag and hoog", err);
    }
    if (has_ends && kind != KM_KIND_RATE && kind != KM_KIND_MEAN) {
        return refuse(reader, "gave a laag or hoog; only a rate or mean has them", err);
    }
    if (has_noemer && kind != KM_KIND_RATE) {
        return refuse(reader, "gave a noemer_laag or noemer_hoog; only a rate has them", err);
    }
    if (!take_ends(reader, cells, seen, &leeway, err) ||
        !take_possible(reader, &cells[MOGELIJK], seen, &leeway, err)) {
        return false;
    }
    if (!seen->is_excluded) {
        km_job_add_leeway(reader->job, leeway);
    }
    return true;
}

/* A code holds on the observation's day only. A distribution's own dimension is first. */
static void take_codes(Reader *reader, const KmCell *cells, const KmObservation *seen)
{
    KmJob *job = reader->job;
    bool has_category = job->definition->text.kind == KM_KIND_DISTRIBUTION;
    KmUnitSpell row = {.unit = seen->unit, .spell = {seen->day, seen->day + 1}};
    for (size_t d = 0; d < job->n_dimensions; d++) {
        const KmCell *cell = has_category && d == 0 ? &cells[RESULT] : &cells[FIXED_COLUMNS + d];
        row.code = km_dimension_code(job->dimensions[d], cell);
        if (row.code != KM_POOL_ABSENT) {
            km_spell_table_add(&job->overrides[d], row);
        }
    }
}

/* Whether the unit was seen on this date already; from here on it was. */
static bool is_seen_again(Reader *reader, uint32_t unit)
{
    if (unit >= reader->n_last_seen) {
        size_t wider = 2 * km_units_count(reader->job->evaluation->units);
        uint32_t *last_seen = KM_NEW_ARRAY(reader->job->arena, uint32_t, wider);
        if (reader->n_last_seen > 0) {
            memcpy(last_seen, reader->last_seen, reader->n_last_seen * sizeof *last_seen);
        }
        reader->last_seen = last_seen;
        reader->n_last_seen = wider;
    }
    bool is_again = reader->last_seen[unit] == reader->date + 1;
    reader->last_seen[unit] = reader->date + 1;
    return is_again;
}

static bool take_unit(Reader *reader, const KmCell *cell, KmObservation *seen, KmError *err)
{
    if (!km_unit_of_cell(reader->job->evaluation->units, cell, &seen->unit)) {
        return refuse(reader, "gave a row without a unit (NULL, a fraction or an empty text)", err);
    }
    if (is_seen_again(reader, seen->unit)) {
        return refuse(
            reader, "gave two rows for one unit on one date; group or pick one row per unit", err);
    }
    return true;
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmJob *job = reader->job;
    KmObservation seen = {.date = reader->date};
    (void)n_cells;
    if (!take_unit(reader, &cells[UNIT], &seen, err) ||
        !take_result(reader, &cells[RESULT], &seen, err) ||
        !take_noemer(reader, &cells[NOEMER], &seen, err) ||
        !take_flag(reader, &cells[UITGESLOTEN], "gave an uitgesloten that is not 0 or 1",
                   &seen.is_excluded, err) ||
        !take_flag(reader, &cells[ONBEKEND], "gave an onbekend that is not 0 or 1",
                   &seen.is_unknown, err) ||
        !take_day(reader, &cells[DAG], &seen, err) || !take_leeway(reader, cells, &seen, err)) {
        return false;
    }
    take_codes(reader, cells, &seen);
    KM_GROW_MOVING(job->arena, job->observations, job->n_observations, reader->capacity);
    job->observations[job->n_observations++] = seen;
    return true;
}

static const char *result_column(KmIndicatorKind kind)
{
    return kind == KM_KIND_PROPORTION ? "hit" : "waarde";
}

static bool read_date(Reader *reader, KmError *err)
{
    KmJob *job = reader->job;
    const char *columns[FIXED_COLUMNS + KM_MOST_BLOCK_DIMENSIONS] = {
        [UNIT] = "unit",
        [RESULT] = result_column(job->definition->text.kind),
        [NOEMER] = "noemer",
        [UITGESLOTEN] = "uitgesloten",
        [ONBEKEND] = "onbekend",
        [DAG] = "dag",
        [LAAG] = "laag",
        [HOOG] = "hoog",
        [NOEMER_LAAG] = "noemer_laag",
        [NOEMER_HOOG] = "noemer_hoog",
        [MOGELIJK] = "mogelijk"};
    const KmWindow *window = &job->windows[reader->date];
    for (size_t d = 0; d < job->n_dimensions; d++) {
        columns[FIXED_COLUMNS + d] = job->dimensions[d]->name;
    }
    KmGuardedSelect select = {.sql = reader->section->sql,
                              .file = job->definition->file,
                              .line = reader->section->line,
                              .peildatum = window->to - 1,
                              .van = window->from,
                              .tot = window->to,
                              .columns = columns,
                              .n_columns = FIXED_COLUMNS + job->n_dimensions,
                              .n_required =
                                  job->definition->text.kind == KM_KIND_COUNT ? RESULT : NOEMER};
    if (!km_work_select(job->evaluation->work, &select, (KmRowSink){reader, take_row}, err)) {
        return km_error_context(err, "in section '%.100s' of %s", reader->section->label,
                                job->definition->text.id);
    }
    return true;
}

/* From date by date to unit by unit, stable: a unit's dates stay in order. */
static void order_by_unit(KmJob *job)
{
    size_t n_units = km_units_count(job->evaluation->units);
    size_t *starts = KM_NEW_ARRAY(job->arena, size_t, n_units + 1);
    KmObservation *ordered = KM_NEW_ARRAY(job->arena, KmObservation, job->n_observations);
    for (size_t i = 0; i < job->n_observations; i++) {
        starts[job->observations[i].unit + 1]++;
    }
    for (size_t u = 1; u <= n_units; u++) {
        starts[u] += starts[u - 1];
    }
    for (size_t i = 0; i < job->n_observations; i++) {
        ordered[starts[job->observations[i].unit]++] = job->observations[i];
    }
    job->observations = ordered;
}

bool km_state_observe(KmJob *job, KmError *err)
{
    Reader reader = {.job = job, .section = &job->definition->sections[0]};
    for (uint32_t w = 0; w < job->n_windows; w++) {
        reader.date = w;
        if (!read_date(&reader, err)) {
            return false;
        }
    }
    order_by_unit(job);
    for (size_t d = 0; d < job->n_dimensions; d++) {
        km_spell_table_index(&job->overrides[d], km_units_count(job->evaluation->units));
    }
    return true;
}
