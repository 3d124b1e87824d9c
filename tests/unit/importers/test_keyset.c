#include "importers/decoding/keyset.h"

#include "tests/unit/importers/run.h"

START_TEST(identical_rows_and_replacing_rows_are_told_apart)
{
    KmArena *arena = km_arena_open();
    KmKeyset *set = km_keyset_open(arena, 0);
    int64_t line = 0;
    bool remarked = true;
    ck_assert_int_eq(km_keyset_add(set, 1, 100, 2, false, &line, &remarked), KM_KEY_NEW);
    ck_assert_int_eq(km_keyset_add(set, 1, 100, 3, false, &line, &remarked), KM_KEY_IDENTICAL);
    ck_assert(line == 2 && !remarked);
    ck_assert_int_eq(km_keyset_add(set, 1, 101, 4, false, &line, &remarked), KM_KEY_REPLACES);
    ck_assert(line == 2 && !remarked);
    /* The row on line 4 replaced one, so it was remarked. */
    ck_assert_int_eq(km_keyset_add(set, 1, 100, 5, false, &line, &remarked), KM_KEY_REPLACES);
    ck_assert(line == 4 && remarked);
    ck_assert_int_eq(km_keyset_add(set, 2, 100, 6, true, &line, &remarked), KM_KEY_NEW);
    ck_assert_int_eq(km_keyset_add(set, 2, 100, 7, false, &line, &remarked), KM_KEY_IDENTICAL);
    ck_assert(line == 6 && remarked);
    km_keyset_close(set);
    km_arena_close(arena);
}
END_TEST

/* Too few, about as many as come, and many more. */
static const int64_t expectations[] = {0, 1000, 100000, INT64_C(1) << 40};

START_TEST(a_hundred_thousand_keys_are_all_found_again)
{
    KmArena *arena = km_arena_open();
    KmKeyset *set = km_keyset_open(arena, expectations[_i]);
    int64_t line = 0;
    bool remarked = false;
    for (int64_t i = 1; i <= 100000; i++) {
        uint64_t key = km_keyset_hash(set, &i, sizeof i);
        ck_assert_int_eq(km_keyset_add(set, key, key, i, false, &line, &remarked), KM_KEY_NEW);
    }
    for (int64_t i = 1; i <= 100000; i++) {
        uint64_t key = km_keyset_hash(set, &i, sizeof i);
        ck_assert_int_eq(km_keyset_add(set, key, key, 200000, false, &line, &remarked),
                         KM_KEY_IDENTICAL);
        ck_assert_int_eq(line, i);
    }
    km_keyset_close(set);
    km_arena_close(arena);
}
END_TEST

START_TEST(two_sets_hash_differently)
{
    KmArena *arena = km_arena_open();
    KmKeyset *first = km_keyset_open(arena, 0);
    KmKeyset *second = km_keyset_open(arena, 0);
    ck_assert(km_keyset_hash(first, "x", 1) != km_keyset_hash(second, "x", 1));
    km_keyset_close(first);
    km_keyset_close(second);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("keyset");
    tcase_add_test(tcase, identical_rows_and_replacing_rows_are_told_apart);
    tcase_add_loop_test(tcase, a_hundred_thousand_keys_are_all_found_again, 0, 4);
    tcase_add_test(tcase, two_sets_hash_differently);
    return run_case(tcase, "keyset");
}
