/* The control chart (p chart): is a quarter moved by more than chance and the usual variation? The
 * centre is the pooled share of the shown quarters, the limits lie at three times the standard
 * error of each, widened where the quarters vary more than chance alone (Laney's p′); under twelve
 * quarters they are trial limits, drawn dashed. They are made of printed counts only, so a hidden
 * quarter has no part in them. They begin anew after a series break and where normen.csv holds a
 * decision to do so, never by themselves.
 *
 * Signals: a point beyond the limits; where the windows do not overlap also eight in a row on one
 * side of the centre and six in a row rising or falling. A state on a day counts the same people
 * quarter after quarter, and runs then mean nothing; a figure over twelve months counts most of
 * them four times, and has no control chart. Sources: NHS, Making data count (2019); D.B. Laney,
 * Quality Engineering 14 (2002) 531-537. */
#include "reports/charts/course/chart_time.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include "engine/base/number.h"
#include "engine/stats/control/chart.h"

#include <math.h>
#include <string.h>

enum { LEAST_POINTS = 6, TRIAL_BELOW = 12 };

typedef enum { SIGNAL_NONE, SIGNAL_BEYOND, SIGNAL_RUN, SIGNAL_TREND } Signal;

/* One quarter with its limits. */
typedef struct {
    size_t place; /* among the places of the chart */
    const KmPublishedFigure *figure;
    double low, high; /* within 0–1 */
    Signal signal;
    int side; /* of the centre; of a trend its direction */
} Point;

typedef struct {
    KmPlaces places;
    Point *points; /* of the newest stretch: what the limits are made of */
    size_t n_points;
    double centre;
    bool overlaps;                 /* no runs */
    const KmSeriesBreak *decision; /* to begin anew; NULL: none */
    const Point *told;             /* the newest signal; NULL: none */
} Control;

static bool has_counts(const KmPublishedFigure *f)
{
    return f != NULL && f->status == KM_PUBLISHED_SHOWN && f->has_counts && f->n > 0 &&
           f->has_estimate && !f->period.is_range;
}

static bool overlaps(KmTimeRule time)
{
    return time == KM_TIME_QUARTER_END || time == KM_TIME_OCTOBER || time == KM_TIME_FEBRUARY;
}

/* The newest decision to begin anew, up to the asked period. */
static const KmSeriesBreak *decision_of(const KmChartJob *job)
{
    const KmSeriesBreak *found = NULL;
    for (size_t i = 0; i < job->text->n_rebases; i++) {
        const KmSeriesBreak *rebase = &job->text->rebases[i];
        if (rebase->date < job->request->period->to &&
            (found == NULL || rebase->date > found->date)) {
            found = rebase;
        }
    }
    return found;
}

static void read_points(const KmChartJob *job, Control *control)
{
    control->points = KM_NEW_ARRAY(job->arena, Point, control->places.n);
    for (size_t i = 0; i < control->places.n; i++) {
        const KmPlace *place = &control->places.items[i];
        bool before = control->decision != NULL && place->period.to <= control->decision->date;
        if (km_places_break(job->text, &control->places, i) != NULL) {
            control->n_points = 0;
        }
        if (has_counts(place->figure) && !before) {
            control->points[control->n_points++] = (Point){.place = i, .figure = place->figure};
        }
    }
}

static void flag(Control *control, const KmRunRules *rules, const double *z)
{
    for (size_t i = 0; i < control->n_points; i++) {
        Point *point = &control->points[i];
        bool beyond = rules->flagged[0][i];
        bool run = !control->overlaps && rules->flagged[2][i];
        bool trend = !control->overlaps && rules->flagged[5][i];
        point->side = z[i] > 0.0 ? 1 : -1;
        if (trend && i > 0) {
            point->side = z[i] > z[i - 1] ? 1 : -1;
        }
        point->signal = beyond  ? SIGNAL_BEYOND
                        : run   ? SIGNAL_RUN
                        : trend ? SIGNAL_TREND
                                : SIGNAL_NONE;
        if (beyond || run) {
            point->side = z[i] > 0.0 ? 1 : -1;
        }
        control->told = point->signal != SIGNAL_NONE ? point : control->told;
    }
}

static bool set_limits(const KmChartJob *job, Control *control, KmError *err)
{
    size_t n = control->n_points;
    int64_t *hits = KM_NEW_ARRAY(job->arena, int64_t, n);
    int64_t *units = KM_NEW_ARRAY(job->arena, int64_t, n);
    double *z = KM_NEW_ARRAY(job->arena, double, n);
    double *shares = KM_NEW_ARRAY(job->arena, double, n);
    KmPChart chart;
    for (size_t i = 0; i < n; i++) {
        hits[i] = control->points[i].figure->x;
        units[i] = control->points[i].figure->n;
    }
    if (!km_p_chart(job->arena, (KmCounts){hits, n}, (KmCounts){units, n}, &chart, err)) {
        return false;
    }
    control->centre = chart.centre;
    double wide = chart.sigma_z > 1.0 ? chart.sigma_z : 1.0;
    for (size_t i = 0; i < n; i++) {
        Point *point = &control->points[i];
        double share = (double)hits[i] / (double)units[i];
        double half = 3.0 * wide * sqrt(chart.centre * (1.0 - chart.centre) / (double)units[i]);
        point->low = fmax(0.0, chart.centre - half);
        point->high = fmin(1.0, chart.centre + half);
        z[i] = half > 0.0 ? 3.0 * (share - chart.centre) / half : 0.0;
        shares[i] = share;
    }
    KmRunRules rules = km_run_rules(job->arena, (KmSeries){z, n}, (KmSeries){shares, n});
    flag(control, &rules, z);
    return true;
}

/* ---- words ---- */

static const char *quarter_nl(const KmChartJob *job, const Control *control, const Point *point)
{
    return km_period_dutch(job->arena, &control->places.items[point->place].period);
}

static const char *signal_nl(const KmChartJob *job, const Control *control)
{
    const Point *told = control->told;
    const char *higher = told->side > 0 ? "boven" : "onder";
    switch (told->signal) {
    case SIGNAL_BEYOND:
        return km_format(job->arena, "het %s ligt %s de gewone schommeling",
                         quarter_nl(job, control, told), higher);
    case SIGNAL_RUN:
        return km_format(job->arena,
                         "acht of meer kwartalen op rij %s het gemiddelde, waarschijnlijk geen "
                         "toeval",
                         higher);
    case SIGNAL_TREND:
        return km_format(job->arena, "zes of meer kwartalen op rij %s, waarschijnlijk geen toeval",
                         told->side > 0 ? "hoger" : "lager");
    case SIGNAL_NONE:
        break;
    }
    return "";
}

static const char *title(const KmChartJob *job, const Control *control)
{
    const char *since =
        km_since_nl(job->arena, &control->places.items[control->points[0].place].period);
    if (control->told == NULL) {
        return km_format(job->arena, "%s: alleen gewone schommeling sinds %s", job->text->title_nl,
                         since);
    }
    return km_format(job->arena, "%s: %s", job->text->title_nl, signal_nl(job, control));
}

static const char *description(const KmChartJob *job, const Control *control)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Lijngrafiek van %s per kwartaal met de grenzen van de gewone schommeling: ",
                 km_small_nl(job->arena, job->text->title_nl));
    for (size_t i = 0; i < control->n_points; i++) {
        const Point *point = &control->points[i];
        km_text_addf(
            &out, "%s%s %s (grenzen %s en %s)%s", i == 0 ? "" : "; ",
            quarter_nl(job, control, point),
            km_value_nl(job->arena, job->text, point->figure->estimate, point->figure->decimals),
            km_dutch_percent(job->arena, point->low, 0),
            km_dutch_percent(job->arena, point->high, 0),
            point->signal == SIGNAL_NONE ? "" : ", een signaal");
    }
    km_text_addf(&out, ". Het gemiddelde is %s.",
                 km_value_nl(job->arena, job->text, control->centre, job->text->decimals));
    return out.bytes;
}

static void notes_of(const KmChartJob *job, const Control *control, KmNotes *notes)
{
    bool trial = control->n_points < TRIAL_BELOW;
    km_note(notes, km_format(job->arena, "Tussen de grenzen is een verschil gewone schommeling.%s",
                             trial ? km_format(job->arena,
                                               " De grenzen zijn voorlopig (gestreept): er zijn %s "
                                               "kwartalen, twaalf zijn er nodig.",
                                               km_number_word_nl(job->arena, control->n_points))
                                   : ""));
    if (control->overlaps) {
        km_note(notes, "Veel van dezelfde mensen tellen in opeenvolgende kwartalen mee: alleen een "
                       "punt buiten de grenzen is een signaal, een reeks niet.");
    }
    if (control->decision != NULL) {
        km_note(notes, km_format(job->arena, "De grenzen beginnen opnieuw op %s: %s.",
                                 km_date_dutch(job->arena, control->decision->date),
                                 control->decision->reason));
    }
    km_note(notes, km_source_nl(job->arena, job->published, job->text));
}

/* ---- the picture ---- */

static KmAxis value_axis(const Control *control)
{
    double low = control->centre, high = control->centre;
    for (size_t i = 0; i < control->places.n; i++) {
        const KmPublishedFigure *f = control->places.items[i].figure;
        if (has_counts(f)) {
            low = fmin(low, f->estimate);
            high = fmax(high, f->estimate);
        }
    }
    for (size_t i = 0; i < control->n_points; i++) {
        low = fmin(low, control->points[i].low);
        high = fmax(high, control->points[i].high);
    }
    return km_axis(low, high, true);
}

static void draw_limits(KmCanvas *c, const Control *control)
{
    bool trial = control->n_points < TRIAL_BELOW;
    double *rows = KM_NEW_ARRAY(c->arena, double, control->n_points * 8);
    size_t n = 0;
    for (size_t i = 0; i < control->n_points; i++) {
        const Point *point = &control->points[i];
        for (int end = -1; end <= 1; end += 2) { /* level over the quarter */
            double row[4] = {(double)point->place + 0.5 * end, point->low, point->high,
                             control->centre};
            memcpy(rows + 4 * n++, row, sizeof row);
        }
    }
    const char *dash = trial ? " dt (6,5)" : "";
    km_canvas_series(c, rows, n, 4,
                     "using 1:2:3 with filledcurves fc rgb \"#eef1f4\" fs solid noborder");
    km_canvas_series(
        c, rows, n, 4,
        km_format(c->arena, "using 1:2 with lines lw 1.5%s lc rgb \"" KM_WHISKER "\"", dash));
    km_canvas_series(
        c, rows, n, 4,
        km_format(c->arena, "using 1:3 with lines lw 1.5%s lc rgb \"" KM_WHISKER "\"", dash));
    km_canvas_series(c, rows, n, 4, "using 1:4 with lines lw 1.5 lc rgb \"" KM_MUTED "\"");
}

static void draw_line(const KmChartJob *job, KmCanvas *c, const Control *control)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, control->places.n * 4);
    size_t n = 0;
    for (size_t i = 0; i < control->places.n; i++) {
        const KmPublishedFigure *f = control->places.items[i].figure;
        if (km_places_break(job->text, &control->places, i) != NULL) {
            rows[n * 2] = rows[n * 2 + 1] = NAN;
            n++;
        }
        rows[n * 2] = has_counts(f) ? (double)i : NAN;
        rows[n * 2 + 1] = has_counts(f) ? f->estimate : NAN;
        n++;
    }
    km_canvas_series(c, rows, n, 2, "using 1:2 with lines lw 2 lc rgb \"" KM_WHISKER "\"");
    km_canvas_series(c, rows, n, 2, "using 1:2 with points pt 7 ps 0.95 lc rgb \"" KM_MUTED "\"");
}

/* Better: a blue disc; worse: an orange diamond; neither: dark. */
static void draw_signals(const KmChartJob *job, KmCanvas *c, const Control *control)
{
    static const char *const styles[3] = {
        "using 1:2 with points pt 13 ps 1.9 lc rgb \"" KM_ORANGE "\"",
        "using 1:2 with points pt 5 ps 1.4 lc rgb \"" KM_INK "\"",
        "using 1:2 with points pt 7 ps 1.5 lc rgb \"" KM_BLUE "\""};
    for (int wish = -1; wish <= 1; wish++) {
        double *rows = KM_NEW_ARRAY(c->arena, double, control->n_points * 2);
        size_t n = 0;
        for (size_t i = 0; i < control->n_points; i++) {
            const Point *point = &control->points[i];
            if (point->signal != SIGNAL_NONE && km_better(job->text, point->side) == wish) {
                rows[n * 2] = (double)point->place;
                rows[n++ * 2 + 1] = point->figure->estimate;
            }
        }
        km_canvas_series(c, rows, n, 2, styles[wish + 1]);
    }
}

/* At the right: the limits of the newest quarter and the centre. */
static void draw_names(const KmChartJob *job, KmCanvas *c, const Control *control)
{
    const Point *last = &control->points[control->n_points - 1];
    int decimals = last->high < 0.01 ? 2 : last->high < 0.1 ? 1 : 0;
    const struct {
        double at;
        const char *text;
        const char *colour;
    } names[3] = {
        {last->high,
         km_format(job->arena, "bovengrens %s", km_dutch_percent(job->arena, last->high, decimals)),
         KM_MUTED},
        {control->centre,
         km_format(job->arena, "gemiddeld %s",
                   km_value_nl(job->arena, job->text, control->centre, job->text->decimals)),
         KM_INK},
        {last->low,
         km_format(job->arena, "ondergrens %s", km_dutch_percent(job->arena, last->low, decimals)),
         KM_MUTED}};
    KmSlot slots[4];
    for (size_t i = 0; i < 3; i++) {
        double y = km_canvas_y(c, names[i].at);
        slots[i] = (KmSlot){.anchor = y, .centre = y, .height = 24};
    }
    km_slots_spread(slots, 3, c->plot.top - 10, c->plot.bottom + 20);
    for (size_t i = 0; i < 3; i++) {
        const KmWordStyle style = {.size = KM_SIZE_LABEL, .colour = names[i].colour};
        km_canvas_word(c, c->plot.right + 14, slots[i].centre, &style, names[i].text);
    }
}

static void label_signal(const KmChartJob *job, KmCanvas *c, const Control *control)
{
    const Point *told = control->told;
    if (told == NULL) {
        return;
    }
    int wish = km_better(job->text, told->side);
    const KmWordStyle style = {.size = KM_SIZE_LABEL,
                               .colour = wish < 0   ? KM_ORANGE_INK
                                         : wish > 0 ? KM_BLUE
                                                    : KM_INK,
                               .anchor = KM_ANCHOR_MIDDLE,
                               .bold = true,
                               .plate = true};
    double y = km_canvas_y(c, told->figure->estimate);
    km_canvas_word(
        c, km_canvas_x(c, (double)told->place), told->side > 0 ? y - 24 : y + 26, &style,
        km_value_nl(job->arena, job->text, told->figure->estimate, told->figure->decimals));
}

static KmCanvas *draw(const KmChartJob *job, const KmChartPlan *plan, const Control *control)
{
    KmNotes notes = {0};
    notes_of(job, control, &notes);
    KmAxis axis = value_axis(control);
    KmFrame frame = {.title = plan->title,
                     .subtitle = km_format(job->arena, "%s. %s", job->release->area_nl,
                                           km_measure_when_nl(job->arena, job->text)),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_COURSE_LEFT,
                     .right = KM_COURSE_RIGHT,
                     .above = 8,
                     .plot = KM_COURSE_HEIGHT,
                     .below = KM_COURSE_BELOW,
                     .scale = km_places_scale(control->places.n, &axis)};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    draw_limits(c, control);
    km_draw_value_axis(job, c, &axis);
    km_draw_time_axis(job, c, &control->places);
    km_draw_breaks(job, c, &control->places);
    draw_line(job, c, control);
    draw_signals(job, c, control);
    label_signal(job, c, control);
    draw_names(job, c, control);
    return c;
}

bool km_chart_has_control(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_PROPORTION && text->time != KM_TIME_YEAR;
}

bool km_chart_plan_control(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    if (job->text->kind != KM_KIND_PROPORTION) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "a control chart needs a share (as vve-bereik); %s is not one",
                            job->text->id);
    }
    if (job->text->time == KM_TIME_YEAR) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "%s is told over twelve months: each quarter holds most of the one "
                            "before it, and a control chart would see nothing but that",
                            job->text->id);
    }
    Control control = {.places = km_places_read(job),
                       .overlaps = overlaps(job->text->time),
                       .decision = decision_of(job)};
    read_points(job, &control);
    if (control.n_points < LEAST_POINTS) {
        ret_plan->title = job->text->title_nl;
        ret_plan->reason = km_format(
            job->arena,
            "Voor de grenzen van de gewone schommeling van %s zijn ten minste zes kwartalen nodig; "
            "er zijn er %s te tonen.",
            km_small_nl(job->arena, job->text->title_nl),
            km_number_word_nl(job->arena, control.n_points));
        ret_plan->description = ret_plan->reason;
        return true;
    }
    if (!set_limits(job, &control, err)) {
        return false;
    }
    ret_plan->title = km_chart_title(job, title(job, &control));
    ret_plan->description = description(job, &control);
    ret_plan->canvas = draw(job, ret_plan, &control);
    return true;
}
