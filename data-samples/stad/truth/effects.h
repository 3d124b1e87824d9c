/* effecten.csv: what the planted programmes truly gained, an answer that no delivery holds. */
#ifndef STAD_EFFECTS_H
#define STAD_EFFECTS_H

#include "stad/city.h"
#include "stad/truth/answers.h"

/* `with`: the city's own answers; `without`: those of the same lives in a city in which the
 * programme of the two districts never began. */
void effects_write(const City *city, const Answers *with, const Answers *without);

#endif
