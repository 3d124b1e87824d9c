#include "reports/charts/course/chart_time.h"

#include "reports/charts/chart_words.h"

#include <math.h>
#include <string.h>

enum { MOST_QUARTER_LABELS = 24 };

static bool belongs(const KmPublishedFigure *f, const KmChartJob *job)
{
    const KmPeriod *last = job->request->period;
    bool is_total = f->block.dim[0] == NULL || *f->block.dim[0] == '\0';
    return is_total && km_text_equal(f->indicator->id, job->text->id) && !f->period.is_range &&
           f->period.kind == last->kind && f->period.from <= last->from &&
           f->status != KM_PUBLISHED_NOT_DELIVERED;
}

static KmPeriod first_period(const KmChartJob *job)
{
    KmPeriod first = *job->request->period;
    for (size_t i = 0; i < km_published_count(job->published); i++) {
        const KmPublishedFigure *f = km_published_at(job->published, i);
        if (belongs(f, job) && f->period.from < first.from) {
            first = f->period;
        }
    }
    return first;
}

KmPlaces km_places_read(const KmChartJob *job)
{
    KmPlace *items = NULL;
    size_t n = 0, capacity = 0;
    bool yearly = km_time_is_yearly(job->text->time);
    for (KmPeriod p = first_period(job); p.from <= job->request->period->from;
         p = km_period_shift(&p, 1)) {
        const KmPublishedFigure *f = km_published_total(job->published, job->text->id, p.text);
        if (f != NULL || !yearly || p.from == job->request->period->from) {
            KM_GROW(job->arena, items, n, capacity);
            items[n++] = (KmPlace){p, f};
        }
    }
    if (yearly && n > 1 && items[n - 1].figure == NULL) {
        n--; /* the asked quarter measures nothing of its own */
    }
    return (KmPlaces){items, n};
}

KmScale km_places_scale(size_t n, const KmAxis *axis)
{
    double side = n == 1 ? 0.9 : 0.45;
    return (KmScale){-side, (double)n - 1 + side, axis->from, axis->to};
}

const KmSeriesBreak *km_places_break(const KmIndicatorText *text, const KmPlaces *places, size_t at)
{
    if (at == 0) {
        return NULL;
    }
    return km_break_between(text, places->items[at - 1].period.to - 1,
                            places->items[at].period.to - 1);
}

void km_draw_value_axis(const KmChartJob *job, KmCanvas *c, const KmAxis *axis)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_END};
    int decimals = km_axis_decimals(axis, km_is_share(job->text));
    int steps = (int)lround((axis->to - axis->from) / axis->step);
    for (int i = 0; i <= steps; i++) {
        double value = axis->from + i * axis->step;
        double y = km_canvas_y(c, value);
        km_canvas_line(c, &(KmBox){c->plot.left, y, c->plot.right, y}, &rule);
        km_canvas_word(c, c->plot.left - 12, y, &style,
                       km_tick_nl(job->arena, job->text, value, decimals));
    }
}

static int year_of(const KmPeriod *period)
{
    return km_civil_from_date(period->from).year;
}

static void draw_years(const KmChartJob *job, KmCanvas *c, const KmPlaces *places)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE};
    static const KmLineStyle tick = {.colour = KM_RULE, .width = 1.5};
    for (size_t from = 0, to; from < places->n; from = to) {
        int year = year_of(&places->items[from].period);
        for (to = from + 1; to < places->n && year_of(&places->items[to].period) == year;) {
            to++;
        }
        double middle = km_canvas_x(c, (double)(from + to - 1) / 2.0);
        km_canvas_word(c, middle, c->plot.bottom + 44, &style, km_format(job->arena, "%d", year));
        if (from > 0) {
            double x = km_canvas_x(c, (double)from - 0.5);
            km_canvas_line(c, &(KmBox){x, c->plot.bottom, x, c->plot.bottom + 52}, &tick);
        }
    }
}

void km_draw_time_axis(const KmChartJob *job, KmCanvas *c, const KmPlaces *places)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    bool quarters = job->request->period->kind == KM_PERIOD_QUARTER;
    for (size_t i = 0; i < places->n && places->n <= MOST_QUARTER_LABELS; i++) {
        const char *text = places->items[i].period.text;
        const char *quarter = quarters ? strchr(text, 'K') : text;
        km_canvas_word(c, km_canvas_x(c, (double)i), c->plot.bottom + 20, &style,
                       quarter == NULL ? text : quarter);
    }
    if (quarters) {
        draw_years(job, c, places);
    }
}

void km_draw_breaks(const KmChartJob *job, KmCanvas *c, const KmPlaces *places)
{
    static const KmLineStyle dotted = {
        .colour = KM_MUTED, .width = 1.5, .dash = "2,4", .front = true};
    static const KmWordStyle style = {.size = KM_SIZE_NOTE, .colour = KM_MUTED, .plate = true};
    for (size_t i = 1; i < places->n; i++) {
        if (km_places_break(job->text, places, i) != NULL) {
            double x = km_canvas_x(c, (double)i - 0.5);
            km_canvas_line(c, &(KmBox){x, c->plot.top, x, c->plot.bottom}, &dotted);
            km_canvas_word(c, x + 6, c->plot.bottom - 12, &style, "andere telling");
        }
    }
}
