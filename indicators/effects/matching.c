/* Before and after with a matched comparison: one change a unit and start. */
#include "engine/stats/effect/matched.h"
#include "indicators/effects/estimate.h"

#include <string.h>

/* A unit's quarters before and after one start. */
typedef struct {
    double before, after;
    int n_before, n_after;
    bool was_hit, was_miss;
    const KmEffectRow *last; /* the last row before the start */
} Span;

typedef struct {
    KmEstimating *e;
    KmPool *strata;
    KmPool *clusters;
    size_t n, capacity, strata_room, cluster_room, treated_room, span_room;
    double *change;
    bool *is_treated;
    size_t *stratum;
    size_t *cluster;
    Span *spans;
} Matching;

static void see(const KmEstimating *e, const KmEffectRow *row, int start, Span *span)
{
    const KmEffectText *text = &e->asked->design->text;
    KmEffectCell cell = {0};
    int moment = (int)row->period - start;
    bool is_before = moment < 0 && moment >= -text->before;
    bool is_after = moment >= text->delay && moment < text->delay + e->after;
    if (!e->is_usable[row->period] || (!is_before && !is_after)) {
        return;
    }
    km_effect_add(&cell, row);
    double value = km_effect_value(text->outcome, &cell);
    span->was_hit = span->was_hit || row->is_hit;
    span->was_miss = span->was_miss || !row->is_hit;
    if (is_before) {
        span->before += value;
        span->n_before++;
        span->last = row;
    } else {
        span->after += value;
        span->n_after++;
    }
}

static void add(Matching *matching, bool is_treated, int start, const Span *span)
{
    KmEstimating *e = matching->e;
    const KmEffectDesign *design = e->asked->design;
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    uint32_t key[1 + KM_MOST_STRATA] = {(uint32_t)start};
    km_job_codes(&e->view.job, span->last->unit, span->last->day, codes);
    for (size_t i = 0; i < design->n_strata; i++) {
        key[1 + i] = codes[design->strata_at[i]];
    }
    KM_GROW(e->scratch, matching->change, matching->n, matching->capacity);
    KM_GROW(e->scratch, matching->is_treated, matching->n, matching->treated_room);
    KM_GROW(e->scratch, matching->stratum, matching->n, matching->strata_room);
    KM_GROW(e->scratch, matching->cluster, matching->n, matching->cluster_room);
    KM_GROW(e->scratch, matching->spans, matching->n, matching->span_room);
    matching->change[matching->n] =
        span->after / (double)span->n_after - span->before / (double)span->n_before;
    matching->is_treated[matching->n] = is_treated;
    matching->stratum[matching->n] =
        km_pool_add(matching->strata, key, (1 + design->n_strata) * sizeof *key);
    matching->cluster[matching->n] =
        km_pool_add(matching->clusters, &span->last->cluster, sizeof span->last->cluster);
    matching->spans[matching->n++] = *span;
}

/* The rows of one member; they stand together, quarter by quarter. */
typedef struct {
    size_t first, count;
} Rows;

static Rows *gather(const KmEstimating *e)
{
    Rows *rows = KM_NEW_ARRAY(e->scratch, Rows, e->members.count);
    for (size_t i = 0; i < e->view.n_rows; i++) {
        Rows *own = &rows[e->view.rows[i].member];
        own->first = own->count == 0 ? i : own->first;
        own->count++;
    }
    return rows;
}

static void add_member(Matching *matching, const Rows *rows, size_t member, int start)
{
    const KmEstimating *e = matching->e;
    KmEffectGroup *group =
        e->members.items[member].is_treated ? &e->effect->treated : &e->effect->comparison;
    Span span = {0};
    for (size_t i = 0; i < rows->count; i++) {
        see(e, &e->view.rows[rows->first + i], start, &span);
    }
    if (span.n_before > 0 && span.n_after > 0) {
        add(matching, e->members.items[member].is_treated, start, &span);
    } else {
        group->absent++;
    }
}

/* Treated units at their own start, comparison units at each start that there is. */
static void add_members(Matching *matching)
{
    const KmEstimating *e = matching->e;
    const Rows *rows = gather(e);
    bool *is_start = KM_NEW_ARRAY(e->scratch, bool, e->n_periods);
    for (size_t m = 0; m < e->members.count; m++) {
        if (e->start[m] >= 0) {
            is_start[e->start[m]] = true;
            add_member(matching, &rows[m], m, e->start[m]);
        }
    }
    for (size_t m = 0; m < e->members.count; m++) {
        for (size_t p = 0; p < e->n_periods && e->start[m] < 0; p++) {
            if (is_start[p]) {
                add_member(matching, &rows[m], m, (int)p);
            }
        }
    }
}

/* Units that found a counterpart: how many there are, and how many were ever a hit and a miss. */
static void measure(const Matching *matching)
{
    KmEffect *effect = matching->e->effect;
    size_t n_strata = km_pool_count(matching->strata);
    size_t n_units = km_units_count(matching->e->asked->evaluation->units);
    bool *has = KM_NEW_ARRAY(matching->e->scratch, bool, 2 * n_strata);
    bool *seen = KM_NEW_ARRAY(matching->e->scratch, bool, n_units);
    for (size_t i = 0; i < matching->n; i++) {
        has[2 * matching->stratum[i] + (matching->is_treated[i] ? 1 : 0)] = true;
    }
    for (size_t i = 0; i < matching->n; i++) {
        const Span *span = &matching->spans[i];
        KmEffectGroup *group = matching->is_treated[i] ? &effect->treated : &effect->comparison;
        bool has_both = has[2 * matching->stratum[i]] && has[2 * matching->stratum[i] + 1];
        if (!has_both || seen[span->last->unit]) {
            continue;
        }
        seen[span->last->unit] = true;
        group->units++;
        group->least_units++;
        group->least_hits += span->was_hit ? 1 : 0;
        group->least_misses += span->was_miss ? 1 : 0;
    }
}

bool km_effect_matching(KmEstimating *e, KmError *err)
{
    Matching matching = {
        .e = e, .strata = km_pool_open(e->scratch), .clusters = km_pool_open(e->scratch)};
    KmMatched matched;
    add_members(&matching);
    measure(&matching);
    KmMatchedUnits units = {.change = matching.change,
                            .is_treated = matching.is_treated,
                            .stratum = matching.stratum,
                            .cluster = matching.cluster,
                            .n = matching.n,
                            .n_strata = km_pool_count(matching.strata),
                            .n_clusters = km_pool_count(matching.clusters)};
    if (!km_matched(e->scratch, &units, 0.95, &matched, err)) {
        return false;
    }
    KmEffect *effect = e->effect;
    effect->treated.clusters = (int64_t)matched.clusters_treated;
    effect->comparison.clusters = (int64_t)matched.clusters_comparison;
    effect->treated.left_out = (int64_t)matched.treated_left_out;
    effect->comparison.left_out = (int64_t)matched.comparison_left_out;
    effect->n_strata = (int)matched.n_strata;
    km_effect_count_steps(e);
    effect->effect = km_effect_told(&matched.effect);
    if (!effect->effect.has_value) {
        effect->lack = KM_LACK_NO_MATCH;
    } else if (!effect->effect.has_interval) {
        effect->lack = matched.clusters_treated < 2      ? KM_LACK_FEW_TREATED
                       : matched.clusters_comparison < 2 ? KM_LACK_FEW_COMPARISON
                                                         : KM_LACK_ALL_EQUAL;
    }
    return true;
}
