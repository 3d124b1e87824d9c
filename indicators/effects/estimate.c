#include "indicators/effects/estimate.h"

#include "engine/base/text.h"

#include <string.h>

double km_effect_value(const KmIndicatorText *outcome, const KmEffectCell *cell)
{
    switch (outcome->kind) {
    case KM_KIND_PROPORTION:
        return (double)cell->hits / (double)cell->n;
    case KM_KIND_MEAN:
        return cell->waarde / (double)cell->n;
    case KM_KIND_RATE:
        return cell->waarde / cell->noemer;
    case KM_KIND_COUNT:
    case KM_KIND_DURATION:
    case KM_KIND_DISTRIBUTION:
    case KM_KIND_GAP:
        break; /* the catalogue takes no such outcome */
    }
    return 0.0;
}

void km_effect_add(KmEffectCell *cell, const KmEffectRow *row)
{
    cell->n++;
    cell->hits += row->is_hit ? 1 : 0;
    cell->noemer += row->noemer;
    cell->waarde += row->waarde;
}

KmEffectEstimate km_effect_told(const KmContrast *contrast)
{
    bool has_value = contrast->estimate.state == KM_VALUE_DEFINED;
    bool has_interval = has_value && contrast->low.state == KM_VALUE_DEFINED &&
                        contrast->high.state == KM_VALUE_DEFINED;
    KmEffectEstimate estimate = {.has_value = has_value,
                                 .has_interval = has_interval,
                                 .value = has_value ? contrast->estimate.number : 0.0};
    if (has_interval) {
        estimate.low = contrast->low.number;
        estimate.high = contrast->high.number;
        estimate.se = contrast->se.number;
        estimate.p = contrast->p.number;
        estimate.df = contrast->df.number;
    }
    return estimate;
}

/* Usable steps before and after, for the start that has most. */
void km_effect_count_steps(KmEstimating *e)
{
    const KmEffectText *text = &e->asked->design->text;
    for (size_t m = 0; m < e->members.count; m++) {
        int before = 0;
        int after = 0;
        for (int t = 0; t < (int)e->n_periods && e->start[m] >= 0; t++) {
            int moment = t - e->start[m];
            before += e->is_usable[t] && moment < 0 && moment >= -text->before ? 1 : 0;
            after += e->is_usable[t] && moment >= text->delay && moment < text->delay + e->after;
        }
        if (before > e->effect->steps_before) {
            e->effect->steps_before = before;
        }
        if (after > e->effect->steps_after) {
            e->effect->steps_after = after;
        }
    }
}

/* ---- steps: quarters or months ---- */

static int steps_of(const KmEstimating *e, int quarters)
{
    return e->asked->design->text.by_month ? 3 * quarters : quarters;
}

static KmPeriod step_of(const KmEstimating *e, KmDate day)
{
    return e->asked->design->text.by_month ? km_period_month_of(day) : km_period_quarter_of(day);
}

/* The first step that can show a start: an outcome that looks back shows it later. */
static KmPeriod step_of_start(const KmEstimating *e, KmDate start)
{
    KmPeriod step = step_of(e, start);
    return km_period_shift(&step, steps_of(e, e->asked->design->outcome.text.delay));
}

static bool has_started(const KmEstimating *e, const KmEffectMember *member)
{
    return member->is_treated && step_of_start(e, member->start).from < e->asked->last.to;
}

/* Whole steps from `from` to `to`. */
static int steps_between(const KmPeriod *from, const KmPeriod *to)
{
    int count = 0;
    for (KmPeriod p = *from; p.from < to->from; p = km_period_shift(&p, 1)) {
        count++;
    }
    return count;
}

/* The steps that some start looks at, up to the last one asked. False in `ret_any`: none. */
static bool choose_steps(KmEstimating *e, bool *ret_any, KmError *err)
{
    const KmEffectText *text = &e->asked->design->text;
    KmDate first = KM_DATE_MAX;
    KmDate last = KM_DATE_MIN;
    KmPeriod end = step_of(e, e->asked->last.to - 1);
    *ret_any = false;
    for (size_t m = 0; m < e->members.count; m++) {
        const KmEffectMember *member = &e->members.items[m];
        if (has_started(e, member)) {
            first = member->start < first ? member->start : first;
            last = member->start > last ? member->start : last;
            *ret_any = true;
        }
    }
    if (!*ret_any) {
        return true;
    }
    KmPeriod from = step_of_start(e, first);
    KmPeriod until = step_of_start(e, last);
    from = km_period_shift(&from, -e->placebo - text->before);
    until = km_period_shift(&until, -e->placebo + text->delay + e->after - 1);
    until = until.from > end.from ? end : until;
    e->n_periods = (size_t)steps_between(&from, &until) + 1;
    if (e->n_periods > 64) {
        (void)km_error_at(err, KM_ERROR_LIMIT, e->asked->design->file, 1, 0,
                          "%s looks at %zu quarters or months; 64 at most", text->id, e->n_periods);
        return km_error_hint(err, "lower 'before' or 'after', or let the starts differ less");
    }
    KmPeriod *periods = KM_NEW_ARRAY(e->asked->arena, KmPeriod, e->n_periods);
    for (size_t p = 0; p < e->n_periods; p++) {
        periods[p] = km_period_shift(&from, (int)p);
    }
    e->periods = periods;
    memcpy(e->effect->first, periods[0].text, sizeof e->effect->first);
    memcpy(e->effect->last, periods[e->n_periods - 1].text, sizeof e->effect->last);
    return true;
}

static void place_starts(KmEstimating *e)
{
    e->start = KM_NEW_ARRAY(e->scratch, int, e->members.count);
    for (size_t m = 0; m < e->members.count; m++) {
        const KmEffectMember *member = &e->members.items[m];
        e->start[m] = -1;
        if (has_started(e, member)) {
            KmPeriod step = step_of_start(e, member->start);
            e->start[m] = steps_between(&e->periods[0], &step) - e->placebo;
        }
    }
}

/* Who starts after the last step is neither treated yet nor a comparison. */
static void drop_later_starts(KmEstimating *e)
{
    size_t n = 0;
    for (size_t m = 0; m < e->members.count; m++) {
        const KmEffectMember *member = &e->members.items[m];
        if (!member->is_treated || has_started(e, member)) {
            e->members.items[n++] = *member;
        }
    }
    e->members.count = n;
}

/* In a worked example a step is delivered when it has a row. */
static void find_usable(KmEstimating *e)
{
    KmText skipped = km_text_init(e->asked->arena);
    e->is_usable = KM_NEW_ARRAY(e->scratch, bool, e->n_periods);
    for (size_t i = 0; i < e->view.n_rows; i++) {
        e->is_usable[e->view.rows[i].period] = true;
    }
    for (size_t p = 0; p < e->n_periods; p++) {
        if (e->asked->is_delivered != NULL) {
            e->is_usable[p] = e->asked->is_delivered(e->asked->self, &e->periods[p]);
        }
        if (!e->is_usable[p]) {
            km_text_addf(&skipped, "%s%s", skipped.length == 0 ? "" : ", ", e->periods[p].text);
        }
    }
    e->effect->skipped = skipped.bytes;
}

static void list_starts(KmEstimating *e)
{
    e->starts = KM_NEW_ARRAY(e->scratch, int, e->n_periods + 1);
    for (int t = 0; t < (int)e->n_periods; t++) {
        bool is_start = false;
        for (size_t m = 0; m < e->members.count && !is_start; m++) {
            is_start = e->start[m] == t;
        }
        if (is_start) {
            e->starts[e->n_starts++] = t;
        }
    }
    e->effect->n_starts = (int)e->n_starts;
}

static KmEffectLack nobody(const KmEstimating *e, size_t n_treated_before)
{
    size_t treated = 0;
    for (size_t m = 0; m < e->members.count; m++) {
        treated += e->members.items[m].is_treated ? 1 : 0;
    }
    if (treated == 0) {
        return n_treated_before > 0 ? KM_LACK_NOT_STARTED : KM_LACK_NO_TREATED;
    }
    bool needs_comparison = e->asked->design->text.method != KM_EFFECT_SERIES;
    return needs_comparison && treated == e->members.count ? KM_LACK_NO_COMPARISON : KM_LACK_NONE;
}

static bool run_method(KmEstimating *e, KmError *err)
{
    switch (e->asked->design->text.method) {
    case KM_EFFECT_DID:
        return km_effect_panel(e, err);
    case KM_EFFECT_SERIES:
        return km_effect_series(e, err);
    case KM_EFFECT_MATCHED:
        break;
    }
    return km_effect_matching(e, err);
}

static bool estimate(KmEstimating *e, KmError *err)
{
    const KmEffectDesign *design = e->asked->design;
    size_t n_treated = 0;
    bool any = false;
    if (!km_effect_members(e->asked->evaluation, e->scratch, design, &e->members, err)) {
        return false;
    }
    for (size_t m = 0; m < e->members.count; m++) {
        n_treated += e->members.items[m].is_treated ? 1 : 0;
    }
    drop_later_starts(e);
    e->effect->lack = nobody(e, n_treated);
    if (e->effect->lack != KM_LACK_NONE) {
        return true;
    }
    if (!choose_steps(e, &any, err)) {
        return false;
    }
    place_starts(e);
    list_starts(e);
    if (!km_effect_observe(e->asked->evaluation, e->scratch, design, &e->members, e->periods,
                           e->n_periods, &e->view, err)) {
        return false;
    }
    find_usable(e);
    return run_method(e, err);
}

bool km_effect_estimate(const KmEffectAsked *asked, KmEffect *ret_effect, KmError *err)
{
    const KmEffectText *text = &asked->design->text;
    KmEffect effect = {.text = text, .placebo = asked->placebo, .run = "", .skipped = ""};
    KmEstimating e = {.asked = asked,
                      .effect = &effect,
                      .after = text->after,
                      .least = asked->is_delivered == NULL ? 1 : text->least};
    effect.treated.least_cluster = effect.treated.least_cluster_units = -1;
    effect.comparison.least_cluster = effect.comparison.least_cluster_units = -1;
    e.placebo = steps_of(&e, asked->placebo);
    if (asked->placebo > 0) {
        int left = e.placebo - text->delay;
        e.after = left < e.after ? left : e.after;
    }
    if (e.after < 1) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "a placebo start %d quarters earlier leaves nothing after it: %s leaves "
                           "out %d %s",
                           asked->placebo, text->id, text->delay,
                           text->by_month ? "months" : "quarters");
        return km_error_hint(err, "move it %d quarters at least",
                             text->delay / steps_of(&e, 1) + 1);
    }
    e.scratch = km_arena_open();
    bool is_done = estimate(&e, err);
    km_arena_close(e.scratch);
    *ret_effect = effect;
    return is_done;
}
