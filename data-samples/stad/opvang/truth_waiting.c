/* How long indicated toddlers wait for their first day: every child is walked day by day. The share
 * still waiting after each day is what the product-limit estimate says: those who start that day,
 * of those who were followed until then (Kaplan and Meier, JASA 53 (1958) 457-481). */
#include "stad/opvang/judge.h"
#include "stad/opvang/model.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 400, YEAR_IN_QUARTERS = 4 };

typedef struct {
    int started[LONGEST]; /* by days waited */
    int lost[LONGEST];    /* followed no longer, by days waited */
    int children;
    int excluded;
} Waiting;

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
    waiting->children++;
    while (day <= last && may_start(city, child, day) && !has_ve_place(city, child, day)) {
        day++;
    }
    if (day <= last && may_start(city, child, day)) {
        waiting->started[day - begin]++;
    } else {
        waiting->lost[day - begin]++;
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

/* The share still waiting after so many days. */
static double still_waiting(const Waiting *waiting, int days)
{
    int at_risk = waiting->children;
    double share = 1.0;

    for (int day = 0; day <= days; day++) {
        if (at_risk > 0) {
            share *= 1.0 - (double)waiting->started[day] / (double)at_risk;
        }
        at_risk -= waiting->started[day] + waiting->lost[day];
    }
    return share;
}

static long started_by(const Waiting *waiting, int days)
{
    long total = 0;

    for (int day = 0; day <= days; day++) {
        total += waiting->started[day];
    }
    return total;
}

static Answer answer_of(const Waiting *waiting, int quarter)
{
    Answer answer = {.indicator = "vve-plaatsing-duur",
                     .units = waiting->children,
                     .hits = (double)started_by(waiting, LONGEST - 1),
                     .excluded = waiting->excluded};

    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    return answer;
}

static void answer_median(const Waiting *waiting, Answers *answers, int quarter)
{
    static const double half = 0.5 + 1e-12; /* a half told in binary fractions is still a half */
    Answer answer = answer_of(waiting, quarter);

    for (int day = 0; day < LONGEST && !answer.has_estimate; day++) {
        answer.has_estimate = still_waiting(waiting, day) <= half;
        answer.estimate = (double)day;
    }
    answers_add(answers, &answer);
}

static void answer_within(const Waiting *waiting, Answers *answers, int quarter, int days)
{
    Answer answer = answer_of(waiting, quarter);

    (void)snprintf(answer.dim1, sizeof answer.dim1, "binnen");
    (void)snprintf(answer.code1, sizeof answer.code1, "%d", days);
    answer.hits = (double)started_by(waiting, days);
    answer.has_estimate = true;
    answer.estimate = 1.0 - still_waiting(waiting, days);
    answers_add(answers, &answer);
}

static int waiting_after(const Waiting *waiting, int days)
{
    int left = waiting->children;

    for (int day = 0; day <= days; day++) {
        left -= waiting->started[day] + waiting->lost[day];
    }
    return left;
}

/* Week by week: how many are still waiting, and what share. */
static void answer_curve(const Waiting *waiting, Answers *answers, int quarter)
{
    enum { WEEK = 7, HALF_A_YEAR = 182 };

    for (int days = 0; days <= HALF_A_YEAR && waiting_after(waiting, days) > 0; days += WEEK) {
        Answer answer = answer_of(waiting, quarter);

        (void)snprintf(answer.dim1, sizeof answer.dim1, "wachtend");
        (void)snprintf(answer.code1, sizeof answer.code1, "%d", days);
        answer.units = waiting_after(waiting, days);
        answer.hits = (double)started_by(waiting, days);
        answer.excluded = 0;
        answer.has_estimate = true;
        answer.estimate = still_waiting(waiting, days);
        answers_add(answers, &answer);
    }
}

/* Who starts waiting in the year until the quarter's end; before the fourth quarter nobody has
 * delivered a whole year. */
void waiting_truth(const City *city, Answers *answers, int quarter)
{
    Waiting waiting;

    if (quarter + 1 < YEAR_IN_QUARTERS) {
        return;
    }
    (void)memset(&waiting, 0, sizeof waiting);
    for (size_t i = 0; i < city->children.count; i++) {
        watch(city, &city->children.items[i], city_quarter(quarter + 1 - YEAR_IN_QUARTERS).first,
              city_quarter(quarter).last, &waiting);
    }
    answer_median(&waiting, answers, quarter);
    answer_within(&waiting, answers, quarter, 42);
    answer_within(&waiting, answers, quarter, 56);
    answer_within(&waiting, answers, quarter, 91);
    answer_curve(&waiting, answers, quarter);
}
