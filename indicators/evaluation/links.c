/* Which units' outcomes rest on rows without a personal number, linked by birth date, sex and
 * postcode: of the contracts that make the hit. And whose rows could be linked to nobody. */
#include "indicators/evaluation/evaluation.h"

#include <string.h>

typedef struct {
    KmJob *job;
    size_t weak_capacity, unlinked_capacity;
} Reader;

static bool names(const KmCell *contracts, const char *contract)
{
    size_t length = strlen(contract);
    if (contracts->type != KM_CELL_TEXT || contracts->length == 0) {
        return true; /* worked examples: all contracts are meant */
    }
    for (const char *at = contracts->text; (at = strstr(at, contract)) != NULL; at += length) {
        if (at > contracts->text && at[-1] == '|' && at[length] == '|') {
            return true;
        }
    }
    return false;
}

/* Rows that take a hit away make misses doubtful, other rows hits. */
static KmDoubt doubt_of(const KmDefinition *definition, const KmCell *contracts)
{
    KmDoubt doubt = {0};
    for (size_t i = 0; i < definition->n_uses; i++) {
        const KmUse *use = &definition->uses[i];
        if (use->kind != KM_USE_DIMENSION && use->kind != KM_USE_POSSIBLE &&
            names(contracts, use->contract)) {
            doubt.of_miss = doubt.of_miss || use->kind == KM_USE_MISS;
            doubt.of_hit = doubt.of_hit || use->kind != KM_USE_MISS;
        }
    }
    return doubt;
}

static bool is_text(const KmCell *cell, const char *text)
{
    return cell->type == KM_CELL_TEXT && strlen(text) == (size_t)cell->length &&
           memcmp(cell->text, text, (size_t)cell->length) == 0;
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    KmJob *job = reader->job;
    uint32_t unit = 0;
    (void)n_cells;
    (void)err;
    KmDoubt doubt = doubt_of(job->definition, &cells[1]);
    if ((!doubt.of_hit && !doubt.of_miss) ||
        !km_unit_of_cell(job->evaluation->units, &cells[0], &unit)) {
        return true;
    }
    doubt.unit = unit;
    if (is_text(&cells[2], "zwak")) {
        KM_GROW(job->arena, job->weak_units, job->n_weak_units, reader->weak_capacity);
        job->weak_units[job->n_weak_units++] = doubt;
    } else if (is_text(&cells[2], "geen")) {
        KM_GROW(job->arena, job->unlinked, job->n_unlinked, reader->unlinked_capacity);
        job->unlinked[job->n_unlinked++] = doubt;
    }
    return true;
}

/* From here on no unit comes to the job. */
static void order_by_unit(KmJob *job)
{
    size_t n_units = km_units_count(job->evaluation->units);
    if (job->n_weak_units > 0) {
        KmDoubt *doubts = KM_NEW_ARRAY(job->arena, KmDoubt, n_units);
        for (size_t i = 0; i < job->n_weak_units; i++) {
            doubts[job->weak_units[i].unit] = job->weak_units[i];
        }
        job->doubts = doubts;
    }
    if (job->n_unlinked > 0) {
        job->is_there = KM_NEW_ARRAY(job->arena, uint64_t, n_units);
    }
}

bool km_job_read_links(KmJob *job, KmError *err)
{
    static const char *const columns[] = {"unit", "contracten", "graad"};
    Reader reader = {.job = job};
    KmGuardedSelect select = {.sql = "SELECT kind AS unit, contracten, graad FROM koppelzekerheid",
                              .file = job->definition->file,
                              .line = 1,
                              .columns = columns,
                              .n_columns = 3,
                              .n_required = 3};
    KmIndicatorKind kind = job->definition->text.kind;
    bool is_share = kind == KM_KIND_PROPORTION || kind == KM_KIND_DISTRIBUTION;
    if (!is_share || strcmp(job->definition->counts, "kind") != 0) {
        return true;
    }
    if (km_work_has_table(job->evaluation->work, "koppelzekerheid") &&
        !km_work_select(job->evaluation->work, &select, (KmRowSink){&reader, take_row}, err)) {
        return false;
    }
    order_by_unit(job);
    return true;
}

void km_job_doubt(const KmJob *job, KmObservation *seen)
{
    if (job->doubts != NULL) {
        const KmDoubt *doubt = &job->doubts[seen->unit];
        seen->is_weak = seen->is_hit ? doubt->of_hit : doubt->of_miss;
    }
    if (job->is_there != NULL) {
        job->is_there[seen->unit] |= UINT64_C(1) << seen->date;
    }
}
