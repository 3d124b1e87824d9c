#include "tests/unit/store/fixture.h"

/* The same 16 bytes for the same number; many share their first bytes, so that probes collide. */
static void pseudonym_of(uint32_t who, uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    memset(ret_pseudonym, 0, KM_PSEUDONYM_BYTES);
    ret_pseudonym[0] = (uint8_t)(who % 7);
    ret_pseudonym[8] = 1;
    memcpy(ret_pseudonym + 12, &who, sizeof who);
}

static int64_t number_of(KmPersonBook *book, uint32_t who)
{
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    pseudonym_of(who, pseudonym);
    return km_person_number(book, pseudonym);
}

START_TEST(numbers_are_dense_and_stay_over_sessions)
{
    enum { PERSONS = 3000 };
    Fixture f = fixture_open();
    KmPersonBook *book = NULL;
    ck_ok(&f, km_person_book_open(f.store, &book, &f.err));
    for (uint32_t i = 0; i < PERSONS; i++) {
        ck_assert_int_eq(number_of(book, i), i + 1);
    }
    ck_assert_int_eq(number_of(book, 17), 18);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_assert_int_eq(number_of(book, PERSONS), PERSONS + 1);
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    km_person_book_close(book);
    fixture_reopen(&f);
    ck_ok(&f, km_person_book_open(f.store, &book, &f.err));
    for (uint32_t i = 0; i <= PERSONS; i++) {
        ck_assert_int_eq(number_of(book, i), i + 1);
    }
    ck_assert_int_eq(number_of(book, 999999), PERSONS + 2);
    km_person_book_close(book);
    ck_ok(&f, km_store_check(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

START_TEST(undo_forgets_whom_a_refused_file_brought)
{
    Fixture f = fixture_open();
    KmPersonBook *book = NULL;
    ck_ok(&f, km_person_book_open(f.store, &book, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    for (uint32_t i = 0; i < 100; i++) {
        (void)number_of(book, i);
    }
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_ok(&f, km_store_savepoint(f.store, &f.err));
    for (uint32_t i = 100; i < 9000; i++) {
        (void)number_of(book, i);
    }
    km_store_rollback_to(f.store);
    km_person_book_undo(book);
    ck_assert_int_eq(number_of(book, 50), 51);
    ck_assert_int_eq(number_of(book, 7000), 101);
    ck_assert_int_eq(number_of(book, 100), 102);
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_store_check(f.store, &f.err));
    km_person_book_close(book);
    fixture_close(&f);
}
END_TEST

START_TEST(undo_also_forgets_what_was_saved_and_then_rolled_back)
{
    Fixture f = fixture_open();
    KmPersonBook *book = NULL;
    ck_ok(&f, km_person_book_open(f.store, &book, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)number_of(book, 1);
    ck_ok(&f, km_person_book_save(book, &f.err));
    km_store_rollback(f.store);
    km_person_book_undo(book);
    ck_assert_int_eq(number_of(book, 2), 1);
    ck_assert_int_eq(number_of(book, 1), 2);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_person_book_save(book, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    km_person_book_close(book);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, numbers_are_dense_and_stay_over_sessions);
    tcase_add_test(tests, undo_forgets_whom_a_refused_file_brought);
    tcase_add_test(tests, undo_also_forgets_what_was_saved_and_then_rolled_back);
}

int main(void)
{
    return run_suite("persons", fill);
}
