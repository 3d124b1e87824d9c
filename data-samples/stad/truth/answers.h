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
void answers_write(Answers *answers, const char *directory); /* and releases */
void answers_release(Answers *answers);

#endif
