/* The numbers of one published row, from the figures of its block. */
#ifndef ENGINE_DISCLOSURE_ROW_H
#define ENGINE_DISCLOSURE_ROW_H

#include "engine/disclosure/safety.h"

typedef struct {
    KmFigureStatus status;
    int64_t n, x, excluded, unknown;
    double sum;
    bool has_bounds;
    double worth;          /* independent units per unit, the least of its figures */
    int64_t low, high;     /* counts behind the bounds of a share */
    const KmFigure *first; /* for what is the same in all: date, coverage, flags */
    size_t n_figures;
} KmBlockSum;

/* Distributions: n is of all categories together and not added. */
void km_block_add(KmBlockSum *block, const KmIndicatorText *text, const KmFigure *figure);

/* Counts apart and bounds are all or nothing within one dimension: shown beside a hidden one they
 * could be subtracted from the total's. */
typedef struct {
    bool excluded, unknown, bounds;
} KmExtras;
KmExtras km_extras_all(void);
void km_extras_judge(KmExtras *extras, const KmIndicatorText *text, const KmBlockSum *block,
                     const KmJudge *judge);

/* What every row of a release shares. */
typedef struct {
    KmArena *arena;
    const KmProfile *profile;
    const KmIndicatorText *text;
    const char *area_nl;
} KmRowMaker;

/* A row with everything but numbers: nothing shown. `block` NULL: coverage unknown. */
KmPublishedFigure km_row_bare(const KmRowMaker *maker, const KmPeriod *period,
                              const KmFigure *like);
/* Fills status and numbers of a block that was judged safe. */
void km_row_fill(const KmRowMaker *maker, const KmBlockSum *block, KmExtras extras,
                 KmPublishedFigure *row);
/* Of a total, `dimension` is NULL and the label stays that of the area. */
void km_row_name(const KmRowMaker *maker, const KmDimensionText *dimension, const char *code,
                 const char *label_nl, KmPublishedFigure *row);

#endif
