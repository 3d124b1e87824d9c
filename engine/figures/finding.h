/* A finding: what is wrong or noteworthy about one line of a delivery. Data, not an error: a rule
 * code with arguments, rendered English on the terminal and Dutch in return reports. Arguments
 * never hold a personal value: a class of the value ("8 digits", "letters") instead. */
#ifndef ENGINE_FIGURES_FINDING_H
#define ENGINE_FIGURES_FINDING_H

#include <stdint.h>

typedef enum {
    KM_OUTCOME_ACCEPTED,
    KM_OUTCOME_REMARKED,
    KM_OUTCOME_REFUSED,
    KM_OUTCOME_DUPLICATE,
    KM_OUTCOME_SKIPPED /* no row of data (a total, a header once more): not among the lines read */
} KmOutcome;

typedef struct {
    const char *rule;     /* stable code: "date-invalid" */
    KmOutcome outcome;    /* what it does to the row */
    int64_t line;         /* physical line where the record starts; 0: the whole file */
    int column;           /* 1-based column of the record; 0: the whole row */
    const char *field;    /* header as delivered, or "" */
    const char *value;    /* class of the value ("letters", "5 cijfers"), or a code that is not
                             personal; or "" */
    const char *argument; /* rule-specific: expected form, other line …; or "" */
    const char *record;   /* the deliverer's own number of the row, for the return report only: the
                             store does not keep it; or "" */
} KmFinding;

/* Totals per rule: all are counted, the first 1 000 per rule keep their lines. */
typedef struct {
    const char *rule;
    KmOutcome outcome;
    int64_t count;
} KmFindingCount;

#endif
