/*
 * Seeded random numbers (xoshiro256**, started through splitmix64; Blackman and Vigna, public
 * domain). Every child draws from a stream of its own, so a change for one child leaves all
 * others as they were.
 */
#ifndef STAD_RANDOM_H
#define STAD_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t state[4];
} Random;

/* What a stream is for; with the index it names the stream. */
typedef enum {
    STREAM_ADDRESSES = 1,
    STREAM_BIRTHS,
    STREAM_HOME,
    STREAM_TRAITS,
    STREAM_SCHOOL,
    STREAM_ASSESSMENT,
    STREAM_GUIDANCE,
    STREAM_CHILDCARE,
    STREAM_SITES
} Stream;

Random random_stream(uint64_t seed, Stream stream, size_t index);
double random_unit(Random *random); /* [0, 1) */
bool random_chance(Random *random, double probability);
int random_between(Random *random, int low, int high);     /* both ends included */
int random_waiting_days(Random *random, double mean_days); /* exponential, rounded down */
size_t random_weighted(Random *random, const double *weights, size_t count);

#endif
