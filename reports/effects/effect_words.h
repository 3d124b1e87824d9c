/* The Dutch sentences about published effects: answer, certainty, pre-trend, claim, method. Plain
 * Dutch (B1). The terminal's text, the page and the file take their words from here. */
#ifndef REPORTS_EFFECTS_EFFECT_WORDS_H
#define REPORTS_EFFECTS_EFFECT_WORDS_H

#include "engine/published/effects.h"

/* "5,2 procentpunt", "0,052"; with `sign` "+5,2 procentpunt". */
char *km_effect_difference_nl(KmArena *arena, const KmPublishedEffect *effect, double difference,
                              bool sign) KM_MUST_USE;
/* "tussen 3,1 en 7,3 procentpunt" */
char *km_effect_interval_nl(KmArena *arena, const KmPublishedEffect *effect,
                            const KmEffectEstimate *estimate) KM_MUST_USE;
/* The answer in one or two sentences; or that it is protected, or why there is none. */
char *km_effect_answer_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* The same in a few words, for a title. */
char *km_effect_short_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* In what the difference is told, for outcomes that are no share; else "". */
char *km_effect_unit_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* "Geen causale uitspraak: …", or on what a causal one rests. */
char *km_effect_claim_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* Did the groups go alike before the start? "" where the method does not ask. */
char *km_effect_trend_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* How it was computed, and what follows from it. */
char *km_effect_method_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* Who takes part, who was left out and why. */
char *km_effect_groups_nl(KmArena *arena, const KmPublishedEffect *effect) KM_MUST_USE;
/* "2 kwartalen ervoor", "het kwartaal van de start", "3 kwartalen erna" */
char *km_effect_moment_nl(KmArena *arena, const KmEffectText *text, int moment) KM_MUST_USE;
/* Why there is no effect or no interval: a whole sentence; "" for none. */
char *km_effect_lack_nl(KmArena *arena, const KmEffectText *text, KmEffectLack lack) KM_MUST_USE;

#endif
