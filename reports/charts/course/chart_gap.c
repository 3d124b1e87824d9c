#include "reports/charts/course/chart_gap.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <stdlib.h>

static void widen(const KmGapLevel *level, double *low, double *high)
{
    *low = level->value < *low ? level->value : *low;
    *high = level->value > *high ? level->value : *high;
}

static KmAxis value_axis(const KmGapCourse *course)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < course->n_places; i++) {
        if (course->places[i].both) {
            widen(&course->places[i].reference, &low, &high);
            widen(&course->places[i].group, &low, &high);
        }
    }
    return km_axis(low, high, km_is_share(course->levels));
}

static void draw_lines(KmCanvas *c, const KmGapCourse *course, const KmPlaces *places)
{
    double *rows = KM_NEW_ARRAY(c->arena, double, course->n_places * 6);
    size_t n = 0;
    for (size_t i = 0; i < course->n_places; i++) {
        const KmGapPlace *place = &course->places[i];
        if (km_places_break(course->levels, places, i) != NULL) {
            rows[n * 3] = rows[n * 3 + 1] = rows[n * 3 + 2] = NAN;
            n++;
        }
        rows[n * 3] = place->both ? (double)i : NAN;
        rows[n * 3 + 1] = place->reference.value;
        rows[n * 3 + 2] = place->group.value;
        n++;
    }
    km_canvas_series(c, rows, n, 3,
                     "using 1:2:3 with filledcurves fc rgb \"" KM_ORANGE
                     "\" fs transparent solid 0.12 noborder");
    km_canvas_series(c, rows, n, 3, "using 1:2 with lines lw 2.5 dt (8,4) lc rgb \"" KM_MUTED "\"");
    km_canvas_series(c, rows, n, 3, "using 1:3 with lines lw 3 lc rgb \"" KM_BLUE "\"");
    km_canvas_series(c, rows, n, 3, "using 1:2 with points pt 5 ps 0.8 lc rgb \"" KM_MUTED "\"");
    km_canvas_series(c, rows, n, 3, "using 1:3 with points pt 7 ps 0.95 lc rgb \"" KM_BLUE "\"");
}

static void draw_missing(KmCanvas *c, const KmGapCourse *course)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_LABEL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE, .plate = true};
    for (size_t i = 0; i < course->n_places; i++) {
        if (!course->places[i].both) {
            km_canvas_word(c, km_canvas_x(c, (double)i), c->plot.bottom - 14, &style, "×");
        }
    }
}

/* Under the lower line, also where that runs beside the words. */
static double under_lines(const KmCanvas *c, const KmGapCourse *course, const KmGapPlace *place)
{
    enum { BESIDE_PLACES = 3 };
    double y = c->plot.top;
    for (size_t i = 0; i < course->n_places; i++) {
        const KmGapPlace *near = &course->places[i];
        if (near->both && labs(near - place) < BESIDE_PLACES) {
            y = fmax(y, km_canvas_y(c, fmin(near->reference.value, near->group.value)));
        }
    }
    return fmin(y + 22, c->plot.bottom - 12);
}

/* From the one level to the other, with its length. */
static void draw_bracket(const KmChartJob *job, KmCanvas *c, const KmGapCourse *course,
                         const KmGapPlace *place, bool loud)
{
    const KmLineStyle bar = {.colour = KM_ORANGE, .width = loud ? 2.5 : 1.5, .front = true};
    const KmWordStyle style = {.size = loud ? KM_SIZE_LABEL : KM_SIZE_SMALL,
                               .colour = KM_ORANGE_INK,
                               .anchor = loud ? KM_ANCHOR_END : KM_ANCHOR_START,
                               .bold = loud,
                               .plate = true};
    double x = km_canvas_x(c, (double)(place - course->places));
    double top = km_canvas_y(c, place->reference.value),
           bottom = km_canvas_y(c, place->group.value);
    km_canvas_line(c, &(KmBox){x, top, x, bottom}, &bar);
    double middle = (top + bottom) / 2;
    if (fabs(top - bottom) < 40) { /* too close for words between the lines */
        middle = under_lines(c, course, place);
    }
    km_canvas_word(c, x + (loud ? -10 : 10), middle, &style,
                   km_gap_size_nl(job, course, place->size.value));
}

static void draw_names(const KmChartJob *job, KmCanvas *c, const KmGapCourse *course)
{
    const KmGapPlace *last = course->last;
    const char *names[2] = {course->reference_nl, course->group_nl};
    const KmGapLevel *levels[2] = {&last->reference, &last->group};
    const char *colours[2] = {KM_MUTED, KM_BLUE};
    KmSlot slots[2];
    KmLines lines[2];
    double room = c->width - KM_CANVAS_MARGIN - c->plot.right - 14;
    for (size_t i = 0; i < 2; i++) {
        lines[i] = km_text_wrap(job->arena, names[i], KM_SIZE_SMALL, false, room);
        double height = KM_SIZE_LOUD * 1.1 + (double)lines[i].count * 22;
        double y = km_canvas_y(c, levels[i]->value);
        slots[i] = (KmSlot){.anchor = y, .centre = y + height / 2 - 16, .height = height};
    }
    bool swapped = slots[0].centre > slots[1].centre;
    KmSlot ordered[2] = {slots[swapped ? 1 : 0], slots[swapped ? 0 : 1]};
    km_slots_spread(ordered, 2, c->plot.top - 20, c->plot.bottom + 40);
    for (size_t i = 0; i < 2; i++) {
        const KmSlot *slot = &ordered[swapped ? 1 - i : i];
        const KmWordStyle value = {.size = KM_SIZE_LOUD - 4, .colour = colours[i], .bold = true};
        const KmWordStyle name = {.size = KM_SIZE_SMALL, .colour = KM_INK};
        double y = slot->centre - slot->height / 2 + 16;
        km_canvas_word(c, c->plot.right + 14, y, &value, km_gap_value_nl(job, course, levels[i]));
        for (size_t l = 0; l < lines[i].count; l++) {
            km_canvas_word(c, c->plot.right + 14, y + 26 + 22 * (double)l, &name,
                           lines[i].lines[l]);
        }
    }
}

static KmCanvas *draw(const KmChartJob *job, const KmChartPlan *plan, const KmGapCourse *course)
{
    KmChartJob levels = *job;
    levels.text = course->levels;
    KmPlaces places = km_places_read(&levels);
    KmNotes notes = {0};
    km_gap_notes(job, course, &notes);
    KmAxis axis = value_axis(course);
    KmFrame frame = {.title = plan->title,
                     .subtitle = km_gap_subtitle(job, course),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_COURSE_LEFT,
                     .right = KM_COURSE_RIGHT,
                     .above = 8,
                     .plot = KM_COURSE_HEIGHT,
                     .below = KM_COURSE_BELOW,
                     .scale = km_places_scale(places.n, &axis)};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    km_draw_value_axis(&levels, c, &axis);
    km_draw_time_axis(&levels, c, &places);
    km_draw_breaks(&levels, c, &places);
    draw_lines(c, course, &places);
    draw_missing(c, course);
    if (course->last - course->first > 3) { /* else the two would lie over each other */
        draw_bracket(job, c, course, course->first, false);
    }
    draw_bracket(job, c, course, course->last, true);
    draw_names(job, c, course);
    return c;
}

bool km_chart_plan_gap(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    KmGapCourse course;
    if (!km_gap_read(job, &course, err)) {
        return false;
    }
    ret_plan->title = km_chart_title(job, km_gap_title(job, &course));
    if (course.last == NULL) {
        ret_plan->reason = km_format(
            job->arena,
            "Van %s mogen ‘%s’ en ‘%s’ in deze periode niet naast elkaar worden getoond.",
            km_small_nl(job->arena, course.levels->title_nl), course.reference_nl, course.group_nl);
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->description = km_gap_description(job, &course);
    ret_plan->canvas = draw(job, ret_plan, &course);
    return true;
}
