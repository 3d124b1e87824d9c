/* What a design sees: who was treated from when, and the outcome unit by unit, quarter by quarter.
 * Inside this folder only. */
#ifndef INDICATORS_EFFECTS_OBSERVE_H
#define INDICATORS_EFFECTS_OBSERVE_H

#include "indicators/effects/design.h"
#include "indicators/evaluation/evaluation.h"

/* A cluster (or a unit, where the design has no clusters or matches units). */
typedef struct {
    uint32_t id; /* among the evaluation's units */
    bool is_treated;
    KmDate start; /* treated */
} KmEffectMember;

typedef struct {
    KmEffectMember *items; /* by person number, then by text: never in the order of the rows */
    size_t count;
} KmEffectMembers;

/* Refuses (KM_ERROR_DEFINITION) who is both treated and comparison. */
bool km_effect_members(KmEvaluation *evaluation, KmArena *arena, const KmEffectDesign *design,
                       KmEffectMembers *ret_members, KmError *err) KM_MUST_USE;

/* One unit in one quarter. */
typedef struct {
    size_t member; /* did, its: of its cluster; matched: its own */
    uint32_t unit;
    uint32_t cluster; /* KM_POOL_ABSENT: in none */
    uint32_t period;
    KmDate day;
    bool is_hit;
    double noemer, waarde;
} KmEffectRow;

typedef struct {
    const KmEffectRow *rows; /* of members only; unit by unit, quarter by quarter */
    size_t n_rows;
    int64_t in_no_cluster; /* distinct units of the outcome that were in none */
    KmJob job;             /* for the codes of the strata */
} KmEffectView;

/* `periods`: quarters in order, at most 64. */
bool km_effect_observe(KmEvaluation *evaluation, KmArena *arena, const KmEffectDesign *design,
                       const KmEffectMembers *members, const KmPeriod *periods, size_t n_periods,
                       KmEffectView *ret_view, KmError *err) KM_MUST_USE;

#endif
