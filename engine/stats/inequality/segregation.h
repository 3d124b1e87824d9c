/* Segregation of two groups over units (schools, districts): x_i and y_i persons in unit i, t_i
 * both, X, Y, T the totals, P = X/T, p_i = x_i/t_i. Empty units count for nothing.
 *
 *   dissimilarity D = ½ Σ |x_i/X − y_i/Y|          Duncan and Duncan, Am Sociol Rev 20 (1955)
 * 210-217 isolation xPx = Σ x_i/X · p_i, exposure xPy = Σ x_i/X · y_i/t_i, eta² = (xPx − P)/(1 − P)
 * Bell, Social Forces 32 (1954) 357-364 segregation index GS = ½ Σ |x_i/X − t_i/T|     Gorard and
 * Taylor, Sociology 36 (2002) 875-895 Theil H = Σ t_i (E − E_i)/(T E), E entropy     Theil and
 * Finizza, J Math Sociol 1 (1971) 187-193 Gini = Σ Σ t_i t_j |p_i − p_j| / (2 T² P(1−P)) James and
 * Taeuber, Sociol Methodol 15 (1985) 1-32
 *
 * All lie between 0 (every unit alike) and 1, isolation between P and 1. With few persons a unit
 * they lie above 0 by chance alone. Tested against R and mpmath. */
#ifndef ENGINE_STATS_INEQUALITY_SEGREGATION_H
#define ENGINE_STATS_INEQUALITY_SEGREGATION_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef struct {
    double dissimilarity, isolation, exposure, eta2, gorard, theil, gini;
} KmSegregation;

/* Refuses (KM_ERROR_USAGE) lists of unequal length, a count below 0, one of the groups empty. Time
 * n log n in the units. */
bool km_segregation(KmArena *arena, KmCounts x, KmCounts y, KmSegregation *ret_found,
                    KmError *err) KM_MUST_USE;

#endif
