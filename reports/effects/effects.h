/* Published effects as text and as a file. Everything is drawn from one KmPublishedEffects; nothing
 * here can see an unpublished result. */
#ifndef REPORTS_EFFECTS_EFFECTS_H
#define REPORTS_EFFECTS_EFFECTS_H

#include "engine/base/text.h"
#include "engine/published/effects.h"
#include "reports/tables/dataset.h"

/* One effect in plain Dutch, for a terminal or a mail. */
char *km_effect_text_nl(KmArena *arena, const KmPublishedEffects *effects, size_t i) KM_MUST_USE;

/* The columns of effecten.csv, in order. Their names are stable: a new one goes at the end. */
extern const KmDatasetColumn km_effect_columns[];
extern const size_t km_effect_column_count;

/* effecten.csv: one row per effect and measure, UTF-8, LF, `,`, decimal point. */
KmText km_effects_csv(KmArena *arena, const KmPublishedEffects *effects) KM_MUST_USE;
/* `directory`/effecten.csv and datapackage.json (Frictionless); whole or not at all. */
bool km_effects_write(KmArena *arena, const KmPublishedEffects *effects, const char *directory,
                      KmError *err) KM_MUST_USE;

#endif
