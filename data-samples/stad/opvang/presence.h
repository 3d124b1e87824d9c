/* The planted effect: from 1 April 2025 two houders ring parents when a toddler stays away, and
 * part of the hours that would have been missed is kept. Who does so, what it gains and the answer
 * that a comparison of sites must find. */
#ifndef STAD_PRESENCE_H
#define STAD_PRESENCE_H

#include "stad/city.h"

/* Quarter hours kept of those that a child would have missed at a site in a month. */
int presence_gain(const City *city, size_t child, int site, int month, int missed);
/* The share of the agreed hours that was kept: the mean over the sites that take part and the
 * quarters since. */
double presence_mean_gain(const City *city);

#endif
