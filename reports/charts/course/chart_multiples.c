/* Small multiples: the course of each group in a panel of its own, all on one scale, with the
 * city's course in grey behind it. A quarter in which the group may not be shown is a gap. */
#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <string.h>

enum {
    COLUMNS = 3,
    MOST_QUARTERS = 16,
    PANEL_WIDTH = 280,
    PANEL_HEIGHT = 128,
    PANEL_GAP_X = 32,
    PANEL_GAP_Y = 30,
    NAME_HEIGHT = 30
};

typedef struct {
    const KmPublishedFigure *row;                   /* of the request's period */
    const KmPublishedFigure *course[MOST_QUARTERS]; /* NULL: may not be shown */
    const KmPublishedFigure *last;                  /* the newest of them */
    size_t n_points;
} Panel;

typedef struct {
    const KmDimensionText *dimension;
    KmPeriod quarters[MOST_QUARTERS]; /* oldest first */
    size_t n_quarters;
    const KmPublishedFigure *city[MOST_QUARTERS];
    Panel *panels;
    size_t n_panels;
    KmPublishedRows now; /* of the request's period */
    KmAxis axis;
} Multiples;

static bool has_point(const KmPublishedFigure *f)
{
    return f != NULL && f->has_estimate && !f->period.is_range &&
           (f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED);
}

static void choose_quarters(const KmChartJob *job, Multiples *m)
{
    KmPeriod quarter = km_period_shift(job->request->period, 1 - MOST_QUARTERS);
    for (int i = 0; i < MOST_QUARTERS; i++, quarter = km_period_shift(&quarter, 1)) {
        const KmPublishedFigure *total =
            km_published_total(job->published, job->text->id, quarter.text);
        if (total == NULL && m->n_quarters == 0) {
            continue;
        }
        m->city[m->n_quarters] = has_point(total) ? total : NULL;
        m->quarters[m->n_quarters++] = quarter;
    }
}

static void fill_panel(Panel *panel, KmPublishedRows rows, size_t quarter)
{
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (has_point(f) && km_text_equal(f->block.code[0], panel->row->block.code[0]) &&
            !km_text_equal(f->block.code[0], "overig")) {
            panel->course[quarter] = f;
            panel->last = f;
            panel->n_points++;
        }
    }
}

static void widen(double *low, double *high, const KmPublishedFigure *const *course, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (course[i] != NULL) {
            *low = course[i]->estimate < *low ? course[i]->estimate : *low;
            *high = course[i]->estimate > *high ? course[i]->estimate : *high;
        }
    }
}

static Multiples read_multiples(const KmChartJob *job, const KmDimensionText *dimension)
{
    Multiples m = {.dimension = dimension};
    choose_quarters(job, &m);
    KmPublishedRows now = km_published_rows(job->published, job->arena, job->text->id,
                                            job->request->period->text, dimension->name);
    m.now = now;
    Panel *panels = KM_NEW_ARRAY(job->arena, Panel, now.count);
    for (size_t i = 0; i < now.count; i++) {
        panels[i] = (Panel){.row = now.figures[i]};
    }
    for (size_t q = 0; q < m.n_quarters; q++) {
        KmPublishedRows rows = km_published_rows(job->published, job->arena, job->text->id,
                                                 m.quarters[q].text, dimension->name);
        for (size_t i = 0; i < now.count; i++) {
            fill_panel(&panels[i], rows, q);
        }
    }
    double low = HUGE_VAL, high = -HUGE_VAL;
    widen(&low, &high, m.city, m.n_quarters);
    m.panels = panels;
    for (size_t i = 0; i < now.count; i++) {
        if (panels[i].n_points > 1) {
            widen(&low, &high, panels[i].course, m.n_quarters);
            panels[m.n_panels++] = panels[i];
        }
    }
    m.axis = km_axis(low, high, km_is_share(job->text));
    return m;
}

static char *value_nl(const KmChartJob *job, const KmPublishedFigure *f)
{
    return km_value_nl(job->arena, job->text, f->estimate, f->decimals);
}

static const char *description(const KmChartJob *job, const Multiples *m)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(
        &out, "Kleine lijngrafieken van %s, een per %s, elk naast de lijn van %s. Laatste stand: ",
        km_small_nl(job->arena, job->text->title_nl), km_group_noun_nl(m->dimension, false),
        job->release->area_nl);
    for (size_t i = 0; i < m->n_panels; i++) {
        const KmPublishedFigure *last = m->panels[i].last;
        km_text_addf(&out, "%s%s %s in %s", i == 0 ? "" : "; ", last->label_nl, value_nl(job, last),
                     last->period.text);
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static const char *title(const KmChartJob *job, const Multiples *m)
{
    return km_behind_nl(job->arena, m->now, job->release->area_nl,
                        km_format(job->arena, "%s: het verloop %s", job->text->title_nl,
                                  km_by_group_nl(job->arena, m->dimension)));
}

typedef struct {
    double left, top; /* of the panel's plot */
} Corner;

static double panel_x(const Multiples *m, Corner at, size_t quarter)
{
    double step = m->n_quarters > 1 ? (double)(PANEL_WIDTH - 62) / (double)(m->n_quarters - 1) : 0;
    return at.left + step * (double)quarter;
}

static double panel_y(const Multiples *m, Corner at, double value)
{
    return at.top + PANEL_HEIGHT * (m->axis.to - value) / (m->axis.to - m->axis.from);
}

static void draw_course(const Multiples *m, KmCanvas *c, Corner at,
                        const KmPublishedFigure *const *course, const KmLineStyle *style)
{
    for (size_t q = 1; q < m->n_quarters; q++) {
        if (course[q - 1] != NULL && course[q] != NULL) {
            km_canvas_line(c,
                           &(KmBox){panel_x(m, at, q - 1), panel_y(m, at, course[q - 1]->estimate),
                                    panel_x(m, at, q), panel_y(m, at, course[q]->estimate)},
                           style);
        }
    }
}

static void draw_panel(const KmChartJob *job, KmCanvas *c, const Multiples *m, size_t i)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmLineStyle city = {.colour = KM_WHISKER, .width = 1.5, .dash = "6,5"};
    static const KmLineStyle blue = {.colour = KM_BLUE, .width = 2.5, .front = true};
    static const KmLineStyle orange = {.colour = KM_ORANGE, .width = 2.5, .front = true};
    const Panel *panel = &m->panels[i];
    bool behind = panel->row->city.exists && km_better(job->text, panel->row->city.verdict) < 0;
    bool clear = panel->row->city.exists && panel->row->city.verdict != 0;
    Corner at = {c->plot.left + (double)(i % COLUMNS) * (PANEL_WIDTH + PANEL_GAP_X),
                 c->plot.top + NAME_HEIGHT +
                     (double)(i / COLUMNS) * (NAME_HEIGHT + PANEL_HEIGHT + PANEL_GAP_Y)};
    const KmWordStyle name = {
        .size = KM_SIZE_SMALL, .colour = behind ? KM_ORANGE_INK : KM_INK, .bold = true};
    const KmWordStyle scale = {.size = KM_SIZE_NOTE - 2, .colour = KM_MUTED};
    KmLines lines = km_text_wrap(job->arena, panel->row->label_nl, name.size, true, PANEL_WIDTH);
    km_canvas_word(c, at.left, at.top - 18, &name,
                   lines.count > 1 ? km_format(job->arena, "%s …", lines.lines[0])
                                   : lines.lines[0]);
    int decimals = km_axis_decimals(&m->axis, km_is_share(job->text));
    double ends[] = {m->axis.from, m->axis.to};
    for (size_t e = 0; e < 2; e++) {
        double y = panel_y(m, at, ends[e]);
        km_canvas_line(c, &(KmBox){at.left, y, at.left + PANEL_WIDTH - 62, y}, &rule);
        if (i % COLUMNS == 0) {
            km_canvas_word(c, at.left, y + (e == 0 ? 12 : 10), &scale,
                           km_value_nl(job->arena, job->text, ends[e], decimals));
        }
    }
    draw_course(m, c, at, m->city, &city);
    draw_course(m, c, at, panel->course, clear && behind ? &orange : &blue);
    const KmPublishedFigure *last = panel->last;
    bool current = last == panel->course[m->n_quarters - 1];
    const KmWordStyle value = {.size = KM_SIZE_LABEL,
                               .colour = !current ? KM_MUTED
                                         : behind ? KM_ORANGE_INK
                                                  : KM_BLUE,
                               .bold = current};
    km_canvas_word(c, at.left + PANEL_WIDTH - 54, panel_y(m, at, last->estimate), &value,
                   value_nl(job, last));
}

static KmCanvas *draw(const KmChartJob *job, const KmChartPlan *plan, const Multiples *m)
{
    KmNotes notes = {0};
    const KmPeriod *first = &m->quarters[0];
    km_note(&notes,
            km_format(job->arena,
                      "Van %s tot en met %s, overal dezelfde schaal (%s tot %s). Streepjes: %s. "
                      "Waar een lijn ontbreekt, is de groep te klein om te tonen.",
                      km_period_dutch(job->arena, first),
                      km_period_dutch(job->arena, job->request->period),
                      km_value_nl(job->arena, job->text, m->axis.from,
                                  km_axis_decimals(&m->axis, km_is_share(job->text))),
                      km_value_nl(job->arena, job->text, m->axis.to,
                                  km_axis_decimals(&m->axis, km_is_share(job->text))),
                      job->release->area_nl));
    km_note(&notes, km_source_nl(job->arena, job->published, job->text));
    size_t rows = (m->n_panels + COLUMNS - 1) / COLUMNS;
    KmFrame frame = {.title = plan->title,
                     .subtitle = km_format(job->arena, "%s, %s.", job->release->area_nl,
                                           km_by_group_nl(job->arena, m->dimension)),
                     .measure = km_measure_by_quarter_nl(job->arena, job->text),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_CANVAS_MARGIN,
                     .right = KM_CANVAS_WIDTH - KM_CANVAS_MARGIN,
                     .plot = (double)rows * (NAME_HEIGHT + PANEL_HEIGHT + PANEL_GAP_Y) - 8,
                     .scale = {0, 1, 0, 1}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    for (size_t i = 0; i < m->n_panels; i++) {
        draw_panel(job, c, m, i);
    }
    return c;
}

bool km_chart_plan_multiples(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    const char *by = job->request->by;
    const KmDimensionText *dimension = job->text->n_dimensions == 0 ? NULL
                                       : by == NULL                 ? &job->text->dimensions[0]
                                                    : km_dimension_text(job->text, by);
    if (dimension == NULL || job->text->kind == KM_KIND_DISTRIBUTION) {
        return km_error_set(err, KM_ERROR_USAGE, "%s is not split by \"%s\", so no panels",
                            job->text->id, by == NULL ? "anything" : by);
    }
    Multiples m = read_multiples(job, dimension);
    ret_plan->title = km_chart_title(job, title(job, &m));
    if (m.n_panels == 0) {
        ret_plan->reason = km_format(
            job->arena, "Van %s kan van geen enkele %s het verloop worden getoond.",
            km_small_nl(job->arena, job->text->title_nl), km_group_noun_nl(dimension, false));
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->description = description(job, &m);
    ret_plan->canvas = draw(job, ret_plan, &m);
    return true;
}
