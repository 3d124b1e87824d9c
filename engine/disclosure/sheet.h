/* The figures of one indicator laid out by period and category, in publishing order. */
#ifndef ENGINE_DISCLOSURE_SHEET_H
#define ENGINE_DISCLOSURE_SHEET_H

#include "engine/disclosure/gate.h"

typedef struct {
    const KmDimensionText *text;
    size_t n_codes;
    const char **codes; /* display order; codes the text does not know after it, "onbekend" last */
    const char **labels_nl;  /* of the codes */
    const KmFigure **cells;  /* period * n_codes + code; NULL: no such figure */
    const KmFigure **pooled; /* the four quarters that end with the period; NULL likewise */
} KmGrid;

typedef struct {
    const KmIndicatorText *text;
    size_t n_periods;
    KmPeriod *periods; /* single ones, oldest first */
    const KmFigure **totals;
    const KmFigure **pooled_totals;
    KmGrid *grids; /* one-way, in the order of the text */
    size_t n_grids;
} KmSheet;

enum { KM_POOLED_QUARTERS = 4 };

/* Crosses, dimensions the text does not declare, open ones where the profile hides them and other
 * ranges are left out. Refuses the same figure twice. */
bool km_sheet_build(KmArena *arena, const KmGateInput *input, const KmIndicatorText *text,
                    KmSheet *ret_sheet, KmError *err) KM_MUST_USE;
/* KM_NO_PERIOD when it is not there. */
size_t km_sheet_period(const KmSheet *sheet, const char *period);
#define KM_NO_PERIOD ((size_t)-1)

#endif
