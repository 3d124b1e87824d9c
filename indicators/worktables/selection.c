#include "indicators/worktables/selection.h"

#include <stdlib.h>
#include <string.h>

/* A delivery that may speak, with its authority as days. */
typedef struct {
    const KmDelivery *delivery;
    size_t index;
    KmDate from, to;
} Speaker;

static bool is_known(const KmDelivery *delivery, KmDate knowledge)
{
    return delivery->received <= knowledge && delivery->withdrawn > knowledge;
}

static int newer(const KmDelivery *a, const KmDelivery *b)
{
    if (a->received != b->received) {
        return a->received < b->received ? -1 : 1;
    }
    if (a->period.to != b->period.to) {
        return a->period.to < b->period.to ? -1 : 1;
    }
    /* An unstated version was counted in the order of importing: it may not decide. */
    int stated_a = a->version_stated ? a->version : 0;
    int stated_b = b->version_stated ? b->version : 0;
    if (stated_a != stated_b) {
        return stated_a < stated_b ? -1 : 1;
    }
    if (a->lines_read != b->lines_read) {
        return a->lines_read < b->lines_read ? -1 : 1;
    }
    if (a->bytes != b->bytes) {
        return a->bytes < b->bytes ? -1 : 1;
    }
    return strcmp(a->content_hash, b->content_hash);
}

static bool is_mutation(const KmDelivery *delivery)
{
    return strcmp(delivery->kind, "mutatie") == 0;
}

static int by_source(const KmDelivery *a, const KmDelivery *b)
{
    int order = strcmp(a->contract, b->contract);
    return order != 0 ? order : strcmp(a->deliverer, b->deliverer);
}

/* Within a source the newest first: the first that covers a day speaks. */
static int by_source_and_age(const void *left, const void *right)
{
    const Speaker *a = left;
    const Speaker *b = right;
    int order = by_source(a->delivery, b->delivery);
    return order != 0 ? order : newer(b->delivery, a->delivery);
}

static int by_day(const void *left, const void *right)
{
    const KmDate *a = left;
    const KmDate *b = right;
    return (*a > *b) - (*a < *b);
}

static bool is_same_period(const KmDelivery *a, const KmDelivery *b)
{
    return a->period.from == b->period.from && a->period.to == b->period.to && !is_mutation(a) &&
           !is_mutation(b);
}

/* Of two full deliveries of one period: `b` counts above `a`, whenever either was received. */
static bool is_outranked(const KmDelivery *a, const KmDelivery *b)
{
    return a->version_stated && b->version_stated && a->version < b->version;
}

/* The deliverer calls another one of the period the newer, and that one covers all of this. */
static bool is_superseded(const KmDelivery *d, const Speaker *speakers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const KmDelivery *other = speakers[i].delivery;
        if (is_same_period(d, other) && is_outranked(d, other) &&
            other->speaks_from <= d->speaks_from && other->speaks_to >= d->speaks_to) {
            return true;
        }
    }
    return false;
}

/* Takes out the superseded ones; returns how many are left, in the same order. */
static size_t drop_superseded(KmArena *arena, Speaker *speakers, size_t count)
{
    size_t kept = 0;
    bool *drops = KM_NEW_ARRAY(arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        drops[i] = is_superseded(speakers[i].delivery, speakers, count);
    }
    for (size_t i = 0; i < count; i++) {
        if (!drops[i]) {
            speakers[kept++] = speakers[i];
        }
    }
    return kept;
}

/* A register speaks until the next register of the same source starts. */
static void end_registers(Speaker *speakers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (speakers[i].delivery->authority != KM_AUTHORITY_REGISTER) {
            continue;
        }
        speakers[i].to = KM_DATE_OPEN;
        for (size_t j = 0; j < count; j++) {
            KmDate start = speakers[j].from;
            if (speakers[j].delivery->authority == KM_AUTHORITY_REGISTER &&
                start > speakers[i].from && start < speakers[i].to) {
                speakers[i].to = start;
            }
        }
    }
}

typedef struct {
    KmArena *arena;
    KmSegment *items;
    size_t count, capacity;
} Segments;

static void add_segment(Segments *segments, size_t first, KmSegment segment)
{
    KmSegment *last = segments->count > first ? &segments->items[segments->count - 1] : NULL;
    if (last != NULL && last->delivery == segment.delivery && last->to == segment.from) {
        last->to = segment.to;
        return;
    }
    KM_GROW(segments->arena, segments->items, segments->count, segments->capacity);
    segments->items[segments->count++] = segment;
}

/* Between two neighbouring bounds nothing changes, so one look settles the stretch. */
static void speak(Segments *segments, Speaker *speakers, size_t count, KmDate *bounds)
{
    size_t first = segments->count;
    end_registers(speakers, count);
    for (size_t i = 0; i < count; i++) {
        bounds[2 * i] = speakers[i].from;
        bounds[2 * i + 1] = speakers[i].to;
    }
    qsort(bounds, 2 * count, sizeof *bounds, by_day);
    for (size_t b = 0; b + 1 < 2 * count; b++) {
        if (bounds[b] == bounds[b + 1]) {
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            if (speakers[i].from <= bounds[b] && bounds[b] < speakers[i].to) {
                add_segment(segments, first,
                            (KmSegment){speakers[i].index, bounds[b], bounds[b + 1], 0});
                break;
            }
        }
    }
}

/* Layers lie in the order of their periods, within a period by age. */
static int higher(const KmDelivery *a, const KmDelivery *b)
{
    if (a->period.to != b->period.to) {
        return a->period.to < b->period.to ? -1 : 1;
    }
    return newer(a, b);
}

/* The full delivery that a mutation changes; NULL when there is none. */
static const Speaker *base_of(const Speaker *speakers, size_t count, const KmDelivery *top)
{
    const Speaker *base = NULL;
    for (size_t i = 0; i < count; i++) {
        const KmDelivery *d = speakers[i].delivery;
        if (!is_mutation(d) && d->period.from <= top->period.from &&
            d->period.to <= top->period.to && (base == NULL || higher(base->delivery, d) < 0)) {
            base = &speakers[i];
        }
    }
    return base;
}

static int by_height(const void *left, const void *right)
{
    const Speaker *a = left;
    const Speaker *b = right;
    return higher(a->delivery, b->delivery);
}

/* The layers under and up to `top`, lowest first; returns how many, 0 without a full delivery to
 * stand on. */
static size_t layers_of(const Speaker *speakers, size_t count, const KmDelivery *top,
                        Speaker *ret_layers)
{
    const Speaker *base = base_of(speakers, count, top);
    size_t n = 0;
    if (base == NULL) {
        return 0;
    }
    ret_layers[n++] = *base;
    for (size_t i = 0; i < count; i++) {
        const KmDelivery *d = speakers[i].delivery;
        if (is_mutation(d) && higher(d, top) <= 0 && higher(base->delivery, d) < 0) {
            ret_layers[n++] = speakers[i];
        }
    }
    qsort(ret_layers, n, sizeof *ret_layers, by_height);
    return n;
}

static void add(Segments *segments, KmSegment segment)
{
    KM_GROW(segments->arena, segments->items, segments->count, segments->capacity);
    segments->items[segments->count++] = segment;
}

/* Puts the layers of each mutation that speaks in its place. */
static void stack_up(Segments *segments, size_t first, const Speaker *speakers, size_t count,
                     const KmDelivery *deliveries, uint32_t *n_stacks)
{
    size_t n_tops = segments->count - first;
    KmSegment *tops = KM_NEW_ARRAY(segments->arena, KmSegment, n_tops);
    Speaker *layers = KM_NEW_ARRAY(segments->arena, Speaker, count);
    if (n_tops > 0) {
        memcpy(tops, segments->items + first, n_tops * sizeof *tops);
    }
    segments->count = first;
    for (size_t t = 0; t < n_tops; t++) {
        const KmDelivery *top = &deliveries[tops[t].delivery];
        size_t n = is_mutation(top) ? layers_of(speakers, count, top, layers) : 0;
        if (!is_mutation(top)) {
            add(segments, tops[t]);
        } else if (n > 0) {
            ++*n_stacks;
        }
        for (size_t i = 0; i < n; i++) {
            add(segments, (KmSegment){layers[i].index, tops[t].from, tops[t].to, *n_stacks});
        }
    }
}

/* A file with so few rows may halve by chance. */
enum { LEAST_TO_COMPARE = 10 };

static int64_t rows_of(const KmDelivery *delivery)
{
    return delivery->accepted + delivery->remarked;
}

/* The full delivery of the same period that this one came after; NULL: none. */
static const KmDelivery *before(const Speaker *speakers, size_t count, const KmDelivery *d)
{
    const KmDelivery *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const KmDelivery *other = speakers[i].delivery;
        bool is_older = d->version_stated && other->version_stated ? is_outranked(other, d)
                                                                   : newer(other, d) < 0;
        if (other != d && is_same_period(d, other) && is_older &&
            (found == NULL || newer(found, other) < 0)) {
            found = other;
        }
    }
    return found;
}

static void mark(const Speaker *speakers, size_t count, KmSelectionMarks *marks)
{
    for (size_t i = 0; i < count; i++) {
        const KmDelivery *d = speakers[i].delivery;
        const KmDelivery *older = before(speakers, count, d);
        marks[speakers[i].index] = (KmSelectionMarks){
            .corrects = older != NULL || strcmp(d->kind, "correctie") == 0,
            .shrank = older != NULL && rows_of(older) >= LEAST_TO_COMPARE &&
                      rows_of(d) * 2 < rows_of(older),
        };
    }
}

KmDate km_selection_latest(const KmDelivery *deliveries, size_t n_deliveries)
{
    KmDate latest = KM_DATE_EVER;
    for (size_t i = 0; i < n_deliveries; i++) {
        KmDate withdrawn = deliveries[i].withdrawn;
        latest = deliveries[i].received > latest ? deliveries[i].received : latest;
        latest = withdrawn != KM_DATE_OPEN && withdrawn > latest ? withdrawn : latest;
    }
    return latest;
}

KmSelection km_selection_make(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                              KmDate knowledge)
{
    if (knowledge == KM_DATE_OPEN) {
        knowledge = km_selection_latest(deliveries, n_deliveries);
    }
    Speaker *speakers = KM_NEW_ARRAY(arena, Speaker, n_deliveries);
    KmDate *bounds = KM_NEW_ARRAY(arena, KmDate, 2 * n_deliveries);
    Segments segments = {.arena = arena};
    size_t count = 0;
    uint32_t n_stacks = 0;
    KmSelectionMarks *marks = KM_NEW_ARRAY(arena, KmSelectionMarks, n_deliveries);
    for (size_t i = 0; i < n_deliveries; i++) {
        const KmDelivery *d = &deliveries[i];
        if (is_known(d, knowledge) && d->speaks_from < d->speaks_to) {
            speakers[count++] = (Speaker){d, i, d->speaks_from, d->speaks_to};
        }
    }
    qsort(speakers, count, sizeof *speakers, by_source_and_age);
    for (size_t start = 0; start < count;) {
        size_t end = start + 1;
        while (end < count && by_source(speakers[start].delivery, speakers[end].delivery) == 0) {
            end++;
        }
        size_t first = segments.count;
        mark(speakers + start, end - start, marks);
        size_t n = drop_superseded(arena, speakers + start, end - start);
        speak(&segments, speakers + start, n, bounds);
        stack_up(&segments, first, speakers + start, n, deliveries, &n_stacks);
        start = end;
    }
    return (KmSelection){segments.items, segments.count, knowledge, marks};
}
