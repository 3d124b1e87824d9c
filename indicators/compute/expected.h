/* Who should have delivered what, and what of it is there: for `status`, reminders and the front
 * page. Who is expected comes from the register `verwacht` (the partner and location registers),
 * how often from the contracts' terms, the closing date from the school calendar (R5, register
 * `sluiting`) where it has one for the period, else from the terms. */
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
    bool delivered;   /* something of this period speaks on its last day */
    bool is_older;    /* only an earlier register still speaks */
    const char *id;   /* the delivery that speaks, or "" */
    KmDate received;  /* of that one; KM_DATE_OPEN: none */
    KmDate first_received; /* of the first that covered that day: decides on time or late, so that a
                              correction makes nobody late */
} KmExpected;

/* By contract, deliverer, end of the period. */
bool km_expected_deliveries(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                            const KmExpectedRequest *request, KmExpected **ret_expected,
                            size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
