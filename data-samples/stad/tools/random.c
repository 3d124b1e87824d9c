#include "stad/tools/random.h"

#include <math.h>

static uint64_t splitmix(uint64_t *seed)
{
    *seed += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t mixed = *seed;
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

static uint64_t rotate_left(uint64_t word, int bits)
{
    return (word << bits) | (word >> (64 - bits));
}

static uint64_t next_word(Random *random)
{
    uint64_t *state = random->state;
    uint64_t result = rotate_left(state[1] * 5, 7) * 9;
    uint64_t shifted = state[1] << 17;

    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate_left(state[3], 45);
    return result;
}

Random random_stream(uint64_t seed, Stream stream, size_t index)
{
    Random random;
    uint64_t start = seed;

    start = splitmix(&start) ^ (uint64_t)stream;
    start = splitmix(&start) ^ (uint64_t)index;
    for (int i = 0; i < 4; i++) {
        random.state[i] = splitmix(&start);
    }
    return random;
}

double random_unit(Random *random)
{
    return (double)(next_word(random) >> 11) * 0x1.0p-53;
}

bool random_chance(Random *random, double probability)
{
    return random_unit(random) < probability;
}

int random_between(Random *random, int low, int high)
{
    return low + (int)(random_unit(random) * (double)(high - low + 1));
}

int random_waiting_days(Random *random, double mean_days)
{
    return (int)(-log(1.0 - random_unit(random)) * mean_days);
}

size_t random_weighted(Random *random, const double *weights, size_t count)
{
    double total = 0.0;

    for (size_t i = 0; i < count; i++) {
        total += weights[i];
    }
    double mark = random_unit(random) * total;
    for (size_t i = 0; i + 1 < count; i++) {
        if (mark < weights[i]) {
            return i;
        }
        mark -= weights[i];
    }
    return count - 1;
}
