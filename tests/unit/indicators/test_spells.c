#include "indicators/worktables/spells.h"

#include <check.h>
#include <stdlib.h>

enum { MOST = 6, DAYS = 40 };
#define OPEN KM_DATE_OPEN
#define EVER KM_DATE_EVER

typedef struct {
    const char *promise;
    size_t n_given;
    KmSpell given[MOST];
    size_t n_expected;
    KmSpell expected[MOST];
} MergeCase;

static const MergeCase merges[] = {
    {"nothing stays nothing", 0, {{0, 0}}, 0, {{0, 0}}},
    {"apart stays apart, in order", 2, {{20, 30}, {0, 10}}, 2, {{0, 10}, {20, 30}}},
    {"overlapping joins", 2, {{0, 10}, {5, 15}}, 1, {{0, 15}}},
    {"touching joins", 2, {{10, 20}, {0, 10}}, 1, {{0, 20}}},
    {"a day between keeps apart", 2, {{0, 10}, {11, 20}}, 2, {{0, 10}, {11, 20}}},
    {"inside vanishes", 2, {{0, 30}, {5, 15}}, 1, {{0, 30}}},
    {"empty is dropped", 2, {{5, 5}, {7, 9}}, 1, {{7, 9}}},
    {"open swallows what follows", 3, {{EVER, 4}, {2, OPEN}, {9, 12}}, 1, {{EVER, OPEN}}},
};

typedef struct {
    const char *promise;
    size_t n_a;
    KmSpell a[MOST];
    size_t n_b;
    KmSpell b[MOST];
    size_t n_expected;
    KmSpell expected[MOST];
} IntersectCase;

static const IntersectCase intersections[] = {
    {"nothing with something is nothing", 0, {{0, 0}}, 1, {{0, 10}}, 0, {{0, 0}}},
    {"the shared days are left", 1, {{0, 10}}, 1, {{5, 15}}, 1, {{5, 10}}},
    {"touching shares no day", 1, {{0, 10}}, 1, {{10, 15}}, 0, {{0, 0}}},
    {"one long cuts many",
     1,
     {{5, 25}},
     3,
     {{0, 8}, {10, 12}, {20, 30}},
     3,
     {{5, 8}, {10, 12}, {20, 25}}},
    {"unbounded changes nothing",
     1,
     {{EVER, OPEN}},
     2,
     {{0, 3}, {5, OPEN}},
     2,
     {{0, 3}, {5, OPEN}}},
};

static void assert_spells(const char *promise, const KmSpell *found, size_t n_found,
                          const KmSpell *expected, size_t n_expected)
{
    ck_assert_msg(n_found == n_expected, "%s: expected %zu spells, found %zu", promise, n_expected,
                  n_found);
    for (size_t i = 0; i < n_found; i++) {
        ck_assert_msg(found[i].from == expected[i].from && found[i].to == expected[i].to,
                      "%s: expected [%d,%d), found [%d,%d)", promise, expected[i].from,
                      expected[i].to, found[i].from, found[i].to);
    }
}

START_TEST(merge)
{
    const MergeCase *c = &merges[_i];
    KmSpell spells[MOST];
    for (size_t i = 0; i < c->n_given; i++) {
        spells[i] = c->given[i];
    }
    size_t count = km_spells_merge(spells, c->n_given);
    assert_spells(c->promise, spells, count, c->expected, c->n_expected);
}
END_TEST

START_TEST(intersect)
{
    const IntersectCase *c = &intersections[_i];
    KmSpell found[2 * MOST];
    size_t count = km_spells_intersect(c->a, c->n_a, c->b, c->n_b, found);
    assert_spells(c->promise, found, count, c->expected, c->n_expected);
    count = km_spells_intersect(c->b, c->n_b, c->a, c->n_a, found);
    assert_spells(c->promise, found, count, c->expected, c->n_expected);
}
END_TEST

/* Spells against the plainest model there is: an array of days. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static size_t random_spells(uint32_t *state, KmSpell *spells, bool *days)
{
    size_t count = next_random(state) % (MOST + 1);
    for (int d = 0; d < DAYS; d++) {
        days[d] = false;
    }
    for (size_t i = 0; i < count; i++) {
        spells[i].from = (KmDate)(next_random(state) % DAYS);
        spells[i].to = spells[i].from + (KmDate)(next_random(state) % 12);
        for (KmDate d = spells[i].from; d < spells[i].to && d < DAYS; d++) {
            days[d] = true;
        }
    }
    return count;
}

static bool holds(const KmSpell *spells, size_t count, KmDate day)
{
    for (size_t i = 0; i < count; i++) {
        if (spells[i].from <= day && day < spells[i].to) {
            return true;
        }
    }
    return false;
}

START_TEST(days_agree_with_a_calendar)
{
    uint32_t state = 20260930U + (uint32_t)_i;
    for (int round = 0; round < 200; round++) {
        KmSpell a[MOST];
        KmSpell b[MOST];
        KmSpell both[2 * MOST];
        bool in_a[DAYS];
        bool in_b[DAYS];
        size_t n_a = km_spells_merge(a, random_spells(&state, a, in_a));
        size_t n_b = km_spells_merge(b, random_spells(&state, b, in_b));
        size_t n_both = km_spells_intersect(a, n_a, b, n_b, both);
        for (KmDate d = 0; d < DAYS; d++) {
            ck_assert(holds(a, n_a, d) == in_a[d]);
            ck_assert(holds(both, n_both, d) == (in_a[d] && in_b[d]));
        }
        for (size_t i = 1; i < n_both; i++) {
            ck_assert_int_lt(both[i - 1].to, both[i].from);
        }
    }
}
END_TEST

typedef struct {
    const char *promise;
    KmSpell spell;
    uint64_t mask; /* of the dates 0, 10, 20, 30 */
} MaskCase;

static const MaskCase masks[] = {
    {"the first day counts", {0, 1}, 0x1},
    {"the end day does not", {1, 10}, 0x0},
    {"the day before the end does", {1, 11}, 0x2},
    {"a long spell holds on all it covers", {5, 25}, 0x6},
    {"an unbounded one on all", {EVER, OPEN}, 0xf},
    {"an empty one on none", {10, 10}, 0x0},
    {"after all dates none", {31, OPEN}, 0x0},
};

START_TEST(mask)
{
    static const KmDate dates[] = {0, 10, 20, 30};
    const MaskCase *c = &masks[_i];
    ck_assert_msg(km_spell_mask(dates, 4, c->spell) == c->mask, "%s", c->promise);
}
END_TEST

START_TEST(mask_fills_a_whole_word)
{
    KmDate dates[KM_MOST_DATES];
    for (int i = 0; i < KM_MOST_DATES; i++) {
        dates[i] = i;
    }
    ck_assert(km_spell_mask(dates, KM_MOST_DATES, (KmSpell){EVER, OPEN}) == UINT64_MAX);
    ck_assert(km_spell_mask(dates, KM_MOST_DATES, (KmSpell){63, 64}) == UINT64_C(1) << 63);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spells");
    TCase *cases = tcase_create("spells");
    tcase_add_loop_test(cases, merge, 0, (int)(sizeof merges / sizeof *merges));
    tcase_add_loop_test(cases, intersect, 0, (int)(sizeof intersections / sizeof *intersections));
    tcase_add_loop_test(cases, days_agree_with_a_calendar, 0, 10);
    tcase_add_loop_test(cases, mask, 0, (int)(sizeof masks / sizeof *masks));
    tcase_add_test(cases, mask_fills_a_whole_word);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
