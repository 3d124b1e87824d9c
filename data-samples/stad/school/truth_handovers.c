/* The answers about handovers. */
#include "stad/school/model.h"
#include "stad/truth/people.h"

#include <stdlib.h>
#include <string.h>

enum { SIX_WEEKS = 42, HALF_PAST_THREE = 42 };

/* The first day at a primary school, when the deliveries saw the child arrive there. */
static Day first_day(const City *city, const Child *child)
{
    Day first = NEVER;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (!row->secondary && row->from < first) {
            first = row->from;
        }
    }
    return first;
}

static bool was_ever_indicated(const City *city, const Child *child, Day day)
{
    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->verdict == VERDICT_YES && decision->decided <= day) {
            return true;
        }
    }
    return false;
}

/* First day of each child's warm handover in `warm`. */
static void mark_warm(const City *city, bool *warm)
{
    const SchoolArea *area = city->school_area;

    for (size_t i = 0; i < area->handovers.count; i++) {
        const Handover *handover = &area->handovers.items[i];
        const Child *child = &city->children.items[handover->child];
        Day earliest = months_after(child->birth, HALF_PAST_THREE);
        Day latest = first_day(city, child) + SIX_WEEKS;
        warm[handover->child] |= handover->kind == HANDOVER_CARE && handover->form != NEVER &&
                                 handover->talk != NEVER && earliest <= handover->form &&
                                 handover->form <= latest && earliest <= handover->talk &&
                                 handover->talk <= latest;
    }
}

void handovers_truth(const City *city, Answers *answers, int quarter)
{
    Quarter before = city_quarter(quarter - 1);
    Groups groups;
    bool *warm = quarter == 0 ? NULL : calloc(city->children.count + 1, sizeof *warm);

    if (quarter == 0) { /* nobody told who came to school before the first file */
        return;
    }
    if (warm == NULL) {
        give_up("no memory", "handovers");
    }
    (void)memset(&groups, 0, sizeof groups);
    mark_warm(city, warm);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day day = first_day(city, child);
        if (before.first <= day && day <= before.last && was_ever_indicated(city, child, day)) {
            groups_count(&groups, person_on(city, child, day), warm[i]);
        }
    }
    groups_answer(answers, "warme-overdracht-ve", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
    free(warm);
}
