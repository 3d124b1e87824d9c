/* What actions brought about: the designs of the catalogue, computed from the store. Reads only.
 * The format of a design: design.h; what a result holds: engine/figures/effect.h. */
#ifndef INDICATORS_EFFECTS_EFFECTS_H
#define INDICATORS_EFFECTS_EFFECTS_H

#include "engine/figures/effect.h"
#include "engine/figures/period.h"
#include "engine/store/store.h"
#include "indicators/catalogue/catalogue.h"
#include "indicators/compute/compute.h"

typedef struct {
    const char *id;   /* NULL: all */
    KmPeriod last;    /* a quarter: nothing later is looked at */
    KmDate knowledge; /* KM_DATE_OPEN: the latest received date in the store */
    int placebo;      /* move all starts so many quarters back, and stop before the real ones */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
    const char *program;          /* "kansmeter 0.1.0": part of the run's name */
} KmEffectRequest;

/* Results in the order of the catalogue. Refuses (KM_ERROR_USAGE) an unknown id. */
bool km_effects_compute(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                        const KmEffectRequest *request, KmEffect **ret_effects, size_t *ret_count,
                        KmError *err) KM_MUST_USE;

/* Runs a design's SQL on empty tables: what SQLite or the guard refuses is refused here. */
bool km_effect_lint(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                    KmError *err) KM_MUST_USE;
/* Its worked examples. */
bool km_effect_examples_run(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                            KmExampleResult **ret_results, size_t *ret_count,
                            KmError *err) KM_MUST_USE;

#endif
