#include "engine/stats/tables/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_UNITS = 1000 * 1000,
    MOST_EDGES = 10 * 1000 * 1000,
    MOST_SUMS = 40 * 1000 * 1000, /* edges times the rows of a node */
    MOST_WAYS = 4 * 1000 * 1000
};

static const double slack = 1e-7;
static const double grain = 1e9; /* ways within 1e-9 in ln are one */

typedef struct {
    double longest, shortest; /* the greatest and the least ln of an end from here */
    double ln_total;          /* ln of the sum over all ends */
    size_t first_edge, n_edges;
} Node;

typedef struct {
    double ln; /* −Σ ln x! of the column dealt out */
    size_t child;
} Edge;

/* The nodes before column k is dealt out. */
typedef struct {
    Node *nodes;
    int32_t *sums; /* what is left of each row, in rising order; rows a node */
    size_t n, capacity, n_sums, sums_capacity;
    size_t *slots; /* open addressing on the sums; 0: free, else 1 + node */
    size_t n_slots;
    Edge *edges;
    size_t n_edges, edges_capacity;
} Stage;

typedef struct {
    KmArena *arena;
    size_t rows, columns;
    const double *ln_factorial; /* 0 … units */
    const int32_t *column;      /* sums, falling */
    Stage *stages;              /* columns of them; at the last one column is left */
    size_t edges;
    int32_t *dealt, *left; /* of the column that is dealt out */
} Network;

static uint64_t mix(uint64_t h, uint64_t value)
{
    h = (h ^ value) * 0x9e3779b97f4a7c15U;
    return h ^ (h >> 29);
}

static size_t *node_slot(const Network *w, const Stage *s, const int32_t *sums)
{
    uint64_t h = 0;
    for (size_t i = 0; i < w->rows; i++) {
        h = mix(h, (uint64_t)sums[i]);
    }
    size_t at = (size_t)h & (s->n_slots - 1);
    while (s->slots[at] != 0 &&
           memcmp(s->sums + (s->slots[at] - 1) * w->rows, sums, w->rows * sizeof *sums) != 0) {
        at = (at + 1) & (s->n_slots - 1);
    }
    return &s->slots[at];
}

static size_t find_node(const Network *w, Stage *s, const int32_t *sums)
{
    if (2 * (s->n + 1) > s->n_slots) {
        s->n_slots = s->n_slots == 0 ? 256 : 4 * s->n_slots;
        s->slots = KM_NEW_ARRAY(w->arena, size_t, s->n_slots);
        for (size_t i = 0; i < s->n; i++) {
            *node_slot(w, s, s->sums + i * w->rows) = i + 1;
        }
    }
    size_t *slot = node_slot(w, s, sums);
    if (*slot == 0) {
        KM_GROW(w->arena, s->nodes, s->n, s->capacity);
        s->nodes[s->n] = (Node){.longest = -HUGE_VAL, .shortest = HUGE_VAL};
        for (size_t i = 0; i < w->rows; i++) {
            KM_GROW(w->arena, s->sums, s->n_sums, s->sums_capacity);
            s->sums[s->n_sums++] = sums[i];
        }
        *slot = ++s->n;
    }
    return *slot - 1;
}

static bool deal_end(Network *w, size_t k, double ln)
{
    for (size_t i = 0; i < w->rows; i++) { /* insertion sort: few rows, nearly in order */
        int32_t value = w->left[i] - w->dealt[i];
        size_t at = i;
        for (; at > 0 && w->dealt[w->rows + at - 1] > value; at--) {
            w->dealt[w->rows + at] = w->dealt[w->rows + at - 1];
        }
        w->dealt[w->rows + at] = value;
    }
    Stage *s = &w->stages[k];
    size_t child = find_node(w, &w->stages[k + 1], w->dealt + w->rows);
    KM_GROW(w->arena, s->edges, s->n_edges, s->edges_capacity);
    s->edges[s->n_edges++] = (Edge){ln, child};
    return ++w->edges <= MOST_EDGES && w->edges * w->rows <= MOST_SUMS;
}

/* Row by row; `room` is what the rows from here on can take, `rest` what is still to deal out. */
static bool deal(Network *w, size_t k, size_t row, int64_t room, int64_t rest, double ln)
{
    if (row == w->rows) {
        return deal_end(w, k, ln);
    }
    room -= w->left[row];
    int64_t from = rest > room ? rest - room : 0;
    int64_t to = rest < w->left[row] ? rest : w->left[row];
    for (int64_t x = from; x <= to; x++) {
        w->dealt[row] = (int32_t)x;
        if (!deal(w, k, row + 1, room, rest - x, ln - w->ln_factorial[x])) {
            return false;
        }
    }
    return true;
}

static bool lay_out(Network *w)
{
    int64_t units = 0;
    for (size_t k = 0; k < w->columns; k++) {
        units += w->column[k];
    }
    for (size_t k = 0; k + 1 < w->columns; k++) {
        for (size_t i = 0; i < w->stages[k].n; i++) {
            w->stages[k].nodes[i].first_edge = w->stages[k].n_edges;
            memcpy(w->left, w->stages[k].sums + i * w->rows, w->rows * sizeof *w->left);
            if (!deal(w, k, 0, units, w->column[k], 0.0)) {
                return false;
            }
            Node *node = &w->stages[k].nodes[i];
            node->n_edges = w->stages[k].n_edges - node->first_edge;
        }
        units -= w->column[k];
    }
    return true;
}

/* From the last stage back: how probable the ends of each node can be. */
static void bound_ends(Network *w)
{
    int64_t units = 0;
    double columns = 0.0;
    for (size_t k = w->columns; k-- > 0;) {
        Stage *s = &w->stages[k];
        units += w->column[k];
        columns += w->ln_factorial[w->column[k]];
        for (size_t i = 0; i < s->n; i++) {
            Node *node = &s->nodes[i];
            double rows = 0.0;
            for (size_t r = 0; r < w->rows; r++) {
                rows += w->ln_factorial[s->sums[i * w->rows + r]];
            }
            node->ln_total = w->ln_factorial[units] - rows - columns;
            if (k + 1 == w->columns) {
                node->longest = node->shortest = -rows;
            }
            for (size_t e = node->first_edge; e < node->first_edge + node->n_edges; e++) {
                const Node *child = &w->stages[k + 1].nodes[s->edges[e].child];
                node->longest = fmax(node->longest, s->edges[e].ln + child->longest);
                node->shortest = fmin(node->shortest, s->edges[e].ln + child->shortest);
            }
        }
    }
}

/* Ways of one length to one node. */
typedef struct {
    size_t node;
    double ln, count;
} Way;

typedef struct {
    Way *ways;
    size_t n, capacity;
    size_t *slots;
    size_t n_slots;
} Ways;

static size_t *way_slot(const Ways *all, size_t node, double ln)
{
    double length = nearbyint(ln * grain);
    size_t at = (size_t)mix(mix(0, node), (uint64_t)(int64_t)length) & (all->n_slots - 1);
    while (all->slots[at] != 0) {
        const Way *way = &all->ways[all->slots[at] - 1];
        if (way->node == node && !(fabs(nearbyint(way->ln * grain) - length) > 0.0)) {
            break;
        }
        at = (at + 1) & (all->n_slots - 1);
    }
    return &all->slots[at];
}

static bool add_way(KmArena *arena, Ways *all, Way way)
{
    if (2 * (all->n + 1) > all->n_slots) {
        all->n_slots = all->n_slots == 0 ? 1024 : 4 * all->n_slots;
        all->slots = KM_NEW_ARRAY(arena, size_t, all->n_slots);
        for (size_t i = 0; i < all->n; i++) {
            *way_slot(all, all->ways[i].node, all->ways[i].ln) = i + 1;
        }
    }
    size_t *slot = way_slot(all, way.node, way.ln);
    if (*slot != 0) {
        all->ways[*slot - 1].count += way.count;
        return true;
    }
    KM_GROW(arena, all->ways, all->n, all->capacity);
    all->ways[all->n++] = way;
    *slot = all->n;
    return all->n <= MOST_WAYS;
}

static bool walk(const Network *w, double bound, double constant, double *ret_p)
{
    static const double most_steps = 1.5e8; /* a step that is kept takes as long as thirty */
    double p = 0.0;
    double steps = 0.0;
    Ways now = {0};
    (void)add_way(w->arena, &now, (Way){0, 0.0, 1.0});
    for (size_t k = 0; k + 1 < w->columns; k++) {
        const Stage *s = &w->stages[k];
        Ways next = {0};
        for (size_t i = 0; i < now.n; i++) {
            const Node *node = &s->nodes[now.ways[i].node];
            steps += (double)node->n_edges;
            if (steps > most_steps) {
                return false;
            }
            for (size_t e = node->first_edge; e < node->first_edge + node->n_edges; e++) {
                const Node *child = &w->stages[k + 1].nodes[s->edges[e].child];
                double ln = now.ways[i].ln + s->edges[e].ln;
                if (ln + child->longest <= bound) {
                    p += now.ways[i].count * exp(ln + child->ln_total + constant);
                } else if (ln + child->shortest <= bound && (steps += 30.0) > 0.0 &&
                           !add_way(w->arena, &next,
                                    (Way){s->edges[e].child, ln, now.ways[i].count})) {
                    return false;
                }
            }
        }
        now = next;
    }
    *ret_p = fmin(1.0, p);
    return true;
}

static int falling(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left;
    int32_t b = *(const int32_t *)right;
    return a < b ? 1 : a > b ? -1 : 0;
}

static int rising(const void *left, const void *right)
{
    return falling(right, left);
}

bool km_network_p(KmArena *scratch, const int64_t *at, size_t rows, size_t columns, double *ret_p)
{
    bool is_turned = rows > columns; /* nodes hold the shorter side */
    Network w = {.arena = scratch,
                 .rows = is_turned ? columns : rows,
                 .columns = is_turned ? rows : columns};
    int64_t units = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        units += at[i];
        if (units > MOST_UNITS) {
            return false;
        }
    }
    double *ln_factorial = KM_NEW_ARRAY(scratch, double, (size_t)units + 1);
    for (int64_t i = 2; i <= units; i++) {
        ln_factorial[i] = lgamma((double)i + 1.0);
    }
    int32_t *row = KM_NEW_ARRAY(scratch, int32_t, w.rows);
    int32_t *column = KM_NEW_ARRAY(scratch, int32_t, w.columns);
    double observed = 0.0;
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            int32_t x = (int32_t)at[r * columns + c];
            row[is_turned ? c : r] += x;
            column[is_turned ? r : c] += x;
            observed -= ln_factorial[x];
        }
    }
    qsort(row, w.rows, sizeof *row, rising);
    qsort(column, w.columns, sizeof *column, falling);
    double constant = -ln_factorial[units];
    for (size_t i = 0; i < w.rows; i++) {
        constant += ln_factorial[row[i]];
    }
    for (size_t k = 0; k < w.columns; k++) {
        constant += ln_factorial[column[k]];
    }
    w.ln_factorial = ln_factorial;
    w.column = column;
    w.stages = KM_NEW_ARRAY(scratch, Stage, w.columns);
    w.dealt = KM_NEW_ARRAY(scratch, int32_t, 2 * w.rows); /* dealt out; then what is left, sorted */
    w.left = KM_NEW_ARRAY(scratch, int32_t, w.rows);
    (void)find_node(&w, &w.stages[0], row);
    if (!lay_out(&w)) {
        return false;
    }
    bound_ends(&w);
    return walk(&w, observed + slack, constant, ret_p);
}
