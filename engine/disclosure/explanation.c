#include "engine/disclosure/gate.h"
#include "engine/disclosure/safety.h"

#include <string.h>

/* Every count already known to the reader of this explanation. A new one joins only when it lies 0
 * or at least k from all of them, since any two can be subtracted. */
typedef struct {
    int64_t *counts;
    size_t n;
    int64_t least_side;
} Known;

static bool may_join(const Known *known, int64_t count)
{
    for (size_t i = 0; i < known->n; i++) {
        if (known->counts[i] == count) {
            return true; /* the reader has it already */
        }
    }
    if (!km_count_safe(count, known->least_side)) {
        return false;
    }
    for (size_t i = 0; i < known->n; i++) {
        int64_t difference = count - known->counts[i];
        if (!km_count_safe(difference < 0 ? -difference : difference, known->least_side)) {
            return false;
        }
    }
    return true;
}

/* What the figure withholds, its steps withhold too. */
static bool is_withheld(const KmPublishedFigure *figure, KmStepKind kind)
{
    return (kind == KM_STEP_EXCLUDED && figure->excluded < 0) ||
           (kind == KM_STEP_UNKNOWN && figure->unknown < 0) ||
           (kind == KM_STEP_POSSIBLE && !figure->has_bounds);
}

/* The reasons why following ended add up to all misses, so one that is hidden alone is known. */
static void close_ends(const KmExplanation *explanation, KmPublishedStep *steps, int64_t least_side)
{
    for (;;) {
        int64_t hidden = 0;
        size_t n_hidden = 0;
        size_t smallest = explanation->n_steps;
        for (size_t i = 0; i < explanation->n_steps; i++) {
            const KmStep *step = &explanation->steps[i];
            if (step->kind != KM_STEP_ENDED || step->count == 0) {
                continue;
            }
            if (!steps[i].has_count) {
                hidden += step->count;
                n_hidden++;
            } else if (smallest == explanation->n_steps ||
                       step->count < explanation->steps[smallest].count) {
                smallest = i;
            }
        }
        if (n_hidden == 0 || (n_hidden > 1 && hidden >= least_side) ||
            smallest == explanation->n_steps) {
            return;
        }
        steps[smallest].has_count = false;
        steps[smallest].count = 0;
    }
}

static KmPublishedStep *publish_steps(KmArena *arena, const KmProfile *profile,
                                      const KmExplanation *explanation,
                                      const KmPublishedFigure *figure)
{
    KmPublishedStep *steps = KM_NEW_ARRAY(arena, KmPublishedStep, explanation->n_steps);
    Known known = {.counts = KM_NEW_ARRAY(arena, int64_t, explanation->n_steps + 2),
                   .least_side = profile->least_side};
    const KmDimensionText *dimension = km_dimension_text(figure->indicator, figure->block.dim[0]);
    if (dimension != NULL && dimension->is_income && profile->income_side > known.least_side) {
        known.least_side = profile->income_side;
    }
    known.counts[known.n++] = explanation->figure.n;
    known.counts[known.n++] = explanation->figure.x;
    bool shown = figure->has_counts &&
                 (figure->status == KM_PUBLISHED_SHOWN || figure->status == KM_PUBLISHED_MERGED);
    for (size_t i = 0; i < explanation->n_steps; i++) {
        const KmStep *step = &explanation->steps[i];
        steps[i] = (KmPublishedStep){.label = step->label, .kind = (int)step->kind};
        if (shown && !is_withheld(figure, step->kind) && may_join(&known, step->count)) {
            known.counts[known.n++] = step->count;
            steps[i].has_count = true;
            steps[i].count = km_round_count(profile, step->count);
        }
    }
    close_ends(explanation, steps, known.least_side);
    return steps;
}

static const char *const *publish_deliveries(KmArena *arena, const KmExplanation *explanation)
{
    const char **texts = KM_NEW_ARRAY(arena, const char *, explanation->n_deliveries);
    for (size_t i = 0; i < explanation->n_deliveries; i++) {
        const KmSourceDelivery *delivery = &explanation->deliveries[i];
        texts[i] = km_format(arena, "%s, ontvangen %s", delivery->id,
                             km_date_dutch(arena, delivery->received));
    }
    return texts;
}

static bool is_same(const KmExplanation *explanation, const KmPublishedFigure *figure)
{
    const KmFigure *explained = &explanation->figure;
    const char *dim = explained->block.dim[0] == NULL ? "" : explained->block.dim[0];
    const char *code = explained->block.code[0] == NULL ? "" : explained->block.code[0];
    return strcmp(explained->indicator, figure->indicator->id) == 0 &&
           strcmp(explained->period, figure->period.text) == 0 &&
           strcmp(dim, figure->block.dim[0]) == 0 && strcmp(code, figure->block.code[0]) == 0;
}

bool km_gate_explanation(KmArena *arena, const KmProfile *profile, const KmExplanation *explanation,
                         const KmPublishedFigure *figure,
                         const KmPublishedExplanation **ret_explanation, KmError *err)
{
    if (figure->status == KM_PUBLISHED_SHOWN && !is_same(explanation, figure)) {
        return km_error_set(err, KM_ERROR_BUG,
                            "the gate was asked to explain %s with the steps of another figure",
                            figure->id);
    }
    profile = km_profile_for(arena, profile, figure->indicator);
    KmPublishedExplanation *published = KM_NEW(arena, KmPublishedExplanation);
    published->figure = figure;
    published->steps = publish_steps(arena, profile, explanation, figure);
    published->n_steps = explanation->n_steps;
    published->deliveries = publish_deliveries(arena, explanation);
    published->n_deliveries = explanation->n_deliveries;
    *ret_explanation = published;
    return true;
}
