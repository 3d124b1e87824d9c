/* The waiting curve (Kaplan-Meier): the share that still waits after so many days, with its
 * interval, and under it how many that are. Only points that the gate told are drawn; between two
 * of them the line is straight: what happened in between was not told. */
#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include "engine/base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEFT = 86,
    RIGHT = 738,
    HEIGHT = 320,
    BELOW = 80, /* days, and who still waits */
    BESIDE = 32,
    BETWEEN_DAYS = 28 /* four weeks between the words under the axis */
};

typedef struct {
    const KmPublishedFigure *total; /* NULL: none in this period */
    KmPublishedRows points;         /* by days */
    double last;                    /* days of the last point */
} Curve;

static int days_of(const KmPublishedFigure *point)
{
    return (int)strtol(point->block.code[0], NULL, 10);
}

/* A yearly figure is that of the newest quarter in which it was measured. */
static Curve read_curve(const KmChartJob *job)
{
    Curve curve = {0};
    KmPeriod period = *job->request->period;
    for (int back = 0; back < 4; back++) {
        curve.total = km_published_total(job->published, job->text->id, period.text);
        if (curve.total != NULL || !km_time_is_yearly(job->text->time)) {
            break;
        }
        period = km_period_shift(&period, -1);
    }
    curve.points =
        km_published_rows(job->published, job->arena, job->text->id, period.text, "wachtend");
    if (curve.points.count > 0) {
        curve.last = (double)days_of(curve.points.figures[curve.points.count - 1]);
    }
    return curve;
}

static char *share_nl(const KmChartJob *job, double share)
{
    return km_dutch_percent(job->arena, share, 0);
}

static const char *median_nl(const KmChartJob *job, const Curve *curve)
{
    return km_format(job->arena, "%s dagen",
                     km_dutch_decimal(job->arena, curve->total->estimate, job->text->decimals));
}

static const char *title(const KmChartJob *job, const Curve *curve)
{
    const char *name = job->text->title_nl;
    const KmPublishedFigure *last = curve->points.figures[curve->points.count - 1];
    const char *half =
        curve->total != NULL && curve->total->has_estimate
            ? km_format(job->arena, "de helft was na %s zover", median_nl(job, curve))
            : "minder dan de helft was in die tijd zover";
    return curve->points.count < 2 ? km_format(job->arena, "%s: %s", name, half)
                                   : km_format(job->arena, "%s: %s, na %d dagen wacht nog %s", name,
                                               half, days_of(last), share_nl(job, last->estimate));
}

static const char *description(const KmChartJob *job, const Curve *curve)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Dalende lijn van het aandeel dat nog wacht, %s: ",
                 km_small_nl(job->arena, job->text->title_nl));
    for (size_t i = 0; i < curve->points.count; i++) {
        const KmPublishedFigure *f = curve->points.figures[i];
        km_text_addf(&out, "%s%s %s (nog %s)", i == 0 ? "" : "; ", f->label_nl,
                     share_nl(job, f->estimate), km_dutch_count(job->arena, f->n));
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static const char *subtitle(const KmChartJob *job, const Curve *curve)
{
    const char *population = km_small_nl(job->arena, job->text->population_nl);
    const KmPublishedFigure *total = curve->total;
    if (total == NULL || !total->has_counts) {
        return km_format(job->arena, "%s. Welk deel nog wacht van de %s", job->release->area_nl,
                         population);
    }
    return km_format(job->arena, "%s. Welk deel nog wacht van %s %s", job->release->area_nl,
                     km_dutch_count(job->arena, total->n), population);
}

/* ---- the picture ---- */

static void draw_axes(const KmChartJob *job, KmCanvas *c, const Curve *curve)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmWordStyle left = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_END};
    static const KmWordStyle under = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    for (int i = 0; i <= 5; i++) {
        double y = km_canvas_y(c, i * 0.2);
        km_canvas_line(c, &(KmBox){c->plot.left, y, c->plot.right, y}, &rule);
        km_canvas_word(c, c->plot.left - 12, y, &left, share_nl(job, i * 0.2));
    }
    for (int day = 0; day <= (int)curve->last; day += BETWEEN_DAYS) {
        double x = km_canvas_x(c, (double)day);
        km_canvas_line(c, &(KmBox){x, c->plot.bottom, x, c->plot.bottom + 6}, &rule);
        km_canvas_word(c, x, c->plot.bottom + 20, &under, km_format(job->arena, "%d", day));
    }
    static const KmWordStyle beside = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    km_canvas_word(c, c->plot.right + BESIDE, c->plot.bottom + 20, &beside, "dagen");
}

/* How many still wait, under the days at which the curve was told. */
static void draw_waiting(const KmChartJob *job, KmCanvas *c, const Curve *curve)
{
    static const KmWordStyle number = {
        .size = KM_SIZE_SMALL, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE};
    static const KmWordStyle name = {.size = KM_SIZE_SMALL, .colour = KM_INK};
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    enum { ROOM = 44 };
    double y = c->plot.bottom + 62, free_from = -HUGE_VAL;
    km_canvas_line(c, &(KmBox){c->plot.left, y - 20, c->width - KM_CANVAS_MARGIN, y - 20}, &rule);
    for (size_t i = 0; i < curve->points.count; i++) {
        const KmPublishedFigure *f = curve->points.figures[i];
        double x = km_canvas_x(c, (double)days_of(f));
        if (x >= free_from) {
            km_canvas_word(c, x, y, &number, km_dutch_count(job->arena, f->n));
            free_from = x + ROOM;
        }
    }
    km_canvas_word(c, c->plot.right + BESIDE, y, &name, "wachten nog");
}

static void draw_curve(KmCanvas *c, const Curve *curve)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, curve->points.count * 4);
    for (size_t i = 0; i < curve->points.count; i++) {
        const KmPublishedFigure *f = curve->points.figures[i];
        double *row = rows + 4 * i;
        row[0] = (double)days_of(f);
        row[1] = f->estimate;
        row[2] = f->has_interval ? f->low : f->estimate;
        row[3] = f->has_interval ? f->high : f->estimate;
    }
    km_canvas_series(c, rows, curve->points.count, 4,
                     "using 1:3:4 with filledcurves fc rgb \"" KM_BLUE
                     "\" fs transparent solid 0.15 noborder");
    km_canvas_series(c, rows, curve->points.count, 4,
                     "using 1:2 with lines lw 3 lc rgb \"" KM_BLUE "\"");
    km_canvas_series(c, rows, curve->points.count, 4,
                     "using 1:2 with points pt 7 ps 0.7 lc rgb \"" KM_BLUE "\"");
}

/* The days by which half of them were helped, read off the curve. */
static void draw_median(const KmChartJob *job, KmCanvas *c, const Curve *curve)
{
    static const KmLineStyle guide = {
        .colour = KM_INK, .width = 1.25, .dash = "2,4", .front = true};
    static const KmWordStyle style = {
        .size = KM_SIZE_LABEL, .colour = KM_INK, .bold = true, .plate = true};
    if (curve->total == NULL || !curve->total->has_estimate ||
        curve->total->estimate > curve->last) {
        return;
    }
    double x = km_canvas_x(c, curve->total->estimate), y = km_canvas_y(c, 0.5);
    km_canvas_line(c, &(KmBox){c->plot.left, y, x, y}, &guide);
    km_canvas_line(c, &(KmBox){x, y, x, c->plot.bottom}, &guide);
    km_canvas_word(c, x + 8, c->plot.bottom - 16, &style,
                   km_format(job->arena, "de helft na %s", median_nl(job, curve)));
}

static const KmNorm *norm_of(const KmChartJob *job, const Curve *curve)
{
    const KmNorm *norm = km_norm_on(job->text, job->request->period->to - 1);
    return norm != NULL && norm->value <= curve->last ? norm : NULL;
}

static void draw_norm(const KmChartJob *job, KmCanvas *c, const Curve *curve)
{
    static const KmLineStyle dashed = {.colour = KM_ORANGE, .width = 2, .dash = "7,5"};
    static const KmWordStyle style = {
        .size = KM_SIZE_LABEL, .colour = KM_ORANGE_INK, .plate = true};
    const KmNorm *norm = norm_of(job, curve);
    if (norm != NULL) {
        double x = km_canvas_x(c, norm->value);
        km_canvas_line(c, &(KmBox){x, c->plot.top, x, c->plot.bottom}, &dashed);
        km_canvas_word(c, x + 8, c->plot.top + 12, &style,
                       km_format(job->arena, "%s %s dagen",
                                 strchr(km_norm_name_nl(norm->type), ' ') + 1,
                                 km_dutch_decimal(job->arena, norm->value, 0)));
    }
}

static void draw_last(const KmChartJob *job, KmCanvas *c, const Curve *curve)
{
    static const KmWordStyle loud = {.size = KM_SIZE_LOUD, .colour = KM_BLUE, .bold = true};
    static const KmWordStyle small = {.size = KM_SIZE_LABEL, .colour = KM_INK};
    const KmPublishedFigure *last = curve->points.figures[curve->points.count - 1];
    double y = km_canvas_y(c, last->estimate);
    y = y > c->plot.bottom - 56 ? c->plot.bottom - 56 : y;
    km_canvas_word(c, c->plot.right + BESIDE, y, &loud, share_nl(job, last->estimate));
    km_canvas_word(c, c->plot.right + BESIDE, y + 27, &small, "wacht nog na");
    km_canvas_word(c, c->plot.right + BESIDE, y + 49, &small,
                   km_format(job->arena, "%d dagen", days_of(last)));
}

static void notes_of(const KmChartJob *job, const Curve *curve, KmNotes *notes)
{
    const KmNorm *norm = norm_of(job, curve);
    km_note(notes, "Gekleurde band: 95%-betrouwbaarheidsinterval.");
    km_note(notes, "Wie nog wacht telt mee zolang hij gevolgd is; wie bij het begin al zover was, "
                   "wachtte nul dagen.");
    km_note(notes, "Een punt per week; een week ontbreekt als er te weinig veranderde om te "
                   "tonen. De lijn stopt waar nog te weinig wachten.");
    if (norm != NULL && norm->source != NULL && *norm->source != '\0') {
        km_note(notes,
                km_format(job->arena, "%s: %s.",
                          km_capital_nl(job->arena, strchr(km_norm_name_nl(norm->type), ' ') + 1),
                          norm->source));
    }
    km_note(notes, km_source_nl(job->arena, job->published, job->text));
}

bool km_chart_plan_waiting(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    if (job->text->kind != KM_KIND_DURATION) {
        return km_error_set(
            err, KM_ERROR_USAGE,
            "a waiting curve needs a duration (as vve-plaatsing-duur); %s is not one",
            job->text->id);
    }
    Curve curve = read_curve(job);
    if (curve.points.count < 2) {
        ret_plan->title = job->text->title_nl;
        ret_plan->reason =
            km_format(job->arena, "Van %s is geen wachtlijn te tonen: er wachten te weinig %s.",
                      km_small_nl(job->arena, job->text->title_nl), job->text->unit_nl);
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->title = km_chart_title(job, title(job, &curve));
    ret_plan->description = description(job, &curve);
    KmNotes notes = {0};
    notes_of(job, &curve, &notes);
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = subtitle(job, &curve),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = LEFT,
                     .right = RIGHT,
                     .above = 8,
                     .plot = HEIGHT,
                     .below = BELOW,
                     .scale = {0, curve.last, 0, 1}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    draw_axes(job, c, &curve);
    draw_norm(job, c, &curve);
    draw_curve(c, &curve);
    draw_median(job, c, &curve);
    draw_last(job, c, &curve);
    draw_waiting(job, c, &curve);
    ret_plan->canvas = c;
    return true;
}
