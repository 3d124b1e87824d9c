/* The answers about first-year classes of secondary schools. */
#include "stad/school/school.h"
#include "stad/truth/people.h"

#include <string.h>

void classes_truth(const City *city, Answers *answers, int quarter)
{
    int year, month, date;
    Groups groups;

    if (quarter % 4 != 0) {
        return;
    }
    civil_of(city_quarter(quarter).first, &year, &month, &date);
    Day october = day_of(year, 10, 1);
    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, october);
        if (row == NULL || !row->secondary || row->year != 1) {
            continue;
        }
        ClassKind kind = class_of(i, row);
        Person person = person_on(city, child, october);
        if (kind == CLASS_NOT_TOLD) {
            groups_unknown(&groups, person);
        } else {
            groups_count(&groups, person, kind != CLASS_ONE_LEVEL);
        }
    }
    groups_answer(answers, "brede-brugklas", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
}
