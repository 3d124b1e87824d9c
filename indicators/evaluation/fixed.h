/* Sums in units of 2^-40: whole numbers add up to the same whatever their order, doubles do not,
 * and the order of the units is that in which they were first met. For numbers up to KM_MOST_WAARDE
 * and their squares. */
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

static inline double km_unfixed(KmFixed value)
{
    return (double)value * 0x1p-40;
}

#endif
