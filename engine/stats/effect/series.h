/* An interrupted time series: one series with a start.
 *
 *     y_t = b0 + b1 t + level · after_t + slope · (t − t0) · after_t + e_t
 *
 * `level` is the jump at the start t0, `slope` the change of the slope, `gap` the mean distance
 * over the points after between the series and the line of before drawn on: level + slope · (mean
 * of t − t0). Points between the start and t0 + delay are left out. Errors: Newey-West with lag
 * floor(4 (n/100)^(2/9)) and the factor n/(n − k) (linear.h), or the classical one where that is
 * larger: with so few points the errors' own correlation is estimated too small. Student's t with n
 * − 4 degrees of freedom. Sources: A.K. Wagner et al., J Clin Pharm Ther 27 (2002) 299-309; J.
 * Lopez Bernal et al., Int J Epidemiol 46 (2017) 348-355. Tested against R lm and sandwich.
 *
 * Nothing else may have changed at the start; there is no comparison. Fewer than 8 points before or
 * 4 after leave everything undefined. */
#ifndef ENGINE_STATS_EFFECT_SERIES_H
#define ENGINE_STATS_EFFECT_SERIES_H

#include "engine/stats/effect/contrast.h"

enum { KM_SERIES_BEFORE = 8, KM_SERIES_AFTER = 4 };

typedef struct {
    const double *y;
    const bool *is_usable; /* NULL: all */
    size_t n;
    size_t start; /* t0: place of the first point after */
    size_t delay;
} KmInterrupted;

/* How far a point lies from the line of before, drawn on, and the interval of one such point: from
 * the regression of the points before alone, n_before − 2 degrees of freedom, e ± t s √(1 − h)
 * before and the prediction interval e ± t s √(1 + h) from the start on. Points left out because of
 * `delay` are told as well. */
typedef struct {
    int moment; /* t − t0 */
    KmContrast away;
} KmSeriesPoint;

typedef struct {
    size_t n_before, n_after; /* points used */
    size_t lag;
    KmContrast level, slope, gap; /* slope per point */
    KmContrast before;            /* b1: the slope of before */
    KmValue durbin_watson;
    const KmSeriesPoint *points; /* usable ones, in order; none when undefined */
    size_t n_points;
} KmSeriesEffect;

/* Refuses (KM_ERROR_USAGE) a start outside the series and values that are no numbers. */
bool km_interrupted_series(KmArena *arena, const KmInterrupted *series, double confidence,
                           KmSeriesEffect *ret_effect, KmError *err) KM_MUST_USE;

#endif
