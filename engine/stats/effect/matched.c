#include "engine/stats/effect/matched.h"

typedef struct {
    size_t treated, comparison;
} Stratum;

static void count_clusters(KmArena *arena, const KmGroups *groups, KmMatched *matched)
{
    bool *seen = KM_NEW_ARRAY(arena, bool, 2 * groups->n_clusters);
    for (size_t i = 0; i < groups->n; i++) {
        size_t at = groups->cluster[i] * 2 + (groups->is_treated[i] ? 1 : 0);
        size_t *count =
            groups->is_treated[i] ? &matched->clusters_treated : &matched->clusters_comparison;
        *count += seen[at] ? 0 : 1;
        seen[at] = true;
    }
}

bool km_matched(KmArena *arena, const KmMatchedUnits *units, double confidence,
                KmMatched *ret_matched, KmError *err)
{
    KmMatched matched = {0};
    Stratum *strata = KM_NEW_ARRAY(arena, Stratum, units->n_strata);
    double *change = KM_NEW_ARRAY(arena, double, units->n);
    double *weight = KM_NEW_ARRAY(arena, double, units->n);
    bool *is_treated = KM_NEW_ARRAY(arena, bool, units->n);
    size_t *cluster = KM_NEW_ARRAY(arena, size_t, units->n);
    size_t n = 0;
    for (size_t i = 0; i < units->n; i++) {
        Stratum *stratum = &strata[units->stratum[i]];
        stratum->treated += units->is_treated[i] ? 1 : 0;
        stratum->comparison += units->is_treated[i] ? 0 : 1;
    }
    for (size_t i = 0; i < units->n; i++) {
        const Stratum *stratum = &strata[units->stratum[i]];
        if (stratum->treated == 0 || stratum->comparison == 0) {
            matched.treated_left_out += units->is_treated[i] ? 1 : 0;
            matched.comparison_left_out += units->is_treated[i] ? 0 : 1;
            continue;
        }
        change[n] = units->change[i];
        weight[n] =
            units->is_treated[i] ? 1.0 : (double)stratum->treated / (double)stratum->comparison;
        is_treated[n] = units->is_treated[i];
        cluster[n++] = units->cluster == NULL ? i : units->cluster[i];
        matched.n_treated += units->is_treated[i] ? 1 : 0;
        matched.n_comparison += units->is_treated[i] ? 0 : 1;
    }
    for (size_t s = 0; s < units->n_strata; s++) {
        matched.n_strata += strata[s].treated > 0 && strata[s].comparison > 0 ? 1 : 0;
    }
    KmGroups groups = {.change = change,
                       .weight = weight,
                       .is_treated = is_treated,
                       .cluster = cluster,
                       .n = n,
                       .n_clusters = units->cluster == NULL ? units->n : units->n_clusters};
    if (n == 0) {
        KmValue none = km_undefined("no stratum holds both treated and comparison units");
        matched.effect = (KmContrast){none, none, none, none, none, none};
        *ret_matched = matched;
        return true;
    }
    count_clusters(arena, &groups, &matched);
    if (!km_contrast(arena, &groups, confidence, &matched.effect, err)) {
        return false;
    }
    *ret_matched = matched;
    return true;
}
