/* Who goes to which school, a row per pupil and school year; and how each board's system exports.
 */
#ifndef STAD_SCHOOL_H
#define STAD_SCHOOL_H

#include "stad/city.h"
#include "stad/tools/sheet.h"
#include "stad/truth/answers.h"

void school_build(City *city);
const Dialect *board_dialect(int board);
void pupils_truth(const City *city, Answers *answers, int quarter);

#endif
