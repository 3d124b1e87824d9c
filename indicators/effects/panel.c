/* Difference in differences and interrupted series: the outcome by cluster and step. */
#include "engine/stats/effect/did.h"
#include "engine/stats/effect/series.h"
#include "indicators/effects/estimate.h"

#include <string.h>

typedef struct {
    KmEstimating *e;
    KmEffectCell *cells; /* member by member, n_periods each */
    bool *is_needed;     /* likewise: is this step of this member looked at? */
    bool *takes_part;    /* by member */
} Panel;

/* What is left out of the effect (`delay`) is shown step by step all the same. */
static void need_window(Panel *panel, size_t member, int start)
{
    const KmEstimating *e = panel->e;
    const KmEffectText *text = &e->asked->design->text;
    for (int t = start - text->before; t < start + text->delay + e->after; t++) {
        if (t >= 0 && t < (int)e->n_periods && e->is_usable[t]) {
            panel->is_needed[member * e->n_periods + (size_t)t] = true;
        }
    }
}

/* A treated cluster is looked at round its own start, a comparison round all of them. */
static void need_windows(Panel *panel)
{
    const KmEstimating *e = panel->e;
    for (size_t m = 0; m < e->members.count; m++) {
        for (size_t s = 0; s < e->n_starts; s++) {
            if (e->start[m] < 0 || e->start[m] == e->starts[s]) {
                need_window(panel, m, e->starts[s]);
            }
        }
    }
}

static void fill_cells(Panel *panel)
{
    const KmEstimating *e = panel->e;
    for (size_t i = 0; i < e->view.n_rows; i++) {
        const KmEffectRow *row = &e->view.rows[i];
        km_effect_add(&panel->cells[row->member * e->n_periods + row->period], row);
    }
}

/* Clusters that are in every step looked at with enough units. */
static void choose_clusters(Panel *panel)
{
    KmEstimating *e = panel->e;
    for (size_t m = 0; m < e->members.count; m++) {
        KmEffectGroup *group =
            e->members.items[m].is_treated ? &e->effect->treated : &e->effect->comparison;
        bool is_absent = false;
        bool is_small = false;
        for (size_t p = 0; p < e->n_periods; p++) {
            const KmEffectCell *cell = &panel->cells[m * e->n_periods + p];
            if (panel->is_needed[m * e->n_periods + p]) {
                is_absent = is_absent || cell->n == 0;
                is_small = is_small || cell->n < e->least;
            }
        }
        panel->takes_part[m] = !is_absent && !is_small;
        group->absent += is_absent ? 1 : 0;
        group->too_small += is_small && !is_absent ? 1 : 0;
        group->clusters += panel->takes_part[m] ? 1 : 0;
    }
}

static void lower(int64_t *least, int64_t value)
{
    *least = *least < 0 || value < *least ? value : *least;
}

/* What the gate judges a group by: the thinnest step, the smallest cluster. */
static void measure_group(Panel *panel, bool is_treated, KmEffectGroup *group)
{
    const KmEstimating *e = panel->e;
    bool has_clusters = e->asked->design->sections[KM_DESIGN_CLUSTER] != NULL;
    group->least_units = group->least_hits = group->least_misses = -1;
    for (size_t p = 0; p < e->n_periods; p++) {
        KmEffectCell sum = {0};
        bool any = false;
        for (size_t m = 0; m < e->members.count; m++) {
            const KmEffectCell *cell = &panel->cells[m * e->n_periods + p];
            if (e->members.items[m].is_treated == is_treated && panel->takes_part[m] &&
                panel->is_needed[m * e->n_periods + p]) {
                sum.n += cell->n;
                sum.hits += cell->hits;
                any = true;
                if (has_clusters) {
                    lower(&group->least_cluster, cell->n);
                }
            }
        }
        if (any) {
            lower(&group->least_units, sum.n);
            lower(&group->least_hits, sum.hits);
            lower(&group->least_misses, sum.n - sum.hits);
        }
    }
    group->least_units = group->least_units < 0 ? 0 : group->least_units;
    group->least_hits = group->least_hits < 0 ? 0 : group->least_hits;
    group->least_misses = group->least_misses < 0 ? 0 : group->least_misses;
}

/* Distinct units: of each group, and of the smallest cluster. Rows of one unit stand together. */
static void count_units(Panel *panel)
{
    KmEstimating *e = panel->e;
    bool has_clusters = e->asked->design->sections[KM_DESIGN_CLUSTER] != NULL;
    size_t n_units = km_units_count(e->asked->evaluation->units);
    bool *seen = KM_NEW_ARRAY(e->scratch, bool, 2 * n_units);
    uint32_t *last = KM_NEW_ARRAY(e->scratch, uint32_t, e->members.count); /* + 1; 0: none */
    int64_t *count = KM_NEW_ARRAY(e->scratch, int64_t, e->members.count);
    for (size_t i = 0; i < e->view.n_rows; i++) {
        const KmEffectRow *row = &e->view.rows[i];
        size_t side = e->members.items[row->member].is_treated ? 1 : 0;
        KmEffectGroup *group = side == 1 ? &e->effect->treated : &e->effect->comparison;
        if (!panel->takes_part[row->member] ||
            !panel->is_needed[row->member * e->n_periods + row->period]) {
            continue;
        }
        if (!seen[2 * row->unit + side]) {
            seen[2 * row->unit + side] = true;
            group->units++;
        }
        if (last[row->member] != row->unit + 1) {
            last[row->member] = row->unit + 1;
            count[row->member]++;
        }
    }
    for (size_t m = 0; m < e->members.count && has_clusters; m++) {
        KmEffectGroup *group =
            e->members.items[m].is_treated ? &e->effect->treated : &e->effect->comparison;
        if (panel->takes_part[m]) {
            lower(&group->least_cluster_units, count[m]);
        }
    }
}

static Panel open_panel(KmEstimating *e)
{
    size_t room = e->members.count * e->n_periods;
    Panel panel = {.e = e,
                   .cells = KM_NEW_ARRAY(e->scratch, KmEffectCell, room),
                   .is_needed = KM_NEW_ARRAY(e->scratch, bool, room),
                   .takes_part = KM_NEW_ARRAY(e->scratch, bool, e->members.count)};
    need_windows(&panel);
    fill_cells(&panel);
    return panel;
}

static KmEffectLack lack_of(const KmEffect *effect)
{
    if (effect->steps_before == 0) {
        return KM_LACK_NO_BEFORE;
    }
    if (effect->steps_after == 0) {
        return KM_LACK_NO_AFTER;
    }
    if (effect->treated.clusters == 0) {
        return KM_LACK_NO_TREATED;
    }
    return effect->comparison.clusters == 0 ? KM_LACK_NO_COMPARISON : KM_LACK_NONE;
}

static KmTrendCheck check_of(const KmDid *did)
{
    bool has_leads = did->leads.p.state == KM_VALUE_DEFINED;
    if (!has_leads && did->drift.p.state != KM_VALUE_DEFINED) {
        return KM_TREND_TOO_LITTLE;
    }
    double p = has_leads ? did->leads.p.number : did->drift.p.number;
    return p < 0.05 ? KM_TREND_DIFFERS : KM_TREND_ALIKE;
}

static void tell_did(KmEstimating *e, const KmDid *did)
{
    KmEffect *effect = e->effect;
    KmEffectMoment *moments = KM_NEW_ARRAY(e->asked->arena, KmEffectMoment, did->n_moments);
    effect->effect = km_effect_told(&did->effect);
    effect->drift = km_effect_told(&did->drift);
    effect->check = check_of(did);
    effect->has_leads = did->leads.p.state == KM_VALUE_DEFINED;
    if (effect->has_leads) {
        effect->leads_p = did->leads.p.number;
        effect->leads_f = did->leads.f.number;
        effect->leads_df1 = (int)did->leads.df1.number;
        effect->leads_df2 = did->leads.df2.number;
    }
    for (size_t i = 0; i < did->n_moments; i++) {
        moments[i] = (KmEffectMoment){.moment = did->moments[i].moment,
                                      .is_reference = did->moments[i].is_reference,
                                      .clusters = (int64_t)did->moments[i].n_treated,
                                      .difference = km_effect_told(&did->moments[i].contrast)};
    }
    effect->moments = moments;
    effect->n_moments = did->n_moments;
    effect->treated.clusters = (int64_t)did->n_treated;
    effect->treated.absent += (int64_t)did->left_out;
    if (!effect->effect.has_value) {
        effect->lack = KM_LACK_NO_BEFORE;
    } else if (!effect->effect.has_interval) {
        effect->lack = effect->treated.clusters < 2      ? KM_LACK_FEW_TREATED
                       : effect->comparison.clusters < 2 ? KM_LACK_FEW_COMPARISON
                                                         : KM_LACK_ALL_EQUAL;
    }
}

static KmDidPanel panel_of(const Panel *panel)
{
    const KmEstimating *e = panel->e;
    const KmEffectText *text = &e->asked->design->text;
    size_t n = e->n_periods;
    double *y = KM_NEW_ARRAY(e->scratch, double, e->members.count *n);
    double *weight = KM_NEW_ARRAY(e->scratch, double, e->members.count);
    int *start = KM_NEW_ARRAY(e->scratch, int, e->members.count);
    size_t count = 0;
    for (size_t m = 0; m < e->members.count; m++) {
        int quarters = 0;
        if (!panel->takes_part[m]) {
            continue;
        }
        for (size_t p = 0; p < n; p++) {
            const KmEffectCell *cell = &panel->cells[m * n + p];
            if (panel->is_needed[m * n + p]) {
                y[count * n + p] = km_effect_value(text->outcome, cell);
                weight[count] += (double)cell->n;
                quarters++;
            }
        }
        weight[count] = text->by_units ? weight[count] / (double)quarters : 1.0;
        start[count++] = e->start[m] < 0 ? KM_DID_NEVER : e->start[m];
    }
    return (KmDidPanel){.y = y,
                        .start = start,
                        .weight = weight,
                        .is_usable = e->is_usable,
                        .n_clusters = count,
                        .n_periods = n,
                        .before = text->before,
                        .after = e->after,
                        .delay = text->delay};
}

bool km_effect_panel(KmEstimating *e, KmError *err)
{
    Panel panel = open_panel(e);
    KmDid did;
    choose_clusters(&panel);
    measure_group(&panel, true, &e->effect->treated);
    measure_group(&panel, false, &e->effect->comparison);
    count_units(&panel);
    km_effect_count_steps(e);
    e->effect->treated.left_out = e->view.in_no_cluster;
    e->effect->lack = lack_of(e->effect);
    if (e->effect->lack != KM_LACK_NONE) {
        return true;
    }
    KmDidPanel asked = panel_of(&panel);
    if (!km_did(e->scratch, &asked, 0.95, &did, err)) {
        return false;
    }
    tell_did(e, &did);
    return true;
}

/* ---- one series over all treated units ---- */

static void tell_series(KmArena *arena, KmEffect *effect, const KmSeriesEffect *series)
{
    KmEffectMoment *moments = KM_NEW_ARRAY(arena, KmEffectMoment, series->n_points);
    for (size_t i = 0; i < series->n_points; i++) {
        moments[i] = (KmEffectMoment){.moment = series->points[i].moment,
                                      .clusters = effect->treated.clusters,
                                      .difference = km_effect_told(&series->points[i].away)};
    }
    effect->moments = moments;
    effect->n_moments = series->n_points;
    effect->effect = km_effect_told(&series->gap);
    effect->level = km_effect_told(&series->level);
    effect->slope = km_effect_told(&series->slope);
    effect->drift = km_effect_told(&series->before);
    effect->steps_before = (int)series->n_before;
    effect->steps_after = (int)series->n_after;
    if (!effect->effect.has_value) {
        effect->lack = series->n_before < KM_SERIES_BEFORE ? KM_LACK_FEW_BEFORE : KM_LACK_FEW_AFTER;
    } else if (!effect->effect.has_interval) {
        effect->lack = KM_LACK_ALL_EQUAL;
    }
}

bool km_effect_series(KmEstimating *e, KmError *err)
{
    const KmEffectText *text = &e->asked->design->text;
    Panel panel = open_panel(e);
    double *y = KM_NEW_ARRAY(e->scratch, double, e->n_periods);
    KmSeriesEffect series;
    if (e->effect->n_starts > 1) {
        e->effect->lack = KM_LACK_STARTS_DIFFER;
        return true;
    }
    e->effect->treated.clusters = (int64_t)e->members.count;
    memset(panel.takes_part, 1, e->members.count * sizeof *panel.takes_part);
    for (size_t p = 0; p < e->n_periods; p++) {
        KmEffectCell sum = {0};
        for (size_t m = 0; m < e->members.count; m++) {
            const KmEffectCell *cell = &panel.cells[m * e->n_periods + p];
            sum.n += cell->n;
            sum.hits += cell->hits;
            sum.noemer += cell->noemer;
            sum.waarde += cell->waarde;
        }
        e->is_usable[p] = e->is_usable[p] && sum.n >= e->least;
        y[p] = sum.n > 0 ? km_effect_value(text->outcome, &sum) : 0.0;
    }
    measure_group(&panel, true, &e->effect->treated);
    count_units(&panel);
    e->effect->treated.least_cluster = e->effect->treated.least_cluster_units = -1; /* one sum */
    e->effect->treated.left_out = e->view.in_no_cluster;
    if (e->start[0] < 0 || e->start[0] >= (int)e->n_periods) {
        e->effect->lack = KM_LACK_FEW_AFTER;
        return true;
    }
    KmInterrupted asked = {.y = y,
                           .is_usable = e->is_usable,
                           .n = e->n_periods,
                           .start = (size_t)e->start[0],
                           .delay = (size_t)text->delay};
    if (!km_interrupted_series(e->scratch, &asked, 0.95, &series, err)) {
        return false;
    }
    tell_series(e->asked->arena, e->effect, &series);
    return true;
}
