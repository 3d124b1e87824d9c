/* The gate: figures in, a KmPublished out, under one profile. The rules are those of TRUST §6.2
 * steps 1 and 2 (closed partition over one dimension) and per-indicator sensitivity; fallbacks in
 * this order: the block alone, a declared merger, pooled quarters, a class, "afgeschermd".
 *
 * Safe: n = 0, or n ≥ N and each sensitive side ≥ k; for rates and means no hits and misses: n = 0
 * or n ≥ N; a distribution needs n ≥ N and in each category 0 or ≥ k (sensitive group: N alone).
 * Pooled figures are judged by distinct units (units_n, units_hit, units_miss). Crosses (two
 * dimensions) are stored but not published until the full gate stands; gaps and shares within days:
 * measures.h.
 *
 * Why it holds, within one indicator and one release: every category stands in exactly one shown
 * block or in the rest, blocks and rest are each safe, and safety is monotone; so whatever can be
 * had by adding or subtracting shown blocks is a union of safe parts, and a category inside a block
 * or the rest can be anything from 0 to that block's sum. The rest can be subtracted from the total
 * anyway: beside other blocks it is shown as one row "overig" (MERGED, its members listed), unless
 * all its members have pooled figures of their own. Numbers counted apart and bounds are shown for
 * all rows of a dimension or for none. A total that is not safe takes everything of its indicator
 * and period with it. Pooled figures: pooled.h. Not yet guarded: linked indicators, earlier
 * releases, insiders, differences between quarters of exact counts.
 *
 * Open dimensions (KmDimensionText.is_open) have no pooled figures, no numbers counted apart, no
 * bounds, and stay inside the city hall (hides_single). Each of their categories is an insider: it
 * knows its own children. So their rest has three or more categories and stays safe without any one
 * of them. Where one lies within another (schools within boards), the finer is closed within each
 * shown block of the wider and within its rest, apart: each finer block then lies in one wider
 * block, all that can be had by subtraction is a union of finer blocks and rests, and those are
 * safe. A wider block is shown only when it stays safe, or empty, without any one category within
 * it.
 *
 * What to give it: the totals and one-way blocks of every quarter that the release, its changes or
 * its pooled figures touch; a quarter that is not given counts as not shown (no change to it) or,
 * for pooled figures, as unknown (no pooled figure over it). */
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
    bool hides_single;    /* open dimensions (single organisations, sites, schools) stay inside */
    const char *rules_nl; /* one plain sentence */
} KmProfile;

/* The rules for one indicator: of units that no people stand behind (`sensitive: none`) everything
 * may be told as it is. */
const KmProfile *km_profile_for(KmArena *arena, const KmProfile *profile,
                                const KmIndicatorText *text);

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
    const KmFigure *first; /* totals as they were first told; a change then says what of it is a
                              correction of the earlier figure */
    size_t n_first;
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
