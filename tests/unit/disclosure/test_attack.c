/* Attackers on random tables of one dimension. They know the profile's rules and read every row and
 * the total; the truth is used only to judge what they derive. N and k are written out here again
 * from the design, not taken from the program. */
#include "town.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 400, MOST = 11 };

typedef struct {
    const char *name;
    int64_t n, k;
} Rule;
static const Rule rules[] = {
    {"werkgroep", 10, 3}, {"stuurgroep", 10, 5}, {"openbaar", 30, 10}, {"onderzoek", 10, 5}};

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
    size_t n;
    int64_t counts[MOST][2];
    KmSensitiveSide sensitive;
    bool mergers;
} Table;

static Table draw_table(uint64_t *state)
{
    static const double reaches[] = {0.03, 0.3, 0.6, 0.85, 0.95, 1.0};
    static const size_t sizes[] = {3, 12, 40, 150};
    Table table = {.n = 2 + town_below(state, MOST - 1),
                   .sensitive = (KmSensitiveSide)town_below(state, 4),
                   .mergers = town_below(state, 2) == 0};
    double reach = reaches[town_below(state, 6)];
    for (size_t i = 0; i < table.n; i++) {
        table.counts[i][0] = (int64_t)town_below(state, 1 + sizes[town_below(state, 4)]);
        for (int64_t j = 0; j < table.counts[i][0]; j++) {
            table.counts[i][1] += town_unit(state) < reach ? 1 : 0;
        }
    }
    return table;
}

static bool safe(const Rule *rule, KmSensitiveSide sensitive, int64_t n, int64_t x)
{
    bool hit = sensitive == KM_SENSITIVE_BOTH || sensitive == KM_SENSITIVE_HIT;
    bool miss = sensitive == KM_SENSITIVE_BOTH || sensitive == KM_SENSITIVE_MISS;
    return n == 0 || (n >= rule->n && (!hit || x >= rule->k) && (!miss || n - x >= rule->k));
}

static const KmPublished *publish(const Table *table, const KmProfile *profile)
{
    static KmIndicatorText text;
    text =
        town_indicator(table->mergers ? &town_districts : &town_districts_plain, table->sensitive);
    TownFigures figures = {.arena = arena};
    town_add_quarter(&figures, "2026K3", table->counts, table->n);
    return town_gate_with(arena, &figures, &text, profile);
}

/* What the attacker holds: parts of the total, by category. `known`: their counts are printed; the
 * last part is what subtracting leaves. */
typedef struct {
    size_t n_parts;
    bool member[MOST + 2][MOST];
} Parts;

static size_t place_of(const char *code)
{
    for (size_t i = 0; i <= TOWN_DISTRICTS; i++) {
        if (strcmp(town_codes[i], code) == 0) {
            return i;
        }
    }
    return MOST;
}

static Parts read_parts(const KmPublished *published, const Table *table)
{
    Parts parts = {0};
    bool covered[MOST] = {false};
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        if (row->block.dim[0][0] == '\0' || !row->has_counts) {
            continue;
        }
        bool *member = parts.member[parts.n_parts++];
        for (size_t j = 0; j < row->n_members; j++) {
            member[place_of(row->members[j])] = true;
        }
        if (row->n_members == 0) {
            member[place_of(row->block.code[0])] = true;
        }
        for (size_t j = 0; j < table->n; j++) {
            ck_assert_msg(!(covered[j] && member[j]), "category %zu shown twice", j);
            covered[j] = covered[j] || member[j];
        }
    }
    bool any = false;
    for (size_t j = 0; j < table->n; j++) {
        parts.member[parts.n_parts][j] = !covered[j];
        any = any || !covered[j];
    }
    parts.n_parts += any ? 1 : 0;
    return parts;
}

static void sum_up(const Table *table, const bool *member, int64_t *ret_n, int64_t *ret_x)
{
    *ret_n = 0;
    *ret_x = 0;
    for (size_t j = 0; j < table->n; j++) {
        if (member[j]) {
            *ret_n += table->counts[j][0];
            *ret_x += table->counts[j][1];
        }
    }
}

static void assert_unions_are_safe(const Table *table, const Parts *parts, const Rule *rule)
{
    for (size_t chosen = 0; chosen < (size_t)1 << parts->n_parts; chosen++) {
        bool member[MOST] = {false};
        for (size_t i = 0; i < parts->n_parts; i++) {
            for (size_t j = 0; (chosen >> i & 1U) != 0 && j < table->n; j++) {
                member[j] = member[j] || parts->member[i][j];
            }
        }
        int64_t n = 0;
        int64_t x = 0;
        sum_up(table, member, &n, &x);
        ck_assert_msg(safe(rule, table->sensitive, n, x), "%s: derived n %d x %d", rule->name,
                      (int)n, (int)x);
    }
}

START_TEST(nothing_unsafe_comes_from_adding_and_subtracting)
{
    const Rule *rule = &rules[_i];
    uint64_t state = 20260930U + (uint64_t)_i;
    size_t open = 0;
    for (int draw = 0; draw < TABLES; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        const KmPublished *published = publish(&table, km_profile(rule->name));
        bool all[MOST] = {true, true, true, true, true, true, true, true, true, true, true};
        int64_t n = 0;
        int64_t x = 0;
        sum_up(&table, all, &n, &x);
        if (!safe(rule, table.sensitive, n, x)) {
            ck_assert_uint_eq(km_published_count(published), 1);
            ck_assert(!town_total(published, "2026K3")->has_counts);
        } else if (n > 0) {
            Parts parts = read_parts(published, &table);
            assert_unions_are_safe(&table, &parts, rule);
            open++;
        }
        km_arena_reset(arena, mark);
    }
    ck_assert_uint_gt(open, TABLES / 4);
}
END_TEST

typedef struct {
    double low, high;
} Range;

/* Interval propagation to a fixed point: categories are not negative and every part's sum is known.
 */
static void propagate(const Table *table, const Parts *parts, int side, Range *ranges)
{
    for (size_t j = 0; j < table->n; j++) {
        ranges[j] = (Range){0.0, 1e9};
    }
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < parts->n_parts; i++) {
            int64_t n = 0;
            int64_t x = 0;
            sum_up(table, parts->member[i], &n, &x);
            double whole = (double)(side == 0 ? n : side == 1 ? x : n - x);
            double low = 0.0;
            double high = 0.0;
            for (size_t j = 0; j < table->n; j++) {
                low += parts->member[i][j] ? ranges[j].low : 0.0;
                high += parts->member[i][j] ? ranges[j].high : 0.0;
            }
            for (size_t j = 0; j < table->n; j++) {
                if (parts->member[i][j]) {
                    ranges[j].low = fmax(ranges[j].low, whole - (high - ranges[j].high));
                    ranges[j].high = fmin(ranges[j].high, whole - (low - ranges[j].low));
                }
            }
        }
    }
}

static bool is_alone(const Parts *parts, const Table *table, size_t category)
{
    for (size_t i = 0; i < parts->n_parts; i++) {
        size_t size = 0;
        for (size_t j = 0; j < table->n; j++) {
            size += parts->member[i][j] ? 1 : 0;
        }
        if (parts->member[i][category]) {
            return size == 1;
        }
    }
    return false;
}

static bool is_empty_row(const KmPublished *published, size_t category)
{
    const KmPublishedFigure *row = town_row(published, "2026K3", town_codes[category]);
    return row != NULL && row->status == KM_PUBLISHED_EMPTY;
}

static void assert_wide(const Table *table, const Parts *parts, const KmPublished *published,
                        const Rule *rule)
{
    for (int side = 0; side < 3; side++) {
        bool matters = side == 0 || table->sensitive == KM_SENSITIVE_BOTH ||
                       table->sensitive == (side == 1 ? KM_SENSITIVE_HIT : KM_SENSITIVE_MISS);
        Range ranges[MOST];
        propagate(table, parts, side, ranges);
        for (size_t j = 0; matters && j < table->n; j++) {
            if (is_alone(parts, table, j) || is_empty_row(published, j)) {
                continue;
            }
            double least = (double)(side == 0 ? rule->n : rule->k);
            ck_assert_msg(ranges[j].high - ranges[j].low >= least,
                          "%s: category %zu side %d known between %g and %g", rule->name, j, side,
                          ranges[j].low, ranges[j].high);
        }
    }
}

START_TEST(hidden_categories_are_not_narrowed_below_k)
{
    const Rule *rule = &rules[_i];
    uint64_t state = 4711U + (uint64_t)_i;
    for (int draw = 0; draw < TABLES; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        const KmPublished *published = publish(&table, km_profile(rule->name));
        const KmPublishedFigure *total = town_total(published, "2026K3");
        if (total->has_counts) {
            Parts parts = read_parts(published, &table);
            /* An empty category says so; it is then no place for the block's children. */
            for (size_t i = 0; i < parts.n_parts; i++) {
                for (size_t j = 0; j < table.n; j++) {
                    parts.member[i][j] = parts.member[i][j] && !is_empty_row(published, j);
                }
            }
            assert_wide(&table, &parts, published, rule);
        }
        km_arena_reset(arena, mark);
    }
}
END_TEST

static void assert_printed_numbers_are_true(const Table *table, const KmPublishedFigure *row,
                                            int64_t base)
{
    int64_t n = 0;
    int64_t x = 0;
    bool member[MOST] = {false};
    for (size_t j = 0; j < row->n_members; j++) {
        member[place_of(row->members[j])] = true;
    }
    for (size_t j = 0; j < table->n; j++) {
        member[j] = member[j] || row->block.dim[0][0] == '\0' ||
                    (row->n_members == 0 && strcmp(row->block.code[0], town_codes[j]) == 0);
    }
    sum_up(table, member, &n, &x);
    ck_assert_int_eq(row->n, (n + base / 2) / base * base);
    ck_assert_int_eq(row->x, (x + base / 2) / base * base);
    double share = (double)row->x / (double)row->n;
    ck_assert_double_eq_tol(row->estimate, base > 1 ? round(100.0 * share) / 100.0 : share, 1e-12);
    ck_assert(row->low <= row->estimate + 1e-12 && row->estimate <= row->high + 1e-12);
}

START_TEST(every_percentage_follows_from_the_printed_counts)
{
    const Rule *rule = &rules[_i];
    uint64_t state = 99U + (uint64_t)_i;
    for (int draw = 0; draw < TABLES; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        const KmPublished *published = publish(&table, km_profile(rule->name));
        for (size_t i = 0; i < km_published_count(published); i++) {
            const KmPublishedFigure *row = km_published_at(published, i);
            if (row->has_counts) {
                assert_printed_numbers_are_true(&table, row,
                                                strcmp(rule->name, "openbaar") == 0 ? 5 : 1);
            }
        }
        km_arena_reset(arena, mark);
    }
}
END_TEST

START_TEST(raising_k_never_shows_more_blocks)
{
    uint64_t state = 5U + (uint64_t)_i;
    for (int draw = 0; draw < TABLES / 2; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        size_t before = SIZE_MAX;
        for (int64_t k = 1; k < 15; k++) {
            KmProfile profile = *km_profile(rules[_i].name);
            profile.least_side = k;
            const KmPublished *published = publish(&table, &profile);
            size_t shown = 0;
            for (size_t i = 0; i < km_published_count(published); i++) {
                shown += km_published_at(published, i)->has_counts ? 1 : 0;
            }
            ck_assert_msg(shown <= before, "k %d shows %zu blocks, k - 1 showed %zu", (int)k, shown,
                          before);
            before = shown;
        }
        km_arena_reset(arena, mark);
    }
}
END_TEST

static void assert_bare(const KmPublishedFigure *row)
{
    ck_assert(!row->has_counts && !row->has_estimate && !row->has_interval && !row->has_bounds);
    ck_assert_int_eq(row->n, 0);
    ck_assert_int_eq(row->x, 0);
    ck_assert_int_eq(row->excluded, -1);
    ck_assert_int_eq(row->unknown, -1);
    const double numbers[] = {row->sum,        row->estimate,   row->low,
                              row->high,       row->bound_low,  row->previous.other,
                              row->city.other, row->norm.other, row->year_before.other};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        ck_assert_double_eq_tol(numbers[i], 0.0, 1e-12);
    }
    for (size_t i = 1; i < row->n_members; i++) {
        ck_assert(place_of(row->members[i - 1]) < place_of(row->members[i]));
    }
}

START_TEST(nothing_hidden_remains_in_a_protected_row)
{
    uint64_t state = 31U + (uint64_t)_i;
    size_t seen = 0;
    for (int draw = 0; draw < TABLES; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        const KmPublished *published = publish(&table, km_profile(rules[_i].name));
        for (size_t i = 0; i < km_published_count(published); i++) {
            const KmPublishedFigure *row = km_published_at(published, i);
            if (row->status == KM_PUBLISHED_PROTECTED) {
                assert_bare(row);
                seen++;
            }
        }
        km_arena_reset(arena, mark);
    }
    ck_assert_uint_gt(seen, 20);
}
END_TEST

static void shuffle(TownFigures *figures, uint64_t *state)
{
    for (size_t i = figures->count; i > 1; i--) {
        size_t j = town_below(state, i);
        KmFigure swap = figures->items[i - 1];
        figures->items[i - 1] = figures->items[j];
        figures->items[j] = swap;
    }
}

static void assert_same(const KmPublished *a, const KmPublished *b)
{
    ck_assert_uint_eq(km_published_count(a), km_published_count(b));
    for (size_t i = 0; i < km_published_count(a); i++) {
        const KmPublishedFigure *one = km_published_at(a, i);
        const KmPublishedFigure *two = km_published_at(b, i);
        ck_assert_str_eq(one->id, two->id);
        ck_assert_int_eq(one->status, two->status);
        ck_assert_int_eq(one->n, two->n);
        ck_assert_int_eq(one->x, two->x);
        ck_assert_double_eq_tol(one->estimate, two->estimate, 1e-12);
        ck_assert_uint_eq(one->n_members, two->n_members);
    }
}

START_TEST(the_order_of_the_figures_changes_nothing)
{
    static Town town;
    static const int sizes[] = {8, 13, 19, 81, 34, 46, 34, 22, 58, 35, 3};
    uint64_t state = 17;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        KmArenaMark mark = km_arena_mark(arena);
        TownPlan plan = {
            .sizes = sizes, .n_districts = 11, .reach = 0.94, .turnover = 0.2, .seed = seed};
        TownFigures figures = {.arena = arena};
        town_simulate(&town, &plan);
        town_count_figures(&town, &figures);
        KmIndicatorText text = town_indicator(&town_districts, KM_SENSITIVE_MISS);
        const KmPublished *first = town_gate(arena, &figures, &text, rules[_i].name);
        shuffle(&figures, &state);
        assert_same(first, town_gate(arena, &figures, &text, rules[_i].name));
        km_arena_reset(arena, mark);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attack");
    TCase *tcase = tcase_create("one dimension");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, nothing_unsafe_comes_from_adding_and_subtracting, 0, 4);
    tcase_add_loop_test(tcase, hidden_categories_are_not_narrowed_below_k, 0, 4);
    tcase_add_loop_test(tcase, every_percentage_follows_from_the_printed_counts, 0, 4);
    tcase_add_loop_test(tcase, raising_k_never_shows_more_blocks, 0, 4);
    tcase_add_loop_test(tcase, nothing_hidden_remains_in_a_protected_row, 0, 4);
    tcase_add_loop_test(tcase, the_order_of_the_figures_changes_nothing, 0, 4);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
