#include "engine/disclosure/plan.h"

#include "engine/disclosure/pooled.h"

#include <string.h>

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

/* ---- open dimensions: each category knows its own ---- */

static bool lies_in(const char *code, const char *wider)
{
    size_t length = strlen(wider);
    return strncmp(code, wider, length) == 0 && (code[length] == '/' || code[length] == '\0');
}

/* Safe, or nobody left, when `own` is taken away. */
static bool is_safe_without(const KmPlan *plan, KmSides sum, KmSides own)
{
    return km_safe(&plan->judge, (KmSides){sum.n - own.n, sum.hit - own.hit, sum.miss - own.miss});
}

/* All of the members that lie in the same wider category as this one. */
static KmSides sum_of_family(const Now *now, const bool *members, size_t n_leaves, size_t leaf)
{
    const char *const *codes = now->plan->grid->codes;
    const char *slash = strchr(codes[leaf], '/');
    size_t length = slash == NULL ? strlen(codes[leaf]) : (size_t)(slash - codes[leaf]);
    KmSides sum = {0};
    for (size_t i = 0; i < n_leaves; i++) {
        bool is_kin = strncmp(codes[i], codes[leaf], length) == 0 &&
                      (codes[i][length] == '/' || codes[i][length] == '\0');
        if (members[i] && is_kin) {
            km_sides_add(&sum, km_plan_sides(now->plan, now->period, i));
        }
    }
    return sum;
}

static bool open_rest_is_safe(const void *self, const bool *members, size_t n_leaves)
{
    enum { LEAST_TOGETHER = 3 };
    const Now *now = self;
    KmSides sum = sum_of(now, members, n_leaves);
    size_t count = 0;
    for (size_t leaf = 0; leaf < n_leaves; leaf++) {
        if (!members[leaf]) {
            continue;
        }
        count++;
        if (!is_safe_without(now->plan, sum, km_plan_sides(now->plan, now->period, leaf)) ||
            !is_safe_without(now->plan, sum, sum_of_family(now, members, n_leaves, leaf))) {
            return false;
        }
    }
    return count >= LEAST_TOGETHER && km_safe(&now->plan->judge, sum);
}

static bool open_block_is_safe(const void *self, const bool *members, size_t n_leaves)
{
    const Now *now = self;
    const KmGrid *finer = now->plan->finer;
    if (!block_is_safe(self, members, n_leaves)) {
        return false;
    }
    for (size_t leaf = 0; leaf < n_leaves && finer != NULL; leaf++) {
        for (size_t code = 0; members[leaf] && code < finer->n_codes; code++) {
            const KmFigure *figure = finer->cells[now->period * finer->n_codes + code];
            if (figure != NULL && lies_in(finer->codes[code], now->plan->grid->codes[leaf]) &&
                !is_safe_without(now->plan, sum_of(now, members, n_leaves),
                                 km_sides_of_category(now->plan->sheet->text, figure))) {
                return false;
            }
        }
    }
    return true;
}

/* The shown block of the wider dimension that a category lies in; KM_NO_NODE: its rest. */
static size_t family_of(const KmPlan *plan, size_t period, size_t code)
{
    const KmPlan *wider = plan->wider;
    if (wider == NULL || wider->block[period] == NULL) {
        return KM_NO_NODE;
    }
    for (size_t i = 0; i < wider->grid->n_codes; i++) {
        if (km_plan_cell(wider, period, i) != NULL &&
            lies_in(plan->grid->codes[code], wider->grid->codes[i])) {
            return wider->block[period][i];
        }
    }
    return KM_NO_NODE;
}

/* Each family is closed by itself: the others count as empty meanwhile. */
static size_t *open_partition_of(KmArena *arena, const KmPlan *plan, size_t period)
{
    Now now = {.plan = plan, .period = period};
    size_t n = plan->grid->n_codes;
    KmSafeTest test = {.self = &now, .safe = open_block_is_safe};
    KmSafeTest rest = {.self = &now, .safe = open_rest_is_safe};
    size_t *block = KM_NEW_ARRAY(arena, size_t, n);
    int64_t *sizes = KM_NEW_ARRAY(arena, int64_t, n);
    bool *is_done = KM_NEW_ARRAY(arena, bool, n);
    for (size_t first = 0; first < n; first++) {
        size_t family = family_of(plan, period, first);
        for (size_t code = 0; code < n; code++) {
            bool is_own = family_of(plan, period, code) == family;
            sizes[code] = is_own ? km_plan_sides(plan, period, code).n : 0;
        }
        size_t *own =
            is_done[first] ? NULL : km_partition_close(arena, &plan->tree, sizes, test, rest);
        for (size_t code = 0; own != NULL && code < n; code++) {
            if (family_of(plan, period, code) == family) {
                block[code] = own[code];
                is_done[code] = true;
            }
        }
    }
    return block;
}

static size_t *partition_of(KmArena *arena, const KmPlan *plan, size_t period)
{
    if (plan->grid->text->is_open) {
        return open_partition_of(arena, plan, period);
    }
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

static bool make_plan(KmArena *arena, const KmSheet *sheet, const KmGrid *grid,
                      const KmProfile *profile, const bool *open, KmPlan *ret_plan, KmError *err)
{
    KmDimensionText text = *grid->text;
    text.n_mergers = may_merge(sheet->text->kind) ? text.n_mergers : 0;
    KmPlan plan = {.sheet = sheet,
                   .grid = grid,
                   .wider = ret_plan->wider,
                   .finer = ret_plan->finer,
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
    if (sheet->text->kind == KM_KIND_PROPORTION && !grid->text->is_open) {
        km_pooled_choose(arena, &plan);
    }
    *ret_plan = plan;
    return true;
}

static bool is_within(const KmGrid *grid, const KmGrid *wider)
{
    return grid->text->is_open && grid->text->within != NULL && wider->text->is_open &&
           strcmp(grid->text->within, wider->text->name) == 0;
}

/* Wider dimensions first; one that lies within itself, in a circle, is never reached and not shown.
 */
bool km_plans_make(KmArena *arena, const KmSheet *sheet, const KmProfile *profile, const bool *open,
                   KmPlan **ret_plans, KmError *err)
{
    KmPlan *plans = KM_NEW_ARRAY(arena, KmPlan, sheet->n_grids + 1);
    bool *is_made = KM_NEW_ARRAY(arena, bool, sheet->n_grids + 1);
    for (size_t i = 0; i < sheet->n_grids; i++) {
        plans[i].block = KM_NEW_ARRAY(arena, size_t *, sheet->n_periods);
        plans[i].pooled = KM_NEW_ARRAY(arena, size_t *, sheet->n_periods);
        for (size_t other = 0; other < sheet->n_grids; other++) {
            if (is_within(&sheet->grids[i], &sheet->grids[other])) {
                plans[i].wider = &plans[other];
                plans[other].finer = &sheet->grids[i];
            }
        }
    }
    for (size_t round = 0; round < sheet->n_grids; round++) {
        for (size_t i = 0; i < sheet->n_grids; i++) {
            const KmPlan *wider = plans[i].wider;
            if (is_made[i] || (wider != NULL && !is_made[wider - plans])) {
                continue;
            }
            if (!make_plan(arena, sheet, &sheet->grids[i], profile, open, &plans[i], err)) {
                return false;
            }
            is_made[i] = true;
        }
    }
    *ret_plans = plans;
    return true;
}
