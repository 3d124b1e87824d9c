/* How often a contract is delivered and when it is due: the terms that its JSON states. Plain data;
 * who is expected is the indicators' work, what a deliverer reads is the importers'. */
#ifndef ENGINE_FIGURES_FREQUENCY_H
#define ENGINE_FIGURES_FREQUENCY_H

#include "engine/figures/period.h"

#include <stddef.h>

typedef enum {
    KM_FREQUENCY_QUARTER,
    KM_FREQUENCY_MONTH,
    KM_FREQUENCY_SCHOOL_YEAR,
    KM_FREQUENCY_YEAR,     /* a calendar year, written as its four quarters: 2026K1..2026K4 */
    KM_FREQUENCY_ON_CHANGE /* no due day: something must be there, and newer when it changed */
} KmFrequency;

enum { KM_USUAL_DUE_DAYS = 21 }; /* after the period, when a contract has no `km:due_days` */

typedef struct {
    const char *contract;
    KmFrequency frequency;
    int due_days; /* after the last day of the period; negative: before it (advice in May) */
} KmDeliveryTerms;

/* "month", "quarter", "school_year", "year", "on_change". */
bool km_frequency_find(const char *name, KmFrequency *ret_frequency) KM_MUST_USE;
const char *km_frequency_names(void); /* "month, quarter, …" for messages */
/* "per kwartaal", "bij elke wijziging" */
const char *km_frequency_dutch(KmFrequency frequency);
/* The period of this frequency that holds the day; for on_change the quarter. */
KmPeriod km_frequency_period_of(KmFrequency frequency, KmDate day);
/* The periods whose last day lies in [from, to), in order; at most `most`. For on_change none. */
size_t km_frequency_periods(KmFrequency frequency, KmDate from, KmDate to, KmPeriod *ret_periods,
                            size_t most);
/* The day a period's file is due by the contract alone. */
KmDate km_frequency_due(const KmDeliveryTerms *terms, const KmPeriod *period);

#endif
