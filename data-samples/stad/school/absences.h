/* C10: what the attendance office is told. */
#ifndef STAD_SCHOOL_ABSENCES_H
#define STAD_SCHOOL_ABSENCES_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

typedef enum {
    ABSENCE_ABSOLUTE,
    ABSENCE_RELATIVE,
    ABSENCE_LONG,
    ABSENCE_HOLIDAY,
    ABSENCE_EXEMPTION,
    ABSENCE_SICK,
    ABSENCE_LEFT
} AbsenceKind;

typedef struct {
    uint32_t child;
    AbsenceKind kind;
    Day from;
    Day to;            /* NEVER: running */
    int quarter_hours; /* of unlawful absence */
    int site;          /* NO_SITE: at no school */
    int end_reason;
    bool repeats;         /* the same episode, reported again */
    bool definitive_only; /* only known in the year after */
    bool qualified;       /* left with a basic qualification */
} Absence;

/* Where an early leaver went, by the number of the report. */
typedef enum {
    DESTINATION_WORK,
    DESTINATION_SCHOOL,
    DESTINATION_NONE,
    DESTINATION_NOT_TOLD,
    DESTINATION_DAY_CARE
} Destination;
Destination absence_destination(size_t number);

void absences_build(City *city);
void absences_deliver(const Round *round);
/* nieuwe-nummers.csv: whose onderwijsnummer became a BSN. */
void absences_number_changes(const char *directory);
void absences_truth(const City *city, Answers *answers, int quarter);
void destinations_truth(const City *city, Answers *answers, int quarter);

#endif
