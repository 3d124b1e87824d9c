#include "engine/base/arena.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

/* Around a shared block, a large page and several of them, with heads that just do not fit. */
START_TEST(what_is_given_is_zero_and_all_there_whatever_its_size)
{
    static const size_t page = (size_t)2 * 1024 * 1024;
    static const size_t sizes[] = {0, 1, 17, 65472, 65488, 65504, 65536, 65537, 131072};
    KmArena *arena = km_arena_open();
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < 9 + 5; i++) {
            size_t size = i < 9 ? sizes[i] : (i - 8) * page / 2 - 48 * (size_t)round;
            KmArenaMark mark = km_arena_mark(arena);
            unsigned char *bytes = km_alloc(arena, size);
            size_t wrong = 0;
            for (size_t at = 0; at < size; at++) {
                wrong += bytes[at] != 0;
            }
            ck_assert_uint_eq(wrong, 0);
            memset(bytes, 0xAA, size);
            if (i % 2 == 0) {
                km_arena_reset(arena, mark); /* the next may get what was written over */
            }
        }
    }
    km_arena_close(arena);
}
END_TEST

/* The same places that others would have, all there, and what comes behind is zero. */
START_TEST(what_is_given_bare_is_all_there)
{
    static const size_t sizes[] = {1, 65472, 65488, 65536, 131072, 2097104, 2097152, 0};
    KmArena *arena = km_arena_open();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char *bare = km_alloc_bare(arena, sizes[i]);
        unsigned char *zeroed = km_alloc(arena, 100);
        size_t wrong = 0;
        ck_assert_uint_eq((uintptr_t)bare % 16, 0);
        memset(bare, 0xAA, sizes[i]);
        for (size_t at = 0; at < 100; at++) {
            wrong += zeroed[at] != 0;
        }
        ck_assert_uint_eq(wrong, 0);
    }
    km_arena_close(arena);
}
END_TEST

/* From a block of any size, past a large page and on. */
START_TEST(a_large_array_keeps_growing_from_any_size)
{
    static const size_t starts[] = {1, 8191, 8192, 16000, 262144, 262272, 300001};
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
        KmArena *arena = km_arena_open();
        size_t capacity = starts[s];
        uint64_t *items = KM_NEW_ARRAY(arena, uint64_t, capacity);
        size_t wrong = 0;
        for (size_t i = 0; i < 1200000; i++) {
            KM_GROW_MOVING(arena, items, i, capacity);
            items[i] = i * 0x9E3779B97F4A7C15u;
        }
        for (size_t i = 0; i < 1200000; i++) {
            wrong += items[i] != i * 0x9E3779B97F4A7C15u;
        }
        ck_assert_uint_eq(wrong, 0);
        km_arena_close(arena);
    }
}
END_TEST

/* So many small things that their blocks become large pages, and back again. */
START_TEST(small_things_stay_where_they_are_in_an_arena_of_many)
{
    enum { THINGS = 400000 };
    KmArena *arena = km_arena_open();
    KmArenaMark mark = km_arena_mark(arena);
    for (int round = 0; round < 2; round++) {
        int **things = malloc(THINGS * sizeof *things);
        int wrong = 0;
        for (int i = 0; i < THINGS; i++) {
            things[i] = km_alloc(arena, 32);
            wrong += *things[i];
            *things[i] = i;
        }
        for (int i = 0; i < THINGS; i++) {
            wrong += *things[i] != i;
        }
        ck_assert_int_eq(wrong, 0);
        free(things);
        km_arena_reset(arena, mark);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, what_is_adopted_lives_on_past_a_reset);
    tcase_add_test(tests, what_grows_by_moving_keeps_its_items_and_every_mark);
    tcase_add_test(tests, what_is_given_is_zero_and_all_there_whatever_its_size);
    tcase_add_test(tests, what_is_given_bare_is_all_there);
    tcase_add_test(tests, a_large_array_keeps_growing_from_any_size);
    tcase_add_test(tests, small_things_stay_where_they_are_in_an_arena_of_many);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
