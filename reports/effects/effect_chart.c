#include "reports/effects/effect_chart.h"

#include "engine/base/date.h"
#include "engine/base/number.h"
#include "reports/charts/chart_plan.h"
#include "reports/charts/chart_words.h"
#include "reports/effects/effect_words.h"

#include <math.h>

enum { LEFT = 86, RIGHT = 738, HEIGHT = 330, BELOW = 56, MOST_TICKS = 13 };

typedef struct {
    KmArena *arena;
    const KmReleaseText *release;
    const KmPublishedEffect *effect;
    double unit; /* shares are drawn in percentage points */
    int first, last;
} Study;

static bool is_series(const Study *study)
{
    return study->effect->text->method == KM_EFFECT_SERIES;
}

static const char *step_nl(const Study *study)
{
    return study->effect->text->by_month ? "maand" : "kwartaal";
}

static const char *steps_nl(const Study *study)
{
    return study->effect->text->by_month ? "maanden" : "kwartalen";
}

/* ---- words ---- */

static const char *subtitle(const Study *study)
{
    const KmIndicatorText *outcome = study->effect->text->outcome;
    const char *in = outcome->kind == KM_KIND_PROPORTION ? ", in procentpunt" : "";
    if (is_series(study)) {
        return km_format(study->arena, "%s. %s: afstand tot de lijn van voor de start, per %s%s",
                         study->release->area_nl, outcome->title_nl, step_nl(study), in);
    }
    return km_format(study->arena, "%s. %s: verschil tussen wie meedeed en wie niet, per %s%s",
                     study->release->area_nl, outcome->title_nl, step_nl(study), in);
}

static const char *title(const Study *study)
{
    return km_format(study->arena, "%s: %s", study->effect->text->title_nl,
                     km_effect_short_nl(study->arena, study->effect));
}

static const char *description(const Study *study)
{
    const KmPublishedEffect *effect = study->effect;
    KmText out = km_text_init(study->arena);
    km_text_addf(&out, "Punten met hun marge, per %s sinds de start: ", step_nl(study));
    for (size_t i = 0; i < effect->n_moments; i++) {
        const KmEffectMoment *m = &effect->moments[i];
        km_text_addf(&out, "%s%s ", i == 0 ? "" : "; ",
                     km_effect_moment_nl(study->arena, effect->text, m->moment));
        if (m->is_reference) {
            km_text_add(&out, "is waarmee is vergeleken");
            continue;
        }
        km_text_add(&out, km_effect_difference_nl(study->arena, effect, m->difference.value, true));
        if (m->difference.has_interval) {
            km_text_addf(&out, " (%s)",
                         km_effect_interval_nl(study->arena, effect, &m->difference));
        }
    }
    km_text_addf(&out, ". %s", km_effect_answer_nl(study->arena, effect));
    return out.bytes;
}

static void notes_of(const Study *study, KmNotes *notes)
{
    const KmPublishedEffect *effect = study->effect;
    bool has_reference = !is_series(study);
    km_note(notes,
            km_format(study->arena, "Strepen: met 95%% zekerheid, voor één %s.%s%s", step_nl(study),
                      has_reference ? " De open cirkel is waarmee de andere zijn vergeleken." : "",
                      effect->effect.has_interval
                          ? " De band is het gemiddelde na de start met zijn marge."
                          : ""));
    if (effect->text->delay > 0) {
        km_note(notes, "Wat in het grijze vlak ligt telt niet mee: de actie moest toen nog op gang "
                       "komen.");
    }
    km_note(notes, km_effect_claim_nl(study->arena, effect));
    km_note(notes,
            km_format(study->arena, "Opzet %s van %s; stand %s.", effect->text->id,
                      effect->text->version, km_date_dutch(study->arena, effect->knowledge)));
}

/* ---- the picture ---- */

static void widen(double *low, double *high, const Study *study, const KmEffectEstimate *e)
{
    if (e->has_value) {
        *low = fmin(*low, study->unit * (e->has_interval ? e->low : e->value));
        *high = fmax(*high, study->unit * (e->has_interval ? e->high : e->value));
    }
}

static KmAxis axis_of(const Study *study)
{
    double low = 0.0;
    double high = 0.0;
    widen(&low, &high, study, &study->effect->effect);
    for (size_t i = 0; i < study->effect->n_moments; i++) {
        widen(&low, &high, study, &study->effect->moments[i].difference);
    }
    return km_axis(low, high, false);
}

static void draw_values(const Study *study, KmCanvas *c, const KmAxis *axis)
{
    static const KmLineStyle rule = {.colour = KM_RULE, .width = 1};
    static const KmLineStyle zero = {.colour = KM_MUTED, .width = 1.5};
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_END};
    int decimals = km_axis_decimals(axis, false);
    int steps = (int)lround((axis->to - axis->from) / axis->step);
    for (int i = 0; i <= steps; i++) {
        double value = axis->from + i * axis->step;
        double y = km_canvas_y(c, value);
        bool is_zero = fabs(value) < axis->step / 2.0;
        km_canvas_line(c, &(KmBox){c->plot.left, y, c->plot.right, y}, is_zero ? &zero : &rule);
        km_canvas_word(c, c->plot.left - 12, y, &style,
                       km_format(study->arena, "%s%s", value > 0.0 && !is_zero ? "+" : "",
                                 km_dutch_decimal(study->arena, is_zero ? 0.0 : value, decimals)));
    }
}

static void draw_moments(const Study *study, KmCanvas *c)
{
    static const KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = KM_INK, .anchor = KM_ANCHOR_MIDDLE};
    static const KmWordStyle below = {
        .size = KM_SIZE_SMALL, .colour = KM_MUTED, .anchor = KM_ANCHOR_MIDDLE};
    int every = 1;
    while ((study->last - study->first) / every >= MOST_TICKS) {
        every = every == 1 ? 3 : every * 2;
    }
    for (int moment = study->first; moment <= study->last; moment++) {
        if (moment % every == 0) {
            km_canvas_word(c, km_canvas_x(c, moment), c->plot.bottom + 18, &style,
                           km_format(study->arena, "%s%d", moment > 0 ? "+" : "", moment));
        }
    }
    km_canvas_word(c, (c->plot.left + c->plot.right) / 2.0, c->plot.bottom + 44, &below,
                   km_format(study->arena, "%s sinds de start", steps_nl(study)));
}

/* The mean after the start with its interval, over the steps it is made of. */
static void draw_mean(const Study *study, KmCanvas *c)
{
    static const KmLineStyle line = {.colour = KM_BLUE, .width = 2.5};
    static const KmWordStyle loud = {.size = KM_SIZE_LABEL, .colour = KM_BLUE, .bold = true};
    static const KmWordStyle small = {.size = KM_SIZE_SMALL, .colour = KM_BLUE};
    const KmEffectEstimate *e = &study->effect->effect;
    double left = km_canvas_x(c, study->effect->text->delay - 0.5);
    double right = km_canvas_x(c, study->last + 0.5);
    if (!e->has_value) {
        return;
    }
    double y = km_canvas_y(c, study->unit * e->value);
    if (e->has_interval) {
        km_canvas_rect(c,
                       &(KmBox){left, km_canvas_y(c, study->unit * e->high), right,
                                km_canvas_y(c, study->unit * e->low)},
                       KM_BLUE_PALE, NULL);
    }
    km_canvas_line(c, &(KmBox){left, y, right, y}, &line);
    double top = fmin(fmax(y, c->plot.top + 14), c->plot.bottom - 40);
    km_canvas_word(c, c->plot.right + 14, top, &loud,
                   km_effect_difference_nl(study->arena, study->effect, e->value, true));
    km_canvas_word(c, c->plot.right + 14, top + 22, &small, "gemiddeld na de start");
}

static void draw_start(const Study *study, KmCanvas *c)
{
    static const KmLineStyle line = {.colour = KM_INK, .width = 1.5, .dash = "6,5"};
    static const KmWordStyle style = {.size = KM_SIZE_SMALL, .colour = KM_INK};
    int delay = study->effect->text->delay;
    double x = km_canvas_x(c, -0.5);
    if (delay > 0 && study->last >= 0) {
        double to = km_canvas_x(c, fmin(delay, study->last + 1) - 0.5);
        km_canvas_rect(c, &(KmBox){x, c->plot.top, to, c->plot.bottom}, "#eef1f4", NULL);
    }
    km_canvas_line(c, &(KmBox){x, c->plot.top - 22, x, c->plot.bottom}, &line);
    km_canvas_word(c, x + 8, c->plot.top - 14, &style,
                   study->effect->placebo > 0 ? "verzonnen start"
                   : study->effect->n_starts > 1
                       ? "start"
                       : km_format(study->arena, "start %s",
                                   km_date_dutch(study->arena, study->effect->text->start)));
}

typedef enum { BEFORE, LEFT_OUT, AFTER, REFERENCE, LOOKS } Look;

static Look look_of(const Study *study, const KmEffectMoment *m)
{
    return m->is_reference                          ? REFERENCE
           : m->moment < 0                          ? BEFORE
           : m->moment < study->effect->text->delay ? LEFT_OUT
                                                    : AFTER;
}

static void draw_points(const Study *study, KmCanvas *c)
{
    static const char *const colours[LOOKS] = {KM_MUTED, KM_WHISKER, KM_BLUE, KM_INK};
    double size = study->last - study->first >= MOST_TICKS ? 1.0 : 1.4;
    const KmPublishedEffect *effect = study->effect;
    double *rows = KM_NEW_ARRAY(study->arena, double, effect->n_moments * 3);
    size_t n = 0;
    for (size_t i = 0; i < effect->n_moments; i++) {
        const KmEffectMoment *m = &effect->moments[i];
        if (m->difference.has_interval) { /* a whisker is a line of its own */
            double whisker[6] = {m->moment, study->unit * m->difference.low, m->moment,
                                 study->unit * m->difference.high};
            km_canvas_series(c, whisker, 2, 2,
                             "using 1:2 with lines lw 2.5 lc rgb \"" KM_WHISKER "\"");
        }
    }
    for (int look = 0; look < LOOKS; look++) {
        n = 0;
        for (size_t i = 0; i < effect->n_moments; i++) {
            const KmEffectMoment *m = &effect->moments[i];
            if ((m->difference.has_value || m->is_reference) && look_of(study, m) == (Look)look) {
                rows[2 * n] = m->moment;
                rows[2 * n++ + 1] = study->unit * m->difference.value;
            }
        }
        if (n > 0) {
            km_canvas_series(c, rows, n, 2,
                             km_format(study->arena,
                                       "using 1:2 with points pt %d ps %.1f lw 2.5 lc rgb \"%s\"",
                                       look == REFERENCE ? 6 : 7, size, colours[look]));
        }
    }
}

static KmCanvas *draw(const Study *study, const KmChartPlan *plan)
{
    KmNotes notes = {0};
    KmAxis axis = axis_of(study);
    notes_of(study, &notes);
    KmFrame frame = {.title = plan->title,
                     .subtitle = subtitle(study),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = LEFT,
                     .right = RIGHT,
                     .above = 28,
                     .plot = HEIGHT,
                     .below = BELOW,
                     .scale = {study->first - 0.7, study->last + 0.7, axis.from, axis.to}};
    KmCanvas *c = km_canvas_open(study->arena, &frame);
    draw_start(study, c);
    draw_mean(study, c);
    draw_values(study, c, &axis);
    draw_moments(study, c);
    draw_points(study, c);
    return c;
}

static const char *reason_of(const Study *study)
{
    const KmPublishedEffect *effect = study->effect;
    bool is_told = effect->status != KM_EFFECT_PROTECTED && effect->n_moments > 0;
    if (!is_told && effect->status != KM_EFFECT_SHOWN) {
        return km_effect_answer_nl(study->arena, effect);
    }
    return effect->n_moments > 0
               ? NULL
               : km_strdup(study->arena, "Bij deze methode is er geen verloop: elk kind is één "
                                         "keer voor en één keer na de start bekeken.");
}

bool km_effect_chart_draw(KmArena *arena, KmGnuplot *gnuplot, const KmPublishedEffects *effects,
                          const KmEffectChartRequest *request, KmChart *ret_chart, KmError *err)
{
    const KmPublishedEffect *effect = km_published_effects_at(effects, request->effect);
    Study study = {.arena = arena,
                   .release = km_published_effects_release(effects),
                   .effect = effect,
                   .unit = effect->text->outcome->kind == KM_KIND_PROPORTION ? 100.0 : 1.0};
    KmChartPlan plan = {.title = request->title != NULL ? request->title : title(&study),
                        .reason = reason_of(&study)};
    plan.description = plan.reason != NULL ? plan.reason : description(&study);
    if (plan.reason == NULL) {
        study.first = effect->moments[0].moment;
        study.last = effect->moments[effect->n_moments - 1].moment;
        plan.canvas = draw(&study, &plan);
    }
    return km_chart_finish(arena, gnuplot, &plan, request->id_prefix, ret_chart, err) ||
           km_error_context(err, "while drawing the effect %s", effect->text->id);
}

bool km_effect_chart_write(KmArena *arena, const KmPublishedEffects *effects, size_t effect,
                           const KmChartFile *file, KmError *err)
{
    KmEffectChartRequest request = {effect, "grafiek", file->title};
    KmGnuplot *gnuplot = NULL;
    KmChart chart = {0};
    if (!km_gnuplot_open(&gnuplot, err)) {
        return false;
    }
    bool is_drawn = km_effect_chart_draw(arena, gnuplot, effects, &request, &chart, err);
    km_gnuplot_close(gnuplot);
    return is_drawn && km_chart_save(arena, &chart, file,
                                     km_published_effects_at(effects, effect)->knowledge, err);
}
