/* The closed partition of one dimension (TRUST 6.2 step 2): every category stands in exactly one
 * shown block or in the rest, and blocks and rest are each safe. All that can be had by adding and
 * subtracting what is shown is a union of these parts, hence safe. */
#ifndef ENGINE_DISCLOSURE_PARTITION_H
#define ENGINE_DISCLOSURE_PARTITION_H

#include "engine/base/arena.h"
#include "engine/figures/indicator_text.h"

#define KM_NO_NODE ((size_t)-1)

/* Leaves are the categories (node = their index), above them the declared mergers, finer first. */
typedef struct {
    size_t n_leaves;
    size_t n_nodes;
    size_t *parent;          /* KM_NO_NODE: a root */
    bool *members;           /* node * n_leaves + leaf */
    const KmMerger **merger; /* by node - n_leaves */
} KmTree;

/* Mergers without a known category, or that cut through an earlier one, are left out. */
KmTree km_tree_build(KmArena *arena, const KmDimensionText *dimension, const char *const *codes,
                     size_t n_codes) KM_MUST_USE;
const bool *km_tree_members(const KmTree *tree, size_t node);

/* Says whether the categories in `members` together may be shown. */
typedef struct {
    const void *self;
    bool (*safe)(const void *self, const bool *members, size_t n_leaves);
    const bool *skip; /* by leaf: needs no block; NULL: all need one */
} KmSafeTest;

/* By leaf the node of its block, or KM_NO_NODE for the rest: a merger falls apart into its parts
 * when all of them may be shown, is shown whole when it may, else its leaves are left over. */
size_t *km_partition_resolve(KmArena *arena, const KmTree *tree, KmSafeTest test) KM_MUST_USE;
/* The same, closed: moves the smallest block (or a part of a merged block whose other parts may be
 * shown without it) into the rest until the rest is empty, or has two or more categories with units
 * and is safe. Of the partitions with no mergers, the first, the first two … the finest: most
 * blocks, then most categories alone, then fewest left over. `sizes` by leaf: units; an empty
 * category is a block of its own. */
size_t *km_partition_close(KmArena *arena, const KmTree *tree, const int64_t *sizes,
                           KmSafeTest test, KmSafeTest rest) KM_MUST_USE;

#endif
