/* How long indicated toddlers wait for their first day: every child is walked day by day. */
#include "stad/opvang/judge.h"
#include "stad/opvang/model.h"
#include "stad/truth/waiting.h"

#include <string.h>

enum { YEAR_IN_QUARTERS = 4 };

static bool may_start(const City *city, const Child *child, Day day)
{
    return lives_here(city, child, day) && day >= months_after(child->birth, 30) &&
           day < months_after(child->birth, 48) && !at_primary(city, child, day) &&
           indication_on(city, child, day) != NULL;
}

static void follow(const City *city, const Child *child, Day begin, Day last, Waiting *waiting)
{
    Day day = begin;

    if (known_reason(indication_on(city, child, begin)) == REASON_MEDICAL) {
        waiting->excluded++;
        return;
    }
    while (day <= last && may_start(city, child, day) && !has_ve_place(city, child, day)) {
        day++;
    }
    if (day <= last && may_start(city, child, day)) {
        waiting_start(waiting, day - begin);
    } else {
        waiting_lose(waiting, day - begin);
    }
}

static void watch(const City *city, const Child *child, Day first, Day last, Waiting *waiting)
{
    Day half = months_after(child->birth, 30);
    Day four = months_after(child->birth, 48);

    for (Day day = first > half ? first : half; day <= last && day < four; day++) {
        if (may_start(city, child, day) && !may_start(city, child, day - 1)) {
            follow(city, child, day, last, waiting);
            return;
        }
    }
}

/* Who starts waiting in the year until the quarter's end; before the fourth quarter nobody has
 * delivered a whole year. */
void waiting_truth(const City *city, Answers *answers, int quarter)
{
    static const int within[] = {42, 56, 91};
    Waiting waiting;

    if (quarter + 1 < YEAR_IN_QUARTERS) {
        return;
    }
    (void)memset(&waiting, 0, sizeof waiting);
    for (size_t i = 0; i < city->children.count; i++) {
        watch(city, &city->children.items[i], city_quarter(quarter + 1 - YEAR_IN_QUARTERS).first,
              city_quarter(quarter).last, &waiting);
    }
    waiting_answer(&waiting, answers, "vve-plaatsing-duur", city_quarter(quarter).name, within,
                   sizeof within / sizeof within[0]);
}
