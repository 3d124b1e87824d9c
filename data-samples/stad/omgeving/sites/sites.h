/* What the register of sites says of schools and ve sites: policies and who helps parents. */
#ifndef STAD_OMGEVING_SITES_H
#define STAD_OMGEVING_SITES_H

#include "stad/city.h"
#include "stad/truth/answers.h"

void places_truth(const City *city, Answers *answers, int quarter);

#endif
