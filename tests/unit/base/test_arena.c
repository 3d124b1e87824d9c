#include "engine/base/arena.h"

#include <check.h>
#include <stdlib.h>

/* Filled past one block, so that chains of several blocks meet. */
static char *fill(KmArena *arena, const char *word)
{
    char *first = NULL;
    for (int i = 0; i < 20000; i++) {
        char *text = km_format(arena, "%s %d", word, i);
        first = i == 0 ? text : first;
    }
    return first;
}

START_TEST(what_is_adopted_lives_on_past_a_reset)
{
    KmArena *arena = km_arena_open();
    KmArena *other = km_arena_open();
    char *own = fill(arena, "own");
    char *theirs = fill(other, "theirs");
    KmArenaMark mark = km_arena_mark(arena);
    km_arena_adopt(arena, other);
    (void)fill(arena, "later");
    km_arena_reset(arena, mark);
    (void)fill(arena, "again");
    ck_assert_str_eq(own, "own 0");
    ck_assert_str_eq(theirs, "theirs 0");
    km_arena_close(arena);
}
END_TEST

/* Two that grow in turn, one of them with a mark on its block. */
START_TEST(what_grows_by_moving_keeps_its_items_and_every_mark)
{
    enum { ITEMS = 300000 };
    KmArena *arena = km_arena_open();
    int *even = NULL;
    int *odd = NULL;
    size_t even_capacity = 0;
    size_t odd_capacity = 0;
    KmArenaMark mark = {0};
    for (int i = 0; i < ITEMS; i++) {
        even = km_grow_moving(arena, even, (size_t)i, &even_capacity, sizeof *even);
        even[i] = 2 * i;
        if (i == ITEMS / 2) {
            mark = km_arena_mark(arena);
        }
        odd = km_grow_moving(arena, odd, (size_t)i, &odd_capacity, sizeof *odd);
        odd[i] = 2 * i + 1;
    }
    int wrong = 0;
    for (int i = 0; i < ITEMS; i++) {
        wrong += even[i] != 2 * i || odd[i] != 2 * i + 1;
    }
    ck_assert_int_eq(wrong, 0);
    km_arena_reset(arena, mark);
    char *after = fill(arena, "after");
    ck_assert_str_eq(after, "after 0");
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, what_is_adopted_lives_on_past_a_reset);
    tcase_add_test(tests, what_grows_by_moving_keeps_its_items_and_every_mark);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
