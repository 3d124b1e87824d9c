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

typedef enum { UNRESOLVED, WHOLE, SPLIT } NodeState;

static bool all_children_resolved(const KmTree *tree, const NodeState *states, size_t node)
{
    for (size_t i = 0; i < node; i++) {
        if (tree->parent[i] == node && states[i] == UNRESOLVED) {
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

/* The highest node above the leaf that is shown whole. */
static size_t block_of(const KmTree *tree, const NodeState *states, size_t leaf)
{
    size_t block = KM_NO_NODE;
    for (size_t node = leaf; node != KM_NO_NODE; node = tree->parent[node]) {
        if (states[node] == WHOLE) {
            block = node;
        }
    }
    return block;
}

size_t *km_partition_resolve(KmArena *arena, const KmTree *tree, KmSafeTest test)
{
    NodeState *states = KM_NEW_ARRAY(arena, NodeState, tree->n_nodes);
    for (size_t node = 0; node < tree->n_nodes; node++) {
        states[node] = state_of(tree, states, node, test);
    }
    size_t *block = KM_NEW_ARRAY(arena, size_t, tree->n_leaves);
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        block[leaf] = block_of(tree, states, leaf);
    }
    return block;
}

static bool rest_is_closed(const KmTree *tree, const size_t *block, const int64_t *sizes,
                           KmSafeTest rest, bool *members)
{
    size_t count = 0;
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        members[leaf] = block[leaf] == KM_NO_NODE && sizes[leaf] > 0;
        count += members[leaf] ? 1 : 0;
    }
    return count == 0 || (count >= 2 && rest.safe(rest.self, members, tree->n_leaves));
}

static int64_t size_of(const KmTree *tree, const size_t *block, const int64_t *sizes, size_t node)
{
    int64_t size = 0;
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        size += block[leaf] == node ? sizes[leaf] : 0;
    }
    return size;
}

static size_t smallest_block(const KmTree *tree, const size_t *block, const int64_t *sizes)
{
    size_t smallest = KM_NO_NODE;
    int64_t least = 0;
    for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
        if (block[leaf] == KM_NO_NODE || block[leaf] == smallest) {
            continue;
        }
        int64_t size = size_of(tree, block, sizes, block[leaf]);
        if (size > 0 && (smallest == KM_NO_NODE || size < least)) {
            smallest = block[leaf];
            least = size;
        }
    }
    return smallest;
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

void km_partition_close(KmArena *arena, const KmTree *tree, size_t *block, const int64_t *sizes,
                        KmSafeTest rest)
{
    bool *members = KM_NEW_ARRAY(arena, bool, tree->n_leaves);
    take_empty_out(tree, block, sizes);
    while (!rest_is_closed(tree, block, sizes, rest, members)) {
        size_t node = smallest_block(tree, block, sizes);
        if (node == KM_NO_NODE) {
            return;
        }
        for (size_t leaf = 0; leaf < tree->n_leaves; leaf++) {
            if (block[leaf] == node) {
                block[leaf] = KM_NO_NODE;
            }
        }
        take_empty_out(tree, block, sizes);
    }
}
