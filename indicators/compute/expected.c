#include "indicators/compute/expected.h"

#include "indicators/compute/coverage.h"

#include <string.h>

enum { MOST_PERIODS = 64, MOST_MONTHS = 12 };

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

/* Expectations [first, last) are of one contract and deliverer, each for a stretch of time. */
typedef struct {
    size_t first, last;
    const KmExpectation *item; /* the first */
    const KmDeliveryTerms *terms;
    const KmDelivery *deliveries; /* its own, withdrawn ones too */
    size_t n_deliveries;
    const KmSegment *segments;
    size_t n_segments;
} Source;

static bool is_of(const KmDelivery *delivery, const KmExpectation *item)
{
    return strcmp(delivery->contract, item->contract) == 0 &&
           strcmp(delivery->deliverer, item->deliverer) == 0;
}

/* Deliveries and segments stand by contract and deliverer. */
static Source source_of(const Finder *finder, size_t first, size_t last,
                        const KmDeliveryTerms *terms)
{
    const KmSession *session = &finder->session;
    const KmExpectation *item = &finder->coverage.expectations[first];
    Source source = {.first = first, .last = last, .item = item, .terms = terms};
    for (size_t i = 0; i < session->n_deliveries; i++) {
        if (is_of(&session->deliveries[i], item)) {
            source.deliveries =
                source.n_deliveries == 0 ? &session->deliveries[i] : source.deliveries;
            source.n_deliveries++;
        }
    }
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        if (is_of(&session->deliveries[segment->delivery], item)) {
            source.segments = source.n_segments == 0 ? segment : source.segments;
            source.n_segments++;
        }
    }
    return source;
}

static bool is_asked(const Finder *finder, const Source *source, KmSpell stretch)
{
    for (size_t i = source->first; i < source->last; i++) {
        const KmSpell *when = &finder->coverage.expectations[i].when;
        if (when->from < stretch.to && stretch.from < when->to) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const char **ids;
    size_t count, capacity;
    const KmDelivery *last;
    bool has_part; /* of the stretch */
    KmDate received;
} Speakers;

static bool has(const Speakers *found, const char *id)
{
    for (size_t i = 0; i < found->count; i++) {
        if (strcmp(found->ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* Who speaks on days of the stretch, by day; what a file of changes builds on is of its own period.
 */
static Speakers find_speakers(const Finder *finder, const Source *source, KmSpell stretch)
{
    const KmSession *session = &finder->session;
    Speakers found = {.received = KM_DATE_EVER};
    for (size_t i = 0; i < source->n_segments; i++) {
        const KmSegment *segment = &source->segments[i];
        const KmDelivery *delivery = &session->deliveries[segment->delivery];
        const char *id = km_delivery_id(session->arena, delivery);
        bool is_base = segment->stack != 0 && delivery->period.to <= stretch.from;
        if (is_base || segment->from >= stretch.to || stretch.from >= segment->to ||
            has(&found, id)) {
            continue;
        }
        found.last = delivery;
        found.has_part =
            found.has_part ||
            (stretch.from <= delivery->period.from && delivery->period.to <= stretch.to &&
             delivery->period.to - delivery->period.from < stretch.to - stretch.from);
        found.received = delivery->received > found.received ? delivery->received : found.received;
        KM_GROW(session->arena, found.ids, found.count, found.capacity);
        found.ids[found.count++] = id;
    }
    return found;
}

static bool is_known(const Finder *finder, const KmDelivery *delivery)
{
    KmDate knowledge = finder->session.selection.knowledge;
    return delivery->received <= knowledge && delivery->withdrawn > knowledge;
}

/* The day on which the stretch was first told of as a whole; `otherwise` when by no one file. */
static KmDate first_told(const Finder *finder, const Source *source, KmSpell stretch,
                         KmDate otherwise)
{
    KmDate first = KM_DATE_OPEN;
    for (size_t i = 0; i < source->n_deliveries; i++) {
        const KmDelivery *d = &source->deliveries[i];
        bool covers = d->speaks_from <= stretch.from && stretch.to <= d->speaks_to;
        if (covers && is_known(finder, d) && d->received < first) {
            first = d->received;
        }
    }
    return first == KM_DATE_OPEN ? otherwise : first;
}

/* A register, a stand, and what comes when something changes: what speaks on the last day is
 * enough.
 */
static void find_last_day(const Finder *finder, const Source *source, KmExpected *expected)
{
    const KmPeriod *period = &expected->period;
    KmSpell day = {period->to - 1, period->to};
    Speakers found = find_speakers(finder, source, day);
    if (found.count == 0) {
        return;
    }
    expected->ids = found.ids;
    expected->n_ids = found.count;
    expected->received = found.received;
    expected->is_older =
        expected->due != KM_DATE_OPEN && found.last->period.to <= expected->period.from;
    expected->delivered = !expected->is_older;
    for (size_t i = 0; expected->delivered && i < source->n_deliveries; i++) {
        const KmDelivery *d = &source->deliveries[i];
        bool covers = d->speaks_from <= day.from && day.to <= d->speaks_to &&
                      (expected->due == KM_DATE_OPEN || d->period.to > period->from);
        if (covers && is_known(finder, d) && d->received < expected->first_received) {
            expected->first_received = d->received;
        }
    }
}

/* Whether each month asked is in as a whole. */
static void find_months(const Finder *finder, const Source *source, KmExpected *expected)
{
    KmArena *arena = finder->session.arena;
    const KmPeriod *period = &expected->period;
    Speakers found = find_speakers(finder, source, (KmSpell){period->from, period->to});
    KmPeriod *lacking = KM_NEW_ARRAY(arena, KmPeriod, MOST_MONTHS);
    KmDate whole = KM_DATE_EVER;
    expected->lacking = lacking;
    for (KmPeriod month = km_period_month_of(period->from); month.from < period->to;
         month = km_period_shift(&month, 1)) {
        KmSpell quarter = {km_period_quarter_of(month.from).from,
                           km_period_quarter_of(month.from).to};
        KmSpell days = {month.from, month.to};
        if (!is_asked(finder, source, quarter)) {
            continue;
        }
        expected->n_months++;
        if (!km_coverage_speaks(&finder->coverage, source->item->contract, source->item->deliverer,
                                days)) {
            lacking[expected->n_lacking++] = month;
            continue;
        }
        KmDate told = first_told(finder, source, days, found.received);
        whole = told > whole ? told : whole;
    }
    expected->is_in_parts = found.has_part;
    expected->ids = found.ids;
    expected->n_ids = found.count;
    expected->received = found.count == 0 ? KM_DATE_OPEN : found.received;
    expected->delivered = expected->n_lacking == 0;
    expected->first_received = expected->delivered ? whole : KM_DATE_OPEN;
}

static void expect(Finder *finder, const Source *source, const KmPeriod *period)
{
    KmExpected expected = {.contract = source->item->contract,
                           .deliverer = source->item->deliverer,
                           .name = name_of(finder, source->item->deliverer),
                           .period = *period,
                           .due = due_day(finder, source->terms, period),
                           .received = KM_DATE_OPEN,
                           .first_received = KM_DATE_OPEN};
    KmAuthority authority =
        source->n_deliveries == 0 ? KM_AUTHORITY_PERIOD : source->deliveries[0].authority;
    if (source->terms->frequency == KM_FREQUENCY_ON_CHANGE || authority == KM_AUTHORITY_REGISTER ||
        authority == KM_AUTHORITY_STAND) {
        find_last_day(finder, source, &expected);
    } else {
        find_months(finder, source, &expected);
    }
    KM_GROW(finder->session.arena, finder->items, finder->count, finder->capacity);
    finder->items[finder->count++] = expected;
}

static void expect_source(Finder *finder, size_t first, size_t last)
{
    const KmExpectation *item = &finder->coverage.expectations[first];
    const KmExpectedRequest *request = finder->request;
    KmDeliveryTerms terms = terms_of(finder, item->contract);
    Source source = source_of(finder, first, last, &terms);
    KmPeriod periods[MOST_PERIODS];
    size_t n =
        km_frequency_periods(terms.frequency, request->from, request->to, periods, MOST_PERIODS);
    if (terms.frequency == KM_FREQUENCY_ON_CHANGE && request->from < request->to) {
        periods[n++] = km_period_quarter_of(request->to - 1);
    }
    for (size_t p = 0; p < n; p++) {
        if (is_asked(finder, &source, (KmSpell){periods[p].from, periods[p].to})) {
            expect(finder, &source, &periods[p]);
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
