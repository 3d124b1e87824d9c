/* Three children on two dates, counted by hand:
 *
 *     child   date 0              date 1
 *     1       noord, hit          zuid, miss
 *     2       noord, miss         noord, hit but unknown
 *     3       zuid, excluded      zuid, miss but unknown
 */
#include "indicators/evaluation/overlaps.h"

#include <check.h>
#include <stdlib.h>

enum { NOORD, ZUID, TOTAL = 0, WIJK = 1, CROSS = 2 };

static const KmObservation seen[] = {
    {.unit = 1, .date = 0, .is_hit = true, .noemer = 1.0},
    {.unit = 1, .date = 1, .noemer = 1.0},
    {.unit = 2, .date = 0, .noemer = 1.0},
    {.unit = 2, .date = 1, .is_hit = true, .is_unknown = true, .noemer = 1.0},
    {.unit = 3, .date = 0, .is_excluded = true, .noemer = 1.0},
    {.unit = 3, .date = 1, .is_unknown = true, .noemer = 1.0},
};
static const uint32_t wijk[] = {NOORD, ZUID, NOORD, NOORD, ZUID, ZUID};
static const uint32_t geslacht[] = {0, 0, 1, 1, 0, 0};

static const KmBlockGroup groups[] = {{{-1, -1}}, {{0, -1}}, {{0, 1}}};
static const size_t n_codes[] = {2, 2};
static const uint64_t slots[] = {0x1, 0x2, 0x3};

typedef struct {
    const char *promise;
    size_t slot, group;
    uint32_t codes[2];
    KmBlockCell expected;
} Case;

static const Case cases[] = {
    {"the total counts who is not excluded",
     0,
     TOTAL,
     {0, 0},
     {.n = 2,
      .x = 1,
      .excluded = 1,
      .units_n = 2,
      .units_hit = 1,
      .units_miss = 1,
      .units_only = 2}},
    {"unknown hits and misses are kept apart",
     1,
     TOTAL,
     {0, 0},
     {.n = 3,
      .x = 1,
      .unknown_hits = 1,
      .unknown_misses = 1,
      .units_n = 3,
      .units_hit = 1,
      .units_miss = 2,
      .units_only = 3}},
    {"a block counts its own",
     0,
     WIJK,
     {NOORD, 0},
     {.n = 2, .x = 1, .units_n = 2, .units_hit = 1, .units_miss = 1, .units_only = 2}},
    {"a block of excluded only has n 0", 0, WIJK, {ZUID, 0}, {.excluded = 1}},
    {"a child counts where it lives on the date",
     1,
     WIJK,
     {ZUID, 0},
     {.n = 2, .unknown_misses = 1, .units_n = 2, .units_miss = 2, .units_only = 2}},
    {"a cross counts who is in both",
     0,
     CROSS,
     {NOORD, 1},
     {.n = 1, .units_n = 1, .units_miss = 1, .units_only = 1}},
    {"pooled adds the dates and counts children once",
     2,
     TOTAL,
     {0, 0},
     {.n = 5,
      .x = 2,
      .excluded = 1,
      .unknown_hits = 1,
      .unknown_misses = 1,
      .units_n = 3,
      .units_hit = 2,
      .units_miss = 3,
      .units_only = 3}},
    {"pooled, a mover is in both blocks and only in neither",
     2,
     WIJK,
     {NOORD, 0},
     {.n = 3,
      .x = 2,
      .unknown_hits = 1,
      .units_n = 2,
      .units_hit = 2,
      .units_miss = 1,
      .units_only = 1}},
    {"and the other block",
     2,
     WIJK,
     {ZUID, 0},
     {.n = 2, .excluded = 1, .unknown_misses = 1, .units_n = 2, .units_miss = 2, .units_only = 1}},
};

static KmBlocks *counted(KmArena *arena, const KmObservation *observations)
{
    KmBlockPlan plan = {.groups = groups,
                        .n_groups = 3,
                        .n_codes = n_codes,
                        .n_dimensions = 2,
                        .slots = slots,
                        .n_slots = 3};
    KmBlocks *blocks = km_blocks_open(arena, &plan);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        uint32_t codes[] = {wijk[i], geslacht[i]};
        km_blocks_add(blocks, &observations[i], codes);
    }
    km_blocks_close(blocks);
    return blocks;
}

static void assert_cell(const char *promise, const KmBlockCell *cell, const KmBlockCell *expected)
{
    ck_assert_msg(cell->n == expected->n && cell->x == expected->x, "%s: n %lld x %lld", promise,
                  (long long)cell->n, (long long)cell->x);
    ck_assert_msg(cell->excluded == expected->excluded, "%s: excluded", promise);
    ck_assert_msg(cell->unknown_hits == expected->unknown_hits &&
                      cell->unknown_misses == expected->unknown_misses,
                  "%s: unknown", promise);
    ck_assert_msg(
        cell->units_n == expected->units_n && cell->units_hit == expected->units_hit &&
            cell->units_miss == expected->units_miss && cell->units_only == expected->units_only,
        "%s: units %lld %lld %lld %lld", promise, (long long)cell->units_n,
        (long long)cell->units_hit, (long long)cell->units_miss, (long long)cell->units_only);
    ck_assert_double_eq_tol(cell->noemer, (double)expected->n, 1e-12);
}

START_TEST(counts)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    assert_cell(c->promise, km_blocks_cell(counted(arena, seen), c->slot, c->group, c->codes),
                &c->expected);
    km_arena_close(arena);
}
END_TEST

/* Places of a site (numerator only) per child (denominator only). */
START_TEST(rate_sums_numerator_and_denominator)
{
    KmArena *arena = km_arena_open();
    KmObservation rate[sizeof seen / sizeof *seen];
    const uint32_t none[2] = {0, 0};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        rate[i] = (KmObservation){.unit = seen[i].unit, .date = seen[i].date, .noemer = 1.0};
    }
    rate[0].noemer = 0.0;
    rate[0].waarde = 16.0;
    const KmBlockCell *cell = km_blocks_cell(counted(arena, rate), 0, TOTAL, none);
    ck_assert_int_eq(cell->n, 2);
    ck_assert_int_eq(cell->units_n, 2);
    ck_assert_double_eq_tol(cell->waarde, 16.0, 1e-12);
    km_arena_close(arena);
}
END_TEST

/* 0.1 added up is not the same as doubles from either end; the sum of a block is. */
START_TEST(sums_do_not_depend_on_the_order)
{
    enum { MANY = 1000 };
    const uint32_t none[2] = {0, 0};
    double sums[2];
    double squares[2];
    for (int turn = 0; turn < 2; turn++) {
        KmArena *arena = km_arena_open();
        KmBlockPlan plan = {.groups = groups, .n_groups = 1, .slots = slots, .n_slots = 1};
        KmBlocks *blocks = km_blocks_open(arena, &plan);
        for (uint32_t i = 0; i < MANY; i++) {
            uint32_t unit = turn == 0 ? i : MANY - 1 - i;
            KmObservation one = {.unit = unit, .noemer = 1.0, .waarde = (double)unit / 7.0};
            km_blocks_add(blocks, &one, none);
        }
        km_blocks_close(blocks);
        sums[turn] = km_blocks_cell(blocks, 0, TOTAL, none)->waarde;
        squares[turn] = km_blocks_cell(blocks, 0, TOTAL, none)->squares;
        km_arena_close(arena);
    }
    ck_assert(memcmp(&sums[0], &sums[1], sizeof sums[0]) == 0);
    ck_assert(memcmp(&squares[0], &squares[1], sizeof squares[0]) == 0);
    ck_assert_double_eq_tol(sums[0], 999.0 * 1000.0 / 2.0 / 7.0, 1e-6);
    ck_assert_double_eq_tol(squares[0], 999.0 * 1000.0 * 1999.0 / 6.0 / 49.0, 1e-3);
}
END_TEST

/* A third less, two thirds more: nothing over, though no double is a third. And what is over is the
 * number a person would write. */
START_TEST(values_that_cancel_leave_nothing)
{
    static const struct {
        double values[3];
        int times;
        double sum;
    } cancelling[] = {
        {{-1.0 / 3.0, -1.0 / 3.0, 2.0 / 3.0}, 500, 0.0},
        {{0.1, 0.2, -0.3}, 500, 0.0},
        {{0.1, 0.2, 0.4}, 1, 0.7},
        {{1e-6, 0.0, 0.0}, 1, 1e-6},
        {{-0.125, 0.0, 0.0}, 3, -0.375},
    };
    const uint32_t none[2] = {0, 0};
    for (size_t c = 0; c < sizeof cancelling / sizeof *cancelling; c++) {
        KmArena *arena = km_arena_open();
        KmBlockPlan plan = {.groups = groups, .n_groups = 1, .slots = slots, .n_slots = 1};
        KmBlocks *blocks = km_blocks_open(arena, &plan);
        for (uint32_t i = 0; i < 3 * (uint32_t)cancelling[c].times; i++) {
            KmObservation one = {.unit = i, .noemer = 1.0, .waarde = cancelling[c].values[i % 3]};
            km_blocks_add(blocks, &one, none);
        }
        km_blocks_close(blocks);
        double sum = km_blocks_cell(blocks, 0, TOTAL, none)->waarde;
        ck_assert_msg(!(sum < cancelling[c].sum) && !(sum > cancelling[c].sum), "%zu: %.17g", c,
                      sum);
        km_arena_close(arena);
    }
}
END_TEST

/* Three more, of whom all is sure; the dates in bits:
 *
 *     child   date 0         date 1
 *     1       noord, hit     noord, miss
 *     2       noord, hit     zuid, hit
 *     3       zuid, miss     zuid, miss
 */
static const struct {
    uint32_t unit;
    uint64_t in, hit;
    uint32_t codes[2];
} sure[] = {{1, 0x3, 0x1, {NOORD, 0}},
            {2, 0x1, 0x1, {NOORD, 0}},
            {2, 0x2, 0x2, {ZUID, 0}},
            {3, 0x3, 0x0, {ZUID, 0}}};

static const Case sure_cases[] = {
    {"the total of a date",
     0,
     TOTAL,
     {0, 0},
     {.n = 3, .x = 2, .units_n = 3, .units_hit = 2, .units_miss = 1, .units_only = 3}},
    {"a child counts where it lives on the date",
     1,
     WIJK,
     {ZUID, 0},
     {.n = 2, .x = 1, .units_n = 2, .units_hit = 1, .units_miss = 1, .units_only = 2}},
    {"pooled adds the dates and counts children once",
     2,
     TOTAL,
     {0, 0},
     {.n = 6, .x = 3, .units_n = 3, .units_hit = 2, .units_miss = 2, .units_only = 3}},
    {"pooled, a mover is in both blocks and only in neither",
     2,
     WIJK,
     {NOORD, 0},
     {.n = 3, .x = 2, .units_n = 2, .units_hit = 2, .units_miss = 1, .units_only = 1}},
};

static const struct {
    const char *promise;
    size_t group;
    uint32_t code;
    KmOverlapCell expected;
} stayed[] = {
    {"all three were there before", TOTAL, 0, {.n = 3, .x_now = 1, .x_then = 2, .product = 1.0}},
    {"who moved did not stay in its new block", WIJK, ZUID, {.n = 1}},
    {"nor in its old one", WIJK, NOORD, {.n = 1, .x_then = 1}},
};

START_TEST(dates_counted_at_once_are_as_counted_by_hand)
{
    static const int before[][KM_LOOKS_BACK] = {{-1, -1}, {0, -1}};
    KmArena *arena = km_arena_open();
    KmBlockPlan plan = {.groups = groups,
                        .n_groups = 3,
                        .n_codes = n_codes,
                        .n_dimensions = 2,
                        .slots = slots,
                        .n_slots = 3};
    KmBlocks *blocks = km_blocks_open(arena, &plan);
    KmOverlaps *overlaps = km_overlaps_open(arena, &plan, before, 2, true);
    km_blocks_tell_stays(blocks, km_overlaps_stay, overlaps);
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++) {
        km_blocks_add_days(blocks, sure[i].unit, sure[i].in, sure[i].hit, sure[i].codes);
    }
    km_blocks_close(blocks);
    for (size_t i = 0; i < sizeof sure_cases / sizeof *sure_cases; i++) {
        const Case *c = &sure_cases[i];
        assert_cell(c->promise, km_blocks_cell(blocks, c->slot, c->group, c->codes), &c->expected);
    }
    for (size_t i = 0; i < sizeof stayed / sizeof *stayed; i++) {
        const uint32_t codes[2] = {stayed[i].code, 0};
        KmOverlapCell cell = km_overlaps_cell(overlaps, 0, 1, stayed[i].group, codes);
        ck_assert_msg(cell.n == stayed[i].expected.n && cell.x_now == stayed[i].expected.x_now &&
                          cell.x_then == stayed[i].expected.x_then,
                      "%s: %lld, %lld now, %lld then", stayed[i].promise, (long long)cell.n,
                      (long long)cell.x_now, (long long)cell.x_then);
        ck_assert_double_eq_tol(cell.product, stayed[i].expected.product, 1e-12);
        ck_assert_int_eq(km_overlaps_cell(overlaps, 1, 1, stayed[i].group, codes).n, 0);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("blocks");
    TCase *tests = tcase_create("blocks");
    tcase_add_loop_test(tests, counts, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, rate_sums_numerator_and_denominator);
    tcase_add_test(tests, sums_do_not_depend_on_the_order);
    tcase_add_test(tests, values_that_cancel_leave_nothing);
    tcase_add_test(tests, dates_counted_at_once_are_as_counted_by_hand);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
