#include "stad/school/area.h"

#include "stad/school/model.h"
#include "stad/school/school.h"

#include <stdlib.h>

void school_area_build(City *city)
{
    city->school_area = calloc(1, sizeof *city->school_area);
    if (city->school_area == NULL) {
        give_up("no memory", "school");
    }
    handovers_build(city);
    advices_build(city);
    absences_build(city);
    dossiers_build(city);
}

void school_area_release(City *city)
{
    free(city->school_area->handovers.items);
    free(city->school_area->advices.items);
    free(city->school_area->absences.items);
    free(city->school_area->dossiers.items);
    free(city->school_area);
    city->school_area = NULL;
}

void school_area_deliver(const Round *round)
{
    handovers_deliver(round);
    advices_deliver(round);
    duo_deliver(round);
    absences_deliver(round);
    dossiers_deliver(round);
}

void school_area_tables(const char *directory)
{
    absences_number_changes(directory);
}

void school_area_truth(const City *city, Answers *answers)
{
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        handovers_truth(city, answers, quarter);
        transitions_truth(city, answers, quarter);
        classes_truth(city, answers, quarter);
        advices_truth(city, answers, quarter);
        absences_truth(city, answers, quarter);
        destinations_truth(city, answers, quarter);
        dossiers_truth(city, answers, quarter);
        pupils_truth(city, answers, quarter);
    }
}
