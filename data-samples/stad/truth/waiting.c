#include "stad/truth/waiting.h"

#include <stdio.h>

enum { WEEK = 7, HALF_A_YEAR = 182 };

void waiting_start(Waiting *waiting, int days)
{
    waiting->units++;
    waiting->started[days]++;
}

void waiting_lose(Waiting *waiting, int days)
{
    waiting->units++;
    waiting->lost[days]++;
}

/* The share still waiting after so many days. */
static double still_waiting(const Waiting *waiting, int days)
{
    int at_risk = waiting->units;
    double share = 1.0;

    for (int day = 0; day <= days; day++) {
        if (at_risk > 0) {
            share *= 1.0 - (double)waiting->started[day] / (double)at_risk;
        }
        at_risk -= waiting->started[day] + waiting->lost[day];
    }
    return share;
}

static int started_by(const Waiting *waiting, int days)
{
    int total = 0;

    for (int day = 0; day <= days; day++) {
        total += waiting->started[day];
    }
    return total;
}

static int waiting_after(const Waiting *waiting, int days)
{
    int left = waiting->units;

    for (int day = 0; day <= days; day++) {
        left -= waiting->started[day] + waiting->lost[day];
    }
    return left;
}

static void set_block(Answer *answer, const char *dim, int days)
{
    (void)snprintf(answer->dim1, sizeof answer->dim1, "%s", dim);
    (void)snprintf(answer->code1, sizeof answer->code1, "%d", days);
}

/* The day of the next start; when nobody starts any more the last day on which somebody was
 * followed. */
static int next_start(const Waiting *waiting, int day)
{
    int last = day;

    for (int later = day + 1; later < LONGEST_WAIT; later++) {
        if (waiting->started[later] > 0) {
            return later;
        }
        last = waiting->lost[later] > 0 ? later : last;
    }
    return last;
}

/* The middle of the days on which exactly half still waits, else the first day on which fewer do.
 */
static void answer_median(const Waiting *waiting, Answers *answers, Answer answer)
{
    static const double rounding = 1e-12; /* a half told in binary fractions is still a half */

    for (int day = 0; day < LONGEST_WAIT && !answer.has_estimate; day++) {
        double share = still_waiting(waiting, day);
        int until = share >= 0.5 - rounding ? next_start(waiting, day) : day;
        answer.has_estimate = share <= 0.5 + rounding;
        answer.estimate = (double)(day + until) / 2.0;
    }
    answers_add(answers, &answer);
}

/* Not told when nobody was followed that long, unless all have started. */
static void answer_within(const Waiting *waiting, Answers *answers, Answer answer, int days)
{
    set_block(&answer, "binnen", days);
    answer.hits = (double)started_by(waiting, days);
    answer.estimate = 1.0 - still_waiting(waiting, days);
    answer.has_estimate = answer.estimate >= 1.0 || waiting_after(waiting, days - 1) > 0;
    answers_add(answers, &answer);
}

/* How many are still waiting, and what share. */
static void answer_curve(const Waiting *waiting, Answers *answers, Answer answer)
{
    answer.excluded = 0;
    answer.has_estimate = true;
    for (int days = 0; days <= HALF_A_YEAR && waiting_after(waiting, days) > 0; days += WEEK) {
        set_block(&answer, "wachtend", days);
        answer.units = waiting_after(waiting, days);
        answer.hits = (double)started_by(waiting, days);
        answer.estimate = still_waiting(waiting, days);
        answers_add(answers, &answer);
    }
}

void waiting_answer(const Waiting *waiting, Answers *answers, const char *indicator,
                    const char *period, const int *within, size_t n_within)
{
    Answer answer = {.units = waiting->units,
                     .hits = (double)started_by(waiting, LONGEST_WAIT - 1),
                     .excluded = waiting->excluded};

    (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicator);
    (void)snprintf(answer.period, sizeof answer.period, "%s", period);
    answer_median(waiting, answers, answer);
    for (size_t i = 0; i < n_within; i++) {
        answer_within(waiting, answers, answer, within[i]);
    }
    answer_curve(waiting, answers, answer);
}
