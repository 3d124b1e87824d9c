/* Worked examples of designs, and the lint that runs their SQL on empty tables. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/effects/effects.h"
#include "indicators/effects/estimate.h"

#include <math.h>
#include <string.h>

static const KmEffectDesign *design_named(const KmCatalogue *catalogue, const char *id,
                                          KmError *err)
{
    for (size_t i = 0; i < catalogue->n_designs; i++) {
        if (strcmp(catalogue->designs[i]->text.id, id) == 0) {
            return catalogue->designs[i];
        }
    }
    (void)km_error_set(err, KM_ERROR_USAGE, "there is no effect design '%.60s'", id);
    return NULL;
}

static double measure_of(const KmEffect *effect, const char *what)
{
    bool is_matched = effect->text->method == KM_EFFECT_MATCHED;
    if (strcmp(what, "estimate") == 0) {
        return effect->effect.value;
    }
    if (strcmp(what, "low") == 0) {
        return effect->effect.low;
    }
    if (strcmp(what, "high") == 0) {
        return effect->effect.high;
    }
    if (strcmp(what, "before") == 0) {
        return (double)effect->steps_before;
    }
    if (strcmp(what, "after") == 0) {
        return (double)effect->steps_after;
    }
    const KmEffectGroup *group =
        strcmp(what, "treated") == 0 ? &effect->treated : &effect->comparison;
    return (double)(is_matched ? group->units : group->clusters);
}

static bool compare(KmArena *arena, const KmEffectDesign *design, const KmExample *example,
                    const KmEffect *effect, KmText *text, KmError *err)
{
    for (size_t i = 0; i < example->n_expectations; i++) {
        const KmExampleExpectation *line = &example->expectations[i];
        KmExpectedMeasure *expected;
        size_t n;
        if (!km_expectations_read(arena, &km_effect_measures, design->file, line->line,
                                  line->expectations, &expected, &n, err)) {
            return false;
        }
        for (size_t e = 0; e < n; e++) {
            double found = measure_of(effect, expected[e].what);
            if (fabs(found - expected[e].value) < 0.5 * pow(10.0, -expected[e].decimals) + 1e-9) {
                continue;
            }
            km_text_addf(text, "%sline %lld: %s expected %s, found %s",
                         text->length == 0 ? "" : "; ", (long long)line->line, expected[e].what,
                         km_machine_real(arena, expected[e].value), km_machine_real(arena, found));
        }
    }
    return true;
}

/* `example` NULL: on empty tables. */
static bool run(KmArena *arena, const KmCatalogue *catalogue, const KmEffectDesign *design,
                const KmExample *example, KmEffect *ret_effect, KmError *err)
{
    KmEffectAsked asked = {.arena = arena, .design = design};
    KmWork *work;
    const char *on = example == NULL ? "2099K4" : example->period;
    if (!km_period_parse(on, &asked.last, err) ||
        !km_example_open(arena, catalogue, design->file, example, &work, &asked.evaluation, err)) {
        return false;
    }
    bool is_done = km_effect_estimate(&asked, ret_effect, err);
    if (is_done && example == NULL) { /* without anybody treated the outcome was not asked */
        KmEffectView view;
        is_done = km_effect_observe(asked.evaluation, arena, design, &(KmEffectMembers){NULL, 0},
                                    &asked.last, 1, &view, err);
    }
    km_work_close(work);
    return is_done;
}

bool km_effect_lint(KmArena *arena, const KmCatalogue *catalogue, const char *id, KmError *err)
{
    KmEffect unused;
    const KmEffectDesign *design = design_named(catalogue, id, err);
    return design != NULL && run(arena, catalogue, design, NULL, &unused, err);
}

static const char *error_text(KmArena *arena, const KmError *err)
{
    const char *place =
        err->file[0] == '\0' ? "" : km_format(arena, "%s:%lld: ", err->file, (long long)err->line);
    return km_format(arena, "%s%s%s%s", place, err->message, err->hint[0] == '\0' ? "" : "; ",
                     err->hint);
}

bool km_effect_examples_run(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                            KmExampleResult **ret_results, size_t *ret_count, KmError *err)
{
    const KmEffectDesign *design = design_named(catalogue, id, err);
    if (design == NULL) {
        return false;
    }
    KmExampleResult *results = KM_NEW_ARRAY(arena, KmExampleResult, design->n_examples);
    for (size_t i = 0; i < design->n_examples; i++) {
        const KmExample *example = &design->examples[i];
        KmError failure = {0};
        KmEffect effect;
        KmText text = km_text_init(arena);
        bool ran = run(arena, catalogue, design, example, &effect, &failure) &&
                   compare(arena, design, example, &effect, &text, &failure);
        results[i] = (KmExampleResult){.indicator = design->text.id,
                                       .example = example->title,
                                       .passed = ran && text.length == 0,
                                       .message = ran ? text.bytes : error_text(arena, &failure)};
    }
    *ret_results = results;
    *ret_count = design->n_examples;
    return true;
}
