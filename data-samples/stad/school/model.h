/* What this part of the city adds to its plain records. All random draws have streams of their own,
 * so that they move nothing else. */
#ifndef STAD_SCHOOL_MODEL_H
#define STAD_SCHOOL_MODEL_H

#include "stad/city.h"
#include "stad/school/absences.h"
#include "stad/school/advices.h"
#include "stad/school/dossiers.h"
#include "stad/school/handovers.h"
#include "stad/tools/list.h"
#include "stad/tools/random.h"

enum {
    STREAM_HANDOVERS = 301,
    STREAM_TRANSFERS,
    STREAM_ADVICES,
    STREAM_ABSENCES,
    STREAM_LEAVERS,
    STREAM_DOSSIERS,
    STREAM_GROUPS,
    STREAM_PERSONS,
    STREAM_REPEATS,
    STREAM_DESTINATIONS
};

typedef struct SchoolArea {
    LIST_OF(Handover) handovers; /* by child */
    LIST_OF(Advice) advices;     /* one a child */
    LIST_OF(Absence) absences;   /* by child */
    LIST_OF(Dossier) dossiers;
} SchoolArea;

#endif
