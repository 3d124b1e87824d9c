/* From designs to effects that may leave: shared by `effect` and the evaluation. */
#ifndef CLI_EFFECTS_H
#define CLI_EFFECTS_H

#include "cli/figures.h"
#include "engine/published/effects.h"
#include "indicators/effects/effects.h"

/* Computes and passes the gate. `told` NULL: all; else only designs whose outcome has a published
 * figure, and whose treated are here at all. */
bool km_cli_effects(KmCli *cli, const KmCatalogue *catalogue, const KmEffectRequest *request,
                    const KmProfile *profile, const KmPublished *told,
                    const KmPublishedEffects **ret_effects, KmError *err) KM_MUST_USE;
/* The quarter of --period, else the newest with deliveries. */
bool km_cli_effect_period(KmCli *cli, KmPeriod *ret_last, KmError *err) KM_MUST_USE;
/* Deliveries, knowledge date and designs for `request->last`: those of its lock, or today's when it
 * is not locked or --as-known-on asks otherwise. Replaces the catalogue by the lock's. */
bool km_cli_effect_state(KmCli *cli, KmEffectRequest *request, KmCatalogue **catalogue,
                         KmError *err) KM_MUST_USE;
/* Remembers what goes out, as figures are; inside a transaction. */
bool km_cli_effects_release(KmCli *cli, const KmPublishedEffects *effects,
                            KmError *err) KM_MUST_USE;

#endif
