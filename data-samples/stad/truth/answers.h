/* waarheid.csv: the right answers, a line per block. Whoever counts adds its lines; they are sorted
 * and written once. */
#ifndef STAD_ANSWERS_H
#define STAD_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int units;
    double hits; /* or the sum of what they have */
    int excluded;
    int unknown;
} Count;

typedef struct {
    char indicator[40];
    char period[12]; /* 2026K3, 2025-2026 */
    char dim1[32];
    char code1[40];
    char dim2[32];
    char code2[40];
    long units;
    double hits; /* or the sum of values */
    long excluded;
    long unknown;
    bool has_estimate; /* the figure, where it does not follow from units and hits (a median, … */
    double estimate;   /* … a gap) */
    bool has_bounds;   /* the least and most it can be by what was delivered: of a share, or of what
                          an amount is per unit */
    double low;
    double high;
} Answer;

typedef struct {
    Answer *items;
    size_t used;
    size_t capacity;
} Answers;

/* Names are cut to fit; an answer about no units is left out. */
void answers_add(Answers *answers, const Answer *answer);
/* The common line; `dim` and `code` "" for the total. */
void answers_count(Answers *answers, const char *indicator, const char *period, const char *dim,
                   const char *code, Count counted);
/* So many units were only counted: in each block of this share that many more may be hits. */
void answers_bound(Answers *answers, const char *indicator, const char *period, long possible);
/* waarheid.csv, and grenzen.csv with the bounds; and releases. */
void answers_write(Answers *answers, const char *directory);
void answers_release(Answers *answers);

#endif
