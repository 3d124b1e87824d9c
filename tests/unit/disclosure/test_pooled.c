/* An attacker on pooled figures who is given more than is printed: their exact counts. Every set of
 * district-quarters whose sum follows from all that is shown (by linear algebra over the whole
 * window, not by the gate's own reasoning) must hold enough distinct children. */
#include "town.h"

#include "engine/base/text.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DISTRICTS = 4, WINDOW = 4, CELLS = MOST_DISTRICTS * WINDOW, MOST_ROWS = 40 };

static KmArena *arena;

static void setup(void)
{
    arena = km_arena_open();
}

static void teardown(void)
{
    km_arena_close(arena);
}

typedef struct {
    size_t n_cells;
    size_t n_rows;
    double rows[MOST_ROWS][CELLS];
} System;

static size_t place_of(const char *code)
{
    for (size_t i = 0; i < MOST_DISTRICTS; i++) {
        if (strcmp(town_codes[i], code) == 0) {
            return i;
        }
    }
    return MOST_DISTRICTS;
}

static bool stands_for(const KmPublishedFigure *row, size_t district)
{
    bool found = row->n_members == 0 && place_of(row->block.code[0]) == district;
    for (size_t i = 0; i < row->n_members; i++) {
        found = found || place_of(row->members[i]) == district;
    }
    return found;
}

/* One equation: the districts of a row, in one quarter of the window (or all of them). */
static void add_equation(System *system, const KmPublishedFigure *row, const Town *town,
                         size_t quarter)
{
    double *equation = system->rows[system->n_rows++];
    for (size_t q = 0; q < WINDOW; q++) {
        for (size_t d = 0; d < town->n_districts; d++) {
            bool whole = row->block.dim[0][0] == '\0';
            bool now = quarter == WINDOW || quarter == q;
            equation[q * town->n_districts + d] = now && (whole || stands_for(row, d)) ? 1.0 : 0.0;
        }
    }
}

/* Returns the number of pooled rows of the window that ends with `last`. */
static size_t build_system(const KmPublished *published, const Town *town, size_t last,
                           System *system)
{
    size_t pooled = 0;
    memset(system, 0, sizeof *system);
    system->n_cells = WINDOW * town->n_districts;
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        for (size_t q = 0; q < WINDOW; q++) {
            if (row->has_counts &&
                strcmp(row->period.text, town_periods[last + 1 - WINDOW + q]) == 0) {
                add_equation(system, row, town, q);
            }
        }
        if (row->status == KM_PUBLISHED_POOLED &&
            km_text_ends_with(row->period.text, town_periods[last])) {
            add_equation(system, row, town, WINDOW);
            pooled++;
        }
    }
    return pooled;
}

/* Reduced row echelon form; `pivot` by row: its column. */
static size_t reduce(System *system, size_t *pivot)
{
    size_t rank = 0;
    for (size_t column = 0; column < system->n_cells && rank < system->n_rows; column++) {
        size_t best = rank;
        for (size_t i = rank; i < system->n_rows; i++) {
            best = fabs(system->rows[i][column]) > fabs(system->rows[best][column]) ? i : best;
        }
        if (fabs(system->rows[best][column]) < 1e-9) {
            continue;
        }
        double swap[CELLS];
        memcpy(swap, system->rows[rank], sizeof swap);
        memcpy(system->rows[rank], system->rows[best], sizeof swap);
        memcpy(system->rows[best], swap, sizeof swap);
        double head = system->rows[rank][column];
        for (size_t j = 0; j < system->n_cells; j++) {
            system->rows[rank][j] /= head;
        }
        for (size_t i = 0; i < system->n_rows; i++) {
            double times = system->rows[i][column];
            for (size_t j = 0; i != rank && j < system->n_cells; j++) {
                system->rows[i][j] -= times * system->rows[rank][j];
            }
        }
        pivot[rank++] = column;
    }
    return rank;
}

/* A set is derivable when it is the combination of the rows its pivots ask for. */
static bool is_derivable(const System *system, size_t rank, const size_t *pivot, size_t set)
{
    for (size_t j = 0; j < system->n_cells; j++) {
        double value = 0.0;
        for (size_t i = 0; i < rank; i++) {
            value += (set >> pivot[i] & 1U) != 0 ? system->rows[i][j] : 0.0;
        }
        if (fabs(value - (double)(set >> j & 1U)) > 1e-6) {
            return false;
        }
    }
    return true;
}

static void assert_enough_children(const Town *town, size_t first, size_t set, int64_t n, int64_t k)
{
    static uint8_t seen[TOWN_QUARTERS * TOWN_PLACES];
    memset(seen, 0, (size_t)town->n_children);
    int64_t children = 0;
    int64_t missed = 0;
    for (size_t q = 0; q < WINDOW; q++) {
        for (size_t place = 0; place < town->n_places; place++) {
            size_t cell = q * town->n_districts + town->district[first + q][place];
            uint8_t *mark = &seen[town->child[first + q][place]];
            if ((set >> cell & 1U) == 0) {
                continue;
            }
            children += *mark == 0 ? 1 : 0;
            missed += (*mark & 2U) == 0 && !town->hit[first + q][place] ? 1 : 0;
            *mark = (uint8_t)(*mark | 1U | (town->hit[first + q][place] ? 0U : 2U));
        }
    }
    ck_assert_msg(children == 0 || (children >= n && missed >= k),
                  "derived: %d children, %d missed", (int)children, (int)missed);
}

static void attack(const KmPublished *published, const Town *town, size_t last, size_t *n_pooled)
{
    System system;
    size_t pivot[CELLS] = {0};
    size_t pooled = build_system(published, town, last, &system);
    *n_pooled += pooled;
    if (pooled == 0) {
        return;
    }
    size_t rank = reduce(&system, pivot);
    for (size_t set = 1; set < (size_t)1 << system.n_cells; set++) {
        if (is_derivable(&system, rank, pivot, set)) {
            assert_enough_children(town, last + 1 - WINDOW, set, 10, 5);
        }
    }
}

typedef struct {
    const char *promise;
    int sizes[MOST_DISTRICTS];
    size_t n_districts;
    double reach;
    size_t draws;
} PoolCase;

static const PoolCase cases[] = {
    {"two small ones beside a large one", {120, 16, 14}, 3, 0.85, 150},
    {"one often hidden, one seldom", {150, 30, 12}, 3, 0.85, 150},
    {"three of a kind", {30, 30, 30}, 3, 0.9, 150},
    {"four, high reach", {90, 30, 16, 14}, 4, 0.9, 12},
};

START_TEST(what_follows_from_pooled_figures_is_never_about_a_few)
{
    static Town town;
    const PoolCase *c = &cases[_i];
    size_t pooled = 0;
    for (size_t seed = 1; seed <= c->draws; seed++) {
        KmArenaMark mark = km_arena_mark(arena);
        TownPlan plan = {.sizes = c->sizes,
                         .n_districts = c->n_districts,
                         .reach = c->reach,
                         .turnover = 0.25,
                         .seed = seed};
        TownFigures figures = {.arena = arena};
        town_simulate(&town, &plan);
        town_count_figures(&town, &figures);
        KmIndicatorText text = town_indicator(&town_districts_plain, KM_SENSITIVE_MISS);
        const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
        for (size_t last = WINDOW - 1; last < TOWN_QUARTERS; last++) {
            attack(published, &town, last, &pooled);
        }
        km_arena_reset(arena, mark);
    }
    printf("# %s: %zu pooled figures attacked\n", c->promise, pooled);
    (void)fflush(stdout);
    ck_assert_uint_gt(pooled, 5);
}
END_TEST

static bool windows_overlap(const KmPublishedFigure *a, const KmPublishedFigure *b)
{
    return strcmp(a->period.text, b->period.text) != 0 && a->period.from < b->period.to &&
           b->period.from < a->period.to;
}

START_TEST(pooled_figures_are_whole_percentages_of_windows_that_do_not_overlap)
{
    static Town town;
    static const int sizes[] = {120, 16, 14};
    for (uint64_t seed = 1; seed <= 100; seed++) {
        KmArenaMark mark = km_arena_mark(arena);
        TownPlan plan = {
            .sizes = sizes, .n_districts = 3, .reach = 0.85, .turnover = 0.25, .seed = seed};
        TownFigures figures = {.arena = arena};
        town_simulate(&town, &plan);
        town_count_figures(&town, &figures);
        KmIndicatorText text = town_indicator(&town_districts_plain, KM_SENSITIVE_MISS);
        const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
        for (size_t i = 0; i < km_published_count(published); i++) {
            const KmPublishedFigure *row = km_published_at(published, i);
            if (row->status != KM_PUBLISHED_POOLED) {
                ck_assert(!row->period.is_range);
                continue;
            }
            ck_assert(!row->has_counts && !row->has_interval && !row->has_bounds);
            ck_assert(row->n == 0 && row->x == 0 && row->excluded == -1 && row->decimals == 0);
            ck_assert_double_eq_tol(100.0 * row->estimate, round(100.0 * row->estimate), 1e-9);
            for (size_t j = 0; j < i; j++) {
                const KmPublishedFigure *other = km_published_at(published, j);
                ck_assert(other->status != KM_PUBLISHED_POOLED || !windows_overlap(row, other));
            }
        }
        km_arena_reset(arena, mark);
    }
}
END_TEST

/* Two small districts hidden in all four quarters, with other children each time. */
static void add_year(TownFigures *figures, bool with_earlier, int64_t distinct_miss)
{
    const int64_t counts[3][2] = {{100, 80}, {14, 11}, {13, 10}};
    for (size_t q = with_earlier ? 4 : 7; q < TOWN_QUARTERS; q++) {
        town_add_quarter(figures, town_periods[q], counts, 3);
    }
    for (size_t d = 0; d < 3; d++) {
        KmFigure *year = town_add(figures, "2025K4..2026K3", "wijk", town_codes[d],
                                  4 * counts[d][0], 4 * counts[d][1]);
        year->units_n = counts[d][0] + 9;
        year->units_miss = d == 0 ? 40 : distinct_miss;
    }
    KmFigure *total = town_add(figures, "2025K4..2026K3", "", "", 508, 404);
    total->units_n = 150;
    total->units_miss = 40 + 2 * distinct_miss;
}

typedef struct {
    const char *promise;
    bool with_earlier;
    int64_t distinct_miss;
    size_t pooled;
} YearCase;

static const YearCase years[] = {
    {"five distinct children missed: shown", true, 5, 2},
    {"the same three all year: not shown", true, 3, 0},
    {"quarters not given, so unknown what they showed: not shown", false, 9, 0},
};

START_TEST(pooled_figures_are_judged_by_distinct_children)
{
    const YearCase *c = &years[_i];
    TownFigures figures = {.arena = arena};
    add_year(&figures, c->with_earlier, c->distinct_miss);
    KmIndicatorText text = town_indicator(&town_districts_plain, KM_SENSITIVE_MISS);
    const KmPublished *published = town_gate(arena, &figures, &text, "stuurgroep");
    ck_assert_uint_eq(town_count(published, KM_PUBLISHED_POOLED), c->pooled);
    if (c->pooled > 0) {
        const KmPublishedFigure *row = town_row(published, "2025K4..2026K3", "WK054601");
        ck_assert_str_eq(row->id, "vve-bereik:2025K4..2026K3:wijk=WK054601");
        ck_assert_double_eq_tol(row->estimate, 0.79, 1e-12); /* 44/56 = 78,6 % */
        KmPublishedRows rows = km_published_rows(published, arena, "vve-bereik", "2026K3", "wijk");
        ck_assert_uint_eq(rows.count, 3);
        ck_assert_str_eq(rows.figures[1]->block.code[0], "WK054601");
    } else {
        ck_assert_ptr_nonnull(town_row(published, "2026K3", "overig"));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pooled");
    TCase *tcase = tcase_create("attack");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, what_follows_from_pooled_figures_is_never_about_a_few, 0,
                        sizeof cases / sizeof cases[0]);
    tcase_add_test(tcase, pooled_figures_are_whole_percentages_of_windows_that_do_not_overlap);
    tcase_add_loop_test(tcase, pooled_figures_are_judged_by_distinct_children, 0,
                        sizeof years / sizeof years[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
