/* What an action brought about, as far as a design can tell: one result. Made by the indicators
 * layer; only the gate turns it into one that may leave. Counts are integers; what is undefined is
 * a reason. */
#ifndef ENGINE_FIGURES_EFFECT_H
#define ENGINE_FIGURES_EFFECT_H

#include "engine/figures/effect_text.h"

/* One group of a design, in the quarters that were used. */
typedef struct {
    int64_t clusters;  /* that take part */
    int64_t too_small; /* clusters left out: fewer than `least` units in some quarter */
    int64_t absent;    /* clusters left out: not there in every quarter */
    int64_t units;     /* distinct units behind the figures; matched: units that take part */
    int64_t least_units, least_hits, least_misses; /* in the thinnest quarter */
    /* Units of the smallest cluster in its thinnest quarter, and over all quarters together; −1:
     * the result is not made of clusters. */
    int64_t least_cluster, least_cluster_units;
    int64_t left_out; /* matched: units without a counterpart; else units in no cluster */
} KmEffectGroup;

typedef struct {
    const KmEffectText *text;
    char first[32], last[32]; /* steps looked at: "2023K4", "2026K3" */
    KmDate knowledge;
    const char *run; /* 12 hex digits */
    int placebo; /* quarters by which the starts were moved back, to look for nothing; 0: real */
    KmEffectLack lack;
    KmEffectEstimate effect;       /* the mean over the quarters after */
    KmEffectEstimate level, slope; /* series: the jump, the change of the slope per step */
    KmEffectEstimate drift;        /* before the start: difference per step; series: slope */
    bool has_leads;
    double leads_p, leads_f; /* all moments before the start together */
    int leads_df1;
    double leads_df2;
    KmTrendCheck check;
    const KmEffectMoment *moments;
    size_t n_moments;
    int steps_before, steps_after; /* used */
    int n_starts;                  /* different starts */
    int n_strata;
    const char *skipped; /* steps left out because deliveries miss: "2024K2, 2025K1", or "" */
    KmEffectGroup treated, comparison;
} KmEffect;

#endif
