/* Waiting times counted by the day. The share still waiting after each day is what the
 * product-limit estimate says: those who start that day, of those who were followed until then
 * (Kaplan and Meier, JASA 53 (1958) 457-481). */
#ifndef STAD_WAITING_H
#define STAD_WAITING_H

#include "stad/truth/answers.h"

enum { LONGEST_WAIT = 400 };

typedef struct {
    int started[LONGEST_WAIT]; /* by days waited */
    int lost[LONGEST_WAIT];    /* followed no longer, by days waited */
    int units;
    int excluded;
} Waiting;

void waiting_start(Waiting *waiting, int days);
void waiting_lose(Waiting *waiting, int days);
/* The median, the shares that started within so many days, and the curve week by week. */
void waiting_answer(const Waiting *waiting, Answers *answers, const char *indicator,
                    const char *period, const int *within, size_t n_within);

#endif
