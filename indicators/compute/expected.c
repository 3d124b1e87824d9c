#include "indicators/compute/expected.h"

#include "indicators/compute/coverage.h"

#include <string.h>

enum { MOST_PERIODS = 64 };

/* ---- what the registers beside `verwacht` say ---- */

typedef struct {
    const char *contract; /* "": of every contract */
    const char *period;
    KmDate day;
} Closing;

typedef struct {
    const char *deliverer;
    const char *name;
} Name;

typedef struct {
    KmSession session;
    KmCoverage coverage;
    const KmExpectedRequest *request;
    Closing *closings;
    size_t n_closings, closings_capacity;
    Name *names;
    size_t n_names, names_capacity;
    KmExpected *items;
    size_t count, capacity;
} Finder;

static const char *text_of(const Finder *finder, const KmCell *cell)
{
    return cell->type != KM_CELL_TEXT
               ? ""
               : km_strndup(finder->session.arena, cell->text, (size_t)cell->length);
}

static bool take_closing(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Finder *f = self;
    (void)n_cells;
    (void)err;
    if (cells[2].type == KM_CELL_INT) {
        KM_GROW(f->session.arena, f->closings, f->n_closings, f->closings_capacity);
        f->closings[f->n_closings++] =
            (Closing){text_of(f, &cells[0]), text_of(f, &cells[1]), (KmDate)cells[2].integer};
    }
    return true;
}

static bool take_name(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Finder *f = self;
    (void)n_cells;
    (void)err;
    KM_GROW(f->session.arena, f->names, f->n_names, f->names_capacity);
    f->names[f->n_names++] = (Name){text_of(f, &cells[0]), text_of(f, &cells[1])};
    return true;
}

/* A catalogue without the register has nothing to say. */
static bool read_register(Finder *finder, const char *name, const char *sql,
                          const char *const *columns, size_t n_columns,
                          bool (*take)(void *, const KmCell *, size_t, KmError *), KmError *err)
{
    KmGuardedSelect select = {.sql = sql,
                              .file = name,
                              .line = 1,
                              .columns = columns,
                              .n_columns = n_columns,
                              .n_required = n_columns};
    return !km_session_has_table(&finder->session, name) ||
           km_work_select(finder->session.work, &select, (KmRowSink){finder, take}, err);
}

static bool read_registers(Finder *finder, KmError *err)
{
    static const char *const closing[] = {"contract", "periode", "dag"};
    static const char *const named[] = {"leverancier", "naam"};
    return km_coverage_open(&finder->session, &finder->coverage, err) &&
           read_register(finder, "sluiting", "SELECT contract, periode, dag FROM sluiting", closing,
                         3, take_closing, err) &&
           read_register(finder, "leveranciernaam", "SELECT leverancier, naam FROM leveranciernaam",
                         named, 2, take_name, err);
}

/* ---- one expectation ---- */

static KmDeliveryTerms terms_of(const Finder *finder, const char *contract)
{
    for (size_t i = 0; i < finder->request->n_terms; i++) {
        if (strcmp(finder->request->terms[i].contract, contract) == 0) {
            return finder->request->terms[i];
        }
    }
    return (KmDeliveryTerms){.contract = contract, .frequency = KM_FREQUENCY_QUARTER};
}

/* A closing date for this contract goes before one for all. */
static KmDate due_day(const Finder *finder, const KmDeliveryTerms *terms, const KmPeriod *period)
{
    KmDate day =
        terms->frequency == KM_FREQUENCY_ON_CHANGE ? KM_DATE_OPEN : km_frequency_due(terms, period);
    bool is_own = false;
    for (size_t i = 0; i < finder->n_closings; i++) {
        const Closing *closing = &finder->closings[i];
        bool own = strcmp(closing->contract, terms->contract) == 0;
        if (strcmp(closing->period, period->text) == 0 &&
            (own || (closing->contract[0] == '\0' && !is_own))) {
            day = closing->day;
            is_own = own;
        }
    }
    return day;
}

static const char *name_of(const Finder *finder, const char *deliverer)
{
    for (size_t i = 0; i < finder->n_names; i++) {
        if (strcmp(finder->names[i].deliverer, deliverer) == 0) {
            return finder->names[i].name;
        }
    }
    return "";
}

static bool is_of(const KmDelivery *delivery, const KmExpectation *item)
{
    return strcmp(delivery->contract, item->contract) == 0 &&
           strcmp(delivery->deliverer, item->deliverer) == 0;
}

static void find_speaker(const Finder *finder, const KmExpectation *item, KmExpected *expected)
{
    const KmSession *session = &finder->session;
    KmDate day = expected->period.to - 1;
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        const KmDelivery *delivery = &session->deliveries[segment->delivery];
        if (is_of(delivery, item) && segment->from <= day && day < segment->to) {
            expected->id = km_delivery_id(session->arena, delivery);
            expected->received = delivery->received;
            expected->is_older =
                expected->due != KM_DATE_OPEN && delivery->period.to <= expected->period.from;
            expected->delivered = !expected->is_older;
        }
    }
}

static void find_first(const Finder *finder, const KmExpectation *item, KmExpected *expected)
{
    const KmSession *session = &finder->session;
    KmDate day = expected->period.to - 1;
    for (size_t i = 0; expected->delivered && i < session->n_deliveries; i++) {
        const KmDelivery *d = &session->deliveries[i];
        bool covers = d->speaks_from <= day && day < d->speaks_to &&
                      (expected->due == KM_DATE_OPEN || d->period.to > expected->period.from);
        if (is_of(d, item) && covers && d->withdrawn > session->selection.knowledge &&
            d->received <= session->selection.knowledge && d->received < expected->first_received) {
            expected->first_received = d->received;
        }
    }
}

static void expect(Finder *finder, const KmExpectation *item, const KmDeliveryTerms *terms,
                   const KmPeriod *period)
{
    KmExpected expected = {.contract = item->contract,
                           .deliverer = item->deliverer,
                           .name = name_of(finder, item->deliverer),
                           .period = *period,
                           .due = due_day(finder, terms, period),
                           .id = "",
                           .received = KM_DATE_OPEN,
                           .first_received = KM_DATE_OPEN};
    find_speaker(finder, item, &expected);
    find_first(finder, item, &expected);
    KM_GROW(finder->session.arena, finder->items, finder->count, finder->capacity);
    finder->items[finder->count++] = expected;
}

/* Expectations [first, last) are of one contract and deliverer, each for a stretch of time. */
static bool is_due(const Finder *finder, size_t first, size_t last, const KmPeriod *period)
{
    for (size_t i = first; i < last; i++) {
        const KmSpell *when = &finder->coverage.expectations[i].when;
        if (when->from < period->to && period->from < when->to) {
            return true;
        }
    }
    return false;
}

static void expect_source(Finder *finder, size_t first, size_t last)
{
    const KmExpectation *item = &finder->coverage.expectations[first];
    const KmExpectedRequest *request = finder->request;
    KmDeliveryTerms terms = terms_of(finder, item->contract);
    KmPeriod periods[MOST_PERIODS];
    size_t n =
        km_frequency_periods(terms.frequency, request->from, request->to, periods, MOST_PERIODS);
    if (terms.frequency == KM_FREQUENCY_ON_CHANGE && request->from < request->to) {
        periods[n++] = km_period_quarter_of(request->to - 1);
    }
    for (size_t p = 0; p < n; p++) {
        if (is_due(finder, first, last, &periods[p])) {
            expect(finder, item, &terms, &periods[p]);
        }
    }
}

static void expect_all(Finder *finder)
{
    const KmCoverage *coverage = &finder->coverage;
    for (size_t first = 0; first < coverage->n_expectations;) {
        const KmExpectation *item = &coverage->expectations[first];
        size_t last = first + 1;
        while (last < coverage->n_expectations &&
               strcmp(coverage->expectations[last].contract, item->contract) == 0 &&
               strcmp(coverage->expectations[last].deliverer, item->deliverer) == 0) {
            last++;
        }
        expect_source(finder, first, last);
        first = last;
    }
}

bool km_expected_deliveries(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                            const KmExpectedRequest *request, KmExpected **ret_expected,
                            size_t *ret_count, KmError *err)
{
    static const char *const also[] = {"sluiting", "leveranciernaam"};
    Finder finder = {.request = request};
    KmSessionRequest session = {
        .knowledge = request->knowledge, .registers = also, .n_registers = 2};
    if (!km_session_open(store, arena, catalogue, &session, &finder.session, err)) {
        return false;
    }
    bool is_done = read_registers(&finder, err);
    km_session_close(&finder.session);
    if (!is_done) {
        return false;
    }
    expect_all(&finder);
    *ret_expected = finder.items;
    *ret_count = finder.count;
    return true;
}
