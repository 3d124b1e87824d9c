#include "reports/charts/groups/chart_dots.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <string.h>

enum {
    MOST_LABEL = 330, /* wider names are wrapped */
    ROW = 38,
    ROW_TWO_LINES = 46,
    VALUE_RIGHT = 812, /* the percentages end here … */
    COUNTS_LEFT = 822, /* … the counts begin here */
    COUNTS_ROOM = 128, /* wider ones take two lines */
    PLOT_RIGHT = 716,
    BESIDE = 26,      /* between the names and the plot: room for a mark at the edge */
    LEAST_NAMES = 140 /* room for the words about the cut axis */
};

bool km_dots_has_point(const KmPublishedFigure *f)
{
    switch (f->status) {
    case KM_PUBLISHED_SHOWN:
    case KM_PUBLISHED_MERGED:
    case KM_PUBLISHED_POOLED:
        return f->has_estimate;
    case KM_PUBLISHED_CLASS:
    case KM_PUBLISHED_PROTECTED:
    case KM_PUBLISHED_PARTIAL:
    case KM_PUBLISHED_NOT_DELIVERED:
    case KM_PUBLISHED_EMPTY:
        break;
    }
    return false;
}

static bool has_bar(const KmPublishedFigure *f)
{
    return (f->status == KM_PUBLISHED_PARTIAL || f->status == KM_PUBLISHED_CLASS) && f->has_bounds;
}

static double bar_high(const KmPublishedFigure *f)
{
    return f->status == KM_PUBLISHED_CLASS ? 1.0 : f->bound_high;
}

bool km_dots_is_rest(const KmPublishedFigure *f)
{
    return km_text_equal(f->block.code[0], "onbekend") || km_text_equal(f->block.code[0], "buiten");
}

/* Ages and years keep their own order. */
static bool is_numbered(const KmDimensionText *dimension)
{
    bool all = dimension->n_codes > 0;
    for (size_t i = 0; i < dimension->n_codes; i++) {
        const char *code = dimension->codes[i].code;
        all =
            all && (km_text_equal(code, "onbekend") || strspn(code, "0123456789") == strlen(code));
    }
    return all;
}

static double sort_key(const KmPublishedFigure *f)
{
    return km_dots_has_point(f) ? f->estimate : f->bound_low;
}

static bool comes_before(const KmPublishedFigure *a, const KmPublishedFigure *b, bool by_value)
{
    if (km_dots_is_rest(a) != km_dots_is_rest(b)) {
        return km_dots_is_rest(b);
    }
    return by_value && sort_key(a) > sort_key(b);
}

static KmDots read_dots(const KmChartJob *job, const KmDimensionText *dimension)
{
    const char *period = job->request->period->text;
    KmDots dots = {.dimension = dimension};
    dots.all =
        km_published_rows(job->published, job->arena, job->text->id, period, dimension->name);
    dots.drawn = KM_NEW_ARRAY(job->arena, const KmPublishedFigure *, dots.all.count);
    bool by_value = !is_numbered(dimension);
    for (size_t i = 0; i < dots.all.count; i++) {
        const KmPublishedFigure *f = dots.all.figures[i];
        if (!km_dots_has_point(f) && !has_bar(f)) {
            continue;
        }
        size_t at = dots.n_drawn++;
        for (; at > 0 && comes_before(f, dots.drawn[at - 1], by_value); at--) {
            dots.drawn[at] = dots.drawn[at - 1];
        }
        dots.drawn[at] = f;
    }
    const KmPublishedFigure *total = km_published_total(job->published, job->text->id, period);
    dots.city = total != NULL && km_dots_has_point(total) ? total : NULL;
    return dots;
}

static KmAxis value_axis(const KmChartJob *job, const KmDots *dots)
{
    double low = dots->city != NULL ? dots->city->estimate : HUGE_VAL;
    double high = dots->city != NULL ? dots->city->estimate : -HUGE_VAL;
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *f = dots->drawn[i];
        double from = has_bar(f) ? f->bound_low : f->has_interval ? f->low : f->estimate;
        double to = has_bar(f) ? bar_high(f) : f->has_interval ? f->high : f->estimate;
        low = from < low ? from : low;
        high = to > high ? to : high;
    }
    return km_axis(low, high, km_is_share(job->text));
}

/* The names at the left, wrapped, and how much room they take. */
typedef struct {
    KmLines *names;
    double width, row;
} Names;

static Names fit_names(KmArena *arena, const KmDots *dots)
{
    Names n = {
        .names = KM_NEW_ARRAY(arena, KmLines, dots->n_drawn), .width = LEAST_NAMES, .row = ROW};
    for (size_t i = 0; i < dots->n_drawn; i++) {
        bool bold = km_dots_verdict(dots->drawn[i]) != 0;
        const char *label = dots->drawn[i]->label_nl;
        KmLines lines = km_text_wrap(arena, label, KM_SIZE_LABEL, bold, MOST_LABEL);
        if (lines.count > 2) { /* the full name stands in the table */
            const char **two = KM_NEW_ARRAY(arena, const char *, 2);
            two[0] = lines.lines[0];
            two[1] = km_format(arena, "%s …", lines.lines[1]);
            lines = (KmLines){two, 2};
        }
        n.names[i] = lines;
        n.row = lines.count > 1 || dots->drawn[i]->status == KM_PUBLISHED_POOLED ? ROW_TWO_LINES
                                                                                 : n.row;
        for (size_t j = 0; j < lines.count; j++) {
            double width = km_text_width(lines.lines[j], KM_SIZE_LABEL, bold);
            n.width = width > n.width ? width : n.width;
        }
    }
    return n;
}

static void draw_axis(const KmChartJob *job, KmCanvas *c, const KmAxis *axis)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    static const KmWordStyle cut = {
        .size = KM_SIZE_NOTE, .colour = KM_MUTED, .anchor = KM_ANCHOR_END};
    int decimals = km_axis_decimals(axis, km_is_share(job->text));
    int steps = (int)lround((axis->to - axis->from) / axis->step);
    for (int i = 0; i <= steps; i++) {
        double value = axis->from + i * axis->step;
        double x = km_canvas_x(c, value);
        km_canvas_line(c, &(KmBox){x, c->plot.top, x, c->plot.bottom}, &rule);
        km_canvas_word(c, x, c->plot.bottom + 20, &style,
                       km_value_nl(job->arena, job->text, value, decimals));
    }
    if (axis->from > 1e-9) {
        km_canvas_word(c, c->plot.left - 30, c->plot.bottom + 20, &cut,
                       km_format(job->arena, "de as begint bij %s",
                                 km_value_nl(job->arena, job->text, axis->from, decimals)));
    }
}

static void draw_city(const KmChartJob *job, KmCanvas *c, const KmDots *dots)
{
    static const KmLineStyle line = {.colour = KM_INK, .width = 1.75};
    if (dots->city == NULL) {
        return;
    }
    double x = km_canvas_x(c, dots->city->estimate);
    km_canvas_line(c, &(KmBox){x, c->plot.top - 2, x, c->plot.bottom}, &line);
    char *counts = km_counts_nl(job->arena, dots->city);
    char *text =
        km_format(job->arena, "%s %s%s", job->release->area_nl,
                  km_value_nl(job->arena, job->text, dots->city->estimate, dots->city->decimals),
                  counts == NULL ? "" : km_format(job->arena, " (%s)", counts));
    double half = km_text_width(text, KM_SIZE_LABEL, true) / 2;
    double most = c->width - KM_CANVAS_MARGIN - half;
    km_canvas_word(
        c,
        x > most                      ? most
        : x < KM_CANVAS_MARGIN + half ? KM_CANVAS_MARGIN + half
                                      : x,
        c->plot.top - 16,
        &(KmWordStyle){
            .size = KM_SIZE_LABEL, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE, .bold = true},
        text);
}

typedef enum { MARK_PLAIN, MARK_CONCERN, MARK_CLEAR, MARK_POOLED, MARK_KINDS } Mark;

static Mark mark_of(const KmChartJob *job, const KmPublishedFigure *f)
{
    int verdict = km_dots_verdict(f);
    if (f->status == KM_PUBLISHED_POOLED) {
        return MARK_POOLED;
    }
    if (verdict == 0) {
        return MARK_PLAIN;
    }
    return km_better(job->text, verdict) > 0 ? MARK_CLEAR : MARK_CONCERN;
}

static void draw_mark(const KmChartJob *job, KmCanvas *c, const KmDots *dots, Mark mark)
{
    static const struct {
        const char *whisker, *point, *inside;
    } looks[MARK_KINDS] = {
        {"using 2:1:3:4 with xerrorbars pt 0 ps 0 lw 2.25 lc rgb \"" KM_WHISKER "\"",
         "using 2:1 with points pt 7 ps 1.3 lc rgb \"" KM_BLUE "\"", NULL},
        {"using 2:1:3:4 with xerrorbars pt 0 ps 0 lw 2.75 lc rgb \"" KM_ORANGE "\"",
         "using 2:1 with points pt 13 ps 1.9 lc rgb \"" KM_ORANGE "\"", NULL},
        {"using 2:1:3:4 with xerrorbars pt 0 ps 0 lw 2.75 lc rgb \"" KM_BLUE "\"",
         "using 2:1 with points pt 13 ps 1.9 lc rgb \"" KM_BLUE "\"", NULL},
        {"using 2:1:3:4 with xerrorbars pt 0 ps 0 lw 2.25 dt (5,4) lc rgb \"" KM_WHISKER "\"",
         "using 2:1 with points pt 5 ps 1.3 lc rgb \"" KM_BLUE "\"",
         "using 2:1 with points pt 5 ps 0.85 lc rgb \"#ffffff\""}};
    double *rows = KM_NEW_ARRAY(job->arena, double, dots->n_drawn * 4);
    double *whiskers = KM_NEW_ARRAY(job->arena, double, dots->n_drawn * 4);
    size_t n = 0, n_whiskers = 0;
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *f = dots->drawn[i];
        if (!km_dots_has_point(f) || mark_of(job, f) != mark) {
            continue;
        }
        double row[4] = {(double)i, f->estimate, f->low, f->high};
        memcpy(rows + 4 * n++, row, sizeof row);
        if (f->has_interval) {
            memcpy(whiskers + 4 * n_whiskers++, row, sizeof row);
        }
    }
    km_canvas_series(c, whiskers, n_whiskers, 4, looks[mark].whisker);
    km_canvas_series(c, rows, n, 4, looks[mark].point);
    if (looks[mark].inside != NULL) {
        km_canvas_series(c, rows, n, 4, looks[mark].inside);
    }
}

static void draw_bars(KmCanvas *c, const KmDots *dots)
{
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *f = dots->drawn[i];
        if (has_bar(f)) {
            double y = km_canvas_y(c, (double)i);
            km_canvas_rect(
                c,
                &(KmBox){km_canvas_x(c, f->bound_low), y - 8, km_canvas_x(c, bar_high(f)), y + 8},
                KM_BLUE_PALE, KM_BLUE);
        }
    }
}

static void draw_name(const KmChartJob *job, KmCanvas *c, const KmPublishedFigure *f,
                      const KmLines *name, double y)
{
    Mark mark = mark_of(job, f);
    KmWordStyle style = {.size = KM_SIZE_LABEL,
                         .colour = mark == MARK_CONCERN ? KM_ORANGE_INK : KM_INK,
                         .anchor = KM_ANCHOR_END,
                         .bold = mark == MARK_CONCERN || mark == MARK_CLEAR};
    double step = 20, top = y - step * (double)(name->count - 1) / 2;
    for (size_t i = 0; i < name->count; i++) {
        km_canvas_word(c, c->plot.left - BESIDE, top + step * (double)i, &style, name->lines[i]);
    }
}

/* Small words in the place of the counts; `second` may be NULL. */
static void draw_small(KmCanvas *c, double y, const char *first, const char *second)
{
    static const KmWordStyle small = {.size = KM_SIZE_NOTE - 1, .colour = KM_MUTED};
    const double half = second == NULL ? 0 : 8.5;
    km_canvas_word(c, COUNTS_LEFT, y - half, &small, first);
    if (second != NULL) {
        km_canvas_word(c, COUNTS_LEFT, y + half, &small, second);
    }
}

static void draw_value(const KmChartJob *job, KmCanvas *c, const KmPublishedFigure *f, double y)
{
    static const KmWordStyle counts_style = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    KmArena *arena = job->arena;
    bool clear = km_dots_verdict(f) != 0;
    KmWordStyle style = {.size = KM_SIZE_LABEL,
                         .colour = mark_of(job, f) == MARK_CONCERN ? KM_ORANGE_INK : KM_INK,
                         .anchor = KM_ANCHOR_END,
                         .bold = clear};
    if (has_bar(f)) {
        bool class_only = f->status == KM_PUBLISHED_CLASS;
        char *low = km_value_nl(arena, job->text, f->bound_low, 0);
        char *high = km_value_nl(arena, job->text, bar_high(f), 0);
        draw_small(c, y,
                   class_only ? km_format(arena, "ten minste %s", low)
                              : km_format(arena, "%s tot %s", low, high),
                   class_only ? NULL : km_coverage_nl(arena, f));
        return;
    }
    km_canvas_word(c, VALUE_RIGHT, y, &style,
                   km_value_nl(arena, job->text, f->estimate, f->decimals));
    char *counts = km_counts_nl(arena, f);
    if (f->status == KM_PUBLISHED_POOLED) {
        size_t parts = (size_t)km_period_parts(&f->period);
        draw_small(c, y, "gemiddelde van",
                   km_format(arena, "%s kwartalen", km_number_word_nl(arena, parts)));
    } else if (counts != NULL && km_text_width(counts, KM_SIZE_SMALL, false) <= COUNTS_ROOM) {
        km_canvas_word(c, COUNTS_LEFT, y, &counts_style, counts);
    } else if (counts != NULL) {
        KmLines parts = km_text_balance(arena, counts, KM_SIZE_NOTE - 1, false, COUNTS_ROOM);
        draw_small(c, y, parts.lines[0], parts.count > 1 ? parts.lines[1] : NULL);
    }
}

static void draw_rows(const KmChartJob *job, KmCanvas *c, const KmDots *dots, const Names *names)
{
    for (size_t i = 0; i < dots->n_drawn; i++) {
        double y = km_canvas_y(c, (double)i);
        draw_name(job, c, dots->drawn[i], &names->names[i], y);
        draw_value(job, c, dots->drawn[i], y);
    }
}

static KmCanvas *open_canvas(const KmChartJob *job, const KmChartPlan *plan, const KmDots *dots,
                             const Names *names)
{
    KmNotes notes = {0};
    km_dots_notes(job, dots, &notes);
    KmAxis axis = value_axis(job, dots);
    double rows = (double)dots->n_drawn;
    KmFrame frame = {.title = plan->title,
                     .subtitle = km_dots_subtitle(job, dots),
                     .measure = km_measure_nl(job->arena, job->text),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_CANVAS_MARGIN + names->width + BESIDE,
                     .right = PLOT_RIGHT,
                     .above = dots->city != NULL ? 24 : 0,
                     .plot = names->row * rows,
                     .below = 32,
                     .scale = {axis.from, axis.to, rows - 0.5, -0.5}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    draw_axis(job, c, &axis);
    return c;
}

static const KmDimensionText *dimension_of(const KmChartJob *job, KmError *err)
{
    const char *by = job->request->by;
    if (job->text->n_dimensions == 0) {
        km_error_set(err, KM_ERROR_USAGE, "%s has no dimensions, so no groups to compare",
                     job->text->id);
        return NULL;
    }
    const KmDimensionText *dimension =
        by == NULL ? &job->text->dimensions[0] : km_dimension_text(job->text, by);
    if (dimension == NULL) {
        km_error_set(err, KM_ERROR_USAGE, "%s is not split by \"%s\"; its first dimension is %s",
                     job->text->id, by, job->text->dimensions[0].name);
    }
    return dimension;
}

bool km_chart_plan_dots(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    const KmDimensionText *dimension = dimension_of(job, err);
    if (dimension == NULL) {
        return false;
    }
    KmDots dots = read_dots(job, dimension);
    ret_plan->title = km_chart_title(job, km_dots_title(job, &dots));
    if (dots.n_drawn == 0) {
        KmNotes notes = {0};
        km_dots_notes(job, &dots, &notes);
        ret_plan->reason =
            km_format(job->arena, "Van %s kan geen enkele %s worden getoond. %s",
                      km_small_nl(job->arena, job->text->title_nl),
                      km_group_noun_nl(dimension, false), notes.count > 1 ? notes.lines[0] : "");
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->description = km_dots_description(job, &dots);
    Names names = fit_names(job->arena, &dots);
    KmCanvas *c = open_canvas(job, ret_plan, &dots, &names);
    draw_bars(c, &dots);
    draw_city(job, c, &dots);
    for (Mark mark = 0; mark < MARK_KINDS; mark++) {
        draw_mark(job, c, &dots, mark);
    }
    draw_rows(job, c, &dots, &names);
    ret_plan->canvas = c;
    return true;
}
