/* The effects as a tidy table with its description. Column names are stable: a new one goes at the
 * end. */
#include "engine/base/date.h"
#include "engine/base/file.h"
#include "engine/base/number.h"
#include "reports/effects/effect_words.h"
#include "reports/effects/effects.h"
#include "reports/output.h"

typedef struct {
    const char *name, *type;
    bool required;
    const char *title_nl, *title_en;
} Column;

static const Column columns[] = {
    {"run", "string", true, "rekenrun", "run"},
    {"effect", "string", true, "opzet", "design"},
    {"design_version", "string", true, "datum van de opzet", "date of the design"},
    {"design_hash", "string", true, "kenmerk van de opzet", "hash of the design"},
    {"action", "string", true, "actie van het plan", "action of the plan"},
    {"outcome", "string", true, "indicator die de uitkomst is", "indicator that is the outcome"},
    {"method", "string", true, "did, its of matched", "did, its or matched"},
    {"first_quarter", "string", false, "eerste bekeken kwartaal of maand",
     "first quarter or month looked at"},
    {"last_quarter", "string", false, "laatste bekeken kwartaal of maand",
     "last quarter or month looked at"},
    {"knowledge_date", "date", true, "stand van leveringen", "deliveries known on"},
    {"placebo_quarters", "integer", true, "kwartalen die de start is vervroegd als proef",
     "quarters by which the start was moved back as a placebo"},
    {"measure", "string", true, "effect, level, slope, drift of moment",
     "effect, level, slope, drift or moment"},
    {"moment", "integer", false, "kwartalen of maanden sinds de start (zie step)",
     "quarters or months since the start (see step)"},
    {"unit", "string", true, "share-difference, ratio-difference of mean-difference",
     "share-difference, ratio-difference or mean-difference"},
    {"estimate", "number", false, "verschil", "difference"},
    {"low", "number", false, "ondergrens 95%", "lower limit 95%"},
    {"high", "number", false, "bovengrens 95%", "upper limit 95%"},
    {"p", "number", false, "p-waarde, op drie decimalen", "p value, to three decimals"},
    {"df", "number", false, "vrijheidsgraden", "degrees of freedom"},
    {"pre_trend", "string", true, "none, too-little, alike of differs",
     "none, too-little, alike or differs"},
    {"pre_trend_p", "number", false, "p van alles van voor de start samen",
     "p of all steps before the start together"},
    {"clusters_treated", "integer", false, "locaties of groepen die meededen", "treated clusters"},
    {"clusters_comparison", "integer", false, "locaties of groepen ter vergelijking",
     "comparison clusters"},
    {"units_treated", "integer", false, "eenheden die meededen", "treated units"},
    {"units_comparison", "integer", false, "eenheden ter vergelijking", "comparison units"},
    {"causal", "boolean", true, "de opzet draagt een causale uitspraak",
     "the design carries a causal claim"},
    {"status", "string", true, "shown, protected of undefined", "shown, protected or undefined"},
    {"reason", "string", false, "waarom er geen uitkomst of marge is",
     "why there is no result or no interval"},
    {"note_nl", "string", true, "de uitkomst in woorden", "the result in words (Dutch)"},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

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
    km_text_add_csv(out,
                    km_format(out->arena, "%s %s", km_effect_answer_nl(out->arena, effect),
                              km_effect_claim_nl(out->arena, effect)),
                    ',');
    km_text_add_char(out, '\n');
}

KmText km_effects_csv(KmArena *arena, const KmPublishedEffects *effects)
{
    KmText out = km_text_init(arena);
    for (size_t c = 0; c < COLUMNS; c++) {
        km_text_addf(&out, "%s%s", c == 0 ? "" : ",", columns[c].name);
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

static void add_field(KmText *out, const Column *column)
{
    km_text_add(out, "        {\"name\": ");
    km_text_add_json(out, column->name);
    km_text_add(out, ", \"type\": ");
    km_text_add_json(out, column->type);
    km_text_add(out, ", \"title\": ");
    km_text_add_json(out, column->title_en);
    km_text_add(out, ", \"km:title_nl\": ");
    km_text_add_json(out, column->title_nl);
    km_text_addf(out, ", \"constraints\": {\"required\": %s}}",
                 column->required ? "true" : "false");
}

static KmText package_of(KmArena *arena, const KmReleaseText *release, const KmText *csv)
{
    KmText out = km_text_init(arena);
    km_text_add(&out, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": "
                      "\"kansmeter-effecten\",\n  \"title\": ");
    km_text_add_json(&out,
                     km_format(arena, "Effects of actions in %s as released", release->area_nl));
    km_text_add(&out, ",\n  \"km:title_nl\": ");
    km_text_add_json(&out,
                     km_format(arena, "Vrijgegeven effecten van acties in %s", release->area_nl));
    km_text_add(&out, ",\n  \"km:program\": ");
    km_text_add_json(&out, release->program);
    km_text_add(&out, ",\n  \"km:profile\": ");
    km_text_add_json(&out, release->profile);
    km_text_add(&out, ",\n  \"km:rules_nl\": ");
    km_text_add_json(&out, release->rules_nl);
    km_text_addf(&out,
                 ",\n  \"resources\": [{\n    \"name\": \"effecten\",\n    \"path\": "
                 "\"effecten.csv\",\n    \"profile\": \"tabular-data-resource\",\n    \"format\": "
                 "\"csv\",\n    \"mediatype\": \"text/csv\",\n    \"encoding\": \"utf-8\",\n    "
                 "\"bytes\": %zu,\n    \"hash\": \"sha256:%s\",\n    \"schema\": {\n      "
                 "\"fields\": [\n",
                 csv->length, km_hash_sha256(arena, csv->bytes, csv->length));
    for (size_t c = 0; c < COLUMNS; c++) {
        add_field(&out, &columns[c]);
        km_text_add(&out, c + 1 < COLUMNS ? ",\n" : "\n");
    }
    km_text_add(&out, "      ],\n      \"missingValues\": [\"\"]\n    }\n  }]\n}\n");
    return out;
}

static bool write_files(KmArena *arena, const KmPublishedEffects *effects, const char *directory,
                        KmError *err)
{
    KmOutput output = km_output_init(arena, directory);
    KmText csv = km_effects_csv(arena, effects);
    KmText package = package_of(arena, km_published_effects_release(effects), &csv);
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
