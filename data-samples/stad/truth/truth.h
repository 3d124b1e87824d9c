/*
 * The right answers. The city is replayed day by day: every child has a state (where it lives,
 * which decision holds, which places it has, whether it is at school), events change the state,
 * and on the last day of a quarter the states are counted. No spell is ever compared with a
 * reference date here, so that the truth does not share its mistakes with the delivery files.
 */
#ifndef STAD_TRUTH_H
#define STAD_TRUTH_H

#include "stad/city.h"
#include "stad/truth/answers.h"

void truth_count(const City *city, Answers *answers);

#endif
