/* The first cell X of a 2 × 2 table whose margins are given: the hypergeometric distribution, and
 * Fisher's noncentral one at an odds ratio φ. Time goes with the spread of X, not with the counts:
 * sums start at the greatest term and stop where nothing is added, so that tables of 1e9 units
 * take no longer than a blink and tails keep their digits down to the smallest double.
 *
 * The mass by C. Loader's saddle point (2000) as three binomial masses, relative error below 1e-11.
 * Tested against R dhyper, phyper and mpmath. Private to stats/tables. */
#ifndef ENGINE_STATS_TABLES_HYPERGEOMETRIC_H
#define ENGINE_STATS_TABLES_HYPERGEOMETRIC_H

#include "engine/base/arena.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t first, second; /* the rows' sums */
    int64_t hits;          /* the first column's sum */
    int64_t low, high;     /* what X can be */
} KmMargins;

/* Sums ≥ 0, hits at most first + second. */
KmMargins km_margins(int64_t first, int64_t second, int64_t hits);

/* ln P(X = x) at φ = 1; low ≤ x ≤ high. */
double km_hyper_ln_mass(const KmMargins *m, int64_t x);
/* ln Σ P(X = x) φ^x over from ≤ x ≤ to, within low … high. */
double km_hyper_ln_sum(const KmMargins *m, double ln_odds, int64_t from, int64_t to);
/* The mean of X at φ, less `origin`. */
double km_hyper_mean(const KmMargins *m, double ln_odds, int64_t origin);
/* Σ P(X = x) over all x that are no more probable than `observed`, relative slack 1e-7. */
double km_hyper_two_sided(const KmMargins *m, int64_t observed);

/* P(X = x) at φ = 1 for x = low, low + 1 …; those too small for a double are left out. */
typedef struct {
    int64_t low;
    size_t n;
    double *p;
} KmHyperMasses;
KmHyperMasses km_hyper_masses(KmArena *arena, const KmMargins *m) KM_MUST_USE;

#endif
