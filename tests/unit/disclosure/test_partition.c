/* Partitions counted by hand. A category is a letter; safe = at least 10 units and 5 missed. */
#include "engine/disclosure/partition.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;

static void setup(void)
{
    arena = km_arena_open();
}

static void teardown(void)
{
    km_arena_close(arena);
}

enum { MOST = 6 };
static const char *const codes[MOST] = {"a", "b", "c", "d", "e", "f"};
static const char *const ab[] = {"a", "b"};
static const char *const cd[] = {"c", "d"};
static const char *const abcd[] = {"a", "b", "c", "d"};
static const char *const bc[] = {"b", "c"};
static const char *const z[] = {"z"};
static const KmMerger mergers[] = {
    {"AB", "", ab, 2}, {"CD", "", cd, 2}, {"BC", "", bc, 2}, {"Z", "", z, 1}, {"ABCD", "", abcd, 4},
};

typedef struct {
    const char *promise;
    size_t n;
    bool merge;
    int units[MOST];
    int missed[MOST];
    const char *blocks[MOST]; /* by category; "" the rest */
} PartitionCase;

static const PartitionCase cases[] = {
    {"all safe: all alone", 3, false, {20, 20, 20}, {5, 6, 7}, {"a", "b", "c"}},
    {"one unsafe takes the smallest safe one along",
     4,
     false,
     {20, 30, 40, 12},
     {5, 6, 7, 1},
     {"", "b", "c", ""}},
    {"two unsafe that are safe together stay two",
     4,
     false,
     {20, 30, 40, 12},
     {5, 3, 7, 2},
     {"a", "", "c", ""}},
    {"two unsafe that are not, take one along",
     4,
     false,
     {20, 30, 40, 12},
     {5, 1, 7, 2},
     {"", "", "c", ""}},
    {"empty categories hide no one", 3, false, {20, 0, 12}, {5, 0, 1}, {"", "b", ""}},
    {"a merger before the rest",
     6,
     true,
     {20, 4, 30, 30, 30, 30},
     {5, 2, 6, 6, 6, 6},
     {"AB", "AB", "c", "d", "e", "f"}},
    {"a coarser merger when the finer is too small",
     5,
     true,
     {4, 4, 30, 3, 40},
     {1, 1, 7, 1, 9},
     {"ABCD", "ABCD", "ABCD", "ABCD", "e"}},
    {"a part of a merged block goes to the rest when the others stand without it",
     5,
     true,
     {30, 30, 9, 9, 4},
     {8, 8, 3, 1, 4},
     {"a", "b", "", "", ""}},
    {"everything in the rest: only the total", 2, false, {20, 20}, {5, 1}, {"", ""}},
};

static bool is_safe(const void *self, const bool *members, size_t n)
{
    const PartitionCase *c = self;
    int units = 0;
    int missed = 0;
    for (size_t i = 0; i < n; i++) {
        units += members[i] ? c->units[i] : 0;
        missed += members[i] ? c->missed[i] : 0;
    }
    return units == 0 || (units >= 10 && missed >= 5);
}

START_TEST(every_category_stands_in_one_safe_block_or_in_a_safe_rest)
{
    const PartitionCase *c = &cases[_i];
    KmDimensionText text = {.mergers = mergers, .n_mergers = c->merge ? 5 : 0};
    KmTree tree = km_tree_build(arena, &text, codes, c->n);
    int64_t sizes[MOST] = {0};
    for (size_t i = 0; i < c->n; i++) {
        sizes[i] = c->units[i];
    }
    KmSafeTest test = {.self = c, .safe = is_safe};
    size_t *block = km_partition_close(arena, &tree, sizes, test, test);
    for (size_t i = 0; i < c->n; i++) {
        const char *name = block[i] == KM_NO_NODE ? ""
                           : block[i] < c->n      ? codes[block[i]]
                                                  : tree.merger[block[i] - c->n]->id;
        ck_assert_msg(strcmp(name, c->blocks[i]) == 0, "%s: %s stands in '%s', expected '%s'",
                      c->promise, codes[i], name, c->blocks[i]);
    }
}
END_TEST

START_TEST(a_merger_that_cuts_through_another_is_left_out)
{
    KmDimensionText text = {.mergers = mergers, .n_mergers = 5};
    KmTree tree = km_tree_build(arena, &text, codes, MOST);
    ck_assert_uint_eq(tree.n_nodes, MOST + 3);
    ck_assert_str_eq(tree.merger[0]->id, "AB");
    ck_assert_str_eq(tree.merger[1]->id, "CD");
    ck_assert_str_eq(tree.merger[2]->id, "ABCD");
    ck_assert_uint_eq(tree.parent[1], MOST);
    ck_assert_uint_eq(tree.parent[MOST], MOST + 2);
    ck_assert_uint_eq(tree.parent[4], KM_NO_NODE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("partition");
    TCase *tcase = tcase_create("partition");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, every_category_stands_in_one_safe_block_or_in_a_safe_rest, 0,
                        sizeof cases / sizeof cases[0]);
    tcase_add_test(tcase, a_merger_that_cuts_through_another_is_left_out);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
