/* What others published of the same indicator and area in earlier years: a dotted grey line of its
 * own beside the trend. It is never joined to our figures, nor across a series break, nor from one
 * source to another. */
#include "reports/charts/course/chart_trend.h"

#include "reports/charts/chart_words.h"

#include <math.h>

enum { MOST_BEFORE = 24 }; /* places before our own first figure; what is older is in the table */

static bool is_drawn(const KmElsewhere *row)
{
    return row->is_own && row->dimension[0] == '\0';
}

static size_t place_of(const KmPlaces *places, const KmPeriod *period)
{
    size_t i = 0;
    while (i < places->n && !km_text_equal(places->items[i].period.text, period->text)) {
        i++;
    }
    return i;
}

/* Before the first place: of a yearly figure only the quarters that were published. */
static KmPlaces places_before(const KmChartJob *job, const KmPlaces *places)
{
    KmPlace *items = KM_NEW_ARRAY(job->arena, KmPlace, MOST_BEFORE + places->n);
    const KmPeriod first = places->items[0].period;
    bool yearly = km_time_is_yearly(job->text->time);
    bool is_begun = false;
    size_t n = 0;
    for (int back = MOST_BEFORE; back > 0; back--) {
        KmPeriod period = km_period_shift(&first, -back);
        bool is_published = false;
        for (size_t i = 0; i < job->text->n_elsewhere; i++) {
            const KmElsewhere *row = &job->text->elsewhere[i];
            is_published =
                is_published || (is_drawn(row) && period.from <= row->day && row->day < period.to);
        }
        is_begun = is_begun || is_published;
        if (yearly ? is_published : is_begun) {
            items[n++] = (KmPlace){period, NULL};
        }
    }
    return (KmPlaces){items, n};
}

void km_trend_read_elsewhere(const KmChartJob *job, KmTrend *trend)
{
    const KmIndicatorText *text = job->text;
    if (text->n_elsewhere == 0 || job->request->period->kind != KM_PERIOD_QUARTER) {
        return;
    }
    KmPlaces before = places_before(job, &trend->places);
    KmPlace *items = KM_NEW_ARRAY(job->arena, KmPlace, before.n + trend->places.n);
    KmTrendElsewhere *points = KM_NEW_ARRAY(job->arena, KmTrendElsewhere, text->n_elsewhere);
    for (size_t i = 0; i < before.n + trend->places.n; i++) {
        items[i] = i < before.n ? before.items[i] : trend->places.items[i - before.n];
    }
    trend->n_before = before.n;
    trend->places = (KmPlaces){items, before.n + trend->places.n};
    for (size_t i = 0; i < text->n_elsewhere; i++) {
        KmPeriod quarter = km_period_quarter_of(text->elsewhere[i].day);
        size_t at = place_of(&trend->places, &quarter);
        if (is_drawn(&text->elsewhere[i]) && at < trend->places.n) {
            points[trend->n_elsewhere++] = (KmTrendElsewhere){at, &text->elsewhere[i]};
        }
    }
    trend->elsewhere = points;
}

/* Rows come by day; of one day by source. */
static bool is_joined(const KmChartJob *job, const KmTrendElsewhere *a, const KmTrendElsewhere *b)
{
    return km_text_equal(a->row->source, b->row->source) &&
           km_break_between(job->text, a->row->day, b->row->day) == NULL;
}

static void draw_label(const KmChartJob *job, KmCanvas *c, const KmTrendElsewhere *point,
                       bool is_first)
{
    KmWordStyle style = {.size = KM_SIZE_SMALL,
                         .colour = KM_MUTED,
                         .anchor = is_first ? KM_ANCHOR_START : KM_ANCHOR_MIDDLE,
                         .plate = true};
    double x = km_canvas_x(c, (double)point->at) - (is_first ? 8 : 0);
    double on = km_canvas_y(c, point->row->value);
    double y = on - 16;
    int decimals = km_is_share(job->text) ? 1 : job->text->decimals;
    y = y < c->plot.top ? on + 16 : y;
    km_canvas_word(c, x, y, &style,
                   km_value_nl(job->arena, job->text, point->row->value, decimals));
    if (is_first) {
        double under = (y > on ? y : on) + 19;
        style.size = KM_SIZE_NOTE;
        km_canvas_word(c, x, under > c->plot.bottom - 8 ? y - 19 : under, &style,
                       "elders gepubliceerd");
    }
}

void km_trend_draw_elsewhere(const KmChartJob *job, KmCanvas *c, const KmTrend *trend)
{
    double *line = KM_NEW_ARRAY(c->arena, double, trend->n_elsewhere * 4);
    double *points = KM_NEW_ARRAY(c->arena, double, trend->n_elsewhere * 2);
    size_t n = 0;
    for (size_t i = 0; i < trend->n_elsewhere; i++) {
        const KmTrendElsewhere *point = &trend->elsewhere[i];
        if (i > 0 && !is_joined(job, &trend->elsewhere[i - 1], point)) {
            line[n * 2] = line[n * 2 + 1] = NAN;
            n++;
        }
        points[i * 2] = line[n * 2] = (double)point->at;
        points[i * 2 + 1] = line[n * 2 + 1] = point->row->value;
        n++;
    }
    km_canvas_series(c, line, n, 2,
                     "using 1:2 with lines lw 2.5 dt (3,5) lc rgb \"" KM_WHISKER "\"");
    km_canvas_series(c, points, trend->n_elsewhere, 2,
                     "using 1:2 with points pt 7 ps 0.85 lc rgb \"" KM_WHISKER "\"");
    km_canvas_series(c, points, trend->n_elsewhere, 2,
                     "using 1:2 with points pt 7 ps 0.45 lc rgb \"#ffffff\"");
    for (size_t i = 0; i < trend->n_elsewhere; i++) {
        if (i == 0 || i + 1 == trend->n_elsewhere) {
            draw_label(job, c, &trend->elsewhere[i], i == 0);
        }
    }
}

/* "Bron A; Bron B" */
static char *sources_of(const KmChartJob *job, const KmTrend *trend)
{
    KmText out = km_text_init(job->arena);
    for (size_t i = 0; i < trend->n_elsewhere; i++) {
        const char *source = trend->elsewhere[i].row->source;
        bool is_told = false;
        for (size_t k = 0; k < i; k++) {
            is_told = is_told || km_text_equal(trend->elsewhere[k].row->source, source);
        }
        if (!is_told) {
            km_text_addf(&out, "%s%s", out.length == 0 ? "" : "; ", source);
        }
    }
    return out.bytes;
}

void km_trend_note_elsewhere(const KmChartJob *job, const KmTrend *trend, KmNotes *notes)
{
    if (trend->n_elsewhere > 0) {
        km_note(notes, km_format(job->arena,
                                 "Grijze stippellijn: elders gepubliceerd, niet met deze gegevens "
                                 "geteld (%s).",
                                 sources_of(job, trend)));
    }
}

void km_trend_describe_elsewhere(const KmChartJob *job, const KmTrend *trend, KmText *out)
{
    int decimals = km_is_share(job->text) ? 1 : job->text->decimals;
    for (size_t i = 0; i < trend->n_elsewhere; i++) {
        const KmElsewhere *row = trend->elsewhere[i].row;
        km_text_addf(out, "%s%s %s", i == 0 ? " Elders gepubliceerd: " : "; ",
                     km_date_dutch(job->arena, row->day),
                     km_value_nl(job->arena, job->text, row->value, decimals));
    }
    if (trend->n_elsewhere > 0) {
        km_text_addf(out, " (%s).", sources_of(job, trend));
    }
}
