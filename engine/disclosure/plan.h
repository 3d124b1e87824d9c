/* What of one dimension is shown in each period: the closed partition, and pooled stand-ins for
 * what is left over. */
#ifndef ENGINE_DISCLOSURE_PLAN_H
#define ENGINE_DISCLOSURE_PLAN_H

#include "engine/disclosure/partition.h"
#include "engine/disclosure/safety.h"
#include "engine/disclosure/sheet.h"

typedef struct KmPlan {
    const KmSheet *sheet;
    const KmGrid *grid;
    const struct KmPlan *wider; /* of the open dimension it lies within; NULL: none */
    const KmGrid *finer;        /* the open dimension that lies within it; NULL: none */
    KmTree tree;
    KmJudge judge;
    size_t **block;  /* by period, by category: node, KM_NO_NODE in the rest; NULL: not published */
    size_t **pooled; /* likewise the pooled stand-in of a category in the rest; NULL: none */
} KmPlan;

/* `open` by period: the total is shown. Refuses (a bug) when categories do not add up to the total:
 * the difference would be a block that no one has judged. One plan for each grid of the sheet, in
 * its order; wider dimensions are judged first. */
bool km_plans_make(KmArena *arena, const KmSheet *sheet, const KmProfile *profile, const bool *open,
                   KmPlan **ret_plans, KmError *err) KM_MUST_USE;
const KmFigure *km_plan_cell(const KmPlan *plan, size_t period, size_t code);
/* Zero when there is no figure. */
KmSides km_plan_sides(const KmPlan *plan, size_t period, size_t code);

#endif
