#include "engine/disclosure/row.h"

#include <math.h>

static bool is_share(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_PROPORTION || text->kind == KM_KIND_DISTRIBUTION;
}

static KmFigureStatus worse(KmFigureStatus a, KmFigureStatus b)
{
    if (a == KM_FIGURE_PARTIAL || b == KM_FIGURE_PARTIAL) {
        return KM_FIGURE_PARTIAL;
    }
    if (a == KM_FIGURE_DEFINED || b == KM_FIGURE_DEFINED) {
        return KM_FIGURE_DEFINED;
    }
    return a;
}

void km_block_add(KmBlockSum *block, const KmIndicatorText *text, const KmFigure *figure)
{
    bool first = block->n_figures == 0;
    bool empty = figure->n == 0;
    block->status = first ? figure->status : worse(block->status, figure->status);
    block->n = text->kind == KM_KIND_DISTRIBUTION ? figure->n : block->n + figure->n;
    block->x += figure->x;
    block->sum += figure->sum;
    block->excluded += figure->excluded;
    block->unknown += figure->unknown;
    /* A part without units has no bounds and takes none away. */
    block->has_bounds = (first || block->has_bounds) && (empty || figure->has_bounds);
    if (figure->has_bounds && is_share(text)) {
        block->low += llround(figure->bound_low * (double)figure->n);
        block->high += llround(figure->bound_high * (double)figure->n);
    }
    if (first) {
        block->first = figure;
    }
    double worth = km_worth(figure);
    block->worth = first || worth < block->worth ? worth : block->worth;
    block->n_figures++;
}

KmExtras km_extras_all(void)
{
    return (KmExtras){.excluded = true, .unknown = true, .bounds = true};
}

void km_extras_judge(KmExtras *extras, const KmIndicatorText *text, const KmBlockSum *block,
                     const KmJudge *judge)
{
    int64_t k = judge->least_side;
    extras->excluded = extras->excluded && km_count_safe(block->excluded, k);
    extras->unknown = extras->unknown && km_count_safe(block->unknown, k);
    bool known = block->n == 0 || block->has_bounds;
    bool ends = true;
    if (is_share(text) && block->has_bounds) {
        ends = km_count_safe(block->high - block->low, k) &&
               (!judge->hit || km_count_safe(block->low, k)) &&
               (!judge->miss || km_count_safe(block->n - block->high, k));
    }
    extras->bounds = extras->bounds && extras->unknown && known && ends;
}

/* A percentage carries at most the profile's decimals, and none when it is of fewer than a hundred
 * units; a rate is no percentage and keeps its own. */
static int decimals_of(const KmRowMaker *maker, const KmBlockSum *block)
{
    int decimals = maker->text->decimals;
    if (is_share(maker->text) && decimals > maker->profile->decimals) {
        decimals = maker->profile->decimals;
    }
    return is_share(maker->text) && block->n < 100 ? 0 : decimals;
}

KmPublishedFigure km_row_bare(const KmRowMaker *maker, const KmPeriod *period, const KmFigure *like)
{
    return (KmPublishedFigure){.indicator = maker->text,
                               .period = *period,
                               .reference = like->reference,
                               .block = {.dim = {"", ""}, .code = {"", ""}},
                               .label_nl = maker->area_nl,
                               .status = KM_PUBLISHED_PROTECTED,
                               .excluded = -1,
                               .unknown = -1,
                               .expected = like->expected,
                               .delivered = like->delivered,
                               .missing = like->missing == NULL ? "" : like->missing,
                               .flags = like->flags == NULL ? "" : like->flags};
}

void km_row_name(const KmRowMaker *maker, const KmDimensionText *dimension, const char *code,
                 const char *label_nl, KmPublishedFigure *row)
{
    if (dimension != NULL) {
        row->block.dim[0] = dimension->name;
        row->block.code[0] = code;
        row->label_nl = label_nl;
    }
    row->id = km_figure_id(maker->arena, maker->text->id, row->period.text, &row->block);
}

static void fill_share(const KmRowMaker *maker, const KmBlockSum *block, KmPublishedFigure *row)
{
    bool rounds = maker->profile->round_counts > 1;
    row->n = km_round_count(maker->profile, block->n);
    row->x = km_round_count(maker->profile, block->x);
    row->has_counts = true;
    bool single = block->n_figures == 1 && !rounds;
    bool is_single_source = block->n_figures == 1;
    if (row->n == 0 || (is_single_source && !block->first->has_estimate)) {
        return;
    }
    row->has_estimate = true;
    row->estimate = single ? block->first->estimate : (double)row->x / (double)row->n;
    row->has_interval = single ? block->first->has_interval : true;
    if (row->has_interval) {
        KmSpan span = single ? (KmSpan){block->first->low, block->first->high}
                             : km_rounded_wilson((KmSample){row->n, row->x, block->worth});
        row->low = span.low;
        row->high = span.high;
        row->is_clustered = block->worth < 1.0;
    }
    if (rounds) {
        row->estimate = km_round_share(row->estimate, row->decimals);
        row->low = km_round_share(row->low, row->decimals);
        row->high = km_round_share(row->high, row->decimals);
    }
}

/* The estimate of a rounding profile: a rate from its printed numbers, a count as a count. */
static double rounded_amount(const KmRowMaker *maker, const KmPublishedFigure *row, double exact)
{
    if (maker->text->kind == KM_KIND_RATE) {
        int percent = maker->text->is_percent ? 0 : 2;
        return km_round_share(row->sum / (double)row->n, row->decimals - percent);
    }
    if (maker->text->kind == KM_KIND_COUNT) {
        return (double)km_round_count(maker->profile, llround(exact));
    }
    return km_round_share(exact, row->decimals - 2);
}

/* Rates, means and the like: no hits. A numerator of people's values (hours) would undo the
 * rounding of n; a rate's numerator (places) is rounded with it. */
static void fill_amount(const KmRowMaker *maker, const KmBlockSum *block, KmPublishedFigure *row)
{
    bool rounds = maker->profile->round_counts > 1;
    bool rate = maker->text->kind == KM_KIND_RATE;
    bool single = block->n_figures == 1;
    row->n = km_round_count(maker->profile, block->n);
    row->has_counts = true;
    row->sum = block->sum;
    if (rounds) {
        row->is_sum_withheld = !rate;
        row->sum = rate ? (double)km_round_count(maker->profile, llround(block->sum)) : 0.0;
    }
    bool is_single_source = block->n_figures == 1;
    if (row->n == 0 || (is_single_source && !block->first->has_estimate)) {
        return;
    }
    if (!single && maker->text->kind == KM_KIND_DURATION) {
        return; /* a median of several groups does not follow from theirs */
    }
    double exact = single ? block->first->estimate : block->sum / (double)block->n;
    row->has_estimate = true;
    row->estimate = rounds ? rounded_amount(maker, row, exact) : exact;
    if (single && !rounds && block->first->has_interval) {
        row->has_interval = true;
        row->low = block->first->low;
        row->high = block->first->high;
    }
}

static void fill_bounds(const KmRowMaker *maker, const KmBlockSum *block, KmPublishedFigure *row)
{
    if (!is_share(maker->text)) {
        if (block->n_figures != 1 || maker->profile->round_counts > 1) {
            return;
        }
        row->bound_low = block->first->bound_low;
        row->bound_high = block->first->bound_high;
    } else {
        double n = (double)km_round_count(maker->profile, block->n);
        row->bound_low = (double)km_round_count(maker->profile, block->low) / n;
        row->bound_high = (double)km_round_count(maker->profile, block->high) / n;
        if (maker->profile->round_counts > 1) {
            row->bound_low = km_round_share(row->bound_low, row->decimals);
            row->bound_high = km_round_share(row->bound_high, row->decimals);
        }
    }
    row->has_bounds = row->bound_high - row->bound_low > 1e-12;
    if (!row->has_bounds && block->status != KM_FIGURE_PARTIAL) {
        row->bound_low = 0.0;
        row->bound_high = 0.0;
    }
    row->has_bounds = row->has_bounds || block->status == KM_FIGURE_PARTIAL;
}

/* What the interval is made again from. Measured on ten clusters at least, so that none of them can
 * be told from it; with rounded numbers it would undo the rounding. */
static void fill_design(const KmRowMaker *maker, const KmBlockSum *block, KmPublishedFigure *row)
{
    const KmFigure *figure = block->first;
    if (block->n_figures != 1 || maker->profile->round_counts > 1 || !row->has_interval) {
        return;
    }
    row->has_design = figure->design_effect > 0.0;
    if (row->has_design) {
        row->n_effective = (double)figure->n * km_worth(figure);
        row->design_effect = figure->design_effect;
        row->clusters = figure->clusters;
        row->is_design_of_total = figure->is_design_of_total;
    }
    row->has_sd = maker->text->kind == KM_KIND_MEAN;
    row->sd = row->has_sd ? figure->sd : 0.0;
    row->is_clustered = row->is_clustered || km_worth(figure) < 1.0;
}

static void fill_numbers(const KmRowMaker *maker, const KmBlockSum *block, KmExtras extras,
                         KmPublishedFigure *row)
{
    if (block->status == KM_FIGURE_PARTIAL) {
        row->n = km_round_count(maker->profile, block->n);
    } else if (is_share(maker->text)) {
        fill_share(maker, block, row);
    } else {
        fill_amount(maker, block, row);
    }
    fill_design(maker, block, row);
    if (extras.bounds && block->has_bounds) {
        fill_bounds(maker, block, row);
    }
}

void km_row_fill(const KmRowMaker *maker, const KmBlockSum *block, KmExtras extras,
                 KmPublishedFigure *row)
{
    row->decimals = decimals_of(maker, block);
    if (block->status == KM_FIGURE_NOT_DELIVERED) {
        row->status = KM_PUBLISHED_NOT_DELIVERED;
        return;
    }
    if (extras.excluded) {
        row->excluded = km_round_count(maker->profile, block->excluded);
    }
    if (extras.unknown) {
        row->unknown = km_round_count(maker->profile, block->unknown);
    }
    if (block->n == 0) {
        row->status = KM_PUBLISHED_EMPTY;
        return;
    }
    row->status = block->status == KM_FIGURE_PARTIAL ? KM_PUBLISHED_PARTIAL : KM_PUBLISHED_SHOWN;
    fill_numbers(maker, block, extras, row);
}
