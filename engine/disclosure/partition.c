#include "engine/disclosure/partition.h"

#include <string.h>

const bool *km_tree_members(const KmTree *tree, size_t node)
{
    return tree->members + node * tree->n_leaves;
}

static size_t leaf_of(const char *const *codes, size_t n_codes, const char *code)
{
    for (size_t i = 0; i < n_codes; i++) {
        if (strcmp(codes[i], code) == 0) {
            return i;
        }
    }
    return KM_NO_NODE;
}

static bool contains(const bool *outer, const bool *inner, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (inner[i] && !outer[i]) {
            return false;
        }
    }
    return true;
}

static bool apart(const bool *a, const bool *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (a[i] && b[i]) {
            return false;
        }
    }
    return true;
}

static bool fits(const KmTree *tree, const bool *members)
{
    if (apart(members, members, tree->n_leaves)) {
        return false;
    }
    for (size_t node = tree->n_leaves; node < tree->n_nodes; node++) {
        const bool *earlier = km_tree_members(tree, node);
        if (!contains(members, earlier, tree->n_leaves) &&
            !apart(members, earlier, tree->n_leaves)) {
            return false;
        }
    }
    return true;
}

/* Roots inside the new merger become its children. */
static void adopt(KmTree *tree, size_t node)
{
    for (size_t i = 0; i < node; i++) {
        if (tree->parent[i] == KM_NO_NODE &&
            contains(km_tree_members(tree, node), km_tree_members(tree, i), tree->n_leaves)) {
            tree->parent[i] = node;
        }
    }
}

static void add_merger(KmTree *tree, const KmMerger *merger, const char *const *codes)
{
    bool *members = tree->members + tree->n_nodes * tree->n_leaves;
    memset(members, 0, tree->n_leaves * sizeof *members);
    for (size_t i = 0; i < merger->n_members; i++) {
        size_t leaf = leaf_of(codes, tree->n_leaves, merger->members[i]);
        if (leaf != KM_NO_NODE) {
            members[leaf] = true;
        }
    }
    if (!fits(tree, members)) {
        return;
    }
    tree->merger[tree->n_nodes - tree->n_leaves] = merger;
    adopt(tree, tree->n_nodes);
    tree->n_nodes++;
}

KmTree km_tree_build(KmArena *arena, const KmDimensionText *dimension, const char *const *codes,
                     size_t n_codes)
{
    size_t most = n_codes + dimension->n_mergers;
    KmTree tree = {.n_leaves = n_codes,
                   .n_nodes = n_codes,
                   .parent = KM_NEW_ARRAY(arena, size_t, most),
                   .members = KM_NEW_ARRAY(arena, bool, most *n_codes),
                   .merger = KM_NEW_ARRAY(arena, const KmMerger *, dimension->n_mergers)};
    for (size_t i = 0; i < most; i++) {
        tree.parent[i] = KM_NO_NODE;
    }
    for (size_t i = 0; i < n_codes; i++) {
        tree.members[i * n_codes + i] = true;
    }
    for (size_t i = 0; i < dimension->n_mergers; i++) {
        add_merger(&tree, &dimension->mergers[i], codes);
    }
    return tree;
}

/* A tree cut off at fewer mergers has roots where its higher mergers were. */
static size_t parent_of(const KmTree *tree, size_t node)
{
    size_t parent = tree->parent[node];
    return parent < tree->n_nodes ? parent : KM_NO_NODE;
}

typedef enum { UNRESOLVED, WHOLE, SPLIT } NodeState;

static bool all_children_resolved(const KmTree *tree, const NodeState *states, size_t node)
{
    for (size_t i = 0; i < node; i++) {
        if (parent_of(tree, i) == node && states[i] == UNRESOLVED) {
            return false;
        }
    }
    return true;
}

static NodeState state_of(const KmTree *tree, const NodeState *states, size_t node, KmSafeTest test)
{
    bool leaf = node < tree->n_leaves;
    if (leaf ? test.skip != NULL && test.skip[node] : all_children_resolved(tree, states, node)) {
        return SPLIT;
    }
    return test.safe(test.self, km_tree_members(tree, node), tree->n_leaves) ? WHOLE : UNRESOLVED;
}

/* The highest node above the leaf that is shown whole, below any that holds `out` (KM_NO_NODE:
 * anywhere). */
static size_t block_below(const KmTree *tree, const NodeState *states, size_t leaf, size_t out)
{
    size_t block = KM_NO_NODE;
    for (size_t node = leaf; node != KM_NO_NODE; node = parent_of(tree, node)) {
        if (out != KM_NO_NODE &&
            contains(km_tree_members(tree, node), km_tree_members(tree, out), tree->n_leaves)) {
            return block;
        }
        if (states[node] == WHOLE) {
            block = node;
        }
    }
    return block;
}

/* A partition while its rest is being closed. */
typedef struct {
    const KmTree *tree;
    const NodeState *states;
    size_t *block;
    const int64_t *sizes;
    KmSafeTest rest;
    bool *members; /* scratch */
} Closing;

static NodeState *judge_nodes(KmArena *arena, const KmTree *tree, KmSafeTest test)
{
    NodeState *states = KM_NEW_ARRAY(arena, NodeState, tree->n_nodes);
    for (size_t node = 0; node < tree->n_nodes; node++) {
        states[node] = state_of(tree, states, node, test);
    }
    return states;
}

static size_t *resolve(KmArena *arena, const KmTree *tree, const NodeState *states)
{
    size_t *block = KM_NEW_ARRAY(arena, size_t, tree->n_leaves);
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        block[leaf] = block_below(tree, states, leaf, KM_NO_NODE);
    }
    return block;
}

size_t *km_partition_resolve(KmArena *arena, const KmTree *tree, KmSafeTest test)
{
    return resolve(arena, tree, judge_nodes(arena, tree, test));
}

/* The rest and a piece that may join it (KM_NO_NODE: none): nothing, or at least two categories
 * that are safe together. */
static bool is_closed_with(const Closing *closing, size_t piece)
{
    const KmTree *tree = closing->tree;
    size_t count = 0;
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        bool joins = piece != KM_NO_NODE && km_tree_members(tree, piece)[leaf];
        closing->members[leaf] =
            (joins || closing->block[leaf] == KM_NO_NODE) && closing->sizes[leaf] > 0;
        count += closing->members[leaf] ? 1 : 0;
    }
    return count == 0 ||
           (count >= 2 && closing->rest.safe(closing->rest.self, closing->members, tree->n_leaves));
}

static bool is_shown_within(const KmTree *tree, const size_t *block, const bool *members)
{
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (members[leaf] && block[leaf] == KM_NO_NODE) {
            return false;
        }
    }
    return true;
}

static int64_t size_of(const KmTree *tree, const int64_t *sizes, size_t node)
{
    const bool *members = km_tree_members(tree, node);
    int64_t size = 0;
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        size += members[leaf] ? sizes[leaf] : 0;
    }
    return size;
}

/* Can `piece` be taken out of the shown block around it, so that what stays behind is still whole
 * nodes that may be shown? Then its siblings all the way up must be resolved. */
static bool comes_out(const KmTree *tree, const NodeState *states, size_t block, size_t piece)
{
    for (size_t node = piece; node != block; node = parent_of(tree, node)) {
        if (node == KM_NO_NODE) {
            return false;
        }
        for (size_t other = 0; other < tree->n_nodes; other++) {
            if (other != node && parent_of(tree, other) == parent_of(tree, node) &&
                states[other] == UNRESOLVED) {
                return false;
            }
        }
    }
    return true;
}

static size_t block_around(const KmTree *tree, const size_t *block, size_t node)
{
    const bool *members = km_tree_members(tree, node);
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (members[leaf]) {
            return block[leaf];
        }
    }
    return KM_NO_NODE;
}

/* The smallest shown block, or part of a merged one that leaves the others whole, that closes the
 * rest. Any shown block does, unless numbers that may not be used stand in the rest. */
static size_t smallest_piece(const Closing *closing)
{
    const KmTree *tree = closing->tree;
    size_t smallest = KM_NO_NODE;
    bool closes = false;
    int64_t least = 0;
    for (size_t node = 0; node < tree->n_nodes; node++) {
        int64_t size = size_of(tree, closing->sizes, node);
        if (size == 0 || !is_shown_within(tree, closing->block, km_tree_members(tree, node)) ||
            !comes_out(tree, closing->states, block_around(tree, closing->block, node), node)) {
            continue;
        }
        bool now = is_closed_with(closing, node);
        if (smallest == KM_NO_NODE || (now && !closes) || (now == closes && size < least)) {
            smallest = node;
            closes = now;
            least = size;
        }
    }
    return smallest;
}

/* The piece goes to the rest; the block it came from falls apart into resolved nodes. */
static void take_out(const KmTree *tree, const NodeState *states, size_t *block, size_t piece)
{
    size_t whole = block_around(tree, block, piece);
    const bool *members = km_tree_members(tree, piece);
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (members[leaf]) {
            block[leaf] = KM_NO_NODE;
        } else if (block[leaf] == whole) {
            block[leaf] = block_below(tree, states, leaf, piece);
        }
    }
}

/* Empty categories hide nothing and need no hiding. */
static void take_empty_out(const KmTree *tree, size_t *block, const int64_t *sizes)
{
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (block[leaf] == KM_NO_NODE && sizes[leaf] == 0) {
            block[leaf] = leaf;
        }
    }
}

static size_t *close_at(KmArena *arena, const KmTree *tree, const int64_t *sizes, KmSafeTest test,
                        KmSafeTest rest)
{
    NodeState *states = judge_nodes(arena, tree, test);
    Closing closing = {.tree = tree,
                       .states = states,
                       .block = resolve(arena, tree, states),
                       .sizes = sizes,
                       .rest = rest,
                       .members = KM_NEW_ARRAY(arena, bool, tree->n_leaves)};
    take_empty_out(tree, closing.block, sizes);
    while (!is_closed_with(&closing, KM_NO_NODE)) {
        size_t piece = smallest_piece(&closing);
        if (piece == KM_NO_NODE) {
            break;
        }
        take_out(tree, states, closing.block, piece);
        take_empty_out(tree, closing.block, sizes);
    }
    return closing.block;
}

/* Does the rest hold all of the node's units? */
static bool is_left_over(const Closing *closing, size_t node)
{
    const bool *members = km_tree_members(closing->tree, node);
    bool any = false;
    for (size_t leaf = 0; leaf < closing->tree->n_leaves; leaf++) {
        bool left = closing->block[leaf] == KM_NO_NODE;
        if (members[leaf] && !left && closing->sizes[leaf] > 0) {
            return false;
        }
        any = any || (members[leaf] && left);
    }
    return any;
}

static void give(const Closing *closing, size_t node, size_t from, size_t to)
{
    const bool *members = km_tree_members(closing->tree, node);
    for (size_t leaf = 0; leaf < closing->tree->n_leaves; leaf++) {
        if (members[leaf] && closing->block[leaf] == from && closing->sizes[leaf] > 0) {
            closing->block[leaf] = to;
        }
    }
}

/* A declared merger that may be shown goes back out of the rest when the rest stays closed without
 * it. */
static void carve(const Closing *closing, KmSafeTest test)
{
    const KmTree *tree = closing->tree;
    for (size_t node = 0; node < tree->n_nodes; node++) {
        if (!is_left_over(closing, node) ||
            !test.safe(test.self, km_tree_members(tree, node), tree->n_leaves)) {
            continue;
        }
        give(closing, node, KM_NO_NODE, node);
        if (!is_closed_with(closing, KM_NO_NODE)) {
            give(closing, node, node, KM_NO_NODE);
        }
    }
}

typedef struct {
    size_t blocks, alone, left;
} Fineness;

/* The rest counts as one block, unless it is everything. */
static Fineness fineness_of(const KmTree *tree, const size_t *block, const int64_t *sizes)
{
    Fineness found = {0};
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (sizes[leaf] == 0) {
            continue;
        }
        bool first = true;
        for (size_t other = 0; other < leaf; other++) {
            first = first && (sizes[other] == 0 || block[other] != block[leaf]);
        }
        found.blocks += first ? 1 : 0;
        found.alone += block[leaf] == leaf ? 1 : 0;
        found.left += block[leaf] == KM_NO_NODE ? 1 : 0;
    }
    return found;
}

static bool is_finer(Fineness a, Fineness b)
{
    if (a.blocks != b.blocks) {
        return a.blocks > b.blocks;
    }
    return a.alone != b.alone ? a.alone > b.alone : a.left < b.left;
}

size_t *km_partition_close(KmArena *arena, const KmTree *tree, const int64_t *sizes,
                           KmSafeTest test, KmSafeTest rest)
{
    size_t *best = NULL;
    Fineness finest = {0};
    for (size_t n_nodes = tree->n_leaves; n_nodes <= tree->n_nodes; n_nodes++) {
        KmTree cut = *tree;
        cut.n_nodes = n_nodes;
        size_t *block = close_at(arena, &cut, sizes, test, rest);
        Closing closing = {.tree = tree,
                           .block = block,
                           .sizes = sizes,
                           .rest = rest,
                           .members = KM_NEW_ARRAY(arena, bool, tree->n_leaves)};
        carve(&closing, test);
        Fineness fineness = fineness_of(tree, block, sizes);
        if (best == NULL || is_finer(fineness, finest)) {
            best = block;
            finest = fineness;
        }
    }
    return best;
}
