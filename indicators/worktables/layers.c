#include "indicators/worktables/layers.h"

#include "engine/base/pool.h"

#include <string.h>

struct KmLayers {
    KmArena *arena;
    const KmDelivery *deliveries;
    const KmSelection *selection;
    const char *contract;
    int64_t gone; /* number of the code; 0: not known in this store */
    KmPool *keys; /* stack and key */
    uint32_t
        *highest; /* segment, by place in keys; within a stack a higher one is a higher layer */
    size_t count, capacity;
    /* the stacked segments of the delivery at hand */
    int64_t number;
    uint32_t *segments;
    size_t n_segments;
};

typedef struct {
    int64_t key;
    int64_t stack; /* no padding: the pool compares bytes */
} StackKey;

static const KmDelivery *delivery_at(const KmLayers *layers, size_t segment)
{
    return &layers->deliveries[layers->selection->segments[segment].delivery];
}

static bool is_stacked(const KmLayers *layers, size_t segment)
{
    return layers->selection->segments[segment].stack != 0 &&
           strcmp(delivery_at(layers, segment)->contract, layers->contract) == 0;
}

/* Rows come delivery by delivery. */
static void turn_to(KmLayers *layers, int64_t number)
{
    layers->number = number;
    layers->n_segments = 0;
    for (size_t s = 0; s < layers->selection->n_segments; s++) {
        if (is_stacked(layers, s) && delivery_at(layers, s)->number == number) {
            layers->segments[layers->n_segments++] = (uint32_t)s;
        }
    }
}

static void see(KmLayers *layers, uint32_t segment, int64_t key)
{
    StackKey wanted = {key, layers->selection->segments[segment].stack};
    uint32_t at = km_pool_add(layers->keys, &wanted, sizeof wanted);
    while (layers->count <= at) {
        KM_GROW(layers->arena, layers->highest, layers->count, layers->capacity);
        layers->highest[layers->count++] = 0;
    }
    layers->highest[at] = segment > layers->highest[at] ? segment : layers->highest[at];
}

static bool see_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    KmLayers *layers = self;
    (void)n_cells;
    (void)err;
    if (cells[0].integer != layers->number) {
        turn_to(layers, cells[0].integer);
    }
    for (size_t i = 0; i < layers->n_segments && cells[2].type == KM_CELL_INT; i++) {
        see(layers, layers->segments[i], cells[2].integer);
    }
    return true;
}

static bool find_gone(KmLayers *layers, KmStore *store, KmError *err)
{
    KmCode *codes = NULL;
    size_t n = 0;
    if (!km_codes_read(store, layers->arena, KM_ROW_GONE_COLUMN, &codes, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        layers->gone = strcmp(codes[i].code, KM_ROW_GONE_CODE) == 0 ? (int64_t)i : layers->gone;
    }
    return true;
}

bool km_layers_read(KmStore *store, KmArena *arena, const char *contract,
                    const KmDelivery *deliveries, const KmSelection *selection,
                    KmLayers **ret_layers, KmError *err)
{
    static const char *const columns[] = {KM_ROW_KEY_COLUMN};
    KmLayers *layers = KM_NEW(arena, KmLayers);
    *layers = (KmLayers){.arena = arena,
                         .deliveries = deliveries,
                         .selection = selection,
                         .contract = contract,
                         .keys = km_pool_open(arena),
                         .segments = KM_NEW_ARRAY(arena, uint32_t, selection->n_segments)};
    int64_t *numbers = KM_NEW_ARRAY(arena, int64_t, selection->n_segments);
    size_t n = 0;
    for (size_t s = 0; s < selection->n_segments; s++) {
        if (is_stacked(layers, s)) {
            numbers[n++] = delivery_at(layers, s)->number;
        }
    }
    *ret_layers = n == 0 ? NULL : layers;
    return n == 0 ||
           (find_gone(layers, store, err) && km_table_scan(store, contract, columns, 1, numbers, n,
                                                           (KmRowSink){layers, see_row}, err));
}

bool km_layers_overrule(const KmLayers *layers, uint32_t segment, const KmCell *key,
                        const KmCell *gone)
{
    uint32_t stack = layers->selection->segments[segment].stack;
    if (stack == 0) {
        return false;
    }
    if (layers->gone != 0 && gone->type == KM_CELL_INT && gone->integer == layers->gone) {
        return true;
    }
    if (key->type != KM_CELL_INT) {
        return false;
    }
    StackKey wanted = {key->integer, stack};
    uint32_t at = km_pool_find(layers->keys, &wanted, sizeof wanted);
    return at != KM_POOL_ABSENT && layers->highest[at] != segment;
}
