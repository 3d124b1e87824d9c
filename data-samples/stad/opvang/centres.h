/* Where the children of child centres go to school. */
#ifndef STAD_OPVANG_CENTRES_H
#define STAD_OPVANG_CENTRES_H

#include "stad/city.h"
#include "stad/truth/answers.h"

void centres_truth(const City *city, Answers *answers, int quarter);

#endif
