/* Who should have delivered what, and what of it is there: for `status`, reminders and the front
 * page. Who is expected comes from the register `verwacht` (the partner and location registers),
 * how often from the contracts' terms, the closing date from the school calendar (R5, register
 * `sluiting`) where it has one for the period, else from the terms. What comes as a file a month is
 * in when all its months are, as the figures have it. */
#ifndef INDICATORS_EXPECTED_H
#define INDICATORS_EXPECTED_H

#include "engine/figures/frequency.h"
#include "engine/store/delivery.h"
#include "indicators/catalogue/catalogue.h"

typedef struct {
    KmDate from, to;              /* the periods whose last day lies in [from, to) */
    KmDate knowledge;             /* KM_DATE_OPEN: the latest received date in the store */
    const KmDeliveryTerms *terms; /* of the contracts; one without terms: each quarter, due on its
                                     last day */
    size_t n_terms;
} KmExpectedRequest;

typedef struct {
    const char *contract;
    const char *deliverer;
    const char *name; /* the deliverer's, from the partner register; "" when that has none */
    KmPeriod period;  /* what the file is about; on_change: the quarter of the last day asked */
    KmDate due;       /* KM_DATE_OPEN: no closing date (on_change) */
    bool delivered;   /* something speaks on all days of its months; of a register, a stand and of
                         what   comes on_change: on the last day */
    bool is_older;    /* only an earlier register still speaks */
    const KmPeriod *lacking; /* months of which nothing, or not all, is in; all of them: nothing is.
                                Empty where the last day is enough */
    size_t n_lacking;
    bool is_in_parts; /* something of a part of this period came: a file a month, say */
    size_t n_months;  /* asked: of a deliverer that came or went, the quarters of its own days */
    const char *const *ids; /* the deliveries that speak in the period, by day; none twice */
    size_t n_ids;
    KmDate received;       /* the newest of those; KM_DATE_OPEN: none */
    KmDate first_received; /* the day on which all was first in: decides on time or late, so that a
                              correction makes nobody late; KM_DATE_OPEN: not yet */
} KmExpected;

/* By contract, deliverer, end of the period. */
bool km_expected_deliveries(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                            const KmExpectedRequest *request, KmExpected **ret_expected,
                            size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
