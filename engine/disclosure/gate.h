/* The gate: figures in, a KmPublished out, under one profile. The rules are those of TRUST §6.2
 * steps 1 and 2 (closed partition over one dimension) and per-indicator sensitivity; fallbacks in
 * this order: the block alone, a declared merger, pooled quarters, a class, "afgeschermd". Every
 * shown block is safe, and so is every block that can be had by adding or subtracting shown ones.
 *
 * Safe: n = 0, or n ≥ N and each sensitive side ≥ k; for rates and means no hits and misses: n = 0
 * or n ≥ N. Pooled figures are judged by distinct units (units_n, units_hit, units_miss). Crosses
 * (two dimensions) are stored but not published until the full gate stands. */
#ifndef ENGINE_DISCLOSURE_GATE_H
#define ENGINE_DISCLOSURE_GATE_H

#include "engine/figures/explanation.h"
#include "engine/figures/figure.h"
#include "engine/figures/indicator_text.h"
#include "engine/published/published.h"

typedef struct {
    const char *name;
    int64_t least_n;    /* N */
    int64_t least_side; /* k */
    int64_t income_n;   /* N where a dimension is income */
    int64_t income_side;
    int64_t round_counts; /* 1: exact; 5: multiples of 5 */
    int decimals;         /* most decimals of a percentage; 0 with rounded counts */
    const char *rules_nl; /* one plain sentence */
} KmProfile;

/* NULL: no such profile. Names: werkgroep, stuurgroep, openbaar, onderzoek. */
const KmProfile *km_profile(const char *name);
extern const char *const km_profile_names[4];

typedef struct {
    const KmFigure
        *figures; /* any order; totals, one-way blocks, crosses, and range (pooled) periods */
    size_t n_figures;
    const KmIndicatorText *const *indicators; /* the order of publication */
    size_t n_indicators;
    const KmProfile *profile;
    KmReleaseText release;
} KmGateInput;

bool km_gate(KmArena *arena, const KmGateInput *input, const KmPublished **ret_published,
             KmError *err) KM_MUST_USE;

/* The explanation of one published figure. A step keeps its count only when the figure's counts are
 * shown and its difference with the step before, and with the figure's n and x, is 0 or at least k.
 */
bool km_gate_explanation(KmArena *arena, const KmProfile *profile, const KmExplanation *explanation,
                         const KmPublishedFigure *figure,
                         const KmPublishedExplanation **ret_explanation, KmError *err) KM_MUST_USE;

#endif
