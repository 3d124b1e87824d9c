/* What a statistic is: a number, without bound, or not defined for a stated reason. Never NaN,
 * never a huge number that stands for infinity. */
#ifndef ENGINE_STATS_VALUE_H
#define ENGINE_STATS_VALUE_H

#include "engine/base/error.h"

#include <stddef.h>

typedef enum {
    KM_VALUE_UNDEFINED = 0, /* `why` completes "not defined, because …" */
    KM_VALUE_DEFINED,
    KM_VALUE_UNBOUNDED /* the data set no upper limit; printed Inf */
} KmValueState;

typedef struct {
    KmValueState state;
    double number;   /* 0 unless defined */
    const char *why; /* a constant text; NULL unless undefined */
} KmValue;

typedef struct {
    KmValue estimate, low, high;
} KmEstimate;

/* Lists as methods take them; they own nothing. */
typedef struct {
    const double *at;
    size_t n;
} KmSeries;

typedef struct {
    const int64_t *at;
    size_t n;
} KmCounts;

/* A number that is not finite becomes undefined ("the computation overflows"). −0 becomes 0. */
KmValue km_value(double number);
KmValue km_undefined(const char *why);
KmValue km_unbounded(void);

/* Checks that many methods share; all refuse with KM_ERROR_USAGE. `name` names the input. */
bool km_check_confidence(double confidence, KmError *err) KM_MUST_USE;
bool km_check_proportion(int64_t x, int64_t n, KmError *err) KM_MUST_USE;
/* Same length, and at least `least` values each. */
bool km_check_lengths(const char *first, size_t n_first, const char *second, size_t n_second,
                      KmError *err) KM_MUST_USE;
bool km_check_least(const char *name, size_t n, size_t least, KmError *err) KM_MUST_USE;
/* Every value finite and above 0 (weights, populations, person time). */
bool km_check_positive(const char *name, KmSeries values, KmError *err) KM_MUST_USE;
bool km_check_not_negative(const char *name, KmSeries values, KmError *err) KM_MUST_USE;
bool km_check_counts(const char *name, KmCounts values, KmError *err) KM_MUST_USE;
/* Hits of units, element by element: 0 ≤ x ≤ n and n ≥ 1. */
bool km_check_parts(KmCounts x, KmCounts n, KmError *err) KM_MUST_USE;

#endif
