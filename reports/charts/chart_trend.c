#include "reports/charts/chart_trend.h"

#include "reports/charts/chart_words.h"

#include <math.h>
#include <string.h>

enum { PLOT_LEFT = 86, PLOT_RIGHT = 738, PLOT_HEIGHT = 330, BELOW = 56, MOST_QUARTER_LABELS = 24 };

bool km_trend_has_point(const KmPublishedFigure *f)
{
    return f != NULL && f->status == KM_PUBLISHED_SHOWN && f->has_estimate;
}

bool km_trend_has_bar(const KmPublishedFigure *f)
{
    return f != NULL && (f->status == KM_PUBLISHED_PARTIAL || f->status == KM_PUBLISHED_CLASS) &&
           f->has_bounds;
}

static bool belongs(const KmPublishedFigure *f, const KmChartJob *job)
{
    const KmPeriod *last = job->request->period;
    bool is_total = f->block.dim[0] == NULL || *f->block.dim[0] == '\0';
    return is_total && km_text_equal(f->indicator->id, job->text->id) && !f->period.is_range &&
           f->period.kind == last->kind && f->period.from <= last->from;
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

static void add_place(const KmChartJob *job, KmTrend *trend, size_t *capacity, KmPeriod period)
{
    const KmPublishedFigure *f = km_published_total(job->published, job->text->id, period.text);
    KM_GROW(job->arena, trend->places, trend->n_places, *capacity);
    trend->places[trend->n_places++] = (KmTrendPlace){period, f};
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
    KmTrend trend = {0};
    size_t capacity = 0;
    for (KmPeriod p = first_period(job); p.from <= job->request->period->from;
         p = km_period_shift(&p, 1)) {
        add_place(job, &trend, &capacity, p);
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
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
        for (KmTrendLine line = 0; line < KM_LINES; line++) {
            const KmNorm *norm = km_trend_norm(job->text, &trend->places[i].period, line);
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
    return km_axis(low, high, km_is_share(job->text));
}

static void draw_value_axis(const KmChartJob *job, KmCanvas *c, const KmAxis *axis)
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
                       km_value_nl(job->arena, job->text, value, decimals));
    }
}

static int year_of(const KmPeriod *period)
{
    return km_civil_from_date(period->from).year;
}

static void draw_years(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE};
    static const KmLineStyle tick = {.colour = KM_RULE, .width = 1.5};
    for (size_t from = 0, to; from < trend->n_places; from = to) {
        int year = year_of(&trend->places[from].period);
        for (to = from + 1; to < trend->n_places && year_of(&trend->places[to].period) == year;) {
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

static void draw_time_axis(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    bool quarters = job->request->period->kind == KM_PERIOD_QUARTER;
    for (size_t i = 0; i < trend->n_places && trend->n_places <= MOST_QUARTER_LABELS; i++) {
        const char *text = trend->places[i].period.text;
        const char *quarter = quarters ? strchr(text, 'K') : text;
        km_canvas_word(c, km_canvas_x(c, (double)i), c->plot.bottom + 20, &style,
                       quarter == NULL ? text : quarter);
    }
    if (quarters) {
        draw_years(job, c, trend);
    }
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
    double right = to == trend->n_places ? c->plot.right : km_canvas_x(c, (double)to - 0.5);
    km_canvas_line(c, &(KmBox){left, y, right, y}, &style);
}

/* A dashed line, with a step where another norm comes into force. */
static void draw_norms(const KmChartJob *job, KmCanvas *c, const KmTrend *trend, KmTrendLine line)
{
    for (size_t from = 0, to; from < trend->n_places; from = to) {
        const KmNorm *norm = km_trend_norm(job->text, &trend->places[from].period, line);
        for (to = from + 1; to < trend->n_places &&
                            km_trend_norm(job->text, &trend->places[to].period, line) == norm;) {
            to++;
        }
        if (norm != NULL) {
            draw_norm(c, trend, norm, from, to);
        }
    }
}

/* Rows for the band and the line, broken where a quarter has no point. */
static void draw_line(KmCanvas *c, const KmTrend *trend)
{
    double *band = KM_NEW_ARRAY(c->arena, double, trend->n_places * 3);
    double *line = KM_NEW_ARRAY(c->arena, double, trend->n_places * 2);
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
        bool point = km_trend_has_point(f);
        line[i * 2] = point ? (double)i : NAN;
        line[i * 2 + 1] = point ? f->estimate : NAN;
        band[i * 3] = point && f->has_interval ? (double)i : NAN;
        band[i * 3 + 1] = point ? f->low : NAN;
        band[i * 3 + 2] = point ? f->high : NAN;
    }
    km_canvas_series(c, band, trend->n_places, 3,
                     "using 1:2:3 with filledcurves fc rgb \"" KM_BLUE
                     "\" fs transparent solid 0.15 noborder");
    km_canvas_series(c, line, trend->n_places, 2,
                     "using 1:2 with lines lw 3 lc rgb \"" KM_BLUE "\"");
}

static bool has_point_at(const KmTrend *trend, size_t i)
{
    return i < trend->n_places && km_trend_has_point(trend->places[i].figure);
}

/* A quarter without neighbours has no band: its interval is a whisker. */
static void draw_lone_intervals(KmCanvas *c, const KmTrend *trend)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, trend->n_places * 4);
    size_t n = 0;
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
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
    double *rows = KM_NEW_ARRAY(c->arena, double, trend->n_places * 2);
    size_t n = 0;
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
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
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
        if (!km_trend_has_bar(f)) {
            continue;
        }
        double x = km_canvas_x(c, (double)i);
        double high = f->status == KM_PUBLISHED_CLASS ? c->scale.y_top : f->bound_high;
        KmBox bar = {x - half, km_canvas_y(c, high), x + half, km_canvas_y(c, f->bound_low)};
        km_canvas_rect(c, &bar, KM_BLUE_PALE, KM_BLUE);
        if (i + 1 < trend->n_places && f->status == KM_PUBLISHED_PARTIAL) {
            label_bar(c, f, &bar);
        }
    }
}

/* Always at the same height, whatever the hidden value. */
static void draw_gaps(KmCanvas *c, const KmTrend *trend)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_LABEL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE, .plate = true};
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
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
    double y = km_canvas_y(c, f->has_interval ? f->high : f->estimate) - 16;
    km_canvas_word(c, km_canvas_x(c, (double)at), y < c->plot.top ? c->plot.top : y, &style,
                   km_value_nl(job->arena, job->text, f->estimate, f->decimals));
}

/* The first value, and the last one when the newest quarter has none. */
static void label_points(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    for (size_t i = 0; i < trend->n_places; i++) {
        const KmPublishedFigure *f = trend->places[i].figure;
        if (f != NULL &&
            ((f == trend->first && trend->n_shown >= 3) || (f == trend->last && f != trend->now))) {
            label_point(job, c, i, f);
        }
    }
}

static const char *subtitle(const KmChartJob *job)
{
    return km_format(job->arena, "%s. %s, %s", job->release->area_nl,
                     km_measure_nl(job->arena, job->text), job->text->time_nl);
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
    double side = trend.n_places == 1 ? 0.9 : 0.45;
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = subtitle(job),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = PLOT_LEFT,
                     .right = PLOT_RIGHT,
                     .above = 8,
                     .plot = PLOT_HEIGHT,
                     .below = BELOW,
                     .scale = {-side, (double)trend.n_places - 1 + side, axis.from, axis.to}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    draw_value_axis(job, c, &axis);
    draw_time_axis(job, c, &trend);
    draw_bars(c, &trend);
    draw_norms(job, c, &trend, KM_LINE_NORM);
    draw_norms(job, c, &trend, KM_LINE_MEAN);
    draw_line(c, &trend);
    draw_lone_intervals(c, &trend);
    draw_points(c, &trend);
    draw_gaps(c, &trend);
    label_points(job, c, &trend);
    km_trend_right_side(job, c, &trend, &axis);
    ret_plan->canvas = c;
    return true;
}
