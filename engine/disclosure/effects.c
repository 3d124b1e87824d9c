#include "engine/disclosure/effects.h"

#include "engine/disclosure/safety.h"
#include "engine/published/constructor.h"

#include <math.h>
#include <string.h>

enum { LEAST_CLUSTERS = 3 };

static bool are_safe_clusters(const KmEffectGroup *group, const KmProfile *profile)
{
    return group->least_cluster < 0 || group->least_cluster >= profile->least_n ||
           (group->clusters >= LEAST_CLUSTERS && group->least_cluster_units >= profile->least_n);
}

/* A group of nobody tells nothing. */
static bool is_safe_group(const KmEffect *effect, const KmEffectGroup *group,
                          const KmProfile *profile)
{
    KmJudge judge = km_judge_total(effect->text->outcome, profile);
    KmSides sides = {group->least_units, group->least_hits, group->least_misses};
    return group->units == 0 ||
           (group->least_units > 0 && km_safe(&judge, sides) && are_safe_clusters(group, profile));
}

static bool is_safe(const KmEffect *effect, const KmProfile *profile)
{
    bool has_comparison = effect->text->method != KM_EFFECT_SERIES;
    return is_safe_group(effect, &effect->treated, profile) &&
           (!has_comparison || is_safe_group(effect, &effect->comparison, profile));
}

/* A difference of shares has the profile's decimals at most; other outcomes one more than their
 * figures have, and none where counts are rounded. */
static int decimals_of(const KmEffect *effect, const KmProfile *profile)
{
    const KmIndicatorText *outcome = effect->text->outcome;
    if (outcome->kind == KM_KIND_PROPORTION) {
        return outcome->decimals < profile->decimals ? outcome->decimals : profile->decimals;
    }
    return profile->round_counts > 1 ? outcome->decimals : outcome->decimals + 1;
}

typedef struct {
    double scale;
} Rounding;

static double rounded(const Rounding *rounding, double value)
{
    double result = round(value * rounding->scale) / rounding->scale;
    return fabs(result) > 0.0 ? result : 0.0; /* no −0 */
}

static KmEffectEstimate rounded_estimate(const Rounding *rounding, KmEffectEstimate estimate)
{
    estimate.value = rounded(rounding, estimate.value);
    estimate.low = rounded(rounding, estimate.low);
    estimate.high = rounded(rounding, estimate.high);
    estimate.se = round(estimate.se * rounding->scale * 10.0) / (rounding->scale * 10.0);
    estimate.p = round(estimate.p * 1000.0) / 1000.0;
    estimate.df = round(estimate.df * 10.0) / 10.0;
    return estimate;
}

static KmPublishedEffectGroup publish_group(const KmProfile *profile, const KmEffectGroup *group)
{
    return (KmPublishedEffectGroup){.clusters = group->clusters,
                                    .too_small = group->too_small,
                                    .absent = group->absent,
                                    .units = km_round_count(profile, group->units),
                                    .left_out = km_round_count(profile, group->left_out)};
}

static const KmEffectMoment *publish_moments(KmArena *arena, const Rounding *rounding,
                                             const KmEffect *effect)
{
    KmEffectMoment *moments = KM_NEW_ARRAY(arena, KmEffectMoment, effect->n_moments);
    for (size_t i = 0; i < effect->n_moments; i++) {
        moments[i] = effect->moments[i];
        moments[i].difference = rounded_estimate(rounding, moments[i].difference);
    }
    return moments;
}

static KmPublishedEffect publish(KmArena *arena, const KmEffect *effect, const KmProfile *profile)
{
    KmPublishedEffect published = {.text = effect->text,
                                   .run = effect->run,
                                   .first = effect->first,
                                   .last = effect->last,
                                   .knowledge = effect->knowledge,
                                   .placebo = effect->placebo,
                                   .skipped = effect->skipped,
                                   .status = KM_EFFECT_PROTECTED,
                                   .decimals = decimals_of(effect, profile)};
    if (!is_safe(effect, profile)) {
        return published;
    }
    bool is_share = effect->text->outcome->kind == KM_KIND_PROPORTION;
    Rounding rounding = {pow(10.0, published.decimals + (is_share ? 2 : 0))};
    published.status = effect->lack == KM_LACK_NONE ? KM_EFFECT_SHOWN : KM_EFFECT_UNDEFINED;
    published.lack = effect->lack;
    published.effect = rounded_estimate(&rounding, effect->effect);
    published.level = rounded_estimate(&rounding, effect->level);
    published.slope = rounded_estimate(&rounding, effect->slope);
    published.drift = rounded_estimate(&rounding, effect->drift);
    published.check = effect->check;
    published.has_leads = effect->has_leads;
    published.leads_p = round(effect->leads_p * 1000.0) / 1000.0;
    published.moments = publish_moments(arena, &rounding, effect);
    published.n_moments = effect->n_moments;
    published.steps_before = effect->steps_before;
    published.steps_after = effect->steps_after;
    published.n_starts = effect->n_starts;
    published.n_strata = effect->n_strata;
    published.treated = publish_group(profile, &effect->treated);
    published.comparison = publish_group(profile, &effect->comparison);
    return published;
}

bool km_gate_effects(KmArena *arena, const KmEffectsGateInput *input,
                     const KmPublishedEffects **ret_published, KmError *err)
{
    KmPublishedEffect *effects = KM_NEW_ARRAY(arena, KmPublishedEffect, input->n_effects);
    KmReleaseText release = input->release;
    if (input->profile == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "no profile: effects leave only under one");
    }
    for (size_t i = 0; i < input->n_effects; i++) {
        effects[i] = publish(arena, &input->effects[i], input->profile);
    }
    release.profile = input->profile->name;
    release.rules_nl = input->profile->rules_nl;
    *ret_published = km_published_effects_new(arena, &release, effects, input->n_effects);
    return true;
}
