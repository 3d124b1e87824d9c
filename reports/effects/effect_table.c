/* The effects as a tidy table (columns: effect_columns.c). */
#include "engine/base/date.h"
#include "engine/base/file.h"
#include "engine/base/number.h"
#include "reports/effects/effect_words.h"
#include "reports/effects/effects.h"
#include "reports/output.h"
#include "reports/tables/dataset.h"

static void add_text(KmText *out, const char *text)
{
    km_text_add_csv(out, text, ',');
    km_text_add_char(out, ',');
}

static void add_real(KmText *out, bool exists, double value)
{
    km_text_add(out, exists ? km_machine_real(out->arena, value) : "");
    km_text_add_char(out, ',');
}

static void add_count(KmText *out, bool exists, int64_t value)
{
    if (exists) {
        km_text_addf(out, "%lld", (long long)value);
    }
    km_text_add_char(out, ',');
}

static const char *status_code(KmPublishedEffectStatus status)
{
    static const char *const codes[] = {"shown", "protected", "undefined"};
    return codes[status];
}

static const char *unit_code(const KmPublishedEffect *effect)
{
    KmIndicatorKind kind = effect->text->outcome->kind;
    return kind == KM_KIND_PROPORTION ? "share-difference"
           : kind == KM_KIND_RATE     ? "ratio-difference"
                                      : "mean-difference";
}

/* "ve-aanwezigheid:effect", "ve-aanwezigheid:moment=-3", "…@placebo=3" */
static char *row_id(KmArena *arena, const KmPublishedEffect *effect, const char *measure,
                    const KmEffectMoment *moment)
{
    const char *at = moment == NULL ? "" : km_format(arena, "=%d", moment->moment);
    const char *placebo =
        effect->placebo == 0 ? "" : km_format(arena, "@placebo=%d", effect->placebo);
    return km_format(arena, "%s:%s%s%s", effect->text->id, measure, at, placebo);
}

/* One row; `moment` NULL for what is no moment. */
static void add_row(KmText *out, const KmPublishedEffect *effect, const char *measure,
                    const KmEffectMoment *moment, const KmEffectEstimate *e)
{
    static const char *const checks[] = {"none", "too-little", "alike", "differs"};
    const KmEffectText *text = effect->text;
    bool is_told = effect->status != KM_EFFECT_PROTECTED;
    bool has_comparison = is_told && text->method != KM_EFFECT_SERIES;
    add_text(out, effect->run);
    add_text(out, text->id);
    add_text(out, text->version);
    add_text(out, text->definition_hash);
    add_text(out, text->action);
    add_text(out, text->outcome->id);
    add_text(out, km_effect_method_name(text->method));
    add_text(out, effect->first);
    add_text(out, effect->last);
    add_text(out, km_date_iso(out->arena, effect->knowledge));
    add_count(out, true, effect->placebo);
    add_text(out, measure);
    add_count(out, moment != NULL, moment == NULL ? 0 : moment->moment);
    add_text(out, unit_code(effect));
    add_real(out, e->has_value, e->value);
    add_real(out, e->has_interval, e->low);
    add_real(out, e->has_interval, e->high);
    add_real(out, e->has_interval, e->p);
    add_real(out, e->has_interval, e->df);
    add_text(out, checks[effect->check]);
    add_real(out, effect->has_leads, effect->leads_p);
    add_count(out, is_told, moment == NULL ? effect->treated.clusters : moment->clusters);
    add_count(out, has_comparison, effect->comparison.clusters);
    add_count(out, is_told, effect->treated.units);
    add_count(out, has_comparison, effect->comparison.units);
    add_text(out, text->is_causal ? "true" : "false");
    add_text(out, status_code(effect->status));
    add_text(out, is_told ? km_effect_lack_name(effect->lack) : "");
    add_text(out, km_format(out->arena, "%s %s", km_effect_answer_nl(out->arena, effect),
                            km_effect_claim_nl(out->arena, effect)));
    add_text(out, text->by_month ? "month" : "quarter");
    add_real(out, e->has_interval, e->se);
    add_real(out, e->has_interval, 0.95);
    add_count(out, is_told, effect->steps_before);
    add_count(out, is_told, effect->steps_after);
    km_text_add_csv(out, row_id(out->arena, effect, measure, moment), ',');
    km_text_add_char(out, '\n');
}

KmText km_effects_csv(KmArena *arena, const KmPublishedEffects *effects)
{
    KmText out = km_text_init(arena);
    for (size_t c = 0; c < km_effect_column_count; c++) {
        km_text_addf(&out, "%s%s", c == 0 ? "" : ",", km_effect_columns[c].name);
    }
    km_text_add_char(&out, '\n');
    for (size_t i = 0; i < km_published_effects_count(effects); i++) {
        const KmPublishedEffect *effect = km_published_effects_at(effects, i);
        const struct {
            const char *name;
            const KmEffectEstimate *estimate;
        } more[] = {
            {"level", &effect->level}, {"slope", &effect->slope}, {"drift", &effect->drift}};
        add_row(&out, effect, "effect", NULL, &effect->effect);
        for (size_t m = 0; m < sizeof more / sizeof more[0]; m++) {
            if (more[m].estimate->has_value) {
                add_row(&out, effect, more[m].name, NULL, more[m].estimate);
            }
        }
        for (size_t m = 0; m < effect->n_moments; m++) {
            if (!effect->moments[m].is_reference) {
                add_row(&out, effect, "moment", &effect->moments[m],
                        &effect->moments[m].difference);
            }
        }
    }
    return out;
}

static KmText package_of(KmArena *arena, const KmPublishedEffects *effects, const KmText *csv)
{
    const KmDatasetTable table = {"effecten", km_effect_columns, km_effect_column_count, "row_id",
                                  csv};
    const KmDatasetPackage package = {
        .name = "kansmeter-effecten",
        .title_nl = "Vrijgegeven effecten van acties",
        .title_en = "Released effects of actions",
        .description_nl = "Een rij per opzet en maat. Een lege waarde heeft altijd een status.",
        .description_en = "One row per design and measure. An empty value always has a status.",
        .release = km_published_effects_release(effects),
        .tables = &table,
        .n_tables = 1,
        .effects = effects};
    return km_datapackage_json(arena, &package);
}

static bool write_files(KmArena *arena, const KmPublishedEffects *effects, const char *directory,
                        KmError *err)
{
    KmOutput output = km_output_init(arena, directory);
    KmText csv = km_effects_csv(arena, effects);
    KmText package = package_of(arena, effects, &csv);
    return km_output_add(&output, "effecten.csv", &csv, err) &&
           km_output_add(&output, "datapackage.json", &package, err);
}

bool km_effects_write(KmArena *arena, const KmPublishedEffects *effects, const char *directory,
                      KmError *err)
{
    char *temporary;
    if (!km_directory_begin(arena, directory, "datapackage.json", &temporary, err)) {
        return km_error_context(err, "while writing the effects");
    }
    if (write_files(arena, effects, temporary, err) &&
        km_directory_commit(temporary, directory, err)) {
        return true;
    }
    km_directory_remove(temporary);
    return km_error_context(err, "while writing the effects");
}
