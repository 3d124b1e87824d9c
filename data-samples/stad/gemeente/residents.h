/* Births, moves inside the city, moving in and out, deaths: who lives where, and when. */
#ifndef STAD_RESIDENTS_H
#define STAD_RESIDENTS_H

#include "stad/city.h"

void residents_build(City *city);

#endif
