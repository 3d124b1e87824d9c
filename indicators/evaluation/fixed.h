/* Sums in units of 2^-40: whole numbers add up to the same whatever their order, doubles do not,
 * and the order of the units is that in which they were first met. For numbers up to KM_MOST_WAARDE
 * and their squares. Each term is off by half a unit at most, and so were the doubles it came from:
 * values that cancel leave a rest that means nothing. */
#ifndef INDICATORS_FIXED_H
#define INDICATORS_FIXED_H

#include <math.h>
#include <stdint.h>

__extension__ typedef __int128 KmFixed;

static inline KmFixed km_fixed(double value)
{
    double units = floor(value * 0x1p40 + 0.5);
    return fabs(units) < 0x1p62 ? (KmFixed)(int64_t)units : (KmFixed)units; /* the first is quick */
}

/* The sum of so many terms: 0 where their roundings alone can make it, else to nine decimals as far
 * as a double has them. */
static inline double km_unfixed(KmFixed value, int64_t terms)
{
    double sum = (double)value * 0x1p-40;
    if (value <= terms && value >= -terms) {
        return 0.0;
    }
    return fabs(sum) < 1e6 ? nearbyint(sum * 1e9) / 1e9 : sum;
}

#endif
