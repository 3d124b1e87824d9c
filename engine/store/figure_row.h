/* Private to the store: one row of the table `figure`. */
#ifndef ENGINE_STORE_FIGURE_ROW_H
#define ENGINE_STORE_FIGURE_ROW_H

#include "engine/store/figures.h"

#include <sqlite3.h>

#define KM_FIGURE_COLUMNS                                                                          \
    "indicator, period, dim1, code1, dim2, code2, reference, knowledge, status, n, x, sum,"        \
    " units_n, units_hit, units_miss, excluded, unknown, estimate, low, high, method, bound_low,"  \
    " bound_high, expected, delivered, missing, flags, run"

/* The setting with the runs whose figures are the current ones. */
#define KM_CURRENT_RUNS "current-runs"

typedef struct {
    KmFigure figure;
    bool is_gone; /* closes a block that has no units any more */
} KmFigureRow;

KmFigureRow km_figure_row_read(KmArena *arena, sqlite3_stmt *stmt);
/* The same in everything but the run and the comparisons, which are not stored. */
bool km_figure_same(const KmFigure *a, const KmFigure *b);
/* Dimensions, then codes, in byte order; NULL counts as "". */
int km_figure_by_block(const KmBlock *a, const KmBlock *b);

#endif
