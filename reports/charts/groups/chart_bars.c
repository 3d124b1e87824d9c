/* The categories of a distribution that are no steps of a path (reasons, kinds): a bar each, with
 * its share and count, in the order of the code list, `onbekend` last and grey. */
#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include "engine/base/number.h"

#include <math.h>
#include <string.h>

enum {
    NAMES = 300, /* wider names are wrapped */
    RIGHT = 740, /* of the plot; the words of the longest bar stand beside it */
    ROW = 46,
    BAR = 26,
    LINE = 20
};

typedef struct {
    const KmPublishedFigure **rows; /* that can be drawn, in display order */
    size_t n_rows;
    const KmPublishedFigure *any;     /* one of all rows, for its date */
    const KmPublishedFigure *biggest; /* a category people can name; NULL: none, or a tie */
    const char *hidden;               /* "Afgeschermd: …", or NULL */
    double most;
} Bars;

static bool is_drawable(const KmPublishedFigure *f)
{
    return f->has_estimate &&
           (f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED ||
            f->status == KM_PUBLISHED_POOLED);
}

static bool is_rest(const KmPublishedFigure *f)
{
    return km_text_equal(f->block.code[0], "onbekend") ||
           km_text_equal(f->block.code[0], "overig") || f->status == KM_PUBLISHED_MERGED;
}

static void find_biggest(Bars *bars)
{
    bool tie = false;
    for (size_t i = 0; i < bars->n_rows; i++) {
        const KmPublishedFigure *f = bars->rows[i];
        bars->most = f->estimate > bars->most ? f->estimate : bars->most;
        if (bars->biggest == NULL || f->estimate > bars->biggest->estimate) {
            bars->biggest = f;
            tie = false;
        } else if (!(f->estimate < bars->biggest->estimate)) {
            tie = true;
        }
    }
    if (tie || (bars->biggest != NULL && is_rest(bars->biggest))) {
        bars->biggest = NULL;
    }
}

static Bars read_bars(const KmChartJob *job)
{
    KmPublishedRows all =
        km_published_rows(job->published, job->arena, job->text->id, job->request->period->text,
                          job->text->dimensions[0].name);
    Bars bars = {.rows = KM_NEW_ARRAY(job->arena, const KmPublishedFigure *, all.count)};
    const char **hidden = KM_NEW_ARRAY(job->arena, const char *, all.count);
    size_t n_hidden = 0;
    for (size_t i = 0; i < all.count; i++) {
        const KmPublishedFigure *f = all.figures[i];
        bars.any = f;
        if (is_drawable(f)) {
            bars.rows[bars.n_rows++] = f;
        } else if (f->status == KM_PUBLISHED_PROTECTED) {
            hidden[n_hidden++] = km_format(job->arena, "‘%s’", f->label_nl);
        }
    }
    if (n_hidden > 0) {
        bars.hidden = km_format(job->arena, "Afgeschermd, te weinig %s: %s.", job->text->unit_nl,
                                km_list_nl(job->arena, hidden, n_hidden));
    }
    find_biggest(&bars);
    return bars;
}

static char *value_nl(const KmChartJob *job, const KmPublishedFigure *f)
{
    return km_value_nl(job->arena, job->text, f->estimate, f->decimals);
}

static const char *title(const KmChartJob *job, const Bars *bars)
{
    const char *name = job->text->title_nl;
    return bars->biggest == NULL ? name
                                 : km_format(job->arena, "%s: vooral ‘%s’ (%s)", name,
                                             km_small_nl(job->arena, bars->biggest->label_nl),
                                             value_nl(job, bars->biggest));
}

static const char *description(const KmChartJob *job, const Bars *bars)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Staafgrafiek van %s: ", km_small_nl(job->arena, job->text->title_nl));
    for (size_t i = 0; i < bars->n_rows; i++) {
        char *counts = km_counts_nl(job->arena, bars->rows[i]);
        km_text_addf(&out, "%s%s %s", i == 0 ? "" : "; ",
                     km_small_nl(job->arena, bars->rows[i]->label_nl),
                     value_nl(job, bars->rows[i]));
        if (counts != NULL) {
            km_text_addf(&out, " (%s)", counts);
        }
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static const char *subtitle(const KmChartJob *job, const Bars *bars)
{
    const KmPublishedFigure *f = bars->rows[0];
    const char *when = f->period.is_range ? km_period_dutch(job->arena, &f->period)
                                          : km_date_dutch(job->arena, bars->any->reference);
    if (!f->has_counts || f->period.is_range) {
        return km_format(job->arena, "%s, %s.", job->release->area_nl, when);
    }
    return km_format(job->arena, "%s, %s. Van %s %s.", job->release->area_nl, when,
                     km_dutch_count(job->arena, f->n), job->text->unit_nl);
}

static void draw_row(const KmChartJob *job, KmCanvas *c, const Bars *bars, size_t i)
{
    const KmPublishedFigure *f = bars->rows[i];
    bool loud = f == bars->biggest;
    const KmWordStyle name = {
        .size = KM_SIZE_LABEL, .colour = KM_INK, .anchor = KM_ANCHOR_END, .bold = loud};
    const KmWordStyle value = {.size = KM_SIZE_LABEL, .colour = KM_INK, .bold = true};
    double middle = c->plot.top + ROW * ((double)i + 0.5);
    KmLines lines = km_text_wrap(job->arena, f->label_nl, name.size, loud, NAMES);
    for (size_t l = 0; l < lines.count; l++) {
        km_canvas_word(c, c->plot.left - 14,
                       middle + LINE * ((double)l - (double)(lines.count - 1) / 2), &name,
                       lines.lines[l]);
    }
    double end = km_canvas_x(c, f->estimate);
    km_canvas_rect(c, &(KmBox){c->plot.left, middle - BAR / 2.0, end, middle + BAR / 2.0},
                   is_rest(f) ? KM_WHISKER : KM_BLUE, NULL);
    char *counts = km_counts_nl(job->arena, f);
    km_canvas_word(c, end + 10, middle, &value,
                   counts == NULL ? value_nl(job, f)
                                  : km_format(job->arena, "%s · %s", value_nl(job, f), counts));
}

bool km_chart_plan_bars(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    static const KmLineStyle zero = {.colour = KM_INK, .width = 1.25, .front = true};
    if (job->text->kind != KM_KIND_DISTRIBUTION || job->text->n_dimensions == 0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "bars need a distribution (as vve-niet-bereik-reden); %s is not one",
                            job->text->id);
    }
    Bars bars = read_bars(job);
    if (bars.n_rows == 0) {
        ret_plan->title = job->text->title_nl;
        ret_plan->reason =
            km_format(job->arena, "Van %s kan geen enkele groep worden getoond.%s%s",
                      km_small_nl(job->arena, job->text->title_nl), bars.hidden == NULL ? "" : " ",
                      bars.hidden == NULL ? "" : bars.hidden);
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->title = km_chart_title(job, title(job, &bars));
    ret_plan->description = description(job, &bars);
    KmNotes notes = {0};
    if (bars.hidden != NULL) {
        km_note(&notes, bars.hidden);
    }
    km_note(&notes, km_source_nl(job->arena, job->published, job->text));
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = subtitle(job, &bars),
                     .measure = km_measure_nl(job->arena, job->text),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_CANVAS_MARGIN + NAMES + 14,
                     .right = RIGHT,
                     .plot = ROW * (double)bars.n_rows,
                     .scale = {0, bars.most > 0 ? bars.most : 1, 0, 1}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    for (size_t i = 0; i < bars.n_rows; i++) {
        draw_row(job, c, &bars, i);
    }
    km_canvas_line(c, &(KmBox){c->plot.left, c->plot.top, c->plot.left, c->plot.bottom}, &zero);
    ret_plan->canvas = c;
    return true;
}
