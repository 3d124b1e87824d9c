/* Who should have delivered what for a period, and what of it speaks. */
#include "indicators/coverage.h"

#include <string.h>

static KmExpected status_of(const KmSession *session, const KmCoverage *coverage,
                            const KmExpectation *item, const KmPeriod *period)
{
    KmExpected expected = {.contract = item->contract,
                           .deliverer = item->deliverer,
                           .id = "",
                           .received = KM_DATE_OPEN};
    const KmDelivery *newest = NULL;
    expected.delivered = km_coverage_speaks(coverage, item->contract, item->deliverer,
                                            (KmSpell){period->to - 1, period->to});
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        const KmDelivery *delivery = &session->deliveries[segment->delivery];
        if (strcmp(delivery->contract, item->contract) == 0 &&
            strcmp(delivery->deliverer, item->deliverer) == 0 && segment->from < period->to &&
            period->from < segment->to) {
            newest = newest == NULL || newest->received <= delivery->received ? delivery : newest;
        }
    }
    if (newest != NULL) {
        expected.id = km_delivery_id(session->arena, newest);
        expected.received = newest->received;
    }
    return expected;
}

bool km_expected_deliveries(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                            const KmPeriod *period, KmDate knowledge, KmExpected **ret_expected,
                            size_t *ret_count, KmError *err)
{
    KmSession session;
    KmCoverage coverage;
    KmSessionRequest request = {.knowledge = knowledge};
    if (!km_session_open(store, arena, catalogue, &request, &session, err)) {
        return false;
    }
    bool is_done = km_coverage_open(&session, &coverage, err);
    km_session_close(&session);
    if (!is_done) {
        return false;
    }
    KmExpected *expected = KM_NEW_ARRAY(arena, KmExpected, coverage.n_expectations);
    size_t count = 0;
    for (size_t i = 0; i < coverage.n_expectations; i++) {
        const KmExpectation *item = &coverage.expectations[i];
        bool is_due = item->when.from < period->to && period->from < item->when.to;
        bool is_listed = count > 0 && strcmp(expected[count - 1].contract, item->contract) == 0 &&
                         strcmp(expected[count - 1].deliverer, item->deliverer) == 0;
        if (is_due && !is_listed) {
            expected[count++] = status_of(&session, &coverage, item, period);
        }
    }
    *ret_expected = expected;
    *ret_count = count;
    return true;
}
