/* The funnel plot: the units of one dimension (sites, deliverers, districts) by their size, between
 * the limits that chance draws round the city's value: 95 % (dashed) and 99.8 %. Never a ranking:
 * the order on the page is that of size, and only who lies outside 99.8 % is named. Where the units
 * vary more than chance alone (phi above 1 + 2 √(2/k), k units) the limits are widened by √phi.
 * Made of printed counts only. Source: D.J. Spiegelhalter, Statistics in Medicine 24 (2005)
 * 1185-1202; the test of phi: D.J. Spiegelhalter, Quality and Safety in Health Care 14 (2005)
 * 347-351. Fewer than ten shown units make no funnel: their own spread cannot be judged. Schools
 * stand only among those of one class of schoolweging, round what these have together. */
#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"
#include "reports/charts/groups/funnel_units.h"
#include "reports/words.h"

#include "engine/base/number.h"
#include "engine/stats/control/funnel.h"

#include <math.h>
#include <string.h>

enum { GRID = 80, LEFT = 86, RIGHT = 738, HEIGHT = 340, BELOW = 52, SIDES = 4 };
static const double levels[SIDES] = {0.001, 0.025, 0.975, 0.999};
static const double normal[SIDES] = {-3.090232306167813, -1.959963984540054, 1.959963984540054,
                                     3.090232306167813};
static const double winsor = 0.1;

typedef struct {
    const KmPublishedFigure *figure;
    int side; /* −1, +1: outside 99.8 %; 0: inside */
} Unit;

typedef struct {
    const KmFunnelUnits *shown;
    Unit *units;
    size_t n_units;
    double target;
    bool is_city; /* the target is the city's own value, else the units' together: of one class the
                     city is no yardstick */
    double widen; /* √phi; 1 when chance is enough */
    int64_t largest;
    size_t n_outside;
} Funnel;

static const char *period_of(const KmChartJob *job)
{
    return job->request->period->text;
}

static Funnel read_funnel(const KmChartJob *job, const KmFunnelUnits *shown)
{
    Funnel funnel = {.shown = shown,
                     .units = KM_NEW_ARRAY(job->arena, Unit, shown->n_figures + 1),
                     .n_units = shown->n_figures,
                     .widen = 1.0};
    for (size_t i = 0; i < shown->n_figures; i++) {
        const KmPublishedFigure *f = shown->figures[i];
        funnel.units[i].figure = f;
        funnel.largest = f->n > funnel.largest ? f->n : funnel.largest;
    }
    return funnel;
}

/* One limit at one size, within 0–1. */
static bool limit_at(const Funnel *funnel, int64_t n, int side, double *ret_limit, KmError *err)
{
    double limit;
    if (funnel->widen > 1.0) {
        limit = funnel->target + normal[side] * funnel->widen *
                                     sqrt(funnel->target * (1.0 - funnel->target) / (double)n);
    } else if (!km_funnel_binomial(funnel->target, n, levels[side], &limit, err)) {
        return false;
    }
    *ret_limit = fmin(1.0, fmax(0.0, limit));
    return true;
}

/* Counts are whole: the exact limit lies between two of them, and what touches it is inside. */
static int side_of(const Funnel *funnel, const KmPublishedFigure *f, double low, double high)
{
    double n = (double)f->n, x = (double)f->x;
    if (funnel->widen > 1.0) {
        return x < low * n ? -1 : x > high * n ? 1 : 0;
    }
    return x < ceil(low * n - 1e-9) ? -1 : x > ceil(high * n - 1e-9) ? 1 : 0;
}

static bool judge(const KmChartJob *job, Funnel *funnel, KmError *err)
{
    size_t n = funnel->n_units;
    int64_t *hits = KM_NEW_ARRAY(job->arena, int64_t, n);
    int64_t *sizes = KM_NEW_ARRAY(job->arena, int64_t, n);
    KmOverdispersion spread;
    for (size_t i = 0; i < n; i++) {
        hits[i] = funnel->units[i].figure->x;
        sizes[i] = funnel->units[i].figure->n;
    }
    if (!km_overdispersion(job->arena, (KmCounts){hits, n}, (KmCounts){sizes, n}, winsor, &spread,
                           err)) {
        return false;
    }
    const KmPublishedFigure *city =
        km_published_total(job->published, job->text->id, period_of(job));
    funnel->is_city = funnel->shown->class_nl == NULL && city != NULL &&
                      city->status == KM_PUBLISHED_SHOWN && city->has_estimate &&
                      city->estimate > 0.0 && city->estimate < 1.0;
    funnel->target = funnel->is_city ? city->estimate : spread.target;
    if (spread.phi > 1.0 + 2.0 * sqrt(2.0 / (double)n)) {
        funnel->widen = sqrt(spread.phi);
    }
    for (size_t i = 0; i < n; i++) {
        double low, high;
        Unit *unit = &funnel->units[i];
        if (!limit_at(funnel, sizes[i], 0, &low, err) ||
            !limit_at(funnel, sizes[i], SIDES - 1, &high, err)) {
            return false;
        }
        unit->side = side_of(funnel, unit->figure, low, high);
        funnel->n_outside += unit->side != 0 ? 1 : 0;
    }
    return true;
}

/* ---- words ---- */

static const char *title(const KmChartJob *job, const Funnel *funnel)
{
    enum { MOST_NAMES = 3 };
    const char *names[MOST_NAMES];
    const char *nouns = km_funnel_noun_nl(job->arena, funnel->shown, true);
    size_t n = 0;
    for (size_t i = 0; i < funnel->n_units && n < MOST_NAMES; i++) {
        if (funnel->units[i].side != 0) {
            names[n++] = funnel->units[i].figure->label_nl;
        }
    }
    if (funnel->n_outside == 0) {
        return km_format(job->arena, "%s: de verschillen tussen %s passen bij toeval",
                         job->text->title_nl, nouns);
    }
    if (funnel->n_outside > MOST_NAMES) {
        return km_format(job->arena, "%s: %s %s wijken meer af dan toeval", job->text->title_nl,
                         km_number_word_nl(job->arena, funnel->n_outside), nouns);
    }
    return km_format(job->arena, "%s: %s %s meer af dan toeval", job->text->title_nl,
                     km_list_nl(job->arena, names, n), n == 1 ? "wijkt" : "wijken");
}

static const char *description(const KmChartJob *job, const Funnel *funnel)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out,
                 "Puntenwolk van %s: elk punt is een %s, naar rechts naarmate er meer %s zijn, "
                 "tussen de grenzen van het toeval rond %s. ",
                 km_small_nl(job->arena, job->text->title_nl),
                 km_funnel_noun_nl(job->arena, funnel->shown, false), job->text->unit_nl,
                 km_value_nl(job->arena, job->text, funnel->target, job->text->decimals));
    for (size_t i = 0; i < funnel->n_units; i++) {
        const Unit *unit = &funnel->units[i];
        const KmPublishedFigure *f = unit->figure;
        km_text_addf(&out, "%s%s %s (%s)%s", i == 0 ? "" : "; ", f->label_nl,
                     km_value_nl(job->arena, job->text, f->estimate, f->decimals),
                     km_counts_nl(job->arena, f),
                     unit->side == 0  ? ""
                     : unit->side > 0 ? ", boven de grenzen"
                                      : ", onder de grenzen");
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static void notes_of(const KmChartJob *job, const Funnel *funnel, KmNotes *notes)
{
    km_note(notes, "Hoe kleiner het aantal, hoe meer een percentage toevallig kan afwijken. Zonder "
                   "echte verschillen ligt 95% tussen de streepjeslijnen en bijna alles (99,8%) "
                   "tussen de gewone lijnen.");
    if (funnel->widen > 1.0) {
        km_note(notes, "De grenzen zijn verruimd, omdat de punten onderling meer verschillen dan "
                       "door toeval alleen.");
    }
    size_t n_hidden = funnel->shown->n_hidden;
    if (n_hidden > 0) {
        km_note(notes, km_format(job->arena, "Niet getoond, te weinig %s: %s %s.",
                                 job->text->unit_nl, km_number_word_nl(job->arena, n_hidden),
                                 km_group_noun_nl(funnel->shown->dimension, n_hidden != 1)));
    }
    km_note(notes, km_source_nl(job->arena, job->published, job->text));
}

/* ---- the picture ---- */

/* Rows of n and the four limits. */
static bool make_limits(const Funnel *funnel, double first, double last, double *rows, KmError *err)
{
    for (size_t i = 0; i < GRID; i++) {
        double share = (double)i / (GRID - 1);
        int64_t n =
            llround(fmax(1.0, first + (last - first) * share * share)); /* closer where they bend */
        rows[i * (SIDES + 1)] = (double)n;
        for (int side = 0; side < SIDES; side++) {
            if (!limit_at(funnel, n, side, &rows[i * (SIDES + 1) + 1 + (size_t)side], err)) {
                return false;
            }
        }
    }
    return true;
}

static double nice_number(double most)
{
    double power = pow(10.0, floor(log10(most / 4)));
    double ratio = most / 4 / power;
    return power * (ratio <= 1.0 ? 1.0 : ratio <= 2.0 ? 2.0 : ratio <= 5.0 ? 5.0 : 10.0);
}

static KmAxis value_axis(const Funnel *funnel, const double *rows)
{
    double low = funnel->target, high = funnel->target;
    int64_t smallest = funnel->largest;
    for (size_t i = 0; i < funnel->n_units; i++) {
        const KmPublishedFigure *f = funnel->units[i].figure;
        low = fmin(low, f->estimate);
        high = fmax(high, f->estimate);
        smallest = f->n < smallest ? f->n : smallest;
    }
    for (size_t i = 0; i < GRID; i++) { /* the limits of the sizes there are */
        if (rows[i * (SIDES + 1)] >= (double)smallest) {
            low = fmin(low, rows[i * (SIDES + 1) + 1]);
            high = fmax(high, rows[i * (SIDES + 1) + SIDES]);
        }
    }
    /* The axis of other charts spans thirty points, so that a small change looks small; here it is
     * the limits that say what is small. */
    if (high < 0.12) {
        double step = high < 0.06 ? 0.01 : 0.02;
        return (KmAxis){0.0, step * (floor(high / step) + 1.0), step};
    }
    return km_axis(low, high, true);
}

/* Units of much the same size get the whole width. */
static double first_size(const Funnel *funnel)
{
    int64_t smallest = funnel->largest;
    for (size_t i = 0; i < funnel->n_units; i++) {
        int64_t n = funnel->units[i].figure->n;
        smallest = n < smallest ? n : smallest;
    }
    double step = nice_number((double)funnel->largest);
    return 2 * smallest < funnel->largest ? 0.0 : step * floor((double)smallest * 0.9 / step);
}

static void draw_axes(const KmChartJob *job, KmCanvas *c, const KmAxis *axis)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmWordStyle left = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_END};
    static const KmWordStyle under = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    static const KmWordStyle beside = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    int steps = (int)lround((axis->to - axis->from) / axis->step);
    for (int i = 0; i <= steps; i++) {
        double value = axis->from + i * axis->step;
        double y = km_canvas_y(c, value);
        km_canvas_line(c, &(KmBox){c->plot.left, y, c->plot.right, y}, &rule);
        km_canvas_word(c, c->plot.left - 12, y, &left, km_dutch_percent(job->arena, value, 0));
    }
    double step = nice_number(c->scale.x_right - c->scale.x_left);
    for (double n = ceil(c->scale.x_left / step) * step; n <= c->scale.x_right; n += step) {
        double x = km_canvas_x(c, n);
        km_canvas_line(c, &(KmBox){x, c->plot.bottom, x, c->plot.bottom + 6}, &rule);
        km_canvas_word(c, x, c->plot.bottom + 20, &under, km_dutch_count(job->arena, llround(n)));
    }
    km_canvas_word(c, c->plot.left, c->plot.bottom + 42, &beside,
                   km_format(job->arena, "aantal %s", job->text->unit_nl));
}

/* Limits are drawn where the picture reaches; a row outside it is left out. */
static void draw_limits(const KmChartJob *job, KmCanvas *c, const Funnel *funnel, double *rows)
{
    static const char *const styles[SIDES] = {
        "using 1:2 with lines lw 1.5 lc rgb \"" KM_WHISKER "\"",
        "using 1:3 with lines lw 1.5 dt (6,5) lc rgb \"" KM_WHISKER "\"",
        "using 1:4 with lines lw 1.5 dt (6,5) lc rgb \"" KM_WHISKER "\"",
        "using 1:5 with lines lw 1.5 lc rgb \"" KM_WHISKER "\""};
    static const KmLineStyle line = {.colour = KM_MUTED, .width = 1.5};
    static const KmWordStyle small = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    static const KmWordStyle ink = {.size = KM_SIZE_LABEL, .colour = KM_INK};
    double *cut = KM_NEW_ARRAY(job->arena, double, (size_t)GRID *(SIDES + 1));
    memcpy(cut, rows, sizeof *cut * (size_t)GRID * (SIDES + 1));
    for (size_t i = 0; i < (size_t)GRID * (SIDES + 1); i++) {
        bool value = i % (SIDES + 1) != 0;
        if (value && (cut[i] < c->scale.y_bottom || cut[i] > c->scale.y_top)) {
            cut[i] = cut[i] < c->scale.y_bottom ? c->scale.y_bottom : c->scale.y_top;
        }
    }
    double y = km_canvas_y(c, funnel->target);
    km_canvas_line(c, &(KmBox){c->plot.left, y, c->plot.right, y}, &line);
    for (int side = 0; side < SIDES; side++) {
        km_canvas_series(c, cut, GRID, SIDES + 1, styles[side]);
    }
    const double *last = rows + (size_t)(GRID - 1) * (SIDES + 1);
    static const char *const names[SIDES] = {"99,8%", "95%", "95%", "99,8%"};
    KmSlot slots[SIDES + 1];
    for (int i = 0; i <= SIDES; i++) { /* from the top down */
        double value = i < 2 ? last[SIDES - i] : i == 2 ? funnel->target : last[SIDES + 1 - i];
        double at = km_canvas_y(c, value);
        slots[i] = (KmSlot){.anchor = at, .centre = at, .height = i == 2 ? 24 : 19};
    }
    km_slots_spread(slots, SIDES + 1, c->plot.top - 14, c->plot.bottom + 14);
    for (int i = 0; i <= SIDES; i++) {
        const char *text =
            i == 2
                ? km_format(job->arena, "%s %s", funnel->is_city ? job->release->area_nl : "samen",
                            km_value_nl(job->arena, job->text, funnel->target, job->text->decimals))
                : names[i < 2 ? SIDES - 1 - i : SIDES - i];
        km_canvas_word(c, c->plot.right + 12, slots[i].centre, i == 2 ? &ink : &small, text);
    }
}

static void draw_units(const KmChartJob *job, KmCanvas *c, const Funnel *funnel)
{
    static const char *const styles[4] = {
        "using 1:2 with points pt 7 ps 1.1 lc rgb \"" KM_MUTED "\"",
        "using 1:2 with points pt 13 ps 2.0 lc rgb \"" KM_ORANGE "\"",
        "using 1:2 with points pt 5 ps 1.4 lc rgb \"" KM_INK "\"",
        "using 1:2 with points pt 7 ps 1.7 lc rgb \"" KM_BLUE "\""};
    for (int kind = 0; kind < 4; kind++) {
        double *rows = KM_NEW_ARRAY(job->arena, double, funnel->n_units * 2);
        size_t n = 0;
        for (size_t i = 0; i < funnel->n_units; i++) {
            const Unit *unit = &funnel->units[i];
            int own = unit->side == 0 ? 0 : 2 + km_better(job->text, unit->side);
            if (own == kind) {
                rows[n * 2] = (double)unit->figure->n;
                rows[n++ * 2 + 1] = unit->figure->estimate;
            }
        }
        km_canvas_series(c, rows, n, 2, styles[kind]);
    }
    for (size_t i = 0; i < funnel->n_units; i++) {
        const Unit *unit = &funnel->units[i];
        if (unit->side == 0) {
            continue;
        }
        int wish = km_better(job->text, unit->side);
        double x = km_canvas_x(c, (double)unit->figure->n);
        bool right = x > (c->plot.left + c->plot.right) / 2;
        const KmWordStyle style = {.size = KM_SIZE_SMALL,
                                   .colour = wish < 0   ? KM_ORANGE_INK
                                             : wish > 0 ? KM_BLUE
                                                        : KM_INK,
                                   .anchor = right ? KM_ANCHOR_END : KM_ANCHOR_START,
                                   .bold = true,
                                   .plate = true};
        km_canvas_word(c, right ? x - 14 : x + 14, km_canvas_y(c, unit->figure->estimate), &style,
                       km_format(job->arena, "%s %s", unit->figure->label_nl,
                                 km_value_nl(job->arena, job->text, unit->figure->estimate,
                                             unit->figure->decimals)));
    }
}

static bool draw(const KmChartJob *job, const Funnel *funnel, KmChartPlan *plan, KmError *err)
{
    double last = (double)funnel->largest * 1.06;
    double *rows = KM_NEW_ARRAY(job->arena, double, (size_t)GRID *(SIDES + 1));
    if (!make_limits(funnel, first_size(funnel), last, rows, err)) {
        return false;
    }
    KmNotes notes = {0};
    notes_of(job, funnel, &notes);
    KmAxis axis = value_axis(funnel, rows);
    KmFrame frame = {.title = plan->title,
                     .subtitle = km_format(job->arena, "%s, per %s, %s.", job->release->area_nl,
                                           km_funnel_noun_nl(job->arena, funnel->shown, false),
                                           km_period_dutch(job->arena, job->request->period)),
                     .measure = km_measure_by_quarter_nl(job->arena, job->text),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = LEFT,
                     .right = RIGHT,
                     .above = 8,
                     .plot = HEIGHT,
                     .below = BELOW,
                     .scale = {first_size(funnel), last, axis.from, axis.to}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    draw_axes(job, c, &axis);
    draw_limits(job, c, funnel, rows);
    draw_units(job, c, funnel);
    plan->canvas = c;
    return true;
}

/* Nothing to draw, and why: too few, or no spread at all. */
static bool tell_why(const KmChartJob *job, KmChartPlan *plan, const char *why)
{
    plan->title = job->text->title_nl;
    plan->reason = plan->description = why;
    return true;
}

/* Why there is no funnel; NULL: there can be one. */
static const char *why_not(const KmChartJob *job, const KmFunnelUnits *units)
{
    const KmDimensionText *dimension = units->dimension;
    const char *nouns = km_group_noun_nl(dimension, true);
    KmPublishedRows rows = km_published_rows(job->published, job->arena, job->text->id,
                                             period_of(job), dimension->name);
    if (dimension->is_open && rows.count == 0) {
        return km_format(job->arena, "Afzonderlijke %s worden hier niet getoond.", nouns);
    }
    if (dimension->class_nl != NULL && units->class_nl == NULL) {
        return km_format(job->arena,
                         "%s staan alleen naast %s van dezelfde klasse, en van geen ervan is de %s "
                         "bekend.",
                         km_sentence(job->arena, nouns), nouns, dimension->class_nl);
    }
    if (units->n_figures < KM_FUNNEL_LEAST_UNITS) {
        return km_format(job->arena,
                         "Of %s meer verschillen dan toeval is niet te zeggen: daarvoor "
                         "moeten er ten minste tien te tonen zijn, en dat %s er %s.",
                         km_funnel_noun_nl(job->arena, units, true),
                         units->n_figures == 1 ? "is" : "zijn",
                         km_number_word_nl(job->arena, units->n_figures));
    }
    return NULL;
}

bool km_chart_plan_funnel(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    const char *by = job->request->by;
    KmFunnelUnits units;
    if (job->text->kind != KM_KIND_PROPORTION ||
        !km_funnel_units(job->arena, job->published, job->text, period_of(job), by, &units)) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "a funnel plot needs a share with groups; %s is not split by \"%.40s\"",
                           job->text->id, by == NULL ? "anything" : by);
        return km_error_hint(err, "the steps to a place are --kind cascade");
    }
    const char *why = why_not(job, &units);
    if (why != NULL) {
        return tell_why(job, ret_plan, why);
    }
    Funnel funnel = read_funnel(job, &units);
    KmError no_spread = {0};
    if (!judge(job, &funnel, &no_spread)) {
        return tell_why(job, ret_plan,
                        km_format(job->arena,
                                  "Alle %s hebben hetzelfde cijfer: er is geen "
                                  "verschil om te beoordelen.",
                                  km_funnel_noun_nl(job->arena, &units, true)));
    }
    ret_plan->title = km_chart_title(job, title(job, &funnel));
    ret_plan->description = description(job, &funnel);
    return draw(job, &funnel, ret_plan, err);
}
