/* Figures of shares, amounts, counts, distributions and durations, block by block. */
#include "indicators/kinds/kinds.h"

#include "engine/stats/means.h"
#include "engine/stats/samples/overlap.h"

#include <math.h>
#include <string.h>

/* What rests on a weak link may be somebody else's; who was counted or delivered without being
 * known may be anybody who seems to be no hit. */
static void set_shares(KmFigure *figure, const KmBlockCell *cell)
{
    double n = (double)figure->n;
    figure->has_estimate = true;
    figure->estimate = (double)figure->x / n;
    figure->has_bounds = true;
    double low = (double)(figure->x - cell->unknown_hits - cell->weak_hits) - cell->below;
    double high = (double)(figure->x + cell->unknown_misses + cell->weak_misses) + cell->above;
    figure->bound_low = fmax(0.0, low) / n;
    figure->bound_high = fmin(n, high) / n;
}

/* The least and most that numerator over denominator can be when both are known as intervals; a
 * denominator that may be 0 gives no bounds. */
static void set_ratio_bounds(KmFigure *figure, const KmBlockCell *cell)
{
    double n = (double)figure->n; /* the rounded denominator of the estimate, which lies within */
    double low = figure->sum - cell->below;
    double high = figure->sum + cell->above;
    double least = cell->noemer_below > 0.0 ? fmin(n, cell->noemer - cell->noemer_below) : n;
    double most = cell->noemer_above > 0.0 ? fmax(n, cell->noemer + cell->noemer_above) : n;
    figure->has_bounds = least > 0.0;
    if (figure->has_bounds) {
        figure->bound_low = low / (low < 0.0 ? least : most);
        figure->bound_high = high / (high < 0.0 ? most : least);
    }
}

/* A pooled share counts the same units several times: its interval rests on the distinct units, as
 * if each had been seen once. Wider than the truth when units change between dates, never narrower.
 * Hits among them are rounded outwards. */
static bool set_interval(KmFigure *figure, bool is_pooled, KmError *err)
{
    int64_t n = figure->n;
    int64_t x_low = figure->x;
    int64_t x_high = figure->x;
    KmInterval low;
    KmInterval high;
    if (is_pooled) {
        n = figure->units_n;
        double x = figure->estimate * (double)n;
        x_low = (int64_t)floor(x + 1e-9);
        x_high = (int64_t)ceil(x - 1e-9);
    }
    if (!km_wilson(x_low, n, 0.95, &low, err) || !km_wilson(x_high, n, 0.95, &high, err)) {
        return false;
    }
    figure->has_interval = true;
    figure->low = low.low;
    figure->high = high.high;
    figure->method = "wilson";
    return true;
}

/* A pooled mean sees the same units several times: it has no interval. */
static bool set_mean(KmFigure *figure, const KmBlockCell *cell, bool is_pooled, KmError *err)
{
    KmSums sums = {cell->n, cell->waarde, cell->squares};
    KmInterval interval;
    figure->estimate = figure->sum / (double)figure->n;
    figure->has_estimate = true;
    set_ratio_bounds(figure, cell);
    if (is_pooled || cell->n < 2) {
        return true;
    }
    if (!km_mean_interval(&sums, 0.95, &interval, err)) {
        return false;
    }
    figure->has_interval = true;
    figure->low = interval.low;
    figure->high = interval.high;
    figure->sd = sqrt(km_sums_variance(&sums));
    return true;
}

bool km_writer_estimate(KmFigure *figure, KmIndicatorKind kind, const KmBlockCell *cell,
                        bool is_pooled, KmError *err)
{
    if (figure->n == 0) {
        figure->status = KM_FIGURE_EMPTY;
        return true;
    }
    switch (kind) {
    case KM_KIND_PROPORTION:
    case KM_KIND_DISTRIBUTION:
        set_shares(figure, cell);
        return set_interval(figure, is_pooled, err);
    case KM_KIND_MEAN:
        return set_mean(figure, cell, is_pooled, err);
    case KM_KIND_RATE:
        figure->estimate = figure->sum / (double)figure->n;
        figure->has_estimate = true;
        set_ratio_bounds(figure, cell);
        return true;
    case KM_KIND_COUNT:
        figure->estimate = (double)figure->n;
        break;
    case KM_KIND_DURATION:
    case KM_KIND_GAP:
        return true;
    }
    figure->has_estimate = figure->has_bounds = true;
    figure->bound_low = figure->bound_high = figure->estimate;
    return true;
}

/* Slots are written one after the other. */
static void note_slot(KmWriter *writer, size_t slot)
{
    const KmPeriod *period = &writer->periods[slot];
    if (writer->period != NULL && writer->slot == slot) {
        return;
    }
    writer->slot = slot;
    writer->period = km_strdup(writer->arena, period->text);
    writer->reference = km_job_window(writer->job, period, km_period_parts(period) - 1).to - 1;
}

/* The texts of codes stand in the evaluation's arena, which is the figures' own. */
KmFigure km_writer_start(KmWriter *writer, const KmPlace *place)
{
    const KmIndicatorText *text = &writer->job->definition->text;
    note_slot(writer, place->slot);
    KmFigure figure = {.indicator = text->id,
                       .period = writer->period,
                       .block = {{"", ""}, {"", ""}},
                       .reference = writer->reference,
                       .knowledge = KM_DATE_OPEN,
                       .status = KM_FIGURE_DEFINED,
                       .method = "",
                       .missing = "",
                       .flags = "",
                       .run = ""};
    for (int i = 0; i < 2; i++) {
        int d = writer->plan->groups[place->group].dim[i];
        if (d >= 0) {
            figure.block.dim[i] = text->dimensions[d].name;
            figure.block.code[i] = km_pool_text(writer->job->dimensions[d]->codes, place->codes[i]);
        }
    }
    return figure;
}

void km_writer_keep(KmWriter *writer, KmFigure figure)
{
    KM_GROW_MOVING(writer->list == NULL ? writer->arena : writer->list, writer->figures,
                   writer->count, writer->capacity);
    writer->figures[writer->count++] = figure;
}

static bool widen_share(KmFigure *figure, double worth, KmError *err)
{
    KmInterval interval;
    if (!km_wilson_share(figure->estimate, worth, 0.95, &interval, err)) {
        return false;
    }
    figure->low = interval.low;
    figure->high = interval.high;
    figure->method = "wilson-cluster";
    return true;
}

/* Half the width goes as one over the root of the number of independent units. */
static void widen_mean(KmFigure *figure, double worth)
{
    double half = (figure->high - figure->low) / 2.0 * sqrt((double)figure->n / worth);
    figure->low = figure->estimate - half;
    figure->high = figure->estimate + half;
}

static bool is_open(const KmWriter *writer, size_t group)
{
    int d = writer->plan->groups[group].dim[0];
    return d >= 0 && writer->job->definition->text.dimensions[d].is_open;
}

/* Of alike units a share or a mean is less certain than their number says. */
static bool set_clustered(const KmWriter *writer, const KmPlace *place, KmFigure *figure,
                          KmError *err)
{
    bool is_cross = writer->plan->groups[place->group].dim[1] >= 0;
    bool is_mean = writer->job->definition->text.kind == KM_KIND_MEAN;
    const char *cluster = writer->job->definition->cluster;
    bool is_itself = cluster != NULL && strcmp(figure->block.dim[0], cluster) == 0;
    if (writer->clusters == NULL || is_cross || is_itself || !figure->has_interval) {
        return true;
    }
    KmDesignEffect design =
        km_clusters_design(writer->clusters, place->slot, place->group, place->codes[0], is_mean);
    double own = (double)(figure->units_n < figure->n ? figure->units_n : figure->n);
    if (!is_open(writer, place->group)) { /* a board's would tell of its few schools */
        figure->design_effect = design.deff;
        figure->clusters = design.clusters;
        figure->is_design_of_total = design.is_of_total;
    }
    if (!(design.effective_n > 0.0 && design.effective_n < own)) {
        return true;
    }
    if (is_mean) {
        widen_mean(figure, design.effective_n);
    } else if (!widen_share(figure, design.effective_n, err)) {
        return false;
    }
    figure->n_effective = design.effective_n;
    return true;
}

/* The slot of the period alone that is this window. */
static bool find_slot(const KmWriter *writer, int window, size_t *ret_slot)
{
    for (size_t s = 0; s < writer->plan->n_slots; s++) {
        if (!writer->periods[s].is_range && writer->plan->slots[s] == UINT64_C(1) << window) {
            *ret_slot = s;
            return true;
        }
    }
    return false;
}

static KmSums sums_of(const KmBlockCell *cell, bool is_share)
{
    double hits = (double)cell->x;
    return is_share ? (KmSums){cell->n, hits, hits}
                    : (KmSums){cell->n, cell->waarde, cell->squares};
}

static KmStayers stayers_of(const KmWriter *writer, const KmPlace *place, const KmBlockCell *cell,
                            int look)
{
    KmStayers stayers = {0};
    size_t slot = 0;
    bool is_share = writer->job->definition->text.kind == KM_KIND_PROPORTION;
    int window = __builtin_ctzll(writer->plan->slots[place->slot]);
    int earlier = writer->before[window][look];
    if (earlier < 0 || !find_slot(writer, earlier, &slot)) {
        return stayers;
    }
    const KmBlockCell *then = km_blocks_cell(writer->blocks, slot, place->group, place->codes);
    KmOverlapCell both =
        km_overlaps_cell(writer->overlaps, look, (size_t)window, place->group, place->codes);
    if (both.n == 0 || then->n == 0) {
        return stayers;
    }
    const KmOverlap overlap = {.now = sums_of(cell, is_share),
                               .then = sums_of(then, is_share),
                               .n_both = both.n,
                               .sum_now = both.now,
                               .sum_then = both.then,
                               .product = both.product};
    return (KmStayers){.exists = true,
                       .n = both.n,
                       .x_now = both.x_now,
                       .x_then = both.x_then,
                       .x_both = is_share ? llround(both.product) : 0,
                       .now = both.now / (double)both.n,
                       .then = both.then / (double)both.n,
                       .correlation = km_overlap_correlation(&overlap, is_share)};
}

static void add_stayers(const KmWriter *writer, const KmPlace *place, const KmBlockCell *cell,
                        KmFigure *figure)
{
    bool is_single =
        !writer->periods[place->slot].is_range && writer->plan->slots[place->slot] != 0;
    for (int look = 0; look < KM_LOOKS_BACK && is_single && writer->overlaps != NULL; look++) {
        figure->stayers[look] = stayers_of(writer, place, cell, look);
    }
}

static bool add_figure(KmWriter *writer, const KmPlace *place, KmFigure figure,
                       const KmBlockCell *cell, KmError *err)
{
    bool is_pooled = writer->periods[place->slot].is_range;
    KmIndicatorKind kind = writer->job->definition->text.kind;
    if (kind == KM_KIND_DURATION) {
        return km_duration_write(writer, place, figure, err);
    }
    if (!km_writer_estimate(&figure, kind, cell, is_pooled, err) ||
        !set_clustered(writer, place, &figure, err)) {
        return false;
    }
    add_stayers(writer, place, cell, &figure);
    km_writer_keep(writer, figure);
    return true;
}

static const char *method_of(KmIndicatorKind kind)
{
    return kind == KM_KIND_RATE ? "rate" : kind == KM_KIND_MEAN ? "mean" : "";
}

void km_writer_counts(KmFigure *figure, const KmBlockCell *cell, KmIndicatorKind kind)
{
    bool has_sides = kind == KM_KIND_PROPORTION || kind == KM_KIND_DURATION;
    figure->n = cell->n;
    figure->x = has_sides ? cell->x : 0;
    figure->sum = kind == KM_KIND_RATE || kind == KM_KIND_MEAN ? cell->waarde : 0.0;
    figure->method = method_of(kind); /* the store shows the numerator of these two */
    figure->units_n = cell->units_n;
    figure->units_hit = has_sides ? cell->units_hit : 0;
    figure->units_miss = has_sides ? cell->units_miss : 0;
    figure->excluded = cell->excluded;
    figure->unknown = cell->unknown_hits + cell->unknown_misses;
}

static bool has_content(const KmBlockCell *cell)
{
    return cell->n > 0 || cell->excluded > 0 || fabs(cell->waarde) > 0.0;
}

/* Blocks that nobody is in are left out; the total is always there. */
static bool write_block(KmWriter *writer, const KmPlace *place, KmError *err)
{
    const KmBlockCell *cell =
        km_blocks_cell(writer->blocks, place->slot, place->group, place->codes);
    KmIndicatorKind kind = writer->job->definition->text.kind;
    if (place->group > 0 && !has_content(cell)) {
        return true;
    }
    KmFigure figure = km_writer_start(writer, place);
    km_writer_counts(&figure, cell, kind);
    if (kind == KM_KIND_DISTRIBUTION) { /* only its categories have a share */
        figure.status = figure.n == 0 ? KM_FIGURE_EMPTY : KM_FIGURE_DEFINED;
        km_writer_keep(writer, figure);
        return true;
    }
    return add_figure(writer, place, figure, cell, err);
}

static bool is_declared(const KmJob *job, const KmBlock *block)
{
    const KmDimensionText *category = &job->definition->text.dimensions[0];
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        for (size_t c = 0; strcmp(block->dim[i], category->name) == 0 && c < category->n_codes;
             c++) {
            if (strcmp(category->codes[c].code, block->code[i]) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* A category's share of all units in `whole`: those in it are the hits. */
static bool write_category(KmWriter *writer, const KmPlace *place, const KmBlockCell *whole,
                           KmError *err)
{
    const KmBlockCell *cell =
        km_blocks_cell(writer->blocks, place->slot, place->group, place->codes);
    KmFigure figure = km_writer_start(writer, place);
    if (whole->n == 0 || (cell->n == 0 && !is_declared(writer->job, &figure.block))) {
        return true;
    }
    km_writer_counts(&figure, whole, KM_KIND_DISTRIBUTION);
    figure.x = cell->n;
    figure.units_hit = cell->units_n;
    figure.units_miss = whole->units_n - cell->units_only;
    int64_t weak = cell->weak_hits + cell->weak_misses;
    KmBlockCell doubt = {.below = cell->below,
                         .above = cell->above,
                         .unknown_hits = cell->unknown_hits + cell->unknown_misses,
                         .weak_hits = weak,
                         .weak_misses = whole->weak_hits + whole->weak_misses - weak,
                         .unknown_misses =
                             figure.unknown - cell->unknown_hits - cell->unknown_misses};
    return add_figure(writer, place, figure, &doubt, err);
}

/* The group of one dimension alone: groups stand as total, dimensions, crosses. */
static size_t group_of_dimension(int dimension)
{
    return 1 + (size_t)dimension;
}

static bool is_category_group(const KmWriter *writer, size_t group)
{
    return writer->job->definition->text.kind == KM_KIND_DISTRIBUTION &&
           (writer->plan->groups[group].dim[0] == 0 || writer->plan->groups[group].dim[1] == 0);
}

static bool write_one(KmWriter *writer, const KmPlace *place, KmError *err)
{
    const int *dim = writer->plan->groups[place->group].dim;
    if (!is_category_group(writer, place->group)) {
        return write_block(writer, place, err);
    }
    int other = dim[0] == 0 ? 1 : 0;
    uint32_t other_code[2] = {place->codes[other], 0};
    size_t whole = dim[other] < 0 ? 0 : group_of_dimension(dim[other]);
    return write_category(writer, place,
                          km_blocks_cell(writer->blocks, place->slot, whole, other_code), err);
}

static bool write_group(KmWriter *writer, size_t slot, size_t group, KmError *err)
{
    const int *dim = writer->plan->groups[group].dim;
    const size_t *n_codes = writer->plan->n_codes;
    for (uint32_t i = 0; i < (dim[0] < 0 ? 1 : n_codes[dim[0]]); i++) {
        for (uint32_t j = 0; j < (dim[1] < 0 ? 1 : n_codes[dim[1]]); j++) {
            KmPlace place = {slot, group, {i, j}};
            if (!write_one(writer, &place, err)) {
                return false;
            }
        }
    }
    return true;
}

/* Crosses and single sites are not pooled. */
bool km_writer_write(KmWriter *writer, size_t n_periods, KmError *err)
{
    for (size_t slot = 0; slot < n_periods; slot++) {
        for (size_t g = 0; g < writer->plan->n_groups; g++) {
            bool is_cross = writer->plan->groups[g].dim[1] >= 0;
            if (!((is_cross || is_open(writer, g)) && writer->periods[slot].is_range) &&
                !write_group(writer, slot, g, err)) {
                return false;
            }
        }
    }
    return true;
}
