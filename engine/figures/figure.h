/* One figure: a cell with its doubts. Made by the indicators, stored for ever, and turned into a
 * published figure only by the gate. Counts are integers; a double is an estimate. What is
 * undefined is a status with a reason. */
#ifndef ENGINE_FIGURES_FIGURE_H
#define ENGINE_FIGURES_FIGURE_H

#include "engine/base/date.h"
#include "engine/figures/block.h"

#include <stddef.h>

typedef enum {
    KM_FIGURE_DEFINED,
    KM_FIGURE_PARTIAL, /* a deliverer the hits need is missing: only the bounds may be trusted */
    KM_FIGURE_NOT_DELIVERED, /* the population cannot be known: n, x and estimate are not to be used
                              */
    KM_FIGURE_EMPTY          /* n = 0: no estimate ("n.v.t.", not 0 %) */
} KmFigureStatus;

typedef enum {
    KM_COMPARED_PREVIOUS,
    KM_COMPARED_YEAR_BEFORE,
    KM_COMPARED_CITY,
    KM_COMPARED_NORM
} KmComparisonKind;
enum { KM_COMPARISONS = 4 };

/* Units that are in a figure and in its earlier self: the same children counted twice. */
typedef struct {
    bool exists;
    int64_t n;             /* units in both */
    int64_t x_now, x_then; /* hits among them … */
    int64_t x_both;        /* … and those who were one both times */
    double now, then;      /* their share or mean in each */
    double correlation;    /* of the two estimates, -1 … 1 */
} KmStayers;

typedef struct {
    bool exists;
    char period[32];   /* of the other figure; empty for the norm */
    double other;      /* the other estimate or the norm's value */
    double difference; /* this − other, in the figure's unit (shares 0–1) */
    bool has_interval;
    double low, high; /* 95 % interval of the difference */
    double p;         /* two-sided, of no difference; only with an interval */
    double p_limit;   /* up to which p is clear: set by all differences of the period together */
    int verdict;      /* +1 clearly higher, −1 clearly lower, 0 no clear difference */
    /* What the difference is made of, adding up to it exactly: those who stayed and changed, those
     * who came and are unlike them, those who left and were unlike them. Source: M.J. Melitz, S.
     * Polanec, RAND Journal of Economics 46 (2015) 362-375. */
    bool has_parts;
    double stayed, entered, left;
    int64_t n_stayed, n_entered, n_left;
} KmComparison;

typedef struct {
    const char *indicator;
    const char *period;
    KmBlock block;
    KmDate reference; /* day of the state, or the last day of the window */
    KmDate knowledge; /* deliveries received later were not used */
    KmFigureStatus status;
    int64_t n;          /* population (units; unit-dates when the period is a range of quarters) */
    int64_t x;          /* hits among them */
    double sum;         /* rate, mean: numerator */
    int64_t units_n;    /* distinct units behind n … */
    int64_t units_hit;  /* … that were ever a hit */
    int64_t units_miss; /* … that were ever a miss: what the gate judges a pooled figure by */
    double n_effective; /* independent units that a share or mean is worth when they are alike
                           (children of one school); 0: as many as n */
    double design_effect;    /* variance over that of n independent units; 0: not measured … */
    int64_t clusters;        /* … the clusters it was measured on … */
    bool is_design_of_total; /* … those of the total, the block having too few */
    double sd;               /* mean with an interval: standard deviation of the values */
    int64_t excluded;        /* taken out, counted apart */
    int64_t unknown;         /* in n, of whom the hit is unknown */
    bool has_estimate;
    double estimate; /* share 0–1, or the indicator's unit */
    bool has_interval;
    double low, high;   /* 95 % */
    const char *method; /* "wilson" */
    double bound_low,
        bound_high;  /* from unknowns and missing deliveries; equal to the estimate when none */
    bool has_bounds; /* false when bounds cannot be given (NOT_DELIVERED, EMPTY) */
    int expected, delivered; /* deliverers of the contracts the figure uses */
    const char *missing;     /* "ko_plaatsing/wereldkind, …", or "" */
    const char
        *flags; /* comma-separated marks of its deliveries ("correctie", "voorlopig", …), or "" */
    const char *run;
    KmStayers stayers[2];   /* since the previous period, since the year before; exists only for
                               shares and means of one period */
    KmComparison *compared; /* KM_COMPARISONS of them; NULL: with nothing */
} KmFigure;

/* What the figure is compared with, all zero for nothing. */
const KmComparison *km_figure_compared(const KmFigure *figure, KmComparisonKind kind);
/* The same to be filled in; in `arena` when it is the figure's first. */
KmComparison *km_figure_compare(KmArena *arena, KmFigure *figure, KmComparisonKind kind);

/* `vve-bereik:2026K3:wijk=WK054603`, `…:wijk=WK054603,thuistaal=anders`, total `vve-bereik:2026K3`.
 */
char *km_figure_id(KmArena *arena, const char *indicator, const char *period,
                   const KmBlock *block) KM_MUST_USE;
/* Splits an id, with optional `@2026-10-15` (else KM_DATE_OPEN). The strings live in the arena. */
bool km_figure_id_parse(KmArena *arena, const char *id, const char **ret_indicator,
                        const char **ret_period, KmBlock *ret_block, KmDate *ret_knowledge,
                        KmError *err) KM_MUST_USE;
const char *
km_figure_status_name(KmFigureStatus status); /* "defined", "partial", "not-delivered", "empty" */

#endif
