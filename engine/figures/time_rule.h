/* When an indicator is measured, seen from a period that somebody asks (DOMAIN §2.1). Each rule has
 * windows; what belongs to a period is the last window that is complete at its end. A yearly figure
 * belongs to the quarter in which its window ends: 1 October to K4, 1 February to K1, the school
 * year (until 31 July) to K3; in the other quarters nothing is measured. */
#ifndef ENGINE_FIGURES_TIME_RULE_H
#define ENGINE_FIGURES_TIME_RULE_H

#include "engine/figures/period.h"

typedef enum {
    KM_TIME_QUARTER_END, /* KE: the state on the period's last day */
    KM_TIME_COHORT,      /* COH: who starts in the period, seen on that day */
    KM_TIME_FLOW,        /* KP: what happens in the period */
    KM_TIME_YEAR,        /* R12: what happens in the twelve months until the period's end */
    KM_TIME_OCTOBER,     /* OKT: the state on 1 October */
    KM_TIME_FEBRUARY,    /* FEB: the state on 1 February */
    KM_TIME_SCHOOL_YEAR  /* SJ: what happens from 1 August to 31 July */
} KmTimeRule;

typedef struct {
    KmDate from, to; /* days [from, to); a state is that of day to − 1 */
} KmWindow;

/* The last complete window of a rule at the end of a single period. `delay`: whole quarters that
 * the window lies earlier, so that what follows on it can be seen in full; 0 for a yearly rule. */
KmWindow km_time_window(KmTimeRule rule, int delay, const KmPeriod *period);
/* Does that window end inside the period? Always so for KE, COH, KP and R12. */
bool km_time_is_measured(KmTimeRule rule, const KmPeriod *period);
/* One day (KE, OKT, FEB) rather than a stretch. */
bool km_time_is_day(KmTimeRule rule);
/* OKT, FEB, SJ: one figure a year. */
bool km_time_is_yearly(KmTimeRule rule);
/* Windows of following quarters have no day in common, so that four of them may be pooled: KE, COH,
 * KP. */
bool km_time_is_quarterly(KmTimeRule rule);
const char *km_time_name(KmTimeRule rule); /* "KE" … */
/* What a period's figure is about: "derde kwartaal 2026", "schooljaar 2025-2026", "1 oktober 2026",
 * "12 maanden tot en met september 2026". */
char *km_time_dutch(KmArena *arena, KmTimeRule rule, const KmPeriod *period) KM_MUST_USE;

#endif
