/* Whether the dates in a file are those of its period, or of another one: last quarter's export
 * under a new name, or one of a quarter that had not begun.
 *
 * What happens on separate days is taken as a Poisson count: where an earlier period has m days on
 * which something begins, the period itself has none with chance exp(-m). A file is held for that
 * of another period from m = 8 on (1 in 3 000), and with k days in it from m = 8 + 6 k on, which is
 * rarer still. For last period's file, the one before and either the one before that or the same
 * days a year ago must be that busy, for an older file all three: a start of the school year or a
 * summer is no ground. Days, not rows: many rows begin on the first of a month. */
#ifndef IMPORTERS_DELIVERY_PERIOD_FIT_H
#define IMPORTERS_DELIVERY_PERIOD_FIT_H

#include "engine/figures/period.h"
#include "engine/store/delivery.h"
#include "importers/decoding/day_counts.h"

typedef struct {
    const KmPeriod *period;
    KmAuthority authority;
    KmDate received;
    int64_t kept, outside;      /* rows; of those, rows that lie wholly outside the period */
    const KmDayCounts *begins;  /* of the rows' own spells or events; NULL: they have none */
    const KmDayCounts *ends;    /* NULL: the rows have no end of their own */
    const KmDayCounts *stamped; /* a column that says of which day the row is; NULL: there is none,
                                   or it tells nothing of a period of this length */
} KmPeriodEvidence;

typedef enum {
    KM_PERIOD_FITS,
    KM_PERIOD_OUTSIDE, /* most rows lie wholly outside the period: they would not count */
    KM_PERIOD_EARLIER, /* nothing begins in it, and much in one before */
    KM_PERIOD_LATER,   /* nothing ends in it, much begins and ends in the next one */
    KM_PERIOD_STAMPED  /* every row says that it is of another period */
} KmPeriodVerdict;

typedef struct {
    KmPeriodVerdict verdict;
    bool has_other;        /* false: the dates lie too far away, or nowhere */
    KmPeriod other;        /* the other period of the same length with most dates */
    int64_t here, there;   /* rows dated in the file's period, and in the other */
    bool by_end;           /* `there` are rows that end in the other period */
    int64_t before, after; /* rows dated before the file's period, and after it */
} KmPeriodFit;

/* The first day that is counted for a file of this period. */
KmDate km_period_fit_first_day(const KmPeriod *period);
KmPeriodFit km_period_fit(const KmPeriodEvidence *evidence);

#endif
