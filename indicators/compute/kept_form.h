/* Private to the kept runs: the form of figures as bytes, for who packs and who unpacks them. */
#ifndef INDICATORS_KEPT_FORM_H
#define INDICATORS_KEPT_FORM_H

#include "indicators/compute/kept_part.h"

#include <stddef.h>

enum {
    KM_KEPT_FIGURE = 408,
    KM_KEPT_COMPARED = KM_COMPARISONS * sizeof(KmComparison),
    KM_KEPT_WORD = 8,
    KM_KEPT_COLUMNS =
        (KM_KEPT_FIGURE > KM_KEPT_COMPARED ? KM_KEPT_FIGURE : KM_KEPT_COMPARED) / KM_KEPT_WORD,
    KM_KEPT_ROWS = 512, /* of one chunk: its figures stay in the processor's cache */
    KM_KEPT_VALUES = 64 /* a column of so many values at most gets a list of them */
};

/* How a column of a chunk is written. */
typedef enum {
    KM_KEPT_ZERO,
    KM_KEPT_SAME,    /* the value */
    KM_KEPT_ANOTHER, /* the number of an earlier column */
    KM_KEPT_STEPS,   /* differences with the row before, short when small */
    KM_KEPT_FEW,     /* the list of values, then a byte a row */
    KM_KEPT_PLAIN
} KmKeptWay;

/* Where a figure's texts are. In the bytes a text is its place among the texts plus one; 0: NULL.
 */
enum { KM_KEPT_TEXTS = 10 };
extern const size_t km_kept_texts_at[KM_KEPT_TEXTS];
/* Whether it is compared with anything. */
enum { KM_KEPT_COMPARED_AT = offsetof(KmFigure, compared) / KM_KEPT_WORD };

/* The rows of the chunk that begins at row `at` of `n`. */
size_t km_kept_rows_at(size_t at, size_t n);

#endif
