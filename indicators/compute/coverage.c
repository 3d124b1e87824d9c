#include "indicators/compute/coverage.h"

#include "engine/base/pool.h"
#include "engine/base/text.h"
#include "indicators/worktables/worktables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- who is expected ---- */

typedef struct {
    KmArena *arena;
    KmExpectation *items;
    size_t count, capacity;
} Reader;

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *reader = self;
    (void)n_cells;
    if (cells[0].type != KM_CELL_TEXT || cells[1].type != KM_CELL_TEXT) {
        return km_error_set(err, KM_ERROR_DEFINITION,
                            "register 'verwacht' gave a row without contract or deliverer");
    }
    KmExpectation item = {
        .contract = km_strndup(reader->arena, cells[0].text, (size_t)cells[0].length),
        .deliverer = km_strndup(reader->arena, cells[1].text, (size_t)cells[1].length),
        .when = {cells[2].type == KM_CELL_INT ? (KmDate)cells[2].integer : KM_DATE_EVER,
                 cells[3].type == KM_CELL_INT ? (KmDate)cells[3].integer : KM_DATE_OPEN},
        .capacity = INFINITY};
    if (cells[4].type == KM_CELL_INT) {
        item.capacity = (double)cells[4].integer;
    } else if (cells[4].type == KM_CELL_REAL) {
        item.capacity = cells[4].real;
    }
    KM_GROW(reader->arena, reader->items, reader->count, reader->capacity);
    reader->items[reader->count++] = item;
    return true;
}

static int by_source(const void *left, const void *right)
{
    const KmExpectation *a = left;
    const KmExpectation *b = right;
    int order = strcmp(a->contract, b->contract);
    if (order == 0) {
        order = strcmp(a->deliverer, b->deliverer);
    }
    return order != 0 ? order : (a->when.from > b->when.from) - (a->when.from < b->when.from);
}

/* Names are compared by number from here on. */
static void number_segments(KmCoverage *coverage)
{
    size_t n = coverage->selection->n_segments;
    KmPool *names = km_pool_open(coverage->arena);
    uint32_t *whose = KM_NEW_ARRAY(coverage->arena, uint32_t, n);
    uint32_t *of_what = KM_NEW_ARRAY(coverage->arena, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        const KmDelivery *delivery =
            &coverage->deliveries[coverage->selection->segments[i].delivery];
        whose[i] = km_pool_add_text(names, delivery->deliverer);
        of_what[i] = km_pool_add_text(names, delivery->contract);
    }
    coverage->names = names;
    coverage->whose = whose;
    coverage->of_what = of_what;
}

bool km_coverage_open(const KmSession *session, KmCoverage *ret_coverage, KmError *err)
{
    static const char *const columns[] = {"contract", "leverancier", "van", "tot", "capaciteit"};
    KmGuardedSelect select = {
        .sql = "SELECT contract, leverancier, van, tot, capaciteit FROM verwacht",
        .file = "verwacht",
        .line = 1,
        .columns = columns,
        .n_columns = sizeof columns / sizeof *columns,
        .n_required = sizeof columns / sizeof *columns};
    Reader reader = {.arena = session->arena};
    if (km_session_has_table(session, "verwacht") &&
        !km_work_select(session->work, &select, (KmRowSink){&reader, take_row}, err)) {
        return false;
    }
    if (reader.count > 1) {
        qsort(reader.items, reader.count, sizeof *reader.items, by_source);
    }
    *ret_coverage = (KmCoverage){.arena = session->arena,
                                 .deliveries = session->deliveries,
                                 .selection = &session->selection,
                                 .expectations = reader.items,
                                 .n_expectations = reader.count};
    number_segments(ret_coverage);
    return true;
}

/* ---- who speaks ---- */

/* `deliverer` NULL: anyone. Segments of one source stand in order of time. */
bool km_coverage_speaks(const KmCoverage *coverage, const char *contract, const char *deliverer,
                        KmSpell stretch)
{
    uint32_t speaker = KM_POOL_ABSENT;
    uint32_t what = km_pool_find(coverage->names, contract, strlen(contract));
    uint32_t who = deliverer == NULL ? KM_POOL_ABSENT
                                     : km_pool_find(coverage->names, deliverer, strlen(deliverer));
    KmDate until = stretch.from;
    for (size_t i = 0; i < coverage->selection->n_segments; i++) {
        const KmSegment *segment = &coverage->selection->segments[i];
        if (coverage->of_what[i] != what || (deliverer != NULL && coverage->whose[i] != who)) {
            continue;
        }
        if (speaker != coverage->whose[i]) {
            speaker = coverage->whose[i];
            until = stretch.from;
        }
        if (segment->from <= until && until < segment->to) {
            until = segment->to;
        }
        if (until >= stretch.to) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const KmCoverage *coverage;
    KmArena *arena;
    KmPool *pairs;   /* expected: "contract/deliverer" */
    KmPool *missing; /* of those */
    KmCovered covered;
} Counter;

static void hide(double *hidden, double capacity)
{
    if (capacity > 0.0) {
        *hidden = (*hidden < 0.0 ? 0.0 : *hidden) + capacity;
    }
}

static void miss(Counter *counter, KmUseKind use, double capacity)
{
    switch (use) {
    case KM_USE_HIT:
        hide(&counter->covered.hidden_hits, capacity);
        break;
    case KM_USE_MISS:
        /* The capacity counts the places that can make a hit; rows that take one away are more. */
        hide(&counter->covered.hidden_misses, capacity > 0.0 ? (double)INFINITY : 0.0);
        break;
    case KM_USE_POPULATION:
        /* Capacity 0: nobody of any population can be hidden there (a secondary school knows no
         * toddlers). */
        counter->covered.is_partial = counter->covered.is_partial || capacity > 0.0;
        break;
    case KM_USE_POSSIBLE:
        counter->covered.lacks_possible = true;
        break;
    case KM_USE_DIMENSION:
        break;
    }
}

static void expect(Counter *counter, const char *pair, bool is_delivered)
{
    (void)km_pool_add_text(counter->pairs, pair);
    if (!is_delivered) {
        (void)km_pool_add_text(counter->missing, pair);
    }
}

/* Of a deliverer that comes or goes inside a long window only the quarters of its own days are
 * asked. */
static KmSpell asked_of(const KmExpectation *item, KmSpell stretch)
{
    KmSpell asked = stretch;
    if (item->when.from > stretch.from) {
        KmDate start = km_period_quarter_of(item->when.from).from;
        asked.from = start > stretch.from ? start : stretch.from;
    }
    if (item->when.to < stretch.to) {
        KmDate end = km_period_quarter_of(item->when.to - 1).to;
        asked.to = end < stretch.to ? end : stretch.to;
    }
    return asked;
}

/* When nobody tells of the hits (or of what takes them away) there is no share to speak of, unless
 * the registers bound how many there can be. */
static bool hides_all(KmUseKind use, bool is_bounded)
{
    return use == KM_USE_MISS || (use == KM_USE_HIT && !is_bounded);
}

static void count_use(Counter *counter, const KmUse *use, KmSpell stretch)
{
    const KmCoverage *coverage = counter->coverage;
    bool is_expected = false;
    bool is_bounded = true; /* what nobody delivered can hide a known number at most */
    if (km_worktable_is_own(use->contract)) {
        return;
    }
    for (size_t i = 0; i < coverage->n_expectations; i++) {
        const KmExpectation *item = &coverage->expectations[i];
        if (strcmp(item->contract, use->contract) != 0 || item->when.from >= stretch.to ||
            item->when.to <= stretch.from) {
            continue;
        }
        bool speaks =
            km_coverage_speaks(coverage, item->contract, item->deliverer, asked_of(item, stretch));
        is_expected = true;
        expect(counter, km_format(counter->arena, "%s/%s", item->contract, item->deliverer),
               speaks);
        if (!speaks) {
            miss(counter, use->kind, item->capacity);
            is_bounded = is_bounded && isfinite(item->capacity);
        }
    }
    bool anyone = km_coverage_speaks(coverage, use->contract, NULL, stretch);
    if (use->kind == KM_USE_POSSIBLE && !is_expected && !anyone) {
        return;
    }
    if (!is_expected) {
        expect(counter, use->contract, anyone);
    }
    if (!anyone && (is_expected || use->kind != KM_USE_POSSIBLE)) {
        miss(counter, use->kind, is_expected ? 0.0 : (double)INFINITY);
        counter->covered.is_unknown = counter->covered.is_unknown ||
                                      use->kind == KM_USE_POPULATION ||
                                      hides_all(use->kind, is_expected && is_bounded);
    }
}

static int by_text(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static const char *joined(KmArena *arena, const KmPool *pool, const char *separator)
{
    size_t count = km_pool_count(pool);
    const char **texts = KM_NEW_ARRAY(arena, const char *, count);
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < count; i++) {
        texts[i] = km_pool_text(pool, (uint32_t)i);
    }
    qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 0; i < count; i++) {
        km_text_addf(&text, "%s%s", i == 0 ? "" : separator, texts[i]);
    }
    return text.bytes;
}

static void add_flags(KmPool *flags, const char *list)
{
    for (const char *at = list; *at != '\0';) {
        size_t length = strcspn(at, ",");
        size_t skip = strspn(at, " ");
        if (length > skip) {
            (void)km_pool_add(flags, at + skip, length - skip);
        }
        at += length + (at[length] == ',');
    }
}

static bool is_used(const KmDefinition *definition, const char *contract)
{
    for (size_t i = 0; i < definition->n_uses; i++) {
        if (strcmp(definition->uses[i].contract, contract) == 0) {
            return true;
        }
    }
    return false;
}

static const char *flags_of(const KmCoverage *coverage, KmArena *arena,
                            const KmDefinition *definition, const KmSpell *stretches,
                            size_t n_stretches)
{
    KmPool *flags = km_pool_open(arena);
    for (size_t i = 0; i < coverage->selection->n_segments; i++) {
        const KmSegment *segment = &coverage->selection->segments[i];
        const KmDelivery *delivery = &coverage->deliveries[segment->delivery];
        for (size_t s = 0; s < n_stretches; s++) {
            if (segment->from < stretches[s].to && stretches[s].from < segment->to &&
                is_used(definition, delivery->contract)) {
                const KmSelectionMarks *marks = &coverage->selection->marks[segment->delivery];
                add_flags(flags, delivery->flags);
                add_flags(flags, marks->corrects ? "correctie" : "");
                add_flags(flags, marks->shrank ? "gekrompen" : "");
            }
        }
    }
    return joined(arena, flags, ",");
}

KmCovered km_coverage_of(const KmCoverage *coverage, KmArena *arena, const KmDefinition *definition,
                         const KmPeriod *period)
{
    KmSpell *stretches = KM_NEW_ARRAY(arena, KmSpell, (size_t)km_period_parts(period));
    size_t n_stretches = km_period_stretches(definition, period, stretches);
    Counter counter = {.coverage = coverage,
                       .arena = arena,
                       .pairs = km_pool_open(arena),
                       .missing = km_pool_open(arena),
                       .covered = {.hidden_hits = -1.0, .hidden_misses = -1.0}};
    for (size_t s = 0; s < n_stretches; s++) {
        for (size_t u = 0; u < definition->n_uses; u++) {
            count_use(&counter, &definition->uses[u], stretches[s]);
        }
    }
    counter.covered.expected = (int)km_pool_count(counter.pairs);
    counter.covered.delivered = counter.covered.expected - (int)km_pool_count(counter.missing);
    counter.covered.missing = joined(arena, counter.missing, ", ");
    counter.covered.flags = flags_of(coverage, arena, definition, stretches, n_stretches);
    return counter.covered;
}

/* ---- what it does to a figure ---- */

static void undo(KmFigure *figure)
{
    figure->status = KM_FIGURE_NOT_DELIVERED;
    figure->n = figure->x = figure->excluded = figure->unknown = 0;
    figure->units_n = figure->units_hit = figure->units_miss = 0;
    figure->sum = figure->estimate = figure->low = figure->high = 0.0;
    figure->bound_low = figure->bound_high = 0.0;
    figure->has_estimate = figure->has_interval = figure->has_bounds = false;
    figure->method = "";
}

/* Hidden hits can only be units now seen as a miss, so the bound stops at 1; hidden misses
 * likewise. Of a rate, a mean or a category nothing can be said: no bounds. */
static void widen(const KmCovered *covered, KmIndicatorKind kind, KmFigure *figure)
{
    figure->status = KM_FIGURE_PARTIAL;
    if (kind != KM_KIND_PROPORTION || !figure->has_bounds) {
        figure->has_bounds = false;
        return;
    }
    double n = (double)figure->n;
    figure->bound_high = fmin(1.0, figure->bound_high + fmax(0.0, covered->hidden_hits) / n);
    figure->bound_low = fmax(0.0, figure->bound_low - fmax(0.0, covered->hidden_misses) / n);
}

void km_coverage_apply(const KmCovered *covered, KmIndicatorKind kind, KmFigure *figure)
{
    figure->expected = covered->expected;
    figure->delivered = covered->delivered;
    figure->missing = covered->missing;
    figure->flags = covered->flags;
    if (covered->is_unknown) {
        undo(figure);
    } else if (covered->is_partial) {
        figure->status = KM_FIGURE_PARTIAL;
        figure->has_bounds = false;
    } else if (figure->status != KM_FIGURE_EMPTY &&
               (covered->hidden_hits >= 0.0 || covered->hidden_misses >= 0.0)) {
        widen(covered, kind, figure);
    }
    figure->has_bounds = figure->has_bounds && !covered->lacks_possible;
}
