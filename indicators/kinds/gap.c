/* Gaps between the groups of one dimension of another indicator: their levels, the difference, the
 * ratio and for ordered groups the slope index. */
#include "indicators/kinds/kinds.h"

#include "engine/stats/inequality/slope.h"
#include "engine/stats/means.h"
#include "engine/stats/proportions/standard.h"

#include <string.h>

/* Known by its name, also to the gate and the reports. */
static const char measure_dimension[] = "maat";
static const char unknown_code[] = "onbekend";

typedef struct {
    KmWriter *writer;
    const KmDefinition *definition; /* the gap's; the writer's job is of its base */
    size_t slot;
    size_t dimension; /* the gap in hand, and its dimension of the base */
    uint32_t *codes;  /* known codes that have units, in display order */
    size_t n_codes;
} Gap;

static const KmBlockCell *cell_of(const Gap *gap, uint32_t code)
{
    const uint32_t codes[2] = {code, 0};
    return km_blocks_cell(gap->writer->blocks, gap->slot, 1 + gap->dimension, codes);
}

/* By the dimension's list; codes that are not on it follow by their text. */
static size_t rank_of(const KmDimensionText *text, const char *name)
{
    size_t at = 0;
    while (at < text->n_codes && strcmp(text->codes[at].code, name) != 0) {
        at++;
    }
    return at;
}

static bool is_before(const Gap *gap, uint32_t one, uint32_t two)
{
    const KmDimensionText *text = &gap->definition->text.dimensions[gap->dimension];
    const KmPool *pool = gap->writer->job->dimensions[gap->dimension]->codes;
    const char *a = km_pool_text(pool, one);
    const char *b = km_pool_text(pool, two);
    size_t rank_a = rank_of(text, a);
    size_t rank_b = rank_of(text, b);
    return rank_a != rank_b ? rank_a < rank_b : strcmp(a, b) < 0;
}

static void take_codes(Gap *gap)
{
    const KmPool *pool = gap->writer->job->dimensions[gap->dimension]->codes;
    size_t n_pool = km_pool_count(pool);
    gap->codes = KM_NEW_ARRAY(gap->writer->job->arena, uint32_t, n_pool);
    gap->n_codes = 0;
    for (uint32_t c = 0; c < n_pool; c++) {
        if (strcmp(km_pool_text(pool, c), unknown_code) == 0 || cell_of(gap, c)->n == 0) {
            continue;
        }
        size_t at = gap->n_codes++;
        for (; at > 0 && is_before(gap, c, gap->codes[at - 1]); at--) {
            gap->codes[at] = gap->codes[at - 1];
        }
        gap->codes[at] = c;
    }
}

static void add_cell(KmBlockCell *sum, const KmBlockCell *cell)
{
    sum->n += cell->n;
    sum->x += cell->x;
    sum->waarde += cell->waarde;
    sum->squares += cell->squares;
}

static bool is_code(const Gap *gap, uint32_t code, const char *name)
{
    const KmPool *pool = gap->writer->job->dimensions[gap->dimension]->codes;
    return strcmp(km_pool_text(pool, code), name) == 0;
}

typedef struct {
    KmBlockCell reference, against;
} Sides;

static Sides sides_of(const Gap *gap)
{
    const KmGapText *text = &gap->definition->text.gaps[gap->dimension];
    static const uint32_t none[2] = {0, 0};
    Sides sides = {{0}, {0}};
    bool is_rest = strcmp(text->against, "rest") == 0;
    for (size_t i = 0; i < gap->n_codes; i++) {
        uint32_t code = gap->codes[i];
        const KmBlockCell *cell = cell_of(gap, code);
        bool is_first = i == 0;
        bool is_last = i + 1 == gap->n_codes;
        if (text->reference == NULL) {
            if (is_last) {
                add_cell(&sides.reference, cell);
            } else if (is_first) {
                add_cell(&sides.against, cell);
            }
        } else if (is_code(gap, code, text->reference)) {
            add_cell(&sides.reference, cell);
        } else if (is_rest || is_code(gap, code, text->against)) {
            add_cell(&sides.against, cell);
        }
    }
    if (text->reference != NULL && strcmp(text->against, "allen") == 0) {
        sides.against = *km_blocks_cell(gap->writer->blocks, gap->slot, 0, none);
    }
    return sides;
}

static double level_of(const Gap *gap, const KmBlockCell *cell)
{
    double above = gap->definition->text.gap_kind == KM_KIND_MEAN ? cell->waarde : (double)cell->x;
    return above / (double)cell->n;
}

/* The two sides share units when one of them is everybody. */
static bool is_part(const Gap *gap)
{
    return strcmp(gap->definition->text.gaps[gap->dimension].against, "allen") == 0;
}

static bool difference_interval(const Gap *gap, const Sides *sides, KmFigure *figure, KmError *err)
{
    const KmBlockCell *a = &sides->reference;
    const KmBlockCell *b = &sides->against;
    KmInterval interval;
    if (is_part(gap)) {
        return true;
    }
    if (gap->definition->text.gap_kind == KM_KIND_MEAN) {
        const KmSums first = {a->n, a->waarde, a->squares};
        const KmSums second = {b->n, b->waarde, b->squares};
        if (a->n < 2 || b->n < 2) {
            return true;
        }
        figure->method = "welch";
        if (!km_welch_interval(&first, &second, 0.95, &interval, err)) {
            return false;
        }
    } else {
        figure->method = "newcombe";
        if (!km_newcombe_difference(a->x, a->n, b->x, b->n, 0.95, &interval, err)) {
            return false;
        }
    }
    figure->has_interval = true;
    figure->low = interval.low;
    figure->high = interval.high;
    return true;
}

static bool slope(const Gap *gap, KmFigure *figure, KmError *err)
{
    KmArena *arena = gap->writer->job->arena;
    double *pop = KM_NEW_ARRAY(arena, double, gap->n_codes);
    double *value = KM_NEW_ARRAY(arena, double, gap->n_codes);
    double *variance = KM_NEW_ARRAY(arena, double, gap->n_codes);
    KmSlope found;
    bool is_mean = gap->definition->text.gap_kind == KM_KIND_MEAN;
    for (size_t i = 0; i < gap->n_codes; i++) {
        const KmBlockCell *cell = cell_of(gap, gap->codes[i]);
        const KmSums sums = {cell->n, cell->waarde, cell->squares};
        double p = level_of(gap, cell);
        pop[i] = (double)cell->n;
        value[i] = p;
        variance[i] = (is_mean ? km_sums_variance(&sums) : p * (1.0 - p)) / pop[i];
        figure->n += cell->n;
    }
    figure->method = "slope";
    if (gap->n_codes < 2) {
        return true;
    }
    if (!km_slope_index((KmSeries){pop, gap->n_codes}, (KmSeries){value, gap->n_codes},
                        (KmSeries){variance, gap->n_codes}, 0.95, &found, err)) {
        return false;
    }
    figure->has_estimate = figure->has_interval = true;
    figure->estimate = found.slope;
    figure->low = found.interval.low;
    figure->high = found.interval.high;
    return true;
}

static const KmBlockCell *cross_of(const Gap *gap, uint32_t code, uint32_t stratum)
{
    const KmIndicatorText *base = &gap->writer->job->definition->text;
    const uint32_t codes[2] = {code, stratum};
    return km_blocks_cell(gap->writer->blocks, gap->slot, 1 + base->n_dimensions + gap->dimension,
                          codes);
}

/* A stratum's part of either side, and of everybody. */
typedef struct {
    int64_t *x[2], *n[2]; /* reference, against */
    double *weight;
    size_t count;
    double weight_lost; /* of strata that one side has nobody in */
} Strata;

static void side_in(const Gap *gap, uint32_t stratum, KmBlockCell sides[2])
{
    const KmGapText *text = &gap->definition->text.gaps[gap->dimension];
    for (size_t i = 0; i < gap->n_codes; i++) {
        uint32_t code = gap->codes[i];
        const KmBlockCell *cell = cross_of(gap, code, stratum);
        bool is_reference =
            text->reference == NULL ? i + 1 == gap->n_codes : is_code(gap, code, text->reference);
        bool is_against = text->reference == NULL ? i == 0 && !is_reference
                                                  : strcmp(text->against, "rest") == 0 ||
                                                        is_code(gap, code, text->against);
        if (is_reference) {
            add_cell(&sides[0], cell);
        } else if (is_against) {
            add_cell(&sides[1], cell);
        }
    }
}

static Strata strata_of(const Gap *gap)
{
    size_t at = gap->definition->text.n_gaps; /* the standard stands after the gap's own */
    size_t n_codes = km_pool_count(gap->writer->job->dimensions[at]->codes);
    KmArena *arena = gap->writer->job->arena;
    Strata strata = {.weight = KM_NEW_ARRAY(arena, double, n_codes)};
    for (int i = 0; i < 2; i++) {
        strata.x[i] = KM_NEW_ARRAY(arena, int64_t, n_codes);
        strata.n[i] = KM_NEW_ARRAY(arena, int64_t, n_codes);
    }
    for (uint32_t k = 0; k < n_codes; k++) {
        const uint32_t codes[2] = {k, 0};
        const KmBlockCell *all = km_blocks_cell(gap->writer->blocks, gap->slot, 1 + at, codes);
        KmBlockCell sides[2] = {{0}, {0}};
        side_in(gap, k, sides);
        if (sides[0].n == 0 || sides[1].n == 0) {
            strata.weight_lost += (double)all->n;
            continue;
        }
        for (int i = 0; i < 2; i++) {
            strata.x[i][strata.count] = sides[i].x;
            strata.n[i][strata.count] = sides[i].n;
        }
        strata.weight[strata.count++] = (double)all->n;
    }
    return strata;
}

/* Both groups as if they were spread over the standard as everybody is. Nothing to tell when one of
 * them has nobody in strata that hold more than a tenth of everybody. */
static bool standardised(const Gap *gap, KmFigure *figure, KmError *err)
{
    Strata strata = strata_of(gap);
    const KmSeries weights = {strata.weight, strata.count};
    KmStandardisedShare shares[2];
    double kept = 0.0;
    figure->method = "standard";
    for (size_t k = 0; k < strata.count; k++) {
        kept += strata.weight[k];
        figure->n += strata.n[0][k] + strata.n[1][k];
    }
    if (is_part(gap) || strata.count == 0 ||
        strata.weight_lost > 0.1 * (kept + strata.weight_lost)) {
        return true;
    }
    for (int i = 0; i < 2; i++) {
        if (!km_standardised_share((KmCounts){strata.x[i], strata.count},
                                   (KmCounts){strata.n[i], strata.count}, weights, 0.95, &shares[i],
                                   err)) {
            return false;
        }
    }
    KmInterval interval = km_mover_difference(shares[0].share, shares[0].interval, shares[1].share,
                                              shares[1].interval);
    figure->has_estimate = figure->has_interval = true;
    figure->estimate = shares[0].share - shares[1].share;
    figure->low = interval.low;
    figure->high = interval.high;
    return true;
}

static bool measure(const Gap *gap, KmGapMeasure which, KmFigure *figure, KmError *err)
{
    if (which == KM_GAP_SLOPE) {
        return slope(gap, figure, err);
    }
    if (which == KM_GAP_STANDARDISED) {
        return standardised(gap, figure, err);
    }
    Sides sides = sides_of(gap);
    figure->n = is_part(gap) ? sides.against.n : sides.reference.n + sides.against.n;
    if (sides.reference.n == 0 || sides.against.n == 0) {
        return true;
    }
    double first = level_of(gap, &sides.reference);
    double second = level_of(gap, &sides.against);
    if (which == KM_GAP_DIFFERENCE) {
        figure->has_estimate = true;
        figure->estimate = first - second;
        return difference_interval(gap, &sides, figure, err);
    }
    figure->method = "ratio";
    figure->has_estimate = second > 0.0;
    figure->estimate = second > 0.0 ? first / second : 0.0;
    return true;
}

/* `name` NULL: the total. */
static bool write_measure(const Gap *gap, KmGapMeasure which, const char *name, KmError *err)
{
    static const KmPlace total = {.group = 0};
    KmPlace place = total;
    place.slot = gap->slot;
    KmFigure figure = km_writer_start(gap->writer, &place);
    figure.indicator = gap->definition->text.id;
    if (name != NULL) {
        figure.block.dim[0] = measure_dimension;
        figure.block.code[0] =
            km_format(gap->writer->arena, "%s-%s",
                      gap->definition->text.gaps[gap->dimension].dimension, name);
    }
    if (!measure(gap, which, &figure, err)) {
        return false;
    }
    figure.units_n = figure.n;
    figure.status = figure.has_estimate ? KM_FIGURE_DEFINED : KM_FIGURE_EMPTY;
    if (!figure.has_estimate) {
        figure.n = figure.units_n = 0;
    }
    km_writer_keep(gap->writer, figure);
    return true;
}

/* Every group with its own value, as the other indicator has it. */
static bool write_levels(const Gap *gap, KmError *err)
{
    size_t n_pool = km_pool_count(gap->writer->job->dimensions[gap->dimension]->codes);
    KmIndicatorKind kind = gap->definition->text.gap_kind;
    for (uint32_t code = 0; code < n_pool; code++) {
        const KmBlockCell *cell = cell_of(gap, code);
        KmPlace place = {gap->slot, 1 + gap->dimension, {code, 0}};
        KmFigure figure = km_writer_start(gap->writer, &place);
        if (cell->n == 0) {
            continue;
        }
        km_writer_counts(&figure, cell, kind);
        figure.indicator = gap->definition->text.id;
        if (!km_writer_estimate(&figure, kind, cell, false, err)) {
            return false;
        }
        km_writer_keep(gap->writer, figure);
    }
    return true;
}

static bool write_gap(Gap *gap, KmError *err)
{
    bool is_ordered = gap->definition->text.gaps[gap->dimension].reference == NULL;
    take_codes(gap);
    if (gap->dimension == 0 && !write_measure(gap, gap->definition->text.gap_measure, NULL, err)) {
        return false;
    }
    return write_levels(gap, err) && write_measure(gap, KM_GAP_DIFFERENCE, "verschil", err) &&
           (gap->definition->text.gap_kind == KM_KIND_MEAN || /* may lie on both sides of 0 */
            write_measure(gap, KM_GAP_RATIO, "verhouding", err)) &&
           (!is_ordered || write_measure(gap, KM_GAP_SLOPE, "helling", err)) &&
           (gap->definition->text.gap_standard == NULL || is_part(gap) ||
            write_measure(gap, KM_GAP_STANDARDISED, "gestandaardiseerd", err));
}

static bool write_all(KmJob *job, const KmDefinition *definition, KmWriter *writer,
                      size_t n_periods, KmError *err)
{
    KmCounted counted;
    if (!km_job_count(job, writer->periods, n_periods, false, &counted, err)) {
        return false;
    }
    writer->blocks = counted.blocks;
    writer->plan = counted.plan;
    for (size_t slot = 0; slot < n_periods; slot++) {
        for (size_t d = 0; d < definition->text.n_gaps; d++) {
            Gap gap = {.writer = writer, .definition = definition, .slot = slot, .dimension = d};
            if (!write_gap(&gap, err)) {
                return false;
            }
        }
    }
    return true;
}

bool km_gap_evaluate(KmEvaluation *evaluation, const KmDefinition *definition,
                     const KmPeriod *periods, size_t n_periods, KmFigure **ret_figures,
                     size_t *ret_count, KmError *err)
{
    KmArena *scratch = km_arena_open();
    KmJob job = {0};
    KmWriter writer = {
        .arena = evaluation->arena, .list = evaluation->figures, .job = &job, .periods = periods};
    bool is_done =
        km_job_open(evaluation, scratch, definition->base, periods, n_periods, &job, err) &&
        write_all(&job, definition, &writer, n_periods, err);
    km_arena_close(scratch);
    if (is_done) {
        *ret_figures = writer.figures;
        *ret_count = writer.count;
    }
    return is_done;
}
