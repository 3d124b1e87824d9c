/* JGZ: the assessment of the target group, and what is decided later. */
#ifndef STAD_ASSESSMENT_H
#define STAD_ASSESSMENT_H

#include "stad/city.h"

/* Children born before this day are older than any figure asks for. */
Day assessment_first_birth(void);

void assessment_build(City *city);

/* The decision that makes the child indicated for the first time, or NULL. */
Decision *assessment_first_yes(const City *city, const Child *child);

#endif
