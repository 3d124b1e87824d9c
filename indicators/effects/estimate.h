/* One design on an open evaluation: who takes part, the figures, the answer. Inside this folder
 * only; effects.h is what others call. */
#ifndef INDICATORS_EFFECTS_ESTIMATE_H
#define INDICATORS_EFFECTS_ESTIMATE_H

#include "engine/stats/effect/contrast.h"
#include "indicators/effects/observe.h"

typedef struct {
    KmEvaluation *evaluation;
    KmArena *arena; /* of the result */
    const KmEffectDesign *design;
    KmPeriod last; /* the last quarter that is looked at */
    int placebo;   /* quarters by which all starts are moved back; 0: none */
    /* Is everything that the outcome needs delivered for the quarter? NULL: a worked example. */
    bool (*is_delivered)(const void *self, const KmPeriod *quarter);
    const void *self;
} KmEffectAsked;

/* Everything but `run` and `knowledge`. Refuses (KM_ERROR_USAGE) a placebo that leaves no quarter
 * after, and (KM_ERROR_LIMIT) more than 64 quarters. */
bool km_effect_estimate(const KmEffectAsked *asked, KmEffect *ret_effect, KmError *err) KM_MUST_USE;

/* What the three methods share. */
typedef struct {
    int64_t n, hits;
    double noemer, waarde;
} KmEffectCell;

typedef struct {
    const KmEffectAsked *asked;
    KmArena *scratch;
    KmEffectMembers members;
    const KmPeriod *periods;
    size_t n_periods;
    bool *is_usable; /* by step */
    int *start;      /* by member: place of its start among the steps; −1: comparison */
    int *starts;     /* those that there are, each once */
    size_t n_starts;
    int placebo; /* steps by which all starts are moved back */
    int after;   /* the design's, or what a placebo leaves */
    int least;   /* the design's, or 1 in a worked example */
    KmEffectView view;
    KmEffect *effect;
} KmEstimating;

/* The outcome of a cell that has units. */
double km_effect_value(const KmIndicatorText *outcome, const KmEffectCell *cell);
void km_effect_add(KmEffectCell *cell, const KmEffectRow *row);
/* What may be said of a contrast. */
KmEffectEstimate km_effect_told(const KmContrast *contrast);
/* Steps used before and after, for the start that has most. */
void km_effect_count_steps(KmEstimating *e);

/* panel.c, matching.c: each fills `effect`. */
bool km_effect_panel(KmEstimating *e, KmError *err) KM_MUST_USE;
bool km_effect_series(KmEstimating *e, KmError *err) KM_MUST_USE;
bool km_effect_matching(KmEstimating *e, KmError *err) KM_MUST_USE;

#endif
