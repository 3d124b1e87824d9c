#include "engine/disclosure/pooled.h"

#include <string.h>

enum {
    QUARTERS = KM_POOLED_QUARTERS,
    MOST_POOLED = 10 /* all unions of the candidates are tried; more are dropped */
};

typedef struct {
    KmArena *arena;
    const KmPlan *plan;
    size_t n; /* categories */
    size_t first;
    size_t last;    /* the quarter that needs stand-ins */
    KmSides *cells; /* quarter * n + category */
    KmSides *units; /* distinct, by category */
    KmSides whole;  /* distinct, the pooled total */
    bool *usable;   /* has a pooled figure to stand on */
    bool *present;  /* has units in any of the quarters */
    bool *zone;     /* scratch: cells */
    bool *set;      /* scratch: categories */
} Window;

static bool is_defined(const KmFigure *figure)
{
    return figure != NULL && figure->status == KM_FIGURE_DEFINED;
}

static bool quarters_are_known(const KmPlan *plan, size_t last)
{
    const KmSheet *sheet = plan->sheet;
    if (last + 1 < QUARTERS || !is_defined(sheet->pooled_totals[last])) {
        return false;
    }
    for (size_t i = 0; i < QUARTERS; i++) {
        KmPeriod expected = km_period_shift(&sheet->periods[last], -(int)i);
        bool any = false;
        for (size_t code = 0; code < plan->grid->n_codes; code++) {
            any = any || km_plan_cell(plan, last - i, code) != NULL;
        }
        if (!any || expected.kind != KM_PERIOD_QUARTER ||
            strcmp(expected.text, sheet->periods[last - i].text) != 0) {
            return false;
        }
    }
    return true;
}

static Window open_window(KmArena *arena, const KmPlan *plan, size_t last)
{
    size_t n = plan->grid->n_codes;
    Window window = {.arena = arena,
                     .plan = plan,
                     .n = n,
                     .first = last + 1 - QUARTERS,
                     .last = last,
                     .cells = KM_NEW_ARRAY(arena, KmSides, QUARTERS * n),
                     .units = KM_NEW_ARRAY(arena, KmSides, n),
                     .whole = km_sides_of_units(plan->sheet->pooled_totals[last]),
                     .usable = KM_NEW_ARRAY(arena, bool, n),
                     .present = KM_NEW_ARRAY(arena, bool, n),
                     .zone = KM_NEW_ARRAY(arena, bool, QUARTERS *n),
                     .set = KM_NEW_ARRAY(arena, bool, n)};
    for (size_t code = 0; code < n; code++) {
        const KmFigure *pooled = plan->grid->pooled[last * n + code];
        window.usable[code] = is_defined(pooled) && pooled->n > 0;
        if (window.usable[code]) {
            window.units[code] = km_sides_of_units(pooled);
        }
        for (size_t quarter = 0; quarter < QUARTERS; quarter++) {
            KmSides cell = km_plan_sides(plan, window.first + quarter, code);
            window.cells[quarter * n + code] = cell;
            window.present[code] = window.present[code] || cell.n > 0;
        }
    }
    return window;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void raise(KmSides *bound, KmSides candidate)
{
    bound->n = larger(bound->n, candidate.n);
    bound->hit = larger(bound->hit, candidate.hit);
    bound->miss = larger(bound->miss, candidate.miss);
}

static void take_off(KmSides *sides, KmSides part)
{
    sides->n -= part.n;
    sides->hit -= part.hit;
    sides->miss -= part.miss;
}

/* The largest single quarter: its units are distinct. */
static void bound_by_quarter(const Window *window, KmSides *bound)
{
    for (size_t quarter = 0; quarter < QUARTERS; quarter++) {
        KmSides sum = {0};
        for (size_t code = 0; code < window->n; code++) {
            if (window->zone[quarter * window->n + code]) {
                km_sides_add(&sum, window->cells[quarter * window->n + code]);
            }
        }
        raise(bound, sum);
    }
}

/* The units of a category over the year, less those in its quarters outside the zone: a unit
 * counted only in the zone is left. Also for all the zone's categories together, from the pooled
 * total. */
static void bound_by_year(const Window *window, KmSides *bound)
{
    KmSides together = window->whole;
    for (size_t code = 0; code < window->n; code++) {
        KmSides left = window->units[code];
        KmSides outside = {0};
        bool touched = false;
        for (size_t quarter = 0; quarter < QUARTERS; quarter++) {
            size_t at = quarter * window->n + code;
            touched = touched || window->zone[at];
            if (!window->zone[at]) {
                km_sides_add(&outside, window->cells[at]);
            }
        }
        if (touched) {
            take_off(&left, outside);
            raise(bound, left);
            take_off(&together, outside);
        } else {
            take_off(&together, window->units[code]);
        }
    }
    raise(bound, together);
}

static bool zone_is_safe(const Window *window)
{
    bool any = false;
    for (size_t at = 0; at < QUARTERS * window->n; at++) {
        any = any || (window->zone[at] && window->cells[at].n > 0);
    }
    if (!any) {
        return true;
    }
    KmSides bound = {0};
    bound_by_quarter(window, &bound);
    bound_by_year(window, &bound);
    return bound.n > 0 && km_safe(&window->plan->judge, bound);
}

/* The published part a category belongs to; a quarter of which nothing is shown is one part. */
static size_t part_of(const Window *window, size_t quarter, size_t code)
{
    const size_t *block = window->plan->block[window->first + quarter];
    return block == NULL ? KM_NO_NODE : block[code];
}

/* Is the part of `code` cut by the edge of the set? */
static bool is_cut(const Window *window, const bool *set, size_t quarter, size_t code)
{
    for (size_t other = 0; other < window->n; other++) {
        if (set[other] != set[code] && window->cells[quarter * window->n + other].n > 0 &&
            part_of(window, quarter, other) == part_of(window, quarter, code)) {
            return true;
        }
    }
    return false;
}

/* The cells of cut parts, inside the set or outside it. */
static bool cut_is_safe(const Window *window, const bool *set, bool inside)
{
    for (size_t quarter = 0; quarter < QUARTERS; quarter++) {
        for (size_t code = 0; code < window->n; code++) {
            size_t at = quarter * window->n + code;
            window->zone[at] = set[code] == inside && window->cells[at].n > 0 &&
                               is_cut(window, set, quarter, code);
        }
    }
    return zone_is_safe(window);
}

static bool complement_is_safe(const Window *window, const bool *set)
{
    for (size_t at = 0; at < QUARTERS * window->n; at++) {
        window->zone[at] = !set[at % window->n] && window->cells[at].n > 0;
    }
    return zone_is_safe(window);
}

static bool set_is_safe(const Window *window, const bool *set)
{
    return cut_is_safe(window, set, true) && cut_is_safe(window, set, false) &&
           complement_is_safe(window, set);
}

static bool in_rest(const Window *window, size_t code)
{
    return window->plan->block[window->last][code] == KM_NO_NODE;
}

static bool candidate_is_safe(const void *self, const bool *members, size_t n_leaves)
{
    const Window *window = self;
    for (size_t code = 0; code < n_leaves; code++) {
        if (members[code] && window->present[code] &&
            (!in_rest(window, code) || !window->usable[code])) {
            return false;
        }
    }
    return set_is_safe(window, members);
}

typedef struct {
    size_t nodes[MOST_POOLED];
    size_t count;
} Candidates;

static Candidates list_candidates(const Window *window, size_t *pooled)
{
    Candidates found = {0};
    for (size_t code = 0; code < window->n; code++) {
        bool known = pooled[code] == KM_NO_NODE;
        for (size_t i = 0; i < found.count; i++) {
            known = known || found.nodes[i] == pooled[code];
        }
        if (!known && found.count < MOST_POOLED) {
            found.nodes[found.count++] = pooled[code];
        } else if (!known) {
            pooled[code] = KM_NO_NODE;
        }
    }
    return found;
}

static void fill_set(const Window *window, const Candidates *candidates, size_t chosen)
{
    for (size_t code = 0; code < window->n; code++) {
        window->set[code] = false;
        for (size_t i = 0; i < candidates->count; i++) {
            const bool *members = km_tree_members(&window->plan->tree, candidates->nodes[i]);
            window->set[code] = window->set[code] || ((chosen >> i & 1U) != 0 && members[code]);
        }
    }
}

static int64_t units_of(const Window *window, size_t node)
{
    const bool *members = km_tree_members(&window->plan->tree, node);
    int64_t units = 0;
    for (size_t code = 0; code < window->n; code++) {
        units += members[code] ? window->units[code].n : 0;
    }
    return units;
}

static size_t smallest_of(const Window *window, const Candidates *candidates, size_t chosen)
{
    size_t smallest = candidates->count;
    for (size_t i = 0; i < candidates->count; i++) {
        if ((chosen >> i & 1U) != 0 &&
            (smallest == candidates->count || units_of(window, candidates->nodes[i]) <
                                                  units_of(window, candidates->nodes[smallest]))) {
            smallest = i;
        }
    }
    return smallest;
}

/* A union that fails loses its smallest member, until every union is safe. */
static void drop_unsafe(const Window *window, Candidates *candidates)
{
    for (size_t chosen = 1; chosen < (size_t)1 << candidates->count; chosen++) {
        fill_set(window, candidates, chosen);
        if (set_is_safe(window, window->set)) {
            continue;
        }
        size_t out = smallest_of(window, candidates, chosen);
        candidates->nodes[out] = candidates->nodes[candidates->count - 1];
        candidates->count--;
        chosen = 0;
    }
}

static bool keep_only(const Window *window, const Candidates *candidates, size_t *pooled)
{
    bool any = false;
    for (size_t code = 0; code < window->n; code++) {
        bool kept = false;
        for (size_t i = 0; i < candidates->count; i++) {
            kept = kept || candidates->nodes[i] == pooled[code];
        }
        if (!kept || !in_rest(window, code)) {
            pooled[code] = KM_NO_NODE;
        }
        any = any || pooled[code] != KM_NO_NODE;
    }
    return any;
}

static bool choose_at(KmArena *arena, KmPlan *plan, size_t last)
{
    Window window = open_window(arena, plan, last);
    bool *skip = KM_NEW_ARRAY(arena, bool, window.n);
    for (size_t code = 0; code < window.n; code++) {
        skip[code] = !in_rest(&window, code);
    }
    KmSafeTest test = {.self = &window, .safe = candidate_is_safe, .skip = skip};
    size_t *pooled = km_partition_resolve(arena, &plan->tree, test);
    Candidates candidates = list_candidates(&window, pooled);
    drop_unsafe(&window, &candidates);
    if (!keep_only(&window, &candidates, pooled)) {
        return false;
    }
    plan->pooled[last] = pooled;
    return true;
}

static bool has_rest(const KmPlan *plan, size_t period)
{
    for (size_t code = 0; plan->block[period] != NULL && code < plan->grid->n_codes; code++) {
        if (plan->block[period][code] == KM_NO_NODE) {
            return true;
        }
    }
    return false;
}

void km_pooled_choose(KmArena *arena, KmPlan *plan)
{
    size_t period = plan->sheet->n_periods;
    while (period > 0) {
        size_t last = period - 1;
        bool chosen =
            has_rest(plan, last) && quarters_are_known(plan, last) && choose_at(arena, plan, last);
        period -= chosen ? QUARTERS : 1;
    }
}

void km_pooled_counts(const KmPlan *plan, size_t period, size_t node, int64_t *ret_n,
                      int64_t *ret_x)
{
    const bool *members = km_tree_members(&plan->tree, node);
    *ret_n = 0;
    *ret_x = 0;
    for (size_t code = 0; code < plan->grid->n_codes; code++) {
        const KmFigure *figure = plan->grid->pooled[period * plan->grid->n_codes + code];
        if (members[code] && figure != NULL) {
            *ret_n += figure->n;
            *ret_x += figure->x;
        }
    }
}
