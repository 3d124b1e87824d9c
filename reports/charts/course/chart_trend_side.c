/* The labels at the right of the trend: the norm, the newest value with its counts, the cut axis;
 * nudged apart. */
#include "reports/charts/course/chart_trend.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <string.h>

enum {
    BESIDE = 14,     /* between the plot and the labels */
    VALUE_WEIGHT = 6 /* the value stays beside its point; the others give way */
};

const char *km_trend_norm_colour(const KmNorm *norm, bool ink)
{
    return norm->type == KM_NORM_NATIONAL_MEAN ? KM_MUTED : ink ? KM_ORANGE_INK : KM_ORANGE;
}

typedef struct {
    const char *lines[5];
    KmWordStyle styles[5];
    double heights[5];
    size_t n;
} Block;

enum { BLOCKS = KM_LINES + 2 };

static void block_line(Block *b, const char *text, double size, const char *colour, bool bold)
{
    if (b->n < 5) {
        b->lines[b->n] = text;
        b->styles[b->n] = (KmWordStyle){.size = size, .colour = colour, .bold = bold};
        b->heights[b->n++] = size * 1.25;
    }
}

static double block_height(const Block *b)
{
    double height = 4;
    for (size_t i = 0; i < b->n; i++) {
        height += b->heights[i];
    }
    return height;
}

static void block_wrapped(KmCanvas *c, Block *b, const char *text, double size, const char *colour)
{
    double room = c->width - KM_CANVAS_MARGIN - c->plot.right - BESIDE;
    KmLines lines = km_text_wrap(c->arena, text, size, false, room);
    for (size_t i = 0; i < lines.count; i++) {
        block_line(b, lines.lines[i], size, colour, false);
    }
}

static Block value_block(const KmChartJob *job, KmCanvas *c, const KmPublishedFigure *f)
{
    Block b = {0};
    block_line(&b, km_value_nl(job->arena, job->text, f->estimate, f->decimals), KM_SIZE_LOUD,
               KM_BLUE, true);
    char *counts = km_counts_nl(job->arena, f);
    if (job->text->kind == KM_KIND_DURATION) {
        block_line(&b, "dagen", KM_SIZE_LABEL, KM_INK, false);
    } else if (counts != NULL) {
        char *line = km_format(job->arena, "%s %s", counts, job->text->unit_nl);
        double room = c->width - KM_CANVAS_MARGIN - c->plot.right - BESIDE;
        if (km_text_width(line, KM_SIZE_LABEL, false) <= room) {
            block_line(&b, line, KM_SIZE_LABEL, KM_INK, false);
        } else {
            block_line(&b, counts, KM_SIZE_LABEL, KM_INK, false);
            block_wrapped(c, &b, job->text->unit_nl, KM_SIZE_LABEL, KM_INK);
        }
    }
    return b;
}

static Block bounds_block(KmCanvas *c, const KmPublishedFigure *f)
{
    Block b = {0};
    bool class_only = f->status == KM_PUBLISHED_CLASS;
    block_line(&b, class_only ? "ten minste" : "tussen", KM_SIZE_LABEL, KM_INK, false);
    int decimals = km_is_share(f->indicator) ? 0 : f->decimals;
    char *low = km_value_nl(c->arena, f->indicator, f->bound_low, decimals);
    char *high = km_value_nl(c->arena, f->indicator, f->bound_high, decimals);
    block_line(&b, class_only ? low : km_format(c->arena, "%s en %s", low, high), KM_SIZE_LOUD - 6,
               KM_BLUE, true);
    if (f->status == KM_PUBLISHED_PARTIAL) {
        block_line(&b, km_coverage_nl(c->arena, f), KM_SIZE_LABEL, KM_INK, false);
    }
    return b;
}

static Block norm_block(const KmChartJob *job, KmCanvas *c, const KmNorm *norm)
{
    Block b = {0};
    const char *name = norm->type == KM_NORM_NATIONAL_MEAN
                           ? "landelijk"
                           : strchr(km_norm_name_nl(norm->type), ' ') + 1;
    int decimals = km_is_share(job->text)
                       ? (fabs(norm->value * 100 - round(norm->value * 100)) > 1e-6)
                       : job->text->decimals;
    block_wrapped(c, &b,
                  km_format(job->arena, "%s %s", name,
                            km_value_nl(job->arena, job->text, norm->value, decimals)),
                  KM_SIZE_LABEL, km_trend_norm_colour(norm, true));
    return b;
}

static void place_blocks(KmCanvas *c, const Block *blocks, KmSlot *slots, size_t n)
{
    km_slots_spread(slots, n, c->plot.top - 20, c->plot.bottom + 30);
    for (size_t i = 0; i < n; i++) {
        double y = slots[i].centre - slots[i].height / 2 + 2;
        for (size_t j = 0; j < blocks[i].n; j++) {
            km_canvas_word(c, c->plot.right + BESIDE, y + blocks[i].heights[j] / 2,
                           &blocks[i].styles[j], blocks[i].lines[j]);
            y += blocks[i].heights[j];
        }
    }
}

/* The first line of the block stands beside `y`. */
static KmSlot slot_beside(const Block *b, double y)
{
    double height = block_height(b);
    return (KmSlot){
        .anchor = y, .centre = y - 2 - b->heights[0] / 2 + height / 2, .height = height};
}

void km_trend_right_side(const KmChartJob *job, KmCanvas *c, const KmTrend *trend,
                         const KmAxis *axis)
{
    Block blocks[BLOCKS];
    KmSlot slots[BLOCKS];
    size_t n = 0;
    for (KmTrendLine line = 0; line < KM_LINES; line++) {
        const KmNorm *norm = km_trend_norm(job->text, job->request->period, line);
        if (norm != NULL) {
            blocks[n] = norm_block(job, c, norm);
            slots[n] = slot_beside(&blocks[n], km_canvas_y(c, norm->value));
            n++;
        }
    }
    if (km_trend_has_bar(trend->now)) {
        double high =
            trend->now->status == KM_PUBLISHED_CLASS ? c->scale.y_top : trend->now->bound_high;
        blocks[n] = bounds_block(c, trend->now);
        double middle = (km_canvas_y(c, trend->now->bound_low) + km_canvas_y(c, high)) / 2;
        slots[n] = (KmSlot){.anchor = middle,
                            .centre = middle,
                            .height = block_height(&blocks[n]),
                            .weight = VALUE_WEIGHT};
        n++;
    } else if (trend->last != NULL && trend->last == trend->now) {
        blocks[n] = value_block(job, c, trend->last);
        slots[n] = slot_beside(&blocks[n], km_canvas_y(c, trend->last->estimate));
        slots[n].weight = VALUE_WEIGHT;
        n++;
    }
    if (axis->from > 1e-9) {
        blocks[n] = (Block){0};
        block_wrapped(c, &blocks[n],
                      km_format(job->arena, "de as begint bij %s",
                                km_value_nl(job->arena, job->text, axis->from,
                                            km_axis_decimals(axis, km_is_share(job->text)))),
                      KM_SIZE_NOTE, KM_MUTED);
        slots[n] = slot_beside(&blocks[n], c->plot.bottom);
        n++;
    }
    place_blocks(c, blocks, slots, n);
}
