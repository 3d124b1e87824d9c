/* Children of whom a deliverer sent rows without a number that fit nobody, or several: each is some
 * child of the city, so each that has a hit may be the hit of a child that seems to have none. */
#include "indicators/evaluation/evaluation.h"

#include "engine/base/text.h"

#include <string.h>

/* By unit: the dates on which it has been added. */
typedef struct {
    KmJob *job;
    uint64_t *is_added;
    const KmDoubt **unlinked; /* by unit; NULL: known */
    KmUseKind use;
} Search;

static bool is_share_out(const KmJob *job)
{
    return job->definition->text.kind == KM_KIND_DISTRIBUTION;
}

/* In a distribution it may have made any category one too many as well as one too few. */
static void add(Search *search, uint32_t unit, uint32_t date, bool is_hit)
{
    KmJob *job = search->job;
    uint64_t bit = UINT64_C(1) << date;
    bool is_both = is_share_out(job);
    if (((job->is_there[unit] | search->is_added[unit]) & bit) != 0) {
        return;
    }
    search->is_added[unit] |= bit;
    km_job_add_leeway(job, (KmLeeway){.unit = unit,
                                      .date = date,
                                      .day = job->windows[date].to - 1,
                                      .above = is_hit || is_both ? 1.0 : 0.0,
                                      .below = !is_hit || is_both ? 1.0 : 0.0,
                                      .is_anywhere = true,
                                      .section = -1});
}

/* The days on which a hit counts: the reference day, or any day of the window. */
static KmSpell days_of(const KmJob *job, const KmWindow *window)
{
    bool is_day = km_time_is_day(job->definition->text.time);
    return (KmSpell){is_day ? window->to - 1 : window->from, window->to};
}

static void add_hits_of_sections(Search *search)
{
    KmJob *job = search->job;
    for (size_t i = 0; i < job->n_unlinked; i++) {
        for (uint32_t w = 0; w < job->n_windows && job->unlinked[i].of_hit; w++) {
            KmSpell days = days_of(job, &job->windows[w]);
            KmPresence presence = {&days, 1, days.to - 1};
            if (km_sections_hit(job, job->unlinked[i].unit, &presence, SIZE_MAX)) {
                add(search, job->unlinked[i].unit, w, true);
            }
        }
    }
}

/* A row that holds on the reference day; what looks back over a window may look back further. */
static bool may_count(const KmJob *job, const KmWindow *window, KmSpell row)
{
    KmSpell days = days_of(job, window);
    return row.from < days.to &&
           (!km_time_is_day(job->definition->text.time) || days.from < row.to);
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Search *search = self;
    KmJob *job = search->job;
    uint32_t unit = 0;
    (void)n_cells;
    (void)err;
    if (!km_unit_of_cell(job->evaluation->units, &cells[0], &unit) ||
        unit >= km_units_count(job->evaluation->units) || search->unlinked[unit] == NULL) {
        return true;
    }
    KmSpell row = {cells[1].type == KM_CELL_INT ? (KmDate)cells[1].integer : KM_DATE_EVER,
                   cells[2].type == KM_CELL_INT ? (KmDate)cells[2].integer : KM_DATE_OPEN};
    for (uint32_t w = 0; w < job->n_windows; w++) {
        if (may_count(job, &job->windows[w], row)) {
            add(search, unit, w, search->use == KM_USE_HIT);
        }
    }
    return true;
}

static bool has_persons(const KmTableSpec *spec)
{
    for (size_t i = 0; spec != NULL && i < spec->n_columns; i++) {
        if (spec->columns[i].type == KM_COLUMN_PERSON &&
            strcmp(spec->columns[i].name, "kind") == 0) {
            return true;
        }
    }
    return false;
}

/* What a body makes of a row only the body knows: every row of the contract counts. */
static bool add_rows_of(Search *search, const KmUse *use, KmError *err)
{
    static const char *const columns[] = {"unit", "van", "tot"};
    const KmEvaluation *evaluation = search->job->evaluation;
    KmGuardedSelect select = {
        .sql = km_format(search->job->arena,
                         "SELECT kind AS unit, van, tot FROM %s WHERE kind IN"
                         " (SELECT kind FROM koppelzekerheid WHERE graad = 'geen')",
                         use->contract),
        .file = search->job->definition->file,
        .line = 1,
        .columns = columns,
        .n_columns = 3,
        .n_required = 3};
    search->use = use->kind;
    return !km_work_has_table(evaluation->work, use->contract) ||
           !has_persons(km_catalogue_contract(evaluation->catalogue, use->contract)) ||
           km_work_select(evaluation->work, &select, (KmRowSink){search, take_row}, err);
}

static void mark(Search *search)
{
    KmJob *job = search->job;
    size_t n_units = km_units_count(job->evaluation->units);
    search->is_added = KM_NEW_ARRAY(job->arena, uint64_t, n_units);
    search->unlinked = KM_NEW_ARRAY(job->arena, const KmDoubt *, n_units);
    for (size_t i = 0; i < job->n_unlinked; i++) {
        search->unlinked[job->unlinked[i].unit] = &job->unlinked[i];
    }
}

bool km_job_add_unlinked(KmJob *job, KmError *err)
{
    const KmDefinition *definition = job->definition;
    Search search = {.job = job};
    if (job->n_unlinked == 0) {
        return true;
    }
    mark(&search);
    if (definition->form == KM_FORM_SPELLS) {
        add_hits_of_sections(&search);
    }
    for (size_t i = 0; i < definition->n_uses; i++) {
        const KmUse *use = &definition->uses[i];
        bool is_of_rows = use->kind == KM_USE_MISS ||
                          (use->kind == KM_USE_HIT && definition->form == KM_FORM_STATE);
        if (is_of_rows && !add_rows_of(&search, use, err)) {
            return false;
        }
    }
    return true;
}
