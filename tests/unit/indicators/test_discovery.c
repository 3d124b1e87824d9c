/* What a quarter of a whole plan calls clear. The world is simulated with a fixed seed: sixty
 * indicators, each of a city of ten districts and three groups; every child has its district and
 * its group, so the blocks overlap as they do in life. */
#include "indicators/compare/discovery.h"
#include "indicators/compute/compute.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/stats/proportion.h"

enum { INDICATORS = 60, DISTRICTS = 10, GROUPS = 3, BLOCKS = 1 + DISTRICTS + GROUPS, PERIODS = 3 };
enum { FIGURES = INDICATORS * BLOCKS * PERIODS, QUARTERS = 40 };

static const char *const periods[PERIODS] = {"2025K3", "2026K2", "2026K3"};
static char names[INDICATORS][16];
static KmNorm norms[INDICATORS];
static KmIndicatorText texts[INDICATORS];

const KmIndicatorText *km_catalogue_find(const KmCatalogue *catalogue, const char *id)
{
    (void)catalogue;
    return &texts[strtol(id + 1, NULL, 10)];
}

static uint64_t state;

/* splitmix64; S. Vigna. */
static double uniform(void)
{
    state += 0x9e3779b97f4a7c15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

static int binomial(int n, double p)
{
    int x = 0;
    for (int i = 0; i < n; i++) {
        x += uniform() < p;
    }
    return x;
}

/* What truly happens in a simulated quarter. */
typedef struct {
    double fall;   /* the fall of the share this quarter … */
    int n_falling; /* … in so many of the indicators, everywhere */
    double spread; /* of the districts around the city, all the time */
} World;

static KmBlock block_of(int b)
{
    static char codes[BLOCKS][8];
    KmBlock block = {{"", ""}, {"", ""}};
    if (b > 0) {
        (void)snprintf(codes[b], sizeof codes[b], "%02d", b);
        block.dim[0] = b <= DISTRICTS ? "wijk" : "thuistaal";
        block.code[0] = codes[b];
    }
    return block;
}

static KmFigure figure_of(int indicator, int period, int b, int x, int n)
{
    KmError err = {0};
    KmInterval interval = {0.0, 0.0};
    KmPeriod when;
    ck_assert(km_period_parse(periods[period], &when, &err));
    KmFigure figure = {.indicator = names[indicator],
                       .period = periods[period],
                       .block = block_of(b),
                       .reference = when.to - 1,
                       .status = n == 0 ? KM_FIGURE_EMPTY : KM_FIGURE_DEFINED,
                       .n = n,
                       .x = x,
                       .units_n = n,
                       .has_estimate = n > 0,
                       .has_interval = n > 0};
    if (n > 0) {
        ck_assert(km_wilson(x, n, 0.95, &interval, &err));
        figure.estimate = (double)x / (double)n;
        figure.low = interval.low;
        figure.high = interval.high;
    }
    return figure;
}

/* One indicator in one period: cells of district and group are drawn, blocks are their sums. */
static void draw(const World *world, int indicator, int period, KmFigure *ret_figures)
{
    int size = 2 + indicator % 12; /* children per cell: cities of 60 to 390 */
    double base = 0.3 + 0.6 * (double)(indicator % 7) / 6.0;
    bool falls = indicator < world->n_falling && period == PERIODS - 1;
    int x[BLOCKS] = {0};
    int n[BLOCKS] = {0};
    for (int d = 0; d < DISTRICTS; d++) {
        for (int g = 0; g < GROUPS; g++) {
            double away = world->spread * ((double)d / (DISTRICTS - 1) - 0.5);
            double p = base + away - (falls ? world->fall : 0.0);
            int hits = binomial(size, fmin(1.0, fmax(0.0, p)));
            const int blocks[] = {0, 1 + d, 1 + DISTRICTS + g};
            for (int i = 0; i < 3; i++) {
                x[blocks[i]] += hits;
                n[blocks[i]] += size;
            }
        }
    }
    norms[indicator] = (KmNorm){KM_NORM_LOCAL_TARGET, base, KM_DATE_EVER, KM_DATE_OPEN, ""};
    for (int b = 0; b < BLOCKS; b++) {
        ret_figures[b] = figure_of(indicator, period, b, x[b], n[b]);
    }
}

typedef struct {
    double flags, right; /* per quarter, of the newest period */
} Outcome;

/* `kinds` as bits. A flag is right when the indicator truly fell. */
static Outcome simulate(const World *world, unsigned kinds)
{
    KmFigure *figures = calloc(FIGURES, sizeof *figures);
    KmArena *arena = km_arena_open();
    Outcome outcome = {0.0, 0.0};
    ck_assert_ptr_nonnull(figures);
    state = 20261125;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int i = 0; i < INDICATORS; i++) {
            for (int p = 0; p < PERIODS; p++) {
                draw(world, i, p, figures + (i * PERIODS + p) * BLOCKS);
            }
        }
        km_compare(arena, NULL, figures, FIGURES);
        for (int f = 0; f < FIGURES; f++) {
            if (strcmp(figures[f].period, periods[PERIODS - 1]) != 0) {
                continue;
            }
            for (unsigned kind = 0; kind < KM_COMPARISONS; kind++) {
                if ((kinds >> kind & 1u) != 0 &&
                    km_figure_compared(&figures[f], (KmComparisonKind)kind)->verdict != 0) {
                    outcome.flags += 1.0 / QUARTERS;
                    outcome.right +=
                        (f / (BLOCKS * PERIODS) < world->n_falling ? 1.0 : 0.0) / QUARTERS;
                }
            }
        }
    }
    km_arena_close(arena);
    free(figures);
    return outcome;
}

enum {
    PREVIOUS = 1u << KM_COMPARED_PREVIOUS,
    YEAR = 1u << KM_COMPARED_YEAR_BEFORE,
    CITY = 1u << KM_COMPARED_CITY,
    NORM = 1u << KM_COMPARED_NORM
};

START_TEST(a_quiet_quarter_raises_less_than_one_false_flag)
{
    const World quiet = {0.0, 0, 0.0};
    Outcome found = simulate(&quiet, PREVIOUS | YEAR | CITY | NORM);
    printf("# quiet quarter: %.3f flags a quarter of %d differences\n", found.flags,
           INDICATORS * (BLOCKS * 4 - 1));
    ck_assert_msg(found.flags <= 1.0, "%.3f flags", found.flags);
}
END_TEST

START_TEST(lasting_differences_between_districts_raise_no_false_changes)
{
    const World uneven = {0.0, 0, 0.3};
    Outcome changes = simulate(&uneven, PREVIOUS | YEAR);
    Outcome city = simulate(&uneven, CITY);
    printf("# uneven city: %.3f false changes a quarter beside %.1f districts told apart\n",
           changes.flags, city.flags);
    ck_assert_msg(changes.flags <= 1.0, "%.3f flags", changes.flags);
    ck_assert_msg(city.flags > 5.0, "%.1f districts", city.flags);
}
END_TEST

START_TEST(true_falls_are_found_and_few_others)
{
    const World bad = {0.25, 12, 0.0};
    Outcome found = simulate(&bad, YEAR);
    double share = (found.flags - found.right) / found.flags;
    printf("# twelve of sixty fall by 25 points: %.1f flags a quarter, %.1f %% of them false\n",
           found.flags, 100.0 * share);
    ck_assert_msg(found.right >= 12.0, "%.1f", found.right);
    ck_assert_msg(share <= KM_FALSE_SHARE, "%.3f", share);
}
END_TEST

START_TEST(the_order_of_the_figures_does_not_matter)
{
    const World bad = {0.25, 12, 0.1};
    KmArena *arena = km_arena_open();
    static KmFigure forward[FIGURES];
    static KmFigure backward[FIGURES];
    state = 7;
    for (int i = 0; i < INDICATORS; i++) {
        for (int p = 0; p < PERIODS; p++) {
            draw(&bad, i, p, forward + (i * PERIODS + p) * BLOCKS);
        }
    }
    for (int f = 0; f < FIGURES; f++) {
        backward[f] = forward[FIGURES - 1 - f];
    }
    km_compare(arena, NULL, forward, FIGURES);
    km_compare(arena, NULL, backward, FIGURES);
    for (int f = 0; f < FIGURES; f++) {
        for (int kind = 0; kind < KM_COMPARISONS; kind++) {
            const KmComparison *one = km_figure_compared(&forward[f], (KmComparisonKind)kind);
            const KmComparison *two =
                km_figure_compared(&backward[FIGURES - 1 - f], (KmComparisonKind)kind);
            ck_assert_int_eq(one->verdict, two->verdict);
            ck_assert(one->p_limit <= two->p_limit && two->p_limit <= one->p_limit);
        }
    }
    km_arena_close(arena);
}
END_TEST

/* Hand count, Benjamini and Hochberg 1995, table of §3.2: fifteen p values at 5 % reject four. */
START_TEST(the_published_example_rejects_four)
{
    static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                               0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    enum { COUNT = 15 };
    KmFigure figures[COUNT] = {{.n = 0}};
    KmArena *scratch = km_arena_open();
    for (int i = 0; i < COUNT; i++) {
        figures[i].period = "2026K3";
        figures[i].block = block_of(0);
        *km_figure_compare(scratch, &figures[i], KM_COMPARED_PREVIOUS) = (KmComparison){
            .exists = true, .has_interval = true, .low = 0.1, .high = 0.2, .p = p[i]};
    }
    km_discoveries_judge(scratch, figures, COUNT);
    int clear = 0;
    for (int i = 0; i < COUNT; i++) {
        clear += figures[i].compared[0].verdict;
    }
    ck_assert_int_eq(clear, 4);
    ck_assert_double_eq_tol(figures[0].compared[0].p_limit, 0.05 * 4 / 15, 1e-15);
    km_arena_close(scratch);
}
END_TEST

int main(void)
{
    for (int i = 0; i < INDICATORS; i++) {
        (void)snprintf(names[i], sizeof names[i], "i%02d", i);
        texts[i] = (KmIndicatorText){
            .id = names[i], .kind = KM_KIND_PROPORTION, .norms = &norms[i], .n_norms = 1};
    }
    Suite *suite = suite_create("discovery");
    TCase *tests = tcase_create("discovery");
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, a_quiet_quarter_raises_less_than_one_false_flag);
    tcase_add_test(tests, lasting_differences_between_districts_raise_no_false_changes);
    tcase_add_test(tests, true_falls_are_found_and_few_others);
    tcase_add_test(tests, the_order_of_the_figures_does_not_matter);
    tcase_add_test(tests, the_published_example_rejects_four);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
