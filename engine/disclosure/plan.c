#include "engine/disclosure/plan.h"

#include "engine/disclosure/pooled.h"

const KmFigure *km_plan_cell(const KmPlan *plan, size_t period, size_t code)
{
    return plan->grid->cells[period * plan->grid->n_codes + code];
}

KmSides km_plan_sides(const KmPlan *plan, size_t period, size_t code)
{
    const KmFigure *figure = km_plan_cell(plan, period, code);
    return figure == NULL ? (KmSides){0} : km_sides_of_category(plan->sheet->text, figure);
}

typedef struct {
    const KmPlan *plan;
    size_t period;
} Now;

static KmSides sum_of(const Now *now, const bool *members, size_t n_leaves)
{
    KmSides sum = {0};
    for (size_t leaf = 0; leaf < n_leaves; leaf++) {
        if (members[leaf]) {
            km_sides_add(&sum, km_plan_sides(now->plan, now->period, leaf));
        }
    }
    return sum;
}

static bool is_undelivered(const Now *now, size_t leaf)
{
    const KmFigure *figure = km_plan_cell(now->plan, now->period, leaf);
    return figure != NULL && figure->status == KM_FIGURE_NOT_DELIVERED && figure->n > 0;
}

static bool rest_is_safe(const void *self, const bool *members, size_t n_leaves)
{
    const Now *now = self;
    return km_safe(&now->plan->judge, sum_of(now, members, n_leaves));
}

/* A category whose numbers may not be used is never shown, alone or merged; what was counted for it
 * still belongs to the rest. */
static bool block_is_safe(const void *self, const bool *members, size_t n_leaves)
{
    for (size_t leaf = 0; leaf < n_leaves; leaf++) {
        if (members[leaf] && is_undelivered(self, leaf)) {
            return false;
        }
    }
    return rest_is_safe(self, members, n_leaves);
}

static bool is_present(const KmPlan *plan, size_t period)
{
    for (size_t code = 0; code < plan->grid->n_codes; code++) {
        if (km_plan_cell(plan, period, code) != NULL) {
            return true;
        }
    }
    return false;
}

static bool adds_up(const KmPlan *plan, size_t period, KmError *err)
{
    const KmFigure *total = plan->sheet->totals[period];
    KmSides whole = km_sides_of_total(plan->sheet->text, total);
    KmSides sum = {0};
    for (size_t code = 0; code < plan->grid->n_codes; code++) {
        km_sides_add(&sum, km_plan_sides(plan, period, code));
    }
    if (plan->sheet->text->kind == KM_KIND_DISTRIBUTION) {
        whole = (KmSides){.n = total->n};
    }
    if (sum.n == whole.n && sum.hit == whole.hit && sum.miss == whole.miss) {
        return true;
    }
    return km_error_set(err, KM_ERROR_BUG,
                        "%s in %s: the categories of %s do not add up to the total, so nothing of "
                        "it can be judged safe; every unit must have a category ('onbekend' too)",
                        plan->sheet->text->id, total->period, plan->grid->text->name);
}

static size_t *partition_of(KmArena *arena, const KmPlan *plan, size_t period)
{
    Now now = {.plan = plan, .period = period};
    KmSafeTest test = {.self = &now, .safe = block_is_safe};
    KmSafeTest rest = {.self = &now, .safe = rest_is_safe};
    int64_t *sizes = KM_NEW_ARRAY(arena, int64_t, plan->grid->n_codes);
    for (size_t code = 0; code < plan->grid->n_codes; code++) {
        sizes[code] = km_plan_sides(plan, period, code).n;
    }
    return km_partition_close(arena, &plan->tree, sizes, test, rest);
}

/* Merged durations need the units' own times, and a merged count its own rule. */
static bool may_merge(KmIndicatorKind kind)
{
    return kind == KM_KIND_PROPORTION || kind == KM_KIND_RATE || kind == KM_KIND_MEAN ||
           kind == KM_KIND_DISTRIBUTION;
}

bool km_plan_make(KmArena *arena, const KmSheet *sheet, const KmGrid *grid,
                  const KmProfile *profile, const bool *open, KmPlan *ret_plan, KmError *err)
{
    KmDimensionText text = *grid->text;
    text.n_mergers = may_merge(sheet->text->kind) ? text.n_mergers : 0;
    KmPlan plan = {.sheet = sheet,
                   .grid = grid,
                   .tree = km_tree_build(arena, &text, grid->codes, grid->n_codes),
                   .judge = km_judge_dimension(sheet->text, grid->text, profile),
                   .block = KM_NEW_ARRAY(arena, size_t *, sheet->n_periods),
                   .pooled = KM_NEW_ARRAY(arena, size_t *, sheet->n_periods)};
    for (size_t period = 0; period < sheet->n_periods; period++) {
        if (!open[period] || !is_present(&plan, period)) {
            continue;
        }
        if (!adds_up(&plan, period, err)) {
            return false;
        }
        plan.block[period] = partition_of(arena, &plan, period);
    }
    if (sheet->text->kind == KM_KIND_PROPORTION) {
        km_pooled_choose(arena, &plan);
    }
    *ret_plan = plan;
    return true;
}
