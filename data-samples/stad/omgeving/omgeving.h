/*
 * What surrounds childcare and school: activities and who takes part, schemes for families, talks
 * with parents, the survey, the action register and training (C11, C12, C13, C16, C17): drawn,
 * delivered and counted.
 */
#ifndef STAD_OMGEVING_H
#define STAD_OMGEVING_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

void omgeving_build(City *city);
void omgeving_release(City *city);
void omgeving_deliver(const Round *round);
void omgeving_truth(const City *city, Answers *answers);

#endif
