#include "indicators/effects/observe.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    KmEvaluation *evaluation;
    KmArena *arena;
    const KmEffectDesign *design;
    const KmLabelledSql *section;
    bool is_treated;
    KmEffectMember *items;
    size_t count, capacity;
    KmSpellTable clusters;
} Reader;

static bool refuse(const Reader *reader, const char *what, KmError *err)
{
    return km_error_at(err, KM_ERROR_DEFINITION, reader->design->file, reader->section->line, 0,
                       "section '%.100s' of %s %s", reader->section->label, reader->design->text.id,
                       what);
}

/* ---- who ---- */

static bool take_member(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmEffectMember member = {.is_treated = reader->is_treated, .start = reader->design->text.start};
    const KmCell *start = n_cells > 1 ? &cells[1] : NULL; /* a comparison has none */
    if (!km_unit_of_cell(reader->evaluation->units, &cells[0], &member.id)) {
        return refuse(reader, "gave a row without a unit (NULL, a fraction or an empty text)", err);
    }
    if (start != NULL && start->type == KM_CELL_INT) {
        member.start = (KmDate)start->integer;
    } else if (start != NULL && start->type != KM_CELL_NULL) {
        return refuse(reader, "gave a start that is no day number; write dag('2025-04-01')", err);
    }
    KM_GROW(reader->arena, reader->items, reader->count, reader->capacity);
    reader->items[reader->count++] = member;
    return true;
}

static bool read_section(Reader *reader, KmDesignSection which, const char *const *columns,
                         size_t n_columns, size_t n_required, KmRowSink sink, KmError *err)
{
    reader->section = reader->design->sections[which];
    KmGuardedSelect select = {.sql = reader->section->sql,
                              .file = reader->design->file,
                              .line = reader->section->line,
                              .peildatum = reader->design->text.start,
                              .van = reader->design->text.start,
                              .tot = reader->design->text.start + 1,
                              .columns = columns,
                              .n_columns = n_columns,
                              .n_required = n_required};
    if (km_work_select(reader->evaluation->work, &select, sink, err)) {
        return true;
    }
    if (err->kind == KM_ERROR_DEFINITION && err->hint[0] == '\0') {
        (void)km_error_hint(err, "the tables are those that 'uses' names, and the registers; their "
                                 "columns: kansmeter contract show NAME");
    }
    return km_error_context(err, "in section '%.100s' of %s", reader->section->label,
                            reader->design->text.id);
}

static int by_member(const void *left, const void *right, void *self)
{
    const KmEffectMember *a = left;
    const KmEffectMember *b = right;
    const KmUnits *units = self;
    const char *x = km_unit_text(units, a->id);
    const char *y = km_unit_text(units, b->id);
    if (x == NULL || y == NULL) {
        int64_t p = x == NULL ? km_unit_person(units, a->id) : INT64_MAX;
        int64_t q = y == NULL ? km_unit_person(units, b->id) : INT64_MAX;
        if (p != q) {
            return p < q ? -1 : 1;
        }
    }
    int order = x == NULL || y == NULL ? 0 : strcmp(x, y);
    if (order == 0) {
        order = (int)b->is_treated - (int)a->is_treated;
    }
    return order != 0 ? order : (a->start > b->start) - (a->start < b->start);
}

bool km_effect_members(KmEvaluation *evaluation, KmArena *arena, const KmEffectDesign *design,
                       KmEffectMembers *ret_members, KmError *err)
{
    static const char *const columns[] = {"unit", "start"};
    Reader reader = {.evaluation = evaluation, .arena = arena, .design = design};
    KmRowSink sink = {&reader, take_member};
    reader.is_treated = true;
    if (!read_section(&reader, KM_DESIGN_TREATED, columns, 2, 1, sink, err)) {
        return false;
    }
    reader.is_treated = false;
    if (design->sections[KM_DESIGN_COMPARISON] != NULL &&
        !read_section(&reader, KM_DESIGN_COMPARISON, columns, 1, 1,
                      (KmRowSink){&reader, take_member}, err)) {
        return false;
    }
    if (reader.count > 1) {
        qsort_r(reader.items, reader.count, sizeof *reader.items, by_member, evaluation->units);
    }
    size_t n = 0;
    for (size_t i = 0; i < reader.count; i++) {
        const KmEffectMember *last = n == 0 ? NULL : &reader.items[n - 1];
        bool is_new = last == NULL || last->id != reader.items[i].id;
        if (!is_new && last->is_treated != reader.items[i].is_treated) {
            return refuse(&reader,
                          "names a unit that was treated; who was ever treated is no comparison",
                          err);
        }
        if (is_new) { /* the earliest start comes first */
            reader.items[n++] = reader.items[i];
        }
    }
    *ret_members = (KmEffectMembers){reader.items, n};
    return true;
}

/* ---- in which cluster ---- */

static bool take_cluster(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmUnitSpell row = {.spell = {KM_DATE_EVER, KM_DATE_OPEN}};
    (void)n_cells;
    if (!km_unit_of_cell(reader->evaluation->units, &cells[0], &row.unit)) {
        return refuse(reader, "gave a row without a unit (NULL, a fraction or an empty text)", err);
    }
    if (cells[1].type == KM_CELL_INT) {
        row.spell.from = (KmDate)cells[1].integer;
    }
    if (cells[2].type == KM_CELL_INT) {
        row.spell.to = (KmDate)cells[2].integer;
    }
    if (row.spell.to < row.spell.from) {
        return refuse(reader, "gave a spell that ends before it begins (tot < van)", err);
    }
    if (cells[3].type == KM_CELL_NULL || row.spell.to == row.spell.from) {
        return true;
    }
    if (!km_unit_of_cell(reader->evaluation->units, &cells[3], &row.code)) {
        return refuse(reader, "gave a cluster that is neither a text nor a whole number", err);
    }
    km_spell_table_add(&reader->clusters, row);
    return true;
}

static bool read_clusters(Reader *reader, KmError *err)
{
    static const char *const columns[] = {"unit", "van", "tot", "cluster"};
    reader->clusters = km_spell_table_init(reader->arena);
    return reader->design->sections[KM_DESIGN_CLUSTER] == NULL ||
           read_section(reader, KM_DESIGN_CLUSTER, columns, 4, 4, (KmRowSink){reader, take_cluster},
                        err);
}

/* The cluster of the last day in [from, to) on which the unit has one; of several on that day the
 * one that began last, then the one whose name comes first. */
static uint32_t cluster_in(const Reader *reader, uint32_t unit, KmDate from, KmDate to)
{
    size_t count = 0;
    const KmUnitSpell *best = NULL;
    const KmUnitSpell *rows = km_spell_table_of(&reader->clusters, unit, &count);
    for (size_t i = 0; i < count; i++) {
        const KmSpell *spell = &rows[i].spell;
        if (spell->from >= to || spell->to <= from) {
            continue;
        }
        KmDate last = spell->to < to ? spell->to : to;
        KmDate best_last = best == NULL ? from : (best->spell.to < to ? best->spell.to : to);
        bool is_later = best == NULL || last > best_last ||
                        (last == best_last && spell->from > best->spell.from);
        bool is_tie = best != NULL && last == best_last && spell->from == best->spell.from;
        if (is_tie) {
            KmEffectMember a = {.id = rows[i].code};
            KmEffectMember b = {.id = best->code};
            is_later = by_member(&a, &b, reader->evaluation->units) < 0;
        }
        best = is_later ? &rows[i] : best;
    }
    return best == NULL ? KM_POOL_ABSENT : best->code;
}

/* ---- what was seen ---- */

bool km_effect_observe(KmEvaluation *evaluation, KmArena *arena, const KmEffectDesign *design,
                       const KmEffectMembers *members, const KmPeriod *periods, size_t n_periods,
                       KmEffectView *ret_view, KmError *err)
{
    Reader reader = {.evaluation = evaluation, .arena = arena, .design = design};
    KmEffectView view = {.in_no_cluster = 0};
    if (!read_clusters(&reader, err) ||
        !km_job_open(evaluation, arena, &design->outcome, periods, n_periods, &view.job, err) ||
        !km_job_observe(&view.job, err)) {
        return false;
    }
    bool has_clusters = design->sections[KM_DESIGN_CLUSTER] != NULL;
    bool is_matched = design->text.method == KM_EFFECT_MATCHED;
    size_t n_units = km_units_count(evaluation->units);
    size_t *member_of = KM_NEW_ARRAY(arena, size_t, n_units); /* + 1; 0: none */
    KmEffectRow *rows = KM_NEW_ARRAY(arena, KmEffectRow, view.job.n_observations);
    uint32_t lost = KM_POOL_ABSENT;
    km_spell_table_index(&reader.clusters, n_units);
    for (size_t m = 0; m < members->count; m++) {
        member_of[members->items[m].id] = m + 1;
    }
    for (size_t i = 0; i < view.job.n_observations; i++) {
        const KmObservation *seen = &view.job.observations[i];
        const KmWindow *window = &view.job.windows[seen->date];
        bool is_day = km_time_is_day(design->outcome.text.time);
        if (seen->is_excluded || !(seen->noemer > 0.0)) {
            continue;
        }
        uint32_t cluster = has_clusters
                               ? cluster_in(&reader, seen->unit,
                                            is_day ? window->to - 1 : window->from, window->to)
                               : seen->unit;
        if (cluster == KM_POOL_ABSENT && seen->unit != lost) {
            lost = seen->unit; /* observations of a unit stand together */
            view.in_no_cluster++;
        }
        uint32_t whose = is_matched ? seen->unit : cluster;
        if (cluster != KM_POOL_ABSENT && member_of[whose] > 0) {
            rows[view.n_rows++] = (KmEffectRow){.member = member_of[whose] - 1,
                                                .unit = seen->unit,
                                                .cluster = cluster,
                                                .period = seen->date,
                                                .day = seen->day,
                                                .is_hit = seen->is_hit,
                                                .noemer = seen->noemer,
                                                .waarde = seen->waarde};
        }
    }
    view.rows = rows;
    *ret_view = view;
    return true;
}
