/* Comparisons: each figure against the previous period, the same period a year before, the city and
 * the norm in force. Only between figures that are DEFINED; a difference without an interval has no
 * p value and no verdict. */
#include "indicators/compare/discovery.h"
#include "indicators/compute/compute.h"

#include "engine/base/spread.h"
#include "engine/stats/proportions/tests.h"
#include "engine/stats/samples/overlap.h"
#include "engine/stats/tables/fourfold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The figures of one indicator and period, by block. */
typedef struct {
    KmFigure *const *first;
    size_t count;
} Set;

typedef struct {
    const KmCatalogue *catalogue;
    KmFigure **sorted; /* by indicator, period, block */
    Set *sets;
    size_t n_sets;
} Book;

/* What the figures of one set have in common. */
typedef struct {
    const KmIndicatorText *text; /* NULL: they are compared with nothing */
    const Set *own;
    const Set *previous, *year_before; /* NULL: there is none, or it is not to be compared with */
} Asked;

static int by_block(const KmBlock *a, const KmBlock *b)
{
    const char *const keys[][2] = {
        {a->dim[0], b->dim[0]},
        {a->code[0], b->code[0]},
        {a->dim[1], b->dim[1]},
        {a->code[1], b->code[1]},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int order = strcmp(keys[i][0], keys[i][1]);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static int by_block_of(const void *wanted, const void *entry)
{
    return by_block(wanted, &(*(const KmFigure *const *)entry)->block);
}

static const KmFigure *find(const Set *set, const KmBlock *block)
{
    KmFigure *const *found =
        set == NULL ? NULL
                    : bsearch(block, set->first, set->count, sizeof *set->first, by_block_of);
    return found == NULL ? NULL : *found;
}

/* Figures of one set mostly share their texts. */
static int by_text(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static int by_set(const KmFigure *a, const KmFigure *b)
{
    int order = by_text(a->indicator, b->indicator);
    return order != 0 ? order : by_text(a->period, b->period);
}

static int by_identity(const void *left, const void *right)
{
    const KmFigure *a = *(const KmFigure *const *)left;
    const KmFigure *b = *(const KmFigure *const *)right;
    int order = by_set(a, b);
    return order != 0 ? order : by_block(&a->block, &b->block);
}

static int by_set_of(const void *wanted, const void *set)
{
    return by_set(wanted, *((const Set *)set)->first);
}

static bool is_comparable(const KmFigure *figure)
{
    return figure != NULL && figure->status == KM_FIGURE_DEFINED && figure->has_estimate;
}

/* A pooled share rests on its distinct units (see kinds/writer.c), alike units on fewer. */
static int64_t effective_n(const KmFigure *figure)
{
    int64_t n = figure->units_n > 0 && figure->units_n < figure->n ? figure->units_n : figure->n;
    int64_t worth = (int64_t)figure->n_effective;
    return worth > 0 && worth < n ? worth : n;
}

static int64_t effective_x(const KmFigure *figure)
{
    int64_t n = effective_n(figure);
    if (n == figure->n) {
        return figure->x;
    }
    return (int64_t)(figure->estimate * (double)n + 0.5);
}

static const double confidence = 0.95;

/* `scale`: of the difference that is told to the one that is tested. */
static void test_shares(KmComparison *compared, const KmTwoProportions *t, double scale)
{
    KmError err = {0};
    KmInterval interval;
    double p = 1.0;
    if (!km_newcombe_difference(t->x1, t->n1, t->x2, t->n2, confidence, &interval, &err) ||
        !km_equal_proportions_p(t, &p, &err)) {
        return;
    }
    compared->has_interval = true;
    compared->low = interval.low * scale;
    compared->high = interval.high * scale;
    compared->p = p;
}

/* A difference whose interval is known: p follows from it. */
static void set_interval(KmComparison *compared, double low, double high)
{
    KmError err = {0};
    const KmInterval interval = {low, high};
    compared->low = low;
    compared->high = high;
    compared->has_interval =
        km_interval_p(compared->difference, interval, confidence, &compared->p, &err);
}

static KmComparison against(const KmFigure *figure, const KmFigure *other)
{
    KmComparison compared = {
        .exists = true, .other = other->estimate, .difference = figure->estimate - other->estimate};
    (void)snprintf(compared.period, sizeof compared.period, "%s", other->period);
    return compared;
}

/* Kinds whose interval tells their spread. */
static bool has_own_spread(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_MEAN || text->kind == KM_KIND_RATE || text->kind == KM_KIND_GAP;
}

/* Shares that x and n make; a duration's and a gap's are read off elsewhere. */
static bool is_counted_share(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_PROPORTION || text->kind == KM_KIND_DISTRIBUTION;
}

static void recover_interval(KmComparison *compared, const KmFigure *one, const KmFigure *two)
{
    KmInterval interval = km_mover_difference(one->estimate, (KmInterval){one->low, one->high},
                                              two->estimate, (KmInterval){two->low, two->high});
    set_interval(compared, interval.low, interval.high);
}

/* ---- the same units counted twice ---- */

/* Exact where everybody stayed: only those who changed count. */
static double shares_p(const KmFigure *figure, const KmFigure *other, const KmStayers *stayers)
{
    KmError err = {0};
    KmMcNemar exact;
    const KmWorthShares shares = {
        .x1 = figure->estimate * (double)effective_n(figure),
        .n1 = (double)effective_n(figure),
        .x2 = other->estimate * (double)effective_n(other),
        .n2 = (double)effective_n(other),
    };
    bool all_stayed = stayers->n == figure->n && stayers->n == other->n;
    if (all_stayed && figure->n_effective <= 0.0) {
        const KmFourfold pairs = {stayers->x_both, stayers->x_now - stayers->x_both,
                                  stayers->x_then - stayers->x_both,
                                  stayers->n - stayers->x_now - stayers->x_then + stayers->x_both};
        if (km_mcnemar(&pairs, &exact, &err)) {
            return exact.p_exact;
        }
    }
    return km_overlap_shares_p(&shares, stayers->correlation);
}

static void compare_overlapping(KmComparison *compared, const KmFigure *figure,
                                const KmFigure *other, const KmStayers *stayers, bool is_share)
{
    KmInterval interval = km_mover_correlated(
        figure->estimate, (KmInterval){figure->low, figure->high}, other->estimate,
        (KmInterval){other->low, other->high}, stayers->correlation);
    set_interval(compared, interval.low, interval.high);
    if (is_share) {
        compared->p = shares_p(figure, other, stayers);
    }
}

/* With s and t the level of the stayers now and then: (s − t) + (now − s) + (t − then). */
static void take_apart(KmComparison *compared, const KmFigure *figure, const KmFigure *other,
                       const KmStayers *stayers)
{
    compared->has_parts = true;
    compared->stayed = stayers->now - stayers->then;
    compared->entered = figure->estimate - stayers->now;
    compared->left = stayers->then - other->estimate;
    compared->n_stayed = stayers->n;
    compared->n_entered = figure->n - stayers->n;
    compared->n_left = other->n - stayers->n;
}

static void compare_period(KmArena *arena, const Set *then, KmFigure *figure,
                           const KmIndicatorText *text, KmComparisonKind kind)
{
    const KmFigure *other = find(then, &figure->block);
    if (!is_comparable(other) ||
        km_break_between(text, other->reference, figure->reference) != NULL) {
        return;
    }
    KmComparison *compared = km_figure_compare(arena, figure, kind);
    *compared = against(figure, other);
    const KmStayers *stayers = &figure->stayers[kind == KM_COMPARED_PREVIOUS ? 0 : 1];
    if (stayers->exists) {
        take_apart(compared, figure, other, stayers);
    }
    if (!figure->has_interval || !other->has_interval) {
        return;
    }
    if (stayers->exists) {
        compare_overlapping(compared, figure, other, stayers, is_counted_share(text));
    } else if (is_counted_share(text)) {
        const KmTwoProportions t = {effective_x(figure), effective_n(figure), effective_x(other),
                                    effective_n(other)};
        test_shares(compared, &t, 1.0);
    } else if (has_own_spread(text)) {
        recover_interval(compared, figure, other);
    }
}

/* A distribution's category is compared with the same category of the city; else with the total. */
static KmBlock city_block(const KmFigure *figure, const KmIndicatorText *text)
{
    KmBlock block = {{"", ""}, {"", ""}};
    for (int i = 0; i < KM_BLOCK_DIMENSIONS && text->kind == KM_KIND_DISTRIBUTION; i++) {
        if (text->n_dimensions > 0 && strcmp(figure->block.dim[i], text->dimensions[0].name) == 0) {
            block.dim[0] = figure->block.dim[i];
            block.code[0] = figure->block.code[i];
        }
    }
    return block;
}

static int64_t worth(int64_t count, double share)
{
    return (int64_t)((double)count * share + 0.5);
}

/* Of a mean, the city's spread holds that of the block: what is left over is the rest's. */
static void compare_mean_with_city(KmComparison *compared, const KmFigure *figure,
                                   const KmFigure *city)
{
    double block_share = (double)figure->n / (double)city->n;
    double rest_share = 1.0 - block_share;
    double block_half = (figure->high - figure->low) / 2.0;
    double city_half = (city->high - city->low) / 2.0;
    double rest = city_half * city_half - block_share * block_share * block_half * block_half;
    double half =
        rest_share * sqrt(block_half * block_half + fmax(0.0, rest) / (rest_share * rest_share));
    set_interval(compared, compared->difference - half, compared->difference + half);
}

/* The block is part of the city, so it is tested against the rest of it: with b the block, r the
 * rest and w = n_r / n, b − city = w (b − r), an exact rescaling. */
static void compare_city(KmArena *arena, const Set *own, KmFigure *figure,
                         const KmIndicatorText *text)
{
    KmBlock block = city_block(figure, text);
    const KmFigure *city = find(own, &block);
    if (!is_comparable(city) || city == figure) {
        return;
    }
    KmComparison *compared = km_figure_compare(arena, figure, KM_COMPARED_CITY);
    *compared = against(figure, city);
    int64_t rest = city->n - figure->n;
    int64_t rest_x = city->x - figure->x;
    if (!figure->has_interval || rest <= 0) {
        return;
    }
    if (is_counted_share(text) && rest_x >= 0 && rest_x <= rest) {
        double block_worth = (double)effective_n(figure) / (double)figure->n;
        double rest_worth = (double)effective_n(city) / (double)city->n;
        const KmTwoProportions t = {worth(figure->x, block_worth), worth(figure->n, block_worth),
                                    worth(rest_x, rest_worth), worth(rest, rest_worth)};
        test_shares(compared, &t, (double)rest / (double)city->n);
    } else if (text->kind == KM_KIND_MEAN && city->has_interval) {
        compare_mean_with_city(compared, figure, city);
    }
}

static void compare_norm(KmArena *arena, KmFigure *figure, const KmIndicatorText *text)
{
    const KmNorm *norm = km_norm_on(text, figure->reference);
    if (norm == NULL) {
        return;
    }
    KmComparison *compared = km_figure_compare(arena, figure, KM_COMPARED_NORM);
    *compared = (KmComparison){
        .exists = true, .other = norm->value, .difference = figure->estimate - norm->value};
    if (!figure->has_interval) {
        return;
    }
    set_interval(compared, figure->low - norm->value, figure->high - norm->value);
    double p = 1.0;
    KmError err = {0};
    bool is_all = !(norm->value > 0.0 && norm->value < 1.0); /* one unit refutes it */
    if (text->kind == KM_KIND_PROPORTION &&
        km_proportion_is_p(is_all ? figure->x : effective_x(figure),
                           is_all ? figure->n : effective_n(figure), norm->value, &p, &err)) {
        compared->p = p;
    }
}

/* Steps back to the same period a year before; 0 when there is none. */
static int steps_of_a_year(const KmPeriod *period)
{
    switch (period->kind) {
    case KM_PERIOD_QUARTER:
        return 4;
    case KM_PERIOD_MONTH:
        return 12;
    case KM_PERIOD_SCHOOL_YEAR:
        return 1;
    case KM_PERIOD_DAY:
        return 0;
    }
    return 0;
}

static bool is_measure(const KmFigure *figure, const KmIndicatorText *text)
{
    return (text->kind == KM_KIND_GAP && figure->block.dim[0][0] != '\0') ||
           (text->kind == KM_KIND_DURATION && (strcmp(figure->block.dim[0], "binnen") == 0 ||
                                               strcmp(figure->block.dim[0], "wachtend") == 0));
}

static void compare_figure(KmArena *arena, const Asked *asked, KmFigure *figure)
{
    const KmIndicatorText *text = asked->text;
    figure->compared = NULL;
    if (text == NULL || !is_comparable(figure) ||
        km_is_open_dimension(text, figure->block.dim[0])) {
        return; /* single sites and schools are told apart by the funnel plot alone */
    }
    compare_period(arena, asked->previous, figure, text, KM_COMPARED_PREVIOUS);
    compare_period(arena, asked->year_before, figure, text, KM_COMPARED_YEAR_BEFORE);
    if (is_measure(figure, text)) {
        return; /* told beside the total: shares within some days, ratios, levels */
    }
    compare_city(arena, asked->own, figure, text);
    if (text->kind != KM_KIND_DISTRIBUTION) {
        compare_norm(arena, figure, text);
    }
}

static const Set *find_set(const Book *book, const KmFigure *like, const KmPeriod *period)
{
    const KmFigure wanted = {.indicator = like->indicator, .period = period->text};
    return bsearch(&wanted, book->sets, book->n_sets, sizeof *book->sets, by_set_of);
}

static Asked ask(const Book *book, const Set *set)
{
    const KmFigure *one = *set->first;
    Asked asked = {.text = km_catalogue_find(book->catalogue, one->indicator), .own = set};
    KmPeriod period;
    KmError err = {0};
    if (asked.text == NULL || !km_period_parse(one->period, &period, &err)) {
        asked.text = NULL;
        return asked;
    }
    if (km_time_is_quarterly(
            asked.text->time)) { /* else the windows share days, or nothing lies between */
        KmPeriod previous = km_period_shift(&period, -1);
        asked.previous = find_set(book, one, &previous);
    }
    if (steps_of_a_year(&period) > 0) {
        KmPeriod before = km_period_shift(&period, -steps_of_a_year(&period));
        asked.year_before = find_set(book, one, &before);
    }
    return asked;
}

static bool is_sorted(KmFigure *const *figures, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (by_identity(&figures[i - 1], &figures[i]) > 0) {
            return false;
        }
    }
    return true;
}

static Book open_book(KmArena *arena, const KmCatalogue *catalogue, KmFigure *figures,
                      size_t n_figures)
{
    Book book = {.catalogue = catalogue, .sorted = KM_NEW_ARRAY(arena, KmFigure *, n_figures)};
    size_t capacity = 0;
    for (size_t i = 0; i < n_figures; i++) {
        book.sorted[i] = &figures[i];
    }
    if (!is_sorted(book.sorted, n_figures)) {
        qsort(book.sorted, n_figures, sizeof(void *), by_identity);
    }
    for (size_t i = 0; i < n_figures; i++) {
        if (i == 0 || by_set(book.sorted[i - 1], book.sorted[i]) != 0) {
            KM_GROW(arena, book.sets, book.n_sets, capacity);
            book.sets[book.n_sets++] = (Set){&book.sorted[i], 0};
        }
        book.sets[book.n_sets - 1].count++;
    }
    return book;
}

/* Of others' figures a set reads all but their comparisons, so that sets can go at once. */
static void compare_set(void *self, size_t s, KmArena *arena)
{
    const Book *book = self;
    const Set *set = &book->sets[s];
    Asked asked = ask(book, set);
    for (size_t i = 0; i < set->count; i++) {
        compare_figure(arena, &asked, set->first[i]);
    }
}

void km_compare(KmArena *arena, const KmCatalogue *catalogue, KmFigure *figures, size_t n_figures)
{
    KmArena *scratch = km_arena_open();
    Book book = open_book(scratch, catalogue, figures, n_figures);
    km_spread(arena, book.n_sets, compare_set, &book);
    km_discoveries_judge(scratch, figures, n_figures);
    km_arena_close(scratch);
}
