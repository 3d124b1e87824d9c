#include "reports/effects/effect_words.h"

#include "engine/base/number.h"
#include "engine/base/text.h"

#include <math.h>

enum { FEW_DF = 4 };

static bool is_share(const KmPublishedEffect *effect)
{
    return effect->text->outcome->kind == KM_KIND_PROPORTION;
}

static const char *step_nl(const KmEffectText *text)
{
    return text->by_month ? "maand" : "kwartaal";
}

static const char *steps_nl(const KmEffectText *text)
{
    return text->by_month ? "maanden" : "kwartalen";
}

static char *number(KmArena *arena, const KmPublishedEffect *effect, double value)
{
    return km_dutch_decimal(arena, is_share(effect) ? value * 100.0 : value, effect->decimals);
}

static const char *unit_word(const KmPublishedEffect *effect)
{
    return is_share(effect) ? " procentpunt" : "";
}

char *km_effect_difference_nl(KmArena *arena, const KmPublishedEffect *effect, double difference,
                              bool sign)
{
    return km_format(arena, "%s%s%s", sign && difference > 0.0 ? "+" : "",
                     number(arena, effect, difference), unit_word(effect));
}

char *km_effect_interval_nl(KmArena *arena, const KmPublishedEffect *effect,
                            const KmEffectEstimate *estimate)
{
    return km_format(arena, "tussen %s en %s%s", number(arena, effect, estimate->low),
                     number(arena, effect, estimate->high), unit_word(effect));
}

char *km_effect_lack_nl(KmArena *arena, const KmEffectText *text, KmEffectLack lack)
{
    switch (lack) {
    case KM_LACK_NONE:
        return km_strdup(arena, "");
    case KM_LACK_NOT_STARTED:
        return km_format(arena, "De actie was %s bekeken %s nog niet begonnen.",
                         text->by_month ? "in de laatste" : "in het laatste", step_nl(text));
    case KM_LACK_NO_TREATED:
        return km_strdup(arena, "Er is geen groep die meedoet en groot genoeg is.");
    case KM_LACK_NO_COMPARISON:
        return km_strdup(arena, "Er is geen groep om mee te vergelijken die groot genoeg is.");
    case KM_LACK_FEW_TREATED:
        return km_strdup(
            arena, "Er doet maar één locatie of groep mee. Dan is niet te zeggen hoe zeker het "
                   "verschil "
                   "is.");
    case KM_LACK_FEW_COMPARISON:
        return km_strdup(
            arena,
            "Er is maar één locatie of groep om mee te vergelijken. Dan is niet te zeggen hoe "
            "zeker het verschil is.");
    case KM_LACK_NO_BEFORE:
        return km_format(arena, "Van voor de start is geen %s met volledige gegevens.",
                         step_nl(text));
    case KM_LACK_NO_AFTER:
        return km_format(arena, "Van na de start is nog geen %s met volledige gegevens.",
                         step_nl(text));
    case KM_LACK_FEW_BEFORE:
        return km_format(arena, "Er zijn minder dan 8 %s met volledige gegevens van voor de start.",
                         steps_nl(text));
    case KM_LACK_FEW_AFTER:
        return km_format(arena, "Er zijn minder dan 4 %s met volledige gegevens van na de start.",
                         steps_nl(text));
    case KM_LACK_ALL_EQUAL:
        return km_strdup(
            arena, "Binnen de groepen is er geen spreiding. Dan is niet te zeggen hoe zeker het "
                   "verschil is.");
    case KM_LACK_NO_MATCH:
        return km_strdup(arena, "Er is niemand om mee te vergelijken met dezelfde kenmerken.");
    case KM_LACK_STARTS_DIFFER:
        return km_strdup(arena, "De starts verschillen. Een tijdreeks heeft één startdag nodig.");
    }
    return km_strdup(arena, "");
}

static char *difference_sentence(KmArena *arena, const KmPublishedEffect *effect)
{
    double value = effect->effect.value;
    const char *size = km_effect_difference_nl(arena, effect, fabs(value), false);
    const char *way = value < 0.0 ? "lager" : "hoger";
    if (effect->text->method == KM_EFFECT_SERIES) {
        return km_format(
            arena,
            "Na de start lag de uitkomst gemiddeld %s %s dan de doorgetrokken lijn van "
            "ervoor.",
            size, way);
    }
    return km_format(arena,
                     "Vergeleken met voor de start kwam de uitkomst bij wie meedeed %s %s uit dan "
                     "bij wie niet meedeed.",
                     size, way);
}

static bool is_clear(const KmEffectEstimate *estimate)
{
    return estimate->has_interval && (estimate->low > 0.0 || estimate->high < 0.0);
}

static char *shown_answer(KmArena *arena, const KmPublishedEffect *effect)
{
    const KmEffectEstimate *e = &effect->effect;
    const char *interval = km_effect_interval_nl(arena, effect, e);
    const char *few = e->df < FEW_DF && effect->text->method == KM_EFFECT_DID
                          ? km_format(arena, " Er doen zo weinig %s mee dat die marge ruim is.",
                                      effect->text->unit_nl)
                          : "";
    if (!is_clear(e)) {
        return km_format(
            arena, "Er is geen duidelijk verschil gevonden: het ligt met 95%% zekerheid %s.%s",
            interval, few);
    }
    return km_format(arena, "%s Met 95%% zekerheid is dat %s.%s",
                     difference_sentence(arena, effect), interval, few);
}

char *km_effect_answer_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    switch (effect->status) {
    case KM_EFFECT_PROTECTED:
        return km_strdup(arena, "Afgeschermd: een groep, of een locatie daarin, is te klein om te "
                                "laten zien.");
    case KM_EFFECT_SHOWN:
        return shown_answer(arena, effect);
    case KM_EFFECT_UNDEFINED:
        break;
    }
    if (effect->effect.has_value) {
        return km_format(arena, "%s %s", difference_sentence(arena, effect),
                         km_effect_lack_nl(arena, effect->text, effect->lack));
    }
    return km_format(arena, "Niet te bepalen. %s",
                     km_effect_lack_nl(arena, effect->text, effect->lack));
}

char *km_effect_short_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    const KmEffectEstimate *e = &effect->effect;
    if (effect->status == KM_EFFECT_PROTECTED) {
        return km_strdup(arena, "afgeschermd");
    }
    if (!e->has_value) {
        return km_strdup(arena, "nog niet te bepalen");
    }
    if (!e->has_interval) {
        return km_strdup(arena, "een verschil zonder marge");
    }
    if (!is_clear(e)) {
        return km_strdup(arena, "geen duidelijk verschil");
    }
    const char *size = km_effect_difference_nl(arena, effect, fabs(e->value), false);
    if (effect->text->method == KM_EFFECT_SERIES) {
        return km_format(arena, "%s %s de doorgetrokken lijn", size,
                         e->value < 0.0 ? "onder" : "boven");
    }
    return km_format(arena, "%s %s dan bij wie niet meedeed", size,
                     e->value < 0.0 ? "lager" : "hoger");
}

char *km_effect_unit_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    const KmIndicatorText *outcome = effect->text->outcome;
    if (is_share(effect)) {
        return km_strdup(arena, "");
    }
    if (outcome->kind == KM_KIND_RATE) {
        return km_format(arena, "Het verschil is in: %s, gedeeld door %s.", outcome->hit_nl,
                         outcome->unit_nl);
    }
    return km_format(arena, "Het verschil is in het gemiddelde van: %s.", outcome->hit_nl);
}

char *km_effect_claim_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    const KmEffectText *text = effect->text;
    if (effect->placebo > 0) {
        return km_format(arena,
                         "Geen causale uitspraak: dit is een proef met een verzonnen start, %d "
                         "kwartalen te vroeg. Er hoort niets gevonden te worden.",
                         effect->placebo);
    }
    if (effect->check == KM_TREND_DIFFERS) {
        return km_strdup(arena,
                         "Geen causale uitspraak: de groepen gingen vooraf al niet gelijk op.");
    }
    if (text->is_causal && effect->status != KM_EFFECT_SHOWN) {
        return km_strdup(arena,
                         "Geen causale uitspraak: er is geen verschil met een marge te geven.");
    }
    return text->is_causal ? km_format(arena,
                                       "Dit verschil, met zijn marge, mag als gevolg van de actie "
                                       "gelezen worden: %s.",
                                       text->causal_nl)
                           : km_format(arena, "Geen causale uitspraak: %s.", text->causal_nl);
}

char *km_effect_trend_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    switch (effect->check) {
    case KM_TREND_NONE:
        return km_strdup(arena, "");
    case KM_TREND_TOO_LITTLE:
        return km_format(arena,
                         "Dat is niet na te gaan: er zijn te weinig %s of %s van voor de start.",
                         steps_nl(effect->text), effect->text->unit_nl);
    case KM_TREND_DIFFERS:
        return km_strdup(arena, "Nee. Al voor de start veranderden de groepen verschillend. Dan "
                                "rust het verschil niet op een goede vergelijking.");
    case KM_TREND_ALIKE:
        break;
    }
    return km_strdup(arena, "Voor de start is geen verschil in verandering gevonden. Dat is geen "
                            "bewijs dat het er niet was: een klein verschil is met zo weinig "
                            "groepen niet te zien.");
}

static char *did_method(KmArena *arena, const KmPublishedEffect *effect)
{
    const KmEffectText *text = effect->text;
    KmText out = km_text_init(arena);
    km_text_addf(
        &out,
        "Per locatie of groep: het gemiddelde van %d %s na de start min dat van %d ervoor. "
        "Daarna het verschil tussen wie meedeed en wie nooit meedeed.",
        effect->steps_after, steps_nl(text), effect->steps_before);
    km_text_add(&out, text->by_units ? " Een grote locatie telt zwaarder dan een kleine."
                                     : " Elke locatie telt even zwaar.");
    if (text->delay > 0) {
        km_text_addf(&out, " De eerste %d %s tellen niet mee: de actie moet dan nog op gang komen.",
                     text->delay, steps_nl(text));
    }
    if (effect->n_starts > 1) {
        km_text_add(&out, " De starts verschillen; wie eerder begon dient nooit als vergelijking "
                          "voor wie later begon.");
    }
    km_text_add(&out, " De marge houdt er rekening mee dat kinderen op één locatie op elkaar "
                      "lijken en dat er weinig locaties zijn.");
    return out.bytes;
}

static char *series_method(KmArena *arena, const KmPublishedEffect *effect)
{
    KmText out = km_text_init(arena);
    km_text_addf(
        &out,
        "Een rechte lijn door %d %s voor de start is doorgetrokken en vergeleken met %d "
        "erna. De marge houdt er rekening mee dat %s na elkaar op elkaar lijken. Er is geen "
        "vergelijkingsgroep: alles wat verder op die dag veranderde, telt mee.",
        effect->steps_before, steps_nl(effect->text), effect->steps_after, steps_nl(effect->text));
    if (effect->text->delay > 0) {
        km_text_addf(&out, " De eerste %d %s na de start tellen niet mee.", effect->text->delay,
                     steps_nl(effect->text));
    }
    return out.bytes;
}

static char *matched_method(KmArena *arena, const KmPublishedEffect *effect)
{
    return km_format(
        arena,
        "Elk kind dat meedeed is vergeleken met kinderen die niet meededen en vlak voor "
        "de start gelijk waren in: %s. Vergeleken is de verandering van voor naar na "
        "de start, over %d groepen met dezelfde kenmerken.",
        effect->text->strata_nl, effect->n_strata);
}

char *km_effect_method_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    switch (effect->text->method) {
    case KM_EFFECT_DID:
        return did_method(arena, effect);
    case KM_EFFECT_SERIES:
        return series_method(arena, effect);
    case KM_EFFECT_MATCHED:
        break;
    }
    return matched_method(arena, effect);
}

static void add_group(KmText *out, const char *who, const KmPublishedEffectGroup *group,
                      const KmPublishedEffect *effect)
{
    bool is_matched = effect->text->method == KM_EFFECT_MATCHED;
    if (is_matched) {
        km_text_addf(out, "%s: %s, van wie %s zonder tegenhanger. ", who,
                     km_dutch_count(out->arena, group->units),
                     km_dutch_count(out->arena, group->left_out));
        return;
    }
    km_text_addf(out, "%s: %s %s", who, km_dutch_count(out->arena, group->clusters),
                 effect->text->unit_nl);
    if (group->too_small > 0) {
        km_text_addf(out, "; %s te klein", km_dutch_count(out->arena, group->too_small));
    }
    if (group->absent > 0) {
        km_text_addf(out, "; %s niet in %s %s", km_dutch_count(out->arena, group->absent),
                     effect->text->by_month ? "elke" : "elk", step_nl(effect->text));
    }
    km_text_add(out, ". ");
}

char *km_effect_groups_nl(KmArena *arena, const KmPublishedEffect *effect)
{
    KmText out = km_text_init(arena);
    add_group(&out, km_format(arena, "Wie meedeed (%s)", effect->text->treated_nl),
              &effect->treated, effect);
    if (effect->text->method != KM_EFFECT_SERIES) {
        add_group(&out, km_format(arena, "Wie niet meedeed (%s)", effect->text->comparison_nl),
                  &effect->comparison, effect);
    }
    if (effect->skipped[0] != '\0') {
        km_text_addf(&out, "Niet gebruikt, omdat leveringen ontbreken: %s. ", effect->skipped);
    }
    if (out.length > 0) {
        out.bytes[out.length - 1] = '\0';
    }
    return out.bytes;
}

char *km_effect_moment_nl(KmArena *arena, const KmEffectText *text, int moment)
{
    if (moment == 0) {
        return km_format(arena, "%s van de start", step_nl(text));
    }
    int count = moment < 0 ? -moment : moment;
    return km_format(arena, "%d %s %s", count, count == 1 ? step_nl(text) : steps_nl(text),
                     moment < 0 ? "ervoor" : "erna");
}
