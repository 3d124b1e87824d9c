/* The plan register: ambitions with their actions, and the supporting measures. Data, read from a
 * JSON file in the data directory; nothing here knows Leiden. */
#ifndef REPORTS_PLAN_H
#define REPORTS_PLAN_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *id; /* "A1.3", "M1" */
    const char *title_nl;
} KmPlanAction;

/* A part gets one page: an ambition, or all measures together. */
typedef struct {
    const char *page;           /* file name without ending: "ambitie-1", "maatregelen" */
    const char *name_nl;        /* "Ambitie 1", "Ondersteunende maatregelen" */
    const char *title_nl;       /* "Een vliegende start (voor ieder kind)" */
    const char *workgroup;      /* may be "" */
    const char *workgroup_code; /* in the code list of C16; may be "" */
    const KmPlanAction *actions;
    size_t n_actions;
} KmPlanPart;

typedef struct {
    const char *title_nl;
    const KmPlanPart *parts;
    size_t n_parts;
} KmPlan;

bool km_plan_read(KmArena *arena, const char *path, KmPlan *ret_plan, KmError *err) KM_MUST_USE;

#endif
