/* Waiting times: the Kaplan-Meier curve of each block. */
#include "indicators/kinds/kinds.h"

#include "engine/stats/survival/kaplan_meier.h"

/* Whose days these are: known by their block, also to the gate and the reports. */
static const char within_dimension[] = "binnen";
static const char curve_dimension[] = "wachtend";
/* The curve is told once a week, for half a year: no point is one person's own day. */
enum { CURVE_STEP = 7, CURVE_LONGEST = 182 };

static void take_codes(KmWriter *writer)
{
    const KmJob *job = writer->job;
    if (writer->codes != NULL) {
        return;
    }
    writer->codes =
        KM_NEW_ARRAY(job->arena, uint32_t, job->n_observations * KM_MOST_BLOCK_DIMENSIONS);
    for (size_t i = 0; i < job->n_observations; i++) {
        km_job_codes(job, job->observations[i].unit, job->observations[i].day,
                     writer->codes + i * KM_MOST_BLOCK_DIMENSIONS);
    }
}

static bool is_in(const KmWriter *writer, const KmPlace *place, size_t observation)
{
    const KmObservation *seen = &writer->job->observations[observation];
    const uint32_t *codes = writer->codes + observation * KM_MOST_BLOCK_DIMENSIONS;
    const int *dim = writer->plan->groups[place->group].dim;
    if (seen->is_excluded || ((writer->plan->slots[place->slot] >> seen->date) & 1) == 0) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        if (dim[i] >= 0 && codes[dim[i]] != place->codes[i]) {
            return false;
        }
    }
    return true;
}

static void set_median(const KmSurvival *curve, KmFigure *figure)
{
    double median = 0.0;
    figure->method = "kaplan-meier";
    if (!km_survival_quantile(curve, 0.5, &median)) {
        return;
    }
    figure->has_estimate = figure->has_bounds = true;
    figure->estimate = figure->bound_low = figure->bound_high = median;
    figure->has_interval = km_survival_quantile_low(curve, 0.5, &figure->low) &&
                           km_survival_quantile_high(curve, 0.5, &figure->high);
    if (!figure->has_interval) {
        figure->low = figure->high = 0.0;
    }
}

/* The share reached within some days. Beyond the longest time anyone was followed nothing is known.
 */
static KmFigure within(const KmWriter *writer, const KmFigure *total, const KmSurvival *curve,
                       int days)
{
    KmFigure figure = *total;
    const KmSurvivalStep *step = km_survival_at(curve, (double)days);
    bool is_over = step != NULL && !(step->survival > 0.0);
    figure.block.dim[0] = within_dimension;
    figure.block.code[0] = km_format(writer->arena, "%d", days);
    figure.x = 0;
    for (size_t i = 0; i < curve->n_steps && curve->steps[i].time <= (double)days; i++) {
        figure.x += curve->steps[i].events;
    }
    figure.has_estimate = is_over || curve->last >= (double)days;
    figure.estimate = !figure.has_estimate || step == NULL ? 0.0 : 1.0 - step->survival;
    figure.has_interval = figure.has_estimate && step != NULL && step->has_limits;
    figure.low = figure.has_interval ? 1.0 - step->high : 0.0;
    figure.high = figure.has_interval ? 1.0 - step->low : 0.0;
    figure.has_bounds = figure.has_estimate;
    figure.bound_low = figure.bound_high = figure.estimate;
    return figure;
}

/* A point of the curve: n who are still followed and waiting after so many days, x whose hit came
 * by then, and the share still waiting. */
static KmFigure point(const KmWriter *writer, const KmFigure *total, const KmSurvival *curve,
                      const KmFollowed *followed, int days)
{
    KmFigure figure = *total;
    const KmSurvivalStep *step = km_survival_at(curve, (double)days);
    figure.block.dim[0] = curve_dimension;
    figure.block.code[0] = km_format(writer->arena, "%d", days);
    figure.n = figure.x = figure.excluded = figure.unknown = 0;
    for (int64_t i = 0; i < curve->n; i++) {
        bool waits = followed[i].time > (double)days;
        figure.n += waits ? 1 : 0;
        figure.x += !waits && followed[i].is_event ? 1 : 0;
    }
    figure.has_estimate = figure.has_bounds = true;
    figure.estimate = step == NULL ? 1.0 : step->survival;
    figure.has_interval = step != NULL && step->has_limits;
    figure.low = figure.has_interval ? step->low : 0.0;
    figure.high = figure.has_interval ? step->high : 0.0;
    figure.bound_low = figure.bound_high = figure.estimate;
    return figure;
}

static void write_curve(KmWriter *writer, const KmFigure *total, const KmSurvival *curve,
                        const KmFollowed *followed)
{
    for (int days = 0; days <= CURVE_LONGEST; days += CURVE_STEP) {
        KmFigure figure = point(writer, total, curve, followed, days);
        if (figure.n > 0) {
            km_writer_keep(writer, figure);
        }
    }
}

bool km_duration_write(KmWriter *writer, const KmPlace *place, KmFigure figure, KmError *err)
{
    const KmJob *job = writer->job;
    const KmIndicatorText *text = &job->definition->text;
    KmSurvival curve;
    size_t n = 0;
    if (figure.n == 0) {
        figure.status = KM_FIGURE_EMPTY;
        km_writer_keep(writer, figure);
        return true;
    }
    take_codes(writer);
    KmArenaMark mark = km_arena_mark(job->arena);
    KmFollowed *followed = KM_NEW_ARRAY(job->arena, KmFollowed, job->n_observations);
    for (size_t i = 0; i < job->n_observations; i++) {
        if (is_in(writer, place, i)) {
            followed[n++] = (KmFollowed){job->observations[i].waarde, job->observations[i].is_hit};
        }
    }
    if (!km_kaplan_meier(job->arena, followed, n, 0.95, KM_SURVIVAL_LOG_LOG, &curve, err)) {
        return false;
    }
    set_median(&curve, &figure);
    km_writer_keep(writer, figure);
    for (size_t i = 0; place->group == 0 && i < text->n_within; i++) {
        km_writer_keep(writer, within(writer, &figure, &curve, text->within[i]));
    }
    if (place->group == 0) {
        write_curve(writer, &figure, &curve, followed);
    }
    km_arena_reset(job->arena, mark);
    return true;
}
