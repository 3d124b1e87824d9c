/* School careers: the start around the fourth birthday, then a row per school year. */
#ifndef STAD_SCHOOL_H
#define STAD_SCHOOL_H

#include "stad/city.h"

void school_build(City *city);

#endif
