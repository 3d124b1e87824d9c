/* Contracts with childcare organisations: ve places, ordinary nurseries, after-school care. */
#ifndef STAD_CHILDCARE_H
#define STAD_CHILDCARE_H

#include "stad/city.h"

void childcare_build(City *city);

#endif
