#include "tests/unit/reports/effect_fixture.h"

#include "engine/published/constructor.h"

static const KmIndicatorText reach = {.id = "vve-bereik",
                                      .kind = KM_KIND_PROPORTION,
                                      .title_nl = "Vve-bereik",
                                      .hit_nl = "met een plaats",
                                      .unit_nl = "peuters",
                                      .decimals = 1};

static KmEffectText text_of(const char *id, const char *title, KmEffectMethod method)
{
    return (KmEffectText){.id = id,
                          .version = "2026-11-25",
                          .title_nl = title,
                          .method = method,
                          .outcome = &reach,
                          .unit_nl = "wijken",
                          .start = 20179, /* 1 April 2025 */
                          .causal_nl = "de wijken zijn gekozen omdat het bereik er achterbleef",
                          .assumption_nl = "Zonder de actie was alles hetzelfde gebleven."};
}

static KmEffectMoment moment_of(int moment, double value, double half)
{
    return (KmEffectMoment){.moment = moment,
                            .clusters = 4,
                            .difference = {.has_value = true,
                                           .has_interval = half > 0.0,
                                           .value = value,
                                           .low = value - half,
                                           .high = value + half}};
}

const KmPublishedEffects *fixture_effects(KmArena *arena)
{
    static const double events[] = {0.021, -0.013, 0.008, -0.02, 0.004, 0.0,
                                    0.012, 0.051,  0.083, 0.094, 0.101};
    enum { EVENTS = sizeof events / sizeof *events, MONTHS = 18 };
    KmEffectMoment *moments = KM_NEW_ARRAY(arena, KmEffectMoment, EVENTS);
    KmEffectMoment *months = KM_NEW_ARRAY(arena, KmEffectMoment, MONTHS);
    KmEffectText *texts = KM_NEW_ARRAY(arena, KmEffectText, 4);
    KmReleaseText release = {
        .area_nl = "Leiden", .program = "test", .profile = "werkgroep", .rules_nl = ""};
    for (int i = 0; i < EVENTS; i++) {
        moments[i] = moment_of(i - 6, events[i], i == 5 ? 0.0 : 0.05);
        moments[i].is_reference = i == 5;
    }
    for (int i = 0; i < MONTHS; i++) {
        months[i] = moment_of(i - 12, i < 12 ? 0.01 * (i % 3 - 1) : 0.06 + 0.01 * (i % 2), 0.04);
    }
    texts[0] = text_of("toeleiding", "Toeleiding in twee wijken", KM_EFFECT_DID);
    texts[0].delay = 1;
    texts[1] = text_of("loket", "Eén loket", KM_EFFECT_SERIES);
    texts[1].by_month = true;
    texts[2] = text_of("klein", "Een kleine groep", KM_EFFECT_DID);
    texts[3] = text_of("gelijken", "Vergeleken met gelijken", KM_EFFECT_MATCHED);
    KmPublishedEffect *effects = KM_NEW_ARRAY(arena, KmPublishedEffect, 4);
    for (int i = 0; i < 4; i++) {
        effects[i] =
            (KmPublishedEffect){.text = &texts[i],
                                .run = "0123456789ab",
                                .knowledge = 20740,
                                .decimals = 1,
                                .n_starts = 1,
                                .skipped = "",
                                .effect = {true, true, 0.082, 0.041, 0.123, 0.02, 0.001, 9.0},
                                .moments = i == FIXTURE_LINE ? months : moments,
                                .n_moments = i == FIXTURE_LINE      ? MONTHS
                                             : i == FIXTURE_MATCHED ? 0
                                                                    : EVENTS};
    }
    effects[FIXTURE_PROTECTED].status = KM_EFFECT_PROTECTED;
    return km_published_effects_new(arena, &release, effects, 4);
}
