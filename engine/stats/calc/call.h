/* What an entry of the registry works with: its inputs, read and checked for kind, and its outputs.
 * Private to stats/calc. Asking for an input that the entry does not list is a bug (assert). */
#ifndef ENGINE_STATS_CALC_CALL_H
#define ENGINE_STATS_CALC_CALL_H

#include "engine/stats/calc/method.h"
#include "engine/stats/proportion.h"

/* Rows of equal length. */
typedef struct {
    const int64_t *at; /* row by row */
    size_t rows, columns;
} KmCountTable;

typedef struct {
    const double *at; /* row by row; a row of the text is one column of a regression */
    size_t rows, columns;
} KmColumns;

/* Groups numbered from 0 in the order in which their labels first occur. */
typedef struct {
    const size_t *at;
    size_t n, groups;
} KmLabels;

bool km_call_has(const KmCall *call, const char *name);
int64_t km_call_count(const KmCall *call, const char *name);
double km_call_real(const KmCall *call, const char *name);
const char *km_call_text(const KmCall *call, const char *name);
KmCounts km_call_counts(const KmCall *call, const char *name);
KmSeries km_call_series(const KmCall *call, const char *name);
KmLabels km_call_labels(const KmCall *call, const char *name);
KmCountTable km_call_table(const KmCall *call, const char *name);
KmColumns km_call_columns(const KmCall *call, const char *name);
/* All of "g*" in the order of their numbers. */
size_t km_call_groups(const KmCall *call, const char *name, KmSeries **ret_groups);
/* A table that must be 2 × 2. */
bool km_call_fourfold(const KmCall *call, const char *name, int64_t ret_cells[4],
                      KmError *err) KM_MUST_USE;

void km_give(KmCall *call, const char *name, KmValue value);
void km_give_number(KmCall *call, const char *name, double number);
void km_give_interval(KmCall *call, KmInterval interval); /* lower, upper */
void km_give_estimate(KmCall *call, KmEstimate estimate); /* estimate, lower, upper */
/* The name of the output is made from a format: ("shrunk_%zu", 1). */
void km_givef(KmCall *call, KmValue value, const char *format, ...) KM_PRINTF(3, 4);
/* The flagged ones, counted from 1. */
void km_give_points(KmCall *call, const char *name, const bool *flagged, size_t n);

/* A number as it stands in output names: 0.05, 30, 2.5. */
char *km_call_label(const KmCall *call, double number) KM_MUST_USE;

#endif
