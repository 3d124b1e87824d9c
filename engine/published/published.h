/* What may leave the building. A KmPublished can only be made by the gate (engine/disclosure);
 * everything that prints, draws or exports reads it through this header. What is hidden is not in
 * it: no n, no x, no interval, no order. */
#ifndef ENGINE_PUBLISHED_PUBLISHED_H
#define ENGINE_PUBLISHED_PUBLISHED_H

#include "engine/base/arena.h"
#include "engine/base/date.h"
#include "engine/figures/block.h"
#include "engine/figures/indicator_text.h"
#include "engine/figures/period.h"

typedef struct KmPublished KmPublished;

typedef enum {
    KM_PUBLISHED_SHOWN,     /* the block itself */
    KM_PUBLISHED_MERGED,    /* a declared merger: `code` is its id, `members` its codes; or what is
                               left beside the other rows: `code` "overig", label lists them */
    KM_PUBLISHED_POOLED,    /* several quarters together: a whole percentage, no counts */
    KM_PUBLISHED_CLASS,     /* "ten minste 95 %": bound_low only */
    KM_PUBLISHED_PROTECTED, /* too small to show: "afgeschermd" (also the code of such a row) */
    KM_PUBLISHED_PARTIAL,   /* deliveries missing: bounds only, and n (has_counts is false) */
    KM_PUBLISHED_NOT_DELIVERED, /* nothing to compute from */
    KM_PUBLISHED_EMPTY          /* no units: "n.v.t." */
} KmPublishedStatus;

/* A change or distance that may be shown (both ends are). Shares as 0–1 differences. */
typedef struct {
    bool exists;
    char period[32];
    double other, difference;
    bool has_interval;
    double low, high; /* 95 % */
    double p;         /* two-sided, of no difference; only with an interval */
    double p_limit; /* clear up to this p: what keeps false flags rare among all the differences of
                       the period; 0: none was judged */
    int verdict;    /* +1 clearly higher, −1 clearly lower, 0 no clear difference */
    /* What those who stayed, came and left add to the difference, in its unit; only of a total, and
     * only where each of these groups may be shown. */
    bool has_parts;
    double stayed, entered, left;
    int64_t n_stayed, n_entered, n_left;
    /* What the other figure was when it was first told, on which day of knowledge, and what has
     * come to it since: other = first + corrected. So from what was told then to this figure it is
     * corrected + difference. Of a total only, and only where it may be shown. */
    bool has_correction;
    double first, corrected;
    KmDate first_known;
} KmPublishedChange;

typedef struct {
    const char *id; /* figure id, as `explain` takes it */
    const KmIndicatorText *indicator;
    KmPeriod period; /* of the figure; a range when pooled */
    KmDate reference;
    KmBlock block;        /* total: empty dims */
    const char *label_nl; /* of the code: "Leiden-Noord", the merger's label, or the area's name for
                             the total */
    const char *const *members; /* codes a merged or protected row stands for */
    size_t n_members;
    KmPublishedStatus status;
    bool has_counts;      /* n and x may be printed */
    int64_t n, x;         /* rounded already when the profile rounds */
    double sum;           /* rate, mean */
    bool is_sum_withheld; /* the sum stays behind while n is printed */
    bool has_estimate;
    double estimate; /* rounded to `decimals` when the profile asks */
    bool has_interval;
    bool is_clustered; /* the interval counts that units of one place (a school) are alike */
    double low, high;
    /* How much less certain than independent units, where the exact numbers may be printed. */
    bool has_design;
    double n_effective;      /* independent units that n is worth; at most n */
    double design_effect;    /* variance over that of n independent units */
    int64_t clusters;        /* schools it was measured on, ten at least */
    bool is_design_of_total; /* on those of the total: the group has too few */
    bool has_sd;
    double sd;       /* of the values behind a mean */
    bool has_bounds; /* differ from the estimate: print them */
    double bound_low, bound_high;
    int decimals;              /* of the printed percentage */
    int64_t excluded, unknown; /* −1: not shown */
    int expected, delivered;
    const char *missing; /* deliverers that are missing, printable */
    const char *flags;   /* comma-separated marks, "voorlopig" … */
    KmPublishedChange previous, year_before, city, norm;
} KmPublishedFigure;

typedef struct {
    const char *profile; /* werkgroep · stuurgroep · openbaar · onderzoek */
    const char *run;     /* 12 hex digits */
    const char *area_nl; /* "Leiden" */
    KmDate knowledge;
    const char *rules_nl; /* the profile's rules in one plain sentence, printable */
    const char *program;  /* "kansmeter 0.1.0" */
} KmReleaseText;

const KmReleaseText *km_published_release(const KmPublished *published);
/* In the order: indicator (as given to the gate), period, dimension, display order of the codes. */
size_t km_published_count(const KmPublished *published);
const KmPublishedFigure *km_published_at(const KmPublished *published, size_t i);
size_t km_published_indicator_count(const KmPublished *published);
const KmIndicatorText *km_published_indicator_at(const KmPublished *published, size_t i);
const KmIndicatorText *km_published_indicator(const KmPublished *published,
                                              const char *id); /* NULL: not there */
/* The total of an indicator in a period, or NULL. */
const KmPublishedFigure *km_published_total(const KmPublished *published, const char *indicator,
                                            const char *period);
/* Rows of one dimension in one period (the quarter itself, its pooled stand-ins included), in
 * display order. */
typedef struct {
    const KmPublishedFigure *const *figures;
    size_t count;
} KmPublishedRows;
KmPublishedRows km_published_rows(const KmPublished *published, KmArena *arena,
                                  const char *indicator, const char *period, const char *dimension);

/* An explanation that may leave: steps whose difference with their neighbour is too small carry no
 * count. */
typedef struct {
    const char *label;
    int kind; /* KmStepKind */
    bool has_count;
    int64_t count;
} KmPublishedStep;
typedef struct KmPublishedExplanation {
    const KmPublishedFigure *figure;
    const KmPublishedStep *steps;
    size_t n_steps;
    const char *const
        *deliveries; /* "jgz_indicatie/jgz-rijnland/2026K3/1, ontvangen 14 oktober 2026" */
    size_t n_deliveries;
    const struct KmPublishedExplanation *parts; /* a gap's: of each shown group of the dimension */
    size_t n_parts;
} KmPublishedExplanation;

#endif
