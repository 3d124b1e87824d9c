/* The categories of a distribution over time (reasons, kinds): a bar a quarter, whole to 100 %, its
 * parts in the order of the code list, what is shown together or unknown in grey at the end. The
 * newest bar has the names beside it, and parts that are high enough their share inside, so that no
 * part is told by colour alone. A quarter in which a part is hidden has no bar. */
#include "reports/charts/course/chart_time.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <string.h>

enum { MOST_PARTS = 12, LEAST_HEIGHT = 19 };

/* Okabe-Ito without black, and the words that can be read on each. */
static const struct {
    const char *fill, *ink;
} colours[] = {{"#0072B2", "#ffffff"}, {"#E69F00", "#1f2933"}, {"#56B4E9", "#1f2933"},
               {"#009E73", "#ffffff"}, {"#F0E442", "#1f2933"}, {"#CC79A7", "#1f2933"},
               {"#D55E00", "#ffffff"}};
enum { COLOURS = sizeof colours / sizeof colours[0] };
static const char rest_fill[] = "#b9c2cb";

typedef struct {
    const KmPublishedFigure *parts[MOST_PARTS];
    size_t n_parts;
    bool whole; /* every part is shown */
} Bar;

typedef struct {
    KmPlaces places;
    Bar *bars;
    size_t n_whole;
    size_t last; /* the newest whole bar */
} Stack;

static bool is_shown(const KmPublishedFigure *f)
{
    return f->has_estimate && !f->period.is_range &&
           (f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED);
}

static bool is_rest(const KmPublishedFigure *f)
{
    return f->status == KM_PUBLISHED_MERGED || km_text_equal(f->block.code[0], "onbekend");
}

static Bar read_bar(const KmChartJob *job, const KmPeriod *period)
{
    KmPublishedRows rows = km_published_rows(job->published, job->arena, job->text->id,
                                             period->text, job->text->dimensions[0].name);
    Bar bar = {.whole = rows.count > 0};
    double total = 0.0;
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (f->status == KM_PUBLISHED_EMPTY) {
            continue;
        }
        if (!is_shown(f) || bar.n_parts == MOST_PARTS) {
            bar.whole = false;
            continue;
        }
        bar.parts[bar.n_parts++] = f;
        total += f->estimate;
    }
    bar.whole = bar.whole && bar.n_parts > 0 && fabs(total - 1.0) < 0.03; /* rounded shares */
    return bar;
}

/* The quarters from the first that has a whole bar. */
static Stack read_stack(const KmChartJob *job)
{
    KmPlaces places = km_places_read(job);
    Stack stack = {.bars = KM_NEW_ARRAY(job->arena, Bar, places.n)};
    for (size_t i = 0; i < places.n; i++) {
        Bar bar = read_bar(job, &places.items[i].period);
        if (!bar.whole && stack.n_whole == 0) {
            continue;
        }
        if (stack.n_whole == 0) {
            stack.places.items = places.items + i;
        }
        stack.n_whole += bar.whole ? 1 : 0;
        stack.last = bar.whole ? stack.places.n : stack.last;
        stack.bars[stack.places.n++] = bar;
    }
    return stack;
}

bool km_chart_has_stack(KmArena *arena, const KmPublished *published, const KmIndicatorText *text,
                        const KmPeriod *period)
{
    KmChartRequest request = {.indicator = text->id, .period = period};
    KmChartJob job = {.arena = arena, .published = published, .text = text, .request = &request};
    return text->kind == KM_KIND_DISTRIBUTION && text->n_dimensions > 0 &&
           read_stack(&job).n_whole >= 2;
}

KmPublishedRows km_chart_stack_rows(KmArena *arena, const KmPublished *published,
                                    const KmIndicatorText *text, const KmPeriod *period)
{
    KmChartRequest request = {.indicator = text->id, .period = period};
    KmChartJob job = {.arena = arena, .published = published, .text = text, .request = &request};
    Stack stack = read_stack(&job);
    const KmPublishedFigure **figures =
        KM_NEW_ARRAY(arena, const KmPublishedFigure *, stack.places.n *MOST_PARTS + 1);
    size_t n = 0;
    for (size_t i = 0; i < stack.places.n; i++) {
        for (size_t p = 0; stack.bars[i].whole && p < stack.bars[i].n_parts; p++) {
            figures[n++] = stack.bars[i].parts[p];
        }
    }
    return (KmPublishedRows){figures, n};
}

/* ---- words ---- */

static char *share_nl(const KmChartJob *job, const KmPublishedFigure *f)
{
    return km_value_nl(job->arena, job->text, f->estimate, 0);
}

static const KmPublishedFigure *part_of(const Bar *bar, const char *code)
{
    for (size_t i = 0; i < bar->n_parts; i++) {
        if (km_text_equal(bar->parts[i]->block.code[0], code) && !is_rest(bar->parts[i])) {
            return bar->parts[i];
        }
    }
    return NULL;
}

static const KmPublishedFigure *biggest_of(const Bar *bar)
{
    const KmPublishedFigure *biggest = NULL;
    for (size_t i = 0; i < bar->n_parts; i++) {
        const KmPublishedFigure *f = bar->parts[i];
        if (!is_rest(f) && (biggest == NULL || f->estimate > biggest->estimate)) {
            biggest = f;
        }
    }
    return biggest;
}

static bool rest_is_more(const Bar *bar, const KmPublishedFigure *biggest)
{
    for (size_t i = 0; i < bar->n_parts; i++) {
        if (is_rest(bar->parts[i]) && bar->parts[i]->estimate > biggest->estimate) {
            return true;
        }
    }
    return false;
}

/* The largest part, and whether it clearly grew or shrank since the first bar that tells it. */
static const char *title(const KmChartJob *job, const Stack *stack)
{
    const KmPublishedFigure *now = biggest_of(&stack->bars[stack->last]);
    const char *name = job->text->title_nl;
    if (now == NULL) {
        return name;
    }
    const char *part = km_small_nl(job->arena, now->label_nl);
    for (size_t i = 0; i < stack->last; i++) {
        const KmPublishedFigure *then =
            stack->bars[i].whole ? part_of(&stack->bars[i], now->block.code[0]) : NULL;
        if (then == NULL) {
            continue;
        }
        bool clear = then->has_interval && now->has_interval &&
                     (now->low > then->high || now->high < then->low);
        if (clear) {
            return km_format(job->arena, "%s: het aandeel ‘%s’ %s sinds %s van %s naar %s", name,
                             part, now->estimate > then->estimate ? "stijgt" : "daalt",
                             km_since_nl(job->arena, &then->period), share_nl(job, then),
                             share_nl(job, now));
        }
        break;
    }
    return km_format(job->arena, "%s: %svooral ‘%s’ (%s)", name,
                     rest_is_more(&stack->bars[stack->last], now) ? "van wat bekend is " : "", part,
                     share_nl(job, now));
}

static const char *description(const KmChartJob *job, const Stack *stack)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Gestapelde staven bij ‘%s’, een per kwartaal: ", job->text->title_nl);
    for (size_t i = 0; i < stack->places.n; i++) {
        const Bar *bar = &stack->bars[i];
        km_text_addf(&out, "%s%s ", i == 0 ? "" : "; ",
                     km_period_dutch(job->arena, &stack->places.items[i].period));
        for (size_t p = 0; bar->whole && p < bar->n_parts; p++) {
            km_text_addf(&out, "%s%s %s", p == 0 ? "" : ", ",
                         km_small_nl(job->arena, bar->parts[p]->label_nl),
                         share_nl(job, bar->parts[p]));
        }
        km_text_add(&out, bar->whole ? "" : "niet getoond");
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

/* ---- the picture ---- */

/* A category keeps its colour in every bar: by its place in the code list. */
static size_t colour_of(const KmChartJob *job, const KmPublishedFigure *f)
{
    const KmDimensionText *dimension = &job->text->dimensions[0];
    for (size_t i = 0; !is_rest(f) && i < dimension->n_codes && i < COLOURS; i++) {
        if (km_text_equal(dimension->codes[i].code, f->block.code[0])) {
            return i;
        }
    }
    return COLOURS;
}

static void draw_bar(const KmChartJob *job, KmCanvas *c, const Bar *bar, size_t at)
{
    double half = fmin(28.0, (km_canvas_x(c, 1.0) - km_canvas_x(c, 0.0)) * 0.36);
    double x = km_canvas_x(c, (double)at), from = 0.0;
    for (size_t i = 0; i < bar->n_parts; i++) {
        const KmPublishedFigure *f = bar->parts[i];
        size_t colour = colour_of(job, f);
        KmBox box = {x - half, km_canvas_y(c, fmin(1.0, from + f->estimate)), x + half,
                     km_canvas_y(c, from)};
        if (box.bottom - box.top > 2.5) {
            box.top += 1.5; /* a white line between two parts */
        }
        km_canvas_rect(c, &box, colour < COLOURS ? colours[colour].fill : rest_fill, NULL);
        if (box.bottom - box.top >= LEAST_HEIGHT) {
            const KmWordStyle style = {.size = KM_SIZE_NOTE - 1,
                                       .colour = colour < COLOURS ? colours[colour].ink : KM_INK,
                                       .anchor = KM_ANCHOR_MIDDLE};
            km_canvas_word(c, x, (box.top + box.bottom) / 2, &style, share_nl(job, f));
        }
        from += f->estimate;
    }
}

/* The parts' names beside the newest bar, from the bottom up as it is built. */
static void draw_names(const KmChartJob *job, KmCanvas *c, const Bar *bar)
{
    KmSlot slots[MOST_PARTS];
    KmLines lines[MOST_PARTS];
    const KmPublishedFigure *named[MOST_PARTS];
    size_t n = 0;
    double from = 0.0, room = c->width - KM_CANVAS_MARGIN - c->plot.right - 30;
    for (size_t i = 0; i < bar->n_parts; i++) { /* from the top down */
        const KmPublishedFigure *f = bar->parts[bar->n_parts - 1 - i];
        if (f->estimate < 0.0005) {
            continue;
        }
        named[n] = f;
        char *text = km_format(job->arena, "%s %s", f->label_nl, share_nl(job, f));
        double middle = 1.0 - from - f->estimate / 2;
        from += f->estimate;
        lines[n] = km_text_wrap(job->arena, text, KM_SIZE_NOTE, false, room);
        slots[n] = (KmSlot){.anchor = km_canvas_y(c, middle),
                            .centre = km_canvas_y(c, middle),
                            .height = (double)lines[n].count * 18 + 5};
        n++;
    }
    km_slots_spread(slots, n, c->plot.top - 16, c->plot.bottom + 40);
    for (size_t i = 0; i < n; i++) {
        size_t colour = colour_of(job, named[i]);
        const KmWordStyle style = {.size = KM_SIZE_NOTE, .colour = KM_INK};
        double top = slots[i].centre - slots[i].height / 2 + 2;
        km_canvas_rect(c, &(KmBox){c->plot.right + 8, top + 3, c->plot.right + 20, top + 15},
                       colour < COLOURS ? colours[colour].fill : rest_fill, NULL);
        for (size_t l = 0; l < lines[i].count; l++) {
            km_canvas_word(c, c->plot.right + 28, top + 9 + 18 * (double)l, &style,
                           lines[i].lines[l]);
        }
    }
}

static bool has_merged(const Stack *stack)
{
    for (size_t i = 0; i < stack->places.n; i++) {
        for (size_t p = 0; p < stack->bars[i].n_parts; p++) {
            if (stack->bars[i].parts[p]->status == KM_PUBLISHED_MERGED) {
                return true;
            }
        }
    }
    return false;
}

bool km_chart_plan_stacked(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    static const KmWordStyle cross = {
        .size = KM_SIZE_LABEL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    if (job->text->kind != KM_KIND_DISTRIBUTION || job->text->n_dimensions == 0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "stacked bars need a distribution (as vve-niet-bereik-reden); %s is "
                            "not one",
                            job->text->id);
    }
    Stack stack = read_stack(job);
    if (stack.n_whole == 0) {
        ret_plan->title = job->text->title_nl;
        ret_plan->reason = ret_plan->description =
            km_format(job->arena, "Van %s is in geen enkel kwartaal elke groep te tonen.",
                      km_small_nl(job->arena, job->text->title_nl));
        return true;
    }
    ret_plan->title = km_chart_title(job, title(job, &stack));
    ret_plan->description = description(job, &stack);
    KmNotes notes = {0};
    if (has_merged(&stack)) {
        km_note(&notes, "Grijs: onbekend, of groepen die samen staan omdat ze alleen te klein "
                        "zijn om te tonen.");
    }
    if (stack.n_whole < stack.places.n) {
        km_note(&notes, "Kruisje: een van de groepen mag dan niet worden getoond.");
    }
    km_note(&notes, km_source_nl(job->arena, job->published, job->text));
    KmAxis axis = {0.0, 1.0, 0.2};
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = km_format(job->arena, "%s. %s", job->release->area_nl,
                                           km_measure_nl(job->arena, job->text)),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_COURSE_LEFT,
                     .right = KM_COURSE_RIGHT - 60,
                     .above = 8,
                     .plot = KM_COURSE_HEIGHT,
                     .below = KM_COURSE_BELOW,
                     .scale = km_places_scale(stack.places.n, &axis)};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    km_draw_value_axis(job, c, &axis);
    km_draw_time_axis(job, c, &stack.places);
    for (size_t i = 0; i < stack.places.n; i++) {
        if (stack.bars[i].whole) {
            draw_bar(job, c, &stack.bars[i], i);
        } else {
            km_canvas_word(c, km_canvas_x(c, (double)i), c->plot.bottom - 14, &cross, "×");
        }
    }
    draw_names(job, c, &stack.bars[stack.last]);
    ret_plan->canvas = c;
    return true;
}
