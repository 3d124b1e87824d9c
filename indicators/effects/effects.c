#include "indicators/effects/effects.h"

#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/compute/coverage.h"
#include "indicators/effects/estimate.h"

#include <string.h>

static bool refuse_id(const KmCatalogue *catalogue, const char *id, KmError *err)
{
    const char **names = KM_NEW_ARRAY(catalogue->arena, const char *, catalogue->n_designs);
    for (size_t i = 0; i < catalogue->n_designs; i++) {
        names[i] = catalogue->designs[i]->text.id;
    }
    const char *nearest = km_text_nearest(id, names, catalogue->n_designs);
    (void)km_error_set(err, KM_ERROR_USAGE, "there is no effect design '%.60s'", id);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter effect list")
                           : km_error_hint(err, "did you mean %s?", nearest);
}

typedef struct {
    const KmCoverage *coverage;
    const KmDefinition *outcome;
} Delivered;

/* Nothing that the outcome needs may miss: neither units nor hits nor misses. */
static bool is_delivered(const void *self, const KmPeriod *quarter)
{
    const Delivered *delivered = self;
    KmCovered covered = km_coverage_of(delivered->coverage, delivered->coverage->arena,
                                       delivered->outcome, quarter);
    return !covered.is_unknown && !covered.is_partial && covered.hidden_hits < 0.0 &&
           covered.hidden_misses < 0.0;
}

/* Program, design, outcome, deliveries, knowledge date and what was asked; no clock. */
static char *name_run(KmArena *arena, const KmSession *session, const KmEffectDesign *design,
                      const KmEffectRequest *request)
{
    KmText text = km_text_init(arena);
    km_text_addf(&text, "%s\n%s\n%s %d\n%s\n", request->program, design->text.definition_hash,
                 request->last.text, request->placebo,
                 km_date_iso(arena, session->selection.knowledge));
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        const KmDelivery *d = &session->deliveries[segment->delivery];
        km_text_addf(&text, "%s %s %s %d %d %lld %lld %lld %lld %d %d\n", d->contract, d->deliverer,
                     d->period.text, d->version, d->received, (long long)d->accepted,
                     (long long)d->remarked, (long long)d->refused, (long long)d->duplicate,
                     segment->from, segment->to);
    }
    char *hash = km_hash16(arena, text.bytes);
    hash[12] = '\0';
    return hash;
}

static bool compute_one(KmSession *session, const KmCoverage *coverage,
                        const KmEffectDesign *design, const KmEffectRequest *request,
                        KmEffect *ret_effect, KmError *err)
{
    Delivered delivered = {coverage, &design->outcome};
    KmEffectAsked asked = {.evaluation = session->evaluation,
                           .arena = session->arena,
                           .design = design,
                           .last = request->last,
                           .placebo = request->placebo,
                           .is_delivered = is_delivered,
                           .self = &delivered};
    if (!km_effect_estimate(&asked, ret_effect, err)) {
        return km_error_context(err, "while computing the effect %s", design->text.id);
    }
    ret_effect->knowledge = session->selection.knowledge;
    ret_effect->run = name_run(session->arena, session, design, request);
    return true;
}

bool km_effects_compute(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                        const KmEffectRequest *request, KmEffect **ret_effects, size_t *ret_count,
                        KmError *err)
{
    const KmEffectDesign **designs =
        KM_NEW_ARRAY(arena, const KmEffectDesign *, catalogue->n_designs);
    const KmDefinition **asked =
        KM_NEW_ARRAY(arena, const KmDefinition *, 2 * catalogue->n_designs);
    KmEffect *effects = KM_NEW_ARRAY(arena, KmEffect, catalogue->n_designs);
    size_t n = 0;
    KmSession session;
    KmCoverage coverage;
    for (size_t i = 0; i < catalogue->n_designs; i++) {
        const KmEffectDesign *design = catalogue->designs[i];
        if (request->id == NULL || strcmp(design->text.id, request->id) == 0) {
            designs[n] = design;
            asked[2 * n] = &design->outcome;
            asked[2 * n + 1] = &design->body;
            n++;
        }
    }
    if (request->id != NULL && n == 0) {
        return refuse_id(catalogue, request->id, err);
    }
    KmSessionRequest opening = {.definitions = asked,
                                .n_definitions = 2 * n,
                                .knowledge = request->knowledge,
                                .sieve = request->sieve};
    if (!km_session_open(store, arena, catalogue, &opening, &session, err)) {
        return false;
    }
    bool is_done = km_coverage_open(&session, &coverage, err);
    for (size_t i = 0; i < n && is_done; i++) {
        is_done = compute_one(&session, &coverage, designs[i], request, &effects[i], err);
    }
    km_session_close(&session);
    *ret_effects = effects;
    *ret_count = n;
    return is_done;
}
