#include "cli/effects.h"

#include "engine/disclosure/effects.h"

static bool is_told(const KmEffect *effect, const KmPublished *told)
{
    return told == NULL || (effect->lack != KM_LACK_NO_TREATED &&
                            km_published_indicator(told, effect->text->outcome->id) != NULL);
}

bool km_cli_effects(KmCli *cli, const KmCatalogue *catalogue, const KmEffectRequest *request,
                    const KmProfile *profile, const KmPublished *told,
                    const KmPublishedEffects **ret_effects, KmError *err)
{
    KmEffect *effects;
    size_t n = 0;
    size_t kept = 0;
    if (!km_effects_compute(cli->store, cli->arena, catalogue, request, &effects, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (is_told(&effects[i], told)) {
            effects[kept++] = effects[i];
        }
    }
    KmEffectsGateInput input = {.effects = effects,
                                .n_effects = kept,
                                .profile = profile,
                                .release = {.run = kept == 0 ? "" : effects[0].run,
                                            .area_nl = cli->workspace.area,
                                            .knowledge = kept == 0 ? 0 : effects[0].knowledge,
                                            .program = request->program}};
    return km_gate_effects(cli->arena, &input, ret_effects, err);
}

bool km_cli_effect_period(KmCli *cli, KmPeriod *ret_last, KmError *err)
{
    const char *period = km_cli_option(cli, "period");
    bool any = false;
    if (!km_status_newest_quarter(cli, ret_last, &any, err) ||
        (period != NULL && !km_period_parse(period, ret_last, err))) {
        return false;
    }
    if (ret_last->kind != KM_PERIOD_QUARTER || ret_last->is_range) {
        return km_error_set(err, KM_ERROR_USAGE, "--period is '%.40s'; write one quarter: 2026K3",
                            ret_last->text);
    }
    if (!any) {
        (void)km_error_set(err, KM_ERROR_USAGE, "the store holds no deliveries yet");
        return km_error_hint(err, "import some: kansmeter import postvak/<quarter>");
    }
    return true;
}

bool km_cli_effect_state(KmCli *cli, KmEffectRequest *request, KmCatalogue **catalogue,
                         KmError *err)
{
    KmStanding standing;
    if (!km_cli_knowledge(cli, &request->knowledge, err) ||
        !km_standing_read(cli, km_strdup(cli->arena, request->last.text), NULL, &standing, err)) {
        return false;
    }
    if (standing.lock == NULL || km_cli_option(cli, "as-known-on") != NULL) {
        return true;
    }
    KmLockedState *locked = KM_NEW(cli->arena, KmLockedState); /* the sieve points into it */
    if (!km_locked_state(cli, standing.lock, locked, err)) {
        return false;
    }
    request->sieve = &locked->sieve;
    request->knowledge = locked->knowledge;
    return km_catalogue_open(cli->arena, &locked->sources, catalogue, err);
}

bool km_cli_effects_release(KmCli *cli, const KmPublishedEffects *effects, KmError *err)
{
    static const char *const words[] = {"shown", "protected", "empty"};
    size_t n = km_published_effects_count(effects);
    KmReleaseLine *lines = KM_NEW_ARRAY(cli->arena, KmReleaseLine, n + 1);
    for (size_t i = 0; i < n; i++) {
        const KmPublishedEffect *e = km_published_effects_at(effects, i);
        lines[i] = (KmReleaseLine){.profile = km_published_effects_release(effects)->profile,
                                   .indicator = km_format(cli->arena, "effect/%s", e->text->id),
                                   .period = e->last[0] == '\0' ? "-" : e->last,
                                   .block = {{"", ""}, {"", ""}},
                                   .status = words[e->status],
                                   .n = -1,
                                   .x = -1,
                                   .run = e->run};
    }
    return km_release_add(cli->store, lines, n, err);
}
