/* What the working groups and the organisers of training say of themselves: the lines of the action
 * register (C16) and the calendar of training (C17a), as delivered. Plain data; texts are the
 * deliverers' own, checked at import for what points at a person. */
#ifndef ENGINE_FIGURES_WORK_REGISTER_H
#define ENGINE_FIGURES_WORK_REGISTER_H

#include "engine/base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* Texts are never NULL; days that were not given are KM_DATE_OPEN. */
typedef struct {
    const char *id;                   /* "VS-014" */
    const char *action;               /* "A1.3", "M2" */
    const char *group_nl;             /* working group */
    const char *kind, *kind_nl;       /* "voortgang", "evaluatie", "besluit", "onderzoek", "risico",
                                         "gedeeld", "datasetverzoek" */
    const char *status, *status_nl;   /* "op-schema" … */
    const char *title, *owner, *note; /* owner: a partner's id */
    const char *research;             /* number of the research it belongs to */
    const char *shared_with;          /* codes of working groups, "|" between them */
    KmDate start, deadline, day;      /* day: of the state */
    bool has_progress;
    double progress; /* percent, 0 to 100 */
    bool adjusts;    /* the line changes the course */
} KmWorkLine;

typedef struct {
    const char *id, *title, *provider, *action, *sectors; /* sectors: codes, "|" between them */
    const char *theme_nl;
    KmDate day;
    double hours; /* 0: not given */
    int seats;    /* 0: not given */
} KmTraining;

typedef struct {
    const KmWorkLine *lines; /* by action, kind, id; what holds on the last day of the period */
    size_t n_lines;
    const KmTraining *trainings; /* planned in the two quarters after it, by day, id */
    size_t n_trainings;
} KmWorkRegister;

#endif
