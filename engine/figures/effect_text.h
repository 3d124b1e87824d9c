/* What a design says of itself, and the plain pieces of its result: shared by who makes results and
 * who prints the published ones. */
#ifndef ENGINE_FIGURES_EFFECT_TEXT_H
#define ENGINE_FIGURES_EFFECT_TEXT_H

#include "engine/figures/indicator_text.h"

#include <stdint.h>

typedef enum {
    KM_EFFECT_DID,    /* difference in differences, starts may differ */
    KM_EFFECT_SERIES, /* interrupted time series */
    KM_EFFECT_MATCHED /* before and after, with a matched comparison */
} KmEffectMethod;

/* What a design says of itself: the header of its file. Strings live as long as the catalogue. */
typedef struct {
    const char *id;
    const char *version;
    const char *action, *actions; /* the first; all, comma-separated */
    const char *title_nl, *title_en;
    const char *question_nl, *question_en;
    KmEffectMethod method;
    const KmIndicatorText *outcome;
    const char *unit_nl, *unit_en; /* plural: of what is treated, "ve-locaties" */
    KmDate start;                  /* of the action; the first, when starts differ */
    bool by_month;                 /* a step is a month; else a quarter */
    int before, after;             /* steps looked at; series: at least 8 and 4 */
    int delay;                     /* steps after the start that are left out */
    int least;                     /* units that a cluster must have in every quarter */
    bool by_units;                 /* clusters weigh as their units; else all alike */
    bool is_causal;
    const char *causal_nl; /* why, or why not: printed */
    const char *assumption_nl;
    const char *source_nl;
    const char *limitation_nl;
    const char *treated_nl, *comparison_nl; /* who; "" for a series' comparison */
    const char *strata_nl;                  /* matched: "wijk, geslacht", else "" */
    const char *definition_hash;
    const char *source_file;
} KmEffectText;

/* Why there is no effect, or no interval. */
typedef enum {
    KM_LACK_NONE,
    KM_LACK_NOT_STARTED,    /* no quarter after the start has been delivered */
    KM_LACK_NO_TREATED,     /* nobody was treated, or all were too small */
    KM_LACK_NO_COMPARISON,  /* likewise */
    KM_LACK_FEW_TREATED,    /* fewer than two clusters: no interval */
    KM_LACK_FEW_COMPARISON, /* likewise */
    KM_LACK_NO_BEFORE,      /* no quarter before a start can be used */
    KM_LACK_NO_AFTER,       /* no quarter after it can be used */
    KM_LACK_FEW_BEFORE,     /* series: fewer than 8 */
    KM_LACK_FEW_AFTER,      /* series: fewer than 4 */
    KM_LACK_ALL_EQUAL,      /* no spread: no interval */
    KM_LACK_NO_MATCH,       /* matched: no stratum has both */
    KM_LACK_STARTS_DIFFER   /* series: one start is needed */
} KmEffectLack;

/* In the outcome's unit (shares 0–1). `has_value` without `has_interval`: too little to tell how
 * sure. */
typedef struct {
    bool has_value, has_interval;
    double value, low, high; /* 95 %: value ± t(df) se */
    double se, p, df;
} KmEffectEstimate;

typedef struct {
    int moment; /* steps since the start; −1 is the one before it */
    bool is_reference;
    int64_t clusters;            /* treated clusters that have it */
    KmEffectEstimate difference; /* between the groups, against the reference */
} KmEffectMoment;

/* Did the groups go alike before the start? */
typedef enum {
    KM_TREND_NONE, /* not asked: a series, a matched comparison */
    KM_TREND_TOO_LITTLE,
    KM_TREND_ALIKE,  /* no difference found */
    KM_TREND_DIFFERS /* they did not: the assumption does not hold */
} KmTrendCheck;

const char *km_effect_method_name(KmEffectMethod method); /* "did", "its", "matched" */
const char *km_effect_lack_name(KmEffectLack lack);       /* "few-treated" … */

#endif
