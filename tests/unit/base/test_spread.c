#include "engine/base/spread.h"

#include <check.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { PIECES = 1000 };

typedef struct {
    atomic_int times[PIECES];
    char *made[PIECES];
} Work;

static void one(void *self, size_t i, KmArena *arena)
{
    Work *work = self;
    atomic_fetch_add(&work->times[i], 1);
    work->made[i] = km_format(arena, "piece %zu", i);
}

static void nested(void *self, size_t i, KmArena *arena)
{
    Work *works = self;
    km_spread(arena, i * 100, one, &works[i]);
}

static int wrong_in(const Work *work, size_t n)
{
    KmArena *scratch = km_arena_open();
    int wrong = 0;
    for (size_t i = 0; i < PIECES; i++) {
        wrong += work->times[i] != (i < n ? 1 : 0);
        wrong += i < n && strcmp(work->made[i], km_format(scratch, "piece %zu", i)) != 0;
    }
    km_arena_close(scratch);
    return wrong;
}

START_TEST(every_piece_is_done_once_and_what_it_made_lives_on)
{
    static const size_t counts[] = {0, 1, 2, 3, 7, PIECES};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        KmArena *arena = km_arena_open();
        Work *work = KM_NEW(arena, Work);
        km_spread(arena, counts[c], one, work);
        ck_assert_int_eq(wrong_in(work, counts[c]), 0);
        km_arena_close(arena);
    }
}
END_TEST

START_TEST(a_piece_may_spread_its_own_work)
{
    KmArena *arena = km_arena_open();
    Work *works = KM_NEW_ARRAY(arena, Work, 5);
    km_spread(arena, 5, nested, works);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(wrong_in(&works[i], i * 100), 0);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spread");
    TCase *tests = tcase_create("spread");
    tcase_add_test(tests, every_piece_is_done_once_and_what_it_made_lives_on);
    tcase_add_test(tests, a_piece_may_spread_its_own_work);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
