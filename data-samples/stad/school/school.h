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

/* How many levels the class of a pupil in the first year of secondary school has. */
typedef enum { CLASS_NOT_TOLD, CLASS_ONE_LEVEL, CLASS_TWO_LEVELS, CLASS_MORE_LEVELS } ClassKind;
extern const char *const class_codes[];
ClassKind class_of(size_t child, const Enrolment *row);
void classes_truth(const City *city, Answers *answers, int quarter);

#endif
