/* From indication to a ve place: being led to a site, waiting, being placed, or not. */
#ifndef STAD_GUIDANCE_H
#define STAD_GUIDANCE_H

#include "stad/city.h"

typedef struct {
    Day led;         /* NEVER: not led to a site */
    bool outside;    /* to a site outside the city: never placed here */
    Day placed;      /* NEVER: not placed */
    Day until;       /* school, departure or the fifth birthday */
    bool other_care; /* stays in a nursery without ve */
} Guidance;

Guidance guidance_draw(const City *city, const Child *child, Random *random);

/* Writes the outcome on the child's decisions. */
void guidance_record(City *city, const Child *child, const Guidance *guidance, int site,
                     Random *random);

#endif
