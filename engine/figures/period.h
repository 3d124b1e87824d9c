/* Periods as people write them: `2026K3` (calendar quarter), `2025-2026` (school year, 1 August to
 * 31 July), `2026-09` (month), `2026-10-01` (day), and ranges of equals `2025K4..2026K3`. */
#ifndef ENGINE_FIGURES_PERIOD_H
#define ENGINE_FIGURES_PERIOD_H

#include "engine/base/date.h"
#include "engine/base/error.h"

typedef enum {
    KM_PERIOD_QUARTER,
    KM_PERIOD_SCHOOL_YEAR,
    KM_PERIOD_MONTH,
    KM_PERIOD_DAY
} KmPeriodKind;

typedef struct {
    KmPeriodKind kind;
    KmDate from;   /* first day */
    KmDate to;     /* first day after */
    bool is_range; /* more than one of its kind */
    char text[32]; /* canonical writing */
} KmPeriod;

/* Refuses with KM_ERROR_USAGE, saying the forms. */
bool km_period_parse(const char *text, KmPeriod *ret_period, KmError *err) KM_MUST_USE;
/* The period of the same kind `steps` later (negative: earlier); ranges shift by their own parts.
 */
KmPeriod km_period_shift(const KmPeriod *period, int steps);
/* Number of its kind inside: 1, or more for a range. */
int km_period_parts(const KmPeriod *period);
/* Part `i` of a range (0-based), itself for a single period. */
KmPeriod km_period_part(const KmPeriod *period, int i);
KmPeriod km_period_quarter_of(KmDate day);
KmPeriod km_period_month_of(KmDate day);
/* From the first part of `a` to the last of `b`; both of one kind, a not after b. */
bool km_period_range(const KmPeriod *a, const KmPeriod *b, KmPeriod *ret_range,
                     KmError *err) KM_MUST_USE;
/* "derde kwartaal 2026", "schooljaar 2025-2026", "september 2026", "1 oktober 2026" */
char *km_period_dutch(KmArena *arena, const KmPeriod *period) KM_MUST_USE;

#endif
