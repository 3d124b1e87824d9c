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
    if (a->version != b->version) {
        return a->version < b->version ? -1 : 1;
    }
    return strcmp(a->content_hash, b->content_hash);
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
                            (KmSegment){speakers[i].index, bounds[b], bounds[b + 1]});
                break;
            }
        }
    }
}

static KmDate latest_received(const KmDelivery *deliveries, size_t count)
{
    KmDate latest = KM_DATE_EVER;
    for (size_t i = 0; i < count; i++) {
        latest = deliveries[i].received > latest ? deliveries[i].received : latest;
    }
    return latest;
}

KmSelection km_selection_make(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                              KmDate knowledge)
{
    if (knowledge == KM_DATE_OPEN) {
        knowledge = latest_received(deliveries, n_deliveries);
    }
    Speaker *speakers = KM_NEW_ARRAY(arena, Speaker, n_deliveries);
    KmDate *bounds = KM_NEW_ARRAY(arena, KmDate, 2 * n_deliveries);
    Segments segments = {.arena = arena};
    size_t count = 0;
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
        speak(&segments, speakers + start, end - start, bounds);
        start = end;
    }
    return (KmSelection){segments.items, segments.count, knowledge};
}
