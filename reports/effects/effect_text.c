#include "engine/base/date.h"
#include "engine/base/number.h"
#include "reports/effects/effect_words.h"
#include "reports/effects/effects.h"
#include "reports/plain.h"

static void add_moments(KmText *out, const KmPublishedEffect *effect)
{
    if (effect->n_moments == 0 || effect->text->method == KM_EFFECT_SERIES) {
        return;
    }
    km_plain_heading(out, effect->text->by_month
                              ? "Maand voor maand: het verschil tussen de groepen"
                              : "Kwartaal voor kwartaal: het verschil tussen de groepen");
    for (size_t i = 0; i < effect->n_moments; i++) {
        const KmEffectMoment *m = &effect->moments[i];
        const char *value =
            m->is_reference ? "hiermee is vergeleken"
            : m->difference.has_interval
                ? km_format(out->arena, "%s (%s)",
                            km_effect_difference_nl(out->arena, effect, m->difference.value, true),
                            km_effect_interval_nl(out->arena, effect, &m->difference))
                : km_effect_difference_nl(out->arena, effect, m->difference.value, true);
        km_text_addf(out, "  %-22s  %s\n", km_effect_moment_nl(out->arena, effect->text, m->moment),
                     value);
    }
}

static void add_line(KmText *out, const KmPublishedEffect *effect, const char *what,
                     const KmEffectEstimate *e)
{
    if (e->has_value) {
        km_text_addf(out, "  %-22s  %s%s\n", what,
                     km_effect_difference_nl(out->arena, effect, e->value, true),
                     e->has_interval ? km_format(out->arena, " (%s)",
                                                 km_effect_interval_nl(out->arena, effect, e))
                                     : "");
    }
}

static void add_series(KmText *out, const KmPublishedEffect *effect)
{
    if (effect->text->method != KM_EFFECT_SERIES || !effect->effect.has_value) {
        return;
    }
    km_plain_heading(out, "De lijn");
    add_line(out, effect, "sprong bij de start", &effect->level);
    add_line(out, effect, "helling erna, erbij", &effect->slope);
    add_line(out, effect, "helling ervoor", &effect->drift);
}

static void add_certainty(KmText *out, const KmPublishedEffect *effect)
{
    const KmEffectEstimate *e = &effect->effect;
    if (effect->status != KM_EFFECT_SHOWN) {
        return;
    }
    km_plain_heading(out, "Voor onderzoekers");
    km_plain_paragraph(
        out, km_format(out->arena, "p %s %s, vrijheidsgraden %s%s.", e->p < 0.001 ? "<" : "=",
                       km_dutch_decimal(out->arena, e->p < 0.001 ? 0.001 : e->p, 3),
                       km_dutch_decimal(out->arena, e->df, 1),
                       effect->has_leads
                           ? km_format(out->arena, "; alles van voor de start samen p = %s",
                                       km_dutch_decimal(out->arena, effect->leads_p, 3))
                           : ""));
}

static void add_origin(KmText *out, const KmPublishedEffect *effect, const KmReleaseText *release)
{
    km_plain_heading(out, "Waar het vandaan komt");
    km_plain_paragraph(out, km_format(out->arena, "%s.", effect->text->source_nl));
    km_plain_paragraph(out, km_format(out->arena,
                                      "Opzet %s (%s) van %s, run %s, %s, stand van leveringen %s.",
                                      effect->text->id, effect->text->definition_hash,
                                      effect->text->version, effect->run, release->program,
                                      km_date_dutch(out->arena, effect->knowledge)));
    km_plain_paragraph(out, release->rules_nl);
}

char *km_effect_text_nl(KmArena *arena, const KmPublishedEffects *effects, size_t i)
{
    const KmPublishedEffect *effect = km_published_effects_at(effects, i);
    const KmEffectText *text = effect->text;
    KmText out = km_text_init(arena);
    km_text_addf(&out, "%s\n", text->title_nl);
    km_plain_paragraph(&out, km_format(arena, "Actie %s. Uitkomst: %s. %s t/m %s.", text->action,
                                       text->outcome->title_nl,
                                       effect->first[0] == '\0' ? "geen periode" : effect->first,
                                       effect->last[0] == '\0' ? "heden" : effect->last));
    km_plain_heading(&out, text->question_nl);
    km_plain_paragraph(&out, km_effect_answer_nl(arena, effect));
    const char *unit = km_effect_unit_nl(arena, effect);
    if (effect->status != KM_EFFECT_PROTECTED && effect->effect.has_value && unit[0] != '\0') {
        km_plain_paragraph(&out, unit);
    }
    km_plain_paragraph(&out, km_effect_claim_nl(arena, effect));
    km_plain_heading(&out, "Waar dit op rust");
    km_plain_paragraph(&out, text->assumption_nl);
    if (effect->status != KM_EFFECT_PROTECTED && effect->check != KM_TREND_NONE) {
        km_plain_heading(&out, "Gingen de groepen voor de start gelijk op?");
        km_plain_paragraph(&out, km_effect_trend_nl(arena, effect));
    }
    add_moments(&out, effect);
    add_series(&out, effect);
    if (effect->status != KM_EFFECT_PROTECTED) {
        km_plain_heading(&out, "Hoe het is uitgerekend");
        km_plain_paragraph(&out, km_effect_method_nl(arena, effect));
        km_plain_paragraph(&out, km_effect_groups_nl(arena, effect));
    }
    add_certainty(&out, effect);
    km_plain_heading(&out, "Wat het niet zegt");
    km_plain_paragraph(&out, text->limitation_nl);
    add_origin(&out, effect, km_published_effects_release(effects));
    return out.bytes;
}
