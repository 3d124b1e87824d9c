#include "reports/charts/course/chart_trend.h"

#include "reports/charts/chart_words.h"

#include <math.h>
#include <string.h>

bool km_trend_has_point(const KmPublishedFigure *f)
{
    return f != NULL && f->status == KM_PUBLISHED_SHOWN && f->has_estimate;
}

bool km_trend_has_bar(const KmPublishedFigure *f)
{
    return f != NULL && (f->status == KM_PUBLISHED_PARTIAL || f->status == KM_PUBLISHED_CLASS) &&
           f->has_bounds;
}

/* What is told of the course begins after the last break: figures on its two sides are never
 * compared. */
static void add_place(const KmChartJob *job, KmTrend *trend, size_t at)
{
    const KmPublishedFigure *f = trend->places.items[at].figure;
    if (km_places_break(job->text, &trend->places, at) != NULL) {
        trend->first = trend->last = NULL;
        trend->n_shown = 0;
    }
    if (km_trend_has_point(f)) {
        trend->first = trend->first == NULL ? f : trend->first;
        trend->last = f;
        trend->n_shown++;
    }
    trend->n_drawn += km_trend_has_point(f) || km_trend_has_bar(f) ? 1 : 0;
    trend->now = f;
}

static KmTrend read_trend(const KmChartJob *job)
{
    KmTrend trend = {.places = km_places_read(job)};
    km_trend_read_elsewhere(job, &trend);
    for (size_t i = trend.n_before; i < trend.places.n; i++) {
        add_place(job, &trend, i);
    }
    return trend;
}

static void widen(double *low, double *high, double value)
{
    *low = value < *low ? value : *low;
    *high = value > *high ? value : *high;
}

/* Only what is drawn sets the scale. */
static KmAxis value_axis(const KmChartJob *job, const KmTrend *trend)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        for (KmTrendLine line = 0; line < KM_LINES; line++) {
            const KmNorm *norm = km_trend_norm(job->text, &trend->places.items[i].period, line);
            if (norm != NULL) {
                widen(&low, &high, norm->value);
            }
        }
        if (km_trend_has_point(f)) {
            widen(&low, &high, f->has_interval ? f->low : f->estimate);
            widen(&low, &high, f->has_interval ? f->high : f->estimate);
        } else if (km_trend_has_bar(f)) {
            widen(&low, &high, f->bound_low);
            widen(&low, &high, f->status == KM_PUBLISHED_CLASS ? 1.0 : f->bound_high);
        }
    }
    for (size_t i = 0; i < trend->n_elsewhere; i++) {
        widen(&low, &high, trend->elsewhere[i].row->value);
    }
    return km_axis(low, high, km_is_share(job->text));
}

const KmNorm *km_trend_norm(const KmIndicatorText *text, const KmPeriod *period, KmTrendLine line)
{
    const KmDate day = period->to - 1;
    if (line == KM_LINE_NORM) {
        return km_norm_on(text, day);
    }
    for (size_t i = 0; i < text->n_norms; i++) {
        const KmNorm *norm = &text->norms[i];
        if (norm->type == KM_NORM_NATIONAL_MEAN && norm->from <= day && day < norm->to) {
            return norm;
        }
    }
    return NULL;
}

/* One norm over the quarters from … to. */
static void draw_norm(KmCanvas *c, const KmTrend *trend, const KmNorm *norm, size_t from, size_t to)
{
    KmLineStyle style = {.colour = km_trend_norm_colour(norm, false),
                         .width = 2,
                         .dash = norm->type == KM_NORM_NATIONAL_MEAN ? "2,4" : "7,5"};
    double y = km_canvas_y(c, norm->value);
    double left = from == 0 ? c->plot.left : km_canvas_x(c, (double)from - 0.5);
    double right = to == trend->places.n ? c->plot.right : km_canvas_x(c, (double)to - 0.5);
    km_canvas_line(c, &(KmBox){left, y, right, y}, &style);
}

/* A dashed line, with a step where another norm comes into force. */
static void draw_norms(const KmChartJob *job, KmCanvas *c, const KmTrend *trend, KmTrendLine line)
{
    for (size_t from = 0, to; from < trend->places.n; from = to) {
        const KmNorm *norm = km_trend_norm(job->text, &trend->places.items[from].period, line);
        for (to = from + 1;
             to < trend->places.n &&
             km_trend_norm(job->text, &trend->places.items[to].period, line) == norm;) {
            to++;
        }
        if (norm != NULL) {
            draw_norm(c, trend, norm, from, to);
        }
    }
}

/* Rows for the band and the line, parted where a quarter has no point and at a break. */
static void draw_line(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    double *band = KM_NEW_ARRAY(c->arena, double, trend->places.n * 6);
    double *line = KM_NEW_ARRAY(c->arena, double, trend->places.n * 4);
    size_t n = 0;
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        bool point = km_trend_has_point(f);
        if (km_places_break(job->text, &trend->places, i) != NULL) {
            band[n * 3] = band[n * 3 + 1] = band[n * 3 + 2] = NAN;
            line[n * 2] = line[n * 2 + 1] = NAN;
            n++;
        }
        line[n * 2] = point ? (double)i : NAN;
        line[n * 2 + 1] = point ? f->estimate : NAN;
        band[n * 3] = point && f->has_interval ? (double)i : NAN;
        band[n * 3 + 1] = point ? f->low : NAN;
        band[n * 3 + 2] = point ? f->high : NAN;
        n++;
    }
    km_canvas_series(c, band, n, 3,
                     "using 1:2:3 with filledcurves fc rgb \"" KM_BLUE
                     "\" fs transparent solid 0.15 noborder");
    km_canvas_series(c, line, n, 2, "using 1:2 with lines lw 3 lc rgb \"" KM_BLUE "\"");
}

static bool has_point_at(const KmTrend *trend, size_t i)
{
    return i < trend->places.n && km_trend_has_point(trend->places.items[i].figure);
}

/* A quarter without neighbours has no band: its interval is a whisker. */
static void draw_lone_intervals(KmCanvas *c, const KmTrend *trend)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, trend->places.n * 4);
    size_t n = 0;
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        bool lone = has_point_at(trend, i) && (i == 0 || !has_point_at(trend, i - 1)) &&
                    !has_point_at(trend, i + 1);
        if (lone && f->has_interval) {
            double row[4] = {(double)i, f->estimate, f->low, f->high};
            memcpy(rows + 4 * n++, row, sizeof row);
        }
    }
    km_canvas_series(c, rows, n, 4,
                     "using 1:2:3:4 with yerrorbars pt 0 ps 0 lw 2.5 lc rgb \"" KM_WHISKER "\"");
}

/* Provisional points are open: a white disc on the blue one. */
static void draw_points_of(KmCanvas *c, const KmTrend *trend, bool last, bool only_open,
                           const char *style)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, trend->places.n * 2);
    size_t n = 0;
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        if (km_trend_has_point(f) && (f == trend->last) == last &&
            (!only_open || km_has_flag(f, "voorlopig"))) {
            rows[n * 2] = (double)i;
            rows[n++ * 2 + 1] = f->estimate;
        }
    }
    km_canvas_series(c, rows, n, 2, style);
}

static void draw_points(KmCanvas *c, const KmTrend *trend)
{
    draw_points_of(c, trend, false, false,
                   "using 1:2 with points pt 7 ps 0.95 lc rgb \"" KM_BLUE "\"");
    draw_points_of(c, trend, false, true, "using 1:2 with points pt 7 ps 0.5 lc rgb \"#ffffff\"");
    draw_points_of(c, trend, true, false,
                   "using 1:2 with points pt 7 ps 1.55 lc rgb \"" KM_BLUE "\"");
    draw_points_of(c, trend, true, true, "using 1:2 with points pt 7 ps 1.0 lc rgb \"#ffffff\"");
}

/* The quarter's coverage over its bar, or under it when there is no room. */
static void label_bar(KmCanvas *c, const KmPublishedFigure *f, const KmBox *bar)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_NOTE, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE, .plate = true};
    double x = (bar->left + bar->right) / 2;
    bool over = bar->top - c->plot.top > 44;
    double y = over ? bar->top - 32 : bar->bottom + 14;
    km_canvas_word(c, x, y, &style, km_format(c->arena, "%d van %d", f->delivered, f->expected));
    km_canvas_word(c, x, y + 19, &style, "geleverd");
}

static void draw_bars(KmCanvas *c, const KmTrend *trend)
{
    double half = km_canvas_x(c, 0.5) - km_canvas_x(c, 0.0);
    half = half * 0.5 > 13 ? 13 : half * 0.5;
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        if (!km_trend_has_bar(f)) {
            continue;
        }
        double x = km_canvas_x(c, (double)i);
        double high = f->status == KM_PUBLISHED_CLASS ? c->scale.y_top : f->bound_high;
        KmBox bar = {x - half, km_canvas_y(c, high), x + half, km_canvas_y(c, f->bound_low)};
        km_canvas_rect(c, &bar, KM_BLUE_PALE, KM_BLUE);
        if (i + 1 < trend->places.n && f->status == KM_PUBLISHED_PARTIAL) {
            label_bar(c, f, &bar);
        }
    }
}

/* Always at the same height, whatever the hidden value. */
static void draw_gaps(KmCanvas *c, const KmTrend *trend)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_LABEL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE, .plate = true};
    for (size_t i = trend->n_before; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        if (!km_trend_has_point(f) && !km_trend_has_bar(f)) {
            km_canvas_word(c, km_canvas_x(c, (double)i), c->plot.bottom - 14, &style, "×");
        }
    }
}

static void label_point(const KmChartJob *job, KmCanvas *c, size_t at, const KmPublishedFigure *f)
{
    static const KmWordStyle style = {.size = KM_SIZE_LABEL,
                                      .colour = KM_BLUE,
                                      .anchor = KM_ANCHOR_MIDDLE,
                                      .bold = true,
                                      .plate = true};
    double y =
        km_canvas_y(c, f->has_interval ? f->high : f->estimate) - (f->has_interval ? 16 : 26);
    km_canvas_word(c, km_canvas_x(c, (double)at), y < c->plot.top ? c->plot.top : y, &style,
                   km_value_nl(job->arena, job->text, f->estimate, f->decimals));
}

/* The first value, and the last one when the newest quarter has none. */
static void label_points(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    for (size_t i = 0; i < trend->places.n; i++) {
        const KmPublishedFigure *f = trend->places.items[i].figure;
        if (f != NULL &&
            ((f == trend->first && trend->n_shown >= 3) || (f == trend->last && f != trend->now))) {
            label_point(job, c, i, f);
        }
    }
}

static const char *subtitle(const KmChartJob *job)
{
    return km_format(job->arena, "%s. %s", job->release->area_nl,
                     km_measure_when_nl(job->arena, job->text));
}

bool km_chart_plan_trend(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    (void)err;
    KmTrend trend = read_trend(job);
    ret_plan->title = km_chart_title(job, km_trend_title(job, &trend));
    if (trend.n_drawn == 0) {
        ret_plan->reason =
            km_format(job->arena, "Van %s kan in deze periode geen enkel cijfer worden getoond.",
                      km_small_nl(job->arena, job->text->title_nl));
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->description = km_trend_description(job, &trend);
    KmNotes notes = {0};
    km_trend_notes(job, &trend, &notes);
    KmAxis axis = value_axis(job, &trend);
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = subtitle(job),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_COURSE_LEFT,
                     .right = KM_COURSE_RIGHT,
                     .above = 8,
                     .plot = KM_COURSE_HEIGHT,
                     .below = KM_COURSE_BELOW,
                     .scale = km_places_scale(trend.places.n, &axis)};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    km_draw_value_axis(job, c, &axis);
    km_draw_time_axis(job, c, &trend.places);
    km_draw_breaks(job, c, &trend.places);
    draw_bars(c, &trend);
    draw_norms(job, c, &trend, KM_LINE_NORM);
    draw_norms(job, c, &trend, KM_LINE_MEAN);
    km_trend_draw_elsewhere(job, c, &trend);
    draw_line(job, c, &trend);
    draw_lone_intervals(c, &trend);
    draw_points(c, &trend);
    draw_gaps(c, &trend);
    label_points(job, c, &trend);
    km_trend_right_side(job, c, &trend, &axis);
    ret_plan->canvas = c;
    return true;
}
